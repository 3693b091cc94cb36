"""What has to stand around a cue for a phrase to be tried at all: cheap conditions, asked before it is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import regex

from attrib.match.grammar import Grammar
from attrib.match.reading import Reading
from attrib.match.steps import ExtentStep, HeadStep, LexiconStep, LiteralStep, LookStep, Placed, SpanStep
from attrib.rules.pack import Lexicon

OWN_TAG = frozenset(",;:")  # marks whose tag is the mark itself
ANY_TAG, ENDS = r"[^\n]", r"(?=[.\n]|\Z)"


class Gate:
    """What has to stand right of the cue: a phrase whose gate is shut is not tried.

    `tags` is a necessary condition, not a sufficient one: it knows shapes, not words. `words`: the words that may come
    first; None: any.
    """

    def __init__(self, pattern: str, words: frozenset[str] | None) -> None:
        self.words = words
        self._pattern = pattern
        self._admits: dict[str, bool] = {}

    @cached_property
    def tags(self) -> re.Pattern[str]:
        """Compiled when first asked for, as a short text asks for few gates."""
        return re.compile(self._pattern)

    @cached_property
    def _partly(self) -> regex.Pattern[str]:
        return regex.compile(self._pattern)

    def admits(self, around: str) -> bool:
        """Whether it may be open where a tag and then the first of the tags to match stand in `around`."""
        known = self._admits.get(around)
        if known is None:
            known = self._admits[around] = self._partly.match(around, 1, partial=True) is not None
        return known


class Gates:
    """Hands out gates, one for all phrases that go on alike."""

    def __init__(self, grammar: Grammar, lexicons: Mapping[str, Lexicon]) -> None:
        self.grammar = grammar
        self._lexicons = lexicons
        self._known: dict[tuple[str, frozenset[str] | None], Gate] = {}

    def gate(self, steps: Sequence[Placed], at_end: bool) -> Gate | None:
        pattern = "".join(self._parts(steps, at_end))
        words = self._first_words(steps)
        if not pattern and words is None:
            return None
        key = pattern, words
        if key not in self._known:
            self._known[key] = Gate(pattern, words)
        return self._known[key]

    def _parts(self, steps: Sequence[Placed], at_end: bool) -> Iterator[str]:
        """The tags of the steps one after the other, as far as they are known.

        A span offers one reach an alternative, so each is atomic: what it took it does not give back.
        """
        for step, _, optional in steps:
            if isinstance(step, SpanStep):
                part = "|".join(f"(?>{unnamed(p)})" for p in self.grammar.spans[step.name].patterns)
            elif isinstance(step, LiteralStep):
                part = "|".join(dict.fromkeys(map(_shape_of_words, step.texts)))
            elif isinstance(step, LookStep):
                continue
            elif isinstance(step, HeadStep):
                part = f"(?>{unnamed(self.grammar.head[step.name])}){self._longer(step.lexicon)}"
            elif isinstance(step, LexiconStep):
                part = ANY_TAG + self._longer(step.name)
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

    def _longer(self, lexicon: str | None) -> str:
        """The further words of a longer entry of this lexicon."""
        words = max((form.count(" ") for form in self._lexicons[lexicon].forms), default=0) if lexicon else 0
        return f"{ANY_TAG}{{0,{words}}}?" if words else ""

    def _first_words(self, steps: Sequence[Placed]) -> frozenset[str] | None:
        """The words of which one has to stand right behind the cue; None where any may."""
        if not steps or steps[0].optional:
            return None
        step = steps[0].step
        if isinstance(step, LiteralStep):
            return frozenset(text[0] for text, _ in step.texts) if all(size for _, size in step.texts) else None
        if isinstance(step, LexiconStep):
            return self._words_of(step.name)
        if isinstance(step, HeadStep) and step.lexicon and step.name in self.grammar.single:
            return self._words_of(step.lexicon)
        return None

    def _words_of(self, lexicon: str) -> frozenset[str]:
        return frozenset(form.split()[0] for form in self._lexicons[lexicon].forms)


def needed(steps: Sequence[Placed]) -> tuple[frozenset[str], ...]:
    """Words of which one of each set has to stand on this side of the cue in its sentence."""
    found = []
    for step, _, optional in steps:
        if not optional and isinstance(step, LiteralStep) and all(size for _, size in step.texts):
            found.append(frozenset(text[0] for text, _ in step.texts))
    return tuple(found)


def marks_needed(steps: Sequence[Placed], grammar: Grammar) -> str:
    """Tags that have to stand on this side of the cue in its frame: that of a quotation, where one is asked for."""
    found = ""
    for step, _, optional in steps:
        shape = grammar.extents[step.name].shape if isinstance(step, ExtentStep) and not optional else None
        if shape and len(shape.pattern) == 1 and shape.pattern.isalpha():
            found += shape.pattern
    return found


def unnamed(pattern: str) -> str:
    """A pattern whose groups have no names, so that it may stand twice in one expression."""
    return re.sub(r"\(\?P<[^>]+>", "(?:", pattern)


def _shape_of_words(text: tuple[tuple[str, ...], int]) -> str:
    """The tags of literal words: a mark is its own tag, a word may have any."""
    return "".join(re.escape(word) if word in OWN_TAG else ANY_TAG for word in text[0])


def is_open(gate: Gate, reading: Reading, item: int) -> bool:
    if gate.words is not None and reading.field.word[item] not in gate.words:
        return False
    return gate.tags.match(reading.field.tags, item) is not None
