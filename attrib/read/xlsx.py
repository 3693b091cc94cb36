"""Excel workbooks (XLSX), row by row through openpyxl: a row a document, the first of a sheet names its columns."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO, cast

from attrib.errors import InputError
from attrib.read.extras import need
from attrib.read.find import Found
from attrib.read.limits import FREE, RATE, seekable, too_long
from attrib.read.options import Item, ReadOptions
from attrib.read.pack import BROKEN, in_words
from attrib.read.records import Place, document, fields_of, lacking

EXTRA = "xlsx"


def read_xlsx(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The rows of every sheet that has a column with texts. Formulas count as what they last gave."""
    need("defusedxml", EXTRA)
    library = need("openpyxl", EXTRA)
    with seekable(stream) as source:
        _refuse_bomb(source)
        try:
            book = library.load_workbook(source, read_only=True, data_only=True)
        except (*BROKEN, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
            raise InputError("damaged", f"is no workbook that can be read: {in_words(error)}") from None
        try:
            yield from _sheets(book, found, options)
        finally:
            book.close()


def _refuse_bomb(source: BinaryIO) -> None:
    """Raises InputError when the parts would unpack to more than is in proportion; openpyxl holds all strings."""
    packed = source.seek(0, io.SEEK_END)
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except BROKEN as error:
        raise InputError("damaged", f"is no workbook: {in_words(error)}") from None
    source.seek(0)
    if size > FREE and size > RATE * packed:
        raise InputError("bomb", f"unpacks to more than {RATE} times its size: not read")


def _sheets(book: Any, found: Found, options: ReadOptions) -> Iterator[Item]:
    others: list[str] = []
    none = True
    for sheet in book.worksheets:
        rows = _rows(sheet)
        number, header = next(rows, (0, ()))
        names = [str(name).strip() if name is not None else "" for name in header]
        field = fields_of(dict.fromkeys(names, ""), options).text
        if field not in names:
            others += [name for name in names if name]
            continue
        if twice := next((name for name in names if name and names.count(name) > 1), None):
            raise InputError("xlsx", f"two columns are called '{twice}' in sheet '{sheet.title}'", line=number)
        yield from _documents(rows, names, f"{found.name}#" if none else f"{found.name}#{sheet.title}!", found, options)
        none = False
    if none:
        field = fields_of(dict.fromkeys(others, ""), options).text
        raise InputError("no-text", lacking(field, others) if others else "holds no table")


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that hold something, with their numbers."""
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(cell is not None for cell in row):
                yield number, row
    except (*BROKEN, KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError) as error:
        raise InputError(
            "damaged", f"sheet '{sheet.title}' is damaged: {in_words(error)}; its rest is not read"
        ) from None


def _documents(
    rows: Iterator[tuple[int, tuple[Any, ...]]], names: list[str], prefix: str, found: Found, options: ReadOptions
) -> Iterator[Item]:
    field = fields_of(dict.fromkeys(names, ""), options).text
    for number, row in rows:
        place = Place(f"{prefix}{number}", found.shown, number)
        record = {
            name or f"column {at}": plain(cell) for at, (name, cell) in enumerate(zip(names, row, strict=False), 1)
        }
        text = record.get(field)
        if isinstance(text, str) and len(text) > options.max_record:
            yield place.failure(too_long(options.max_record))
        elif text is None:
            yield place.failure(InputError("no-text", f"the cell of '{field}' is empty"))
        else:
            record[field] = text if isinstance(text, str) else str(text)
            kept = {name: value for name, value in record.items() if value is not None}
            yield document(kept, place, options)


def plain(value: Any) -> Any:
    """A cell as JSON has it: dates as ISO 8601, a whole number without a point."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(cast("object", value))
