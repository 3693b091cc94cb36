"""The notation of examples: `[words](slot)` marks a span; a bracket itself is written `\\[`."""

from __future__ import annotations

import re

from attrib.rules.pack import Example
from attrib.rules.phrase import MARKS, RuleFault
from attrib.suggest import nearest

_TOKEN = re.compile(r"\\[\[\]\\]|\]\([^()\s]*\)|[\[\]]")


def parse_example(source: str, line: int, column: int) -> Example:
    """Read an example whose source begins at `line` and `column` (1-based). Raises RuleFault."""
    text, marks = "", list[tuple[str, int, int]]()
    opened: tuple[int, int] | None = None
    position = 0

    def fault(at: int, message: str, hint: str | None = None) -> RuleFault:
        return RuleFault(line, column + at, message, at, hint)

    for token in _TOKEN.finditer(source):
        text += source[position : token.start()]
        position = token.end()
        piece, at = token[0], token.start()
        if piece.startswith("\\"):
            text += piece[1:]
        elif piece == "[":
            if opened is not None:
                raise fault(at, "marks overlap: a span begins inside another one")
            opened = (at, len(text))
        elif opened is None or piece == "]":
            raise fault(at, r"this bracket marks nothing: marks are [words](slot), a bracket itself is \[ or \]")
        else:
            slot = piece[2:-1]
            if slot not in MARKS:
                raise fault(at + 2, f"unknown slot '{slot}'; slots are {', '.join(MARKS)}", nearest(slot, MARKS))
            if not text[opened[1] :].strip():
                raise fault(opened[0], "an empty span is marked")
            marks.append((slot, opened[1], len(text)))
            opened = None
    if opened is not None:
        raise fault(opened[0], r"this mark is never closed: [words](slot), a bracket itself is \[")
    return Example(text + source[position:], tuple(marks), line, column)
