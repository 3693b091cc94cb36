"""What has to stand around a cue for a phrase to be tried at all: cheap conditions, asked before it is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from attrib.match.grammar import Grammar
from attrib.match.reading import Reading
from attrib.match.steps import ExtentStep, HeadStep, LexiconStep, LiteralStep, LookStep, Placed, SpanStep

LONGER = r"[^\n]{0,6}?"  # further words of a longer entry
OWN_TAG = frozenset(",;:")  # marks whose tag is the mark itself
ANY_TAG, ENDS = r"[^\n]", r"(?=[.\n]|\Z)"


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
            elif isinstance(step, LookStep):
                continue
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


def needed(steps: Sequence[Placed]) -> tuple[frozenset[str], ...]:
    """Words of which one of each set has to stand on this side of the cue in its sentence."""
    found = []
    for step, _, optional in steps:
        if not optional and isinstance(step, LiteralStep) and all(size for _, size in step.texts):
            found.append(frozenset(text[0] for text, _ in step.texts))
    return tuple(found)


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


def is_open(gate: Gate, reading: Reading, item: int) -> bool:
    if gate.words is not None and reading.field.word[item] not in gate.words:
        return False
    key = gate.number, item
    known = reading.gates.get(key)
    if known is None:
        known = reading.gates[key] = gate.tags.match(reading.field.tags, item) is not None
    return known
