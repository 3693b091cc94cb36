"""How far a word is committed to, as a figure: what bears on it as features, and the measured weights of these.

A word's *features* are the hedges that reach it, each with how it stands to the cue, and its own form and frame (an
infinitive after "began", a noun after "for"). Their weights are summed; the sum is read off a measured curve.
Nothing here is computed unless it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Literal

from attrib.bearing import NOUNS, Bearing, determiner, phrase_start
from attrib.match.field import Field
from attrib.resolve.hedged import HedgeDraft

LARGEST = 3.0
ENDING = 4  # letters


class Commitment:
    """The measured table of a pack. Without one, a value is the least of those its hedges state."""

    __slots__ = ("_curve", "_flipping", "_weights")

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._weights: dict[str, float] = {}
        curve = []
        self._flipping: set[str] = set()
        for kind, name, value, *_ in rows:
            if kind == "weight":
                self._weights[name] = float(value)
            elif kind == "curve":
                curve.append((float(name), float(value)))
            elif kind == "flips":
                self._flipping.add(name)
        self._curve = sorted(curve)

    def value(self, field: Field, item: int, bearing: Sequence[Bearing], near: Iterable[HedgeDraft] = ()) -> float:
        """From -3 (certainly false) to 3 (certainly true). `near` are the hedges of the word's sentence."""
        if not self._weights:
            return _stated(bearing)
        return self.of(dict.fromkeys(features(field, item, bearing, self._flipping, near)))

    def parts(
        self, field: Field, item: int, bearing: Sequence[Bearing], near: Iterable[HedgeDraft] = ()
    ) -> list[tuple[Owner, float]]:
        """What each thing adds to the sum that the value is read off; empty without a table."""
        if not self._weights:
            return []
        seen: set[str] = set()
        parts = []
        for owner, names in grouped(field, item, bearing, self._flipping, near):
            new = dict.fromkeys(name for name in names if name not in seen)
            seen.update(new)
            parts.append((owner, sum(map(self._weight, new))))
        return parts

    def of(self, names: Iterable[str]) -> float:
        """The value of a word with these features, each named once."""
        return max(-LARGEST, min(LARGEST, self._read_off(sum(map(self._weight, names)))))

    def _weight(self, name: str) -> float:
        return self._weights.get(name, 0.0)

    def _read_off(self, total: float) -> float:
        curve = self._curve
        if not curve:
            return total
        at = bisect_right(curve, (total, LARGEST))
        if at == 0:
            return curve[0][1]
        if at == len(curve):
            return curve[-1][1]
        (x0, y0), (x1, y1) = curve[at - 1], curve[at]
        return y0 + (y1 - y0) * (total - x0) / (x1 - x0)


def _stated(bearing: Sequence[Bearing]) -> float:
    """The value of the strongest hedge as its rule states it, its sign turned by every hedge that flips."""
    if not bearing:
        return LARGEST
    size = min(abs(b.hedge.value) for b in bearing)
    return -size if flipped(bearing) else size


def flipped(bearing: Iterable[Bearing], stands: Iterable[str] | None = None) -> bool:
    """Whether an odd number of hedges turns the polarity; `stands` limits it to hedges the word stands so to."""
    return sum(b.hedge.flips and (stands is None or b.stand in stands) for b in bearing) % 2 == 1


def features(
    field: Field, item: int, bearing: Sequence[Bearing], flipping: Iterable[str], near: Iterable[HedgeDraft] = ()
) -> list[str]:
    """The names of all that bears on the word, and the types of the hedges of its sentence (`near`) that do not;
    negative ones begin with "-"."""
    return [name for _, names in grouped(field, item, bearing, flipping, near) for name in names]


Owner = Literal["start", "word"] | HedgeDraft
"""What a feature is of: every word alike, the word and its frame, or a hedge."""


