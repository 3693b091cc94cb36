"""Sets of words numbered, so that which of them a word is in, or have a word in a sentence, is one number."""

from __future__ import annotations

from collections.abc import Iterable


class WordSets:
    """Gives each set of words a bit."""

    __slots__ = ("_known", "bits")

    def __init__(self) -> None:
        self.bits: dict[str, int] = {}
        """The sets that hold a word, a bit each."""
        self._known: dict[frozenset[str], int] = {}

    def number(self, sets: Iterable[frozenset[str]]) -> int:
        """A bit for each of these sets."""
        number = 0
        for words in sets:
            if words not in self._known:
                bit = self._known[words] = 1 << len(self._known)
                self.bits.update((word, self.bits.get(word, 0) | bit) for word in words)
            number |= self._known[words]
        return number
