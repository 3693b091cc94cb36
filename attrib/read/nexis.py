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
from attrib.read.dates import find_date
from attrib.read.find import Found
from attrib.read.limits import too_long
from attrib.read.lines import stray
from attrib.read.nexisparts import article, label, named
from attrib.read.options import Item, Note, ReadOptions
from attrib.read.prose import Block
from attrib.read.records import Place
from attrib.read.wording import wording

NUMBERS = re.compile(r"\d+")
NUMBERED = re.compile(r"\d+\.\s*(?P<title>\S.*)")
COVER_HEAD = 12  # blocks in which a cover page shows itself
ARTICLE = frozenset({"word_count", "load_date"})  # labels every article has one of
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
    found = {name for line in lines if (name := label(line).name)}
    return {"word_count", "load_date"} <= found or bool(_cover(blocks)[1])


def _cover(blocks: list[Block]) -> tuple[int, list[str]]:
    """How many signs of a page that lists the articles there are, and the lines that count them."""
    head = [block.text.strip() for block in blocks if block.text.strip()][:COVER_HEAD]
    listed = [text for text in head if signs().listed.fullmatch(text)]
    found = len(listed) + sum(map(_of_cover, head))
    return (found, listed) if found >= SIGNS else (0, [])


def read_blocks(blocks: Iterator[Block], found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles on a page. What cannot be one is a Failure with its number; too few are told with the last.

    The list of articles that comes beside articles in files of their own ("Files(100)_doclist.DOCX") gives nothing.
    """
    number = 0
    last: Item | None = None
    page = _Page(options.max_record)
    for kept in page.articles(blocks):
        if last is not None:
            yield last
        number += 1
        last = _item(kept, page.older, Place(f"{found.name}#{number}", found.shown), number, options.max_record)
    if last is None:
        if page.listed:
            return
        raise InputError("no-text", "holds no article of Nexis")
    if page.promised > number:
        words = f"the export counts {page.promised} articles, {number} are here"
        last = last._replace(notes=(*last.notes, Note("missing", words)))
    yield last


def _item(kept: list[Block] | None, older: bool, place: Place, number: int, limit: int) -> Item:
    try:
        if kept is None:
            raise too_long(limit)
        _refuse_stray(kept)
        return article(kept, place, older)
    except InputError as error:
        return place.failure(InputError(error.code, f"article {number} {error.message}"))


def _refuse_stray(blocks: list[Block]) -> None:
    if undecoded := next(filter(None, (stray(block.text) for block in blocks)), None):
        raise InputError("encoding", undecoded)


class _Page:
    """The articles of an export. `older`: a line above each counts it; `promised` is how many there should be.

    `listed`: there is a page that lists articles, and nothing else.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.older = False
        self.listed = False
        self.promised = 0

    def articles(self, blocks: Iterator[Block]) -> Iterator[list[Block] | None]:
        """The blocks of each article; None for one that is too long."""
        by_signs = False
        for first, (kept, ended) in enumerate(self._cut(blocks)):
            if kept is None:
                yield None
                continue
            by_signs = by_signs or ended
            self.listed = not first and not by_signs and _lists_only(kept)
            if self.listed:
                return
            own = kept if first else self._without_cover(kept)
            if any(block.text.strip() for block in own):
                yield from [own] if by_signs else by_headings(own)

    def _cut(self, blocks: Iterator[Block]) -> Iterator[tuple[list[Block] | None, bool]]:
        """What stands between two signs, and whether a sign ended it. A line that is a sign is cut out of its block."""
        kept: list[Block] = []
        size = 0
        for block in blocks:
            sign = next((line for line in block.lines if _sign(line)), None)
            if sign is None:
                size += len(block.text)
                if size <= self._limit:
                    kept.append(block)
                continue
            before, _, after = block.text.partition(sign)
            kept += [Block(before)] if before.strip() else []
            starts = signs().start.fullmatch(sign) is not None
            if self.older or not starts or has_article(kept):
                yield (kept if size <= self._limit else None), True
            if starts:
                self.older = True
                self.promised = max(self.promised, *map(int, NUMBERS.findall(sign)))
            kept, size = [Block(after.strip("\n"))] if after.strip() else [], len(after)
        yield (kept if size <= self._limit else None), self.older

    def _without_cover(self, blocks: list[Block]) -> list[Block]:
        """The first article without the page that lists them all."""
        found, listed = _cover(blocks)
        if not found:
            return blocks
        self.promised = max((int(number) for text in listed for number in NUMBERS.findall(text)), default=0)
        title = next((match["title"] for block in blocks if (match := NUMBERED.match(block.text.strip()))), None)
        for at, block in enumerate(blocks):
            if title and block.text.strip() == title.strip():
                return blocks[at:]
        return blocks[_headed(blocks) :]


def _sign(line: str) -> bool:
    return bool(signs().start.fullmatch(line) or signs().end.fullmatch(line))


def has_article(blocks: list[Block]) -> bool:
    """Whether there is an article among these blocks, not a cover page alone."""
    return any(label(block.lines[0]).name in ARTICLE for block in blocks)


def _lists_only(blocks: list[Block]) -> bool:
    """Whether this page lists articles and holds none: no heading, no length, no day of loading, no word for a body."""
    bodies = any(block.heading or named("body", block.text.strip().rstrip(":")) for block in blocks)
    return bool(_cover(blocks)[1]) and not bodies and not has_article(blocks)


def _headed(blocks: list[Block]) -> int:
    """Where the article begins that the first label of one, or the word for its body, belongs to.

    That is its heading, or else the lines around its date that no blank parts.
    """
    last = next((at for at, block in enumerate(blocks) if _of_article(block)), len(blocks))
    if (headed := next((at for at in range(last - 1, -1, -1) if blocks[at].heading), None)) is not None:
        return headed
    dated = next((at for at in range(last - 1, -1, -1) if _dated(blocks[at])), min(last, len(blocks) - 1))
    return next((at + 1 for at in range(dated, -1, -1) if not blocks[at].text.strip()), 0)


def _of_article(block: Block) -> bool:
    text = block.text.strip()
    return (label(block.lines[0]).where is not None and not _of_cover(text)) or named("body", text.rstrip(":"))


def _of_cover(text: str) -> bool:
    return named("cover", text.partition(":")[0])


def _dated(block: Block) -> bool:
    return find_date(block.text) is not None and not _of_cover(block.text.strip())


def by_headings(blocks: list[Block]) -> Iterator[list[Block]]:
    """Articles with no sign between them: each begins with a heading, and has a body of its own."""
    at = [i for i, block in enumerate(blocks) if block.heading and block.text.strip()]
    parts = [blocks[a:b] for a, b in itertools.pairwise([*at, len(blocks)])]
    if len(parts) > 1 and all(map(has_article, parts)):
        yield from parts
    else:
        yield blocks
