"""A pack made ready to match: one pass over the words for cues, then each phrase around its cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import regex

from attrib.errors import AttribError, UsageError
from attrib.match.clauses import Clauses
from attrib.match.field import Sight, build_field
from attrib.match.gates import PLAIN, Gates
from attrib.match.grammar import Grammar, compile_grammar
from attrib.match.items import Items, new
from attrib.match.lexemes import Lexemes
from attrib.match.literals import expand
from attrib.match.plans import Plan, Plans, Sides, Start
from attrib.match.program import USER_TIMEOUT, Anchored, Program, compile_phrase, run
from attrib.match.reading import EndRates, Reading
from attrib.match.repair import Repairs
from attrib.match.steps import takes
from attrib.match.tagger import Tagger
from attrib.match.tokens import Tokeniser, fold
from attrib.match.vocabulary import Vocabulary, Word, words_of
from attrib.rules.pack import Entry, Lexicon, Pack, Rule
from attrib.rules.phrase import Words, spaced, trimmed
from attrib.segment.spans import Layout

CUE = "cue"
STRUCTURE_FILES = ("tags.yml", "tags.tsv", "transitions.tsv")


class Trigger(NamedTuple):
    """A cue of several words: those behind the first, what it starts, and the head it has to be."""

    rest: tuple[str, ...]
    program: Program
    word: Word | None
    head: str | None


class Triggers:
    """Cues that begin with the same two words, by the words behind the first."""

    __slots__ = ("_by_rest", "_sizes")

    def __init__(self) -> None:
        self._by_rest: dict[tuple[str, ...], list[tuple[int, Trigger]]] = {}
        self._sizes: tuple[int, ...] = ()

    def add(self, trigger: Trigger) -> None:
        self._by_rest.setdefault(trigger.rest, []).append((sum(map(len, self._by_rest.values())), trigger))
        self._sizes = tuple(sorted({*self._sizes, len(trigger.rest)}))

    def at(self, words: Sequence[str], item: int) -> list[Trigger]:
        """Those that stand at `item`, in the order they were added."""
        found: list[tuple[int, Trigger]] = []
        for size in self._sizes:
            found += self._by_rest.get(tuple(words[item + 1 : item + 1 + size]), ())
        return [trigger for _, trigger in sorted(found, key=_by_order)]


_by_order = itemgetter(0)

Starts = tuple[tuple[Plan, tuple[Word | None, ...]] | None, dict[str, Triggers] | None]
"""What a word starts by itself, with the entry it is for each program, and what it does with the word behind it."""


class Match(NamedTuple):
    """A phrase found: items are half-open ranges of the field. `slots` keeps the order of the text."""

    rule: Rule
    phrase: int
    word: Word | None  # the lexicon entry of the cue, where the rule names a lexicon
    lemma: str  # what the cue is counted under: its entry, or the head of a group in no lexicon
    slots: tuple[tuple[str, Items], ...]
    first: int
    last: int
    anchor: Items
    cue: tuple[Items, ...]

    def get(self, slot: str) -> tuple[Items, ...]:
        return slot_of(self.slots, slot)


def slot_of(slots: Sequence[tuple[str, Items]], slot: str) -> tuple[Items, ...]:
    """The items of one slot, in the order of the text."""
    return tuple([items for name, items in slots if name == slot])


@dataclass(slots=True)
class _Index:
    """Programs by what starts them."""

    heads: dict[tuple[str, str | None, str | None], list[Program]] = field(default_factory=dict)
    alone: dict[str, list[tuple[Start, Word | None]]] = field(default_factory=dict)  # cues of one word, till planned
    longer: dict[str, dict[str, Triggers]] = field(default_factory=dict)  # by first and second word
    patterns: list[tuple[regex.Pattern[str], Program]] = field(default_factory=list)
    tags: dict[re.Pattern[str], list[Start]] = field(default_factory=dict)  # cues that any word of a tag may be


class Engine:
    """Frozen once built; `read` and `matches` keep no state between documents."""

    def __init__(self, pack: Pack, rates: Mapping[str, float], limit: float) -> None:
        """`rates` and `limit` tell where contents end (see `EndRates`)."""
        folder = _structure_folder(pack)
        self.pack = pack
        self.grammar: Grammar = compile_grammar(pack.structure)
        self.tokeniser = Tokeniser.from_folder(folder)
        self.verbs = Vocabulary(lexicon for lexicon in pack.lexicons.values() if lexicon.part == "verb")
        self.words = Vocabulary(lexicon for lexicon in pack.lexicons.values() if lexicon.part != "verb")
        self.ends = EndRates(rates, self.grammar.boundaries.rates, limit)
        self._lemmas: dict[str, str] = {}
        self._all_plans = Plans(self.grammar)
        self._plans: dict[str, dict[Entry | None, Plan | None]] = {}
        self.index = _Index()
        self._by_lexicon: dict[str, Sequence[tuple[str, tuple[str, ...], Word]]] = {}
        gates = Gates(self.grammar, pack.lexicons, self.forms)
        for rule in pack.rules:
            for number, phrase in enumerate(rule.phrases):
                for program in compile_phrase(rule, number, phrase, gates, self.forms):
                    self._add(program)
        self._tags = [(pattern, self._all_plans.plan(starts)) for pattern, starts in self.index.tags.items()]
        tagger, repairs = Tagger.from_folder(folder), (Repairs(pack, first=True), Repairs(pack))
        lexemes = Lexemes(tagger, repairs, self._starting(), gates.needs.bits)
        self._by_lexicon.clear()
        self.sight = Sight(self.tokeniser, lexemes, tagger, *repairs, Clauses(pack.structure))

    def _starting(self) -> dict[str, Starts]:
        """What each word starts."""
        alone = {word: self._with_words(found) for word, found in self.index.alone.items()}
        self.index.alone.clear()
        longer = self.index.longer
        return {word: (alone.get(word), longer.get(word)) for word in dict.fromkeys((*alone, *longer))}

    def lemma(self, form: str) -> str:
        """The likeliest lemma of a form that is in no lexicon."""
        found = self._lemmas.get(form)
        if found is None:
            guesses = self.pack.inflection.lemma_guesses(form) if self.pack.inflection else ()
            found = self._lemmas[form] = next((lemma for lemma, part, _ in guesses if part == "verb"), form)
        return found

    def forms(self, text: str) -> list[str]:
        """The items of a text, folded; a plain word, as most are, is one."""
        return [text] if PLAIN.fullmatch(text) else fold(self.tokeniser.tokenise(text)[2])

    def read(self, text: str, layout: Layout) -> Reading:
        field = build_field(text, layout, self.sight)
        return Reading(field, self.grammar, self.verbs, self.words, self.ends)

    def _add(self, program: Program) -> None:
        anchor = program.anchor
        if isinstance(anchor, Words):
            self._add_words(program, anchor.pattern)
        elif anchor.name in self.grammar.single and anchor.lexicon is None:
            self.index.tags.setdefault(self.grammar.single[anchor.name], []).append(Start(program, None))
        elif anchor.name in self.grammar.single:
            self._add_forms(program, anchor.lexicon, anchor.name, anchor.takes)
        elif anchor.name in self.grammar.part:
            self.index.heads.setdefault((anchor.name, anchor.lexicon, anchor.takes), []).append(program)
        else:
            self._add_forms(program, anchor.name, None, None)

    def _add_words(self, program: Program, pattern: str) -> None:
        texts = expand(pattern)
        sequences = [self.forms(text) for text in texts or ()]
        if not texts or not all(sequences):
            self.index.patterns.append((regex.compile(spaced(trimmed(pattern)), regex.IGNORECASE), program))
            return
        start = Start(program, None)
        for first, *rest in dict.fromkeys(map(tuple, sequences)):
            self._trigger(first, tuple(rest), start, None, None)

    def _add_forms(self, program: Program, name: str | None, head: str | None, wanted: str | None) -> None:
        start = Start(program, self.grammar.one_of[head] if head else None)
        for first, rest, word in self._words_of(name or ""):
            if takes(word, wanted):
                self._trigger(first, rest, start, word, head)

    def _words_of(self, name: str) -> Sequence[tuple[str, tuple[str, ...], Word]]:
        """The forms of a lexicon, as many phrases ask for them: first word, further words, what it is."""
        if name not in self._by_lexicon:
            found = []
            for form, word in words_of(self.pack.lexicons[name]):
                first, *rest = self.forms(form)
                found.append((first, tuple(rest), word))
            self._by_lexicon[name] = found
        return self._by_lexicon[name]

    def _trigger(self, first: str, rest: tuple[str, ...], start: Start, word: Word | None, head: str | None) -> None:
        if rest:
            trigger = Trigger(rest, start.program, word, head)
            self.index.longer.setdefault(first, {}).setdefault(rest[0], Triggers()).add(trigger)
        else:
            self.index.alone.setdefault(first, []).append((start, word))

    def matches(self, reading: Reading) -> list[Match]:
        """Every phrase that fits, by cue in the order they were looked for; overlaps are not settled here."""
        found: list[Match] = []
        sides = Sides(reading)
        self._of_groups(reading, sides, found)
        self._of_words(reading, sides, found)
        self._of_patterns(reading, sides, found)
        self._of_tags(reading, sides, found)
        return found

    def _of_groups(self, reading: Reading, sides: Sides, found: list[Match]) -> None:
        for group, words in reading.heads:
            plans = self._plans_of(group.kind)
            if bare := plans[None]:
                lemma = self.lemma(reading.field.word[group.head])
                _match_all(bare, (None,), lemma, reading, sides, (group.first, group.last), found)
            for word in words:
                if plan := plans[word.entry]:
                    last = max(group.last, group.head + word.size)
                    _match_all(plan, (word,), word.lemma, reading, sides, (group.first, last), found)

    def _plans_of(self, kind: str) -> dict[Entry | None, Plan | None]:
        """What a group of this kind starts, by its lexicon entry and without one."""
        plans = self._plans.get(kind)
        if plans is None:
            plans = {None: self._plan(kind, None, ())}
            for lexicon in self.pack.lexicons.values():
                by_takes = {takes: self._plan(kind, lexicon.name, takes) for takes in _constructions(lexicon)}
                plans.update((entry, by_takes[entry.takes]) for entry in lexicon.entries.values())
            self._plans[kind] = plans  # only when whole: threads share an engine
        return plans

    def _plan(self, kind: str, lexicon: str | None, constructions: tuple[str, ...]) -> Plan | None:
        """All programs that a group of this kind starts with an entry that takes these constructions."""
        asked = (self.index.heads.get((kind, lexicon, one), ()) for one in (None, *constructions))
        starts = [Start(program, None) for programs in asked for program in programs]
        return self._all_plans.plan(starts) if starts else None

    def _with_words(self, found: Sequence[tuple[Start, Word | None]]) -> tuple[Plan, tuple[Word | None, ...]]:
        """What a word starts, and the entry it is for each program."""
        return self._all_plans.plan([start for start, _ in found]), tuple(word for _, word in found)

    def _of_words(self, reading: Reading, sides: Sides, found: list[Match]) -> None:
        words = reading.field.word
        for item, (alone, longer) in reading.field.starting:
            if alone:
                plan, entries = alone
                _match_all(plan, entries, "", reading, sides, (item, item + 1), found)
            if longer and (triggers := longer.get(words[item + 1])):
                for trigger in triggers.at(words, item):
                    self._match_trigger(trigger, reading, sides, item, found)

    def _of_patterns(self, reading: Reading, sides: Sides, found: list[Match]) -> None:
        for pattern, program in self.index.patterns:
            for m in _found(pattern, program, reading):
                items = reading.field.items_of(*m.span())
                if items and self._may_fit(program, reading, sides, items):
                    _match(program, None, "", reading, items, found)

    def _of_tags(self, reading: Reading, sides: Sides, found: list[Match]) -> None:
        for pattern, plan in self._tags:
            for m in pattern.finditer(reading.field.tags):
                _match_all(plan, (None,), reading.field.word[m.start()], reading, sides, m.span(), found)

    def _match_trigger(self, trigger: Trigger, reading: Reading, sides: Sides, item: int, found: list[Match]) -> None:
        rest, program, word, head = trigger
        items = item, item + 1 + len(rest)
        if self._may_fit(program, reading, sides, items) and (head is None or reading.group_at(item, head)):
            _match(program, word, word.lemma if word else "", reading, items, found)

    def _may_fit(self, program: Program, reading: Reading, sides: Sides, items: Items) -> bool:
        """Whether the tags beside a cue and the words of its sentence let the program be tried."""
        first, last = items
        return (program.gate is None or program.gate.is_open(reading, last)) and sides.admit(program, first)


def _match_all(
    plan: Plan,
    entries: Sequence[Word | None],
    lemma: str,
    reading: Reading,
    sides: Sides,
    items: Items,
    found: list[Match],
) -> None:
    """Try what the plan holds at a cue: an entry of a lexicon, or one for each program; `lemma` where it is none."""
    alike = len(entries) == 1
    for program, number in plan.candidates(reading, sides, items):
        word = entries[0 if alike else number]
        _match(program, word, word.lemma if word else lemma, reading, items, found)


def _match(program: Program, word: Word | None, lemma: str, reading: Reading, items: Items, found: list[Match]) -> None:
    try:
        anchored: Anchored | None = run(program, reading, items)
    except TimeoutError:
        raise _too_slow(program) from None
    if anchored:
        slots, begin, end = anchored
        cue = slot_of(slots, CUE)
        found.append(new(Match, (program.rule, program.number, word, lemma, slots, begin, end, items, cue)))


def _found(pattern: regex.Pattern[str], program: Program, reading: Reading) -> Iterator[regex.Match[str]]:
    timeout = None if program.rule.shipped else USER_TIMEOUT
    try:
        yield from pattern.finditer(reading.field.shadow, timeout=timeout)
    except TimeoutError:
        raise _too_slow(program) from None


def _too_slow(program: Program) -> AttribError:
    rule = program.rule
    phrase = rule.phrases[program.number]
    return AttribError(f"{rule.path}:{phrase.line}:{phrase.column}: rule {rule.id}: this expression takes too long")


def _constructions(lexicon: Lexicon) -> set[tuple[str, ...]]:
    return {entry.takes for entry in lexicon.entries.values()}


def _structure_folder(pack: Pack) -> Path:
    """The structure of the first pack that has one: a pack that only adds rules needs none."""
    folder = next((folder for root in pack.roots if (folder := root / "structure").is_dir()), None)
    if folder is None:
        own = ", ".join(map(str, pack.roots))
        raise UsageError(f"{own}: rules alone are no pack: name the one they are added to, rules=['en', '{own}']")
    for name in STRUCTURE_FILES:
        if not (folder / name).is_file():
            raise UsageError(f"{folder / name}: no such file: the structure of a pack needs it")
    return folder
