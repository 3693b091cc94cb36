"""doccano, projects for sequence labelling with relations: JSON lines.

Offsets are UTF-16 code units: doccano's editor counts as JavaScript does (without its option to count graphemes), and
its exports hold what it counted. A mark with gaps becomes several entities, linked as parts. Facts about marks have
no place there, and entities must not hide the text: the verdicts on sentences are in `sentences`, kept as metadata.
"""

from __future__ import annotations

from typing import Any

from attrib.units import Utf16
from attrib.write.jsonl import line
from attrib.write.marks import SENTENCE, in_pieces, marked
from attrib.write.writer import PieceWriter, Record, Target, Writer


def writer(target: Target) -> Writer:
    return PieceWriter(target.sink(), render)


def render(record: Record) -> bytes:
    return b"" if "error" in record else line(example(record))


def example(record: Record) -> dict[str, Any]:
    """One line. Ids of entities and relations are numbers, which doccano asks for."""
    found, units = in_pieces(marked(record)), Utf16(record["text"])
    numbers = {name: number for number, (name, *_) in enumerate(found.marks, 1)}
    entities = [
        {"id": numbers[name], "label": label, "start_offset": units.out(start), "end_offset": units.out(end)}
        for name, label, (start, end), _ in found.marks
        if label != SENTENCE
    ]
    relations = [
        {"id": number, "from_id": numbers[link.start], "to_id": numbers[link.end], "type": link.label}
        for number, link in enumerate(found.links, 1)
    ]
    verdicts = [facts for _, label, _, facts in found.marks if label == SENTENCE]
    head = {"text": record["text"], "entities": entities, "relations": relations, "document": record["id"]}
    return {**head, "meta": record["meta"], "sentences": verdicts}
