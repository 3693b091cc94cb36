"""One tag a token, in context: the string every structure pattern is matched over.

Every form has a *code*, one character: its tag where it has a single reading, else a character that stands for its word
(a frequent one) or for the kind of its readings. A document becomes a string of codes; its ambiguous ones are settled
from left to right by the two tags before and what the next word mostly is, each such case once, and remembered.
Weights were fitted offline and are tables of the rule pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrib.match.codes import BOUNDARY, QUOTATION, Alphabet, Code, FormCodes, FormShapes, ambiguous
from attrib.match.readings import Readings, parse_counts

__all__ = ["BOUNDARY", "QUOTATION", "Tagger"]

_MEMO_LIMIT = 400_000
_FIRST_WORD = re.compile(r"(?<=\.)p*[^.p]")
_HEADLINE = re.compile(r"(?<=\.)[op]*C[op]*C[opC]*(?=\.)")

_NOTHING: Mapping[str, float] = {}

Vector = tuple[float, ...]


class Tagger:
    """Tags a whole document's tokens at once."""

    __slots__ = ("_alphabet", "_exact", "_loose", "_memo", "_parts", "_rows", "_shapes", "_weights")

    def __init__(self, readings: Readings, weights: Mapping[str, str]) -> None:
        """`weights` maps a feature (see `features`) to the weights of tags: "V:1.5 E:-0.3"."""
        own = frozenset(feature[2:] for feature in weights if feature.startswith(":="))
        self._weights = weights
        self._alphabet = Alphabet()
        self._exact = FormCodes(self._alphabet, readings, own, loose=False)
        self._loose = FormCodes(self._alphabet, readings, own, loose=True)
        self._shapes = FormShapes(readings)
        self._memo: dict[str, str] = {}
        self._parts: dict[str, Vector] = {}
        self._rows: dict[str, Mapping[str, float]] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> Tagger:
        """The tagger whose tables stand in a pack's structure folder."""
        return cls(Readings(dict(read_rows(folder / "tags.tsv"))), dict(read_rows(folder / "transitions.tsv")))

    def tag(self, forms: Sequence[str]) -> str:
        """One character a form. `forms` are slices of the text (not folded), BOUNDARY or QUOTATION."""
        codes = self.encode(forms)
        tags, memo, usual = list(codes), self._memo, self._alphabet.usual
        for at in ambiguous(codes):
            key = tags[at - 2] + tags[at - 1] + codes[at] + usual[codes[at + 1]]
            tags[at] = memo.get(key) or self._settle(key)
        return "".join(tags[2:-2])

    def encode(self, forms: Sequence[str]) -> str:
        """The codes of the forms, between two boundaries on either side."""
        codes = list(map(self._exact.__getitem__, forms))
        shapes = "." + "".join(map(self._shapes.__getitem__, forms)) + "."
        loose = self._loose
        for first in _FIRST_WORD.finditer(shapes):
            at = first.end() - 2
            codes[at] = loose[forms[at]]
        for headline in _HEADLINE.finditer(shapes):
            start, end = headline.start() - 1, headline.end() - 1
            codes[start:end] = map(loose.__getitem__, forms[start:end])
        return "\n\n" + "".join(codes) + "\n\n"

    def code(self, char: str) -> Code:
        """What a character of an encoded text stands for."""
        return self._alphabet.code(char)

    def _settle(self, key: str) -> str:
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
            self._parts.clear()
            self._rows.clear()
        parts, char = self._parts, key[2]
        vectors = [
            parts.get(name + char + context) or self._part(name, context, char)
            for name, context in features(key[0], key[1], key[3:])
        ]
        scores = [sum(column) for column in zip(*vectors, strict=True)]
        tag = self._memo[key] = self._alphabet.code(char).tags[scores.index(max(scores))]
        return tag

    def _part(self, name: str, context: str, char: str) -> Vector:
        """The weights of the code's tags in one context, known for its kind and for its word."""
        code = self._alphabet.code(char)
        rows = [row for feature in with_word(name, context, code) if (row := self._row(feature))]
        vector = tuple(sum((row.get(tag, 0.0) for row in rows), 0.0) for tag in code.tags)
        if not name:
            vector = tuple(map(float.__add__, vector, code.priors))
        self._parts[name + char + context] = vector
        return vector

    def _row(self, feature: str) -> Mapping[str, float]:
        row = self._rows.get(feature)
        if row is None:
            text = self._weights.get(feature, "")
            row = self._rows[feature] = parse_counts(text) if text else _NOTHING
        return row


def features(left: str, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The contexts that settle a word: the two tags before it and what the next word mostly is."""
    return (
        ("", ""),
        ("b", before),
        ("a", after),
        ("ba", before + after),
        ("lb", left + before),
    )


def with_word(name: str, context: str, code: Code) -> Iterator[str]:
    """A context as the features of any word, of this kind of word and, where it has its own, of this word."""
    feature = f"{name}:{context}".replace("\n", "¶")
    if name:
        yield feature
    yield f"{feature} {code.kind}"
    if code.word:
        yield f"{feature}={code.word}"


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a two-column table; lines that begin with "# " are its head."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab and not key.startswith("# "):
            yield key, value
