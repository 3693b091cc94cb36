"""UIMA CAS as XMI 1.0 files, with the type system they need: for INCEpTION, DKPro and everything else on UIMA.

Offsets are UTF-16 code units, as in Java; dkpro-cassis turns ours into them. Each span is an annotation of its own
(`attrib.type.SourceMention`, `Cue`, `Content` …); an `Attribution` or `Hedge` holds the spans that belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from attrib.extras import need
from attrib.units import NO_XML, xml_safe
from attrib.write.folder import Files, FolderWriter
from attrib.write.writer import Record, Target, Writer

PACKAGE = "attrib.type."
STRING, INT, BOOL, DOUBLE = (f"uima.cas.{name}" for name in ("String", "Integer", "Boolean", "Double"))
ANNOTATION, TOP, ARRAY = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.FSArray"
SPANS = ("SourceMention", "Cue", "Content", "Addressee", "HedgeCue", "Scope")
ATTRIBUTION = ("manner", "attitude", "author_stance", "certainty", "polarity", "rule")
SOURCE = ("name", "kind", "naming", "key", "access", "registry", "rating_status")
LABEL = ("voice", "certainty", "polarity", "lowest")
TYPES: dict[str, tuple[str, dict[str, str]]] = {
    **{name: (ANNOTATION, {"owner": STRING}) for name in SPANS},
    "Source": (TOP, {"identifier": STRING, **dict.fromkeys(SOURCE, STRING), "mentions": ARRAY, "more": STRING}),
    "Sentence": (
        ANNOTATION,
        {
            "index": INT, "paragraph": INT, "boilerplate": BOOL, **dict.fromkeys(LABEL, STRING), "disputed": BOOL,
            "independent_roots": INT, "because": STRING, "sources": ARRAY,
        },
    ),
    "Attribution": (
        ANNOTATION,
        {
            "identifier": STRING, **dict.fromkeys(ATTRIBUTION, STRING), "confidence": DOUBLE, "parent": STRING,
            "source": PACKAGE + "Source", "addressee": PACKAGE + "Addressee", "mentions": ARRAY, "cues": ARRAY,
            "contents": ARRAY,
        },
    ),
    "Hedge": (
        ANNOTATION,
        {
            "identifier": STRING, "kind": STRING, "level": STRING, "value": DOUBLE, "rule": STRING, "cues": ARRAY,
            "scopes": ARRAY,
        },
    ),
    "Document": (TOP, {"identifier": STRING, "meta": STRING, "rules": STRING}),
}  # fmt: skip


def type_system() -> Any:
    """The type system, as dkpro-cassis holds it."""
    system = need("cassis", "cas").TypeSystem()
    for name, (above, _) in TYPES.items():
        system.create_type(name=PACKAGE + name, supertypeName=above)
    for name, (_, features) in TYPES.items():
        for feature, kind in features.items():
            system.create_feature(system.get_type(PACKAGE + name), feature, kind)
    return system


def writer(target: Target) -> Writer:
    system = type_system()

    def files(record: Record) -> Files:
        if NO_XML.search(record["text"]):
            target.lose("no-xml", "XML holds no control characters: they were replaced by U+FFFD, one for one")
        return {".xmi": cas(record, system).to_xmi().encode()}

    return FolderWriter(target, files, {"TypeSystem.xml": system.to_xml().encode()})


def cas(record: Record, system: Any) -> Any:
    """The record as a Cas."""
    made = need("cassis", "cas").Cas(typesystem=system)
    made.sofa_string, made.sofa_mime = xml_safe(record["text"]), "text/plain"
    made.document_language = record["meta"].get("language")
    _Filler(made, system).fill(record)
    return made


class _Filler:
    def __init__(self, cas: Any, system: Any) -> None:
        self._cas, self._system = cas, system
        self._array = system.get_type(ARRAY)

    def fill(self, record: Record) -> None:
        head = {name: _json(record.get(name)) for name in ("meta", "rules")}
        self._add("Document", identifier=record["id"], **head)
        sources = {one["id"]: self._source(one) for one in record["sources"]}
        for sentence in record["sentences"]:
            self._sentence(sentence, sources)
        for one in record["attributions"]:
            self._attribution(one, sources)
        for one in record["hedges"]:
            self._hedge(one)

    def _hedge(self, one: Record) -> None:
        parts = {"cues": ("HedgeCue", "cue"), "scopes": ("Scope", "scope")}
        spans = {name: self._of(self._spans(kind, one[role], one["id"])) for name, (kind, role) in parts.items()}
        facts = {name: one[name] for name in ("level", "value", "rule")}
        whole = _whole(one["cue"] or one["scope"])
        self._add("Hedge", **whole, identifier=one["id"], kind=one["type"], **facts, **spans)

    def _source(self, one: Record) -> Any:
        more = {name: value for name, value in one.items() if name not in (*SOURCE, "id", "mentions")}
        mentions = self._spans("SourceMention", one["mentions"], one["id"])
        facts = {name: one[name] for name in SOURCE}
        return self._add("Source", identifier=one["id"], mentions=self._of(mentions), more=_json(more), **facts)

    def _sentence(self, one: Record, sources: Mapping[str, Any]) -> None:
        facts: dict[str, Any] = {name: one[name] for name in ("index", "paragraph", "boilerplate")}
        if label := one["label"]:
            facts |= {name: label[name] for name in (*LABEL, "disputed", "independent_roots")}
            facts["because"] = " ".join(label["because"])
            facts["sources"] = self._of([sources[name] for name in label["sources"]])
        self._add("Sentence", begin=one["start"], end=one["end"], **facts)

    def _attribution(self, one: Record, sources: Mapping[str, Any]) -> None:
        parts = {"mentions": ("SourceMention", "source"), "cues": ("Cue", "cue"), "contents": ("Content", "content")}
        spans = {name: self._of(self._spans(kind, one[role], one["id"])) for name, (kind, role) in parts.items()}
        facts = {name: one[name] for name in (*ATTRIBUTION, "confidence", "parent")}
        told = self._spans("Addressee", [one["addressee"]] if one["addressee"] else [], one["id"])
        whole = _whole(one["cue"] or one["content"])
        links = {"source": sources.get(one["source_id"]), "addressee": told[0] if told else None}
        self._add("Attribution", **whole, identifier=one["id"], **facts, **links, **spans)

    def _spans(self, kind: str, spans: Iterable[Sequence[int]], owner: str) -> list[Any]:
        return [self._add(kind, begin=start, end=end, owner=owner) for start, end in spans]

    def _of(self, items: list[Any]) -> Any:
        return self._array(elements=items)

    def _add(self, kind: str, /, **features: Any) -> Any:
        made = self._system.get_type(PACKAGE + kind)(**{n: _safe(v) for n, v in features.items() if v is not None})
        self._cas.add(made)
        return made


def _whole(spans: Sequence[Sequence[int]]) -> dict[str, int]:
    return {"begin": min(start for start, _ in spans), "end": max(end for _, end in spans)} if spans else {}


def _safe(value: Any) -> Any:
    return xml_safe(value) if isinstance(value, str) else value


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
