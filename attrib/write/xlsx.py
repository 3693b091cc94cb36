"""A workbook for spreadsheets: sentences, attributions, and what each column means.

Every cell of text is typed as text, so that nothing is run as a formula. Control characters, which XML cannot hold, are
written as `_x000D_` (ST_Xstring, ECMA-376 22.9.2.19), as Excel itself does. Rows go to temporary files as they come.
"""

from __future__ import annotations

import re
from typing import Any

from attrib.errors import UsageError
from attrib.extras import need
from attrib.write.tables import ROWS, TABLES, Column, Row, Table
from attrib.write.writer import Draft, Record, Target, Writer

LONGEST = 32_767  # characters of a cell, counted in UTF-16
MOST = 1_048_576  # rows of a sheet
WIDE, MIDDLE, NARROW = 70, 24, 12  # columns, in characters
WIDTHS = {"text": WIDE, "source_text": MIDDLE, "content_text": WIDE, "chain": MIDDLE, "source": MIDDLE, "what": WIDE}
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
FORMULA = ("=", "+", "-", "@")
GUESSED = (*FORMULA, "#")  # openpyxl takes "#N/A" for an error
ABOUT = (Column("table", "str", ""), Column("column", "str", ""), Column("type", "str", ""), Column("what", "str", ""))


class WorkbookWriter:
    """Collects rows; the workbook is saved at the end. Tables too long for a sheet go on in another one."""

    def __init__(self, target: Target) -> None:
        if target.path is None:
            raise UsageError("a workbook needs a file")
        self._target = target
        self._draft = Draft(target.path, overwrite=target.overwrite)
        self._book = need("openpyxl", "xlsx").Workbook(write_only=True)
        self._text_cell = need("openpyxl.cell", "xlsx").WriteOnlyCell
        self._wrapped = need("openpyxl.styles", "xlsx").Alignment(wrap_text=True, vertical="top")
        self._sheets: dict[Table, Any] = {}
        self._rows: dict[Table, int] = dict.fromkeys(TABLES, 0)
        self._finished = False

    def open(self) -> None:
        self._draft.path.touch()  # a folder that cannot be written to is better found now
        for table in TABLES:
            self._begin(table, table)

    def render(self, record: Record) -> dict[Table, list[Row]]:
        shown = self._target.shown(record)
        return {table: list(rows(shown)) for table, rows in ROWS.items()}

    def write(self, rendered: dict[Table, list[Row]]) -> None:
        for table, rows in rendered.items():
            for row in rows:
                self._append(table, row)

    def finish(self) -> None:
        for table in TABLES:
            self._end(table)
        self._explain()
        self._book.save(self._draft.path)
        self._finished = True
        self._draft.finish()

    def close(self) -> None:
        if not self._finished:
            for sheet in self._book:
                sheet.close()
            self._draft.discard()

    def _append(self, table: Table, row: Row) -> None:
        if self._rows[table] and self._rows[table] % (MOST - 1) == 0:
            self._begin(table, f"{table} ({self._rows[table] // (MOST - 1) + 1})")
        self._rows[table] += 1
        sheet = self._sheets[table]
        sheet.append([self._cell(sheet, value) for value in row])

    def _begin(self, table: Table, title: str) -> None:
        self._end(table)
        self._sheets[table] = self._sheet(title, TABLES[table])

    def _end(self, table: Table) -> None:
        """Buttons to sort and filter by, once it is known how far they reach."""
        if table in self._sheets:
            rows = (self._rows[table] - 1) % (MOST - 1) + 2 if self._rows[table] else 1
            self._sheets[table].auto_filter.ref = f"A1:{letter(len(TABLES[table]))}{rows}"

    def _sheet(self, title: str, columns: tuple[Column, ...]) -> Any:
        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            width = WIDTHS.get(column.name, NARROW)
            sheet.column_dimensions[letter(number)].width = width
        sheet.append([self._head(sheet, column.name) for column in columns])
        return sheet

    def _head(self, sheet: Any, name: str) -> Any:
        from openpyxl.styles import Font

        cell = self._text_cell(sheet, name)
        cell.font = Font(bold=True)
        return cell

    def _cell(self, sheet: Any, value: Any) -> Any:
        """The value as a cell; a plain one where openpyxl takes it for nothing but text or a number."""
        if not isinstance(value, str):
            return value
        text = escaped(self._cut(value))
        if len(text) <= WIDE and not text.startswith(GUESSED):
            return text
        cell = self._text_cell(sheet, text)
        cell.data_type = "s"
        if value.startswith(FORMULA):
            cell.quotePrefix = True  # so that editing the cell does not make a formula of it either
        if len(value) > WIDE:
            cell.alignment = self._wrapped
        return cell

    def _cut(self, value: str) -> str:
        if len(value) <= LONGEST // 2 or len(value.encode("utf-16-le", "replace")) // 2 <= LONGEST:
            return value
        self._target.lose("long-cells", f"a cell of a workbook holds {LONGEST:,} characters: longer ones were cut")
        return value.encode("utf-16-le", "replace")[: LONGEST * 2].decode("utf-16-le", "ignore")

    def _explain(self) -> None:
        sheet = self._sheet("columns", ABOUT)
        for table, columns in TABLES.items():
            for column in columns:
                sheet.append([table, column.name, column.kind, column.what])


def letter(number: int) -> str:
    """The name of a column, counted from 1."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def escaped(text: str) -> str:
    """The text with what XML cannot hold, and what would be taken for such an escape, as `_x000D_`."""
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def writer(target: Target) -> Writer:
    return WorkbookWriter(target)
