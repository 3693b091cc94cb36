"""Streams cut into lines, each with its number and offset, none longer than a limit."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from attrib.errors import InputError
from attrib.read.decode import bom, explain, refuse_binary
from attrib.read.limits import CHUNK, too_long
from attrib.read.options import ReadOptions


class Line(NamedTuple):
    """A line without its end. `data` None: it is longer than the limit and was passed over."""

    number: int
    data: bytes | str | None
    offset: int  # of its first byte in the file; 0 in UTF-16 and UTF-32
    end: str = ""

    def text(self, encoding: str | None = None, errors: str = "strict") -> str:
        """The line as text. Raises InputError (code `encoding`) with the byte that cannot be read."""
        if self.data is None or isinstance(self.data, str):
            return self.data or ""
        try:
            return self.data.decode(encoding or "utf-8", errors)
        except UnicodeDecodeError as error:
            raise InputError("encoding", explain(error, self.offset, chosen=encoding is not None)) from None


def read_lines(stream: io.BufferedReader, options: ReadOptions) -> Iterator[Line]:
    """The lines of a stream. Raises InputError for binary data, and in UTF-16 and UTF-32 for what cannot be read."""
    first = stream.readline(options.max_record)
    refuse_binary(first, options.encoding)
    name, skip = bom(first) or (options.encoding or "utf-8", 0)
    if codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
        return _wide_lines(stream, first[skip:], name)
    return _byte_lines(stream, first[skip:], skip, options.max_record)


def encoding_of(stream: io.BufferedReader, options: ReadOptions) -> str | None:
    """What the lines of this stream, not yet read, are to be decoded by: None is UTF-8 for want of another word."""
    return "utf-8" if bom(stream.peek(4)[:4]) else options.encoding


def _byte_lines(stream: io.BufferedReader, line: bytes, offset: int, limit: int) -> Iterator[Line]:
    number = 1
    while line:
        size = len(line)
        if size >= limit and not line.endswith(b"\n"):
            size += _pass_over(stream)
            yield Line(number, None, offset)
        else:
            data = line.rstrip(b"\r\n")
            yield Line(number, data, offset, line[len(data) :].decode("ascii"))
        number, offset = number + 1, offset + size
        line = stream.readline(limit)


def _pass_over(stream: io.BufferedReader) -> int:
    """Go to the end of the line; how many bytes lay there."""
    passed = 0
    while piece := stream.readline(CHUNK):
        passed += len(piece)
        if piece.endswith(b"\n"):
            break
    return passed


def _wide_lines(stream: io.BufferedReader, first: bytes, encoding: str) -> Iterator[Line]:
    """Lines of UTF-16 or UTF-32, where a byte 0x0a is no line end."""
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces: list[str] = []
    number, chunk = 1, first
    while True:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise InputError("encoding", f"not {encoding}: {error.reason}; the rest is not read") from None
        *whole, rest = text.split("\n")
        for part in whole:
            yield _line(number, "".join([*pieces, part]))
            pieces, number = [], number + 1
        pieces.append(rest)
        if not chunk:
            break
        chunk = stream.read1(CHUNK)
    if last := "".join(pieces):
        yield _line(number, last, "")


def _line(number: int, text: str, end: str = "\n") -> Line:
    data = text.rstrip("\r")
    return Line(number, data, 0, text[len(data) :] + end)


STRAY = re.compile("[\udc80-\udcff]")


def stray(text: str) -> str | None:
    """What to tell of text decoded with `surrogateescape` in which a byte could not be read, else None."""
    found = STRAY.search(text)
    if found is None:
        return None
    byte = f"0x{ord(found[0]) - 0xDC00:02x}"
    return f"holds the byte {byte}, which its encoding has not: name the right one with --encoding (perhaps cp1252)"


def refuse_long(line: Line, limit: int) -> None:
    """Raises InputError (code `too-long`) for a line that was passed over."""
    if line.data is None:
        raise too_long(limit)
