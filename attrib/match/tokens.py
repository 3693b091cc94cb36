"""Words, numbers, marks: the items every pattern is matched over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import add
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

_LETTER = r"[^\W\d_]"
_APOSTROPHE = "['’‘]"
_APART = re.compile(r"\s-\s")  # a hyphen as text that was cut into words shows it: "long - term"
# What points to a work, behind a word: "argued [3, 4] that", "Holm (2019) argues".
_NOTE = r"(?:\[\d{1,3}(?:(?:, ?|[-–])\d{1,3})*\]|\((?:1[5-9]|20)\d\d[a-z]?\)(?!\s*:))"
_NOTES = re.compile(rf"(?:\s*{_NOTE})+\Z")
# A word that was broken at the end of a line: "commis-\nsion".
BROKEN = re.compile(r"(?<=[^\W\d_])-\r?\n[ \t]*(?=[a-zß-öø-ÿ])")
_SOFT = "\u00ad"  # a hyphen that is not seen but where a line breaks: it parts no word
_SOFT_INSIDE = re.compile(rf"(?<=\w){_SOFT}(?=\w)")


class Tokeniser:
    """Cuts text into items; what is special to a language comes in from its rule pack.

    `clitics` are endings that stand as items of their own and begin with an apostrophe ('s), `negations` those whose
    apostrophe is inside (n't), `openers` words that begin with an apostrophe ('em), `abbreviations` words that keep
    their stop, `after_dash` words before which a mark between spaces is a dash, `prefixes` words that a name may hang
    on by a hyphen. All without regard to case, apostrophes straight.
    """

    __slots__ = ("_after_dash", "_broken", "_cut", "_items", "_noted", "_prefixes", "_space")

    def __init__(
        self,
        clitics: Iterable[str] = (),
        negations: Iterable[str] = (),
        openers: Iterable[str] = (),
        abbreviations: Iterable[str] = (),
        after_dash: Iterable[str] = (),
        prefixes: Iterable[str] = (),
    ) -> None:
        clitics, negations = tuple(clitics), tuple(negations)
        self._after_dash, self._prefixes = frozenset(after_dash), frozenset(prefixes)
        cut = rf"\s(?:[,.]|{_any(clitics)}|{_any(negations)})(?!\S)"  # what tells a text that was cut into words
        self._cut = re.compile(cut).search
        parts = clitics, negations, tuple(openers), tuple(abbreviations)
        self._items = re.compile(rf"{_pattern(*parts)}\s*").findall
        self._broken = re.compile(rf"{_pattern(*parts, broken=True)}\s*").findall
        self._noted = re.compile(rf"{_pattern(*parts, broken=True)}\s*(?:{_NOTE}\s*)*").findall
        self._space = re.compile(r"\s*").match

    @classmethod
    def from_mapping(cls, data: Mapping[str, Sequence[str]]) -> Tokeniser:
        """The tokeniser of a pack's `tokens:` table (keys as in the class's arguments)."""
        keys = ("clitics", "negations", "openers", "abbreviations", "after_dash", "prefixes")
        named = {key: key.replace("_", "-") for key in keys}
        return cls(**{key: tuple(data[name]) for key, name in named.items() if name in data})

    @classmethod
    def from_folder(cls, folder: Path) -> Tokeniser:
        """The tokeniser described by `tags.yml` in a pack's structure folder."""
        data: Any = yaml.safe_load((folder / "tags.yml").read_text(encoding="utf-8"))
        return cls.from_mapping(data["tokens"])

    def tokenise(
        self, text: str, start: int = 0, end: int | None = None, *, notes: bool = False
    ) -> tuple[list[int], list[int], list[str]]:
        """Starts, ends (code points, half-open) and forms of the items in `text[start:end]`.

        Forms are slices of the text, but for white space around a hyphen and words broken over lines; see `fold`. Items
        are in order, do not overlap, hold no other white space, and cover every other character but notes behind an
        item, which are items too with `notes`. A stop that ends `text[start:end]` is an item of its own unless it
        belongs to an abbreviation.
        """
        stop = len(text) if end is None else end
        begin = self._space(text, start, stop).end()  # type: ignore[union-attr]
        noted = not notes and _may_have_notes(text, begin, stop)
        hyphen = text.find("-", begin, stop) >= 0
        broken = hyphen and (text.find("-\n", begin, stop) >= 0 or text.find("-\r", begin, stop) >= 0)
        items = self._noted if noted else self._broken if broken else self._items
        pieces = items(text, begin, stop)
        apart = hyphen and _APART.search(text, begin, stop) is not None and self._cut(text, begin, stop) is not None
        if apart:
            pieces = self._joined(pieces)
        starts = list(accumulate(map(len, pieces), initial=begin))
        starts.pop()
        forms = list(map(str.rstrip, pieces))
        if noted:
            forms = [_NOTES.sub("", form) or form for form in forms]
        ends = list(map(add, starts, map(len, forms)))
        if broken:
            forms = [BROKEN.sub("", form) for form in forms]
        return starts, ends, [_APART.sub("-", form) for form in forms] if apart else forms

    def _joined(self, pieces: list[str]) -> list[str]:
        """The pieces of a text that was cut into words, "long - term" as one; unless it has the mark for a dash too."""
        marks = [at for at, piece in enumerate(pieces) if piece.rstrip() == "-" and 0 < at < len(pieces) - 1]
        if any(pieces[at + 1].rstrip().lower() in self._after_dash for at in marks):
            return pieces
        for at in reversed(marks):
            if self._one_word(pieces[at - 1], pieces[at + 1]):
                pieces[at - 1 : at + 2] = ["".join(pieces[at - 1 : at + 2])]
        return pieces

    def _one_word(self, before: str, after: str) -> bool:
        """Whether a hyphen between spaces makes one word of the two, and is no dash ("six airlines - Air China")."""
        first, second = before.rstrip(), after.rstrip()
        if not (first[-1:].isalnum() and second[:1].isalpha()) or before == first:
            return False
        return first[:1].isupper() or second[:1].islower() or first in self._prefixes


