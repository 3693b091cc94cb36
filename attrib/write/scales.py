"""Scales for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from attrib.rules.scale import BandForm as Band
from attrib.rules.scale import ScaleForm as Scale
from attrib.write import ink
from attrib.write.ink import Ink

MARGIN = 2
KEYS = ("measures", "standard", "source", "url", "license")


def listed(scales: Sequence[Scale]) -> str:
    """One line a scale: its name, what it measures, its title."""
    width = max((len(scale.id) for scale in scales), default=0)
    measured = max((len(scale.measures) for scale in scales), default=0)
    return "".join(f"{s.id.ljust(width)}  {s.measures.ljust(measured)}  {s.title}\n" for s in scales)


def shown(scales: Sequence[Scale], *, color: bool = False, width: int | None = None) -> str:
    """Scales with their classes, standard and source."""
    page = Ink(color=color, width=width)
    return "\n".join("".join(_lines(page, scale)) for scale in scales)


def _lines(page: Ink, scale: Scale) -> Iterator[str]:
    yield page.line(Text.assemble((scale.id, ink.STRONG), "  ", scale.title))
    for key in KEYS:
        if value := getattr(scale, key):
            yield _entry(page, key, len(max(KEYS, key=len)), value)
    if scale.description:
        yield page.block(Text(scale.description.strip()), MARGIN)
    yield "\n"
    if scale.number:
        yield page.block(Text(f"a number from {scale.number.least:g} to {scale.number.most:g}"), MARGIN)
    column = max((len(band.value) for band in scale.values), default=0)
    for band in scale.values:
        yield _entry(page, band.value, column, _band(band))
        yield from (_entry(page, "", column, more) for more in _more(band))
    if scale.ordered and scale.values:
        yield page.block(Text("in order, first to last; what is set apart has no place in it", ink.QUIET), MARGIN)


def _band(band: Band) -> str:
    below = "below " if band.below else ""
    parts = [band.label, f"{band.range[0]:.0%} to {below}{band.range[1]:.0%}" if band.range else ""]
    return ", ".join(filter(None, (*parts, "apart" if band.apart else "")))


def _more(band: Band) -> Iterator[str]:
    if band.words:
        yield f"words: {', '.join(band.words)}"
    if band.kin:
        yield f"read so, though the standard has other words: {', '.join(band.kin)}"
    if band.description:
        yield band.description
    if band.also:
        yield f"also written {', '.join(band.also)}"
    if band.tag:
        yield f"tag {band.tag}"


def _entry(page: Ink, key: str, column: int, value: str) -> str:
    """A key in a column of its own, and its value wrapped beside it."""
    first, *more = page.wrap(Text(value), MARGIN + column + 2)
    lines = [page.line(Text.assemble((key.ljust(column), ink.QUIET), "  ", first), MARGIN)]
    return "".join([*lines, *(page.line(line, MARGIN + column + 2) for line in more)])
