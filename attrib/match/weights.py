"""Settles an ambiguous word: its readings weighed by the two tags before it and what the next word mostly is.

The weights of a reading in a case are added up from five contexts. What the tag before and the next word give is kept
apart from what the tag before that adds, so that a new case seldom costs more than two look-ups and one addition.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import repeat
from operator import add

from attrib.match.codes import Alphabet, Code
from attrib.match.readings import parse_counts

_MEMO_LIMIT = 400_000

Vector = tuple[float, ...]
"""A weight for each reading of a code, in order; empty where all are nought."""


class Settled(dict[str, str]):
    """Case to tag, worked out when first asked for. A case is two tags, a code, and what the next word mostly is."""

    def __init__(self, alphabet: Alphabet, weights: Mapping[str, str]) -> None:
        super().__init__()
        self._alphabet = alphabet
        tables = _Tables(weights)
        self._bases = _Bases(alphabet, tables)
        self._lefts = _Vectors("lb", alphabet, tables)

    def __missing__(self, case: str) -> str:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
            self._bases.clear()
            self._lefts.clear()
        char = case[2]
        scores, left = self._bases[case[1:]], self._lefts[char + case[:2]]
        if left:
            scores = tuple(map(add, scores, left))
        tag = self[case] = self._alphabet.codes[char].tags[scores.index(max(scores))]
        return tag


class _Bases(dict[str, Vector]):
    """A case without its first tag to the weights it gives by itself."""

    def __init__(self, alphabet: Alphabet, tables: _Tables) -> None:
        super().__init__()
        self._priors = _Vectors("", alphabet, tables)
        self._before = _Vectors("b", alphabet, tables)
        self._after = _Vectors("a", alphabet, tables)
        self._both = _Vectors("ba", alphabet, tables)

    def __missing__(self, case: str) -> Vector:
        before, char, after = case[0], case[1], case[2:]
        scores = self._priors[char]
        for vector in (self._before[char + before], self._after[char + after], self._both.vector(char, before + after)):
            if vector:
                scores = tuple(map(add, scores, vector))
        self[case] = scores
        return scores


class _Vectors(dict[str, Vector]):
    """A code's character and a context to the weights of the code's tags in it, for its kind and for its word."""

    def __init__(self, name: str, alphabet: Alphabet, tables: _Tables) -> None:
        super().__init__()
        self._name, self._alphabet, self._tables = name, alphabet, tables
        self._asked: dict[str, tuple[Code, list[dict[str, str]]]] = {}

    def __missing__(self, key: str) -> Vector:
        vector = self[key] = self.vector(key[0], key[1:])
        return vector

    def vector(self, char: str, context: str) -> Vector:
        """The weights, worked out anew."""
        asked = self._asked.get(char)
        if asked is None:
            code = self._alphabet.codes[char]
            asked = self._asked[char] = code, self._tables.of(self._name, code)
        code, tables = asked
        vector: Vector = ()
        for table in tables:
            row = table.get(context)
            if row is not None:
                own = tuple(map(self._tables.weights(row).get, code.tags, repeat(0.0)))
                vector = tuple(map(add, vector, own)) if vector else own
        if self._name:
            return vector
        return tuple(map(add, vector, code.priors)) if vector else code.priors


class _Tables:
    """The weights taken apart: a table of contexts for each name of them and each owner, a kind, a word or any word.

    So no feature has to be put together, and a word looks in its own few tables.
    """

    __slots__ = ("_by_owner", "_read")

    def __init__(self, weights: Mapping[str, str]) -> None:
        self._by_owner: dict[tuple[str, str], dict[str, str]] = {}
        self._read: dict[str, Mapping[str, float]] = {}
        for feature, row in weights.items():
            name, _, rest = feature.partition(":")
            at = rest.find(" ") if " " in rest else rest.find("=")
            context, owner = (rest, "") if at < 0 else (rest[:at], rest[at:])
            self._by_owner.setdefault((name, owner), {})[context.replace("¶", "\n")] = row

    def of(self, name: str, code: Code) -> list[dict[str, str]]:
        """The tables of a word's own contexts of this name, in the order of `with_word`."""
        owners = [feature[len(name) + 1 :] for feature in with_word(name, "", code)]
        return [table for owner in owners if (table := self._by_owner.get((name, owner)))]

    def weights(self, row: str) -> Mapping[str, float]:
        """A row's weights by tag."""
        found = self._read.get(row)
        if found is None:
            found = self._read[row] = parse_counts(row)
        return found


def features(left: str, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The contexts that settle a word: the two tags before it and what the next word mostly is."""
    return (
        ("", ""),
        ("b", before),
        ("a", after),
        ("ba", before + after),
        ("lb", left + before),
    )


def with_word(name: str, context: str, code: Code) -> tuple[str, ...]:
    """A context as the features of any word, of this kind of word and, where it has its own, of this word."""
    word, kind = code[:2]
    feature = f"{name}:{context}".replace("\n", "¶")
    of_kind = (f"{feature} {kind}", f"{feature}={word}") if word else (f"{feature} {kind}",)
    return (feature, *of_kind) if name else of_kind
