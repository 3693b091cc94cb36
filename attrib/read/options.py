"""What a reader gives and what it can be told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

TEXT_FIELD, ID_FIELD = "text", "id"
MAX_RECORD = 50_000_000  # bytes of one record, or of a file that is one document


class Note(NamedTuple):
    """Something a person should know of a document: `code` is stable, `message` one line."""

    code: str
    message: str


class RawDocument(NamedTuple):
    """A text as it was found. `line` is the 1-based line of its record, in tables without lines that of its row."""

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


Item = RawDocument | Failure


class ReadOptions(NamedTuple):
    """How to read.

    `format` is a name in `attrib.read.formats.FORMATS`, or None: found by content, else by suffix. `encoding` None
    means UTF-8 or what a byte order mark says. `pattern` names the files taken from a folder or an archive, None all
    of a known format. `output` is left out of the input. `preset` says which tool wrote the records
    (`attrib.read.presets`), None finds it. `max_record` is the most bytes one record may have.
    """

    format: str | None = None
    encoding: str | None = None
    text_field: str = TEXT_FIELD
    id_field: str = ID_FIELD
    pattern: str | None = None
    output: Path | None = None
    stdin: BinaryIO | None = None
    preset: str | None = None
    include_title: bool = False
    max_record: int = MAX_RECORD
