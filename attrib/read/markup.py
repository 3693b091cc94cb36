"""HTML: pages of the web, and exports of Factiva and of Nexis that were saved as HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read import factiva
from attrib.read.decode import bom, doubts, refuse_binary
from attrib.read.extras import need
from attrib.read.find import Found
from attrib.read.limits import read_whole
from attrib.read.options import Item, Note, RawDocument, ReadOptions
from attrib.read.prose import Block
from attrib.read.records import Place, settled

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
ARTICLE = (
    "//div[contains(concat(' ', normalize-space(@class), ' '), ' article ')][not(.//div[contains(@class, 'Article')])]"
)
PARAGRAPH = ".//p[contains(@class, 'articleParagraph')]"
HEADLINE = ".//*[contains(@class, 'Headline')]"
ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0
LINES = "div", "p", "li", "h1", "h2", "h3"
HEAD = 4096
DATES = {
    "original_date": True,
    "extensive_search": False,
}  # the extensive one loads the dates of 200 languages, in 20 s
NAMES = {"title": "title", "author": "byline", "date": "date", "url": "url", "description": "description"}
UNKNOWN = frozenset({"utf-16", "utf-16le", "utf-16be", "utf-32"})  # in a page whose charset could be read


def read_html(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The main text of a web page, as trafilatura finds it, with what the page says of itself as meta."""
    data = read_whole(stream, options.max_record)
    yield page(data, Place(found.name, found.shown), options.encoding)


def page(data: bytes, place: Place, encoding: str | None = None, url: str | None = None) -> Item:
    """The document of a page, or why it is none."""
    try:
        source, notes = decoded(data, encoding)
        found = _extracted(source, url)
    except InputError as error:
        return place.failure(error)
    meta = {name: settled(name, value) for name, value in _said(found).items()}
    if url:
        meta["url"] = url
    text = _without_title(found["text"], meta.get("title"))
    return RawDocument(place.name, text, meta, place.shown, place.line, (*notes, *doubts(text)))


def decoded(data: bytes, encoding: str | None) -> tuple[str, tuple[Note, ...]]:
    """The page as text: by its mark, what was asked for, what it declares, else UTF-8, else cp1252, which is told."""
    refuse_binary(data[:HEAD], encoding)
    mark = bom(data)
    if mark:
        return data[mark[1] :].decode(mark[0], "replace"), ()
    declared = CHARSET.search(data[:HEAD])
    name = encoding or (declared[1].decode("ascii").lower() if declared else "utf-8")
    try:
        return data.decode("utf-8" if name in UNKNOWN else name), ()
    except (LookupError, UnicodeDecodeError):
        note = Note("encoding", f"is not the {name} it is said to be: read as cp1252")
        return data.decode("cp1252", "replace"), (note,)


def _without_title(text: str, title: Any) -> str:
    """The text without the headline that the page repeats above it."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and isinstance(title, str) and first.strip() == title.strip() else text


def _extracted(source: str, url: str | None) -> dict[str, Any]:
    trafilatura = need("trafilatura", "html")
    try:
        found = trafilatura.bare_extraction(
            source, url=url, with_metadata=True, include_comments=False, date_extraction_params=DATES
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError("damaged", f"is no HTML that can be read: {error}") from None
    kept: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    if not kept.get("text"):
        raise InputError("no-text", "holds no article: trafilatura finds no main text in it")
    kept["text"] = kept["text"].replace("\n", "\n\n")
    return kept


def _said(found: dict[str, Any]) -> dict[str, Any]:
    meta = {new: found[old] for old, new in NAMES.items() if found.get(old)}
    meta["publisher"] = found.get("sitename") or found.get("hostname")
    meta["section"] = found.get("categories") or None
    meta["tags"] = found.get("tags") or None
    return {name: value for name, value in meta.items() if value}


def read_factiva_html(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles of an export of Factiva saved as HTML, with field codes or without."""
    html = need("lxml.html", "factiva")
    source, notes = decoded(read_whole(stream, options.max_record), options.encoding)
    source = ILLEGAL.sub("\ufffd", source)
    tree = html.fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    number = 0
    for number, element in enumerate(tree.xpath(ARTICLE), 1):
        item = factiva.document(_fields(element), Place(f"{found.name}#{number}", found.shown), number)
        yield item._replace(notes=(*notes, *item.notes))
    if not number:
        raise InputError("no-text", "holds no article of Factiva")
    if not re.search(r"</html>\s*$", source[-2000:], re.IGNORECASE):
        raise InputError("damaged", "the page is cut short: its last articles may be missing or incomplete")


def _fields(element: Any) -> factiva.Fields:
    rows = element.xpath(".//tr[td[1]//b]")
    if rows:
        return _coded(rows)
    body = [text for one in element.xpath(PARAGRAPH) if (text := _line(one))]
    for one in element.xpath(PARAGRAPH):
        one.drop_tree()
    counted = [_line(one) for one in element.xpath(HEADLINE)]
    lines = [text for one in element.iter(*LINES) if not _has_lines(one) and (text := _line(one))]
    fields = factiva.displayed(lines, body)
    if counted:
        _told_by_markup(fields, counted[0], lines)
    return fields


def _told_by_markup(fields: factiva.Fields, headline: str, lines: list[str]) -> None:
    """The headline is marked as one, so what stands around it is known better than by its length."""
    fields["HD"] = [factiva.COUNTED.sub("", headline)]
    at = lines.index(headline) if headline in lines else 0
    end = next((i for i, line in enumerate(lines) if line == fields.get("WC", [""])[0]), at + 1)
    fields.pop("SE", None)
    fields.pop("BY", None)
    if lines[:at]:
        fields["SE"] = [lines[at - 1]]
    if lines[at + 1 : end]:
        fields["BY"] = lines[at + 1 : end]


def _coded(rows: list[Any]) -> factiva.Fields:
    fields: factiva.Fields = {}
    for row in rows:
        cells = row.findall("td")
        code = _line(cells[0])
        if len(cells) < 2 or not re.fullmatch("[A-Z]{2,3}", code):
            continue
        paragraphs = cells[1].xpath(".//p")
        values = [_line(one) for one in paragraphs] if paragraphs else [_line(cells[1])]
        fields.setdefault(code, []).extend(filter(None, values))
    return fields


def _has_lines(element: Any) -> bool:
    return any(child.tag in LINES for child in element.iterdescendants())


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())


def blocks(source: str) -> Iterator[Block]:
    """The lines of a page, for exports of Nexis that were saved as HTML."""
    html = need("lxml.html", "nexis")
    tree = html.fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    for br in tree.iter("br"):
        br.tail = f"\n{br.tail or ''}"
    for element in tree.iter("p", "h1", "h2", "h3", "h4", "li", "td", "div"):
        if not any(child.tag in ("p", "div", "li", "td") for child in element.iterdescendants()):
            lines = (" ".join(line.split()) for line in element.text_content().split("\n"))
            if text := "\n".join(filter(None, lines)):
                yield Block(text, element.tag in ("h1", "h2"))
