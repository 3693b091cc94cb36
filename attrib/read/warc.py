"""WARC (ISO 28500), gzip or not: the web pages in a crawl, and the plain texts of a WET file, through fastwarc."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.dates import iso_date
from attrib.read.decode import decode, doubts
from attrib.read.extras import need
from attrib.read.find import Found
from attrib.read.limits import CHUNK, FREE, too_long
from attrib.read.markup import page
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.pack import in_words
from attrib.read.records import Place

OK = 200
HTML = "text/html", "application/xhtml+xml"
MARK = b"WARC/"
NEXT = b"\r\n\r\nWARC/"


def read_warc(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """Each page that was delivered whole (status 200, HTML), and each text; other records hold no text.

    A record that is damaged is told, and reading goes on where the next one begins.
    """
    if not stream.peek(8).startswith(MARK):
        raise InputError("damaged", "is no WARC: it does not begin with WARC/")
    tail = _Tail(stream, options.max_record)
    number = 0
    while True:
        try:
            for count, item in _records(tail, found, options, number):
                number = count
                if item is not None:
                    yield item
            break
        except _BrokenError as error:
            number += 1
            words = f"record {number} is damaged ({error})"
            yield Place(f"{found.name}#{number}", found.shown, number).failure(InputError("damaged", words))
            if not tail.resume():
                break
    if tail.problem is not None:
        raise tail.problem
    if tail.last and not tail.last.endswith(b"\r\n\r\n"):
        raise InputError("damaged", "is cut short: the last record has no end")


class _BrokenError(Exception):
    """A record that fastwarc cannot read."""


def _records(tail: _Tail, found: Found, options: ReadOptions, number: int) -> Iterator[tuple[int, Item | None]]:
    library = need("fastwarc.warc", "warc")
    kinds = library.WarcRecordType
    wanted = kinds.response | kinds.conversion | kinds.resource | kinds.unknown
    begin = tail.size
    records = iter(library.ArchiveIterator(tail, record_types=wanted, parse_http=True))
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            tail.forget(begin + record.stream_pos if begin else record.stream_pos)
            item = _document(record, found, options, number + 1, kinds)
        except (InputError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # fastwarc has no exceptions of its own, and a panic of Rust code is none at all
            raise _BrokenError(in_words(error)) from None
        number += 1
        yield number, item


class _Tail:
    """The stream as fastwarc wants it: with what was read of the record under way, and how it ended."""

    def __init__(self, stream: io.BufferedReader, limit: int) -> None:
        self._stream, self._limit = stream, limit + CHUNK
        self._kept = bytearray()  # from `_from` on
        self._again = b""
        self._from = self.size = 0
        self.last = b""
        self.problem: InputError | None = None

    def tell(self) -> int:
        return self.size

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._again or self._stream.read1(size)
        except InputError as error:
            self.problem, data = error, b""
        data, self._again = (data[:size], data[size:]) if size >= 0 else (data, b"")
        self.size += len(data)
        self.last = (self.last + data)[-4:]
        self._kept += data
        if len(self._kept) > self._limit:
            self.forget(self.size - self._limit)
        return data

    def forget(self, position: int) -> None:
        """What lies before this position is not needed again."""
        passed = min(max(0, position - self._from), len(self._kept))
        del self._kept[:passed]
        self._from += passed

    def resume(self) -> bool:
        """Go back to where the record after the one under way begins; false where there is none."""
        at = self._kept.find(NEXT, 1)
        while at < 0:
            length = len(self._kept)
            if not self.read(CHUNK):
                return False
            at = self._kept.find(NEXT, max(1, length - len(NEXT)))
        at += len(NEXT) - len(MARK)
        self._again = bytes(self._kept[at:]) + self._again
        self.size = self._from = self._from + at
        self._kept.clear()
        return True


def _document(record: Any, found: Found, options: ReadOptions, number: int, kinds: Any) -> Item | None:
    headers = record.headers
    url = headers.get("WARC-Target-URI") or None
    place = Place(url or f"{found.name}#{number}", found.shown, number)
    kind = (record.http_content_type or headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if record.record_type == kinds.unknown:
        return place.failure(InputError("damaged", f"is a record of no known type: '{headers.get('WARC-Type')}'"))
    is_html, is_text = kind in HTML, headers.get("WARC-Type") == "conversion" and kind.startswith("text/plain")
    if not (is_html or is_text) or (record.http_headers is not None and record.http_headers.status_code != OK):
        return None
    if record.content_length > options.max_record:
        return place.failure(too_long(options.max_record))
    data = _body(record, options.max_record)
    charset = options.encoding or record.http_charset
    try:
        item = _text(data, place) if is_text else page(data, place, charset, url)
    except InputError as error:
        return place.failure(error)
    if isinstance(item, RawDocument):
        crawled = str(headers.get("WARC-Date") or "")
        return item._replace(meta={**item.meta, "crawled": iso_date(crawled) or crawled})
    return item


def _body(record: Any, limit: int) -> bytes:
    data: bytes = record.reader.read(limit + 1)
    encoding = str((record.http_headers or {}).get("Content-Encoding", "")).strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        import zlib

        unpacker = zlib.decompressobj(47 if encoding != "deflate" else 15)
        data = unpacker.decompress(data, min(limit, FREE))
    return data


def _text(data: bytes, place: Place) -> Item:
    text = decode(data)
    return RawDocument(place.name, text, {"url": place.name}, place.shown, place.line, doubts(text))
