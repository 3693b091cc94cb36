"""TEI and Web Annotation held against what others publish of them: the schema of the one, the terms of the other."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrib import Annotator
from attrib.write.webanno import ANNO, NAMESPACE
from lxml import etree
from pyld import jsonld

from write_cases import HARD, META, failed, hard, mentions, write

IN_PIECES = "The lock, she said, held, she added, for a week, she said, and more."
TEXTS = [
    HARD,
    IN_PIECES,
    "",
    " \n",
    "Rain.",
    "x \x00 \x0c y \ufffe",
    "Share this\n\nAdvertisement\n\nBy Ann Lee\n\nRain fell.",
]
METAS: list[dict[str, Any]] = [
    META,
    {},
    {"title": "", "date": [1], "publisher": {"a": None}, 'odd\x01 <&"': None, "": 1},
]

# Web Annotation Vocabulary (https://www.w3.org/TR/annotation-vocab/): the terms that are written, and their namespaces.
SPACES = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
CLASSES = {
    "oa": ["Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector"],
    "as": {"Software": "Application", "AnnotationPage": "OrderedCollectionPage"},
}
NODES = {
    "oa": {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"},
    "as": ["generator"],
}
TERMS = {"oa": {"motivation": "motivatedBy", "purpose": "hasPurpose"}}
PLAIN = {"oa": ["exact", "prefix", "suffix", "start", "end"], "dc": ["format"], "foaf": ["name"], "rdf": ["value"]}
PLACE = "https://example.org/out.jsonld"


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """TEI P5 4.3.0, all modules (see NOTICE)."""
    with gzip.open(Path(__file__).parent / "schemas" / "tei_all.rng.gz") as file:
        return etree.RelaxNG(etree.parse(file))


@pytest.mark.slow  # the schema takes seven seconds to load
def test_tei_is_valid(annotator: Annotator, schema: etree.RelaxNG, tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS):
        records = [
            annotator.record(text, id=f"a b/{number}\x02&{place}", meta=meta) for place, meta in enumerate(METAS)
        ]
        write("tei", tmp_path / f"{number}.xml", [*records, failed()])
        assert schema.validate(etree.parse(tmp_path / f"{number}.xml")), (text, schema.error_log.last_error)


@pytest.mark.slow
def test_the_schema_finds_faults(annotator: Annotator, schema: etree.RelaxNG, tmp_path: Path) -> None:
    write("tei", tmp_path / "out.xml", [hard(annotator)])
    data = (tmp_path / "out.xml").read_bytes()
    for right, wrong in ((b"<spanGrp>", b"<spans>"), (b"<publicationStmt>", b"<publication>")):
        spoilt = data.replace(right, wrong).replace(b"</" + right[1:], b"</" + wrong[1:])
        assert not schema.validate(etree.fromstring(spoilt))


def named(table: dict[str, Any], **more: str) -> Iterator[tuple[str, Any]]:
    for space, names in table.items():
        for name, full in names.items() if isinstance(names, dict) else zip(names, names, strict=True):
            yield name, {"@id": SPACES[space] + full, **more} if more else SPACES[space] + full


def context() -> dict[str, Any]:
    """What the terms mean, as far as they are written: a term that is not here is lost when the page is expanded."""
    plain, nodes = dict(named(PLAIN)), dict(named(NODES, **{"@type": "@id"}))
    words = {"tagging": SPACES["oa"] + "tagging", "startIndex": SPACES["as"] + "startIndex"}
    items = {"items": {"@id": SPACES["as"] + "items", "@type": "@id", "@container": "@list"}}
    terms = dict(named(TERMS, **{"@type": "@vocab"}))
    return {"id": "@id", "type": "@type", **dict(named(CLASSES)), **nodes, **plain, **words, **items, **terms}


def loaded(url: str, _options: Any) -> dict[str, Any]:
    assert url == ANNO
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context()},
    }


def the(node: dict[str, Any], space: str, name: str) -> list[Any]:
    return [one.get("@value", one.get("@id", one)) for one in node[SPACES[space] + name]]


@pytest.mark.parametrize("text", [HARD, IN_PIECES])
def test_web_annotations_expand_to_what_is_meant(annotator: Annotator, text: str, tmp_path: Path) -> None:
    record = annotator.record(text, id="folder/hard 1.txt", meta=META)
    write("webanno", tmp_path / "out", [record])
    page = json.loads((tmp_path / "out").read_bytes())
    (top,) = jsonld.expand(page, {"base": PLACE, "documentLoader": loaded})
    assert set(meant(page)) == set(properties(top))
    (items,) = top[SPACES["as"] + "items"]
    found = set()
    for one in items["@list"]:
        assert one["@type"] == [SPACES["oa"] + "Annotation"]
        assert the(one, "oa", "motivatedBy") == [SPACES["oa"] + "tagging"]
        page_name, _, mark = one["@id"].partition("#")
        assert page_name == "https://example.org/folder/hard%201.txt"
        for target in one[SPACES["oa"] + "hasTarget"]:
            assert the(target, "oa", "hasSource") == [page_name]
            position, quote = target[SPACES["oa"] + "hasSelector"]
            place = *the(position, "oa", "start"), *the(position, "oa", "end"), *the(quote, "oa", "exact")
            found.add((*mark.split("."), *place))
    assert {mark for mark in found if mark[1] in ("source", "cue", "content")} == set(mentions(record))


def meant(node: Any) -> Iterator[str]:
    """The IRI of every key in a page. KeyError for one that no vocabulary has: expanding leaves such keys out."""
    for name, value in node.items() if isinstance(node, dict) else ():
        if name == "@context":
            continue
        if name not in ("id", "type"):
            means = name.replace("attrib:", NAMESPACE) if name.startswith("attrib:") else context()[name]
            yield means if isinstance(means, str) else means["@id"]
        yield from meant(value)
    for one in node if isinstance(node, list) else ():
        yield from meant(one)


def properties(node: Any) -> Iterator[str]:
    for name, value in node.items() if isinstance(node, dict) else ():
        yield from [name] if not name.startswith("@") else ()
        yield from properties(value)
    for one in node if isinstance(node, list) else ():
        yield from properties(one)
