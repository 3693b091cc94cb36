"""What a cue may start: the phrases of its word, narrowed down by what stands around it.

Most phrases that a word may start are ruled out by the tags next to it and by words its sentence does not have. What is
left depends on little, so it is worked out once for each such surrounding and then looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import reduce
from itertools import accumulate, compress
from operator import or_
from typing import NamedTuple

from attrib.match.gates import Gate
from attrib.match.grammar import Grammar
from attrib.match.items import Items
from attrib.match.program import Program
from attrib.match.reading import Reading

AHEAD = 1  # tags behind a cue that are looked at: with more of them, too few surroundings come again
MEMO = 20_000  # surroundings a plan remembers


class Start(NamedTuple):
    """A program, and the tags of which its cue has to have one."""

    program: Program
    tags: frozenset[str] | None


Numbered = tuple[Program, int]
"""A program and its place in the plan."""


class _Sentence:
    """A sentence: its last item, which of the words that phrases need are its, and the sets that these are in.

    `before` and `after` are what they add up to from its start and, backwards, from its end, once somebody asks.
    """

    __slots__ = ("after", "before", "begin", "end", "first", "held", "last")

    def __init__(self, first: int, last: int, begin: int, end: int, held: int) -> None:
        self.first, self.last, self.begin, self.end, self.held = first, last, begin, end, held
        self.before: list[int] | None = None
        self.after: list[int] = []


class Sides:
    """The words of a text that phrases need: which of them stand on either side of a cue in its sentence.

    Sets of words are bits, numbered by `WordSets`. Cues are best asked about in the order of the text.
    """

    __slots__ = ("_here", "_items", "_known", "_reading", "_sets")

    def __init__(self, reading: Reading) -> None:
        needs = reading.field.needs
        self._reading = reading
        self._items = list(compress(range(len(needs)), needs))
        self._sets = list(filter(None, needs))
        self._known: dict[int, _Sentence] = {}  # by first item
        self._here = _Sentence(0, -1, 0, 0, 0)

    def of(self, cue: int, before: int, after: int) -> tuple[int, int]:
        """Of the sets `before` those that have a word before the item `cue` in its sentence, of `after` those that have
        one from it on."""
        here = self._sentence(cue)
        if not here.held & (before | after):
            return 0, 0
        if here.before is None:
            self._add_up(here)
        assert here.before is not None
        at = bisect_left(self._items, cue, here.begin, here.end) - here.begin
        return here.before[at] & before, here.after[-1 - at] & after

    def admit(self, program: Program, cue: int) -> bool:
        """Whether a sentence may begin at the cue, where the program asks for that, and whether the words and tags it
        needs stand on their side."""
        reading = self._reading
        if program.opens and not reading.grammar.may_begin_after(reading.field.tags[cue - 1 : cue]):
            return False
        if program.ahead and self.tags_ahead(program.ahead, cue) != program.ahead:
            return False
        if program.marks and reading.standing(program.marks, cue) != program.marks:
            return False
        before, after = program.before, program.after
        return not (before or after) or self.of(cue, before, after) == (before, after)

    def tags_ahead(self, marks: str, cue: int) -> str:
        """Which of these tags stand from the item `cue` on in its sentence."""
        tags, end = self._reading.field.tags, self._sentence(cue).last + 1
        return "".join([mark for mark in marks if tags.find(mark, cue, end) >= 0])

    def _sentence(self, item: int) -> _Sentence:
        here = self._here
        if not here.first <= item <= here.last:
            first = self._reading.sentence_start(item)
            known = self._known.get(first)
            if known is None:
                known = self._known[first] = self._bounds(first, self._reading.sentence_end(item))
            here = self._here = known
        return here

    def _bounds(self, first: int, last: int) -> _Sentence:
        begin = bisect_left(self._items, first)
        end = bisect_left(self._items, last + 1, begin)
        held = reduce(or_, self._sets[begin:end], 0)
        return _Sentence(first, last, begin, end, held)

    def _add_up(self, here: _Sentence) -> None:
        words = self._sets[here.begin : here.end]
        here.after = list(accumulate(words[::-1], or_, initial=0))
        here.before = list(accumulate(words, or_, initial=0))


class Plans:
    """Hands out plans, one for all words that start the same."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._known: dict[tuple[tuple[int, int], ...], Plan] = {}

    def plan(self, starts: Sequence[Start]) -> Plan:
        key = tuple((id(program), id(tags)) for program, tags in starts)
        plan = self._known.get(key)
        if plan is None:
            plan = self._known[key] = Plan(self._grammar, starts)
        return plan


class _Group:
    """What a plan may start by one gate, with cues of the same tags."""

    __slots__ = ("gate", "starts", "tags")

    def __init__(self, gate: Gate | None, tags: frozenset[str] | None) -> None:
        self.gate, self.tags = gate, tags
        self.starts: list[Numbered] = []

    def fits(self, around: str) -> bool:
        """Whether the cue's own tag and the one behind it leave this possible."""
        return (self.tags is None or around[0] in self.tags) and (self.gate is None or self.gate.admits(around))

    def begins_with(self, word: str, second: str) -> bool:
        """Whether it may go on with these words, none of which has to be known."""
        gate = self.gate
        return gate is None or gate.words is None or (bool(word) and gate.begins_with(word, second))


