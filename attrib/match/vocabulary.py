"""What the lexicons of a pack say of a word, and of the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attrib.rules.pack import Entry, Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A lexicon's entry found in a text; `size` counts its words."""

    lexicon: str
    lemma: str
    entry: Entry
    size: int


def words_of(lexicon: Lexicon) -> Iterator[tuple[str, Word]]:
    """Each form of a lexicon with what it is, the same for all forms of a lemma that have as many words."""
    known: dict[tuple[str, int], Word] = {}
    for form, lemma in lexicon.forms.items():
        key = lemma, 1 + form.count(" ")
        if key not in known:
            known[key] = Word(lexicon.name, lemma, lexicon.entries[lemma], key[1])
        yield form, known[key]


_Longer = dict[str, list[tuple[tuple[str, ...], Word]]]
"""Entries of several words by the second: the words behind the first, and what they are."""


class Vocabulary:
    """All lexicons by form: one look-up tells what entries may begin with a word."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._by_first: dict[str, tuple[list[Word], _Longer]] = {}
        self.longest = 0
        for lexicon in lexicons:
            for form, word in words_of(lexicon):
                self._add(form.split(), word)
        for _, by_second in self._by_first.values():
            for found in by_second.values():
                found.sort(key=lambda one: -one[1].size)

    def _add(self, words: list[str], word: Word) -> None:
        first, *rest = words
        self.longest = max(self.longest, len(words))
        alone, longer = self._by_first.setdefault(first, ([], {}))
        if rest:
            longer.setdefault(rest[0], []).append((tuple(rest), word))
        else:
            alone.append(word)

    def at(self, words: list[str], item: int) -> Sequence[Word]:
        """Entries that begin at `item`, the longest first: "say of" is one, and so is its "say"."""
        known = self._by_first.get(words[item])
        if known is None:
            return ()
        alone, longer = known
        if not longer or (candidates := longer.get(words[item + 1])) is None:
            return alone
        return [*(w for rest, w in candidates if tuple(words[item + 1 : item + w.size]) == rest), *alone]
