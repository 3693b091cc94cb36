"""Rows of tables that somebody else wrote: CSV, JSON and JSON lines, each row with its line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from attrib.errors import Fault, UsageError
from attrib.rules.find import shown

_BLANK = re.compile(r"\s*")
_WRAPPED = re.compile(r'\s*\{\s*"[^"]*"\s*:\s*(?=\[)')
_MARKS = ",;\t"


class Row(NamedTuple):
    """Cells by column; `line` is 1-based."""

    line: int
    cells: Mapping[str, str]


class Rows:
    """The rows of one file, and what is wrong with its form. `columns` are those of the header, [] for JSON."""

    def __init__(self, path: Path) -> None:
        self.path, self.columns, self.faults = path, list[str](), list[Fault]()
        self.rows = list(self._read(_text(path)))

    def fault(self, line: int, what: str, hint: str | None = None) -> None:
        self.faults.append(Fault(shown(self.path), line, 1, what, hint))

    def _read(self, text: str) -> Iterator[Row]:
        if self.path.suffix in (".jsonl", ".ndjson"):
            return self._lines(text)
        if self.path.suffix == ".json" or text.lstrip()[:1] in ("[", "{"):
            return self._json(text)
        return self._csv(text)

    def _csv(self, text: str) -> Iterator[Row]:
        head = next((line for line in text.splitlines() if line.strip() and line[0] != "#"), "")
        mark = max(_MARKS, key=head.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        last = 0
        try:
            for cells in reader:
                line, last = last + 1, reader.line_num
                if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                    continue
                if self.columns:
                    yield from self._row(line, cells)
                else:
                    self.columns = [cell.strip() for cell in cells]
        except csv.Error as error:
            self.fault(reader.line_num, f"is no CSV: {error}")

    def _row(self, line: int, cells: list[str]) -> Iterator[Row]:
        if len(cells) > len(self.columns):
            self.fault(line, f"{len(cells)} cells, but {len(self.columns)} columns: a cell with a comma needs quotes")
            return
        yield Row(line, dict(zip(self.columns, (cell.strip() for cell in cells), strict=False)))

    def _lines(self, text: str) -> Iterator[Row]:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    yield from self._object(number, json.loads(line))
                except ValueError as error:
                    self.fault(number, f"is no JSON object: {error}")

    def _json(self, text: str) -> Iterator[Row]:
        """The objects of a list, or of the list that is the only thing in an object, each with its line."""
        wrapped = _WRAPPED.match(text)
        at = _blank(text, wrapped.end() if wrapped else 0)
        if text[at : at + 1] != "[":
            self.fault(1, "a list of objects is wanted")
            return
        decoder, at = json.JSONDecoder(), _blank(text, at + 1)
        while text[at : at + 1] != "]":
            line = text.count("\n", 0, at) + 1
            try:
                value, at = decoder.raw_decode(text, at)
            except ValueError as error:
                self.fault(text.count("\n", 0, getattr(error, "pos", at)) + 1, f"is no JSON: {error}")
                return
            yield from self._object(line, value)
            at = _blank(text, at)
            at = _blank(text, at + 1) if text[at : at + 1] == "," else at

    def _object(self, line: int, value: Any) -> Iterator[Row]:
        if not isinstance(value, dict):
            self.fault(line, "is no object")
            return
        yield Row(line, {str(key): _cell(item) for key, item in value.items()})


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _cell(value: Any) -> str:
    """Numbers as they are written in JSON, null as nothing; lists as words."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(_cell, value))
    return value.strip() if isinstance(value, str) else json.dumps(value)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8: byte at offset {error.start}") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
