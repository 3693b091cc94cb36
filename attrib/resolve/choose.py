"""Which of the matches stand: what looks like a cue and is none is blocked, overlapping cues are settled.

Of two rules that claim the same cue the one with the higher stated priority wins, then the one that was measured to
be right more often, then the one that takes more of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from attrib.match.engine import Match
from attrib.resolve.measured import Measured, Precision


class Chosen(NamedTuple):
    """A match that stands. `listed`: right often enough, source and content and all, to be shown as an attribution;
    else its cue is, and it counts for labels alone."""

    match: Match
    precision: Precision | None
    listed: bool = True


class Least(NamedTuple):
    """The least measured shares: of right attributions for the list, of right cues for labels; and of right ones for
    the list where an attribution stands in the content of another, which the measured corpus does not mark."""

    right: float
    cue: float
    nested: float = 0.0


class Lost(NamedTuple):
    """A match that does not stand, and why, for `attrib explain`."""

    match: Match
    reason: str
    blocked: bool


def unblocked(matches: Sequence[Match], lose: Callable[[Lost], None]) -> list[Match]:
    """The matches of real rules without those whose cue a pseudo rule of their kind covers."""
    blocked: dict[tuple[str, int], str] = {}
    for match in matches:
        if match.rule.kind == "pseudo":
            for kind in match.rule.effect["blocks"]:
                blocked.update(((kind, item), match.rule.id) for item in _items(match))
    kept = []
    for match in matches:
        if match.rule.kind == "pseudo":
            continue
        by = _blocking(match, blocked) if blocked else None
        if by:
            lose(Lost(match, f"blocked by {by}", True))
        else:
            kept.append(match)
    return kept


def _blocking(match: Match, blocked: Mapping[tuple[str, int], str]) -> str | None:
    """The pseudo rule that covers an item of the cue."""
    kind = match.rule.kind
    for item in _items(match):
        if by := blocked.get((kind, item)):
            return by
    return None


def _items(match: Match) -> list[int]:
    """The items of the cue."""
    return [item for first, last in match.cue for item in range(first, last)]


def choose(matches: Iterable[Match], measured: Measured, least: Least, lose: Callable[[Lost], None]) -> list[Chosen]:
    """One match a cue, in text order, those left out that were measured to be right less often than `least`."""
    ranked = sorted((Chosen(m, measured.precision(m)) for m in matches), key=_rank)
    taken: dict[int, str] = {}
    chosen = []
    for one in ranked:
        match, precision, _ = one
        items = _items(match)
        if not taken.keys().isdisjoint(items):
            winner = next(taken[item] for item in items if item in taken)
            lose(Lost(match, f"its cue went to {winner}", False))
        elif precision and precision.right < least.right and precision.cue < least.cue:
            lose(Lost(match, f"measured right {precision.right:.2f}, below {least.right:.2f}", False))
        else:
            listed = precision is None or precision.right >= least.right
            chosen.append(one if listed else Chosen(match, precision, False))
            taken.update(dict.fromkeys(items, match.rule.id))
    return sorted(_heard_once(chosen, lose), key=lambda one: one.match.cue[0])


def _heard_once(chosen: list[Chosen], lose: Callable[[Lost], None]) -> list[Chosen]:
    """Those left out that hold what a listed one with a source holds, and count for labels alone or name nobody:
    "*Holm said* in a *complaint* that"."""
    told = {items: one.match.rule.id for one in chosen if _names(one) for items in one.match.get("content")}
    kept = []
    for one in chosen:
        by = None if _names(one) else next((told[items] for items in one.match.get("content") if items in told), None)
        if by:
            lose(Lost(one.match, f"its content went to {by}", False))
        else:
            kept.append(one)
    return kept


def _names(one: Chosen) -> bool:
    return one.listed and bool(one.match.get("source"))


def _rank(one: Chosen) -> tuple[float, float, int, int]:
    precision = one.precision.right if one.precision else 1.0
    return -one.match.rule.priority, -precision, one.match.first - one.match.last, one.match.phrase
