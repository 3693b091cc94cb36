"""A pack made ready to match: one pass over the words for cues, then each phrase around its cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import regex

from attrib.errors import AttribError
from attrib.match.field import Items, build_field
from attrib.match.gates import Gate, Gates, is_open
from attrib.match.grammar import Grammar, compile_grammar
from attrib.match.literals import expand
from attrib.match.program import USER_TIMEOUT, Anchored, Program, compile_phrase, run
from attrib.match.reading import Reading, Vocabulary, Word
from attrib.match.repair import Repairs
from attrib.match.steps import takes
from attrib.match.tagger import Tagger
from attrib.match.tokens import Tokeniser, fold
from attrib.rules.pack import Pack, Rule
from attrib.rules.phrase import Words, spaced
from attrib.segment.spans import Layout


class Trigger(NamedTuple):
    """A cue that begins with some word: its further words, what it starts, and the head it has to be."""

    rest: tuple[str, ...]
    program: Program
    word: Word | None
    head: str | None


ByGate = dict[Gate | None, list[Program]]
MEMO = 200_000  # answers kept about which gates may be open after a cue, by the tags around


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: items are half-open ranges of the field. `slots` keeps the order of the text."""

    rule: Rule
    phrase: int
    word: Word | None  # the lexicon entry of the cue, where the rule names a lexicon
    lemma: str  # what the cue is counted under: its entry, or the head of a group in no lexicon
    slots: tuple[tuple[str, Items], ...]
    first: int
    last: int
    anchor: Items

    def get(self, slot: str) -> tuple[Items, ...]:
        return tuple(items for name, items in self.slots if name == slot)

    @property
    def cue(self) -> tuple[Items, ...]:
        return self.get("cue")


@dataclass(slots=True)
class _Index:
    """Programs by what starts them."""

    heads: dict[tuple[str, str | None, str | None], ByGate] = field(default_factory=dict)
    alone: dict[str, dict[Gate | None, list[Trigger]]] = field(default_factory=dict)  # cues of one word
    longer: dict[str, dict[str, list[Trigger]]] = field(default_factory=dict)  # by first and second word
    patterns: list[tuple[regex.Pattern[str], Program]] = field(default_factory=list)
    tags: list[tuple[re.Pattern[str], Program]] = field(default_factory=list)  # cues that any word of a tag may be


