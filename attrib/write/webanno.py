"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one page of annotations in JSON-LD.

A mark is an annotation that tags its place, told by a TextPositionSelector (in code points, as the Recommendation says)
and by a TextQuoteSelector. What is known of it stands under the prefix `attrib`, links as ids of other annotations.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import orjson

from attrib.write.marks import Mark, Marked, Piece, marked
from attrib.write.writer import PieceWriter, Record, Target, Writer

ANNO = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:attrib:1:"  # a name, not a place
AROUND = 32  # characters of text quoted before and after
BEGIN = (
    b'{"@context":["%s",{"attrib":"%s"}],"id":"urn:attrib:annotations","type":"AnnotationPage","startIndex":0,'
    b'"items":[\n' % (ANNO.encode(), NAMESPACE.encode())
)


def writer(target: Target) -> Writer:
    return PieceWriter(target.sink(), render, begin=BEGIN, between=b",\n", end=b"\n]}\n")


def render(record: Record) -> bytes:
    """The annotations of one document, without the brackets around them."""
    if "error" in record:
        return b""
    found = marked(record)
    return b",\n".join(orjson.dumps(annotation(record, mark, found)) for mark in found.marks)


def annotation(record: Record, mark: Mark, found: Marked) -> dict[str, Any]:
    source = iri(record["id"])
    body = {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": mark.label}
    facts = {f"attrib:{name}": value for name, value in mark.facts.items()}
    links = {f"attrib:{link.label}": {"id": f"{source}#{link.end}"} for link in found.links if link.start == mark.id}
    targets = [{"source": source, "selector": selectors(record["text"], piece)} for piece in mark.pieces]
    return {
        "id": f"{source}#{mark.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": {"type": "Software", "name": "attrib"},
        "body": {**body, **facts},
        **links,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def selectors(text: str, piece: Piece) -> list[dict[str, Any]]:
    """Two that select the same, so that the place is found again should the text have changed."""
    start, end = piece
    words = {"exact": text[start:end], "prefix": text[max(0, start - AROUND) : start], "suffix": text[end:][:AROUND]}
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", **words},
    ]


def iri(id: str) -> str:
    """The id as an IRI: what is none is written so that it is one, relative to where the page lies."""
    return quote(id, safe="/:?&=@~+,;%" if "://" in id else "/~")
