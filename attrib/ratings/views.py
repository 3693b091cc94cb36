"""What a corpus of annotated texts tells of its sources: who is unrated, and how the sentences are spread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from attrib.ratings.book import CURRENT

Record = Mapping[str, Any]
NOBODY = "none"


class Unknown(NamedTuple):
    """A source that nobody rated or that could not be resolved; counts are of sentences and documents."""

    name: str
    key: str
    kind: str
    naming: str
    registry: str | None
    rating_status: str
    sentences: int
    documents: int


class Share(NamedTuple):
    """How many sentences are of one class; `share` is of all labelled sentences, 0 to 1. For `roots`: of claims."""

    by: str
    value: str
    number: int
    share: float


class Tally:
    """Counts records as they come; keeps no texts."""

    def __init__(self) -> None:
        self.documents = self.failed = self.sentences = self.claims = 0
        self._sentences: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._known: dict[str, Record] = {}
        self._shares: Counter[tuple[str, str]] = Counter()

    def add(self, record: Record) -> None:
        """Count one record; those of documents that could not be read are counted apart."""
        if "error" in record:
            self.failed += 1
            return
        self.documents += 1
        sources = {source["id"]: source for source in record["sources"]}
        seen: set[str] = set()
        for sentence in record["sentences"]:
            if sentence["label"]:
                chain = [sources[name] for name in sentence["label"]["sources"]]
                self._sentence(sentence["label"], chain)
                seen |= {source["key"] for source in chain}
        self._documents.update(seen)
        for label in _claims(record):
            self.claims += 1
            self._shares["roots", str(label["independent_roots"])] += 1

    def _sentence(self, label: Record, chain: Sequence[Record]) -> None:
        self.sentences += 1
        self._shares.update(set(_classes(label, chain)))
        for source in chain:
            self._known.setdefault(source["key"], source)
        self._sentences.update({source["key"] for source in chain})

    def unknown(self) -> list[Unknown]:
        """The sources without a rating that counts, the most frequent first; raters who disagree are no unknown."""
        found = [
            Unknown(
                source["name"], key, source["kind"], source["naming"], source["registry"], source["rating_status"],
                self._sentences[key], self._documents[key],
            )
            for key, source in self._known.items()
            if source["rating_status"] in _OPEN
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-one.sentences, -one.documents, one.name))

    def profile(self) -> list[Share]:
        """How the labelled sentences, and the claims by their roots, are spread over each class, the frequent first."""
        ordered = sorted(self._shares.items(), key=lambda item: (_ORDER.index(item[0][0].split(":")[0]), -item[1]))
        return [
            Share(by, value, count, round(count / (self.claims if by == "roots" else self.sentences), 4))
            for (by, value), count in ordered
        ]


_OPEN = frozenset(("unrated", "unresolved"))
_ORDER = ["voice", "anonymous", "kind", "naming", "control", "rating", "status", "roots"]


def _classes(label: Record, chain: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The classes that a sentence is in. What is said of the source is said of the innermost one of its chain.

    `anonymous` and `control` look at the whole chain.
    """
    yield "voice", label["voice"]
    if label["voice"] == "author":
        return
    inner = chain[-1] if chain else None
    yield "anonymous", "yes" if any(source["naming"] == "anonymous" for source in chain) else "no"
    yield "kind", inner["kind"] if inner else NOBODY
    yield "naming", inner["naming"] if inner else NOBODY
    controls = {source["control"]["value"] for source in chain if source["control"]}
    yield from (("control", value) for value in controls or {NOBODY})
    yield from _ratings(inner)


def _claims(record: Record) -> Iterator[Record]:
    """The label of each claim that is reported: the sentences that one attribution to their source holds are one."""
    starts = [sentence["start"] for sentence in record["sentences"]]
    held: dict[int, list[Record]] = {}
    for one in record["attributions"]:
        for start, end in (*one["cue"], *one["content"]):
            for at in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
                held.setdefault(at, []).append(one)
    seen: set[str] = set()
    for at, sentence in enumerate(record["sentences"]):
        label = sentence["label"]
        if label and label["voice"] != "author":
            sources = set(label["sources"]) or {None}
            claim = next((one["id"] for one in held.get(at, ()) if one["source_id"] in sources), None)
            if claim not in seen:
                yield label
            if claim is not None:
                seen.add(claim)


def _ratings(source: Record | None) -> Iterator[tuple[str, str]]:
    """The current ratings of a source by scheme; where there is none that is what is counted, as no value."""
    if source is None:
        return
    yield "status", source["rating_status"]
    for rating in source["ratings"]:
        if rating.get("standing") == CURRENT:
            yield f"rating:{rating['scheme']}", rating["value"]


def to_fill(unknown: Iterable[Unknown]) -> list[dict[str, str]]:
    """Rows of a file of ratings to be filled in: the sources are there, what a rater has to say is not."""
    named = [one for one in unknown if one.rating_status != "unresolved"]
    return [{"source": one.registry or one.name, "note": f"{one.sentences} sentences"} for one in named]