def _may_have_notes(text: str, start: int, end: int) -> bool:
    if text.find("(", start, end) >= 0 and (text.find("(1", start, end) >= 0 or text.find("(2", start, end) >= 0):
        return True
    return text.find("[", start, end) >= 0


def fold(forms: Sequence[str]) -> list[str]:
    """The forms in lower case, with straight apostrophes and whole letters ("ü" for "u" and its mark), no soft hyphens.

    Offsets never come from these: folding may change a length.
    """
    if not forms:
        return []
    joined = "\n".join(forms).lower().replace("’", "'").replace("‘", "'")
    if not joined.isascii():
        joined = normalize("NFC", _SOFT_INSIDE.sub("", joined) if _SOFT in joined else joined)
    return joined.split("\n")


def _any(words: Iterable[str]) -> str:
    escaped = sorted((re.escape(word).replace("'", _APOSTROPHE) for word in words), key=len, reverse=True)
    return f"(?i:{'|'.join(escaped)})" if escaped else "(?!)"


def _pattern(
    clitics: Iterable[str],
    negations: Iterable[str],
    openers: Iterable[str],
    abbreviations: Iterable[str],
    broken: bool = False,
) -> str:
    clitic, negation, stopped = _any(clitics), _any(negations), tuple(abbreviations)
    longest = max(4, *map(len, stopped)) if stopped else 4
    inner = rf"(?:{BROKEN.pattern + '|' if broken else ''}-|&|{_SOFT}|(?!{clitic}(?!\w)){_APOSTROPHE})"
    branches = (
        # The plain word between spaces: three of four items, so it comes first; then others that nothing else can be.
        r"[A-Za-z]+ ",
        r"[A-Za-z]+(?=[,;?!()“”\"\n])",
        r"[,;:()“”\"]|\.(?!\S)",
        rf"[A-Za-z]{{{longest + 1},}}(?=\.(?!\S))",
        # What keeps its stops and slashes.
        r"(?:https?://|www\.)\S*[^\s.,;:!?'\"”’)\]>]",
        r"[\w.+-]++@[\w-]+(?:\.[\w-]+)+",
        r"[@#]\w+",
        rf"(?:{_LETTER}-)?(?:{_LETTER}{{1,2}}\.){{2,}}(?!\w)",
        rf"(?=\S{{1,{longest + 2}}}\.(?!\w))(?:{_LETTER}-)?{_any(stopped)}\.(?!\w)",
        rf"{_LETTER}-{_LETTER}{{2,5}}\.(?=[,)])",
        rf"{_LETTER}{{1,3}}\.(?=\s?\d)",
        rf"{_LETTER}\.(?=\s+{_LETTER})(?<![Ia]\.)",
        rf"{_LETTER}{{2,4}}\.(?=\s*,|\s+[a-z])",
        # Endings and beginnings with an apostrophe.
        rf"(?<![^\w\s]){clitic}(?!\w)",
        rf"{negation}(?!\w)",
        rf"(?={_LETTER}++{_APOSTROPHE}){_LETTER}+(?={negation}(?!\w))",
        rf"(?<!\w){_any(openers)}(?!\w)",
        # Numbers with their money, per cent and letters: $1.5m, 20-year-old, 9/11.
        r"(?<!\w)[-+−]?[$€£¥]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]+)?(?:[-–]\w+)*(?!\w)",
        r"[$€£¥]?\d+(?:[.,:/]\d+)*%?",
        # Words: hyphens and apostrophes inside, site.com, then anything of letters.
        rf"{_LETTER}+(?:{inner}\w+|[\u0300-\u036f]+\w*)*(?:\.[a-z]{{2,}})*",
        r"\w+",
        # Marks.
        r"\.{2,}|--+|[—–―]+|``|''|[!?]+",
        r"\S",
    )
    return f"(?:{'|'.join(branches)})"
