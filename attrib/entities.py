"""Characters written as HTML entities ("&quot;We walk,&quot; he said"), and blanks of all kinds, as exports leave them.

Rules see the characters themselves, and a space for every blank; spans are given in the text as it came.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from html import unescape
from html.entities import html5
from typing import Any

Record = dict[str, Any]
ENTITY = re.compile(r"&(?:amp;)*(?P<name>#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][\dA-Za-z]{1,31});")
UNSEEN = "[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]+"  # of no width; beside a blank they part nothing else
BLANK = re.compile(rf"[\u00a0\u2000-\u200a\u202f\u205f\u3000]|(?<=\s){UNSEEN}|{UNSEEN}(?=\s)")
SPANS = {"attributions": ("source", "cue", "content"), "hedges": ("cue", "scope"), "sources": ("mentions",)}
ONE_SPAN = {"attributions": "addressee", "sources": "anonymity_reason"}


def plain(text: str) -> str:
    """The text with a space for each blank that is none ("40\u00a0euros") or is not seen, of the same length."""
    return text if text.isascii() else BLANK.sub(lambda match: " " * len(match[0]), text)


class Decoded:
    """A text with its entities read, and where each of its characters stands in the text as it came."""

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, pieces: Iterable[tuple[str, int, int]]) -> None:
        """`pieces`: characters, and the start and end in the text as it came; one of the same length is plain text."""
        text: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for piece, start, end in pieces:
            text.append(piece)
            if len(piece) == end - start:
                self._starts += range(start, end)
                self._ends += range(start + 1, end + 1)
            else:
                self._starts += [start] * len(piece)
                self._ends += [end] * len(piece)
        self.text = plain("".join(text))

    def there(self, start: int, end: int) -> tuple[int, int]:
        """A span of the text as it came in this one: every character of which it holds a part."""
        first = bisect_right(self._ends, start)
        return first, max(first + 1, bisect_left(self._starts, end))

    def back(self, record: Record, text: str) -> Record:
        """A record of this text, made one of the text as it came: the same with all spans moved."""
        record["text"] = text
        for sentence in record["sentences"]:
            sentence["start"], sentence["end"] = self._span(sentence["start"], sentence["end"])
        for kind, names in SPANS.items():
            for one in record[kind]:
                one.update((name, [self._span(*span) for span in one[name]]) for name in names)
        for kind, name in ONE_SPAN.items():
            for one in record[kind]:
                one[name] = one[name] and self._span(*one[name])
        return record

    def _span(self, start: int, end: int) -> list[int]:
        first = self._starts[start] if start < len(self._starts) else self._ends[-1]
        return [first, self._ends[end - 1] if end > start else first]


def decoded(text: str) -> Decoded | None:
    """The text with its entities read; None where it has none."""
    found = list(ENTITY.finditer(text)) if "&" in text else []
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for match in found:
        means = _meaning(match)
        if means != match[0]:
            pieces += [(text[at : match.start()], at, match.start()), (means, *match.span())]
            at = match.end()
    return Decoded([*pieces, (text[at:], at, len(text))]) if pieces else None


def _meaning(match: re.Match[str]) -> str:
    """What an entity stands for, one that was escaped again ("&amp;quot;") too; itself, where it stands for nothing."""
    name = match["name"]
    if name[0] == "#":
        return unescape(f"&{name};")
    known = html5.get(f"{name};")
    return known if known is not None else f"&{name};"
