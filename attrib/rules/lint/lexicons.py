"""Checks of a lexicon: its entries, its columns, and whether anything uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.errors import Fault
from attrib.rules.inflect import fold
from attrib.rules.lint.view import LexiconView
from attrib.rules.phrase import Filler
from attrib.rules.references import named
from attrib.rules.schema import PackForm, StructureForm
from attrib.suggest import nearest

_WORD = re.compile(r"[a-z0-9][a-z0-9-]*")


def description_missing(view: LexiconView) -> Iterator[Fault]:
    """A lexicon says in one sentence what its words have in common."""
    if not view.form.description:
        yield view.read.file.fault(("id",), "no description: say what these words have in common", key=True)


def entries_missing(view: LexiconView) -> Iterator[Fault]:
    """A lexicon has entries."""
    if not view.form.entries:
        yield view.read.file.fault(("entries",), "no entries", key=True)


def entry_repeated(view: LexiconView) -> Iterator[Fault]:
    """No word is entered twice, in whatever spelling of its case."""
    written = view.read.file.data["entries"]
    seen: dict[str, str] = {}
    for index, lemma in enumerate(written):
        loc = ("entries", index if isinstance(written, list) else lemma)
        if fold(lemma) in seen:
            yield view.read.file.fault(loc, f"'{lemma}' is entered already, as '{seen[fold(lemma)]}'", key=True)
        seen.setdefault(fold(lemma), lemma)


def column_unused(view: LexiconView) -> Iterator[Fault]:
    """Every column that is described is filled somewhere."""
    filled = {column for fields in view.form.entries.values() for column in fields}
    for column in view.form.columns:
        if column not in filled:
            yield view.read.file.fault(("columns", column), f"no entry fills column '{column}'", key=True)


def lexicon_unused(view: LexiconView) -> Iterator[Fault]:
    """Some phrase or repair names the lexicon, or the pack says that the engine reads it (`uses`)."""
    used = {name for filler in _fillers(view) for name in (filler.lexicon, filler.name)}
    used |= _read_by_engine(view) | _of_repairs(view)
    if view.form.id not in used and not view.workspace.broken:
        yield view.read.file.fault(("id",), f"no rule names lexicon '{view.form.id}'")


def takes_unknown(view: LexiconView) -> Iterator[Fault]:
    """What entries take is asked for by some phrase, or named in the description of the column."""
    if view.workspace.broken:
        return
    asked = {filler.takes for filler in _fillers(view) if filler.lexicon == view.form.id and filler.takes}
    known = asked | set(_WORD.findall(view.form.columns.get("takes", "")))
    for lemma, fields in view.form.entries.items():
        for index, name in enumerate(fields.get("takes", ())):
            if name not in known:
                known.add(name)
                what = f"takes '{name}', which no phrase asks for and the column's description does not name"
                yield view.read.file.fault(("entries", lemma, "takes", index), what, nearest(name, asked))


def _read_by_engine(view: LexiconView) -> set[str]:
    return {name for _, form in view.workspace.of(PackForm) for name in form.uses}


def _of_repairs(view: LexiconView) -> set[str]:
    repairs = (repair for _, form in view.workspace.of(StructureForm) for repair in form.repairs)
    return {name for repair in repairs for _, name, _ in named(repair)}


def _fillers(view: LexiconView) -> Iterator[Filler]:
    for rule in view.workspace.rules.values():
        for phrase in rule.phrases:
            yield from (part for part in phrase.parts if isinstance(part, Filler))
