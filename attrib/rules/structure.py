"""The grammar of a pack: macros expanded, patterns named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from attrib.rules.build import Finding, Read
from attrib.rules.pack import BoundaryPattern, ExtentPattern, HeadPattern, RepairPattern, SpanPattern, Structure
from attrib.rules.schema import StructureForm
from attrib.suggest import nearest

_REFERENCE = re.compile(r"\{([a-z][a-z0-9-]*)\}")


class _Macro(NamedTuple):
    text: str
    read: Read


def build_structure(
    forms: list[tuple[Read, StructureForm]], order: tuple[str, ...], findings: list[Finding]
) -> Structure:
    """All structure files as one. A later pack may give a macro, span or extent anew."""
    macros = _Macros({name: _Macro(text, read) for read, form in forms for name, text in form.macros.items()}, findings)
    heads: dict[str, HeadPattern] = {}
    spans: dict[str, SpanPattern] = {}
    extents: dict[str, ExtentPattern] = {}
    boundaries: dict[str, BoundaryPattern] = {}
    repairs: dict[str, RepairPattern] = {}
    kinds: dict[str, str] = {}
    for read, form in forms:
        findings.extend(_given_twice(read, form))
        findings.extend(_named_otherwise(read, form, kinds))
        heads.update((head.name, head) for head in _heads(read, form, macros))
        spans.update((span.name, span) for span in _spans(read, form, macros))
        extents.update((extent.name, extent) for extent in _extents(read, form, macros))
        boundaries.update((boundary.name, boundary) for boundary in _boundaries(read, form, macros))
        repairs.update((repair.name, repair) for repair in _repairs(read, form, macros))
        order = form.order or order
    return Structure(
        macros.all(), tuple(heads.values()), spans, extents, tuple(boundaries.values()), tuple(repairs.values()), order
    )


def _heads(read: Read, form: StructureForm, macros: _Macros) -> Iterator[HeadPattern]:
    for index, head in enumerate(form.heads):
        pattern = macros.expand(head.pattern, read, ("heads", index, "pattern"))
        yield HeadPattern(head.name, pattern, head.part, macros.options(head.options))


def _spans(read: Read, form: StructureForm, macros: _Macros) -> Iterator[SpanPattern]:
    for index, span in enumerate(form.spans):
        alternatives = tuple(
            (item.name, macros.expand(item.pattern, read, ("spans", index, "alternatives", number, "pattern")))
            for number, item in enumerate(span.alternatives)
        )
        yield SpanPattern(span.name, span.side, alternatives, macros.options(span.options))


def _given_twice(read: Read, form: StructureForm) -> Iterator[Finding]:
    """Names that a file gives two of its pieces: the first one would be lost. Another pack may give one anew."""
    for key in ("heads", "spans", "extents", "boundaries", "repairs"):
        seen = set[str]()
        for index, name in enumerate(piece.name for piece in getattr(form, key)):
            if name in seen:
                yield Finding("duplicate-id", read.file.fault((key, index, "name"), f"'{name}' is named twice"))
            seen.add(name)


def _named_otherwise(read: Read, form: StructureForm, kinds: dict[str, str]) -> Iterator[Finding]:
    """Names that a piece of another kind has: a phrase that asks for the one would get the other. `kinds` grows."""
    for key in ("heads", "spans", "extents"):
        for index, piece in enumerate(getattr(form, key)):
            if (known := kinds.setdefault(piece.name, key)) != key:
                what = f"'{piece.name}' stands among the {known}, too"
                yield Finding("duplicate-id", read.file.fault((key, index, "name"), what))


def _extents(read: Read, form: StructureForm, macros: _Macros) -> Iterator[ExtentPattern]:
    for index, extent in enumerate(form.extents):
        opens = macros.expand(extent.opens, read, ("extents", index, "opens"))
        yield ExtentPattern(extent.name, opens, macros.options(extent.options))


def _boundaries(read: Read, form: StructureForm, macros: _Macros) -> Iterator[BoundaryPattern]:
    for index, boundary in enumerate(form.boundaries):
        pattern = macros.expand(boundary.pattern, read, ("boundaries", index, "pattern"))
        yield BoundaryPattern(boundary.name, pattern, boundary.rate, boundary.resumes)


def _repairs(read: Read, form: StructureForm, macros: _Macros) -> Iterator[RepairPattern]:
    for index, repair in enumerate(form.repairs):
        left, right = (
            macros.expand(getattr(repair, side), read, ("repairs", index, side)) for side in ("left", "right")
        )
        words = repair.lexicon, repair.unless, repair.after, repair.ending, repair.behind, repair.can
        yield RepairPattern(repair.name, *words, repair.tags, repair.to, left, right, repair.first)


class _Macros:
    """Expands `{name}` by the macro of that name, wrapped as a group of its own."""

    def __init__(self, macros: dict[str, _Macro], findings: list[Finding]) -> None:
        self.macros, self.findings = macros, findings
        self.expanded: dict[str, str] = {}

    def all(self) -> dict[str, str]:
        return {name: self.macro(name, ()) for name in self.macros}

    def macro(self, name: str, within: tuple[str, ...]) -> str:
        if name not in self.expanded:
            text, read = self.macros[name]
            self.expanded[name] = self.expand(text, read, ("macros", name), (*within, name))
        return self.expanded[name]

    def expand(self, text: str, read: Read, loc: tuple[str | int, ...], within: tuple[str, ...] = ()) -> str:
        def substitute(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self.macros:
                self.report(read, loc, f"unknown macro '{name}'", match, nearest(name, self.macros))
                return ""
            if name in within:
                self.report(read, loc, f"macro '{name}' contains itself: {' > '.join((*within, name))}", match)
                return ""
            return f"(?:{self.macro(name, within)})"

        return _REFERENCE.sub(substitute, text)

    def report(
        self, read: Read, loc: tuple[str | int, ...], what: str, match: re.Match[str], hint: str | None = None
    ) -> None:
        self.findings.append(Finding("macro", read.file.fault(loc, what, hint, offset=match.start())))

    def options(self, value: Any) -> Any:
        """Options are free, so only what names a macro is expanded in them."""
        if isinstance(value, dict):
            return {name: self.options(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.options(item) for item in value]
        if not isinstance(value, str):
            return value
        return _REFERENCE.sub(
            lambda match: f"(?:{self.macro(match[1], ())})" if match[1] in self.macros else match[0], value
        )
