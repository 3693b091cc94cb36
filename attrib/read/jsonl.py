"""JSON lines: one object a line, one document an object."""

from __future__ import annotations

import codecs
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from attrib.errors import InputError
from attrib.read.decode import bom, doubts, explain, refuse_binary
from attrib.read.find import Found
from attrib.read.options import Failure, Note, RawDocument, ReadOptions
from attrib.suggest import nearest

CHUNK = 1 << 16
SURROGATE = re.compile("[\ud800-\udfff]")
REPLACED = Note("surrogates", "lone surrogates (\\ud800 to \\udfff) replaced by U+FFFD, one for one")
OWN_SCHEMA = "attrib/1"
CONVERT = "convert it (jq -c '.[]' for a list, jq -c . else)"


class Line(NamedTuple):
    number: int
    data: bytes | str
    offset: int  # of its first byte in the file; 0 in UTF-16 and UTF-32


def read_jsonl(stream: io.BufferedIOBase, found: Found, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """The documents of a stream of JSON lines; each line that is none becomes a Failure, and the rest goes on."""
    number = 0
    try:
        for line in _lines(stream, options.encoding):
            number = line.number
            if line.data.strip():
                yield _document(line, found, options)
    except InputError as error:
        name = f"{found.name}#{number + 1}" if number else found.name
        yield Failure(name, error.code, error.message, found.shown, number + 1)


def _lines(stream: io.BufferedIOBase, encoding: str | None) -> Iterator[Line]:
    first = stream.readline()
    refuse_binary(first, encoding)
    name, skip = bom(first) or (encoding or "utf-8", 0)
    chunks = itertools.chain([first[skip:]], iter(lambda: stream.read(CHUNK), b""))
    if codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
        return _wide_lines(chunks, name)
    return _byte_lines(_not_spread(itertools.chain([first[skip:]], stream)), skip)


def _byte_lines(lines: Iterable[bytes], offset: int) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        yield Line(number, line.rstrip(b"\r\n"), offset)
        offset += len(line)


def _wide_lines(chunks: Iterable[bytes], encoding: str) -> Iterator[Line]:
    """Lines of UTF-16 or UTF-32, where a byte 0x0a is no line end."""
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces: list[str] = []
    number = 1
    for chunk in itertools.chain(chunks, [b""]):
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise InputError("encoding", f"not {encoding}: {error.reason}; the rest is not read") from None
        *whole, rest = text.split("\n")
        for part in whole:
            yield Line(number, "".join([*pieces, part]), 0)
            pieces, number = [], number + 1
        pieces.append(rest)
    yield Line(number, "".join(pieces), 0)


def _not_spread(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same lines. Raises InputError when they are one JSON document spread over many, each of which would fail."""
    first = next(lines, b"")
    if first.strip() in (b"[", b"{"):
        second = next(lines, b"")
        try:
            orjson.loads(second)
        except orjson.JSONDecodeError:
            raise InputError("json", f"is one JSON document, not one object a line: {CONVERT}") from None
        yield first
        first = second
    yield first
    yield from lines


def _document(line: Line, found: Found, options: ReadOptions) -> RawDocument | Failure:
    name = f"{found.name}#{line.number}"
    notes: list[Note] = []
    try:
        record, damaged = _parse(line, options.encoding)
        if damaged:
            notes.append(REPLACED)
        own = _own_id(record, options.id_field, notes)
        name = own if own is not None else name
        text = _text(record, options.text_field)
    except InputError as error:
        return Failure(name, error.code, error.message, found.shown, line.number, tuple(notes))
    if not damaged:
        notes += doubts(text)
    return RawDocument(name, text, _meta(record, options), found.shown, line.number, tuple(notes))


def _parse(line: Line, encoding: str | None) -> tuple[dict[str, Any], bool]:
    """The object of a line, and whether lone surrogates in it were replaced."""
    data = line.data
    if encoding is not None and isinstance(data, bytes):
        data = _decode(line, data, encoding)
    damaged = False
    try:
        record = orjson.loads(data)
    except orjson.JSONDecodeError:
        # The standard library says where the fault lies, and takes lone surrogates.
        record, damaged = _parse_slowly(_decode(line, data, "utf-8") if isinstance(data, bytes) else data)
    if not isinstance(record, dict):
        raise InputError(
            "json", f"is {_kind(record)}, not an object" + (f": {CONVERT}" if isinstance(record, list) else "")
        )
    return record, damaged


def _parse_slowly(text: str) -> tuple[Any, bool]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("json", f"is no whole JSON object: {_said(error.msg)} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:
        raise InputError("json", f"is no JSON that can be read: {error}") from None
    damaged = SURROGATE.search(json.dumps(record, ensure_ascii=False)) is not None
    return (_whole(record) if damaged else record), damaged


def _decode(line: Line, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError("encoding", explain(error, line.offset, chosen=encoding != "utf-8")) from None


def _whole(value: Any) -> Any:
    """The value without lone surrogates, which no UTF-8 output can hold."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def _own_id(record: Mapping[str, Any], field: str, notes: list[Note]) -> str | None:
    value = record.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    notes.append(Note("id-type", f"'{field}' is {_kind(value)}, no id: the line number is taken for one"))
    return None


def _text(record: Mapping[str, Any], field: str) -> str:
    if field not in record:
        raise InputError("no-text", _no_text(record, field))
    text = record[field]
    if not isinstance(text, str):
        raise InputError("text-type", f"'{field}' is {_kind(text)}, not a string")
    return text


def _no_text(record: Mapping[str, Any], field: str) -> str:
    if isinstance(record.get("error"), dict) and record.get("schema") == OWN_SCHEMA:
        return f"is an error line of an earlier run: {record['error'].get('message')}"
    if not record:
        return f"has no '{field}': the object is empty"
    shown = ", ".join([*record][:6]) + (", …" if len(record) > 6 else "")
    return f"has no '{field}', only {shown}: name the field with --text-field {nearest(field, record) or 'NAME'}"


def _meta(record: Mapping[str, Any], options: ReadOptions) -> dict[str, Any]:
    """What the record says besides text and id; of an annotated document only its `meta`."""
    own = record.get("meta")
    meta = dict(own) if isinstance(own, dict) else {}
    if record.get("schema") == OWN_SCHEMA:
        return meta
    taken = {options.text_field, options.id_field, "meta" if isinstance(own, dict) else options.id_field}
    return {name: value for name, value in record.items() if name not in taken} | meta


def _kind(value: Any) -> str:
    kinds = {str: "a string", list: "a list", dict: "an object", bool: "a truth value"}
    return "null" if value is None else kinds.get(type(value), "a number")


def _said(message: str) -> str:
    return (message[:1].lower() + message[1:]).removesuffix(" at")
