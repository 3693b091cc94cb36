"""A text cut into words for formats that know words only: no word lies half inside a mark."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from attrib.match.tokens import Tokeniser
from attrib.rules.find import shipped_folder


class Word(NamedTuple):
    """A word with its place in code points."""

    start: int
    end: int
    form: str


@cache
def tokeniser() -> Tokeniser:
    """That of the shipped English pack, which knows abbreviations and clitics."""
    return Tokeniser.from_folder(shipped_folder() / "en" / "structure")


def words(text: str, pieces: Iterable[Sequence[int]]) -> list[Word]:
    """The words of the text in order, cut wherever a piece begins or ends inside one. White space is in none."""
    starts, ends, _ = tokeniser().tokenise(text, notes=True)
    cuts = sorted({place for piece in pieces for place in piece})
    found: list[Word] = []
    for start, end in zip(starts, ends, strict=True):
        inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
        bounds = [start, *inside, end]
        found += [Word(a, b, text[a:b]) for a, b in pairwise(bounds) if text[a:b].strip()]
    return found


def covered(found: Sequence[Word], piece: Sequence[int]) -> range:
    """The numbers of the words inside a piece that cuts none."""
    return range(bisect_left(found, (piece[0],)), bisect_left(found, (piece[1],)))
