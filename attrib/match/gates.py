"""What has to stand around a cue for a phrase to be tried at all: cheap conditions, asked before it is walked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from attrib.match.beginnings import first_words
from attrib.match.grammar import Grammar
from attrib.match.memo import Memo
from attrib.match.mirror import mirrored
from attrib.match.partial import may_be_empty, may_go_on
from attrib.match.reading import Reading
from attrib.match.steps import (
    AbsentStep,
    ExtentStep,
    HeadStep,
    LexiconStep,
    LiteralStep,
    LookStep,
    PatternStep,
    Placed,
    SpanStep,
    Step,
    takes_none,
)
from attrib.match.tree import read
from attrib.match.wordsets import WordSets
from attrib.rules.pack import Lexicon

# Forms of a lexicon that is looked for in a sentence before a phrase is tried. Of PolNeAR's first 100 documents 7.03
# phrases a sentence are tried with 0, 6.68 with 60, 6.64 with 200 or 1000; more of them cost account.
FEW = 200
OWN_TAG = frozenset(",;:")  # marks whose tag is the mark itself
RARE = frozenset("-(:")
ANY_TAG, ENDS = r"[^\n]", r"(?=[.\n]|\Z)"
PLAIN = re.compile(r"[a-z]+|[a-z]\.")  # a capital and its stop are one item: "Q."


class Gate:
    """What has to stand right of the cue: a phrase whose gate is shut is not tried.

    A necessary condition, not a sufficient one. `words`: the word or the two words that may come first; None: any.
    """

    __slots__ = ("_admits", "_parts", "words")

    def __init__(self, parts: Sequence[Part], words: frozenset[str] | None) -> None:
        self.words = words
        self._parts = parts
        self._admits: dict[str, bool] = {}

    def admits(self, around: str) -> bool:
        """Whether it may be open where a tag and then the first of the tags to match stand in `around`."""
        known = self._admits.get(around)
        if known is None:
            known = self._admits[around] = self._may_begin(around)
        return known

    def is_open(self, reading: Reading, item: int) -> bool:
        """Whether it may be open for a phrase whose cue ends before this item."""
        if self.words is not None and not self.begins_with(*reading.field.word[item : item + 2]):
            return False
        return self.admits(reading.field.tags[item - 1 : item + 1])

    def begins_with(self, word: str, second: str = "") -> bool:
        """Whether a phrase of this gate may go on with these words."""
        return self.words is None or word in self.words or f"{word} {second}" in self.words

    def _may_begin(self, around: str) -> bool:
        for part in self._parts:
            if part.admits[around]:
                return True
            if not part.optional and not part.may_be_empty():
                return False
        return True


class Part:
    """What one step asks of the tags; the same step in other phrases is the same part."""

    def __init__(self, patterns: tuple[str, ...], optional: bool) -> None:
        self.patterns, self.optional = patterns, optional
        self.admits = Memo(self._admitted)
        """Whether it may match from the second of some tags on, more of them being unknown."""

    def may_be_empty(self) -> bool:
        """Whether it may take nothing at all before a tag that it does not know."""
        return any(map(may_be_empty, self.patterns))

    def _admitted(self, around: str) -> bool:
        return any(may_go_on(pattern, around, 1) for pattern in self.patterns)


class Gates:
    """Hands out gates, one for all phrases that go on alike."""

    def __init__(self, grammar: Grammar, lexicons: Mapping[str, Lexicon], forms: Callable[[str], list[str]]) -> None:
        """`forms` gives the items of a text, folded."""
        self.grammar = grammar
        self._lexicons, self._forms = lexicons, forms
        self._beginnings: dict[str, frozenset[str]] = {}
        self._known: dict[tuple[tuple[Part, ...], frozenset[str] | None], Gate] = {}
        self._same: dict[tuple[tuple[str, ...], bool], Part] = {}
        self.needs = WordSets()

    def gate(self, steps: Sequence[Placed], at_end: bool) -> Gate | None:
        parts = tuple(self._same.setdefault(part, Part(*part)) for part in self._parts(steps, at_end))
        words = self._first_words(steps)
        if not parts and words is None:
            return None
        key = parts, words
        if key not in self._known:
            self._known[key] = Gate(parts, words)
        return self._known[key]

    def _parts(self, steps: Sequence[Placed], at_end: bool) -> Iterator[tuple[tuple[str, ...], bool]]:
        """The tags of the steps one after the other, as far as they are known; whether one may be passed over."""
        for step, _, optional in steps:
            if isinstance(step, SpanStep):
                yield self.grammar.spans[step.name].patterns, optional
            elif isinstance(step, LiteralStep):
                yield tuple(dict.fromkeys(map(_shape_of_words, step.texts))), optional
            elif isinstance(step, (AbsentStep, LookStep)):
                continue
            elif isinstance(step, HeadStep):
                yield (self.grammar.head[step.name],), optional
            elif isinstance(step, LexiconStep):
                yield (ANY_TAG,), optional
            elif isinstance(step, ExtentStep):
                extent = self.grammar.extents[step.name]
                yield ((extent.shape or extent.opens).pattern,), optional
                if not optional:
                    return
            else:
                return
        if at_end:
            yield (ENDS,), False

    def _first_words(self, steps: Sequence[Placed]) -> frozenset[str] | None:
        """The words of which one (or two) has to stand right behind the cue; None where any may."""
        if not steps or steps[0].optional:
            return None
        step = steps[0].step
        if isinstance(step, AbsentStep):
            return self._first_words(steps[1:])
        if isinstance(step, LookStep):
            return self._begins(step.pattern, False) if step.apart else self._first_words(steps[1:])
        if isinstance(step, PatternStep):
            return self._first_words(steps[1:]) if step.looks_back else self._begins(step.pattern, True)
        if isinstance(step, LiteralStep):
            return frozenset(text[0] for text, _ in step.texts) if all(size for _, size in step.texts) else None
        if isinstance(step, LexiconStep):
            return self._words_of(step.name)
        if isinstance(step, HeadStep) and step.lexicon and step.name in self.grammar.single:
            return self._words_of(step.lexicon)
        return None

    def _begins(self, pattern: str, whole: bool) -> frozenset[str] | None:
        """The words that an expression may begin with, where each is an item."""
        words = first_words(pattern, whole)
        return words if words is not None and all(self._forms(word) == [word] for word in words) else None

    def needed(self, steps: Sequence[Placed]) -> int:
        """Words of which one of each set has to stand on this side of the cue in its sentence, a bit a set."""
        found = []
        for step, _, optional in steps:
            if optional:
                continue
            if isinstance(step, LiteralStep) and all(size for _, size in step.texts):
                found.append(frozenset(_rarest(text) for text, _ in step.texts))
            elif isinstance(step, LexiconStep) and len(self._lexicons[step.name].forms) <= FEW:
                found.append(frozenset(_rarest(form.split()) for form in self._lexicons[step.name].forms))
        return self.needs.number(found)

    def _words_of(self, lexicon: str) -> frozenset[str]:
        """The first word of its forms, or the first two."""
        found = self._beginnings.get(lexicon)
        if found is None:
            forms = self._lexicons[lexicon].forms
            found = self._beginnings[lexicon] = frozenset(" ".join(form.split()[:2]) for form in forms)
        return found


def marks_needed(steps: Sequence[Placed], grammar: Grammar) -> str:
    """Tags that have to stand on this side of the cue in its frame: that of a quotation, where one is asked for, and
    marks that are rare and in every form of a span."""
    found = ""
    for step, _, optional in steps:
        if isinstance(step, SpanStep) and not optional:
            taken = [read(pattern).always() for pattern in grammar.spans[step.name].patterns]
            found += "".join(sorted(RARE.intersection(*taken)))
        shape = grammar.extents[step.name].shape if isinstance(step, ExtentStep) and not optional else None
        if shape and len(shape.pattern) == 1 and shape.pattern.isalpha():
            found += shape.pattern
    return found


def marks_ahead(steps: Sequence[Placed], grammar: Grammar) -> str:
    """Tags that have to stand behind the cue in its sentence: those that every beginning of a content takes."""
    found = set[str]()
    for step, _, optional in steps:
        if isinstance(step, ExtentStep) and not optional:
            found |= read(grammar.extents[step.name].opens.pattern).always()
    return "".join(sorted(found))


def tags_before(steps: Sequence[Placed], grammar: Grammar) -> str:
    """Tags of which one has to stand right before the cue, by the steps from it to the left; empty where any may."""
    found = set[str]()
    for step, _, optional in steps:
        if takes_none(step):
            continue
        patterns = _ending(step, grammar)
        if not patterns:
            return ""
        tags, empty = _last_tags(patterns)
        found |= tags
        if not (optional or empty or _may_be_left_out(step)):
            return "".join(sorted(found))
    return ""


def _rarest(words: Sequence[str]) -> str:
    """Of words that stand together the longest, as far as each is an item: "at *loggerheads* with"."""
    return max(words, key=len) if all(map(PLAIN.fullmatch, words)) else words[0]


def words_before(steps: Sequence[Placed]) -> frozenset[str] | None:
    """Words of which one has to stand right before the cue, by the steps from it to the left; None where any may."""
    for step, _, optional in steps:
        if takes_none(step):
            continue
        if optional or not isinstance(step, LiteralStep) or _may_be_left_out(step):
            return None
        return frozenset(text[-1] for text, _ in step.texts)
    return None


@cache
def _last_tags(patterns: tuple[str, ...]) -> tuple[frozenset[str], bool]:
    """The tags that what matches one of these may end with, and whether it may take none."""
    return frozenset().union(*(read(mirrored(one)).first() for one in patterns)), any(map(may_be_empty, patterns))


def _ending(step: Step, grammar: Grammar) -> tuple[str, ...]:
    """The patterns of what a step takes to the left of a cue; none where its tags do not tell."""
    if isinstance(step, SpanStep):
        return grammar.spans[step.name].patterns
    if isinstance(step, HeadStep) and step.lexicon is None:  # an entry may go on behind its head: "point out"
        return (grammar.head[step.name],)
    if isinstance(step, ExtentStep) and (shape := grammar.extents[step.name].shape):
        return (shape.pattern,)
    if isinstance(step, LiteralStep) and all(not text or text[-1] in OWN_TAG for text, _ in step.texts):
        return tuple(re.escape(text[-1]) for text, _ in step.texts if text)
    return ()


def _may_be_left_out(step: Step) -> bool:
    """Whether words may be no words: "(?:,|)"."""
    return isinstance(step, LiteralStep) and not all(size for _, size in step.texts)


def _shape_of_words(text: tuple[tuple[str, ...], int]) -> str:
    """The tags of literal words: a mark is its own tag, a word may have any."""
    return "".join(re.escape(word) if word in OWN_TAG else ANY_TAG for word in text[0])
