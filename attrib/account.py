"""How the level and the value of a sentence's main proposition came about, step by step, for `explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attrib.certainty import Judge
from attrib.commitment import Owner
from attrib.levels import START, Step
from attrib.match.field import Field
from attrib.match.items import Items
from attrib.model import Level, Polarity
from attrib.resolve.draft import Draft, joined
from attrib.resolve.hedged import HedgeDraft

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AccountStep:
    """What one hedge or attribution makes of the level and the polarity: what they are after it.

    `cue` holds half-open character offsets; it is empty, and `rule` None, for the start. `says` is the level the rule
    or the word has by itself, `turns` whether it turned the polarity, `why` the reason where the table of combinations
    has a row for it.
    """

    cue: tuple[Span, ...]
    rule: str | None
    says: str | None
    level: Level
    polarity: Polarity
    turns: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class AccountPart:
    """What one thing adds to the sum that the value is read off: the start that all words share, the word with its
    frame, or a hedge, of which `rule` tells and `cue` where it stands."""

    what: str
    cue: tuple[Span, ...]
    rule: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Account:
    """The main proposition's word (half-open character offsets), and how its level and its value came about.

    `parts` is empty where nothing was measured: the value is then that of the strongest hedge.
    """

    start: int
    end: int
    steps: tuple[AccountStep, ...]
    parts: tuple[AccountPart, ...]
    value: float

    @property
    def total(self) -> float:
        """The sum of the parts, which the measured curve turns into the value."""
        return sum(part.weight for part in self.parts)


def account(
    judge: Judge,
    field: Field,
    sentence: int,
    main: Items | None,
    hedges: Sequence[HedgeDraft],
    attributions: Sequence[Draft],
    carried: Draft | None = None,
) -> Account | None:
    """The account of a sentence; None where nothing bears on it, or no word stands for what it says.

    `main` is as in `Judge.sentence`; `carried` an attribution in another sentence that this one goes on with, or one
    that only names a thing.
    """
    here = judge.counting(field, hedges, sentence, attributions)
    judged = judge.judged(field, main, here, sentence) if here or attributions else None
    if judged is None:
        return None
    item, bearing = judged
    steps = judge.levels.steps(field, bearing, attributions, item, near=here)
    if carried:
        last = steps[-1] if steps else START
        steps.append(Step(carried, judge.levels.least((last.level, carried.certainty)), last.negative))
    parts = judge.commitment.parts(field, item, bearing, here)
    return Account(
        field.start[item],
        field.end[item],
        tuple(_worded(judge, field, steps)),
        tuple(_parts(field, parts)),
        judge.commitment.value(field, item, bearing, here),
    )


def _worded(judge: Judge, field: Field, steps: Iterable[Step]) -> Iterator[AccountStep]:
    negative = False
    yield AccountStep((), None, None, "certain", "positive")
    for step in steps:
        by = step.by
        if isinstance(by, HedgeDraft):
            cue, rule, says = tuple(joined(field, by.cue)), by.rule, by.level
        elif isinstance(by, Draft):
            cue, rule, says = tuple(by.cue), by.match.rule.id, by.certainty
        else:
            cue, rule, says = (), None, step.level
        polarity: Polarity = "negative" if step.negative else "positive"
        why = judge.levels.reasons.get(step.over, "") if step.over else ""
        yield AccountStep(cue, rule, says, step.level, polarity, step.negative is not negative, why)
        negative = step.negative


def _parts(field: Field, parts: Iterable[tuple[Owner, float]]) -> Iterator[AccountPart]:
    for owner, weight in parts:
        if isinstance(owner, HedgeDraft):
            yield AccountPart("hedge", tuple(joined(field, owner.cue)), owner.rule, weight)
        else:
            yield AccountPart(owner, (), None, weight)
