"""Attributions and hedges by the spans they have in common: what certainty needs to know of an attribution."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Protocol

from attrib.match.field import Field
from attrib.resolve.hedged import HedgeDraft

Span = tuple[int, int]


class Reported(Protocol):
    """What certainty needs to know of an attribution; spans are characters, half-open."""

    @property
    def cue(self) -> Sequence[Span]: ...
    @property
    def content(self) -> Sequence[Span]: ...
    @property
    def stance(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def attitude(self) -> str: ...
    @property
    def certainty(self) -> str: ...
    @property
    def polarity(self) -> str: ...
    @property
    def points(self) -> str | None: ...
    @property
    def sentence(self) -> int: ...


def holds(spans: Iterable[Span], at: int) -> bool:
    """Whether one of the half-open spans, of characters or of items, holds `at`."""
    for first, last in spans:  # noqa: SIM110 - a loop costs half of what any() does
        if first <= at < last:
            return True
    return False


def reaches(field: Field, hedge: HedgeDraft, at: int) -> bool:
    """Whether the character `at` is in the scope of a hedge."""
    return any(first < last and field.start[first] <= at < field.end[last - 1] for first, last in hedge.scope)


def resumed(field: Field, attribution: Reported, item: int) -> bool:
    """Whether the word stands in a later quotation, in which the speaker only goes on: who asked a thing may then state
    another."""
    return not attribution.points and field.sentence[item] != attribution.sentence


def size(attribution: Reported) -> int:
    return sum(last - first for first, last in attribution.content)


def sharing(field: Field, attribution: Reported, hedges: Iterable[HedgeDraft]) -> HedgeDraft | None:
    """The hedge that has a word of its cue in common with an attribution's."""
    cue, start = attribution.cue, field.start
    for hedge in hedges:
        for item, _ in hedge.cue:
            if holds(cue, start[item]):
                return hedge
    return None


def covered(spans: Iterable[Span], start: int, end: int) -> int:
    """How many characters of `start:end` the spans cover together."""
    total, done = 0, start
    for first, last in sorted(spans):
        a, b = max(first, done), min(last, end)
        if a < b:
            total += b - a
            done = b
    return total


def opens_with(word: Sequence[str], first: int, words: Container[str]) -> bool:
    """Whether what begins at an item opens with one of the words: "few", "not many", "hardly" right before "any"."""
    return any(" ".join(word[max(0, first + i) : first + j]) in words for i, j in ((0, 1), (0, 2), (-1, 1)))
