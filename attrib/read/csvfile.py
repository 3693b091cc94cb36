"""CSV and TSV: a row a document, the first row names the columns.

Strict where the format is: a row with other than the header's number of cells, or with a quotation mark inside a
quoted cell (RFC 4180 wants it doubled), is an error with its line and never shifts what follows it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from attrib.errors import InputError
from attrib.read.find import Found
from attrib.read.limits import too_long
from attrib.read.lines import Line, encoding_of, read_lines, stray
from attrib.read.options import Item, ReadOptions
from attrib.read.records import document, fields_of, lacking, numbered

DELIMITERS = ",;\t|"
TAB = "\t"
SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # Excel's own first line
ENDS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Row(NamedTuple):
    """The cells that begin in this line, or what is wrong there."""

    line: int
    cells: list[str]
    problem: str | None = None


def read_csv(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The documents of a table; its delimiter is the most frequent of `,;|` and tab in the header."""
    return _read(stream, found, options, None)


def read_tsv(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The documents of a table whose cells are parted by tabs, with or without quotation marks around them."""
    return _read(stream, found, options, TAB)


def _read(stream: io.BufferedReader, found: Found, options: ReadOptions, delimiter: str | None) -> Iterator[Item]:
    encoding = encoding_of(stream, options)
    source = _Physical(read_lines(stream, options), encoding, options.max_record)
    first = source.peek()
    if first is None:
        return
    if sep := SEP.fullmatch(first):
        next(source)
        source.begin()
        delimiter, first = sep[1], source.peek() or ""
    rows = _Rows(source, delimiter or _delimiter(first), options.max_record)
    header = next(rows, None)
    if header is None:
        return
    _check_header(header, options)
    names = [name.strip() or f"column {number}" for number, name in enumerate(header.cells, 1)]
    rows.width = len(names)
    for row in rows:
        yield _document(row, names, found, options)


def _check_header(header: Row, options: ReadOptions) -> None:
    if header.problem:
        raise InputError("csv", header.problem, line=header.line)
    names = [name.strip() for name in header.cells]
    field = fields_of(dict.fromkeys(names, ""), options).text
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise InputError("csv", f"two columns are called '{twice}'", line=header.line)
    if field not in names:
        raise InputError("no-text", lacking(field, names), line=header.line)


def _document(row: Row, names: list[str], found: Found, options: ReadOptions) -> Item:
    place = numbered(found, row.line)
    if row.problem is not None:
        code = "too-long" if row.problem == _too_long(options.max_record) else "csv"
        return place.failure(InputError(code, row.problem))
    if undecoded := next(filter(None, map(stray, row.cells)), None):
        return place.failure(InputError("encoding", undecoded))
    return document(dict(zip(names, row.cells, strict=True)), place, options)


def _delimiter(header: str) -> str:
    outside = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=outside.count)


def _too_long(limit: int) -> str:
    return too_long(limit).message


class _Physical:
    """The lines of the file as `csv.reader` wants them, with a way back; what cannot be decoded stays as surrogates."""

    def __init__(self, lines: Iterator[Line], encoding: str | None, limit: int) -> None:
        self._pieces = self._split(lines, encoding)
        self._again: list[tuple[int, str | None]] = []  # the next one last
        self.taken: list[tuple[int, str]] = []
        self.number = self._size = 0
        self._limit = limit

    def _split(self, lines: Iterator[Line], encoding: str | None) -> Iterator[tuple[int, str | None]]:
        """A carriage return alone ends a line too, as Excel for old Macs wrote it. None for a line too long."""
        for line in lines:
            text = line.text(encoding, "surrogateescape") + line.end
            for piece in filter(None, ENDS.findall(text)):
                self.number += 1
                yield self.number, piece
            if line.data is None:
                self.number += 1
                yield self.number, None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, text = self._again.pop() if self._again else next(self._pieces)
        if text is None:
            raise _TooLongError
        self._size += len(text)
        self.taken.append((number, text))
        if self._size > self._limit and len(self.taken) > 1:
            raise StopIteration  # to the reader: an unclosed cell ends here, to be told and passed over
        return text

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.taken, self._size = [], 0

    @property
    def overrun(self) -> bool:
        """Whether the row is longer than a record may be."""
        return self._size > self._limit

    def peek(self) -> str | None:
        try:
            text = next(self)
        except StopIteration:
            return None
        self.back(0)
        return text

    def back(self, kept: int) -> None:
        """Read all lines again that were taken since the last row, but the first `kept`."""
        self._again.extend(reversed(self.taken[kept:]))
        self.begin()


class _TooLongError(Exception):
    """A line that is longer than a record may be."""


class _Rows:
    """The rows; after a row that is broken the one in the next line is tried."""

    def __init__(self, source: _Physical, delimiter: str, limit: int) -> None:
        # The limit of the standard library (131,072 characters) is one for the whole process; texts are longer.
        csv.field_size_limit(max(csv.field_size_limit(), limit))
        self._source, self._delimiter, self._limit = source, delimiter, limit
        self._reader = csv.reader(source, delimiter=delimiter, strict=True)
        self.width: int | None = None

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        while True:
            self._source.begin()
            try:
                cells = next(self._reader)
            except csv.Error as error:
                return self._broken(str(error))
            except _TooLongError:
                return Row(self._source.number, [], _too_long(self._limit))
            if cells:
                return self._checked(cells)

    def _checked(self, cells: list[str]) -> Row:
        line = self._source.taken[0][0]
        if self.width is None or len(cells) == self.width:
            return Row(line, cells)
        if (plain := self._plain()) is not None:
            return plain
        return Row(line, [], f"has {_cells(len(cells))} where the header has {self.width}")

    def _broken(self, why: str) -> Row:
        plain = self._plain()
        if plain is not None:
            return plain
        line = self._source.taken[0][0] if self._source.taken else self._source.number
        overrun = self._source.overrun
        self._source.back(1)
        if overrun or "field larger" in why:
            return Row(line, [], _too_long(self._limit))
        if "unexpected end" in why:
            return Row(line, [], "a quotation mark opens a cell here and none closes it")
        return Row(line, [], f"a quotation mark inside a quoted cell is not doubled ({why})")

    def _plain(self) -> Row | None:
        """In tables parted by tabs quotation marks often are just that: the line as it stands, if it has all cells."""
        if self._delimiter != TAB or not self._source.taken:
            return None
        line, text = self._source.taken[0]
        cells = text.rstrip("\r\n").split(TAB)
        if len(cells) != self.width:
            return None
        self._source.back(1)
        return Row(line, cells)


def _cells(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"
