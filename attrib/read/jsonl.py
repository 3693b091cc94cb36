"""JSON lines: one object a line, one document an object."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from attrib.errors import InputError
from attrib.read.find import Found
from attrib.read.lines import Line, read_lines, refuse_long
from attrib.read.options import Failure, Item, Note, ReadOptions
from attrib.read.records import document, numbered

SURROGATE = re.compile("[\ud800-\udfff]")
REPLACED = (Note("surrogates", "lone surrogates (\\ud800 to \\udfff) replaced by U+FFFD, one for one"),)


def read_jsonl(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The documents of a stream of JSON lines; each line that is none becomes a Failure, and the rest goes on."""
    number = 0
    try:
        for line in read_lines(stream, options):
            number = line.number
            if line.data is None or line.data.strip():
                yield _document(line, found, options)
    except InputError as error:
        name = f"{found.name}#{number + 1}" if number else found.name
        yield Failure(name, error.code, error.message, found.shown, number + 1)


def _document(line: Line, found: Found, options: ReadOptions) -> Item:
    place = numbered(found, line.number)
    try:
        refuse_long(line, options.max_record)
        record, notes = parse(line, options.encoding)
    except InputError as error:
        return place.failure(error)
    return document(record, place, options, notes)


def parse(line: Line, encoding: str | None) -> tuple[Any, tuple[Note, ...]]:
    """The value of a line of JSON, and what is to be told of it. Raises InputError."""
    data = line.data or b""
    if encoding is not None and isinstance(data, bytes):
        data = line.text(encoding)
    try:
        record = orjson.loads(data)
    except orjson.JSONDecodeError:
        # The standard library says where the fault lies, and takes lone surrogates.
        return _parse_slowly(line.text(encoding))
    raw = data if isinstance(data, bytes) else data.encode()
    if isinstance(record, dict) and any(raw.count(orjson.dumps(key)) > 1 for key in record):
        return record, _repeated(raw)
    return record, ()


def _repeated(data: bytes) -> tuple[Note, ...]:
    """What is told of keys that the object itself has twice; of those in objects inside it nothing is lost."""
    pairs: list[list[str]] = []

    def keys(found: list[tuple[str, Any]]) -> None:
        pairs.append([key for key, _ in found])

    try:
        json.loads(data, object_pairs_hook=keys)
    except RecursionError:
        return ()
    twice = dict.fromkeys(key for key in pairs[-1] if pairs[-1].count(key) > 1)  # the outermost object is closed last
    return tuple(Note("key-repeated", f"{key!r} stands there more than once; the last is taken") for key in twice)


def _parse_slowly(text: str) -> tuple[Any, tuple[Note, ...]]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError("json", f"is no whole JSON object: {_said(error.msg)} at {at}") from None
    except (RecursionError, ValueError) as error:
        raise InputError("json", f"is no JSON that can be read: {error}") from None
    damaged = SURROGATE.search(json.dumps(record, ensure_ascii=False)) is not None
    return (_whole(record), REPLACED) if damaged else (record, ())


def _whole(value: Any) -> Any:
    """The value without lone surrogates, which no UTF-8 output can hold."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def _said(message: str) -> str:
    return (message[:1].lower() + message[1:]).removesuffix(" at")
