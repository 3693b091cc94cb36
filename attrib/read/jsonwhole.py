"""JSON that is one document: a list of records, records one after the other, or an object that holds a list of them.

The records are cut out of the stream one by one, so the list is never in memory, and one that is broken does not take
the others with it. (Parsers of whole documents, streaming ones too, stop at the first fault and do not know its line.)
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.decode import bom, refuse_binary
from attrib.read.find import Found
from attrib.read.jsonl import parse
from attrib.read.layers import is_task
from attrib.read.limits import CHUNK, too_long
from attrib.read.lines import Line
from attrib.read.options import Item, ReadOptions
from attrib.read.records import Place, document, fields_of, numbered

OUTSIDE = re.compile(rb"[\[\]{]|[^\s,\[\]{][^{\n]*+")  # what is no object is a record by the line
INSIDE = re.compile(rb'["{}\[\]]')
STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
NEXT = re.compile(rb"\n[\s,]*+(?=\{)")  # where a record begins, after one that has no end
QUOTE = ord('"')
OPEN, CLOSE = frozenset(b"{["), frozenset(b"}]")
RETRIES = 100
LISTS = 3  # how deep in an object its records are looked for


def read_json(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The documents of a JSON file; each record that is none becomes a Failure."""
    head = stream.peek(4)
    refuse_binary(head[:CHUNK], options.encoding)
    name, skip = bom(head) or (options.encoding, 0)
    stream.read(skip)
    encoding = None if skip else options.encoding
    chunks = _chunks(stream)
    if name and codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
        chunks, encoding = _narrowed(chunks, name), None
    for line in Cutter(chunks, skip, options.max_record).records():
        yield from _documents(line, found, options, encoding)


def _chunks(stream: io.BufferedReader) -> Iterator[bytes]:
    while chunk := stream.read1(CHUNK):
        yield chunk


def _narrowed(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError("encoding", f"not {encoding}: {error.reason}; the rest is not read") from None


def _documents(line: Line, found: Found, options: ReadOptions, encoding: str | None) -> Iterator[Item]:
    place = numbered(found, line.number)
    try:
        if line.data is None:
            raise too_long(options.max_record)
        record, notes = parse(line, encoding)
    except InputError as error:
        yield place.failure(error)
        return
    inner = _held(record, options) if isinstance(record, dict) else None
    if inner is None:
        yield document(record, place, options, notes)
        return
    for number, item in enumerate(inner, 1):
        yield document(item, Place(f"{found.name}#{number}", found.shown, line.number), options, notes)


def _held(record: dict[str, Any], options: ReadOptions) -> list[Any] | None:
    """The list of records that an object without a text of its own holds: `{"articles": {"results": […]}}`.

    That is the first list with a text in it, not that of an article's authors; else the first.
    """
    lists = [*_lists(record, options)]
    return next((one for one in lists if any(fields_of(item, options).text in item for item in one)), None) or next(
        iter(lists), None
    )


def _lists(record: dict[str, Any], options: ReadOptions, depth: int = LISTS) -> Iterator[list[Any]]:
    if depth == 0 or fields_of(record, options).text in record or "error" in record or is_task(record):
        return
    for value in record.values():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            yield value
        if isinstance(value, dict):
            yield from _lists(value, options, depth - 1)


class Cutter:
    """Cuts a stream of JSON into its records: the values that stand in no object and in no list but the outermost."""

    def __init__(self, chunks: Iterator[bytes], offset: int, limit: int) -> None:
        self._chunks, self._limit = chunks, limit
        self._buffer = bytearray()  # from the record under way on
        self._at = self._depth = self._retries = 0
        self._number, self._offset = 1, offset  # of where the buffer begins
        self._begun: tuple[int, int] | None = None
        self._in_string = self._too_long = self._ended = False

    def records(self) -> Iterator[Line]:
        """Each record with the line it begins in; `data` None: it is too long and was passed over."""
        while not self._ended:
            chunk = next(self._chunks, b"")
            self._ended = not chunk
            self._buffer += chunk
            yield from self._scan()
            if self._begun and len(self._buffer) > self._limit:
                self._too_long = True
                self._drop(self._at)
        while self._begun:
            yield self._cut(len(self._buffer), keep=True)
            if not self._recover():
                return
            yield from self._scan()

    def _scan(self) -> Iterator[Line]:
        while self._at < len(self._buffer):
            if self._in_string:
                if not self._string():
                    return
            elif not self._token():
                return
            if self._begun and not self._depth and not self._in_string:
                yield self._cut(self._at)

    def _string(self) -> bool:
        """Go to the end of the string; false when more data is needed."""
        found = STRING.match(self._buffer, self._at)
        self._at = found.end() if found else self._at
        if self._at >= len(self._buffer) or self._buffer[self._at] != QUOTE:
            return False
        self._at += 1
        self._in_string = False
        return True

    def _token(self) -> bool:
        """Go past the next bracket, quotation mark or, between records, value; false when more data is needed."""
        found = (INSIDE if self._depth else OUTSIDE).search(self._buffer, self._at)
        if found is None:
            self._at = len(self._buffer)
            return False
        start, end, sign = found.start(), found.end(), self._buffer[found.start()]
        del found
        if not self._depth:
            if sign in b"[]":
                self._at = end
                return True
            if end == len(self._buffer) and sign not in OPEN and not self._ended and end - start < self._limit:
                return False
            self._drop(start)
            end -= start
            self._begun = self._number, self._offset
        self._at = end
        self._in_string = self._depth > 0 and sign == QUOTE
        self._depth += (sign in OPEN) - (sign in CLOSE and self._depth > 0)
        return True

    def _drop(self, to: int) -> None:
        """Forget what lies before this place in the buffer."""
        self._number += self._buffer.count(b"\n", 0, to)
        self._offset += to
        del self._buffer[:to]
        self._at -= to

    def _cut(self, end: int, keep: bool = False) -> Line:
        """The record under way, up to here."""
        number, offset = self._begun or (self._number, self._offset)
        data = None if self._too_long else bytes(self._buffer[:end])
        if data is not None and not data.startswith(b"{"):
            data = data.rstrip(b" \t\r,[]")
        if not keep:
            self._drop(end)
            self._begun, self._too_long = None, False
        return Line(number, data, offset)

    def _recover(self) -> bool:
        """After a record without an end: go on where the next one seems to begin."""
        found = None if self._too_long else NEXT.search(self._buffer, 1)
        self._retries += 1
        if found is None or self._retries > RETRIES:
            return False
        end = found.end()
        del found
        self._at = self._depth = 0
        self._in_string, self._begun = False, None
        self._drop(end)
        self._at = 0
        return True
