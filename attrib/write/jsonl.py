"""The contract `attrib/1` as lines of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from attrib.write.output import RESUME_HINT, SCHEMA
from attrib.write.writer import PieceWriter, Target, Writer

SEPARATORS = tuple((mark.encode(), f"\\u{ord(mark):04x}".encode()) for mark in ("\x85", "\u2028", "\u2029"))


def writer(target: Target) -> Writer:
    """The contract as it is, a line a document; error records too. The one format a run can be resumed in."""
    return PieceWriter(target.sink(hint=RESUME_HINT), lambda record: line(target.shown(record)))


def line(record: Mapping[str, Any]) -> bytes:
    """One record as one line of UTF-8, its line feed included: one for readers that part lines at U+2028 too.

    Numbers, strings and containers only; a key that is no string is written as one. Raises TypeError for others.
    """
    data = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
    for separator, escaped in SEPARATORS:
        if separator in data:
            data = data.replace(separator, escaped)
    return data


def error_record(
    name: str | None, code: str, message: str, path: str | None = None, line: int | None = None
) -> dict[str, Any]:
    """The line that stands for a document that could not be read or annotated."""
    return {"schema": SCHEMA, "id": name, "error": {"code": code, "message": message, "path": path, "line": line}}
