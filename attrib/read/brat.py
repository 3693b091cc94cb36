"""brat standoff: the annotations beside a text (https://brat.nlplab.org/standoff.html), offsets in code points.

Fragments with nothing but line ends between them are one span: brat parts spans at line ends.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrib.errors import InputError
from attrib.read.decode import decode, doubts
from attrib.read.find import Found
from attrib.read.index import as_listed
from attrib.read.layers import KEY, Layers, layers, link, mark
from attrib.read.limits import read_whole
from attrib.read.options import Item, RawDocument, ReadOptions

ENDING = ".ann"


def read_brat(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The text beside an .ann file, with its annotations. Raises InputError where there is none."""
    if found.path is None or not (text := found.path.with_suffix(".txt")).is_file():
        raise InputError("no-text", "is an annotation file of brat without its text, a .txt beside it")
    with text.open("rb") as words:
        whole = decode(read_whole(words, options.max_record), options.encoding)
    known = standoff(decode(read_whole(stream, options.max_record)), whole)
    name = found.name.removesuffix(ENDING) + ".txt"
    yield as_listed(RawDocument(name, whole, {KEY: known}, found.shown, None, doubts(whole)), found.path)


def beside(path: Path | None, text: str) -> Layers | None:
    """The annotations that brat has of the text in this file. Raises InputError with the line of a broken one."""
    if path is None or not (file := path.with_suffix(ENDING)).is_file():
        return None
    return standoff(decode(file.read_bytes()), text)


def standoff(data: str, text: str) -> Layers:
    """The lines of an .ann file: text-bound marks, relations, events as links from their trigger, attributes."""
    marks: dict[str, Layers] = {}
    links: list[Layers] = []
    later: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(data.split("\n"), 1):
        key, *fields = line.rstrip("\r").split("\t", 2)
        try:
            if key.startswith("T"):
                label, _, places = fields[0].partition(" ")
                spans = [tuple(map(int, place.split())) for place in places.split(";")]
                marks[key] = mark(key, label, _joined(spans, text))
            elif fields:
                later.append((number, key, fields))
        except (ValueError, IndexError):
            raise InputError("brat", f"line {number} of the .ann file is no annotation: {line[:60]!r}") from None
    events = {key: fields[0].split()[0].partition(":")[2] for _, key, fields in later if key.startswith("E")}
    for number, key, fields in later:
        try:
            _more(key, fields, marks, links, events)
        except (ValueError, IndexError, KeyError):
            raise InputError(
                "brat", f"no annotation of brat's, or one of a mark there is not (line {number})"
            ) from None
    return layers("brat", text, list(marks.values()), links)


def _more(key: str, fields: list[str], marks: dict[str, Layers], links: list[Layers], events: dict[str, str]) -> None:
    words = fields[0].split()
    if key.startswith("R"):
        ends = [word.partition(":")[2] for word in words[1:3]]
        links.append(link(words[0], events.get(ends[0], ends[0]), events.get(ends[1], ends[1])))
    elif key.startswith("E"):
        for word in words[1:]:
            role, _, end = word.partition(":")
            links.append(link(role, events[key], events.get(end, end)))
    elif key[0] in "AM":
        marks[events.get(words[1], words[1])]["attributes"][words[0]] = words[2] if len(words) > 2 else True
    elif key.startswith("#") and words[1] in marks:
        marks[words[1]]["attributes"]["note"] = fields[1]


def _joined(spans: list[Any], text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(start)
        if found and not text[found[-1][1] : start].strip("\r\n"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
