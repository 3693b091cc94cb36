"""How sure: the level, polarity and value of a word, and of a sentence's main proposition.

Two outputs from two tables. The *level* follows the annotation scheme: of the hedges that bear on a word the least
certain one decides and every one that flips turns the polarity, but for what a table says (`structure/combine.tsv`).
The *value* is the measured commitment (`attrib.commitment`, `measured/certainty.tsv`). Neither is computed from the
other.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple, cast

from attrib.bearing import NOUNS, Bearing, Bearings
from attrib.commitment import LARGEST, Commitment
from attrib.levels import CERTAIN, Levels, named_by, outcome
from attrib.match.clauses import FINITE, VERBAL
from attrib.match.field import Field
from attrib.match.items import QUOTED, STOP, Items
from attrib.model import Certainty, Level, Polarity
from attrib.predicate import head_of, main_predicate
from attrib.reported import Reported, holds, sharing
from attrib.resolve.hedged import HedgeDraft
from attrib.resolve.hedges import in_sentence, near
from attrib.rules.pack import Pack

Span = tuple[int, int]
COMMA, CONJUNCTION = ",", "C"
OWN, MODAL, ADJECTIVE = "own", "M", "J"
CONDITION = "condition"
EXISTS = "XH"  # forms of "be" and "have"
_ASIDE = re.compile(r"^R*,[^,.;:\n]{1,12},")  # between an auxiliary and its verb: "is, *she said*, likely to"


class Verdict(NamedTuple):
    """How sure a sentence is: its main proposition's level and polarity as the innermost source states it, the least
    certain level anywhere in it, and the rules and hedges that decided, most decisive first."""

    level: Level
    polarity: Polarity
    lowest: Level
    because: tuple[str, ...]
    hedges: tuple[HedgeDraft, ...] = ()


UNTOUCHED = Verdict(CERTAIN, "positive", CERTAIN, ())
"""That on a sentence with neither a hedge nor an attribution."""


class Judge:
    """Answers for the documents of one pack; keeps no state between them."""

    __slots__ = (
        "_concedes", "_counts", "_exists", "_itself", "_lowers", "_passes", "_raises", "_said", "_spares", "_tells",
        "bearings", "commitment", "levels", "states",
    )  # fmt: skip

    def __init__(self, pack: Pack) -> None:
        rows = pack.table("combine")
        self.levels = Levels(rows)
        named = named_by(rows)
        kinds = ("counts", "spares", "lowers", "raises", "exists", "itself", "passes", "states", "tells", "said")
        (
            self._counts,
            self._spares,
            self._lowers,
            self._raises,
            self._exists,
            self._itself,
            self._passes,
            self.states,
            self._tells,
            self._said,
        ) = map(named, kinds)
        self._concedes: dict[str, set[str]] = {}
        for what, rule, word, *_ in rows:
            if what == "concedes":
                self._concedes.setdefault(word, set()).add(rule)
        self.bearings = Bearings(
            definite=named("definite"),
            finding=pack.forms("finding"),
            causing=pack.forms("causing"),
            anything=named("anything"),
            heads=named("heads"),
            fronts=named("fronts"),
            undoes=named("undoes"),
            apart=named("apart"),
        )
        self.commitment = Commitment(pack.table("certainty"))

    def certainty_at(
        self,
        field: Field,
        hedges: Sequence[HedgeDraft],
        attributions: Sequence[Reported],
        start: int,
        end: int,
        author: bool = False,
    ) -> Certainty:
        """How sure the innermost source is of the head word of the characters `start:end`; `author`: as the author is.

        Where nothing bears on it: certain, positive, 3.0. Raises ValueError for a span outside the text.
        """
        if not 0 <= start < end <= len(field.text):
            raise ValueError(f"span {start}:{end} lies outside the text")
        item = head_of(field, start, end)
        if item is None:
            return Certainty(CERTAIN, "positive", LARGEST)
        here = near(field, hedges, item)
        bearing = self.bearings(field, here, item)
        level, polarity = outcome(self.levels.steps(field, bearing, attributions, item, author, here))
        return Certainty(level, polarity, self.commitment.value(field, item, bearing, here))

    def content(
        self, field: Field, hedges: Sequence[HedgeDraft], item: int, attribution: Reported
    ) -> tuple[Level, Polarity, list[Bearing]]:
        """What an attribution's source commits to, where `item` is the predicate of its content (or of its complement,
        where it is only a hedge), and the hedges that reach it; `hedges` are in order of their cue."""
        here = near(field, hedges, item)
        if not here:  # what `steps` come to then
            if not holds(attribution.content, field.start[item]):
                return CERTAIN, "positive", []
            return cast(Level, attribution.certainty), cast(Polarity, attribution.polarity), []
        item = self._raised(field, here, item)
        bearing = self.bearings(field, here, item)
        return *outcome(self.levels.steps(field, bearing, (attribution,), item, near=here)), bearing

    def sentence(
        self,
        field: Field,
        sentence: int,
        main: Items | int | None,
        hedges: Sequence[HedgeDraft],
        attributions: Sequence[Reported],
        claims: Sequence[Reported] | None = None,
    ) -> Verdict:
        """The verdict on a sentence whose main proposition is `main`: its predicate's item, or the items of its clause
        (None: the whole sentence is). `claims` are the attributions that may lower it (None: all)."""
        here = self.counting(field, hedges, sentence, attributions)
        if not here and not attributions:
            return UNTOUCHED
        inside = [a for a in (attributions if claims is None else claims) if a.sentence == sentence]
        lowest = [hedge.level for hedge in here if hedge.level and self._lowering(hedge)]
        lowest += [a.certainty for a in inside if a.rule not in self._spares and not sharing(field, a, here)]
        judged = self.judged(field, main, here, sentence)
        if judged is None:
            return Verdict(CERTAIN, "positive", self.levels.least(lowest), ())
        item, bearing = judged
        level, polarity = outcome(self.levels.steps(field, bearing, attributions, item, near=here))
        because = [b.hedge for b in bearing if b.stand in self._counts]
        because.sort(key=lambda hedge: -self.levels.rank(hedge.level))
        rules = dict.fromkeys(hedge.rule for hedge in because)
        return Verdict(level, polarity, self.levels.least([*lowest, level]), tuple(rules), tuple(because))

    def counting(
        self, field: Field, hedges: Sequence[HedgeDraft], sentence: int, attributions: Sequence[Reported]
    ) -> Sequence[HedgeDraft]:
        """The hedges of a sentence; without those that count only in what somebody says, where nobody says it."""
        here = in_sentence(field, hedges, sentence)
        if attributions or QUOTED in field.tags[slice(*field.outer.get(sentence, (0, 0)))]:
            return here
        return [hedge for hedge in here if not _named(hedge, self._said)]

    def is_told(self, hedges: Sequence[HedgeDraft]) -> bool:
        """Whether one of the hedges of a main proposition passes it on as what nobody named says."""
        return any(_named(hedge, self._tells) or hedge.type in self._tells for hedge in hedges)

    def judged(
        self, field: Field, main: Items | int | None, hedges: Sequence[HedgeDraft], sentence: int
    ) -> tuple[int, list[Bearing]] | None:
        """The word that stands for the main proposition, and what bears on it; None where there is no such word.

        `hedges` are those of the sentence.
        """
        item = _main(field, sentence, main)
        if item is None:
            return None
        items = field.outer.get(sentence) if main is None else main
        if isinstance(items, tuple):
            inner = items != field.outer.get(sentence)
            later = self._passed(hedges, items) or self._conceded(field, hedges, items, item, inner)
            further = main_predicate(field, later) if later else None
            item = item if further is None else further
        upper, item = item, self._raised(field, hedges, item)
        bearing = self.bearings(field, hedges, item)
        denied = any(b.hedge.flips and b.stand in self._counts for b in bearing)
        itself = [b for h in hedges if (b := self._by_itself(field, h, item))]
        bearing += [b for b in itself if not (denied and b.hedge.flips)]  # "refused to deny it": a refusal
        if field.tags[item] in NOUNS:  # "if elected, no more tolls": it stands for its clause
            bearing = [b._replace(stand=OWN) if b.hedge.type == CONDITION else b for b in bearing]
        if upper != item and field.tags[item] == ADJECTIVE:  # "may seem odd": of the verb is of the adjective
            bearing = [b._replace(stand=OWN) if holds(b.hedge.scope, upper) else b for b in bearing]
        return item, self._stated(bearing)

    def _stated(self, bearing: list[Bearing]) -> list[Bearing]:
        """That there is no evidence of a thing is certain, whatever it and what is in it leave open of it."""
        stating = [b.hedge for b in bearing if b.hedge.level is not None and _named(b.hedge, self.states)]
        if not stating:
            return bearing
        outer = [b for b in bearing if not any(holds(hedge.scope, b.hedge.cue[0][0]) for hedge in stating)]
        return [b._replace(hedge=b.hedge._replace(level=CERTAIN)) if b.hedge in stating else b for b in outer]

    def _passed(self, hedges: Sequence[HedgeDraft], main: Items) -> Items | None:
        """What is left of several sentences in one content behind its questions; None where there are none before."""
        first, last = main
        ends = (h.cue[-1][1] for h in hedges if h.rule in self._passes and first <= h.cue[0][0] < last - 1)
        after = next(ends, None)
        return (after, last) if after else None

    def _conceded(
        self, field: Field, hedges: Sequence[HedgeDraft], main: Items, item: int, inner: bool
    ) -> Items | None:
        """The clause that matters, behind one only conceded ("may be late, but …"); None where there is none.

        Behind an `inner` one, of a content, it has a subject of its own: "said it may be late, *but gave* no reason".
        """
        for hedge in hedges:
            if not holds(hedge.scope, item):
                continue
            at = field.tags.find(COMMA, max(item + 1, hedge.scope[-1][1] - 1), main[1] - 1)
            if at < 0 or STOP in field.tags[item:at] or _quoted_apart(field, item, at + 1):
                continue
            if inner and field.tags[at + 2] in FINITE:
                continue
            if _named(hedge, self._concedes.get(field.word[at + 1], ())):
                further = main_predicate(field, (at + 2, main[1]))
                spoken = further is not None and field.tags[further] in VERBAL
                return (at + 2, main[1]) if spoken and FINITE.intersection(field.tags[at + 2 : main[1]]) else None
        return None

    def _by_itself(self, field: Field, hedge: HedgeDraft, item: int) -> Bearing | None:
        """A hedge whose cue is the predicate: a governor, or a modal without a verb ("He may", a verb not seen)."""
        if not holds(hedge.cue, item):
            return None
        by_itself = field.tags[item] == MODAL or _named(hedge, self._raises) or _named(hedge, self._itself)
        return Bearing(hedge, OWN) if by_itself else None

    def _lowering(self, hedge: HedgeDraft) -> bool:
        return not self._spares & {hedge.type, hedge.rule} or _named(hedge, self._lowers)

    def _raised(self, field: Field, hedges: Sequence[HedgeDraft], item: int) -> int:
        """The predicate of the complement where the main predicate is no more than its hedge ("is likely to fall")."""
        for hedge in hedges:
            raises = _named(hedge, self._raises) or (field.tags[item] in EXISTS and _named(hedge, self._exists))
            if hedge.scope and raises and _begins(field.tags, hedge, item):
                lower = main_predicate(field, hedge.scope[-1])
                thing = lower is not None and field.tags[lower] in NOUNS and holds(hedge.cue, item)
                if (
                    lower is not None and lower > item and not (thing and hedge.flips)
                ):  # "denied the charges": of denying
                    return self._raised(field, hedges, lower)
        return item


def _quoted_apart(field: Field, item: int, further: int) -> bool:
    """Whether quoted words hold one item and end before the other: who says them grants nothing of the rest."""
    at, end = field.start[item], field.start[further]
    return any(one.start <= at < one.end <= end for one in field.layout.quotations)


def _main(field: Field, sentence: int, main: Items | int | None) -> int | None:
    if isinstance(main, int):
        return main
    items = main or field.outer.get(sentence)
    item = main_predicate(field, items) if items else None
    quoted = field.inside(item) if item is not None else None  # a sentence that is no more than a quotation
    return item if quoted is None else main_predicate(field, (quoted.first, quoted.last))


def _begins(tags: str, hedge: HedgeDraft, item: int) -> bool:
    """Whether the predicate is the cue itself, or a verb right before it ("is likely", "found no evidence", "is an even
    chance")."""
    first = hedge.cue[0][0]
    between = "XRHMdDJZ" if tags[item] in "XH" else "XRHMd"
    if tags[item] in "XMd" and tags[item - 1] == CONJUNCTION:  # "Nor is the mayor likely to"
        between += "DJNPO"
    if first < item < hedge.cue[-1][0] and tags[item] in EXISTS:  # "chances *are* slim that"
        return True
    over = _ASIDE.sub("", tags[item + 1 : first])
    return holds(hedge.cue, item) or (item < first and not over.strip(between))


def _named(hedge: HedgeDraft, names: Container[str]) -> bool:
    return hedge.rule in names or f"{hedge.rule}:{hedge.lemma}" in names
