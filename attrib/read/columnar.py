"""Parquet and Arrow: a row a document, in batches, through pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.extras import need
from attrib.read.find import Found
from attrib.read.limits import seekable, too_long
from attrib.read.options import Item, ReadOptions
from attrib.read.pack import in_words
from attrib.read.records import document, fields_of, lacking, numbered
from attrib.read.xlsx import plain

EXTRA = "parquet"
BATCH = 256  # rows in memory at once
FILE = b"ARROW1"


def read_parquet(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The rows of a Parquet file, one row group after the other; one that is damaged is told and passed over."""
    parquet = need("pyarrow.parquet", EXTRA)
    with seekable(stream) as source:
        file = _opened(lambda: parquet.ParquetFile(source))
        _check(file.schema_arrow.names, options)
        first = 1
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            batches = _safely(file.iter_batches(batch_size=BATCH, row_groups=[group]), f"row group {group + 1}", first)
            yield from _documents(batches, first, found, options)
            first += size


def read_arrow(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The rows of an Arrow file (Feather too) or stream."""
    ipc = need("pyarrow.ipc", EXTRA)
    with seekable(stream) as source:
        is_file = source.read(len(FILE)) == FILE
        source.seek(0)
        if is_file:
            file = _opened(lambda: ipc.open_file(source))
            batches = (file.get_batch(number) for number in range(file.num_record_batches))
        else:
            file = _opened(lambda: ipc.open_stream(source))
            batches = iter(file)
        _check(file.schema.names, options)
        yield from _documents(_safely(_cut(batches), "a batch", 1), 1, found, options)


def _opened(make: Any) -> Any:
    try:
        return make()
    except Exception as error:  # pyarrow raises OSError, ValueError and more of its own
        raise InputError("damaged", f"is no table that can be read: {in_words(error)}") from None


def _check(names: list[str], options: ReadOptions) -> None:
    field = fields_of(dict.fromkeys(names, ""), options).text
    if field not in names:
        raise InputError("no-text", lacking(field, names))


def _cut(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from (batch.slice(at, BATCH) for at in range(0, batch.num_rows, BATCH))


def _safely(batches: Iterator[Any], what: str, row: int) -> Iterator[Any]:
    """The batches, and an InputError in the place of a row, or of all the rest, that cannot be read."""
    while True:
        try:
            batch = next(batches, None)
        except Exception as error:  # pyarrow raises OSError, ValueError and more of its own
            yield InputError("damaged", f"{what} is damaged: {in_words(error)}", line=row)
            return
        if batch is None:
            return
        yield from _valid(batch, row)
        row += batch.num_rows


def _valid(batch: Any, row: int) -> Iterator[Any]:
    """The batch, or those of its rows that are sound: a wrong offset would end the process, not the batch."""
    try:
        batch.validate(full=True)
    except ValueError as error:
        if batch.num_rows == 1:
            yield InputError("damaged", f"is damaged: {in_words(error)}", line=row)
            return
        for at in range(batch.num_rows):
            yield from _valid(batch.slice(at, 1), row + at)
        return
    yield batch


def _documents(batches: Iterator[Any], number: int, found: Found, options: ReadOptions) -> Iterator[Item]:
    for batch in batches:
        if isinstance(batch, InputError):
            yield numbered(found, batch.line or number).failure(batch)
            number += 1
            continue
        for row in batch.to_pylist():
            record = {name: _value(value) for name, value in row.items() if value is not None}
            text = record.get(options.text_field)
            place = numbered(found, number)
            long = isinstance(text, str) and len(text) > options.max_record
            yield place.failure(too_long(options.max_record)) if long else document(record, place, options)
            number += 1


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _value(item) for name, item in value.items()}
    return plain(value)
