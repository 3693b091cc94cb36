"""One tag a token, in context: the string every structure pattern is matched over.

Every form has a *code*, one character: its tag where it has a single reading, else a character that stands for its word
(a frequent one) or for the kind of its readings. A document becomes a row of codes; its ambiguous ones are settled
from left to right by the two tags before and what the next word mostly is, each such case once, and remembered.
Weights were fitted offline and are tables of the rule pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrib.match.codes import BOUNDARY, FIRST_CODE, FORMS, QUOTATION, Alphabet, Code, Coder, shape_of
from attrib.match.memo import Memo
from attrib.match.readings import Readings
from attrib.match.weights import Settled, features, with_word

__all__ = ["BOUNDARY", "QUOTATION", "Tagger", "features", "with_word"]

_ENDS = ["\n", "\n"]
_FIRST_WORD = re.compile(r"\.p*[^.p]")
_HEADLINE = re.compile(r"\.[op]*C[op]*C[opC]*(?=\.)")


class Tagger:
    """Tags a whole document's tokens at once."""

    __slots__ = ("_alphabet", "_exact", "_loose", "_settled")

    def __init__(self, readings: Readings, weights: Mapping[str, str]) -> None:
        """`weights` maps a feature (see `features`) to the weights of tags: "V:1.5 E:-0.3"."""
        own = frozenset(feature[2:] for feature in weights if feature.startswith(":="))
        self._alphabet = Alphabet()
        self._exact = Coder(self._alphabet, readings, own, loose=False)
        self._loose = Memo(Coder(self._alphabet, readings, own, loose=True).code, FORMS)
        self._settled = Settled(self._alphabet, weights)

    @classmethod
    def from_folder(cls, folder: Path) -> Tagger:
        """The tagger whose tables stand in a pack's structure folder."""
        rows = dict(read_rows(folder / "tags.tsv"))
        further = folder / "words.tsv"
        rows.update(read_rows(further) if further.is_file() else ())
        return cls(Readings(rows), dict(read_rows(folder / "transitions.tsv")))

    def tag(self, forms: Sequence[str]) -> str:
        """One character a form. `forms` are slices of the text (not folded), BOUNDARY or QUOTATION."""
        return self.settle(self.encode(forms))

    def encode(self, forms: Sequence[str]) -> list[str]:
        """The codes of the forms, between two boundaries on either side."""
        seen = list(map(self.alone, forms))
        return self.in_context(forms, [code for code, _ in seen], "".join(shape for _, shape in seen))

    def alone(self, form: str) -> tuple[str, str]:
        """The code and the shape of a form, whatever stands around it."""
        char = self._exact.code(form)
        code = self._alphabet.codes.get(char)
        return char, shape_of(form, code.tags[0] if code else char)

    def readings(self, form: str) -> str:
        """The tags that a form can have."""
        return self.code(self._exact.code(form)).tags

    def in_context(self, forms: Sequence[str], codes: list[str], shapes: str) -> list[str]:
        """The codes between two boundaries on either side, where capitals are no evidence those of words without them.

        `codes` and `shapes` are those of the forms alone; the codes are changed in place.
        """
        shapes = f".{shapes}."
        loose = self._loose
        for first in _FIRST_WORD.finditer(shapes):
            at = first.end() - 2
            codes[at] = loose[forms[at]]
        for headline in _HEADLINE.finditer(shapes):
            start, end = headline.start(), headline.end() - 1
            codes[start:end] = map(loose.__getitem__, forms[start:end])
        return [*_ENDS, *codes, *_ENDS]

    def settle(self, codes: list[str]) -> str:
        """The tags of encoded forms: those of more than one reading by what stands around them."""
        tags, settled, usual = codes.copy(), self._settled, self._alphabet.usual
        for at, code in enumerate(codes):
            if code >= FIRST_CODE:
                tags[at] = settled[f"{tags[at - 2]}{tags[at - 1]}{code}{usual[codes[at + 1]]}"]
        return "".join(tags[2:-2])

    def code(self, char: str) -> Code:
        """What a character of an encoded text stands for."""
        return self._alphabet.code(char)


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a two-column table; lines that begin with "# " are its head."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab and not key.startswith("# "):
            yield key, value
