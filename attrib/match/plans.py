"""What a cue may start: the phrases of its word, narrowed down by what stands right around it.

Most phrases that a word may start are ruled out by the tags next to it. What is left depends on little, so it is worked
out once for each such surrounding and then looked up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attrib.match.gates import Gate
from attrib.match.grammar import Grammar
from attrib.match.program import Program
from attrib.match.reading import Reading

AHEAD = 1  # tags behind a cue that are looked at: with more of them, too few surroundings come again
MEMO = 20_000  # surroundings a plan remembers


class Start(NamedTuple):
    """A program, and the tag its cue has to have."""

    program: Program
    tag: re.Pattern[str] | None


Numbered = tuple[Program, int]
Candidates = tuple[tuple[Gate | None, tuple[Numbered, ...]], ...]
"""Programs still to be tried, with their place in the plan, under the gate they have in common."""
Surroundings = tuple[str, str, str, str]


class Plans:
    """Hands out plans, one for all words that start the same."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._known: dict[tuple[tuple[int, int], ...], Plan] = {}

    def plan(self, starts: Sequence[Start]) -> Plan:
        key = tuple((id(program), id(tag)) for program, tag in starts)
        plan = self._known.get(key)
        if plan is None:
            plan = self._known[key] = Plan(self._grammar, starts)
        return plan


class Plan:
    """All that some words, or some kind of entry, may start."""

    __slots__ = ("_by_gate", "_grammar", "_known", "_marks", "_opening", "_words")

    def __init__(self, grammar: Grammar, starts: Sequence[Start]) -> None:
        self._grammar = grammar
        self._by_gate: dict[Gate | None, list[tuple[int, Start]]] = {}
        self._known: dict[Surroundings, Candidates] = {}
        for number, start in enumerate(starts):
            self._by_gate.setdefault(start.program.gate, []).append((number, start))
        self._words = frozenset(word for gate in self._by_gate if gate for word in gate.words or ())
        self._marks = "".join(dict.fromkeys(mark for start in starts for mark in start.program.marks))
        self._opening = any(start.program.opens for start in starts)

    def candidates(self, reading: Reading, first: int, last: int) -> Candidates:
        """What may fit around a cue at the items `first` to `last`: a few tags and the next word do not rule it out."""
        tags, word = reading.field.tags, reading.field.word[last]
        around = (
            tags[last - 1 : last + AHEAD],
            word if word in self._words else "",
            tags[first - 1 : first] if self._opening else "",
            reading.standing(self._marks, first) if self._marks else "",
        )
        found = self._known.get(around)
        if found is None:
            if len(self._known) >= MEMO:
                self._known.clear()
            found = self._known[around] = self._likely(*around)
        return found

    def _likely(self, around: str, word: str, before: str, marks: str) -> Candidates:
        found = []
        for gate, starts in self._by_gate.items():
            if gate is None or ((gate.words is None or word in gate.words) and gate.admits(around)):
                fitting = tuple(
                    (start.program, number) for number, start in starts if self._fits(start, around[0], before, marks)
                )
                if fitting:
                    found.append((gate, fitting))
        return tuple(found)

    def _fits(self, start: Start, tag: str, before: str, marks: str) -> bool:
        """Whether the cue's tag is the one asked for, a sentence may begin here, and what has to stand before does."""
        if start.tag is not None and not start.tag.match(tag):
            return False
        if start.program.opens and not self._grammar.may_begin_after(before):
            return False
        return all(mark in marks for mark in start.program.marks)
