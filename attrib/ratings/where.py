"""Conditions on sources (`kind=state_media`, `admiralty=D,E`), and the part of a record that meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from attrib.errors import UsageError
from attrib.model import Access, Kind, Naming, RatingStatus
from attrib.ratings.book import CURRENT
from attrib.scales import Scales
from attrib.suggest import did_you_mean

Record = dict[str, Any]
NONE = "none"
"""The value of a scheme or of control where there is none."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "naming": get_args(Naming),
    "access": get_args(Access),
    "status": get_args(RatingStatus),
}
FREE = ("control", "registry", "name", "key")
FIELD = {"status": "rating_status"}


class Condition(NamedTuple):
    """One of `values` is what a source has of `name`: a field of it, or its current rating on a scheme."""

    name: str
    values: frozenset[str]
    scheme: bool

    def met(self, source: Mapping[str, Any]) -> bool:
        return not self.values.isdisjoint(self._of(source))

    def _of(self, source: Mapping[str, Any]) -> Iterable[str]:
        if self.scheme:
            given = [r["value"] for r in source["ratings"] if r["scheme"] == self.name and r["standing"] == CURRENT]
            return [value.casefold() for value in given] or (NONE,)
        value = source[FIELD.get(self.name, self.name)]
        if self.name == "control" and value:
            value = value["value"]
        return (str(value).casefold() if value else NONE,)


def conditions(written: Sequence[str], scales: Scales) -> tuple[Condition, ...]:
    """`name=value,value`, all of which one source has to meet. Raises UsageError that names what is known instead."""
    return tuple(_condition(one, scales) for one in written)


def _condition(written: str, scales: Scales) -> Condition:
    name, equals, rest = written.partition("=")
    name, values = name.strip(), [value.strip() for value in rest.split(",") if value.strip()]
    if not equals or not values:
        raise UsageError(f"--where '{written}': write NAME=VALUE or NAME=VALUE,VALUE")
    if name in CHOICES:
        for value in values:
            if value not in (*CHOICES[name], NONE):
                hint = did_you_mean(value, CHOICES[name]) or f": it is none of {', '.join(CHOICES[name])}"
                raise UsageError(f"--where '{written}': unknown {name} '{value}'{hint}")
        return Condition(name, frozenset(values), False)
    if name in FREE:
        return Condition(name, frozenset(map(str.casefold, values)), False)
    return Condition(name, frozenset(_settled(written, name, value, scales).casefold() for value in values), True)


def _settled(written: str, scheme: str, value: str, scales: Scales) -> str:
    known = (*CHOICES, *FREE, *scales.by_id)
    if scheme not in scales.by_id and not scheme.startswith("x-"):
        hint = did_you_mean(scheme, known) or f"; the names are {', '.join(known)}"
        raise UsageError(f"--where '{written}': unknown name '{scheme}'{hint}")
    if value == NONE:
        return value
    try:
        return scales.settled(scheme, value)[1]
    except ValueError as error:
        raise UsageError(f"--where '{written}': {error}") from None


def where(wanted: Sequence[Condition]) -> Callable[[Record], Record]:
    """A filter of records that keeps the sentences with a source in their chain that meets all conditions.

    Their attributions (with those around them) and hedges stay, and the sources of these. Text, ids and offsets are
    as they were. Records of documents that could not be read pass as they are.
    """

    def kept(record: Record) -> Record:
        return record if "error" in record else _kept(record, wanted)

    return kept


def _kept(record: Record, wanted: Sequence[Condition]) -> Record:
    met = {source["id"] for source in record["sources"] if all(one.met(source) for one in wanted)}
    sentences = [s for s in record["sentences"] if s["label"] and not met.isdisjoint(s["label"]["sources"])]
    attributions = _with_parents(record, {name for s in sentences for name in s["attributions"]})
    hedges = {name for s in sentences for name in s["hedges"]}
    needed = {name for s in sentences for name in s["label"]["sources"]}
    needed |= {one["source_id"] for one in attributions if one["source_id"]}
    needed |= {s["issued_by"] for s in record["sources"] if s["id"] in needed and s["issued_by"]}
    return record | {
        "sentences": sentences,
        "attributions": attributions,
        "hedges": [one for one in record["hedges"] if one["id"] in hedges],
        "sources": [one for one in record["sources"] if one["id"] in needed],
    }


def _with_parents(record: Record, names: set[str]) -> list[Record]:
    by_id = {one["id"]: one for one in record["attributions"]}
    wanted: set[str] = set()
    for name in names:
        at: str | None = name
        while at and at in by_id and at not in wanted:
            wanted.add(at)
            at = by_id[at]["parent"]
    return [one for one in record["attributions"] if one["id"] in wanted]
