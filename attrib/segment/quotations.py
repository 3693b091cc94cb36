"""Quotations: pairs of marks, those that run on over paragraphs, and what stands for a clause."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrib.segment.compiled import LayoutRules
from attrib.segment.fullness import stands_for_clause
from attrib.segment.marks import Mark, Paired, marks_of, pair
from attrib.segment.spans import Quotation

Span = tuple[int, int]

SENTENCE_INSIDE = re.compile(r"[.?!][\"”’']?\s+[^\Wa-z]")


class Bounds(NamedTuple):
    """A quotation before it is known what it stands for; one begun a paragraph earlier has `start == inner_start`."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    continues: bool


def quotations(text: str, paragraphs: list[Span], rules: LayoutRules) -> list[Quotation]:
    """The quotations of `text` in order of their start, an outer one before those inside it."""
    read = {
        index: marks
        for index, (start, end) in enumerate(paragraphs)
        if (marks := marks_of(text, start, end, rules.quotes))
    }
    found: list[Quotation] = []
    open_before = -2
    for index, marks in read.items():
        span = paragraphs[index]
        paired = pair(text, marks, rules.quotes)
        goes_on = index + 1 in read and _takes_up(read[index + 1][0], paragraphs[index + 1][0])
        bounds = _closed(span, marks, paired, open_before == index - 1)
        unclosed = _left_open(text, span, paired, goes_on, rules)
        if unclosed is not None:
            continues = open_before == index - 1 and unclosed.start == span[0]
            bounds.append(Bounds(unclosed.start, span[1], unclosed.end, span[1], False, continues))
            open_before = index if goes_on else -2
        bounds += _strays(paired, unclosed)
        bounds.sort(key=lambda one: (one.start, -one.end))
        found += [Quotation(*one[:4], index, _full(text, span, one, rules), *one[4:]) for one in bounds]
    return found


def _takes_up(first: Mark, paragraph_start: int) -> bool:
    """Whether a paragraph's first mark may go on with a quotation: it opens the paragraph, or it can only close."""
    return first.start == paragraph_start if first.opens else first.closes


def _closed(span: Span, marks: list[Mark], paired: Paired, was_open: bool) -> list[Bounds]:
    """The pairs of a paragraph, and what closes a quotation that the paragraph before left open."""
    bounds = [
        Bounds(opening.start, closing.end, opening.end, closing.start, True, was_open and opening.start == span[0])
        for opening, closing in paired.pairs
    ]
    if was_open and paired.unopened and paired.unopened[0] is marks[0]:
        closing = paired.unopened.pop(0)
        bounds.append(Bounds(span[0], closing.end, span[0], closing.start, True, True))
    return bounds


def _left_open(text: str, span: Span, paired: Paired, goes_on: bool, rules: LayoutRules) -> Mark | None:
    """The mark whose quotation runs to the paragraph's end: the next paragraph takes it up, or little follows it."""
    for mark in paired.unclosed:
        if goes_on and mark.start == span[0]:
            return mark
    if not paired.unclosed:
        return None
    last = paired.unclosed[-1]
    if any(opening.start > last.start and opening.family == last.family for opening, _ in paired.pairs):
        return None
    return last if goes_on or _ends_there(text, span, last, rules) else None


def _ends_there(text: str, span: Span, mark: Mark, rules: LayoutRules) -> bool:
    """Whether an unclosed quotation with no sequel may still run to the paragraph's end without swallowing much."""
    if rules.clauses.trailing.search(text, mark.end, span[1]):
        return False
    return mark.start == span[0] or not SENTENCE_INSIDE.search(text, mark.end, span[1])


def _strays(paired: Paired, unclosed: Mark | None) -> list[Bounds]:
    """Marks that pair with nothing, as quotations with nothing inside."""
    marks = [mark for mark in paired.unclosed if mark is not unclosed] + paired.unopened + paired.strays
    return [Bounds(mark.start, mark.end, mark.end, mark.end, False, False) for mark in marks]


def _full(text: str, span: Span, one: Bounds, rules: LayoutRules) -> bool:
    if one.inner_end <= one.inner_start:
        return False
    outer, inside = (one.start, one.end), (one.inner_start, one.inner_end)
    return one.continues or stands_for_clause(text, span, outer, inside, rules.clauses)
