"""Odds in numbers, as the cues of hedges write them ("80 percent", "one in five"), and the level they stand for.

Patterns, number words and levels are data: `structure/odds.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attrib.match.field import Field
from attrib.match.items import Items
from attrib.rules.pack import Pack

Share = float
"""A probability, 0 to 1."""


class Stand(NamedTuple):
    """What odds from `least` on make of a hedge."""

    least: Share
    level: str
    flips: bool
    type: str
    value: float


class Odds:
    """Reads numbers. Frozen once built."""

    __slots__ = ("_numbers", "_patterns", "_stands", "rules")

    def __init__(self, pack: Pack) -> None:
        rows = pack.table("odds")
        self.rules = frozenset(name for what, name, *_ in rows if what == "states")
        self._numbers = {name: float(value) for what, name, value, *_ in rows if what == "number"}
        self._patterns = [(re.compile(name), float(value)) for what, name, value, *_ in rows if what == "pattern"]
        self._stands = sorted(
            (_stand(float(name), *value.split()) for what, name, value, *_ in rows if what == "level"), reverse=True
        )

    def stated(self, field: Field, cue: Sequence[Items]) -> tuple[Share, Share] | None:
        """The least and the most odds that a cue gives in numbers; None where it gives none that are odds."""
        words = [" ".join(field.word[first:last]) for first, last in cue]
        texts = *words, " ".join(words)
        for text in texts:
            if odds := self._read(text):
                return odds
        return None

    def stand(self, odds: tuple[Share, Share]) -> Stand | None:
        """What odds make of a hedge, by the middle of their range."""
        middle = sum(odds) / 2
        return next((stand for stand in self._stands if stand.least <= middle), None)

    def _read(self, text: str) -> tuple[Share, Share] | None:
        for pattern, whole in self._patterns:
            if m := pattern.fullmatch(text):
                groups = m.groupdict()
                high, low = self._number(groups["high"]), self._number(groups.get("low"))
                of = self._number(groups.get("of")) or whole
                if high is not None and high <= of:
                    return (high if low is None else low) / of, high / of
        return None

    def _number(self, text: str | None) -> float | None:
        """The number that a figure or words stand for."""
        if text is None:
            return None
        words = [self._numbers.get(word) for word in text.split("-")]
        if None not in words:
            return sum(filter(None, words))
        try:
            return float(text.replace(",", ""))
        except ValueError:
            return None


def _stand(least: Share, level: str, polarity: str, type_: str, value: str) -> Stand:
    return Stand(least, level, polarity == "negative", type_, float(value))
