"""Rich text (RTF 1.9): its words, through striprtf."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.extras import need
from attrib.read.find import Found
from attrib.read.limits import read_whole
from attrib.read.options import Item, ReadOptions
from attrib.read.page import read_page
from attrib.read.prose import Block

MARK = b"{\\rtf"
EXTRA = "nexis"
# striprtf writes the address of a link behind its words; under another name the field is passed over.
LINKS = re.compile(rb"(\\fldinst[\s{\\\w]{0,40}?)HYPERLINK", re.IGNORECASE)
BRACES = re.compile(rb"\\[\\{}]|[{}]")


def read_rtf(
    stream: io.BufferedReader, found: Found, options: ReadOptions, layout: str | None = None
) -> Iterator[Item]:
    """The articles of an export of Nexis or Factiva, else the document as one text."""
    data = read_whole(stream, options.max_record)
    if not data.startswith(MARK):
        raise InputError("damaged", "is no RTF: it does not begin with {\\rtf")
    yield from read_page(blocks(data), found, options, layout)
    if problem := _unbalanced(data):
        raise InputError("damaged", problem)


def _unbalanced(data: bytes) -> str | None:
    """What is wrong with the groups of the file, after which part of it is not read."""
    depth = 0
    for found in BRACES.finditer(data):
        sign = found[0]
        depth += (sign == b"{") - (sign == b"}")
        if depth == 0 and data[found.end() :].strip(b" \r\n\0"):
            return f"the RTF is damaged: its outermost group closes at offset {found.start()}, before its end"
    return "the RTF is cut short: its last group is not closed" if depth else None


def blocks(data: bytes) -> Iterator[Block]:
    """The paragraphs, and the rows of tables as `cell|cell|`."""
    strip: Any = need("striprtf.striprtf", EXTRA)
    try:
        text = strip.rtf_to_text(LINKS.sub(rb"\1LINK", data).decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, KeyError, IndexError, TypeError, LookupError) as error:
        raise InputError("damaged", f"is no RTF that can be read: {error}") from None
    for line in text.split("\n"):
        yield Block(line.strip(" \r"))
