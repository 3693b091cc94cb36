"""The scales that ratings and estimates are given on: shipped ones, and those in `scales/` of rule packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from attrib.errors import Fault, RuleError, UsageError
from attrib.rules.faults import faults_of
from attrib.rules.find import shipped_folder, shown
from attrib.rules.scale import BandForm as Band
from attrib.rules.scale import NumberForm as Limits
from attrib.rules.scale import ScaleForm as Scale
from attrib.rules.yamlread import read_yaml
from attrib.suggest import did_you_mean, nearest

FOLDER = "scales"
OWN = "x-"
"""A scheme whose name begins so is its user's own: its values are taken as they stand."""


class Scales:
    """Scales by name, and the values of each as a rating may write them."""

    __slots__ = ("_tags", "_values", "by_id")

    def __init__(self, scales: Mapping[str, Scale]) -> None:
        self.by_id = scales
        self._values = {name: _written(scale) for name, scale in scales.items()}
        self._tags = {band.tag: (name, band) for name, scale in scales.items() for band in scale.values if band.tag}

    def named(self, name: str) -> tuple[Scale, ...]:
        """The scale of this name, and all of the family of this name. Raises UsageError where there is none."""
        if found := tuple(scale for scale in self.by_id.values() if name in (scale.id, scale.family)):
            return found
        known = {*self.by_id, *(scale.family for scale in self.by_id.values() if scale.family)}
        raise UsageError(f"no scale '{name}'{did_you_mean(name, known) or _known(self.by_id)}")

    def tagged(self, tag: str) -> tuple[str, Band] | None:
        """The scale and class that a MISP machine tag stands for."""
        return self._tags.get(tag.replace(" ", ""))

    def band(self, scheme: str, value: str) -> Band | None:
        """The class of a value; None for numbers and for what is not in the scale."""
        return self._values.get(scheme, {}).get(value.casefold())

    def settled(self, scheme: str, value: str) -> tuple[str, str]:
        """Scheme and value as the scale writes them ("b" is "B"). Raises ValueError, which says what is wrong."""
        if not scheme and (found := self.tagged(value)):
            return found[0], found[1].value
        if scheme.startswith(OWN) and scheme != OWN:
            return scheme, value
        if scheme not in self.by_id:
            hint = nearest(scheme, self.by_id)
            more = f"; did you mean '{hint}'?" if hint else f"; a scheme of your own is called '{OWN}{scheme}'"
            raise ValueError(f"unknown scheme '{scheme}'{more}")
        return scheme, self._value(self.by_id[scheme], value)

    def _value(self, scale: Scale, value: str) -> str:
        if scale.number:
            return _number(scale, scale.number, value)
        if (found := self.tagged(value)) and found[0] == scale.id:
            return found[1].value
        known = self._values[scale.id]
        if value.casefold() not in known:
            values = [band.value for band in scale.values]
            hint = nearest(value, known) if len(value) > 1 else None
            more = f"; did you mean '{known[hint].value}'?" if hint else ""
            raise ValueError(f"'{value}' is no value of '{scale.id}': {', '.join(values)}{more}")
        return known[value.casefold()].value


def load_scales(roots: Sequence[Path] = ()) -> Scales:
    """The shipped scales and those of these packs; a later one of the same name stands for the earlier.

    Raises RuleError with every mistake of every file.
    """
    scales: dict[str, Scale] = {}
    faults: list[Fault] = []
    for folder in (shipped_folder(), *roots):
        for path in sorted((folder / FOLDER).glob("*.y*ml")):
            scales |= {scale.id: scale for scale in _read(path, faults)}
    if faults:
        raise RuleError(tuple(faults))
    return Scales(scales)


def _read(path: Path, faults: list[Fault]) -> Iterator[Scale]:
    try:
        file = read_yaml(path, shown(path))
        faults += file.faults
        scale = Scale.model_validate(file.data)
    except RuleError as error:
        faults += error.faults
    except ValidationError as error:
        faults += faults_of(error, file, Scale)
    else:
        if scale.id != path.stem:
            faults.append(file.fault(("id",), f"id '{scale.id}' is not what the file is called: '{path.stem}'"))
        yield scale


def _written(scale: Scale) -> dict[str, Band]:
    return {name.casefold(): band for band in scale.values for name in (band.value, *band.also)}


def _number(scale: Scale, limits: Limits, value: str) -> str:
    """The number as it was written: it is the rater's, and is not rounded."""
    try:
        inside = limits.least <= float(value) <= limits.most
    except ValueError:
        inside = False
    if not inside:
        raise ValueError(f"'{value}' is no value of '{scale.id}': a number from {limits.least:g} to {limits.most:g}")
    return value


def _known(scales: Mapping[str, Scale]) -> str:
    return f"; there are {', '.join(sorted(scales))}"
