"""The formats that are read: one table, and how a file is told to be of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from attrib.read import pack, sniff
from attrib.read.options import Item

Reader = Callable[..., Iterator[Item]]


class Format(NamedTuple):
    """A format: what it is called, the suffixes it is known by, its reader as `module:function`, and the extra needed.

    A reader takes the stream (`io.BufferedReader`), the `Found` and the `ReadOptions`, and gives documents and
    failures one by one. It may raise InputError where nothing more can be read.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...]
    extra: str | None = None

    def read(self) -> Reader:
        module, _, function = self.reader.partition(":")
        reader: Any = getattr(import_module(f"attrib.read.{module}"), function)
        return reader  # type: ignore[no-any-return]


FORMATS = {
    found.name: found
    for found in (
        Format("text", "text:read_text", (".txt", ".text")),
        Format("markdown", "markdown:read_markdown", (".md", ".markdown")),
        Format("jsonl", "jsonl:read_jsonl", (".jsonl", ".ndjson")),
        Format("json", "jsonwhole:read_json", (".json",)),
        Format("csv", "csvfile:read_csv", (".csv",)),
        Format("tsv", "csvfile:read_tsv", (".tsv", ".tab")),
        Format("html", "markup:read_html", (".html", ".htm", ".xhtml"), "html"),
        Format("docx", "docx:read_docx", (".docx",), "nexis"),
        Format("rtf", "rtf:read_rtf", (".rtf",), "nexis"),
        Format("xlsx", "xlsx:read_xlsx", (".xlsx", ".xlsm"), "xlsx"),
        Format("parquet", "columnar:read_parquet", (".parquet", ".pq"), "parquet"),
        Format("arrow", "columnar:read_arrow", (".arrow", ".feather", ".arrows", ".ipc"), "parquet"),
        Format("warc", "warc:read_warc", (".warc",), "warc"),
        Format("newsml", "newsml:read_newsml", (".nitf", ".newsml", ".xml"), "xml"),
        Format("tei", "tei:read_tei", (".tei",), "xml"),
        Format("conllu", "conllu:read_conllu", (".conllu", ".conll"), None),
        Format("brat", "brat:read_brat", (".ann",)),
        Format("xmi", "cas:read_cas", (".xmi",), "cas"),
        Format("nexis", "vendors:read_nexis", (), "nexis"),
        Format("factiva", "vendors:read_factiva", (), "factiva"),
    )
}
BY_SUFFIX = {suffix: found.name for found in FORMATS.values() for suffix in found.suffixes}
NAMES = tuple(FORMATS)
DEFAULT = "text"
BESIDE = frozenset({".ann", "typesystem.xml"})  # read with the text they lie beside, not on their own


def known(name: str) -> bool:
    """Whether a file of this name is taken from a folder or an archive unasked."""
    path = PurePosixPath(name)
    if path.suffix.lower() in BESIDE or path.name.casefold() in BESIDE:
        return False
    while path.suffix.lower() in pack.SUFFIXES:
        path = path.with_suffix("")
    return path.suffix.lower() in BY_SUFFIX or path.suffix.lower() in pack.ARCHIVES


def format_of(head: bytes, suffix: str, encoding: str | None) -> Format:
    """The format of a file that begins with `head`: by what it holds, else by its suffix, else text."""
    by_suffix = BY_SUFFIX.get(suffix)
    return FORMATS[sniff.by_content(head, by_suffix, encoding) or by_suffix or DEFAULT]
