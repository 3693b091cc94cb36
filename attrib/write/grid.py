"""Rows for a person or a program: padded columns, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrib.write.ink import visible

SHAPES = ("table", "csv", "json")


def grid(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], shape: str) -> str:
    """The rows in one of `SHAPES`. What is not known is empty, in JSON null."""
    if shape == "json":
        return json.dumps([dict(row) for row in rows], indent=2, ensure_ascii=False) + "\n"
    return as_csv(rows, columns) if shape == "csv" else _padded(rows, columns)


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    page = io.StringIO()
    writer = csv.DictWriter(page, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: row.get(name) for name in columns} for row in rows)
    return page.getvalue()


def _padded(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    lines = [list(columns), *([_shown(row.get(name)) for name in columns] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _shown(value: Any) -> str:
    return "" if value is None else visible(str(value))
