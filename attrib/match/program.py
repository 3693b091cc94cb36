"""Phrases compiled: what stands right of the cue is walked forwards, what stands left of it backwards.

A part of a phrase becomes a step. A step leads from an item to the reaches its part allows, in order of preference;
the first way through all steps wins, as in a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import regex

from attrib.match.field import Field, Items
from attrib.match.grammar import Grammar, Reach
from attrib.match.literals import expand
from attrib.match.reading import Group, Reading, Word
from attrib.match.variants import variants
from attrib.rules.pack import Rule
from attrib.rules.phrase import Filler, Phrase, Words, spaced

LONGEST_GROUP = 12  # items
LONGER = r"[^\n]{0,6}?"  # further words of a longer entry
OWN_TAG = frozenset(",;:")  # marks whose tag is the mark itself
ANY_TAG, ENDS = r"[^\n]", r"(?=[.\n]|\Z)"
USER_TIMEOUT = 0.5  # seconds a search with the regex of a rule that is not shipped may take


class Step(Protocol):
    """One part of a phrase, seen from the cue."""

    def forwards(self, reading: Reading, item: int) -> Iterable[Reach]: ...

    def backwards(self, reading: Reading, item: int) -> Iterable[Reach]: ...


class LiteralStep:
    """Words that stand for a finite set of word sequences."""

    __slots__ = ("texts",)

    def __init__(self, texts: Sequence[tuple[str, ...]]) -> None:
        self.texts = tuple((text, len(text)) for text in texts)

    def forwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        words = reading.field.word
        for text, size in self.texts:
            if tuple(words[item : item + size]) == text:
                yield Reach(item + size, (item, item + size))

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        words = reading.field.word
        for text, size in self.texts:
            if item >= size and tuple(words[item - size : item]) == text:
                yield Reach(item - size, (item - size, item))


class PatternStep:
    """Words that only an expression can tell; it has to begin and end where items do."""

    __slots__ = ("back", "forth", "timeout")

    def __init__(self, pattern: str, timeout: float | None) -> None:
        whole = spaced(pattern.strip(" "))
        self.forth = regex.compile(whole, regex.IGNORECASE)
        self.back = regex.compile(f"(?r)(?:{whole})", regex.IGNORECASE)
        self.timeout = timeout

    def forwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        field = reading.field
        m = self.forth.match(field.shadow, field.start[item], timeout=self.timeout)
        if m and (end := _item_ending(field, item, m.end())) is not None:
            yield Reach(end, (item, end))

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        field = reading.field
        if item == 0:
            return
        m = self.back.match(field.shadow, 0, field.end[item - 1], timeout=self.timeout)
        if m and (start := _item_starting(field, item, m.start())) is not None:
            yield Reach(start, (start, item))


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


class SpanStep(NamedTuple):
    name: str

    def forwards(self, reading: Reading, item: int) -> Iterable[Reach]:
        return reading.span(self.name, item)

    def backwards(self, reading: Reading, item: int) -> Iterable[Reach]:
        return reading.span_back(self.name, item)


class ExtentStep(NamedTuple):
    name: str

    def forwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        return reading.extent(self.name, item)

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        return reading.extent_back(self.name, item)


class HeadStep(NamedTuple):
    """A further verb group (or noun, adjective) beside the cue."""

    name: str
    lexicon: str | None
    takes: str | None

    def forwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        group = reading.group_at(item, self.name)
        if group and (last := self.last(reading, group)) is not None:
            yield Reach(last, (group.first, last))

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        for first in range(item - 1, max(-1, item - LONGEST_GROUP), -1):
            group = reading.group_at(first, self.name)
            if group and self.last(reading, group) == item:
                yield Reach(first, (first, item))

    def last(self, reading: Reading, group: Group) -> int | None:
        if self.lexicon is None:
            return group.last
        words = (w for w in reading.words_of(group) if w.lexicon == self.lexicon)
        return next((group.head + w.size for w in words if takes(w, self.takes)), None)


class LexiconStep(NamedTuple):
    """An entry of a lexicon, word by word."""

    name: str

    def forwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        for word in reading.words.at(reading.field.word, item):
            if word.lexicon == self.name:
                yield Reach(item + word.size, (item, item + word.size))

    def backwards(self, reading: Reading, item: int) -> Iterator[Reach]:
        for size in range(reading.words.longest, 0, -1):
            if item >= size:
                for reach in self.forwards(reading, item - size):
                    if reach.to == item:
                        yield Reach(item - size, (item - size, item))


def takes(word: Word, wanted: str | None) -> bool:
    return wanted is None or wanted in word.entry.fields.get("takes", ())


class Placed(NamedTuple):
    """A step, the slot it fills, and whether it may be passed over."""

    step: Step
    slot: str | None
    optional: bool


class Gate:
    """What has to stand right of the cue: a phrase whose gate is shut is not tried.

    `number` tells gates apart within an engine, so that phrases with the same one ask once. `tags` is a necessary
    condition, not a sufficient one: it knows shapes, not words. `words`: the words that may come first; None: any.
    """

    __slots__ = ("_admits", "_partly", "number", "tags", "words")

    def __init__(self, number: int, pattern: str, words: frozenset[str] | None) -> None:
        self.number, self.words = number, words
        self.tags = re.compile(pattern)
        self._partly = regex.compile(pattern)
        self._admits: dict[str, bool] = {}

    def admits(self, around: str) -> bool:
        """Whether it may be open where a tag and then the first of the tags to match stand in `around`."""
        known = self._admits.get(around)
        if known is None:
            known = self._admits[around] = self._partly.match(around, 1, partial=True) is not None
        return known


class Gates:
    """Hands out gates, one for all phrases that go on alike."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._known: dict[str, Gate] = {}

    def gate(self, steps: Sequence[Placed], at_end: bool) -> Gate | None:
        pattern = "".join(self._parts(steps, at_end))
        words = _first_words(steps)
        if not pattern and words is None:
            return None
        key = f"{pattern} {sorted(words or ())}"
        if key not in self._known:
            self._known[key] = Gate(len(self._known), pattern, words)
        return self._known[key]

    def _parts(self, steps: Sequence[Placed], at_end: bool) -> Iterator[str]:
        """The tags of the steps one after the other, as far as they are known."""
        for step, _, optional in steps:
            if isinstance(step, SpanStep):
                part = "|".join(unnamed(p) for p in self.grammar.spans[step.name].patterns)
            elif isinstance(step, LiteralStep):
                part = "|".join(map(_shape_of_words, step.texts))
            elif isinstance(step, HeadStep):
                part = unnamed(self.grammar.head[step.name]) + (LONGER if step.lexicon else "")
            elif isinstance(step, LexiconStep):
                part = ANY_TAG + LONGER
            elif isinstance(step, ExtentStep):
                extent = self.grammar.extents[step.name]
                if not optional:
                    yield f"(?={extent.opens.pattern})" if extent.shape is None else f"(?:{extent.shape.pattern})"
                if optional or extent.shape is None:
                    return
                continue
            else:
                return
            yield f"(?:{part}){'?' if optional else ''}"
        if at_end:
            yield ENDS


