"""Quotation marks of one paragraph: which way each faces, and which two make a pair."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from attrib.segment.compiled import QuoteRules

BEFORE_OPENING = frozenset("\u200b\u200e\u202a\u202c\ufeff \t\n\r\u00a0\u202f\u2009([{-–—―/\"“„«»‘'`*_")
AFTER_CLOSING = frozenset("\u200b\u200e\u202a\u202c\ufeff \t\n\r\u00a0\u202f\u2009.,;:?!)]}-–—―/…\"“”«»’'*_")
DEEPEST = 8  # quotations inside quotations that are looked through for a partner
POSSESSIVE = re.compile(r"[sS]['’] [a-z]")


class Mark(NamedTuple):
    """A quotation mark at `start`..`end`, and whether its neighbours let it open or close."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


class Open:
    """An opening mark that waits for its partner; `possible` is a plural's apostrophe that would do."""

    __slots__ = ("mark", "possible")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.possible: Mark | None = None


class Paired(NamedTuple):
    """The pairs of a paragraph, opening marks left open, marks that can only close, and odd ones inside a pair."""

    pairs: list[tuple[Mark, Mark]]
    unclosed: list[Mark]
    unopened: list[Mark]
    strays: list[Mark]


def marks_of(text: str, start: int, end: int, rules: QuoteRules) -> list[Mark]:
    """The characters of `text[start:end]` that may be quotation marks, apostrophes inside words left out."""
    found = []
    for match in rules.mark.finditer(text, start, end):
        at, after = match.span()
        glyph = match[0]
        family = rules.family[glyph]
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        opens = (before in BEFORE_OPENING and not behind.isspace()) or glyph in rules.openers
        closes = behind in AFTER_CLOSING and not before.isspace() and glyph not in rules.openers
        if not (opens or closes):
            opens, closes = False, glyph in rules.right  # what faces neither way closes what is open, else opens
        elif opens and closes:
            opens, closes = glyph not in rules.right, glyph not in rules.left
        found.append(Mark(at, after, family, opens, closes))
    return found


def pair(text: str, marks: Iterable[Mark], rules: QuoteRules) -> Paired:
    """Pair marks of one paragraph, innermost first; an odd one is reported, never paired across."""
    done = Paired([], [], [], [])
    waiting: list[Open] = []
    for mark in marks:
        partner = _partner(waiting, mark)
        if partner < 0 or (mark.opens and not mark.closes):
            if mark.opens or not mark.closes:
                _settle(waiting, mark, done)
                waiting.append(Open(mark))
            elif mark.family != "single":
                done.unopened.append(mark)
        elif mark.family == "single" and POSSESSIVE.match(text, mark.start - 1):
            waiting[partner].possible = mark
        else:
            _drop(waiting, partner + 1, done, done.strays)
            _join(waiting.pop().mark, mark, done, rules)
    _drop(waiting, 0, done, done.unclosed)
    done.pairs.sort()
    return done


def _partner(waiting: list[Open], mark: Mark) -> int:
    """The innermost open mark this one may close; a single mark never reaches over another family's."""
    for index in range(len(waiting) - 1, max(-1, len(waiting) - DEEPEST), -1):
        if waiting[index].mark.family == mark.family:
            return index
        if mark.family == "single":
            break
    return -1


def _settle(waiting: list[Open], mark: Mark, done: Paired) -> None:
    """Before a single mark opens, a plural's apostrophe is taken as the end of the one still open."""
    if mark.family == "single" and waiting and waiting[-1].mark.family == "single":
        _drop(waiting, len(waiting) - 1, done, done.strays)


def _drop(waiting: list[Open], first: int, done: Paired, odd: list[Mark]) -> None:
    """Give up the open marks from `first` on; those that pair with nothing go to `odd`."""
    for one in waiting[first:]:
        if one.possible is not None:
            done.pairs.append((one.mark, one.possible))
        elif one.mark.family != "single":
            odd.append(one.mark)
    del waiting[first:]


def _join(opening: Mark, closing: Mark, done: Paired, rules: QuoteRules) -> None:
    if opening.family != "single" or closing.start - opening.end <= rules.longest_single:
        done.pairs.append((opening, closing))
