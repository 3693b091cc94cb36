"""A slow, plain matcher: what a phrase means, without indexes, gates, memories, or words known to be needed.

The meaning of a phrase:

* Brackets that hold fillers stand for one phrase each way they can be read. So does an optional lexicon right after
  the anchor: with it and without it are two phrases, and both may be found.
* The anchor is the first cue with a lexicon, else the first cue of plain words, else the first cue. It may stand at
  every item where its own filler fits, in each length the lexicons allow. An expression that is no finite set of words
  is searched for from left to right, without overlaps.
* What stands right of the anchor is walked first, part after part, away from it. A part offers its reaches in order
  (words: every text they stand for; a span: one greedy reach an alternative; an extent: one; a head or a lexicon:
  those of its entries). The first way through all parts is taken, and with it the phrase's end; a part that is optional
  is passed over only if no reach of it leads through. If there is no way, the phrase does not match here.
* Then what stands left is walked the same way, backwards, from the anchor to the phrase's start. Both sides are settled
  apart: the left never makes the right try its next way.
* `^` and `$` are conditions on the last item of either walk, so that they too may rule a way out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex
from attrib.match.engine import Engine
from attrib.match.grammar import PART
from attrib.match.items import Items
from attrib.match.literals import expand
from attrib.match.reading import Reading
from attrib.match.steps import place
from attrib.match.variants import variants
from attrib.rules.pack import Entry, Rule
from attrib.rules.phrase import Filler, Phrase, Words, spaced

Part = Words | Filler
Slots = tuple[tuple[str, Items], ...]
LONGEST = 12  # items a group may take when it is looked for backwards, as in attrib.match.steps


class Found(NamedTuple):
    rule: str
    phrase: int
    slots: Slots
    first: int
    last: int


class Step(NamedTuple):
    """Reaches (the item gone to, the items recorded) from an item, in order of preference."""

    reaches: Callable[[int], Iterable[tuple[int, Items]]]
    slot: str | None
    optional: bool


def found(engine: Engine, reading: Reading, rules: Iterable[Rule]) -> set[Found]:
    """All that `rules` find in a text."""
    plain = Plain(engine, reading)
    return {
        one for rule in rules for number, phrase in enumerate(rule.phrases) for one in plain.all(rule, number, phrase)
    }


class Plain:
    def __init__(self, engine: Engine, reading: Reading) -> None:
        self.engine, self.reading = engine, reading
        self.grammar, self.field = engine.grammar, reading.field

    def all(self, rule: Rule, number: int, phrase: Phrase) -> Iterator[Found]:
        for parts in variants(phrase.parts):
            at = anchor(parts)
            for right in self.with_and_without(parts[at + 1 :]):
                for first, last in self.places(parts[at]):
                    if one := self.around(phrase, parts[:at], right, (first, last)):
                        slots, begin, end = one
                        yield Found(rule.id, number, self.with_anchor(slots, parts[at].slot, (first, last)), begin, end)

    def with_and_without(self, right: Sequence[Part]) -> Iterator[Sequence[Part]]:
        """An optional lexicon right after the anchor: two phrases. Mere white space between counts for nothing."""
        right = [part for part in right if isinstance(part, Filler) or part.pattern.strip(" ")]
        first = right[0] if right else None
        if isinstance(first, Filler) and first.optional and not self.is_structure(first.name):
            yield [Filler(first.name, first.lexicon, first.takes, first.slot, first.column), *right[1:]]
            yield from self.with_and_without(right[1:])
        else:
            yield right

    def is_structure(self, name: str) -> bool:
        return name in self.grammar.part or name in self.grammar.spans or name in self.grammar.extents

    def with_anchor(self, sides: tuple[Slots, Slots], slot: str | None, items: Items) -> Slots:
        left, right = sides
        return (*left, *([(slot, items)] if slot else []), *right)

    def around(
        self, phrase: Phrase, left: Sequence[Part], right: Sequence[Part], at: Items
    ) -> tuple[tuple[Slots, Slots], int, int] | None:
        begins, ends = self.reading.begins_sentence, self.reading.ends_sentence
        after = first_way(self.steps(right, True), at[1], lambda item: not phrase.at_end or ends(item))
        if after is None:
            return None
        before = first_way(self.steps(left, False)[::-1], at[0], lambda item: not phrase.at_start or begins(item))
        return ((before[1][::-1], after[1]), before[0], after[0]) if before else None

    def steps(self, parts: Sequence[Part], forwards: bool) -> list[Step]:
        out: list[Step] = []
        for part in parts:
            if isinstance(part, Filler):
                out.append(Step(self.filler(part, forwards), part.slot, part.optional))
            else:
                for step, slot, optional in place(part, self.grammar, self.engine.forms, None):
                    way = step.forwards if forwards else step.backwards
                    out.append(Step(lambda item, way=way: way(self.reading, item), slot, optional))  # type: ignore[misc]
        return out

    def filler(self, part: Filler, forwards: bool) -> Callable[[int], Iterable[tuple[int, Items]]]:
        if part.absent:
            return lambda i: () if any(True for _ in self.lexicon(part.name, i)) else ((i, (i, i)),)
        if part.name in self.grammar.part:
            return (lambda i: self.head(part, i)) if forwards else (lambda i: self.head_back(part, i))
        if part.name in self.grammar.spans:
            return (lambda i: self.span(part.name, i)) if forwards else (lambda i: self.span_back(part.name, i))
        if part.name in self.grammar.extents:
            return lambda i: self.extent(part.name, i, forwards)
        return (lambda i: self.lexicon(part.name, i)) if forwards else (lambda i: self.lexicon_back(part.name, i))

    # Where an anchor may stand.

    def places(self, part: Part) -> Iterator[Items]:
        if isinstance(part, Words):
            yield from self.words(part.pattern)
            return
        for item in range(len(self.field.tags)):
            if part.name in self.grammar.single:
                yield from ((item, item + size) for size in self.single_sizes(part, item))
            elif part.name in self.grammar.part:
                yield from ((item, last) for last in self.group_ends(part, item))
            else:
                yield from ((item, item + size) for size, _ in self.entries(part.name, item, self.engine.forms))

    def single_sizes(self, part: Filler, item: int) -> Iterator[int]:
        """How many items a head of one tag takes at `item`: its entry's, or one where any word will do."""
        if not self.grammar.single[part.name].match(self.field.tags, item):
            return
        if part.lexicon is None:
            yield 1
            return
        entries = self.entries(part.lexicon, item, self.engine.forms)
        yield from (size for size, entry in entries if takes(entry, part.takes))

    def words(self, pattern: str) -> Iterator[Items]:
        texts = expand(pattern)
        if texts and all(map(self.engine.forms, texts)):
            for item in range(len(self.field.word)):
                for forms in map(self.engine.forms, texts):
                    if self.field.word[item : item + len(forms)] == forms:
                        yield item, item + len(forms)
            return
        for m in regex.finditer(spaced(pattern.strip(" ")), self.field.shadow, regex.IGNORECASE):
            if items := self.field.items_of(*m.span()):
                yield items

    # Fillers.

    def group_ends(self, part: Filler, item: int) -> Iterator[int]:
        """Where the groups of a head that begin at `item` end, by the entries their heads may be."""
        for group in self.reading.groups:
            if group.first != item or group.kind != part.name:
                continue
            if part.lexicon is None:
                yield group.last
            elif self.grammar.part[part.name] != "verb" or self.engine.pack.lexicons[part.lexicon].part == "verb":
                for size, entry in self.entries(part.lexicon, group.head, str.split):
                    if takes(entry, part.takes):
                        yield max(group.last, group.head + size)

    def head(self, part: Filler, item: int) -> Iterator[tuple[int, Items]]:
        """A head that is no anchor ends with the longest entry; see `HeadStep.last`."""
        if part.name in self.grammar.single:
            if self.grammar.single[part.name].match(self.field.tags, item):
                sizes = [1] if part.lexicon is None else [
                    size for size, entry in self.entries(part.lexicon, item, str.split) if takes(entry, part.takes)
                ]  # fmt: skip
                if sizes:
                    yield item + max(sizes), (item, item + max(sizes))
        elif ends := list(self.group_ends(part, item)):
            yield max(ends), (item, max(ends))

    def head_back(self, part: Filler, item: int) -> Iterator[tuple[int, Items]]:
        for first in range(item - 1, max(-1, item - LONGEST), -1):
            if any(to == item for to, _ in self.head(part, first)):
                yield first, (first, item)

    def span(self, name: str, item: int) -> Iterator[tuple[int, Items]]:
        span = self.grammar.spans[name]
        for pattern in span.patterns:
            if m := regex.match(pattern, self.tags(name), pos=item):
                yield m.end(), m.span(PART) if f"(?P<{PART}>" in pattern else m.span()

    def span_back(self, name: str, item: int) -> Iterator[tuple[int, Items]]:
        first = self.field.frame_of(item).first
        for pattern in self.grammar.spans[name].patterns:
            if m := regex.match(f"(?r){pattern}", self.tags(name), pos=first, endpos=item):
                yield m.start(), m.span(PART) if f"(?P<{PART}>" in pattern else m.span()

    def tags(self, span: str) -> str:
        return self.reading.cues if self.grammar.spans[span].over_cues else self.field.tags

    def extent(self, name: str, item: int, forwards: bool) -> Iterator[tuple[int, Items]]:
        reading = Reading.__new__(Reading)  # a reading that remembers nothing
        for slot in Reading.__slots__:
            setattr(reading, slot, getattr(self.reading, slot))
        reading._ends = {}
        yield from reading.extent(name, item) if forwards else reading.extent_back(name, item)

    def lexicon(self, name: str, item: int) -> Iterator[tuple[int, Items]]:
        for size, _ in sorted(self.entries(name, item, str.split), key=lambda one: -one[0]):
            yield item + size, (item, item + size)

    def lexicon_back(self, name: str, item: int) -> Iterator[tuple[int, Items]]:
        for first in range(item):
            if any(to == item for to, _ in self.lexicon(name, first)):
                yield first, (first, item)

    def entries(self, name: str, item: int, cut: Callable[[str], Sequence[str]]) -> Iterator[tuple[int, Entry]]:
        """The entries of a lexicon whose words begin at `item`."""
        lexicon, words = self.engine.pack.lexicons[name], self.field.word
        for size in range(1, 1 + max(len(cut(form)) for form in lexicon.forms)):
            form = " ".join(words[item : item + size])
            if form in lexicon.forms:
                yield size, lexicon.entries[lexicon.forms[form]]


def takes(entry: Entry, wanted: str | None) -> bool:
    return wanted is None or wanted in entry.fields.get("takes", ())


def anchor(parts: Sequence[Part]) -> int:
    cues = [at for at, part in enumerate(parts) if part.slot == "cue"]
    lexical = [at for at in cues if isinstance(parts[at], Filler) and parts[at].lexicon]  # type: ignore[union-attr]
    plain = [at for at in cues if isinstance(parts[at], Words)]
    return (lexical or plain or cues)[0]


def first_way(steps: Sequence[Step], item: int, fits: Callable[[int], bool]) -> tuple[int, Slots] | None:
    """Where the first way through all steps leads, with the slots it fills in the order of the steps."""
    if not steps:
        return (item, ()) if fits(item) else None
    step, rest = steps[0], steps[1:]
    for to, items in step.reaches(item):
        if way := first_way(rest, to, fits):
            return way[0], (*([(step.slot, items)] if step.slot else []), *way[1])
    return first_way(rest, item, fits) if step.optional else None
