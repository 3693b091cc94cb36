"""How sure: the level, polarity and value of a word, and of a sentence's main proposition.

Two outputs from two tables. The *level* follows the annotation scheme: of the hedges that bear on a word the least
certain one decides and every one that flips turns the polarity, but for what a table says (`structure/combine.tsv`).
The *value* is the measured commitment (`attrib.commitment`, `measured/certainty.tsv`). Neither is computed from the
other.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from attrib.bearing import Bearing, Bearings
from attrib.commitment import LARGEST, Commitment
from attrib.match.field import Field, Items
from attrib.model import Certainty, Level, Polarity
from attrib.predicate import FINITE, VERBAL, head_of, main_predicate
from attrib.reported import Reported, holds, reaches, sharing, size
from attrib.resolve.hedges import HedgeDraft, in_sentence, near
from attrib.rules.pack import Pack

Span = tuple[int, int]
ENDORSES = "endorses"
CERTAIN: Level = "certain"
COMMA = ","
DENIAL, KEEPS = "denial", "keeps"
LEAST = "least"  # the level of a row that makes it the less certain of both
OWN, MODAL, ADJECTIVE = "own", "M", "J"


class Verdict(NamedTuple):
    """How sure a sentence is: its main proposition's level and polarity as the innermost source states it, the least
    certain level anywhere in it, and the rules and hedges that decided, most decisive first."""

    level: Level
    polarity: Polarity
    lowest: Level
    because: tuple[str, ...]
    hedges: tuple[HedgeDraft, ...] = ()


class Step(NamedTuple):
    """What one hedge or attribution makes of a word's level and polarity: what they are after it.

    `by` is None for the author's own view of what others say. `over` names the classes of the row of the table that
    was followed ("denial", "attempt"); None where there is none.
    """

    by: HedgeDraft | Reported | None
    level: Level
    negative: bool
    over: tuple[str, str] | None = None


UNTOUCHED = Verdict(CERTAIN, "positive", CERTAIN, ())
"""That on a sentence with neither a hedge nor an attribution."""


class Judge:
    """Answers for the documents of one pack; keeps no state between them."""

    __slots__ = (
        "_classes", "_concedes", "_counts", "_itself", "_lowers", "_order", "_over", "_passes", "_raises", "_spares",
        "bearings", "commitment", "reasons", "states",
    )  # fmt: skip

    def __init__(self, pack: Pack) -> None:
        rows = pack.table("combine")
        self._order = {name: int(value) for what, name, value, *_ in rows if what == "order"}
        self._counts, self._spares, self._lowers, self._raises, self._itself, self._passes, self.states = (
            frozenset(name for what, name, *_ in rows if what == wanted)
            for wanted in ("counts", "spares", "lowers", "raises", "itself", "passes", "states")
        )
        self._concedes = {(rule, word) for what, rule, word, *_ in rows if what == "concedes"}
        self._classes = {name: value for what, name, value, *_ in rows if what == "class"}
        self._over: dict[tuple[str, str], tuple[str, str]] = {}
        self.reasons: dict[tuple[str, str], str] = {}
        for what, pair, result, *why in rows:
            if what == "over":
                (outer, inner), (level, turning) = pair.split(), result.split()
                self._over[outer, inner] = level, turning
                self.reasons[outer, inner] = " ".join(why)
        self.bearings = Bearings(frozenset(name for what, name, *_ in rows if what == "definite"))
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
        level, polarity = self.level(field, bearing, attributions, item, author, here)
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
        return *self.level(field, bearing, (attribution,), item, near=here), bearing

    def level(
        self,
        field: Field,
        bearing: Sequence[Bearing],
        attributions: Sequence[Reported],
        item: int,
        author: bool = False,
        near: Sequence[HedgeDraft] = (),
    ) -> tuple[Level, Polarity]:
        """The least certain level that bears on the word, and its polarity; see `steps`."""
        if not (bearing or attributions):
            return CERTAIN, "positive"
        last = None
        for last in self.steps(field, bearing, attributions, item, author, near):  # noqa: B007 - the last one is wanted
            pass
        return (last.level, "negative" if last.negative else "positive") if last else (CERTAIN, "positive")

    def steps(
        self,
        field: Field,
        bearing: Sequence[Bearing],
        attributions: Sequence[Reported],
        item: int,
        author: bool = False,
        near: Sequence[HedgeDraft] = (),
    ) -> Iterator[Step]:
        """How the level of a word comes about: from certain and positive, one step for each that bears on it.

        First its hedges, from the nearest outwards, then the innermost attribution around it, unless a hedge has the
        same cue and says it more exactly; then the hedges `near` it on the cue alone ("never said that"); then, for the
        author, whether the words endorse what others say: what they endorse stands whoever knows of it.
        """
        counted = [b.hedge for b in bearing if b.stand in self._counts]
        step, outermost = Step(None, CERTAIN, False), ""
        for step, outermost in self._hedged(counted, item):  # noqa: B007 - the last ones are wanted
            yield step
        within = [a for a in attributions if holds(a.content, field.start[item])]
        if not within:
            return
        inner = min(within, key=size)
        shared = sharing(field, inner, counted)
        if not shared:
            level = self.least((step.level, inner.certainty))
            kept = self._over.get((DENIAL, outermost), ("", ""))[1] == KEEPS
            step = Step(inner, level, step.negative ^ (inner.polarity == "negative" and not kept))
            yield step
        if near and not (author and inner.stance == ENDORSES):
            of = (self._named_class(shared) if shared else "") or self._of(inner)
            reaching = [b.hedge for b in bearing]
            for after in self._over_cue(field, inner, of, [h for h in near if h not in reaching], step):
                step = after
                yield step
        if author and any(a.stance != ENDORSES for a in within):
            yield Step(None, self.least(self._order), step.negative)

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
            wanted, turning = self._over[row]
            level = cast(Level, wanted) if wanted in self._order else step.level
            if wanted == LEAST:
                level = self.least((level, hedge.level or CERTAIN))
            step = Step(hedge, level, step.negative ^ (hedge.flips and turning != KEEPS), row)
            yield step

    def _of(self, attribution: Reported) -> str:
        """What an attribution is when a hedge stands over its cue: by rule, else by attitude."""
        return self._classes.get(attribution.rule) or self._classes.get(f"attitude:{attribution.attitude}", "")

    def _hedged(self, hedges: Sequence[HedgeDraft], item: int) -> Iterator[tuple[Step, str]]:
        """What hedges make of a word one after the other, from the nearest outwards, and the class of each.

        Each makes it the less certain of both levels and turns the polarity if it flips, unless the table has a row
        for what it stands over ("did not try to open": an attempt denied is certain and negative).
        """
        if len(hedges) > 1 and self._over:
            hedges = sorted(hedges, key=lambda hedge: _distance(hedge, item))
        level, negative, inner = CERTAIN, False, ""
        for hedge in hedges:
            outer = self._class(hedge)
            wanted, turning = self._over.get((outer, inner), ("", ""))
            level = cast(Level, wanted) if wanted in self._order else self.least((level, hedge.level or CERTAIN))
            negative ^= hedge.flips and turning != KEEPS
            yield Step(hedge, level, negative, (outer, inner) if wanted else None), outer
            inner = outer

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
        here = in_sentence(field, hedges, sentence)
        if not here and not attributions:
            return UNTOUCHED
        inside = [a for a in (attributions if claims is None else claims) if a.sentence == sentence]
        lowest = [hedge.level for hedge in here if hedge.level and self._lowering(hedge)]
        lowest += [a.certainty for a in inside if not sharing(field, a, here)]
        judged = self.judged(field, main, here, sentence)
        if judged is None:
            return Verdict(CERTAIN, "positive", self.least(lowest), ())
        item, bearing = judged
        level, polarity = self.level(field, bearing, attributions, item, near=here)
        because = [b.hedge for b in bearing if b.stand in self._counts]
        because.sort(key=lambda hedge: -self._order.get(hedge.level or "", 0))
        rules = dict.fromkeys(hedge.rule for hedge in because)
        return Verdict(level, polarity, self.least([*lowest, level]), tuple(rules), tuple(because))

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
            later = self._passed(hedges, items) or self._conceded(field, hedges, items, item)
            further = main_predicate(field, later) if later else None
            item = item if further is None else further
        upper, item = item, self._raised(field, hedges, item)
        bearing = self.bearings(field, hedges, item) + [b for h in hedges if (b := self._by_itself(field, h, item))]
        if upper != item and field.tags[item] == ADJECTIVE:  # "may seem odd": of the verb is of the adjective
            bearing = [b._replace(stand=OWN) if holds(b.hedge.scope, upper) else b for b in bearing]
        return item, [self._stated(b) for b in bearing]

    def _stated(self, bearing: Bearing) -> Bearing:
        """That there is no evidence of a thing is certain, whatever it leaves open of the thing."""
        if bearing.hedge.level is None or not _named(bearing.hedge, self.states):
            return bearing
        return bearing._replace(hedge=bearing.hedge._replace(level=CERTAIN))

    def _passed(self, hedges: Sequence[HedgeDraft], main: Items) -> Items | None:
        """What is left of several sentences in one content behind its questions; None where there are none before."""
        first, last = main
        ends = (h.cue[-1][1] for h in hedges if h.rule in self._passes and first <= h.cue[0][0] < last - 1)
        after = next(ends, None)
        return (after, last) if after else None

    def _conceded(self, field: Field, hedges: Sequence[HedgeDraft], main: Items, item: int) -> Items | None:
        """The clause that matters, behind one only conceded ("may be late, but …"); None where there is none."""
        for hedge in hedges:
            at = hedge.scope[-1][1] if hedge.scope else 0
            at -= at > item + 1 and field.tags[at - 1] == COMMA
            if at <= item or at + 1 >= main[1] or field.tags[at] != COMMA or not holds(hedge.scope, item):
                continue
            if (hedge.rule, field.word[at + 1]) in self._concedes:
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
            if hedge.scope and _named(hedge, self._raises) and _begins(field.tags, hedge, item):
                lower = main_predicate(field, hedge.scope[-1])
                if lower is not None and lower > item:
                    return self._raised(field, hedges, lower)
        return item


def _main(field: Field, sentence: int, main: Items | int | None) -> int | None:
    if isinstance(main, int):
        return main
    items = main or field.outer.get(sentence)
    return main_predicate(field, items) if items else None


def _distance(hedge: HedgeDraft, item: int) -> tuple[bool, int]:
    """How far out a cue stands: nearest first, those behind the word last."""
    at = hedge.cue[0][0]
    return at > item, abs(item - at)


def _begins(tags: str, hedge: HedgeDraft, item: int) -> bool:
    """Whether the predicate is the cue itself, or a verb right before it ("is likely", "found no evidence", "is an even
    chance")."""
    first = hedge.cue[0][0]
    between = "XRHMdDJZ" if tags[item] in "XH" else "XRHMd"
    return holds(hedge.cue, item) or (item < first and not tags[item + 1 : first].strip(between))


def _named(hedge: HedgeDraft, names: Container[str]) -> bool:
    return hedge.rule in names or f"{hedge.rule}:{hedge.lemma}" in names
