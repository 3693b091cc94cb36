"""Words of estimative probability: the classes of standards that a hedge's words, or the number it gives, stand for.

Standards: ICD 203 (Office of the Director of National Intelligence 2015), the PHIA probability yardstick, and the
guidance note of the IPCC (Mastrandrea et al. 2010). Likelihood (how probable an event is) and confidence (how good the
basis of a judgement is) are scales of their own. All words and numbers are data: the `words` and `kin` of a scale's
classes, and `structure/odds.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from attrib.match.field import Field
from attrib.resolve.hedged import HedgeDraft
from attrib.resolve.odds import Odds, Share
from attrib.rules.pack import Pack
from attrib.rules.scale import BandForm as Band
from attrib.rules.scale import ScaleForm as Scale
from attrib.scales import load_scales

LONGEST = 3  # words before a cue that a term may begin with ("in all likelihood", "about as likely as not")
TERM, KIN, NUMBER = "term", "kin", "number"
Estimate = dict[str, Any]
"""A class as the record words it (`attrib.model.Estimate`)."""


class Estimates:
    """Looks up the classes of hedges. The scales are read when the first hedge that may have one is asked about."""

    def __init__(self, pack: Pack, odds: Odds) -> None:
        self._pack, self._odds = pack, odds
        rows = pack.table("odds")
        self._names = [name for what, name, *_ in rows if what == "scale"]
        self._degrees = frozenset(name for what, name, *_ in rows if what == "degree")

    def of(self, field: Field, hedges: Iterable[HedgeDraft]) -> dict[HedgeDraft, list[Estimate]]:
        """The classes of hedges, one a scale at most; those whose words no scale knows are left out."""
        if not (self._names and hedges):
            return {}
        word, endings, numbered = field.word, self._endings, self._odds.rules
        return {
            hedge: found
            for hedge in hedges
            if (word[hedge.cue[-1][1] - 1] in endings or hedge.rule in numbered) and (found := self._of(field, hedge))
        }

    def _of(self, field: Field, hedge: HedgeDraft) -> list[Estimate]:
        if hedge.rule in self._odds.rules:
            stated = self._odds.stated(field, hedge.cue)
            return list(self._numbered(stated)) if stated else []
        first, last, word = hedge.cue[0][0], hedge.cue[-1][1], field.word
        begins = field.frame_of(first).first
        for begin in range(max(begins, first - LONGEST), last):
            if found := self._terms.get(" ".join(word[begin:last])):
                return [] if begin > begins and word[begin - 1] in self._degrees else found
        return []

    @cached_property
    def _scales(self) -> tuple[Scale, ...]:
        known = load_scales(self._pack.roots).by_id
        return tuple(known[name] for name in self._names if name in known)

    @cached_property
    def _terms(self) -> dict[str, list[Estimate]]:
        found: dict[str, dict[str, Estimate]] = {}
        for scale in self._scales:
            for band in scale.values:
                for by, words in ((TERM, band.words), (KIN, band.kin)):
                    for term in words:
                        found.setdefault(term.casefold(), {}).setdefault(scale.id, _estimate(scale, band, None, by))
        return {term: list(by_scale.values()) for term, by_scale in found.items()}

    @cached_property
    def _endings(self) -> frozenset[str]:
        """The last words of terms: a cue that ends otherwise is none."""
        return frozenset(term.rsplit(" ", 1)[-1] for term in self._terms)

    def _numbered(self, odds: tuple[Share, Share]) -> Iterator[Estimate]:
        """The narrowest class of each scale of likelihood that holds both ends."""
        for scale in self._scales:
            begins = {band.range[0] for band in scale.values if band.range}
            if holding := [band for band in scale.values if _holds(band, begins, *odds)]:
                yield _estimate(scale, min(holding, key=_width), odds, NUMBER)


def _estimate(scale: Scale, band: Band, stated: Sequence[Share] | None, by: str) -> Estimate:
    return {
        "scale": scale.id,
        "measures": scale.measures,
        "value": band.value,
        "range": list(band.range) if band.range else None,
        "stated": list(stated) if stated else None,
        "by": by,
    }


def _holds(band: Band, begins: set[Share], low: Share, high: Share) -> bool:
    """Whether both ends lie in a class; where one ends and the next begins a number belongs to the next."""
    if band.range is None or low < band.range[0]:
        return False
    return high < band.range[1] or (high == band.range[1] and not band.below and (high == low) <= (high not in begins))


def _width(band: Band) -> Share:
    low, high = band.range or (0.0, 1.0)
    return high - low
