"""Parquet: the sentences in the file named, the attributions in one beside it; each column says what it means."""

from __future__ import annotations

from typing import Any

from attrib.errors import UsageError
from attrib.extras import need
from attrib.write.tables import ROWS, TABLES, Column, Row, Table
from attrib.write.writer import Draft, Record, Target, Writer, beside

GROUP = 20_000  # rows held in memory before they are written as one group
TYPES = {"str": "string", "int": "int64", "float": "float64", "bool": "bool_"}


class ParquetTable:
    """One table, written in groups of rows."""

    def __init__(self, draft: Draft, columns: tuple[Column, ...]) -> None:
        self._draft, self._rows, self._finished = draft, list[Row](), False
        self._arrow = need("pyarrow", "parquet")
        self._schema = schema(columns)
        self._file: Any = None

    def open(self) -> None:
        parquet = need("pyarrow.parquet", "parquet")
        self._file = parquet.ParquetWriter(self._draft.path, self._schema, compression="zstd")

    def add(self, rows: list[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= GROUP:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._file.close()
        self._finished = True
        self._draft.finish()

    def close(self) -> None:
        if not self._finished:
            self._rows.clear()
            if self._file is not None:
                self._file.close()
            self._draft.discard()

    def _flush(self) -> None:
        if self._rows:
            columns = [list(cells) for cells in zip(*self._rows, strict=True)]
            self._file.write_table(self._arrow.table(columns, schema=self._schema))
            self._rows.clear()


class ParquetWriter:
    """Both tables."""

    def __init__(self, target: Target) -> None:
        if target.path is None:
            raise UsageError("parquet needs a file")
        paths = {"sentences": target.path, "attributions": beside(target.path, "attributions")}
        self._target = target
        self._tables: dict[Table, ParquetTable] = {
            table: ParquetTable(Draft(paths[table], overwrite=target.overwrite), columns)
            for table, columns in TABLES.items()
        }

    def open(self) -> None:
        for table in self._tables.values():
            table.open()

    def render(self, record: Record) -> dict[Table, list[Row]]:
        shown = self._target.shown(record)
        return {table: list(ROWS[table](shown)) for table in self._tables}

    def write(self, rendered: dict[Table, list[Row]]) -> None:
        for table, rows in rendered.items():
            self._tables[table].add(rows)

    def finish(self) -> None:
        for table in self._tables.values():
            table.finish()

    def close(self) -> None:
        for table in self._tables.values():
            table.close()


def schema(columns: tuple[Column, ...]) -> Any:
    """The Arrow schema of a table; each field says as `description` what it means."""
    arrow = need("pyarrow", "parquet")
    return arrow.schema(
        [
            arrow.field(column.name, getattr(arrow, TYPES[column.kind])(), metadata={"description": column.what})
            for column in columns
        ]
    )


def writer(target: Target) -> Writer:
    return ParquetWriter(target)
