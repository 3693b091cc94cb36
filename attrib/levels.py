"""How the hedges and attributions that bear on a word are put together into its level and polarity.

The least certain one decides and every one that flips turns the polarity, but for what a row of the pack's table says
(`structure/combine.tsv`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from attrib.bearing import Bearing
from attrib.match.field import Field
from attrib.model import Level, Polarity
from attrib.reported import Reported, holds, reaches, resumed, sharing, size
from attrib.resolve.hedged import HedgeDraft

ENDORSES = "endorses"
CERTAIN: Level = "certain"
DENIAL, KEEPS = "denial", "keeps"
LEAST = "least"  # the level of a row that makes it the less certain of both


class Step(NamedTuple):
    """What one hedge or attribution makes of a word's level and polarity: what they are after it.

    `by` is None for the author's own view of what others say. `over` names the classes of the row of the table that
    was followed ("denial", "attempt"); None where there is none.
    """

    by: HedgeDraft | Reported | None
    level: Level
    negative: bool
    over: tuple[str, str] | None = None


START = Step(None, CERTAIN, False)


def named_by(rows: Iterable[Sequence[str]]) -> Callable[[str], frozenset[str]]:
    """The names in the rows of a table of one kind ("counts", "raises")."""
    kept = list(rows)
    return lambda wanted: frozenset(name for what, name, *_ in kept if what == wanted)


class Levels:
    """The rows of a pack on what hedges make of each other; `reasons` are those of its rows `over`."""

    __slots__ = ("_classes", "_counts", "_order", "_over", "reasons")

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._order = {name: int(value) for what, name, value, *_ in rows if what == "order"}
        self._counts = named_by(rows)("counts")
        self._classes = {name: value for what, name, value, *_ in rows if what == "class"}
        self._over: dict[tuple[str, str], tuple[str, str]] = {}
        self.reasons: dict[tuple[str, str], str] = {}
        for what, pair, result, *why in rows:
            if what == "over":
                (outer, inner), (level, turning) = pair.split(), result.split()
                self._over[outer, inner] = level, turning
                self.reasons[outer, inner] = " ".join(why)

    def rank(self, level: str | None) -> int:
        """How far a level is from the most certain one."""
        return self._order.get(level or "", 0)

    def steps(
        self,
        field: Field,
        bearing: Sequence[Bearing],
        attributions: Sequence[Reported],
        item: int,
        author: bool = False,
        near: Sequence[HedgeDraft] = (),
    ) -> list[Step]:
        """How the level of a word comes about: from certain and positive, one step for each that bears on it.

        First its hedges, from the nearest outwards, then the innermost attribution around it, unless a hedge has the
        same cue and says it more exactly; then the hedges `near` it on the cue alone ("never said that"); then, for the
        author, whether the words endorse what others say: what they endorse stands whoever knows of it.
        """
        counted = [b.hedge for b in bearing if b.stand in self._counts]
        steps, outermost = self._hedged(counted, item)
        within = [a for a in attributions if holds(a.content, field.start[item])]
        if not within:
            return steps
        step = steps[-1] if steps else START
        inner = min(within, key=size)
        shared = sharing(field, inner, counted)
        if not shared and not resumed(field, inner, item):
            level = self.least((step.level, inner.certainty))
            kept = self._over.get((DENIAL, outermost), ("", ""))[1] == KEEPS
            step = Step(inner, level, step.negative ^ (inner.polarity == "negative" and not kept))
            steps.append(step)
        if near and not (author and inner.stance == ENDORSES):
            of = (self._named_class(shared) if shared else "") or self._of(inner)
            # A denial says of the thing itself what it says of it ("did not mention the weir"); doubt is of the saying.
            reaching = [b.hedge for b in bearing if b.hedge.flips or b.stand in self._counts]
            steps += self._over_cue(field, inner, of, [h for h in near if h not in reaching], step)
        if author and any(a.stance != ENDORSES for a in within):
            steps.append(Step(None, self.least(self._order), (steps[-1] if steps else START).negative))
        return steps

    def _over_cue(
        self, field: Field, attribution: Reported, inner: str, hedges: Iterable[HedgeDraft], step: Step
    ) -> Iterator[Step]:
        """What hedges over the cue of an attribution, which do not reach its content, make of the content; `inner` is
        the class of what the cue says."""
        at = attribution.cue[-1][1] - 1
        for hedge in hedges:
            row = self._class(hedge), inner
            if row not in self._over or not reaches(field, hedge, at):
                continue
            if hedge.flips and holds(attribution.content, field.start[hedge.cue[0][0]]):  # "Nor, he says, will it open"
                continue
            wanted, turning = self._over[row]
            level = cast(Level, wanted) if wanted in self._order else step.level
            if wanted == LEAST:
                level = self.least((level, hedge.level or CERTAIN))
            step = Step(hedge, level, step.negative ^ (hedge.flips and turning != KEEPS), row)
            yield step

    def _of(self, attribution: Reported) -> str:
        """What an attribution is when a hedge stands over its cue: by rule and attitude, by rule, else by attitude."""
        by = f"{attribution.rule}:{attribution.attitude}", attribution.rule, f"attitude:{attribution.attitude}"
        return next((self._classes[name] for name in by if name in self._classes), "")

    def _hedged(self, hedges: Sequence[HedgeDraft], item: int) -> tuple[list[Step], str]:
        """What hedges make of a word one after the other, from the nearest outwards, and the class of the last.

        Each makes it the less certain of both levels and turns the polarity if it flips, unless the table has a row
        for what it stands over ("did not try to open": an attempt denied is certain and negative).
        """
        if len(hedges) > 1 and self._over:
            hedges = sorted(hedges, key=lambda hedge: _distance(hedge, item))
        steps: list[Step] = []
        level, negative, inner = CERTAIN, False, ""
        for hedge in hedges:
            outer = self._class(hedge)
            wanted, turning = self._over.get((outer, inner), ("", ""))
            level = cast(Level, wanted) if wanted in self._order else self.least((level, hedge.level or CERTAIN))
            negative ^= hedge.flips and turning != KEEPS
            steps.append(Step(hedge, level, negative, (outer, inner) if wanted else None))
            inner = outer
        return steps, inner

    def _class(self, hedge: HedgeDraft) -> str:
        """What a hedge is when it stands over another or under it: by rule and lemma, by rule, else by its type."""
        return self._named_class(hedge) or self._classes.get(hedge.type, "")

    def _named_class(self, hedge: HedgeDraft) -> str:
        return self._classes.get(f"{hedge.rule}:{hedge.lemma}") or self._classes.get(hedge.rule, "")

    def least(self, levels: Iterable[str]) -> Level:
        """The least certain of the levels; certain where there is none."""
        found = list(levels)
        if len(found) > 1:
            return cast(Level, max(found, key=lambda level: self._order.get(level, 0)))
        return cast(Level, found[0]) if found else CERTAIN


def outcome(steps: Sequence[Step]) -> tuple[Level, Polarity]:
    """The level and polarity after the last of the steps; certain and positive where there are none."""
    step = steps[-1] if steps else START
    return step.level, "negative" if step.negative else "positive"


def _distance(hedge: HedgeDraft, item: int) -> tuple[bool, int]:
    """How far out a cue stands: nearest first, those behind the word last."""
    at = hedge.cue[0][0]
    return at > item, abs(item - at)