def grouped(
    field: Field, item: int, bearing: Sequence[Bearing], flipping: Iterable[str], near: Iterable[HedgeDraft] = ()
) -> Iterator[tuple[Owner, Iterable[str]]]:
    """The features of a word (see `features`), by what each is of."""
    sign = "-" if flipped(bearing, flipping) else "+"
    yield "start", (sign,)
    for hedge, stand in bearing:
        names = [f"{sign}{hedge.rule}/{stand}", f"{sign}{hedge.type}/{stand}"]
        if stand == "noun":
            names.append(f"{sign}{hedge.type}/noun:{determiner(field.tags, field.word, item)}")
        yield hedge, names
    least = min((b.hedge for b in bearing if b.stand != "noun"), key=attrgetter("size"), default=None)
    size = LARGEST if least is None else least.size  # cues that gold never had are known by this alone
    yield least or "start", (f"{sign}least:{round(2 * size)}",)  # in half steps
    reaching = {id(hedge) for hedge, _ in bearing}
    for hedge in near:
        if id(hedge) not in reaching:
            yield hedge, (f"{sign}beside:{hedge.type}:{'before' if hedge.cue[0][0] < item else 'after'}",)
    yield "word", [sign + name for name in frame(field, item)]


def frame(field: Field, item: int) -> Iterator[str]:
    """The word's form, and the words that frame it."""
    tags, word = field.tags, field.word
    tag = tags[item]
    yield f"word:{word[item]}"
    yield f"ending:{tag}{word[item][-ENDING:]}"  # all that is known of a word that gold never had
    if item:
        yield f"previous:{word[item - 1]}"
    if tag in NOUNS or tag == "J":
        yield from _noun_frame(tags, word, item)
    else:
        yield from _verb_frame(tags, word, item)


def _noun_frame(tags: str, word: Sequence[str], item: int) -> Iterator[str]:
    first = phrase_start(tags, item)
    yield "noun"
    yield f"det:{determiner(tags, word, item)}"
    if first == item:
        yield "bare"
    yield f"after-noun:{tags[item + 1 : item + 2]}"
    before = _before_list(tags, first)
    if before >= 0 and tags[before] in "ISTVBGEC":
        yield f"before-noun:{tags[before]}"
        yield f"{'prep' if tags[before] in 'IST' else 'object'}:{word[before]}"
        if tags[before] == "I" and tags[before - 1] in "NVGBE":
            yield f"{word[before]}:{word[before - 1]}"


def _before_list(tags: str, first: int) -> int:
    """The item before a list of noun phrases whose last one begins at `first`."""
    for _ in range(3):
        if first < 2 or tags[first - 1] not in "C," or tags[first - 2] not in "NP":
            break
        first = phrase_start(tags, first - 1)
    return first - 1


def _verb_frame(tags: str, word: Sequence[str], item: int) -> Iterator[str]:
    tag = tags[item]
    first = item
    while first > 0 and tags[first - 1] in "RXHMd":
        first -= 1
    group = "".join(t for t in tags[first:item] if t != "R")
    to = tags[first - 1] == "T"
    yield f"form:{'T' if to else ''}{group}{tag}"
    before = first - 2 if to else first - 1
    while before > 0 and tags[before] == "R":
        before -= 1
    if before < 0 or tags[before] in ".\n":
        yield f"first:{tag}"
        return
    if to:
        yield f"governor-tag:{tags[before]}"
        yield f"governor:{word[before]}"
    elif tag == "G" or (tag == "E" and not group):
        yield f"before-{tag}:{tags[before] if tags[before] not in 'IS' else word[before]}"
    yield from _clause_frame(tags, word, first)


def _clause_frame(tags: str, word: Sequence[str], first: int) -> Iterator[str]:
    """The word that opens the verb's clause."""
    at = first - 1
    while at >= 0 and tags[at] not in ".\nSWt;:Q":
        at -= 1
    if at >= 0 and tags[at] in "SWt":
        yield f"clause:{word[at]}"
