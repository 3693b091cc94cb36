"""UIMA CAS as XMI: the text of a document and its annotations, whatever their types. The type system lies beside it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrib.errors import InputError
from attrib.read.decode import doubts
from attrib.read.extras import need
from attrib.read.find import Found
from attrib.read.index import as_listed
from attrib.read.layers import KEY, Layers, layers, link, mark
from attrib.read.limits import read_whole
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.xmlread import refuse_entities

TYPES = "TypeSystem.xml"
PLAIN = (str, int, float, bool)
NOT_FACTS = frozenset({"begin", "end", "sofa", "xmiID", "type"})
NO_MARKS = ("Token", "Sentence", "Lemma", "POS", "DocumentAnnotation", "DocumentMetaData", "TagsetDescription")


def read_cas(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The one document of an XMI file. Raises InputError where it, or its type system, cannot be read."""
    cassis = need("cassis", "cas")
    types = _types(found.path)
    if types is None:
        raise InputError("type-system", f"is a CAS without its type system, a {TYPES} beside it")
    try:
        with types.open("rb") as source:
            system = cassis.load_typesystem(source)
        data = read_whole(stream, options.max_record)
        refuse_entities(data)
        cas = cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=system)
    except InputError:
        raise
    except Exception as error:  # the library raises whatever its XML parser does
        what = str(error).partition("\n")[0]
        raise InputError("xmi", f"is no CAS that can be read: {what}") from None
    text = cas.sofa_string
    if not isinstance(text, str):
        raise InputError("no-text", "is a CAS without a text")
    meta = {KEY: _layers(cas)}
    yield as_listed(RawDocument(found.name, text, meta, found.shown, None, doubts(text)), found.path)


def _types(path: Path | None) -> Path | None:
    if path is None:
        return None
    return next((one for one in sorted(path.parent.iterdir()) if one.name.casefold() == TYPES.casefold()), None)


def _layers(cas: Any) -> Layers:
    marks: list[Layers] = []
    links: list[Layers] = []
    for one in cas.select_all_annotations():
        label = one.type.name.rpartition(".")[2]
        begin, end = getattr(one, "begin", None), getattr(one, "end", None)
        if begin is not None and end is not None and begin < end and label not in NO_MARKS:
            marks.append(mark(str(one.xmiID), label, [(begin, end)], **_facts(one)))
            links += _links(one)
    return layers("cas", cas.sofa_string, marks, links)


def _features(one: Any) -> Iterator[tuple[str, Any]]:
    for feature in one.type.all_features:
        value = getattr(one, feature.name, None)
        if feature.name not in NOT_FACTS and value is not None:
            yield feature.name, value


def _facts(one: Any) -> dict[str, Any]:
    return {name: value for name, value in _features(one) if isinstance(value, PLAIN) and name not in ("id", "label")}


def _links(one: Any) -> Iterator[Layers]:
    for name, value in _features(one):
        if not isinstance(value, PLAIN):
            yield from (link(name, str(one.xmiID), str(other.xmiID)) for other in _elements(value))


def _elements(value: Any) -> list[Any]:
    found = getattr(value, "elements", None)
    items = [value] if found is None else found
    return [one for one in items if hasattr(one, "xmiID") and getattr(one, "begin", None) is not None]
