"""Titles of works: quotations that are a piece of their sentence, written with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrib.segment.spans import Quotation

WORD = re.compile(r"[^\W_][\w’'-]*")
LONGEST, FEWEST = 120, 2  # characters; words with a capital
SHORT = 3  # letters; of longer words a title writes all with a capital


def titles(text: str, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """The insides of quotations that look like titles: nobody speaks in them, and nothing in them is doubted."""
    return [
        (one.inner_start, one.inner_end)
        for one in quotations
        if one.closed and not one.full and _in_capitals(text[one.inner_start : one.inner_end])
    ]


def _in_capitals(inner: str) -> bool:
    first = WORD.search(inner) if len(inner) <= LONGEST else None
    if first is None or not first[0][0].isupper():
        return False
    words = WORD.findall(inner)
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= FEWEST and not any(word[0].islower() and len(word) > SHORT for word in words)
