"""Word documents (DOCX, ECMA-376): their paragraphs, whatever they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.find import Found
from attrib.read.limits import Budget
from attrib.read.options import Item, ReadOptions
from attrib.read.pack import WORD, member, open_zip
from attrib.read.page import read_page
from attrib.read.prose import Block
from attrib.read.xmlread import elements

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "word/_rels/document.xml.rels"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pict", f"{W}drawing", f"{W}object", f"{W}txbxContent"})
STYLES = "heading", "title"
EXTRA = "nexis"


def read_docx(
    stream: io.BufferedReader, found: Found, options: ReadOptions, layout: str | None = None
) -> Iterator[Item]:
    """The articles of an export of Nexis or Factiva, else the document as one text. Deleted words are left out."""
    budget = Budget()
    with open_zip(stream, budget, True) as archive:
        yield from read_page(_blocks(archive, budget), found, options, layout)


def _blocks(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Block]:
    links = _links(archive, budget)
    with member(archive, WORD, budget) as stream:
        for paragraph in elements(stream, (f"{W}p",), EXTRA):
            yield Block("".join(_text(paragraph)).strip("\n"), _is_heading(paragraph), _link(paragraph, links))


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in LEFT_OUT:
            yield from _text(child)


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(f"{W}val", "")).casefold().startswith(STYLES)


def _links(archive: zipfile.ZipFile, budget: Budget) -> dict[str, str]:
    """The addresses that hyperlinks refer to, by their ids."""
    if RELATIONS not in archive.namelist():
        return {}
    try:
        with member(archive, RELATIONS, budget) as stream:
            return {one.get("Id", ""): one.get("Target", "") for one in elements(stream, (RELATION,), EXTRA)}
    except InputError:  # the text does not need them
        return {}


def _link(paragraph: Any, links: dict[str, str]) -> str | None:
    found = paragraph.findall(f"{W}hyperlink")
    return next((links[id] for one in found if (id := one.get(f"{R}id")) in links), None)
