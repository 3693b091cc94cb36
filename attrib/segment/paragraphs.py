"""Paragraphs: blocks between blank lines, and single lines where lines are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, compress, pairwise

LINE = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
# What begins a line of its own: a bullet, a numbered item, a short "Key: value".
ITEM = re.compile(
    r"(?:[-–—*•·▪‣◦»>]|\(?\d{1,3}[.)]|\(?[a-z]\))\s|[A-Z][\w -]{0,24}: |<[\w.-]{1,25}> |\[?\d{1,2}:\d\d\b"
)
# A wrapped line breaks off in mid sentence and is not short.
BREAKS_OFF = re.compile(r"[^.?!:;…\"”’'»)\]]\Z")
BROKEN_WORD = re.compile(r"[^\W\d_]-\Z")  # "commis-"
WIDTH = 35
LEAST, MOST = 0.7, 1.4  # of a line's usual length: that of one that could not take the next one's first word
SURE = 3  # lines that break off, for a whole text to be wrapped
NARROW = 12  # of a line that by its words goes on in the next one

Span = tuple[int, int]


def paragraphs(text: str, goes_on: Collection[str] = ()) -> list[Span]:
    """The paragraphs of `text` in order, white space around them left out; every other character lies in one.

    `goes_on` are words that stand at a line's end or beginning only where one sentence was broken over two lines.
    """
    blocks = list(_blocks(text))
    breaks = [[_runs_on(text, before, after, goes_on) for before, after in pairwise(lines)] for lines in blocks]
    run_on, pairs = sum(map(sum, breaks)), sum(map(len, breaks))
    width = _width(blocks, breaks) if run_on >= SURE and run_on * 2 >= pairs else 0
    return [one for lines, runs in zip(blocks, breaks, strict=True) for one in _of_block(text, lines, runs, width)]


def _blocks(text: str) -> Iterator[list[Span]]:
    """The lines of each block, blank lines between them."""
    block: list[Span] = []
    for match in LINE.finditer(text):
        if block and len(LINE_END.findall(text, block[-1][1], match.start())) != 1:
            yield block
            block = []
        block.append(match.span())
    if block:
        yield block


def _width(blocks: Iterable[list[Span]], breaks: Iterable[list[bool]]) -> int:
    """How long lines mostly are that break off."""
    broken = (compress(lines, runs) for lines, runs in zip(blocks, breaks, strict=True))
    lengths = sorted([end - start for start, end in chain.from_iterable(broken)])
    return lengths[len(lengths) // 2]


def _of_block(text: str, lines: list[Span], runs: list[bool], width: int) -> list[Span]:
    """The paragraphs of lines with no blank line between: each a paragraph, unless prose was wrapped over them.

    `runs`: which lines break off; `width`: how long lines mostly are that do, 0 where not the whole text is wrapped.
    """
    if len(lines) == 1:
        return lines
    if not width and sum(runs) * 4 >= len(runs):
        width = _width([lines], [runs])
    found = [lines[0]]
    for (before, after), broken in zip(pairwise(lines), runs, strict=True):
        full_line = width * LEAST <= before[1] - before[0] <= width * MOST
        if (full_line or broken) and not ITEM.match(text, *after):
            found[-1] = (found[-1][0], after[1])
        else:
            found.append(after)
    return found


def _runs_on(text: str, before: Span, after: Span, goes_on: Collection[str]) -> bool:
    """Whether a line breaks off in mid sentence: no stop, and the next begins in lower case unless its last word tells;
    no short line unless its words tell, or it ends in mid word."""
    long = before[1] - before[0]
    if BROKEN_WORD.search(text, before[0], before[1]) and text[after[0]].islower():
        return True
    if long < NARROW or not BREAKS_OFF.search(text, before[0], before[1]):
        return False
    if text[before[0] : before[1]].rpartition(" ")[2] in goes_on:
        return True
    return text[after[0]].islower() and (long >= WIDTH or text[slice(*after)].partition(" ")[0] in goes_on)