def _near(left: Sequence[Placed]) -> frozenset[str] | None:
    """The words of the first step on the left that is nothing but words."""
    for step, _, optional in left:
        if not optional and isinstance(step, LiteralStep) and all(size for _, size in step.texts):
            return frozenset(text[-1] for text, _ in step.texts)
    return None


def unnamed(pattern: str) -> str:
    """A pattern whose groups have no names, so that it may stand twice in one expression."""
    return re.sub(r"\(\?P<[^>]+>", "(?:", pattern)


def _shape_of_words(text: tuple[tuple[str, ...], int]) -> str:
    """The tags of literal words: a mark is its own tag, a word may have any."""
    return "".join(re.escape(word) if word in OWN_TAG else ANY_TAG for word in text[0])


def _first_words(steps: Sequence[Placed]) -> frozenset[str] | None:
    if not steps or steps[0].optional or not isinstance(steps[0].step, LiteralStep):
        return None
    texts = steps[0].step.texts
    return frozenset(text[0] for text, _ in texts) if all(size for _, size in texts) else None


class Program(NamedTuple):
    """A phrase of a rule, ready: its anchor and what stands on both sides of it, nearest first."""

    rule: Rule
    number: int
    anchor: Words | Filler
    left: tuple[Placed, ...]
    right: tuple[Placed, ...]
    at_start: bool
    at_end: bool
    gate: Gate | None
    near: frozenset[str] | None  # words of which one has to stand before the anchor in its sentence


class Anchored(NamedTuple):
    """What a program found: items of each slot, and the items it runs over."""

    slots: tuple[tuple[str, Items], ...]
    first: int
    last: int


Tokenise = Callable[[str], Sequence[str]]


