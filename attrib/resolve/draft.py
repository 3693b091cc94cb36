"""An attribution while it is being worked out: spans in characters, links to other drafts still open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Any

from attrib.match.engine import Match
from attrib.match.field import Field
from attrib.match.items import Items
from attrib.resolve.chains import Link, links
from attrib.segment.spans import Quotation

Span = tuple[int, int]
CLOSING = ".,;:!?… "  # what may stand between the last word of a quotation and its mark


@dataclass(slots=True, eq=False)
class Draft:
    """`points` is where a content lies that its own clause only refers to: back, forward, in a caption (the author's).

    `certainty` and `polarity` are what the cue says of its content, `level` and `sign` what the content's own words
    make of it.
    """

    match: Match
    cue: list[Span]
    source: list[Span]
    content: list[Span]
    source_items: Items | None
    content_items: list[Items]
    addressee: Span | None
    attitude: str
    stance: str
    certainty: str
    polarity: str
    disputed: bool
    points: str | None
    manner: str | None
    confidence: float | None
    sentence: int
    parent: Draft | None = None
    listed: bool = True  # shown as an attribution; else it counts for labels alone
    linked: bool = False  # the rule itself says what it is nested in
    source_index: int | None = None
    via_index: int | None = None  # the medium that the source spoke to
    level: str = ""
    sign: str = ""
    estimates: Sequence[Mapping[str, Any]] = ()  # what its words of probability stand for, as the record words it
    id: str = ""

    def __post_init__(self) -> None:
        self.level, self.sign = self.certainty, self.polarity

    @property
    def frame(self) -> list[Span]:
        """What has to lie inside another content for this attribution to be nested in it."""
        return [*self.cue, *self.source]

    @property
    def rule(self) -> str:
        return self.match.rule.id

    @property
    def speaks(self) -> str:
        """The kind of what speaks so, where its word tells ("it *reads*": a document), or that it labels a turn."""
        if self.match.rule.effect.get("points") == "turn":
            return "person"
        return str(self.match.word.entry.fields.get("by", "")) if self.match.word else ""

    @property
    def first_cue(self) -> int:
        return self.cue[0][0]


def ancestors(draft: Draft) -> Iterator[Draft]:
    """What an attribution is nested in, from the nearest outwards."""
    above = draft.parent
    while above:
        yield above
        above = above.parent


def drafts_of(match: Match, reading_field: Field, confidence: float | None) -> list[Draft]:
    """The attributions of a match, outermost first, each the parent of the next."""
    found: list[Draft] = []
    for link in links(match):
        one = _draft(match, link, reading_field, confidence)
        one.parent = found[-1] if found else None
        one.linked = bool(found)
        found.append(one)
    return found


def trimmed(draft: Draft, field_: Field, setting: Pattern[str]) -> Items | None:
    """Whom a draft's source speaks to, in items: the addressee without how, where and when it was told."""
    if draft.addressee is None:
        return None
    (first, last), (start, end) = draft.match.get("addressee")[0], draft.addressee
    if found := setting.search(field_.text, start, end):
        draft.addressee = start, found.start()
        last = bisect_left(field_.start, found.start(), first, last)
    return first, last


def _draft(match: Match, link: Link, reading_field: Field, confidence: float | None) -> Draft:
    """What the rule leaves open comes from the cue's lexicon entry."""
    entry = match.word.entry.fields if match.word else {}
    effect = match.rule.effect
    source, content = link.source, link.content
    addressee = match.get("addressee")
    attitude = str(effect.get("attitude") or entry.get("attitude") or "assertion")
    return Draft(
        match=match,
        cue=joined(reading_field, link.cue),
        source=joined(reading_field, source),
        content=[widened(reading_field, span) for span in joined(reading_field, content)],
        source_items=(_runs(source) or source)[0] if source else None,
        content_items=list(content),
        addressee=reading_field.chars(addressee[0]) if addressee else None,
        attitude=effect.get("becomes", {}).get(attitude, attitude),
        stance=str(effect.get("author_stance") or entry.get("stance") or "neutral"),
        certainty=str(effect.get("certainty") or entry.get("certainty") or "certain"),
        polarity=str(effect.get("polarity") or entry.get("polarity") or "positive"),
        disputed=bool(effect.get("disputed") or entry.get("disputed")),
        points=link.points,
        manner=effect.get("manner"),
        confidence=confidence,
        sentence=reading_field.sentence[match.anchor[0]],
    )


def joined(field_: Field, items: Sequence[Items]) -> list[Span]:
    """Character spans of item ranges in text order, those that touch made one."""
    return [field_.chars(run) for run in _runs(items)]


def _runs(items: Sequence[Items]) -> Sequence[Items]:
    """Item ranges in text order, those that touch made one, none of them empty."""
    if len(items) == 1:
        return items if items[0][0] < items[0][1] else ()
    runs: list[Items] = []
    for first, end in sorted(items):
        if first >= end:
            continue
        if runs and runs[-1][1] == first:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((first, end))
    return runs


def widened(field_: Field, span: Span) -> Span:
    """The span with the quotation marks that hug its ends, and the stop or comma before the closing one, and to
    the end of a piece of the sentence that it quotes: dissolved marks are no items."""
    start, end = span
    quotations = field_.layout.quotations
    for quotation in quotations[max(0, bisect_left(quotations, (start,)) - 1) :]:
        if quotation.start > end:
            break
        if quotation.inner_start == start:
            start = quotation.start
        if quotation.inner_end < end or quotation.start < start:
            continue
        begun = start < quotation.start and quotation.inner_start < end and not quotation.full  # "a “farce, a *joke*”"
        if (begun and quotation.closed) or _only_marks(field_.text, end, quotation):
            end = quotation.end
    return start, end


def _only_marks(text: str, end: int, quotation: Quotation) -> bool:
    """Whether nothing but its stop or comma stands between `end` and the closing mark of a quotation."""
    return quotation.closed and not text[end : quotation.inner_end].strip(CLOSING)
