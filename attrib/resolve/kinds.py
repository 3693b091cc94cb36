"""What kind of source somebody is, and how it is named: ordered rules of the pack, the first that holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from attrib.errors import UsageError
from attrib.match.memo import Memo

NAME, ROLE, QUANTITY, PRONOUN, NONE = "name", "role", "quantity", "pronoun", "none"
Cell = tuple[str, str, str, str, str, str]
"""Shape, number, lexicon, the noun's own kind, the hint and the grounds of an evidence."""
ROW, HEAD, BEARER = "r", "h", "b"
"""What a kind may be taken from: a row of the registry, the head noun, the bearer of a name."""
_GROUNDS = {"registry": ROW, "role": HEAD}


class Evidence(NamedTuple):
    """What is known of a source when its kind is asked for. Texts are folded; `known` gives kinds by where from,
    `grounds` are the letters of what there is to take them from."""

    shape: str
    number: str
    lexicon: str
    noun_kind: str
    hint: str
    grounds: str
    text: str
    name: str
    proper: bool
    head: str
    known: Callable[[str], Sequence[str]]


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

    def may_hold(self, cell: Cell) -> bool:
        """Whether what does not depend on words holds."""
        shape, number, lexicon, noun_kind, hint, grounds = cell
        return (
            (not self.source or _GROUNDS.get(self.source, BEARER) in grounds)
            and (not self.shape or shape in self.shape)
            and (not self.number or number in self.number)
            and (not self.lexicon or lexicon in self.lexicon)
            and (not self.noun_kind or noun_kind in self.noun_kind)
            and (not self.hint or hint in self.hint)
        )

    def answer(self, e: Evidence) -> str:
        """The kind or naming this rule gives where it may hold; empty when what it asks for is not there."""
        if (
            (self.proper and not e.proper)
            or (self.text is not None and not self.text.search(e.text))
            or (self.name is not None and not self.name.search(e.name))
            or (self.head is not None and not self.head.search(e.head))
        ):
            return ""
        return self._known(e.known(self.source)) if self.source else self.result

    def _known(self, kinds: Sequence[str]) -> str:
        if not kinds:
            return ""
        if not self.among:
            return self.result or kinds[0]
        found = next((kind for kind in self.among if kind in kinds), "")
        return found and (self.result or found)


class Ordered:
    """Ordered rules, the first that answers wins; those that can hold in a cell are picked out once."""

    __slots__ = ("_default", "_in", "tests")

    def __init__(self, tests: Sequence[Test], default: str) -> None:
        self.tests, self._default = tuple(tests), default
        self._in: Memo[Cell, tuple[Test, ...]] = Memo(self._of)

    def _of(self, cell: Cell) -> tuple[Test, ...]:
        return tuple(test for test in self.tests if test.may_hold(cell))

    def first(self, e: Evidence) -> tuple[str, str]:
        """The answer, and the id of the rule that gave it."""
        for test in self._in[e[:6]]:
            if answer := test.answer(e):
                return answer, test.id
        return self._default, ""


class Clue(NamedTuple):
    """Something a sentence may say of its source. The pattern is tried only where one of the words stands."""

    gives: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


class Salience(NamedTuple):
    """What an antecedent's standing weighs; `window` counts sentences."""

    subject: float = 1.0
    last: float = 1.0
    person: float = 1.0
    gender: float = 1.0
    acts: float = 1.0
    repeated: float = 1.0
    sentence: float = 1.0
    sentence_many: float = 1.0
    quoted: float = 1.0
    saying: float = 0.0
    paragraph: float = 0.0
    leaning: float = 1.0
    renamed: float = 1.0
    window: int = 1


@dataclass(frozen=True, slots=True)
class Customs:
    """The pack's data about sources: rules for kind and naming, and the language's small patterns."""

    kinds: Ordered
    namings: Ordered
    patterns: Mapping[str, re.Pattern[str]]
    clues: Mapping[str, tuple[Clue, ...]]
    owner: str
    joint: str
    parties: Mapping[str, str]
    posts: Mapping[str, str]
    media: frozenset[str]
    """Kinds of those who pass on what they are told."""
    varied: Mapping[str, frozenset[str]]
    """Kinds of bodies that "the …" says in other words."""
    general: Mapping[str, frozenset[str]]
    """The kinds of body that a noun is a word for, whatever their names: "the organisation"."""
    owned: Mapping[str, str]
    """What a person is who has one: "Holm's campaign"."""
    itself: str
    """The noun for a body of which only its "it" tells that it is one."""
    loose: frozenset[str]
    """Kinds that a body called "the …" may not be told by alone."""
    salience: Salience
    plural: Mapping[str, bool]
    indefinite: Mapping[str, bool]
    former: Mapping[str, bool]
    fold: Mapping[str, str]
    """A name as names are compared: no case, no article, straight apostrophes."""

    def clue(self, name: str, text: str) -> tuple[str, tuple[int, int]] | None:
        """What the first clue of this name that is in the text gives, and where it stands."""
        for clue in self.clues[name]:
            for word in clue.words:
                if word in text:
                    if m := clue.pattern.search(text):
                        return clue.gives, m.span()
                    break
        return None

    def plain(self, text: str) -> str:
        """A name without its article."""
        return plain(self.patterns["articles"], text)


