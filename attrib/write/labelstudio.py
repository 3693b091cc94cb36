"""Label Studio: a JSON array of tasks, each a text with attrib's labels as a prediction that people can correct.

Offsets are code points: Label Studio's editor turns JavaScript's units into them, and counts CR LF as two. A mark with
gaps becomes several regions, linked as parts. `configuration` is the labelling interface these tasks need.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

import orjson

from attrib.model import Attitude, Level, Manner, Polarity, Stance, Voice
from attrib.write.marks import LABELS, LINKS, PART, Facts, Piece, in_pieces, marked, worded
from attrib.write.writer import PieceWriter, Record, Target, Writer

FROM, TO = "label", "text"
CHOICES = {
    "voice": get_args(Voice), "certainty": get_args(Level), "polarity": get_args(Polarity),
    "manner": get_args(Manner), "attitude": get_args(Attitude), "author_stance": get_args(Stance),
}  # fmt: skip
COLOURS = ("#d9d9d9", "#1f9bcf", "#3f9f3f", "#e8b923", "#9467bd", "#d9534f", "#f4a6a0")


def writer(target: Target) -> Writer:
    return PieceWriter(target.sink(), render, begin=b"[\n", between=b",\n", end=b"\n]\n")


def render(record: Record) -> bytes:
    return b"" if "error" in record else orjson.dumps(task(record), option=orjson.OPT_NON_STR_KEYS)


def task(record: Record) -> dict[str, Any]:
    """One task. The document's id and meta stand in its data, where they can be shown and filtered by."""
    rules = record.get("rules") or {"pack": "", "version": ""}
    return {
        "data": {"text": record["text"], "document": record["id"], "meta": record["meta"]},
        "predictions": [
            {"model_version": f"attrib {rules['pack']} {rules['version']}", "result": list(_results(record))}
        ],
    }


def _results(record: Record) -> Iterator[dict[str, Any]]:
    found = in_pieces(marked(record))
    for name, label, piece, facts in found.marks:
        yield from _regions(record["text"], name, label, piece, facts)
    for link in found.links:
        ends = {"from_id": link.start, "to_id": link.end, "direction": "right"}
        yield {"type": "relation", **ends, "labels": [link.label]}


def _regions(text: str, name: str, label: str, piece: Piece, facts: Facts) -> Iterator[dict[str, Any]]:
    """The region, what else is known of it as a remark, and a choice for each thing people may change."""
    start, end = piece
    place = {"start": start, "end": end, "text": text[start:end]}
    both = {"id": name, "to_name": TO}
    remarks = [f"{fact}: {worded(value)}" for fact, value in facts.items() if fact not in CHOICES]
    region = {**both, "from_name": FROM, "type": "labels", "value": {**place, "labels": [label]}}
    yield {**region, "meta": {"text": remarks}} if remarks else region
    for fact in CHOICES:
        if fact in facts:
            yield {**both, "from_name": fact, "type": "choices", "value": {**place, "choices": [facts[fact]]}}


def configuration() -> str:
    """The labelling interface (XML), to be pasted into the project's settings."""
    lines = ["<View>", f'  <Labels name="{FROM}" toName="{TO}">']
    lines += [
        f"    <Label value={quoteattr(label)} background={quoteattr(colour)}/>"
        for label, colour in zip(LABELS, COLOURS, strict=True)
    ]
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(label)}/>" for label in (*LINKS, PART)]
    lines += ["  </Relations>", f'  <Text name="{TO}" value="$text" granularity="word"/>']
    for fact, values in CHOICES.items():
        lines.append(f'  <Choices name="{fact}" toName="{TO}" perRegion="true" choice="single">')
        lines += [f'    <Choice value="{value}"/>' for value in values]
        lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])
