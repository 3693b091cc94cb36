"""Plain text: one file, one document."""

from __future__ import annotations

import io
from collections.abc import Iterator

from attrib.read import brat
from attrib.read.decode import decode, doubts
from attrib.read.find import Found
from attrib.read.index import as_listed
from attrib.read.layers import KEY
from attrib.read.limits import read_whole
from attrib.read.options import Item, Note, RawDocument, ReadOptions

NOT_PLAIN = frozenset({".yaml", ".yml", ".log", ".tex"})


def read_text(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The whole stream as one text, unchanged (line ends too). Raises InputError for what is none."""
    text = decode(read_whole(stream, options.max_record), options.encoding)
    known = brat.beside(found.path, text)
    meta = {KEY: known} if known else {}
    notes = (*_other_format(found, options), *doubts(text))
    document = RawDocument(found.name, text, meta, found.shown, None, notes)
    yield as_listed(document, found.path) if known else document


def _other_format(found: Found, options: ReadOptions) -> Iterator[Note]:
    """Markup that was not asked to be taken for text is taken for it, but not in silence."""
    if found.suffix in NOT_PLAIN and options.format is None:
        yield Note("format", f"is read as plain text, whatever {found.suffix} means")
