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
from attrib.match.readings import Readings
from attrib.match.weights import Settled, features, with_word

__all__ = ["BOUNDARY", "QUOTATION", "Tagger", "features", "with_word"]

_FIRST_WORD = re.compile(r"\.p*[^.p]")
_HEADLINE = re.compile(r"\.[op]*C[op]*C[opC]*(?=\.)")


class Tagger:
    """Tags a whole document's tokens at once."""

    __slots__ = ("_alphabet", "_exact", "_loose", "_settled", "_shapes")

    def __init__(self, readings: Readings, weights: Mapping[str, str]) -> None:
        """`weights` maps a feature (see `features`) to the weights of tags: "V:1.5 E:-0.3"."""
        own = frozenset(feature[2:] for feature in weights if feature.startswith(":="))
        self._alphabet = Alphabet()
        self._exact = FormCodes(self._alphabet, readings, own, loose=False)
        self._loose = FormCodes(self._alphabet, readings, own, loose=True)
        self._shapes = FormShapes(self._alphabet, self._exact)
        self._settled = Settled(self._alphabet, weights)

    @classmethod
    def from_folder(cls, folder: Path) -> Tagger:
        """The tagger whose tables stand in a pack's structure folder."""
        return cls(Readings(dict(read_rows(folder / "tags.tsv"))), dict(read_rows(folder / "transitions.tsv")))

    def tag(self, forms: Sequence[str]) -> str:
        """One character a form. `forms` are slices of the text (not folded), BOUNDARY or QUOTATION."""
        codes = self.encode(forms)
        tags, settled, usual = list(codes), self._settled, self._alphabet.usual
        for at in ambiguous(codes):
            tags[at] = settled[tags[at - 2] + tags[at - 1] + codes[at] + usual[codes[at + 1]]]
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
            start, end = headline.start(), headline.end() - 1
            codes[start:end] = map(loose.__getitem__, forms[start:end])
        return "\n\n" + "".join(codes) + "\n\n"

    def code(self, char: str) -> Code:
        """What a character of an encoded text stands for."""
        return self._alphabet.code(char)


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a two-column table; lines that begin with "# " are its head."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab and not key.startswith("# "):
            yield key, value
