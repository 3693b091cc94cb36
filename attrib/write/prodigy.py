"""Prodigy: JSON lines of tasks for its `spans.manual` and `rel.manual` recipes (https://prodi.gy/docs/api-interfaces).

Offsets are code points. Prodigy wants spans on word boundaries, so the words are given with the task and cut where a
mark begins or ends. A mark with gaps becomes several spans, linked as parts.
"""

from __future__ import annotations

from typing import Any

from attrib.write.jsonl import line
from attrib.write.marks import SENTENCE, Facts, Pieces, in_pieces, marked
from attrib.write.words import Word, covered, words
from attrib.write.writer import PieceWriter, Record, Target, Writer

Span = dict[str, Any]


def writer(target: Target) -> Writer:
    return PieceWriter(target.sink(), render)


def render(record: Record) -> bytes:
    return b"" if "error" in record else line(task(record))


def task(record: Record) -> dict[str, Any]:
    """One task. Marks without a word in them (a mark of white space) are left out; sentences stand apart."""
    found = in_pieces(marked(record))
    tokens = words(record["text"], (piece for _, _, piece, _ in found.marks))
    spans = _spans(found, tokens)
    return {
        "text": record["text"],
        "tokens": [_token(tokens, number, record["text"]) for number in range(len(tokens))],
        "spans": [span for span in spans.values() if span["label"] != SENTENCE],
        "relations": _relations(found, spans),
        "sentences": [span for span in spans.values() if span["label"] == SENTENCE],
        "meta": {"document": record["id"]},
        "document_meta": record["meta"],
    }


def _token(tokens: list[Word], number: int, text: str) -> dict[str, Any]:
    start, end, form = tokens[number]
    return {"text": form, "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}


def _spans(found: Pieces, tokens: list[Word]) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for name, label, piece, facts in found.marks:
        if inside := covered(tokens, piece):
            spans[name] = _span(name, label, tokens, inside, facts)
    return spans


def _span(name: str, label: str, tokens: list[Word], inside: range, facts: Facts) -> Span:
    first, last = inside[0], inside[-1]
    place = {"start": tokens[first].start, "end": tokens[last].end, "token_start": first, "token_end": last}
    return {**place, "label": label, "mark": name, **({"attrib": facts} if facts else {})}


def _relations(found: Pieces, spans: dict[str, Span]) -> list[dict[str, Any]]:
    """Relations hang on the last word of a span, as Prodigy's do."""
    relations = []
    for link in found.links:
        if link.start in spans and link.end in spans:
            head, child = spans[link.start], spans[link.end]
            ends = {"head": head["token_end"], "child": child["token_end"]}
            whole = {"head_span": _place(head), "child_span": _place(child)}
            relations.append({**ends, "label": link.label, **whole})
    return relations


def _place(span: Span) -> Span:
    return {name: span[name] for name in ("start", "end", "token_start", "token_end", "label")}
