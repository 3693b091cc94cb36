"""Exports of Nexis and Factiva in whichever file format they were saved."""

from __future__ import annotations

import io
from collections.abc import Iterator

from attrib.errors import InputError
from attrib.read.find import Found
from attrib.read.limits import read_whole
from attrib.read.lines import encoding_of, read_lines, refuse_long
from attrib.read.options import Item, ReadOptions
from attrib.read.pack import ZIP
from attrib.read.page import read_page
from attrib.read.prose import blocks_of
from attrib.read.rtf import MARK


def read_nexis(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles of an export of Nexis: DOCX, RTF, HTML or plain text."""
    return _read(stream, found, options, "nexis")


def read_factiva(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles of an export of Factiva: HTML, RTF, DOCX or plain text."""
    return _read(stream, found, options, "factiva")


def _read(stream: io.BufferedReader, found: Found, options: ReadOptions, layout: str) -> Iterator[Item]:
    head = stream.peek(512)
    if head.startswith(ZIP):
        from attrib.read.docx import read_docx

        return read_docx(stream, found, options, layout)
    if head.startswith(MARK):
        from attrib.read.rtf import read_rtf

        return read_rtf(stream, found, options, layout)
    if b"<" in head[:64] and layout == "factiva":
        from attrib.read.markup import read_factiva_html

        return read_factiva_html(stream, found, options)
    return _plain(stream, found, options, layout)


def _plain(stream: io.BufferedReader, found: Found, options: ReadOptions, layout: str) -> Iterator[Item]:
    if stream.peek(512).lstrip().startswith(b"<"):
        from attrib.read.markup import blocks, decoded

        source, _ = decoded(read_whole(stream, options.max_record), options.encoding)
        return read_page(blocks(source), found, options, layout)
    return read_page(blocks_of(_lines(stream, options)), found, options, layout)


def _lines(stream: io.BufferedReader, options: ReadOptions) -> Iterator[str]:
    encoding = encoding_of(stream, options)
    for line in read_lines(stream, options):
        try:
            refuse_long(line, options.max_record)
        except InputError as error:
            raise InputError(error.code, error.message, line=line.number) from None
        yield line.text(encoding, "surrogateescape")
