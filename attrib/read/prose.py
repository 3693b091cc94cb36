"""Pages as word processors hold them: blocks of text, from DOCX, RTF and plain text alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrib.errors import InputError
from attrib.read.limits import too_long

WIDTH = 80  # columns of the plain text exports
SLANT = 3  # how far off the middle a centred line may stand
INDENT = re.compile(r"[ \t]{2,}\S")


class Block(NamedTuple):
    """A paragraph. `heading`: styled as one. `link`: the address its text links to. Plain text keeps its lines."""

    text: str
    heading: bool = False
    link: str | None = None

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


def blocks_of(source: Iterable[str]) -> Iterator[Block]:
    """The blocks of plain text: what stands between blank lines."""
    lines: list[str] = []
    for line in source:
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            yield Block("\n".join(lines))
            lines = []
    if lines:
        yield Block("\n".join(lines))


def centred(line: str) -> bool:
    """Whether a line of plain text stands in the middle of the page."""
    words = line.strip()
    left = len(line.expandtabs()) - len(line.expandtabs().lstrip())
    return left > SLANT and abs(left - (WIDTH - len(words)) // 2) <= SLANT


def paragraphs(block: Block) -> Iterator[str]:
    """A block of wrapped lines as running text; an indented line begins a new paragraph."""
    words: list[str] = []
    for line in block.lines:
        if words and INDENT.match(line):
            yield " ".join(words)
            words = []
        words.append(line.strip())
    yield " ".join(words)


def size(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def within(blocks: Iterator[Block], limit: int) -> list[Block]:
    """All blocks. Raises InputError (code `too-long`) when they are more than a record may be."""
    kept: list[Block] = []
    total = 0
    for block in blocks:
        total += len(block.text)
        if total > limit:
            raise too_long(limit)
        kept.append(block)
    return kept


def empty(what: str) -> InputError:
    return InputError("no-text", f"holds no {what}")
