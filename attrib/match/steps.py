"""The parts of a phrase as steps, seen from its cue.

A step leads from an item to the reaches its part allows, in order of preference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import regex

from attrib.match.expression import compiled
from attrib.match.field import Field
from attrib.match.grammar import Grammar
from attrib.match.items import Reach
from attrib.match.literals import expand
from attrib.match.reading import Group, Reading
from attrib.match.vocabulary import Word
from attrib.rules.phrase import Filler, Words, spaced, tokens, trimmed

LONGEST_GROUP = 12  # items
_LOOK_BACK = re.compile(r"\(\?<[=!][^()]*\)")  # an expression that is no more than one condition
Tokenise = Callable[[str], Sequence[str]]


class Step:
    """One part of a phrase, seen from the cue."""

    __slots__ = ()

    def forwards(self, reading: Reading, item: int) -> Iterable[Reach]:
        raise NotImplementedError

    def backwards(self, reading: Reading, item: int) -> Iterable[Reach]:
        raise NotImplementedError


class LiteralStep(Step):
    """Words that stand for a finite set of word sequences."""

    __slots__ = ("_alone", "_runs", "texts")

    def __init__(self, texts: Sequence[tuple[str, ...]]) -> None:
        self.texts = tuple((text, len(text)) for text in texts)
        self._runs = tuple((size, frozenset(run)) for size, run in groupby(texts, len))  # of one run only one can fit
        self._alone = frozenset(text[0] for text in texts) if all(len(text) == 1 for text in texts) else None

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        words = reading.field.word
        if self._alone is not None:  # as most are: one word
            return ((item + 1, (item, item + 1)),) if item < len(words) and words[item] in self._alone else ()
        return [
            (item + size, (item, item + size))
            for size, texts in self._runs
            if tuple(words[item : item + size]) in texts
        ]

    def backwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        words = reading.field.word
        if self._alone is not None:
            return ((item - 1, (item - 1, item)),) if item and words[item - 1] in self._alone else ()
        return [
            (item - size, (item - size, item))
            for size, texts in self._runs
            if item >= size and tuple(words[item - size : item]) in texts
        ]


# Compiled when first asked for: a step is walked in one direction, and few texts need all.
@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)


@cache
def _trusted(pattern: str) -> Any:
    """One that needs no time limit: `re` is faster where it knows the notation."""
    return compiled(pattern, re.IGNORECASE)


def _matched(pattern: str, text: str, at: int, timeout: float | None) -> Any:
    return _compiled(pattern).match(text, at, timeout=timeout) if timeout else _trusted(pattern).match(text, at)


class PatternStep(Step):
    """Words that only an expression can tell; it has to begin and end where items do."""

    def __init__(self, pattern: str, timeout: float | None) -> None:
        self.pattern = pattern
        self._forth = spaced(trimmed(pattern))
        self._back = f"(?r)(?:{self._forth})"
        self.looks_back = _LOOK_BACK.fullmatch(pattern) is not None
        self.timeout = timeout

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        field = reading.field
        m = _matched(self._forth, field.shadow, field.start[item], self.timeout)
        end = _item_ending(field, item, m.start() + len(m[0].rstrip())) if m else None
        return ((end, (item, end)),) if end is not None else ()

    def backwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        field = reading.field
        m = _compiled(self._back).match(field.shadow, 0, field.end[item - 1], timeout=self.timeout) if item else None
        start = _item_starting(field, item, m.end() - len(m[0].lstrip())) if m else None
        return ((start, (start, item)),) if start is not None else ()


def _item_ending(field: Field, item: int, end: int) -> int | None:
    """The item after the one that ends at the offset `end`."""
    if end <= field.start[item]:
        return item
    last = field.frame_of(item).last
    while item < last and field.end[item] < end:
        item += 1
    return item + 1 if item < last and field.end[item] == end else None


def _item_starting(field: Field, item: int, start: int) -> int | None:
    if start >= field.end[item - 1]:
        return item
    first = field.frame_of(item - 1).first
    item -= 1
    while item > first and field.start[item] > start:
        item -= 1
    return item if field.start[item] == start else None


@dataclass(frozen=True, slots=True)
class SpanStep(Step):
    name: str

    def forwards(self, reading: Reading, item: int) -> Iterable[Reach]:
        return reading.span(self.name, item)

    def backwards(self, reading: Reading, item: int) -> Iterable[Reach]:
        return reading.span_back(self.name, item)


@dataclass(frozen=True, slots=True)
class ExtentStep(Step):
    name: str

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        return reading.extent(self.name, item)

    def backwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        return reading.extent_back(self.name, item)


@dataclass(frozen=True, slots=True)
class HeadStep(Step):
    """A further verb group (or noun, adjective) beside the cue."""

    name: str
    lexicon: str | None
    takes: str | None

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        group = reading.group_at(item, self.name)
        last = self.last(reading, group) if group else None
        return ((last, (item, last)),) if last is not None else ()

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        for first in range(item - 1, max(-1, item - LONGEST_GROUP), -1):
            group = reading.group_at(first, self.name)
            if group and self.last(reading, group) == item:
                yield first, (first, item)

    def last(self, reading: Reading, group: Group) -> int | None:
        if self.lexicon is None:
            return group.last
        words = (w for w in reading.words_of(group) if w.lexicon == self.lexicon)
        return next((group.head + w.size for w in words if takes(w, self.takes)), None)


@dataclass(frozen=True, slots=True)
class LexiconStep(Step):
    """An entry of a lexicon, word by word."""

    name: str

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        found = reading.words.at(reading.field.word, item)
        return [(item + one.size, (item, item + one.size)) for one in found if one.lexicon == self.name]

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        for size in range(reading.words.longest, 0, -1):
            if item >= size and any(to == item for to, _ in self.forwards(reading, item - size)):
                yield item - size, (item - size, item)


@dataclass(frozen=True, slots=True)
class AbsentStep(Step):
    """A condition: no entry of a lexicon begins at the item; it takes none."""

    name: str

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        for word in reading.words.at(reading.field.word, item):
            if word.lexicon == self.name:
                return ()
        return ((item, (item, item)),)

    def backwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        return self.forwards(reading, item)


class LookStep(Step):
    """A condition on the text behind the items matched so far; it takes no item.

    `apart`: white space stands before it in the phrase, so it looks from where the next item begins.
    """

    def __init__(self, pattern: str, apart: bool, timeout: float | None) -> None:
        self.pattern, self.apart = pattern, apart
        self._whole = spaced(pattern)
        self.timeout = timeout

    def forwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        field = reading.field
        apart = self.apart or item == field.frame_of(item).first
        return self._from(field, item, field.start[item] if apart else field.end[item - 1])

    def backwards(self, reading: Reading, item: int) -> Sequence[Reach]:
        return self._from(reading.field, item, reading.field.start[item])

    def _from(self, field: Field, item: int, at: int) -> Sequence[Reach]:
        return ((item, (item, item)),) if _matched(self._whole, field.shadow, at, self.timeout) else ()


def takes_none(step: Step) -> bool:
    """Whether a step is a condition alone."""
    return isinstance(step, (AbsentStep, LookStep)) or (isinstance(step, PatternStep) and step.looks_back)


def takes(word: Word, wanted: str | None) -> bool:
    return wanted is None or wanted in word.entry.takes


class Placed(NamedTuple):
    """A step, the slot it fills, and whether it may be passed over."""

    step: Step
    slot: str | None
    optional: bool


def place(part: Words | Filler, grammar: Grammar, tokenise: Tokenise, timeout: float | None) -> list[Placed]:
    """The steps of a part: none for mere white space, two for words with a condition behind them."""
    if isinstance(part, Filler):
        return [Placed(_filler_step(part, grammar), part.slot, part.optional)]
    words, condition = _condition(part.pattern)
    if condition and expand(words) is None:
        words, condition = part.pattern, ""
    steps = [_words_step(words, tokenise, timeout)] if words.strip(" ") else []
    if condition:
        steps.append(LookStep(condition, words.endswith(" "), timeout))
    return [Placed(step, part.slot, False) for step in steps]


def _condition(pattern: str) -> tuple[str, str]:
    """Words, and a look ahead that ends them, where the pattern is nothing more but white space."""
    pattern = pattern.rstrip(" ") if "(?" in pattern else pattern
    at = pattern.find("(?=") if "(?=" in pattern else pattern.find("(?!")
    if at < 0 or pattern.count("(?=") + pattern.count("(?!") + pattern.count("(?<") > 1:
        return pattern, ""
    depth = 0
    for position, piece in tokens(pattern[at:]):
        depth += (piece == "(") - (piece == ")")
        if not depth:
            return (pattern[:at], pattern[at:]) if at + position + 1 == len(pattern) else (pattern, "")
    return pattern, ""


def _words_step(pattern: str, tokenise: Tokenise, timeout: float | None) -> Step:
    texts = expand(pattern)
    if texts is None:
        return PatternStep(pattern, timeout)
    return LiteralStep(list(dict.fromkeys(tuple(tokenise(text)) for text in texts)))


def _filler_step(part: Filler, grammar: Grammar) -> Step:
    if part.absent:
        return AbsentStep(part.name)
    if part.name in grammar.part:
        return HeadStep(part.name, part.lexicon, part.takes)
    if part.name in grammar.spans:
        return SpanStep(part.name)
    if part.name in grammar.extents:
        return ExtentStep(part.name)
    return LexiconStep(part.name)
