"""What a rule pack is once it has been read: frozen, checked, and ready for the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.rules.inflect import Inflection
from attrib.rules.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a rule with its marked spans: (slot, start, end), half-open offsets into `text`."""

    text: str
    marks: tuple[tuple[str, int, int], ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)  # each is one of its kind, and can be a key
class Rule:
    """One construction. `shipped` rules are trusted with their regexes; the others run under a time limit."""

    id: str
    kind: str
    description: str
    status: str
    priority: int
    phrases: tuple[Phrase, ...]
    effect: Mapping[str, Any]
    references: tuple[str, ...]
    false_positives: tuple[str, ...]
    match: tuple[Example, ...]
    no_match: tuple[Example, ...]
    todo: tuple[Example, ...]
    path: Path
    line: int
    shipped: bool
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of a lexicon; `takes` names the constructions it takes, as its fields do."""

    lemma: str
    fields: Mapping[str, Any]
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A table of words: `forms` maps every inflected form, folded to lower case, to its lemma."""

    name: str
    id: str
    part: str
    entries: Mapping[str, Entry]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HeadPattern:
    """A group with a head word (`verb`, `passive`, `noun`): a pattern over tags, and the part its lexicon has."""

    name: str
    pattern: str
    part: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SpanPattern:
    """A stretch to the right or the left of a cue, as named alternatives over tags, the first that fits winning."""

    name: str
    side: str
    alternatives: tuple[tuple[str, str], ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExtentPattern:
    """A stretch whose end the engine finds (a clause, a quotation); `opens` is the pattern it begins with."""

    name: str
    opens: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BoundaryPattern:
    """A place where a content may end: the tags from there on, and how often it does where nothing was measured.

    `resumes`: what stands there goes on with a clause that a relative clause broke into.
    """

    name: str
    pattern: str
    rate: float
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class RepairPattern:
    """Where a word was tagged one of `tags` and is `to`: what stands left and right of it.

    Where they are given: `lexicon` holds the word, `unless` does not, `after` holds the word before it, which ends in
    `ending`; `behind` (a lexicon, or `lexicon/takes` for its entries that enter a construction) holds the word before
    what `left` matched; `can` is a tag that the word can have. Those that come `first` are made in the whole text
    before the others.
    """

    name: str
    lexicon: str | None
    unless: str | None
    after: str | None
    ending: str | None
    behind: str | None
    can: str | None
    tags: str
    to: str
    left: str
    right: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """The grammar of a pack over tags. Macros are expanded already in every pattern."""

    macros: Mapping[str, str]
    heads: tuple[HeadPattern, ...]
    spans: Mapping[str, SpanPattern]
    extents: Mapping[str, ExtentPattern]
    boundaries: tuple[BoundaryPattern, ...]
    repairs: tuple[RepairPattern, ...]
    order: tuple[str, ...]

    def either(self, span: str) -> str | None:
        """One expression for all alternatives of a span; None where the pack has none of this name."""
        found = self.spans.get(span)
        return f"(?:{'|'.join(pattern for _, pattern in found.alternatives)})" if found else None


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules and the data they need. `measured` maps a table's name to its file; `table` reads one."""

    name: str
    version: str
    language: str
    sha256: str
    roots: tuple[Path, ...]
    rules: tuple[Rule, ...]
    lexicons: Mapping[str, Lexicon]
    structure: Structure
    layout: Mapping[str, Any]
    settings: Mapping[str, Any]
    measured: Mapping[str, tuple[Path, ...]]
    tags: Mapping[str, Any]
    inflection: Inflection

    def forms(self, name: str) -> frozenset[str]:
        """The forms of a lexicon that a pack may have; none if it has it not."""
        lexicon = self.lexicons.get(name)
        return frozenset(lexicon.forms if lexicon else ())

    def table(self, name: str) -> list[list[str]]:
        """The rows of `structure/NAME.tsv` or `measured/NAME.tsv` of every pack; lines that start with '#' are none."""
        rows = []
        for root in self.roots:
            for path in (root / "structure" / f"{name}.tsv", root / "measured" / f"{name}.tsv"):
                if path.is_file():
                    lines = path.read_text("utf-8").splitlines()
                    rows += [line.split("\t") for line in lines if line and not line.startswith("#")]
        return rows
