"""News as agencies send it: NewsML-G2 and NITF (IPTC), and the older NewsML of the Reuters corpora."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.dates import iso_date
from attrib.read.decode import doubts
from attrib.read.find import Found
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.records import Place
from attrib.read.xmlread import elements, failed_at, local, words

ITEMS = "{*}newsItem", "{*}nitf", "{*}newsitem", "{*}NewsItem"
EXTRA = "xml"
# Where each part may stand, the likeliest first; `@name` takes an attribute. {*} is any namespace.
PARTS: dict[str, tuple[str, ...]] = {
    "title": (
        "{*}contentMeta/{*}headline", ".//{*}hedline/{*}hl1", "{*}title", ".//{*}NewsLines/{*}HeadLine",
        "{*}itemMeta/{*}title", "{*}head/{*}title", "{*}headline",
    ),
    "subtitle": (".//{*}hedline/{*}hl2", ".//{*}NewsLines/{*}SubHeadLine"),
    "date": (
        "{*}contentMeta/{*}contentCreated", ".//{*}docdata/{*}date.issue@norm", ".//{*}pubdata@date.publication",
        ".@date", "{*}itemMeta/{*}versionCreated", ".//{*}FirstCreated", ".//{*}story.date@norm",
        ".//{*}dateline/{*}story.date@norm",
    ),
    "publisher": (
        "{*}itemMeta/{*}provider/{*}name", "{*}itemMeta/{*}provider@literal", ".//{*}pubdata@name",
        "{*}itemMeta/{*}provider@qcode", ".//{*}ProviderId",
    ),
    "byline": (
        "{*}contentMeta/{*}by", ".//{*}byline/{*}person", ".//{*}byline", ".//{*}byttl", "{*}byline",
        "{*}contentMeta/{*}creator/{*}name", ".//{*}NewsLines/{*}ByLine",
    ),
    "section": (".//{*}pubdata@position.section", "{*}contentMeta/{*}genre/{*}name"),
    "dateline": ("{*}contentMeta/{*}dateline", ".//{*}dateline", ".//{*}NewsLines/{*}DateLine"),
    "credit": ("{*}contentMeta/{*}creditline", ".//{*}distributor", ".//{*}NewsLines/{*}CreditLine"),
    "copyright": ("{*}rightsInfo/{*}copyrightNotice", ".//{*}doc.copyright@holder", "{*}copyright"),
    "urgency": ("{*}contentMeta/{*}urgency", ".//{*}urgency@ed-urg"),
    "slugline": ("{*}contentMeta/{*}slugline", ".//{*}NewsLines/{*}SlugLine"),
    "url": (".//{*}pubdata@ex-ref",),
}  # fmt: skip
IDS = ".@guid", ".//{*}docdata/{*}doc-id@id-string", ".@itemid", ".//{*}PublicIdentifier"
BODIES = (
    "{*}contentSet/{*}inlineXML//{*}body.content", "{*}contentSet/{*}inlineXML//{*}body", "{*}contentSet/{*}inlineXML",
    ".//{*}body/{*}body.content", ".//{*}body.content", "{*}text", ".//{*}DataContent", "{*}contentSet/{*}inlineData",
)  # fmt: skip
PARAGRAPHS = frozenset({"p", "hl2", "h2", "h3", "h4", "li", "blockquote", "pre"})
NO_TEXT = frozenset({"media", "table", "script", "style", "media-caption", "figure", "note"})


def read_newsml(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """Each item with a text; pictures, packages and other items without one are left out."""
    number = 0
    with failed_at(lambda: number + 1):
        for item in elements(stream, ITEMS, EXTRA):
            number += 1
            document = _document(item, Place(f"{found.name}#{number}", found.shown, item.sourceline), options)
            if document is not None:
                yield document
    if not number:
        raise InputError("no-text", "holds no news item")


def _document(item: Any, place: Place, options: ReadOptions) -> Item | None:
    body = next((one for path in BODIES if (one := item.find(path)) is not None), None)
    text = "\n\n".join(_paragraphs(body)) if body is not None else ""
    if not text:
        return None
    if len(text) > options.max_record:
        raise InputError("too-long", "an item is longer than a record may be")
    meta = {name: value for name, paths in PARTS.items() if (value := _first(item, paths))}
    if "date" in meta:
        meta["date"] = iso_date(meta["date"]) or meta["date"]
    name = _first(item, IDS) or place.name
    return RawDocument(name, text, meta, place.shown, place.line, doubts(text))


def _first(item: Any, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        where, _, attribute = path.partition("@")
        one = item if where == "." else item.find(where)
        if one is None:
            continue
        value = one.get(attribute) if attribute else words(one)
        if value and value.strip():
            return str(value).strip()
    return None


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs; where there are none, the text parted at blank lines."""
    found = [text for one in body.iter() if _is_paragraph(one) and (text := words(one))]
    if found:
        yield from found
        return
    text = "".join(body.itertext())
    yield from filter(None, (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")))


def _is_paragraph(element: Any) -> bool:
    if local(element) not in PARAGRAPHS:
        return False
    above = [local(one) for one in element.iterancestors()]
    return not any(name in NO_TEXT or name in PARAGRAPHS for name in above)