class Engine:
    """Frozen once built; `read` and `matches` keep no state between documents."""

    def __init__(self, pack: Pack, rates: Mapping[str, float]) -> None:
        folder = _structure_folder(pack)
        self.pack = pack
        self.grammar: Grammar = compile_grammar(pack.structure)
        self.tokeniser = Tokeniser.from_folder(folder)
        self.tagger = Tagger.from_folder(folder)
        self.repairs = Repairs(pack)
        self.verbs = Vocabulary(lexicon for lexicon in pack.lexicons.values() if lexicon.part == "verb")
        self.words = Vocabulary(lexicon for lexicon in pack.lexicons.values() if lexicon.part != "verb")
        self.rates = rates
        self._lemmas: dict[str, str] = {}
        self._likely_memo: dict[tuple[tuple[str, ...], str], ByGate] = {}
        self._plans: dict[tuple[str, str, str], ByGate] = {}
        self.index = _Index()
        gates = Gates(self.grammar)
        for rule in pack.rules:
            for number, phrase in enumerate(rule.phrases):
                for program in compile_phrase(rule, number, phrase, gates, self.forms):
                    self._add(program)

    def lemma(self, form: str) -> str:
        """The likeliest lemma of a form that is in no lexicon."""
        found = self._lemmas.get(form)
        if found is None:
            guesses = self.pack.inflection.lemma_guesses(form) if self.pack.inflection else ()
            found = self._lemmas[form] = next((lemma for lemma, part, _ in guesses if part == "verb"), form)
        return found

    def forms(self, text: str) -> list[str]:
        return fold(self.tokeniser.tokenise(text)[2])

    def read(self, text: str, layout: Layout) -> Reading:
        field = build_field(text, layout, self.tokeniser, self.tagger, self.repairs)
        return Reading(field, self.grammar, self.verbs, self.words, self.rates)

    def _add(self, program: Program) -> None:
        anchor = program.anchor
        if isinstance(anchor, Words):
            self._add_words(program, anchor.pattern)
        elif anchor.name in self.grammar.single and anchor.lexicon is None:
            self.index.tags.append((self.grammar.single[anchor.name], program))
        elif anchor.name in self.grammar.single:
            self._add_forms(program, anchor.lexicon, anchor.name, anchor.takes)
        elif anchor.name in self.grammar.part:
            by_gate = self.index.heads.setdefault((anchor.name, anchor.lexicon, anchor.takes), {})
            by_gate.setdefault(program.gate, []).append(program)
        else:
            self._add_forms(program, anchor.name, None, None)

    def _add_words(self, program: Program, pattern: str) -> None:
        texts = expand(pattern)
        sequences = [self.forms(text) for text in texts or ()]
        if not texts or not all(sequences):
            self.index.patterns.append((regex.compile(spaced(pattern.strip(" ")), regex.IGNORECASE), program))
            return
        for first, *rest in dict.fromkeys(map(tuple, sequences)):
            self._trigger(first, Trigger(tuple(rest), program, None, None))

    def _add_forms(self, program: Program, name: str | None, head: str | None, wanted: str | None) -> None:
        lexicon = self.pack.lexicons[name or ""]
        for form, lemma in lexicon.forms.items():
            word = Word(lexicon.name, lemma, lexicon.entries[lemma], 1 + form.count(" "))
            if takes(word, wanted):
                first, *rest = self.forms(form)
                self._trigger(first, Trigger(tuple(rest), program, word, head))

    def _trigger(self, first: str, trigger: Trigger) -> None:
        if trigger.rest:
            self.index.longer.setdefault(first, {}).setdefault(trigger.rest[0], []).append(trigger)
        else:
            self.index.alone.setdefault(first, {}).setdefault(trigger.program.gate, []).append(trigger)

    def matches(self, reading: Reading) -> list[Match]:
        """Every phrase that fits, by cue in the order they were looked for; overlaps are not settled here."""
        found: list[Match] = []
        self._of_groups(reading, found)
        self._of_words(reading, found)
        self._of_patterns(reading, found)
        self._of_tags(reading, found)
        return found

    def _of_groups(self, reading: Reading, found: list[Match]) -> None:
        heads = self.index.heads
        for group in reading.groups:
            around = Around(reading, group.first)
            if bare := heads.get((group.kind, None, None)):
                cue = Cue((group.first, group.last), None, self.lemma(reading.field.word[group.head]), around)
                _match_all(self._likely((group.kind,), bare, reading, group.last), reading, cue, found)
            for word in reading.words_of(group):
                if plan := self._plan(group.kind, word):
                    last = max(group.last, group.head + word.size)
                    likely = self._likely((group.kind, word.lexicon, word.lemma), plan, reading, last)
                    _match_all(likely, reading, Cue((group.first, last), word, word.lemma, around), found)

    def _likely(self, key: tuple[str, ...], plan: ByGate, reading: Reading, last: int) -> ByGate:
        """The gates that the tags around the end of a cue do not shut out at once."""
        around = reading.field.tags[last - 1 : last + 2]
        memo = self._likely_memo
        found = memo.get((key, around))
        if found is None:
            if len(memo) > MEMO:
                memo.clear()
            found = {gate: programs for gate, programs in plan.items() if gate is None or gate.admits(around)}
            memo[key, around] = found
        return found

    def _plan(self, kind: str, word: Word) -> ByGate:
        """All programs a group of this kind starts with this entry, whatever construction they ask for."""
        key = kind, word.lexicon, word.lemma
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = {}
            for construction in (None, *word.entry.fields.get("takes", ())):
                for gate, programs in self.index.heads.get((kind, word.lexicon, construction), {}).items():
                    plan.setdefault(gate, []).extend(programs)
        return plan

    def _of_words(self, reading: Reading, found: list[Match]) -> None:
        words, alone, longer = reading.field.word, self.index.alone, self.index.longer
        for item, word in enumerate(words):
            if word in alone:
                for gate, triggers in alone[word].items():
                    if gate is None or is_open(gate, reading, item + 1):
                        for trigger in triggers:
                            _match_trigger(trigger, reading, item, found)
            if word in longer and (further := longer[word].get(words[item + 1])):
                for trigger in further:
                    last = item + 1 + len(trigger.rest)
                    if tuple(words[item + 1 : last]) == trigger.rest:
                        gate = trigger.program.gate
                        if gate is None or is_open(gate, reading, last):
                            _match_trigger(trigger, reading, item, found)

    def _of_patterns(self, reading: Reading, found: list[Match]) -> None:
        for pattern, program in self.index.patterns:
            for m in _found(pattern, program, reading):
                items = reading.field.items_of(*m.span())
                if items and (program.gate is None or is_open(program.gate, reading, items[1])):
                    _match(program, reading, Cue(items, None, "", Around(reading, items[0])), found)

    def _of_tags(self, reading: Reading, found: list[Match]) -> None:
        for pattern, program in self.index.tags:
            for m in pattern.finditer(reading.field.tags):
                if program.gate is None or is_open(program.gate, reading, m.end()):
                    word = reading.field.word[m.start()]
                    _match(program, reading, Cue(m.span(), None, word, Around(reading, m.start())), found)


