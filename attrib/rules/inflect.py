"""Inflected forms from the pack's own suffix rules and its tables of irregular words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Suffix(NamedTuple):
    """A suffix rule: where `pattern` is found, it is replaced, by each of several `replacements`.

    `words` limits the rule to a list of lemmas.
    """

    pattern: re.Pattern[str]
    replacements: tuple[str, ...]
    words: frozenset[str] | None


Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Inflection:
    """The inflection of a language: by part of speech, then by form (`past`, `plural` …).

    `irregular` goes before `suffixes`, of which the first that fits is used; a `shared` form is like another one.
    `inflected` and `tails` tell which word of several is inflected; a lemma that is an irregular one behind one of
    `prefixes` is inflected like it.
    """

    suffixes: Mapping[str, Mapping[str, Sequence[Suffix]]] = field(default_factory=dict)
    irregular: Mapping[str, Mapping[str, Forms]] = field(default_factory=dict)
    shared: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guesses: Mapping[str, Sequence[Suffix]] = field(default_factory=dict)
    inflected: Mapping[str, str] = field(default_factory=dict)
    tails: Mapping[str, Sequence[str]] = field(default_factory=dict)
    prefixes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _lemmas: Mapping[str, Sequence[tuple[str, str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lemmas", _lemmas_by_form(self.irregular))

    def forms(self, lemma: str, part: str) -> Forms:
        """Form names to the forms of `lemma`, which is folded already and may be of several words."""
        before, word, after = self._split(lemma, part)
        prefix, stem = self._prefixed(word, part)
        before += prefix
        listed = self.irregular.get(part, {}).get(stem, {})
        rules = self.suffixes.get(part, {})
        found = {form: listed.get(form) or _apply(suffixes, stem) for form, suffixes in rules.items()}
        for form, like in self.shared.get(part, {}).items():
            found[form] = listed.get(form) or found.get(like, ())
        if not (before or after):
            return found
        return {form: tuple(before + one + after for one in words) for form, words in found.items()}

    def _split(self, lemma: str, part: str) -> tuple[str, str, str]:
        """What stands before the word that is inflected, that word, and what stands after it."""
        if " " not in lemma:
            return "", lemma, ""
        if self.inflected.get(part, "first") == "first":
            word, space, after = lemma.partition(" ")
            return "", word, space + after
        cut = min((at for tail in self.tails.get(part, ()) if (at := lemma.find(f" {tail} ")) > 0), default=len(lemma))
        before, space, word = lemma[:cut].rpartition(" ")
        return before + space, word, lemma[cut:]

    def _prefixed(self, word: str, part: str) -> tuple[str, str]:
        """`word` as a prefix and the irregular word it is formed from, or with an empty prefix."""
        table = self.irregular.get(part, {})
        if word not in table and word.startswith(tuple(self.prefixes.get(part, ()))):
            for prefix in self.prefixes.get(part, ()):
                if word.startswith(prefix) and word[len(prefix) :] in table:
                    return prefix, word[len(prefix) :]
        return "", word

    def lemma_guesses(self, form: str) -> Iterator[tuple[str, str, str]]:
        """(lemma, part, form name) readings of a word in no lexicon, likeliest first; the lemma need not exist."""
        yield from self._listed(form)
        yield from self._guessed(form)

    def _listed(self, form: str) -> Iterator[tuple[str, str, str]]:
        for lemma, part in self._lemmas.get(form, ()):
            yield from ((lemma, part, name) for name, words in self.forms(lemma, part).items() if form in words)

    def _guessed(self, form: str) -> Iterator[tuple[str, str, str]]:
        for part, suffixes in self.guesses.items():
            for lemma in _undone(suffixes, form):
                yield from ((lemma, part, name) for name, words in self.forms(lemma, part).items() if form in words)


def fold(word: str) -> str:
    """A word as look-ups see it: lower case, straight apostrophe."""
    return word.lower().replace("\u2019", "'")


def _lemmas_by_form(irregular: Mapping[str, Mapping[str, Forms]]) -> dict[str, list[tuple[str, str]]]:
    """Irregular forms to the lemmas, with their parts of speech, that they are listed for."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for part, table in irregular.items():
        for lemma, listed in table.items():
            for form in (form for words in listed.values() for form in words):
                found.setdefault(form, {})[lemma, part] = None
    return {form: list(lemmas) for form, lemmas in found.items()}


def _apply(suffixes: Sequence[Suffix], lemma: str) -> tuple[str, ...]:
    for pattern, replacements, words in suffixes:
        if (words is None or lemma in words) and pattern.search(lemma):
            return tuple([pattern.sub(replacement, lemma, count=1) for replacement in replacements])
    return ()


def _undone(suffixes: Sequence[Suffix], form: str) -> Iterator[str]:
    for pattern, replacements, _ in suffixes:
        if pattern.search(form):
            yield from (pattern.sub(replacement, form, count=1) for replacement in replacements)
