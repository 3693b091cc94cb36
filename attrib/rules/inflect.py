"""Inflected forms from the pack's own suffix rules and its tables of irregular words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Suffix(NamedTuple):
    """A suffix rule: where `pattern` is found in the lemma, it is replaced. `words` limits it to a list of lemmas."""

    pattern: re.Pattern[str]
    replacement: str
    words: frozenset[str] | None


Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Inflection:
    """`suffixes[part][form]` are tried in order, the first that fits is used; `irregular[part][lemma]` goes before."""

    suffixes: Mapping[str, Mapping[str, Sequence[Suffix]]] = field(default_factory=dict)
    irregular: Mapping[str, Mapping[str, Forms]] = field(default_factory=dict)
    guesses: Mapping[str, Sequence[Suffix]] = field(default_factory=dict)

    def forms(self, lemma: str, part: str) -> Forms:
        """Form names (`past`, `plural` …) to the forms of `lemma`; of several words only the first is inflected."""
        head, space, rest = lemma.partition(" ")
        listed = self.irregular.get(part, {}).get(head, {})
        found = {}
        for form, suffixes in self.suffixes.get(part, {}).items():
            words = listed.get(form) or _apply(suffixes, head)
            found[form] = tuple(word + space + rest for word in words)
        return found

    def lemma_guesses(self, form: str) -> list[tuple[str, str, str]]:
        """(lemma, part, form name) readings of a word in no lexicon, likeliest first; the lemma need not exist."""
        readings = [*self._listed(form), *self._guessed(form)]
        return list(dict.fromkeys(readings))

    def _listed(self, form: str) -> Iterator[tuple[str, str, str]]:
        for part, table in self.irregular.items():
            for lemma, forms in table.items():
                yield from ((lemma, part, name) for name, words in forms.items() if form in words)

    def _guessed(self, form: str) -> Iterator[tuple[str, str, str]]:
        for part, suffixes in self.guesses.items():
            for lemma in _undone(suffixes, form):
                yield from ((lemma, part, name) for name, words in self.forms(lemma, part).items() if form in words)


def fold(word: str) -> str:
    """A word as look-ups see it: lower case, straight apostrophe."""
    return word.lower().replace("\u2019", "'")


def _apply(suffixes: Sequence[Suffix], lemma: str) -> tuple[str, ...]:
    for pattern, replacement, words in suffixes:
        if (words is None or lemma in words) and pattern.search(lemma):
            return (pattern.sub(replacement, lemma, count=1),)
    return ()


def _undone(suffixes: Sequence[Suffix], form: str) -> Iterator[str]:
    for pattern, replacement, _ in suffixes:
        if pattern.search(form):
            yield pattern.sub(replacement, form, count=1)
