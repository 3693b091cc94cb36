"""The units that agreement is counted in: words, plain sentences, quoted characters."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

Span = Sequence[int]
Cover = frozenset[int]

WORD = re.compile(r"\w+(?:[’']\w+)?")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘A-Z])|\n+")
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|''[^']+''")
QUOTED_WHOLLY = 0.85  # share of a content's characters that makes it a direct quotation


class Words:
    """The words of a text, each with one inner apostrophe at most; punctuation never counts."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in WORD.finditer(text)]
        self._ends = [end for _, end in self._spans]

    def cover(self, spans: Iterable[Span]) -> Cover:
        """The numbers of the words that these spans touch."""
        found: set[int] = set()
        for start, end in spans:
            first = bisect.bisect_right(self._ends, start)
            past = first
            while past < len(self._spans) and self._spans[past][0] < end:
                past += 1
            found.update(range(first, past))
        return frozenset(found)


def plain_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences by a plain rule, the same for gold and predictions."""
    start = 0
    for gap in SENTENCE_END.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def content_key(text: str, spans: Iterable[Span]) -> str:
    """The words of a content by which it is compared: case folded, without a leading "that"."""
    words = [word for start, end in spans for word in WORD.findall(text[start:end])]
    skip = 1 if words and words[0].lower() == "that" else 0
    return " ".join(words[skip:]).lower()


def manner(text: str, spans: Iterable[Span]) -> str:
    """Direct when most of the content stands in double quotation marks, indirect when nothing does, else mixed."""
    content = " ".join(text[start:end] for start, end in spans)
    quoted = sum(map(len, QUOTED.findall(content)))
    if quoted >= QUOTED_WHOLLY * max(1, len(content)):
        return "direct"
    return "mixed" if quoted or any(mark in content for mark in '"“”') else "indirect"


def jaccard(a: Cover, b: Cover) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def word_f1(a: Cover, b: Cover) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
