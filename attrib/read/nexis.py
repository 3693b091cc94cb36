"""Exports of Nexis: the older plain text ("1 of 10 DOCUMENTS") and those of Lexis Advance and Nexis Uni.

Where an article begins and ends is told by what the vendor writes between them, in the language of the interface;
what stands where in it, by the labels and by the date line. A layout without the one is read by the others, since the
vendor leaves now this, now that away. What is known of both is in `wording.yml`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from attrib.errors import InputError
from attrib.read.find import Found
from attrib.read.limits import too_long
from attrib.read.lines import stray
from attrib.read.nexisparts import article, label, named
from attrib.read.options import Item, ReadOptions
from attrib.read.prose import Block
from attrib.read.records import Place
from attrib.read.wording import wording

NUMBERED = re.compile(r"\d+\.\s*(?P<title>\S.*)")
COVER_HEAD = 12  # blocks in which a cover page shows itself
SIGNS = 2  # labels of an article without which a page is none of Nexis


class Signs(NamedTuple):
    """What parts articles: `start` is the line above one, `end` the line below; `listed` tells how many there are."""

    start: re.Pattern[str]
    end: re.Pattern[str]
    listed: re.Pattern[str]


@cache
def signs() -> Signs:
    words: Any = wording("nexis")
    documents, of, end = (_any(words[name]) for name in ("documents", "of", "end"))
    return Signs(
        re.compile(
            rf"\s*(?:\w+ - )?(?:{documents}\s+\d+\s+{of}\s+\d+|\d+\s+{of}\s+\d+\s+{documents})\s*", re.IGNORECASE
        ),
        re.compile(rf"\s*{end}\.?\s*", re.IGNORECASE),
        re.compile(rf"\s*{documents}\s*\(\d+\)\s*", re.IGNORECASE),
    )


def _any(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def tells(blocks: list[Block]) -> bool:
    """Whether this is the beginning of an export of Nexis."""
    lines = [line for block in blocks for line in block.lines]
    if any(signs().start.fullmatch(line) or signs().end.fullmatch(line) for line in lines):
        return True
    found = {name for block in blocks if (name := label(block.lines[0]).name)}
    return {"word_count", "load_date"} <= found


def read_blocks(blocks: Iterator[Block], found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles on a page. What cannot be one is a Failure with its number."""
    number = 0
    for kept in _parted(blocks, options.max_record):
        number += 1
        place = Place(f"{found.name}#{number}", found.shown)
        if kept is None:
            yield place.failure(InputError("too-long", f"article {number} {too_long(options.max_record).message}"))
            continue
        try:
            _refuse_stray(kept)
            yield article(kept, place)
        except InputError as error:
            yield place.failure(InputError(error.code, f"article {number} {error.message}"))
    if not number:
        raise InputError("no-text", "holds no article of Nexis")


def _refuse_stray(blocks: list[Block]) -> None:
    if undecoded := next(filter(None, (stray(block.text) for block in blocks)), None):
        raise InputError("encoding", undecoded)


def _parted(blocks: Iterator[Block], limit: int) -> Iterator[list[Block] | None]:
    """The blocks of each article; None for one that is too long."""
    parts, split_at_end = _cut(blocks, limit), False
    for first, (kept, ended) in enumerate(parts):
        if kept is None:
            yield None
            continue
        own = kept if first else without_cover(kept)
        split_at_end = split_at_end or ended
        if any(block.text.strip() for block in own):
            yield from [own] if split_at_end else by_headings(own)


def _cut(blocks: Iterator[Block], limit: int) -> Iterator[tuple[list[Block] | None, bool]]:
    """What stands between two signs, and whether a sign ended it. Lines of a block that are signs are cut out of it."""
    kept: list[Block] = []
    size, begun = 0, False
    for block in blocks:
        sign = next((line for line in block.lines if _sign(line)), None)
        if sign is None:
            size += len(block.text)
            if size <= limit:
                kept.append(block)
            continue
        before, _, after = block.text.partition(sign)
        kept += [Block(before)] if before.strip() else []
        starts = signs().start.fullmatch(sign) is not None
        if begun or not starts or has_article(kept):
            yield (kept if size <= limit else None), True
        begun = begun or starts
        kept, size = [Block(after.strip("\n"))] if after.strip() else [], len(after)
    yield (kept if size <= limit else None), begun


def _sign(line: str) -> bool:
    return bool(signs().start.fullmatch(line) or signs().end.fullmatch(line))


def has_article(blocks: list[Block]) -> bool:
    """Whether there is an article among these blocks, not a cover page alone."""
    return any(label(block.lines[0]).name == "word_count" for block in blocks)


def without_cover(blocks: list[Block]) -> list[Block]:
    """The first article without the page that lists them all."""
    head = [block.text.strip() for block in blocks if block.text.strip()][:COVER_HEAD]
    covered = [text for text in head if named("cover", text.partition(":")[0]) or signs().listed.fullmatch(text)]
    if len(covered) < SIGNS:
        return blocks
    listed = next((match["title"] for block in blocks if (match := NUMBERED.match(block.text.strip()))), None)
    for at, block in enumerate(blocks):
        if listed and block.text.strip() == listed.strip():
            return blocks[at:]
    return blocks[_headed(blocks) :]


def _headed(blocks: list[Block]) -> int:
    """Where the article begins that the first label of one belongs to: after the blank block before it."""
    at = next((at for at, block in enumerate(blocks) if label(block.lines[0]).name == "word_count"), len(blocks))
    blank = (i for i in range(at, -1, -1) if i < len(blocks) and not blocks[i].text.strip())
    return next(blank, 0)


def by_headings(blocks: list[Block]) -> Iterator[list[Block]]:
    """Articles with no sign between them: each begins with a heading, and has a body of its own."""
    at = [i for i, block in enumerate(blocks) if block.heading and block.text.strip()]
    parts = [blocks[a:b] for a, b in itertools.pairwise([*at, len(blocks)])]
    if len(parts) > 1 and all(map(has_article, parts)):
        yield from parts
    else:
        yield blocks
