"""MISP: an event a document, with an attribute for each sentence that somebody vouches for and for each of the sources.

A rating becomes the machine tag of its taxonomy on the source's attribute, where its scale has one and it counts. An
unrated source has no tag; "cannot be judged" is a tag only where a rater said so.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrib.extras import need
from attrib.scales import Scales, load_scales
from attrib.write.text import counts, rated, ruled
from attrib.write.writer import PieceWriter, Target

Record = Mapping[str, Any]
SPACE = uuid.UUID("0f6f7f2e-6f0c-5d3b-9a51-5a3b1a6f1d52")


def writer(target: Target) -> PieceWriter:
    """A writer of events as MISP exports them. Raises UsageError when pymisp is not installed."""
    page = Page(need("pymisp", "misp"), load_scales())
    return PieceWriter(target.sink(), page.render, begin=b'{"response": [\n', between=b",\n", end=b"\n]}\n")


class Page:
    """Makes events of records."""

    def __init__(self, misp: Any, scales: Scales) -> None:
        self._misp, self._scales = misp, scales

    def render(self, record: Record) -> bytes:
        if "error" in record:
            return b""
        event = self.event(record)
        return json.dumps({"Event": json.loads(event.to_json())}, ensure_ascii=False).encode()

    def event(self, record: Record) -> Any:
        """The event of one document. Raises what pymisp raises for one that is no event."""
        event = self._misp.MISPEvent()
        event.info = record["meta"].get("title") or record["id"]
        event.uuid = str(uuid.uuid5(SPACE, record["id"]))
        event.analysis, event.distribution, event.threat_level_id = 2, 0, 4  # done; this organisation; undefined
        sources = {source["id"]: source for source in record["sources"]}
        for key, source in self._vouching(record, sources).items():
            event.add_attribute(
                "text", source["name"], category="Other", comment=about(source), disable_correlation=True,
                uuid=str(uuid.uuid5(SPACE, f"{record['id']} {key}")),
            )  # fmt: skip
            for tag in self.tags(source):
                event.attributes[-1].add_tag(tag)
        for sentence in record["sentences"]:
            if sentence["label"] and sentence["label"]["sources"]:
                chain = [sources[name] for name in sentence["label"]["sources"]]
                event.add_attribute(
                    "text", record["text"][sentence["start"] : sentence["end"]], category="External analysis",
                    comment=chained(sentence["label"], chain), disable_correlation=True,
                    uuid=str(uuid.uuid5(SPACE, f"{record['id']}#{sentence['start']}")),
                )  # fmt: skip
        return event

    def _vouching(self, record: Record, sources: Mapping[str, Record]) -> dict[str, Record]:
        labels = (sentence["label"] for sentence in record["sentences"] if sentence["label"])
        return {name: sources[name] for label in labels for name in label["sources"]}

    def tags(self, source: Record) -> Iterator[str]:
        """The machine tags of the ratings that count."""
        for rating in filter(counts, source["ratings"]):
            band = self._scales.band(rating["scheme"], rating["value"])
            if band and band.tag:
                yield band.tag


def about(source: Record) -> str:
    """What is known of a source, with rater and date; what is not known is left out."""
    facts = [f"{name}: {source[name]}" for name in ("kind", "naming", "access") if source[name]]
    if source["control"]:
        facts.append(ruled(source["control"]))
    return "; ".join([*facts, *map(rated, source["ratings"])])


def chained(label: Record, chain: Sequence[Record]) -> str:
    """The chain, outermost first, and how sure its innermost source is."""
    return (
        f"{' > '.join(source['name'] for source in chain)}; {label['voice']}, {label['certainty']}, {label['polarity']}"
    )
