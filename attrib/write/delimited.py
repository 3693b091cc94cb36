"""CSV and TSV: the sentences in the file named, the attributions in one beside it.

Cells of text may hold delimiters, quotation marks and line breaks; they are quoted as RFC 4180 says, line breaks
unchanged. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which may run commands or
send data away (OWASP, "CSV Injection"): such cells get one apostrophe before them. Who reads the file with a program
takes one apostrophe away from each cell that matches `GUARDED`; nothing else was changed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from attrib.write.output import Sink
from attrib.write.tables import ROWS, TABLES, Row, Table
from attrib.write.writer import Record, Target, Writer, beside

# What may be read as a formula, apostrophes before it included, so that taking one away always gives the cell back.
# East Asian spreadsheets take the full-width signs too.
FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
BOM = "\ufeff"  # without it Excel takes the file for the encoding of the machine


class DelimitedWriter:
    """Writes each document's rows at once. On standard output there is only one table, of sentences."""

    def __init__(self, target: Target, delimiter: str) -> None:
        self._target, self._delimiter = target, delimiter
        self._sinks: dict[Table, Sink] = {"sentences": target.sink()}
        if target.path is None:
            target.lose("attributions", "standard output has the table of sentences only; with -o both are written")
        else:
            self._sinks["attributions"] = target.sink(beside(target.path, "attributions"))

    def open(self) -> None:
        mark = BOM if self._target.path is not None else ""
        for table, sink in self._sinks.items():
            sink.open()
            sink.write((mark + self._lines([[column.name for column in TABLES[table]]])).encode())

    def render(self, record: Record) -> dict[Table, bytes]:
        shown = self._target.shown(record)
        return {table: self._lines(ROWS[table](shown)).encode("utf-8", "replace") for table in self._sinks}

    def write(self, rendered: dict[Table, bytes]) -> None:
        for table, lines in rendered.items():
            if lines:
                self._sinks[table].write(lines)

    def finish(self) -> None:
        """Every row is out already."""

    def close(self) -> None:
        for sink in self._sinks.values():
            sink.close()

    def _lines(self, rows: Iterable[Row]) -> str:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self._delimiter).writerows(map(_cell, row) for row in rows)
        return out.getvalue()


def csv_writer(target: Target) -> Writer:
    return DelimitedWriter(target, ",")


def tsv_writer(target: Target) -> Writer:
    return DelimitedWriter(target, "\t")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def unguarded(cell: str) -> str:
    """A cell as it was before it was made safe for spreadsheets."""
    return cell[1:] if GUARDED.match(cell) else cell
