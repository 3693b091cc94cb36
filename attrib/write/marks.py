"""A record as annotation tools see it: marks on the text, each with facts about it, and links from mark to mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Record = Mapping[str, Any]
Piece = tuple[int, int]
Facts = dict[str, Any]

SENTENCE, SOURCE, CUE, CONTENT, ADDRESSEE, HEDGE, SCOPE = LABELS = (
    "sentence", "source", "cue", "content", "addressee", "hedge", "scope",
)  # fmt: skip
PARENT, PART = "parent", "part"
ROLES = (CUE, SOURCE, CONTENT)
LINKS = (SOURCE, CONTENT, ADDRESSEE, PARENT, SCOPE)
OF_LABEL = ("voice", "certainty", "polarity", "lowest", "disputed", "independent_roots")
OF_ATTRIBUTION = ("manner", "attitude", "author_stance", "certainty", "polarity", "confidence", "rule")
OF_HEDGE = ("type", "level", "value", "rule")
OF_SOURCE = ("name", "kind", "naming", "key", "registry", "rating_status")


class Mark(NamedTuple):
    """One annotation. `pieces` are half-open, in code points, and may have gaps between them."""

    id: str
    label: str
    pieces: tuple[Piece, ...]
    facts: Facts


class Link(NamedTuple):
    """From one mark to another, by their ids: from a cue to its source, its content, the cue that holds it."""

    label: str
    start: str
    end: str


class Marked(NamedTuple):
    marks: list[Mark]
    links: list[Link]


def marked(record: Record) -> Marked:
    """Sentences, then attributions, then hedges. Marks without pieces are left out, and so are links to them."""
    sources = {source["id"]: source for source in record["sources"]}
    marks = [mark for mark in _marks(record, sources) if mark.pieces]
    there = {mark.id for mark in marks}
    heads = {one["id"]: _head(one) for one in record["attributions"]}
    links = [link for link in _links(record, heads) if link.start in there and link.end in there]
    return Marked(marks, links)


def _marks(record: Record, sources: Mapping[str, Record]) -> Iterator[Mark]:
    for sentence in record["sentences"]:
        place = ((sentence["start"], sentence["end"]),)
        yield Mark(f"s{sentence['index']}", SENTENCE, place, sentence_facts(sentence, sources))
    for one in record["attributions"]:
        source = sources.get(one["source_id"])
        facts = {CUE: kept(one, OF_ATTRIBUTION), SOURCE: kept(source, OF_SOURCE) if source else {}, CONTENT: {}}
        for role in ROLES:
            yield Mark(f"{one['id']}.{role}", role, _pieces(one[role]), facts[role])
        if one["addressee"]:
            yield Mark(f"{one['id']}.{ADDRESSEE}", ADDRESSEE, _pieces([one["addressee"]]), {})
    for one in record["hedges"]:
        yield Mark(f"{one['id']}.{HEDGE}", HEDGE, _pieces(one["cue"]), kept(one, OF_HEDGE))
        yield Mark(f"{one['id']}.{SCOPE}", SCOPE, _pieces(one["scope"]), {})


def _links(record: Record, heads: Mapping[str, str]) -> Iterator[Link]:
    for one in record["attributions"]:
        head = heads[one["id"]]
        yield from (Link(role, head, f"{one['id']}.{role}") for role in (SOURCE, CONTENT, ADDRESSEE))
        if one["parent"]:
            yield Link(PARENT, head, heads[one["parent"]])
    for one in record["hedges"]:
        yield Link(SCOPE, f"{one['id']}.{HEDGE}", f"{one['id']}.{SCOPE}")


def _head(attribution: Record) -> str:
    """The mark that stands for an attribution: its cue, or its content where no cue is written."""
    return f"{attribution['id']}.{next((role for role in (CUE, CONTENT) if attribution[role]), SOURCE)}"


def sentence_facts(sentence: Record, sources: Mapping[str, Record]) -> Facts:
    """The verdict on a sentence, with the names of its sources, outermost first."""
    if sentence["label"] is None:
        return {"boilerplate": sentence["boilerplate"]}
    chain = " > ".join(sources[name]["name"] for name in sentence["label"]["sources"])
    return {**kept(sentence["label"], OF_LABEL), **({"chain": chain} if chain else {})}


def kept(item: Record, names: Iterable[str]) -> Facts:
    return {name: item[name] for name in names if item[name] is not None}


def _pieces(spans: Iterable[Sequence[int]]) -> tuple[Piece, ...]:
    return tuple((start, end) for start, end in spans if start < end)


def worded(value: Any) -> str:
    """A fact as one word or line of text: true and false as in JSON."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


class Pieces(NamedTuple):
    """The same for tools whose marks have no gaps: a mark for each piece, those of one linked as its parts."""

    marks: list[tuple[str, str, Piece, Facts]]  # id, label, place, facts
    links: list[Link]


def in_pieces(found: Marked) -> Pieces:
    """The first piece keeps the mark's id, facts and links; the others are `id+1`, `id+2` …"""
    marks: list[tuple[str, str, Piece, Facts]] = []
    links = list(found.links)
    for mark in found.marks:
        first, *others = mark.pieces
        marks.append((mark.id, mark.label, first, mark.facts))
        for number, piece in enumerate(others, 1):
            name = f"{mark.id}+{number}"
            marks.append((name, mark.label, piece, {}))
            links.append(Link(PART, mark.id, name))
    return Pieces(marks, links)