def compile_phrase(rule: Rule, number: int, phrase: Phrase, gates: Gates, tokenise: Tokenise) -> list[Program]:
    """Compile one phrase; `tokenise` gives the folded forms of a text. Raises ValueError for a phrase without a cue."""
    timeout = None if rule.shipped else USER_TIMEOUT
    programs = []
    for parts in variants(phrase.parts):
        at = _anchor(parts)
        placed = [_place(part, gates.grammar, tokenise, timeout) for part in parts]
        left = tuple(p for p in reversed(placed[:at]) if p)
        right = tuple(p for p in placed[at + 1 :] if p)
        gate = gates.gate(right, phrase.at_end)
        ends = phrase.at_start, phrase.at_end
        programs.append(Program(rule, number, parts[at], left, right, *ends, gate, _near(left)))
    return programs


def _anchor(parts: Sequence[Words | Filler]) -> int:
    """The cue that is rarest in text: one with a lexicon, else words, else a bare head."""
    cues = [i for i, part in enumerate(parts) if part.slot == "cue"]
    if not cues:
        raise ValueError("the phrase has no cue")
    return min(cues, key=lambda i: _commonness(parts[i]))


def _commonness(part: Words | Filler) -> int:
    if isinstance(part, Words):
        return 1
    return 0 if part.lexicon else 2


def _place(part: Words | Filler, grammar: Grammar, tokenise: Tokenise, timeout: float | None) -> Placed | None:
    if isinstance(part, Words):
        step = words_step(part.pattern, tokenise, timeout)
        return Placed(step, part.slot, False) if step else None
    return Placed(_filler_step(part, grammar), part.slot, part.optional)


def words_step(pattern: str, tokenise: Tokenise, timeout: float | None) -> Step | None:
    """A step for a stretch of plain pattern; None for mere white space."""
    if not pattern.strip(" "):
        return None
    texts = expand(pattern)
    if texts is None:
        return PatternStep(pattern, timeout)
    return LiteralStep(list(dict.fromkeys(tuple(tokenise(text)) for text in texts)))


def _filler_step(part: Filler, grammar: Grammar) -> Step:
    if part.name in grammar.part:
        return HeadStep(part.name, part.lexicon, part.takes)
    if part.name in grammar.spans:
        return SpanStep(part.name)
    if part.name in grammar.extents:
        return ExtentStep(part.name)
    return LexiconStep(part.name)


def run(program: Program, reading: Reading, first: int, last: int) -> Anchored | None:
    """Match what stands around the anchor at items `first` to `last`; the right side first, which fails sooner.

    The program's gate has to be open there.
    """
    if program.at_start and not program.left and not reading.begins_sentence(first):
        return None
    right: list[tuple[str, Items]] = []
    end = _walk_right(program, 0, reading, last, right)
    if end is None:
        return None
    left: list[tuple[str, Items]] = []
    begin = _walk_left(program, 0, reading, first, left)
    if begin is None:
        return None
    left.reverse()
    if program.anchor.slot:
        left.append((program.anchor.slot, (first, last)))
    return Anchored((*left, *right), begin, end)


def is_open(gate: Gate, reading: Reading, item: int) -> bool:
    if gate.words is not None and reading.field.word[item] not in gate.words:
        return False
    key = gate.number, item
    known = reading.gates.get(key)
    if known is None:
        known = reading.gates[key] = gate.tags.match(reading.field.tags, item) is not None
    return known


def _walk_left(program: Program, at: int, reading: Reading, item: int, slots: list[tuple[str, Items]]) -> int | None:
    steps = program.left
    if at == len(steps):
        return item if not program.at_start or reading.begins_sentence(item) else None
    step, slot, optional = steps[at]
    for to, items in step.backwards(reading, item):
        if slot:
            slots.append((slot, items))
        if (end := _walk_left(program, at + 1, reading, to, slots)) is not None:
            return end
        if slot:
            slots.pop()
    return _walk_left(program, at + 1, reading, item, slots) if optional else None


def _walk_right(program: Program, at: int, reading: Reading, item: int, slots: list[tuple[str, Items]]) -> int | None:
    steps = program.right
    if at == len(steps):
        return item if not program.at_end or reading.ends_sentence(item) else None
    step, slot, optional = steps[at]
    for to, items in step.forwards(reading, item):
        if slot:
            slots.append((slot, items))
        if (end := _walk_right(program, at + 1, reading, to, slots)) is not None:
            return end
        if slot:
            slots.pop()
    return _walk_right(program, at + 1, reading, item, slots) if optional else None
