"""A text that is hard on offsets, and what the tests of all writers ask of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrib.write.formats import FORMATS, make
from attrib.write.writer import Target

Record = dict[str, Any]
# Emoji of several code points, marks that combine, letters beyond 16 bits, CR LF, formulas, quotation marks of markup.
HARD = (
    "The ferry may sail in May 🚢👩🏽‍✈️, the harbour master said.\r\n\r\n"
    "“We shan’t pay 👍🏽,” said Zoe\u0301 A\u030arden, the mayor.\r\n"
    "Reporters were told by the ministry that bridge 𝔹 <was> “safe” & sound. 😀 She denied it.\r\n\r\n"
    '=HYPERLINK("http://x.example","y") is what the clerk typed, the registrar reported.\r\n'
    "-2+3 was wrong, according to officials.\r\n\r\n"
    "The plan\u00a0“x\ty”, the 𝒜-group claims, could work; experts doubt it.\r\n"
)
META = {"title": "Ferry 🚢", "date": "2024-05-03", "publisher": "The Élan Post", "section": {"page": 3}}


def hard(annotator: Any, name: str = "folder/hard 1.txt") -> Record:
    record: Record = annotator.record(HARD, id=name, meta=META)
    assert len(record["attributions"]) > 5
    return record


def failed(name: str = "bad.txt") -> Record:
    error = {"code": "encoding", "message": "not UTF-8: byte 0x93", "path": name, "line": None}
    return {"schema": "attrib/1", "id": name, "error": error}


def write(format: str, path: Path, records: Iterable[Record], **options: Any) -> dict[str, str]:
    """Write the records; gives what was lost."""
    target = Target(path, **options)
    with contextlib.closing(make(FORMATS[format], target)) as writer:
        writer.open()
        for record in records:
            writer.write(writer.render(record))
        writer.finish()
    return target.lost


def words(record: Record, spans: Iterable[Any]) -> list[str]:
    return [record["text"][start:end] for start, end in spans]


def mentions(record: Record) -> Iterator[tuple[str, str, int, int, str]]:
    """Every span of every attribution: its id, role, place, and words."""
    for one in record["attributions"]:
        for role in ("source", "cue", "content"):
            for start, end in one[role]:
                yield one["id"], role, start, end, record["text"][start:end]
