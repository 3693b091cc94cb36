"""An annotator that takes every line for a sentence: what the tests of the command line need, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from attrib.model import Certainty, Document, RulesUsed

Record = dict[str, Any]
LABEL = {
    "voice": "author",
    "sources": [],
    "certainty": "certain",
    "polarity": "positive",
    "lowest": "certain",
    "disputed": False,
    "independent_roots": 0,
    "because": [],
}


@dataclass
class Fake:
    """Raises for a text with BOOM in it; gives a record that no writer can write for one with UNWRITABLE."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    sha256: str = "0" * 64

    @property
    def rules_used(self) -> RulesUsed:
        return RulesUsed(pack="en", version="1.0.0", sha256=self.sha256)

    def __call__(self, **settings: Any) -> Fake:
        self.settings = settings
        return self

    def record(self, text: str, *, id: str | None = None, meta: Mapping[str, Any] | None = None) -> Record:
        if "BOOM" in text:
            raise KeyError("boom")
        self.seen.append(text)
        return {
            "schema": "attrib/1",
            "id": id,
            "text": text,
            "meta": dict(meta or {}) | ({"what": object()} if "UNWRITABLE" in text else {}),
            "rules": {"pack": "en", "version": "1.0.0", "sha256": self.sha256},
            "sentences": list(_sentences(text)),
            "attributions": [],
            "hedges": [],
            "sources": [],
        }

    def records(self, documents: Iterable[Any], *, workers: int = 1) -> Iterator[Record]:
        for document in documents:
            yield self.record(document.text, id=document.id, meta=document.meta)

    def annotate(self, text: str) -> Document:
        document = Document.model_validate(self.record(text, id="text"))
        document._certainty_at = lambda start, end, author: Certainty("probable", "positive", 2.0)
        return document


def _sentences(text: str) -> Iterator[Record]:
    start = index = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        if words:
            yield {
                "index": index,
                "start": start,
                "end": start + len(words),
                "paragraph": index,
                "boilerplate": False,
                "label": LABEL,
                "attributions": [],
                "hedges": [],
            }
            index += 1
        start += len(line)