class Around:
    """The words of the sentence before and after a cue, cut out when first asked for."""

    __slots__ = ("_after", "_before", "_first", "_reading")

    def __init__(self, reading: Reading, first: int) -> None:
        self._reading, self._first = reading, first
        self._before: list[str] | None = None
        self._after: list[str] | None = None

    def lacks(self, program: Program) -> bool:
        """Whether a word that the program needs is nowhere in the sentence on its side of the cue."""
        if program.before:
            if self._before is None:
                self._before = self._reading.field.word[self._reading.sentence_start(self._first) : self._first]
            if any(wanted.isdisjoint(self._before) for wanted in program.before):
                return True
        if program.after:
            if self._after is None:
                self._after = self._reading.field.word[self._first : self._reading.sentence_end(self._first) + 1]
            return any(wanted.isdisjoint(self._after) for wanted in program.after)
        return False


class Cue(NamedTuple):
    """An anchor found in a text, with what the lexicons say of it."""

    items: Items
    word: Word | None
    lemma: str
    around: Around


def _match_all(programs: ByGate, reading: Reading, cue: Cue, found: list[Match]) -> None:
    for gate, alike in programs.items():
        if gate is None or is_open(gate, reading, cue.items[1]):
            for program in alike:
                _match(program, reading, cue, found)


def _match_trigger(trigger: Trigger, reading: Reading, item: int, found: list[Match]) -> None:
    if trigger.head is None or reading.group_at(item, trigger.head):
        word, items = trigger.word, (item, item + 1 + len(trigger.rest))
        _match(trigger.program, reading, Cue(items, word, word.lemma if word else "", Around(reading, item)), found)


def _match(program: Program, reading: Reading, cue: Cue, found: list[Match]) -> None:
    if cue.around.lacks(program):
        return
    try:
        anchored: Anchored | None = run(program, reading, *cue.items)
    except TimeoutError:
        raise _too_slow(program) from None
    if anchored:
        slots, first, last = anchored
        found.append(Match(program.rule, program.number, cue.word, cue.lemma, slots, first, last, cue.items))


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


def _structure_folder(pack: Pack) -> Path:
    """The structure of the first pack that has one: a pack that only adds rules needs none."""
    return next(folder for root in pack.roots if (folder := root / "structure").is_dir())
