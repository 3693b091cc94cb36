"""Plain text: one file, one document."""

from __future__ import annotations

import io
from collections.abc import Iterator

from attrib.errors import InputError
from attrib.read.decode import decode, doubts
from attrib.read.find import Found
from attrib.read.options import Failure, Note, RawDocument, ReadOptions

NOT_PLAIN = frozenset({".csv", ".tsv", ".html", ".htm", ".xml", ".yaml", ".yml"})


def read_text(stream: io.BufferedIOBase, found: Found, options: ReadOptions) -> RawDocument | Failure:
    """The whole stream as one text, unchanged (line ends too)."""
    try:
        text = decode(stream.read(), options.encoding)
    except InputError as error:
        return Failure(found.name, error.code, error.message, found.shown)
    return RawDocument(found.name, text, {}, found.shown, None, (*_other_format(found), *doubts(text)))


def _other_format(found: Found) -> Iterator[Note]:
    """A table or markup that was not asked to be taken for text is taken for it, but not in silence."""
    suffix = found.path.suffix.lower() if found.path else ""
    if suffix in NOT_PLAIN and found.format is None:
        yield Note("format", f"is read as plain text, whatever {suffix} means")
