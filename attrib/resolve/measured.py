"""How often each rule and each of its cues was right on gold: the table that `attrib rules measure` writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrib.match.engine import Match

SHRINK = 4.0  # how many sightings the figure of a whole rule counts for beside a cue's own


class Count(NamedTuple):
    """Sightings, those whose cue gold has too, and those that are right as a whole (source and content)."""

    seen: int
    cue: int
    right: int


class Precision(NamedTuple):
    """Shares of right cues and of right attributions, 0..1."""

    cue: float
    right: float


class Measured:
    """Precision by rule and cue, shrunk to the rule's own where a cue was seen seldom."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self.counts: dict[tuple[str, str], Count] = {}
        for rule, cue, *numbers in rows:
            self.counts[rule, cue] = Count(*map(int, numbers[:3]))
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
        of_rule = Precision((whole.cue + 1) / (whole.seen + 2), (whole.right + 1) / (whole.seen + 2))
        own = self.counts.get((rule, cue), Count(0, 0, 0))
        total = own.seen + SHRINK
        return Precision((own.cue + SHRINK * of_rule.cue) / total, (own.right + SHRINK * of_rule.right) / total)


def cue_name(match: Match) -> str:
    """What a cue is counted under: its lemma and phrase, or the phrase alone."""
    lemma = match.word.lemma if match.word else ""
    return f"{match.phrase}:{lemma}" if lemma else f"{match.phrase}"
