"""STIX 2.1: a bundle in which sources are identities, and sentences notes about the chain that vouches for them.

What raters say stands in a property extension, in their own words: an unrated source has no such property, and the
`confidence` of STIX, a figure from 0 to 100, is never filled, since no rating is turned into another scheme.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from attrib.extras import need
from attrib.write.writer import PieceWriter, Target

Record = Mapping[str, Any]
SPACE = uuid.UUID("0f6f7f2e-6f0c-5d3b-9a51-5a3b1a6f1d51")
EXTENSION = f"extension-definition--{uuid.uuid5(SPACE, 'attrib/1')}"
TOOL = f"identity--{uuid.uuid5(SPACE, 'attrib')}"
PEOPLE = frozenset(("person", "official", "spokesperson", "academic", "expert", "journalist", "eyewitness", "author"))
KEPT = ("kind", "naming", "access", "control", "members")


def writer(target: Target) -> PieceWriter:
    """A writer of one bundle. Raises UsageError when stix2 is not installed."""
    stix = need("stix2", "stix")
    page = Page(stix, datetime.now(UTC))
    head = ",\n".join(page.line(one) for one in page.definition())
    begin = f'{{"type": "bundle", "id": "bundle--{uuid.uuid4()}", "objects": [\n{head}'
    return PieceWriter(target.sink(), page.render, begin=begin.encode(), between=b"", end=b"\n]}\n")


class Page:
    """Makes the objects of records; an identity that was written once is not written again."""

    def __init__(self, stix: Any, now: datetime) -> None:
        self._stix, self._now = stix, now
        self._written: set[str] = set()

    def line(self, one: Any) -> str:
        return str(one.serialize())

    def definition(self) -> Iterator[Any]:
        """The extension that the objects use, and who defines it."""
        same: dict[str, Any] = {"created": self._now, "modified": self._now}
        yield self._stix.v21.Identity(id=TOOL, name="attrib", identity_class="system", **same)
        yield self._stix.v21.ExtensionDefinition(
            id=EXTENSION, name="attrib/1", schema="attrib/1", version="1.0.0", created_by_ref=TOOL,
            description="Kind, naming, control and ratings of a source; voice, certainty and chain of a sentence.",
            extension_types=["property-extension"], **same,
        )  # fmt: skip

    def render(self, record: Record) -> bytes:
        """The objects of a record, each after a comma."""
        if "error" in record:
            return b""
        return "".join(f",\n{self.line(one)}" for one in self.objects(record)).encode()

    def objects(self, record: Record) -> Iterator[Any]:
        sources = {source["id"]: source for source in record["sources"]}
        for sentence in record["sentences"]:
            chain = [sources[name] for name in sentence["label"]["sources"]] if sentence["label"] else []
            if chain:
                for source in chain:
                    yield from self._identity(source)
                yield self._note(record, sentence, chain)

    def _identity(self, source: Record) -> Iterator[Any]:
        facts = {name: source[name] for name in KEPT if source[name]}
        if source["ratings"]:
            facts["ratings"] = [{key: value for key, value in one.items() if value} for one in source["ratings"]]
        one = self._stix.v21.Identity(
            id=identity(source), name=source["name"], created_by_ref=TOOL, created=self._now, modified=self._now,
            identity_class=identity_class(source), extensions=_extension(facts),
        )  # fmt: skip
        if one.id not in self._written:
            self._written.add(one.id)
            yield one

    def _note(self, record: Record, sentence: Record, chain: list[Record]) -> Any:
        label, text = sentence["label"], record["text"]
        place = f"{record['id']}#{sentence['start']}-{sentence['end']}"
        facts = {name: label[name] for name in ("voice", "certainty", "polarity", "disputed", "independent_roots")}
        refs = list(dict.fromkeys(map(identity, chain)))
        return self._stix.v21.Note(
            id=f"note--{uuid.uuid5(SPACE, place)}", created_by_ref=TOOL, created=self._now, modified=self._now,
            content=text[sentence["start"] : sentence["end"]], object_refs=refs, authors=[one["name"] for one in chain],
            external_references=[{"source_name": "attrib", "external_id": place}],
            extensions=_extension({**facts, "chain": list(map(identity, chain))}),
        )  # fmt: skip


def identity(source: Record) -> str:
    """The id of a source's identity: the same in every document."""
    return f"identity--{uuid.uuid5(SPACE, 'source ' + source['key'])}"


def identity_class(source: Record) -> str:
    """A class of the open vocabulary of STIX; unknown where the source's kind is."""
    if source["naming"] == "collective" or source["kind"] == "group":
        return "group"
    if source["kind"] in PEOPLE:
        return "individual"
    return "unknown" if source["kind"] == "unknown" else "organization"


def _extension(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {EXTENSION: {"extension_type": "property-extension", **facts}}
