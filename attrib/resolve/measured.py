"""How often each rule and each of its cues was right on gold: the table that `attrib rules measure` writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrib.match.engine import Match

SHRINK = 4.0  # how many sightings the figure of the other cues counts for beside a cue's own
SELDOM = 3  # sightings up to which a cue tells what unseen ones are like


class Precision(NamedTuple):
    """Shares of right cues and of right attributions, 0..1."""

    cue: float
    right: float


EVEN = Precision(0.5, 0.5)


class Count(NamedTuple):
    """Sightings, those whose cue gold has too, and those that are right as a whole (source and content)."""

    seen: int
    cue: int
    right: int

    def plus(self, other: Count) -> Count:
        return Count(self.seen + other.seen, self.cue + other.cue, self.right + other.right)

    def rate(self, prior: Precision = EVEN) -> Precision:
        """The shares, shrunk to those of `prior`."""
        total = self.seen + SHRINK
        return Precision((self.cue + SHRINK * prior.cue) / total, (self.right + SHRINK * prior.right) / total)


NEVER = Count(0, 0, 0)


class Measured:
    """Precision by rule and cue, shrunk to that of the rule's seldom seen cues, as an unseen one is like these."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self.counts: dict[tuple[str, str], Count] = {}
        self.rare: dict[tuple[str, str], Count] = {}
        for rule, cue, *numbers in rows:
            count = self.counts[rule, cue] = Count(*map(int, numbers[:3]))
            phrase, _, lemma = cue.partition(":")
            if lemma and count.seen <= SELDOM:
                self.rare[rule, phrase] = self.rare.get((rule, phrase), NEVER).plus(count)
        self._known: dict[tuple[str, str], Precision | None] = {}

    def precision(self, match: Match) -> Precision | None:
        """None where the rule was never measured: a user's rule is kept as its author wrote it."""
        key = match.rule.id, cue_name(match)
        if key not in self._known:
            self._known[key] = self._shrunk(*key)
        return self._known[key]

    def _shrunk(self, rule: str, cue: str) -> Precision | None:
        whole = self.counts.get((rule, ""))
        if whole is None:
            return None
        phrase, _, lemma = cue.partition(":")
        prior = whole.rate()
        rare = self.rare.get((rule, phrase)) if lemma else None
        if rare:
            prior = rare.rate(prior)
        return self.counts.get((rule, cue), NEVER).rate(prior)


def cue_name(match: Match) -> str:
    """What a cue is counted under: its lemma and phrase, or the phrase alone."""
    return f"{match.phrase}:{match.lemma}" if match.lemma else f"{match.phrase}"
