"""What kind of source somebody is, and how it is named: ordered rules of the pack, the first that holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from attrib.errors import UsageError

NAME, ROLE, QUANTITY, PRONOUN, NONE = "name", "role", "quantity", "pronoun", "none"


class Evidence(NamedTuple):
    """What is known of a source when its kind is asked for. Texts are folded; `known` maps where to kinds."""

    shape: str
    number: str
    lexicon: str
    noun_kind: str
    text: str
    name: str
    hint: str
    proper: bool
    head: str
    known: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Test:
    """One ordered rule. Empty conditions always hold."""

    id: str
    shape: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    noun_kind: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    proper: bool = False
    text: re.Pattern[str] | None = None
    name: re.Pattern[str] | None = None
    head: re.Pattern[str] | None = None
    source: str = ""
    among: tuple[str, ...] = ()
    result: str = ""

    def holds(self, e: Evidence) -> bool:
        return (
            (not self.shape or e.shape in self.shape)
            and (not self.number or e.number in self.number)
            and (not self.lexicon or e.lexicon in self.lexicon)
            and (not self.noun_kind or e.noun_kind in self.noun_kind)
            and (not self.hint or e.hint in self.hint)
            and (not self.proper or e.proper)
            and (self.text is None or self.text.search(e.text) is not None)
            and (self.name is None or self.name.search(e.name) is not None)
            and (self.head is None or self.head.search(e.head) is not None)
        )

    def answer(self, e: Evidence) -> str:
        """The kind or naming this rule gives; empty when it does not hold or what it asks for is not known."""
        if self.source:
            kinds = e.known.get(self.source)
            if not kinds or not self.holds(e):
                return ""
            if not self.among:
                return self.result or kinds[0]
            found = next((kind for kind in self.among if kind in kinds), "")
            return found and (self.result or found)
        return self.result if self.holds(e) else ""


class Clue(NamedTuple):
    """Something a sentence may say of its source. The pattern is tried only where one of the words stands."""

    gives: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Customs:
    """The pack's data about sources: rules for kind and naming, and the language's small patterns."""

    kinds: tuple[Test, ...]
    namings: tuple[Test, ...]
    patterns: Mapping[str, re.Pattern[str]]
    clues: Mapping[str, tuple[Clue, ...]]
    owner: str
    joint: str
    parties: Mapping[str, str]
    posts: Mapping[str, str]
    salience: Mapping[str, float]

    def kind(self, evidence: Evidence) -> tuple[str, str]:
        """The kind, and the id of the rule that gave it."""
        return _first(self.kinds, evidence, "unknown")

    def clue(self, name: str, text: str) -> tuple[str, tuple[int, int]] | None:
        """What the first clue of this name that is in the text gives, and where it stands."""
        for clue in self.clues[name]:
            if any(word in text for word in clue.words) and (m := clue.pattern.search(text)):
                return clue.gives, m.span()
        return None

    def naming(self, evidence: Evidence) -> tuple[str, str]:
        """The naming, and the id of the rule that gave it."""
        return _first(self.namings, evidence, ROLE)


PATTERNS = ("articles", "cuts", "agency_words", "indefinite", "party_mark", "plural")
WEIGHTS = ("subject", "last", "person", "gender", "acts", "repeated", "sentence", "sentence_many", "quoted", "window")
CLUES = ("access", "anonymity")
_NEVER = "(?!)"
_REGEXES = ("text", "name", "head")
_CONDITIONS = {name: name for name in ("shape", "number", "lexicon", "hint", "among")} | {"is": "noun_kind"}


def load_customs(data: Mapping[str, Any]) -> Customs:
    """Read the `sources` table of a pack; without one, every kind is unknown. Raises UsageError for a faulty one."""
    table = data.get("sources", {"kinds": (), "namings": ()})
    if not isinstance(table, Mapping):
        raise UsageError("kinds.yml: 'sources' is no table")
    try:
        return Customs(
            kinds=tuple(_test(row, "kind") for row in table["kinds"]),
            namings=tuple(_test(row, "naming") for row in table["namings"]),
            patterns={name: re.compile(table.get(name, _NEVER)) for name in PATTERNS},
            clues={name: tuple(map(_clue, table.get("clues", {}).get(name, ()))) for name in CLUES},
            owner=table.get("owner", "{rest}"),
            joint=table.get("joint", ", "),
            parties=dict(table.get("parties", {})),
            posts=dict(table.get("posts", {})),
            salience={name: float(table.get("salience", {}).get(name, 1)) for name in WEIGHTS},
        )
    except KeyError as error:
        raise UsageError(f"kinds.yml: 'sources' has no {error}") from None
    except (re.error, ValueError) as error:
        raise UsageError(f"kinds.yml: {error}") from None


def _test(row: Mapping[str, Any], result: str) -> Test:
    unknown = row.keys() - _CONDITIONS.keys() - {"id", *_REGEXES, "from", "proper", result}
    if unknown:
        raise UsageError(f"kinds.yml: rule '{row.get('id')}' has unknown keys {', '.join(sorted(unknown))}")
    conditions: dict[str, Any] = {name: _several(row[key]) for key, name in _CONDITIONS.items() if key in row}
    conditions |= {name: re.compile(row[name]) for name in _REGEXES if name in row}
    proper = row.get("proper") in (True, "true")
    return Test(id=row["id"], proper=proper, source=row.get("from", ""), result=row.get(result, ""), **conditions)


def _clue(row: Mapping[str, Any]) -> Clue:
    return Clue(row["gives"], _several(row["has"]), re.compile(row["text"]))


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _first(tests: Sequence[Test], evidence: Evidence, default: str) -> tuple[str, str]:
    for test in tests:
        if answer := test.answer(evidence):
            return answer, test.id
    return default, ""
