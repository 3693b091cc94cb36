"""A pack made ready to match: one pass over the words for cues, then each phrase around its cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import regex

from attrib.match.field import Items, build_field
from attrib.match.grammar import Grammar, compile_grammar
from attrib.match.literals import expand
from attrib.match.program import USER_TIMEOUT, Anchored, Gate, Gates, Program, compile_phrase, is_open, run, takes
from attrib.match.reading import Reading, Vocabulary, Word
from attrib.match.repair import Repairs
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

    heads: dict[tuple[str, str | None, str | None], dict[Gate | None, list[Program]]] = field(default_factory=dict)
    triggers: dict[str, dict[str, list[Trigger]]] = field(default_factory=dict)  # by first and second word, "" for none
    patterns: list[tuple[regex.Pattern[str], Program]] = field(default_factory=list)


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
            word = Word(lexicon.name, lemma, lexicon.entries[lemma], 0)
            if takes(word, wanted):
                first, *rest = self.forms(form)
                self._trigger(first, Trigger(tuple(rest), program, word, head))

    def _trigger(self, first: str, trigger: Trigger) -> None:
        second = trigger.rest[0] if trigger.rest else ""
        self.index.triggers.setdefault(first, {}).setdefault(second, []).append(trigger)

    def matches(self, reading: Reading) -> list[Match]:
        """Every phrase that fits, by cue in the order they were looked for; overlaps are not settled here."""
        found = [*self._of_groups(reading), *self._of_words(reading)]
        if self.index.patterns:
            found += self._of_patterns(reading)
        return found

    def _of_groups(self, reading: Reading) -> Iterator[Match]:
        heads = self.index.heads
        for group in reading.groups:
            if bare := heads.get((group.kind, None, None)):
                lemma = self.lemma(reading.field.word[group.head])
                yield from _all_matched(bare, reading, (group.first, group.last), None, lemma)
            for word in reading.words_of(group):
                anchor = group.first, max(group.last, word.last)
                for construction in (None, *word.entry.fields.get("takes", ())):
                    if programs := heads.get((group.kind, word.lexicon, construction)):
                        yield from _all_matched(programs, reading, anchor, word, word.lemma)

    def _of_words(self, reading: Reading) -> Iterator[Match]:
        words, triggers = reading.field.word, self.index.triggers
        for item in [i for i, word in enumerate(words) if word in triggers]:
            by_second = triggers[words[item]]
            for rest, program, word, head in (*by_second.get("", ()), *by_second.get(words[item + 1], ())):
                last = item + 1 + len(rest)
                if len(rest) > 1 and tuple(words[item + 1 : last]) != rest:
                    continue
                if program.gate is not None and not is_open(program.gate, reading, last):
                    continue
                if head is None or reading.group_at(item, head):
                    yield from _matched(program, reading, (item, last), word, word.lemma if word else "")

    def _of_patterns(self, reading: Reading) -> Iterator[Match]:
        for pattern, program in self.index.patterns:
            timeout = None if program.rule.shipped else USER_TIMEOUT
            for m in pattern.finditer(reading.field.shadow, timeout=timeout):
                items = reading.field.items_of(*m.span())
                if items and (program.gate is None or is_open(program.gate, reading, items[1])):
                    yield from _matched(program, reading, items, None, "")


def _all_matched(
    programs: Mapping[Gate | None, list[Program]], reading: Reading, anchor: Items, word: Word | None, lemma: str
) -> Iterator[Match]:
    for gate, alike in programs.items():
        if gate is None or is_open(gate, reading, anchor[1]):
            for program in alike:
                yield from _matched(program, reading, anchor, word, lemma)


def _matched(
    program: Program, reading: Reading, anchor: Items, word: Word | None, lemma: str
) -> Iterator[Match]:
    found: Anchored | None = run(program, reading, *anchor)
    if found:
        yield Match(program.rule, program.number, word, lemma, found.slots, found.first, found.last, anchor)


def _structure_folder(pack: Pack) -> Path:
    """The structure of the first pack that has one: a pack that only adds rules needs none."""
    return next(folder for root in pack.roots if (folder := root / "structure").is_dir())
