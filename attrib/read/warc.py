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
from attrib.read.limits import FREE, too_long
from attrib.read.markup import page
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.pack import in_words
from attrib.read.records import Place

OK = 200
HTML = "text/html", "application/xhtml+xml"
MARK = b"WARC/"


def read_warc(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """Each page that was delivered whole (status 200, HTML), and each text; other records hold no text."""
    fastwarc = need("fastwarc.warc", "warc")
    if not stream.peek(8).startswith(MARK):
        raise InputError("damaged", "is no WARC: it does not begin with WARC/")
    kinds = fastwarc.WarcRecordType
    wanted = kinds.response | kinds.conversion | kinds.resource | kinds.unknown
    tail = _Tail(stream)
    number = 0
    records = iter(fastwarc.ArchiveIterator(tail, record_types=wanted, parse_http=True))
    while True:
        try:
            record = next(records, None)
            item = None if record is None else _document(record, found, options, number + 1, kinds)
        except InputError:
            raise
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # a panic of Rust code is no Exception
            if tail.problem is not None:
                raise tail.problem from None
            raise InputError(
                "damaged", f"record {number + 1} is damaged: {in_words(error)}; the rest is not read"
            ) from None
        if record is None:
            break
        number += 1
        if item is not None:
            yield item
    if tail.problem is not None:
        raise tail.problem
    if tail.size and not tail.last.endswith(b"\r\n\r\n"):
        raise InputError("damaged", "is cut short: the last record has no end")


class _Tail:
    """The stream as fastwarc wants it, and how it ended."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.last, self.size = b"", 0
        self.problem: InputError | None = None

    def tell(self) -> int:
        return self.size

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read1(size)
        except InputError as error:
            self.problem, data = error, b""
        self.size += len(data)
        self.last = (self.last + data)[-4:]
        return data


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
