"""Plain text: one file, one document."""

from __future__ import annotations

import io

from attrib.errors import InputError
from attrib.read.decode import decode, doubts
from attrib.read.find import Found
from attrib.read.options import Failure, RawDocument, ReadOptions


def read_text(stream: io.BufferedIOBase, found: Found, options: ReadOptions) -> RawDocument | Failure:
    """The whole stream as one text, unchanged (line ends too)."""
    try:
        text = decode(stream.read(), options.encoding)
    except InputError as error:
        return Failure(found.name, error.code, error.message, found.shown)
    return RawDocument(found.name, text, {}, found.shown, None, doubts(text))
