"""spaCy DocBin: docs whose spans are what attrib found, and whose `user_data["attrib"]` is the record without its text.

Words are spaCy's, cut where a mark begins or ends, so that every span is exact. The span groups are named like the
roles: `doc.spans["source"]`, `["cue"]`, `["content"]`, `["hedge"]`, `["scope"]`, `["sentence"]`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from attrib.errors import UsageError
from attrib.extras import need
from attrib.write.marks import LABELS, marked
from attrib.write.writer import Draft, Record, Target, Writer

KEY = "attrib"


class DocBinWriter:
    """Collects docs; spaCy's format has no way to write them one by one."""

    def __init__(self, target: Target) -> None:
        if target.path is None:
            raise UsageError("a DocBin needs a file")
        self._draft = Draft(target.path, overwrite=target.overwrite)
        self._pipeline = need("spacy", "spacy").blank("en")
        self._docs = need("spacy.tokens", "spacy").DocBin(store_user_data=True)
        self._finished = False

    def open(self) -> None:
        self._draft.path.touch()

    def render(self, record: Record) -> Any:
        return None if "error" in record else doc(record, self._pipeline)

    def write(self, rendered: Any) -> None:
        if rendered is not None:
            self._docs.add(rendered)

    def finish(self) -> None:
        self._docs.to_disk(self._draft.path)
        self._finished = True
        self._draft.finish()

    def close(self) -> None:
        if not self._finished:
            self._draft.discard()


def doc(record: Record, pipeline: Any) -> Any:
    """The record as a spaCy Doc, tokenised by this pipeline."""
    from spacy.tokens import Doc
    from spacy.util import get_words_and_spaces

    found = marked(record)
    plain = pipeline.make_doc(record["text"])
    cuts = {token.idx for token in plain} | {place for mark in found.marks for piece in mark.pieces for place in piece}
    bounds = sorted({*cuts, *(token.idx + len(token) for token in plain)})
    words = [record["text"][a:b] for a, b in pairwise(bounds)]
    words, spaces = get_words_and_spaces([word for word in words if not word.isspace()], record["text"])
    made = Doc(pipeline.vocab, words=words, spaces=spaces)
    set_spans(made, record)
    made.user_data[KEY] = {**record, "text": None}
    return made


def set_spans(doc: Any, record: Record) -> None:
    """The marks as span groups of this doc, each span with the id of its mark; a span no word ends at is widened."""
    found = marked(record)
    for label in LABELS:
        doc.spans[label] = [
            span
            for mark in found.marks
            if mark.label == label
            for start, end in mark.pieces
            if (span := doc.char_span(start, end, label=label, span_id=mark.id, alignment_mode="expand")) is not None
        ]


def writer(target: Target) -> Writer:
    return DocBinWriter(target)