class Plan:
    """All that some words, or some kind of entry, may start."""

    __slots__ = ("_begun", "_by_tags", "_grammar", "_groups", "_known", "_same", "_words")

    def __init__(self, grammar: Grammar, starts: Sequence[Start]) -> None:
        self._grammar = grammar
        self._by_tags: dict[str, list[_Group]] = {}
        self._same: dict[tuple[int, ...], Fitting | None] = {}
        groups: dict[tuple[Gate | None, frozenset[str] | None], _Group] = {}
        for number, (program, tags) in enumerate(starts):
            group = groups.get((program.gate, tags))
            if group is None:
                group = groups[program.gate, tags] = _Group(program.gate, tags)
            group.starts.append((program, number))
        self._groups = list(groups.values())
        self._words = frozenset(words for group in self._groups if group.gate for words in group.gate.words or ())
        self._begun = self._words.union([words.split()[0] for words in self._words if " " in words])
        self._known: dict[str, dict[str, Fitting | None]] = {}  # by words, then by tags

    def candidates(self, reading: Reading, sides: Sides, items: Items) -> Sequence[Numbered]:
        """What may fit around a cue at these items: a few tags and words do not rule it out."""
        first, last = items
        words = reading.field.word
        word = self._first(words[last], words[last + 1]) if words[last] in self._begun else ""
        around = reading.field.tags[last - 1 : last + AHEAD]
        try:
            fitting = self._known[word][around]
        except KeyError:
            fitting = self._known.setdefault(word, {})[around] = self._fitting(around, word)
        return fitting.candidates(reading, sides, first) if fitting else ()

    def _first(self, word: str, second: str) -> str:
        """As much of these two words as something that the plan holds begins with."""
        two = f"{word} {second}"
        return two if two in self._words else word if word in self._words else ""

    def _fitting(self, around: str, words: str) -> Fitting | None:
        """What the cue's own tag, the tag behind it and the next word or two leave."""
        groups = self._by_tags.get(around)
        if groups is None:
            groups = self._by_tags[around] = [group for group in self._groups if group.fits(around)]
        word, _, second = words.partition(" ")
        found = [one for group in groups if group.begins_with(word, second) for one in group.starts]
        key = tuple([number for _, number in found])
        if key not in self._same:
            self._same[key] = Fitting(self._grammar, found) if found else None
        return self._same[key]


class Fitting:
    """What fits the tags beside a cue, to be narrowed down by what stands further off in its sentence."""

    __slots__ = (
        "_after", "_ahead", "_all_open", "_before", "_grammar", "_known", "_marks", "_needs", "_numbered", "_only",
        "_opening",
    )  # fmt: skip

    def __init__(self, grammar: Grammar, numbered: Sequence[Numbered]) -> None:
        programs = [program for program, _ in numbered]
        self._grammar = grammar
        self._numbered = numbered
        self._known: dict[tuple[int, int, str, str, str], tuple[Numbered, ...]] = {}
        self._marks = "".join(dict.fromkeys(mark for program in programs for mark in program.marks))
        self._ahead = "".join(dict.fromkeys(mark for program in programs for mark in program.ahead))
        self._opening = any(program.opens for program in programs)
        self._all_open = all(program.opens for program in programs)
        self._before = reduce(or_, (program.before for program in programs))
        self._after = reduce(or_, (program.after for program in programs))
        self._needs = bool(self._before or self._after)
        self._only = programs[0] if len(programs) == 1 else None

    def candidates(self, reading: Reading, sides: Sides, first: int) -> Sequence[Numbered]:
        """What may fit at a cue that begins at the item `first`."""
        if self._only:
            return self._numbered if sides.admit(self._only, first) else ()
        tag = reading.field.tags[first - 1 : first] if self._opening else ""
        if self._all_open and not self._grammar.may_begin_after(tag):
            return ()
        before, after = sides.of(first, self._before, self._after) if self._needs else (0, 0)
        key = (
            before,
            after,
            tag,
            reading.standing(self._marks, first) if self._marks else "",
            sides.tags_ahead(self._ahead, first) if self._ahead else "",
        )
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MEMO:
                self._known.clear()
            found = self._known[key] = tuple(self._narrowed(*key))
        return found

    def _narrowed(self, before: int, after: int, tag: str, marks: str, ahead: str) -> list[Numbered]:
        """Those that may begin their sentence here, where they ask for that, and for which what has to stand does."""
        begins = not self._opening or self._grammar.may_begin_after(tag)
        lacks_before, lacks_after, stand, follow = ~before, ~after, set(marks), set(ahead)
        found = []
        for one in self._numbered:
            program = one[0]
            if program.before & lacks_before or program.after & lacks_after or (program.opens and not begins):
                continue
            if stand.issuperset(program.marks) and follow.issuperset(program.ahead):
                found.append(one)
        return found
