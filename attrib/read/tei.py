"""TEI (P5 and P4): the running text of each document, and what its header says of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.dates import iso_date
from attrib.read.decode import doubts
from attrib.read.find import Found
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.records import Place
from attrib.read.xmlread import elements, failed_at, local, words

ITEMS = "{*}TEI", "{*}TEI.2"
EXTRA = "xml"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HEADER = "{*}teiHeader/{*}fileDesc/"
PARTS: dict[str, tuple[str, ...]] = {
    "title": (f"{HEADER}{{*}}titleStmt/{{*}}title", f"{HEADER}{{*}}sourceDesc//{{*}}title"),
    "byline": (f"{HEADER}{{*}}titleStmt/{{*}}author", f"{HEADER}{{*}}sourceDesc//{{*}}author"),
    "date": (f"{HEADER}{{*}}sourceDesc//{{*}}date", f"{HEADER}{{*}}publicationStmt/{{*}}date"),
    "publisher": (f"{HEADER}{{*}}sourceDesc//{{*}}publisher", f"{HEADER}{{*}}publicationStmt/{{*}}publisher"),
    "url": (f"{HEADER}{{*}}publicationStmt/{{*}}ptr",),
}
NUMBER = f"{HEADER}{{*}}publicationStmt/{{*}}idno"
# Elements of the TEI guidelines: what stands alone as a paragraph, and what is no part of the running text.
BLOCKS = frozenset(
    {"p", "ab", "head", "l", "u", "item", "sp", "opener", "closer", "salute", "cell", "byline", "dateline"}
)
LEFT_OUT = frozenset({
    "note", "fw", "del", "sic", "orig", "abbr", "figDesc", "teiHeader", "speaker", "stage", "bibl", "listBibl",
    "standOff", "spanGrp", "interpGrp", "surplus",
})  # fmt: skip
EITHER = frozenset({"sic", "orig", "abbr"})  # left out only where <choice> offers another
BREAKS = frozenset({"lb", "pb", "cb", "milestone"})
CLOSE = re.compile(r" +([,.;:!?)\]”’])")


def read_tei(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """One document a TEI element, of a file or of a teiCorpus. Notes, deletions and running heads are left out."""
    number = 0
    with failed_at(lambda: number + 1):
        for item in elements(stream, ITEMS, EXTRA):
            number += 1
            yield _document(item, Place(f"{found.name}#{number}", found.shown, item.sourceline), found, options)
    if not number:
        raise InputError("no-text", "holds no TEI document")


def _document(item: Any, place: Place, found: Found, options: ReadOptions) -> Item:
    texts = item.findall("{*}text")
    text = "\n\n".join(part for one in texts for part in _paragraphs(one))
    if not text:
        return place.failure(InputError("no-text", "a document has no text in it"))
    if len(text) > options.max_record:
        return place.failure(InputError("too-long", "a document is longer than a record may be"))
    meta = {name: value for name, paths in PARTS.items() if (value := _first(item, paths))}
    number = item.find(NUMBER)
    alone = item.getparent() is None and place.name.endswith("#1")
    name = item.get(XML_ID) or (words(number) if number is not None else "") or (found.name if alone else place.name)
    return RawDocument(name, text, meta, place.shown, place.line, doubts(text))


def _first(item: Any, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        one = item.find(path)
        if one is None:
            continue
        value = one.get("when") or one.get("target") or words(one)
        if value:
            return (iso_date(value) or value) if path.endswith("date") else str(value)
    return None


def _paragraphs(text: Any) -> Iterator[str]:
    """The blocks that hold no other; where words are elements of their own, they are parted by blanks."""
    for block in text.iter():
        name = local(block)
        if name not in BLOCKS or any(local(above) in LEFT_OUT - EITHER for above in block.iterancestors()):
            continue
        if any(local(inner) in BLOCKS for inner in block.iterdescendants()):
            continue
        by_word = any(local(inner) == "w" for inner in block.iterdescendants())
        words = " ".join("".join(_text(block, by_word)).split())
        if by_word:
            words = CLOSE.sub(r"\1", words)
        if words:
            yield words


def _text(element: Any, by_word: bool) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in BREAKS:
            yield "" if child.get("break") == "no" else " "
        elif name and (name not in LEFT_OUT or (name in EITHER and local(element) != "choice")):
            yield from _text(child, by_word)
        if by_word and name in ("w", "pc", "c"):
            yield "" if child.get("join") in ("right", "both") else " "
        yield child.tail or ""
