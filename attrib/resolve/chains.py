"""A match as the attributions it stands for: one, or two when a rule names an inner source beside the outer one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attrib.match.engine import Match
from attrib.match.items import Items
from attrib.rules.phrase import Words

PERSONS = ("source", "inner")
PARTS = *PERSONS, "cue"


class Link(NamedTuple):
    """One attribution of a match, in items; `points` where its content lies outside its sentence."""

    source: tuple[Items, ...]
    cue: tuple[Items, ...]
    content: tuple[Items, ...]
    points: str | None


def links(match: Match) -> list[Link]:
    """The attributions of a match, outermost first."""
    inner, points = match.get("inner"), match.rule.effect.get("points")
    if not inner:
        return [Link(match.get("source"), match.cue, match.get("content"), points)]
    cues = _cues_by_person(match)
    outer_cue, inner_cue = cues["source"] or match.cue[-1:], cues["inner"] or match.cue[:1]
    content = match.get("content")
    before = _before(match, outer_cue)
    if points is None or inner[0][0] > before:  # "X reported this, citing Y": both stand behind what was said
        outer = Link(match.get("source"), outer_cue, content, points)
    else:
        outer = Link(match.get("source"), outer_cue, ((inner[0][0], before),), None)
    return [
        outer,
        Link(inner, inner_cue, content, points),
    ]


def _before(match: Match, outer_cue: Sequence[Items]) -> int:
    """Where the outer clause ("…, Reuters reports") begins, its comma left out."""
    outer = *match.get("source"), *outer_cue
    return min(items[0] for items in outer) - 1


def _cues_by_person(match: Match) -> dict[str, tuple[Items, ...]]:
    """Words right before a person are that person's cue ("citing Y"); the rest go in the order of the text."""
    found: dict[str, tuple[Items, ...]] = dict.fromkeys(PERSONS, ())
    slots = [(name, items) for name, items in match.slots if name in PARTS]
    words = _words_cues(match)
    left = []
    number = -1
    for at, (name, items) in enumerate(slots):
        if name != "cue":
            continue
        number += 1
        person = slots[at + 1][0] if at + 1 < len(slots) else ""
        if number in words and person in PERSONS:
            found[person] = (items,)
        else:
            left.append(items)
    for name in dict.fromkeys(name for name, _ in slots if name in PERSONS):
        if not found[name] and left:
            found[name] = (left.pop(0),)
    found["source"] += tuple(left)
    return found


def _words_cues(match: Match) -> frozenset[int]:
    """Which of the phrase's cues are plain words."""
    cues = [part for part in match.rule.phrases[match.phrase].parts if part.slot == "cue"]
    return frozenset(n for n, part in enumerate(cues) if isinstance(part, Words))