def plain(articles: re.Pattern[str], text: str) -> str:
    m = articles.match(text[:_ARTICLE].lower())
    return text[m.end() :] if m and m.end() < len(text) else text


PATTERNS = (
    "articles",
    "cuts",
    "agency_words",
    "indefinite",
    "party_mark",
    "plural",
    "setting",
    "aged",
    "further",
    "one_of_a_people",
    "based",
    "former",
    "lesser",
    "apart",
    "faceless",
    "answerer",
    "relation",
)
_ARTICLE = 8  # an article is found in the first characters
CLUES = ("access", "anonymity", "craft", "spoken_to")
_NEVER = "(?!)"
_REGEXES = ("text", "name", "head")
_CONDITIONS = {name: name for name in ("shape", "number", "lexicon", "hint", "among")} | {"is": "noun_kind"}


def load_customs(data: Mapping[str, Any]) -> Customs:
    """Read the `sources` table of a pack; without one, every kind is unknown. Raises UsageError for a faulty one."""
    table = data.get("sources", {"kinds": (), "namings": ()})
    if not isinstance(table, Mapping):
        raise UsageError("kinds.yml: 'sources' is no table")
    try:
        parts = _parts(table.get("parts", {}))
        patterns = {name: re.compile(table.get(name, _NEVER)) for name in PATTERNS}
        articles = patterns["articles"]
        return Customs(
            kinds=Ordered([_test(row, "kind", parts) for row in table["kinds"]], "unknown"),
            namings=Ordered([_test(row, "naming", parts) for row in table["namings"]], ROLE),
            patterns=patterns,
            clues={name: tuple(map(_clue, table.get("clues", {}).get(name, ()))) for name in CLUES},
            owner=table.get("owner", "{rest}"),
            joint=table.get("joint", ", "),
            parties=dict(table.get("parties", {})),
            posts=dict(table.get("posts", {})),
            media=frozenset(table.get("media", ())),
            varied={noun: frozenset(kinds) for noun, kinds in table.get("varied", {}).items()},
            general={noun: frozenset(kinds) for noun, kinds in table.get("general", {}).items()},
            owned=dict(table.get("owned", {})),
            itself=table.get("itself", ""),
            loose=frozenset(table.get("loose", ())),
            salience=_salience(table.get("salience", {})),
            plural=Memo(lambda word: patterns["plural"].search(word) is not None),
            indefinite=Memo(lambda word: patterns["indefinite"].fullmatch(word) is not None),
            former=Memo(lambda word: patterns["former"].fullmatch(word) is not None),
            fold=Memo(lambda name: plain(articles, " ".join(name.lower().replace("\u2019", "'").split()))),
        )
    except KeyError as error:
        raise UsageError(f"kinds.yml: 'sources' has no {error}") from None
    except (re.error, ValueError) as error:
        raise UsageError(f"kinds.yml: {error}") from None


def _parts(table: Mapping[str, str]) -> dict[str, str]:
    """The stretches that expressions have in common, by how they are called there; a later one may use those before."""
    parts: dict[str, str] = {}
    for name, text in table.items():
        parts[f"%{name}%"] = _filled(text, parts)
    return parts


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for name, stretch in parts.items():
        text = text.replace(name, stretch)
    return text


def _test(row: Mapping[str, Any], result: str, parts: Mapping[str, str]) -> Test:
    unknown = row.keys() - _CONDITIONS.keys() - {"id", *_REGEXES, "from", "proper", result}
    if unknown:
        raise UsageError(f"kinds.yml: rule '{row.get('id')}' has unknown keys {', '.join(sorted(unknown))}")
    conditions: dict[str, Any] = {name: _several(row[key]) for key, name in _CONDITIONS.items() if key in row}
    conditions |= {name: re.compile(_filled(row[name], parts)) for name in _REGEXES if name in row}
    proper = row.get("proper") in (True, "true")
    return Test(id=row["id"], proper=proper, source=row.get("from", ""), result=row.get(result, ""), **conditions)


def _salience(row: Mapping[str, Any]) -> Salience:
    given = {name: float(row[name]) for name in Salience._fields if name in row}
    return Salience(**{**given, "window": int(given.get("window", 1))})  # type: ignore[arg-type]


def _clue(row: Mapping[str, Any]) -> Clue:
    return Clue(row["gives"], _several(row["has"]), re.compile(row["text"]))


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
