"""brat standoff (Stenetorp et al. 2012, https://brat.nlplab.org/standoff.html): a text and an .ann file a document.

Marks are text-bound annotations, what is known of them attributes and notes, links relations. Offsets are code points.
brat shows a mark line by line, so one that runs over a line end is written in fragments, which is also what brat does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from attrib.model import Attitude, HedgeType, Level, Manner, Polarity, Stance, Voice
from attrib.write.folder import Files, FolderWriter
from attrib.write.marks import ADDRESSEE, CONTENT, CUE, HEDGE, LABELS, PARENT, SCOPE, SOURCE, Piece, marked, worded
from attrib.write.writer import Record, Target, Writer

LINE = re.compile(r"[^\r\n]+")
VALUES = {  # attributes proper, which brat lets people choose from; all else is a note
    "voice": get_args(Voice), "certainty": get_args(Level), "lowest": get_args(Level), "level": get_args(Level),
    "polarity": get_args(Polarity), "manner": get_args(Manner), "attitude": get_args(Attitude),
    "author_stance": get_args(Stance), "type": get_args(HedgeType),
}  # fmt: skip
FLAGS = ("disputed", "boilerplate")
RELATIONS = ((SOURCE, CUE, SOURCE), (CONTENT, CUE, CONTENT), (ADDRESSEE, CUE, ADDRESSEE), (SCOPE, HEDGE, SCOPE))


def writer(target: Target) -> Writer:
    return FolderWriter(target, files, {"annotation.conf": configuration().encode()})


def files(record: Record) -> Files:
    lines = "".join(f"{line}\n" for line in standoff(record))
    return {".txt": record["text"].encode("utf-8", "replace"), ".ann": lines.encode("utf-8", "replace")}


def standoff(record: Record) -> Iterator[str]:
    """The lines of the .ann file."""
    found = marked(record)
    names = {mark.id: f"T{number}" for number, mark in enumerate(found.marks, 1)}
    attributes = 0
    for mark in found.marks:
        pieces = [part for piece in mark.pieces for part in by_line(record["text"], piece)]
        name = names[mark.id]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"{name}\t{mark.label} {places}\t{' '.join(record['text'][start:end] for start, end in pieces)}"
        for fact, value in mark.facts.items():
            if fact in VALUES or (fact in FLAGS and value):
                attributes += 1
                yield f"A{attributes}\t{fact} {name}{'' if fact in FLAGS else f' {value}'}"
        notes = [f"{fact}={worded(value)}" for fact, value in mark.facts.items() if fact not in (*VALUES, *FLAGS)]
        yield f"#{name[1:]}\tAnnotatorNotes {name}\t{'; '.join((mark.id, *notes))}".replace("\n", " ")
    for number, link in enumerate(found.links, 1):
        yield f"R{number}\t{link.label} Arg1:{names[link.start]} Arg2:{names[link.end]}"


def by_line(text: str, piece: Piece) -> Iterator[Piece]:
    """The parts of a piece that lie on one line each, without line ends."""
    for found in LINE.finditer(text, *piece):
        yield found.span()


def configuration() -> str:
    """annotation.conf: what brat has to know to show the marks and to let people change them."""
    lines = ["[entities]", *LABELS, "", "[relations]"]
    lines += [f"{label}\tArg1:{start}|{CONTENT}, Arg2:{end}" for label, start, end in RELATIONS]
    lines += [f"{PARENT}\tArg1:{CUE}|{CONTENT}, Arg2:{CUE}|{CONTENT}"]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:<ENTITY>, Value:{'|'.join(values)}" for name, values in VALUES.items()]
    lines += [f"{name}\tArg:<ENTITY>" for name in FLAGS]
    return "\n".join(lines) + "\n"
