"""What a reader gives and what it can be told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple


class Note(NamedTuple):
    """Something a person should know of a document: `code` is stable, `message` one line."""

    code: str
    message: str


class RawDocument(NamedTuple):
    """A text as it was found. `line` is the 1-based line of its record."""

    id: str
    text: str
    meta: Mapping[str, Any]
    path: str | None = None
    line: int | None = None
    notes: tuple[Note, ...] = ()


class Failure(NamedTuple):
    """A document that cannot be read: `code` is stable, `message` is for a person, `line` is 1-based."""

    id: str | None
    code: str
    message: str
    path: str | None = None
    line: int | None = None
    notes: tuple[Note, ...] = ()

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{place or self.id}: {self.message}"


class ReadOptions(NamedTuple):
    """How to read.

    `format` is `text`, `jsonl` or None (by suffix; standard input by its first line). `encoding` None means UTF-8 or
    what a byte order mark says. `pattern` names the files taken from a folder. `output` is left out of the input.
    """

    format: str | None = None
    encoding: str | None = None
    text_field: str = "text"
    id_field: str = "id"
    pattern: str = "*.txt"
    output: Path | None = None
    stdin: BinaryIO | None = None
