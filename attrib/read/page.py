"""A page of blocks to documents: the articles of a vendor's export, or one text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from attrib.read.decode import doubts
from attrib.read.find import Found
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.prose import Block, empty, within

LOOKED_AT = 4000  # blocks in which the layout is looked for: a cover page may name 500 articles
ENOUGH = 500_000  # characters of them


def read_page(blocks: Iterator[Block], found: Found, options: ReadOptions, layout: str | None) -> Iterator[Item]:
    """The documents of a page; `layout` is `nexis`, `factiva` or `page`, None finds it."""
    from attrib.read import factiva, nexis

    head: list[Block] = []
    if layout is None:
        total = 0
        for block in itertools.islice(blocks, LOOKED_AT):
            head.append(block)
            total += len(block.text)
            if total > ENOUGH:
                break
        layout = "factiva" if factiva.tells(head) else "nexis" if nexis.tells(head) else "page"
    blocks = itertools.chain(head, blocks)
    if layout == "nexis":
        return nexis.read_blocks(blocks, found, options)
    if layout == "factiva":
        return factiva.read_blocks(blocks, found, options)
    return _one(blocks, found, options)


def _one(blocks: Iterator[Block], found: Found, options: ReadOptions) -> Iterator[Item]:
    kept = [block for block in within(blocks, options.max_record) if block.text.strip()]
    if not kept:
        raise empty("text")
    title = next((block.text.strip() for block in kept[:3] if block.heading), None)
    text = "\n\n".join(block.text.strip() for block in kept)
    yield RawDocument(found.name, text, {"title": title} if title else {}, found.shown, None, doubts(text))
