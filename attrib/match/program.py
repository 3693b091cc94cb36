"""Phrases compiled: what stands right of the cue is walked forwards, what stands left of it backwards.

The first way through all steps of a side wins, as in a regular expression; the right side is walked first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attrib.match.gates import Gate, Gates, marks_ahead, marks_needed, tags_before, words_before
from attrib.match.items import Items
from attrib.match.literals import expand
from attrib.match.reading import Reading
from attrib.match.steps import LexiconStep, Placed, Tokenise, place, takes_none
from attrib.match.variants import variants
from attrib.rules.pack import Rule
from attrib.rules.phrase import Filler, Phrase, Words

USER_TIMEOUT = 0.5  # seconds a search with the regex of a rule that is not shipped may take


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A phrase of a rule, ready: its anchor and what stands on both sides of it, nearest first."""

    rule: Rule
    number: int
    anchor: Words | Filler
    left: tuple[Placed, ...]
    right: tuple[Placed, ...]
    at_start: bool
    opens: bool  # its anchor itself has to stand where a sentence begins
    at_end: bool
    gate: Gate | None
    before: (
        int  # sets of words, a bit each (see `WordSets`), of which each has to stand before the anchor in its sentence
    )
    after: int  # the same after it
    marks: str  # tags that have to stand before the anchor in its frame
    ahead: str  # tags that have to stand behind it in its sentence
    beside: str  # tags of which one has to stand right before it; empty where any may
    behind: frozenset[str] | None  # words of which one has to stand right before it


Anchored = tuple[tuple[tuple[str, Items], ...], int, int]
"""What a program found: items of each slot, and the items it runs over."""


def compile_phrase(rule: Rule, number: int, phrase: Phrase, gates: Gates, tokenise: Tokenise) -> list[Program]:
    """Compile one phrase; `tokenise` gives the folded forms of a text. Raises ValueError for a phrase without a cue."""
    timeout = None if rule.shipped else USER_TIMEOUT
    programs = []
    for parts in variants(phrase.parts):
        at = _anchor(parts)
        placed = [place(part, gates.grammar, tokenise, timeout) for part in parts]
        left = tuple(reversed([step for steps in placed[:at] for step in steps]))
        beside, behind = tags_before(left, gates.grammar), words_before(left)
        for right in _without_optional_words([step for steps in placed[at + 1 :] for step in steps]):
            opens = phrase.at_start and all(takes_none(step) for step, *_ in left)
            ends = phrase.at_start, opens, phrase.at_end
            gate = gates.gate(right, phrase.at_end)
            marks = marks_needed(left, gates.grammar), marks_ahead(right, gates.grammar), beside
            before, after = gates.needed(left), gates.needed(right)
            programs.append(Program(rule, number, parts[at], left, right, *ends, gate, before, after, *marks, behind))
    return programs


def _without_optional_words(steps: Sequence[Placed]) -> list[tuple[Placed, ...]]:
    """The steps with and without an entry of a lexicon that may come first: each has a narrower gate than both."""
    if not steps or not (steps[0].optional and isinstance(steps[0].step, LexiconStep)):
        return [tuple(steps)]
    return [(steps[0]._replace(optional=False), *steps[1:]), *_without_optional_words(steps[1:])]


def _anchor(parts: Sequence[Words | Filler]) -> int:
    """The cue that is rarest in text: one with a lexicon, else words, else a bare head; an expression, which has to be
    looked for in the whole text, where there is nothing else."""
    cues = [i for i, part in enumerate(parts) if part.slot == "cue"]
    if not cues:
        raise ValueError("the phrase has no cue")
    return min(cues, key=lambda i: _commonness(parts[i])) if len(cues) > 1 else cues[0]


def _commonness(part: Words | Filler) -> int:
    if isinstance(part, Words):
        return 3 if expand(part.pattern) is None else 1
    return 0 if part.lexicon else 2


def run(program: Program, reading: Reading, items: Items) -> Anchored | None:
    """Match what stands around the anchor at these items; the right side first, which fails sooner.

    The program's gate has to be open there.
    """
    first, last = items
    if program.opens and not reading.begins_sentence(first):
        return None
    if program.behind is not None and reading.field.word[first - 1] not in program.behind:
        return None
    if program.beside and not reading.stands_before(program.beside, first):
        return None
    right: list[tuple[str, Items]] = []
    end = _walk_right(program, 0, reading, last, right) if program.right or program.at_end else last
    if end is None:
        return None
    left: list[tuple[str, Items]] = []
    begin = _walk_left(program, 0, reading, first, left) if program.left else first
    if begin is None:
        return None
    left.reverse()
    if program.anchor.slot:
        left.append((program.anchor.slot, items))
    return (*left, *right), begin, end


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
