"""Matches of hedge rules made into hedges: overlaps settled, scopes drawn, levels and values filled in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from attrib.match.engine import Match
from attrib.match.field import Field
from attrib.match.items import STOP, Items
from attrib.match.vocabulary import Word
from attrib.resolve.hedged import HedgeDraft, Hedges
from attrib.resolve.odds import Odds
from attrib.resolve.scope import Scopes
from attrib.rules.pack import Pack, Rule

CERTAIN_VALUE = 3.0
COMMA = ","


def in_sentence(field: Field, hedges: Sequence[HedgeDraft], sentence: int) -> Sequence[HedgeDraft]:
    """Those whose cue stands in the sentence."""
    if isinstance(hedges, Hedges):
        return hedges.by_sentence.get(sentence, ())
    return [hedge for hedge in hedges if field.sentence[hedge.cue[0][0]] == sentence]


def near(field: Field, hedges: Sequence[HedgeDraft], item: int) -> Sequence[HedgeDraft]:
    """The hedges whose cue stands in the sentence of `item`, within its frame."""
    frame, tags = field.frame_of(item), field.tags
    first = max(frame.first, tags.rfind(STOP, frame.first, item) + 1)
    last = tags.find(STOP, item, frame.last)
    last = frame.last if last < 0 else last + 1
    here = in_sentence(field, hedges, field.sentence[item])
    return [hedge for hedge in here if first <= hedge.cue[0][0] < last]


class _Stated(NamedTuple):
    """What a rule and the entry of its cue say of a hedge (see `HedgeDraft`), and what its scope is."""

    type: str
    level: str | None
    value: float
    size: float
    flips: bool
    scope: str


class Hedger:
    """Draws the hedges of a document. Frozen once built, but for what it has worked out."""

    __slots__ = ("_known", "_scopes", "_sizes", "_values", "odds")

    def __init__(self, pack: Pack) -> None:
        words = (pack.settings.get(f"scope-{kind}", ()) for kind in ("stops", "restarts", "choices", "verb-stops"))
        self._scopes = Scopes(pack.structure, *words)
        self._values = measured_values(pack)
        self._sizes = {level: float(size) for what, level, size, *_ in pack.table("combine") if what == "size"}
        self.odds = Odds(pack)
        self._known: dict[tuple[str, str, str], _Stated] = {}

    def hedges(self, field: Field, matches: Iterable[Match]) -> Hedges:
        """The hedges that `matches` stand for, in order of their cue; where cues overlap the longest one is kept."""
        return Hedges(field, (self._draft(field, match, cue) for match, cue in settled(matches)))

    def _draft(self, field: Field, match: Match, cue: tuple[Items, ...]) -> HedgeDraft:
        word, rule = match.word, match.rule
        lemma = word.lemma if word else None
        key = (rule.id, word.lexicon, word.lemma) if word else (rule.id, "", "")
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._stated(rule, word)
        kind, level, value, size, flips, reach = known
        scope = self._scope(field, match, cue, reach)
        draft = HedgeDraft(cue, scope, kind, level, value, size, flips, rule.id, lemma)
        return self._counted(field, draft) if rule.id in self.odds.rules else draft

    def _stated(self, rule: Rule, word: Word | None) -> _Stated:
        effect, entry = rule.effect, word.entry.fields if word else {}
        level = _given(effect, entry, "level", None)
        value = self._value(rule.id, word.lemma if word else None, _given(effect, entry, "value", CERTAIN_VALUE))
        return _Stated(
            _given(effect, entry, "type", "epistemic"),
            level,
            value,
            self._size(level, value),
            bool(_given(effect, entry, "flips", False)),
            _given(effect, entry, "scope", "clause"),
        )

    def _counted(self, field: Field, draft: HedgeDraft) -> HedgeDraft:
        """The hedge as the odds in its cue make it."""
        stated = self.odds.stated(field, draft.cue)
        stand = self.odds.stand(stated) if stated else None
        if stand is None:
            return draft
        size = self._size(stand.level, stand.value)
        return draft._replace(type=stand.type, level=stand.level, flips=stand.flips, value=stand.value, size=size)

    def _size(self, level: str | None, value: float) -> float:
        return min(abs(value), self._sizes.get(level or "", CERTAIN_VALUE))

    def _value(self, rule: str, lemma: str | None, stated: float) -> float:
        values = self._values
        return values.get(f"{rule}:{lemma}", values.get(rule, stated))

    def _scope(self, field: Field, match: Match, cue: tuple[Items, ...], kind: str) -> tuple[Items, ...]:
        first, last = cue[0][0], cue[-1][1]
        target = match.get("target")
        if kind == "target" and target:
            return self._scopes.up_to_stop(field, target)
        if kind in ("complement", "target"):
            return self._scopes.complement(field, target[0][0] if target else last)
        if kind == "phrase":
            return self._scopes.phrase(field, last)
        if kind == "sentence":
            begin, end = self._scopes.sentence(field, first, last)
            return without((max(begin, _quoted_from(field, begin, first)), end), cue)
        if kind == "condition":
            reach = _in_quotes(field, self._scopes.condition(field, first, last), first)
            return (*without(reach, cue), *self._scopes.resumed(field, reach[1]))
        if kind == "left":
            return (self._scopes.left(field, first),)
        return self._scopes.clause(field, first, last)


def _quoted_from(field: Field, begin: int, cue: int) -> int:
    """The first item of the quoted piece the cue stands in, where it begins inside the sentence ("a piece called “Who
    pays?”"); else `begin`."""
    quotations = field.layout.quotations
    piece = quotations[max(0, bisect_right(quotations, (field.start[cue],)) - 1)] if quotations else None
    if piece is None or piece.full or not field.start[begin] < piece.start < field.start[cue] < piece.end:
        return begin
    return bisect_left(field.start, piece.inner_start, begin, cue)


def _in_quotes(field: Field, reach: Items, cue: int) -> Items:
    """How far a condition reaches that a quoted piece inside the sentence holds with what follows from it ("Latin for
    “if you wish peace, prepare for war”")."""
    begin, end = reach
    inner = _quoted_from(field, begin, cue)
    return (inner, end) if inner > begin and (inner < cue or COMMA in field.tags[cue:end]) else reach


def hedges(field: Field, matches: Iterable[Match], pack: Pack) -> Hedges:
    """`Hedger(pack).hedges(field, matches)`, for a single document."""
    return Hedger(pack).hedges(field, matches)


def without(items: Items, cue: Iterable[Items]) -> tuple[Items, ...]:
    """The item range less the cue's items."""
    left, ranges = items[0], []
    for first, last in cue:
        ranges.append((left, first))
        left = last
    ranges.append((left, items[1]))
    return tuple([r for r in ranges if r[0] < r[1]])


def settled(matches: Iterable[Match]) -> list[tuple[Match, tuple[Items, ...]]]:
    """One match for every cue, with that cue: the longest first, then the higher priority, then the rule's name.

    So "could not possibly" is one cue, and neither "could" nor "not" nor "possibly" beside it.
    """
    taken: set[int] = set()
    kept = []
    for *_, match, cue in sorted(map(_ranked, matches), key=_RANK):
        items = [item for first, last in cue for item in range(first, last)]
        if taken.isdisjoint(items):
            taken.update(items)
            kept.append((match, cue))
    return sorted(kept, key=_by_cue)


_RANK = itemgetter(0, 1, 2, 3)
_by_cue = itemgetter(1)


def _ranked(match: Match) -> tuple[int, int, str, int, Match, tuple[Items, ...]]:
    cue, rule = match.cue, match.rule
    return sum(first - last for first, last in cue), -rule.priority, rule.id, match.phrase, match, cue


def _given(effect: Mapping[str, Any], entry: Mapping[str, Any], key: str, default: Any) -> Any:
    """What the rule says, else the lexicon's column, else the default."""
    value = effect.get(key)
    return value if value is not None else entry.get(key, default)


def measured_values(pack: Pack) -> dict[str, float]:
    """Rule (or "rule:lemma") to the mean commitment measured for it; empty where nothing was measured."""
    rows: Sequence[Sequence[str]] = pack.table("certainty")
    return {row[1]: float(row[2]) for row in rows if row[0] == "cue"}
