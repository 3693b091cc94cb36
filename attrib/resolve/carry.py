"""Quotations nobody is named for are carried to the speaker before them.

A quotation that is a sentence of its own belongs to the speaker of the paragraph; one that continues an open
quotation, or fills its paragraph alone, to the last speaker of the paragraph before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrib.match.field import Field, Frame
from attrib.match.items import QUOTED, STOP
from attrib.resolve.draft import Draft
from attrib.segment.spans import Quotation

RELATIVE, ASSERTION = "W", "assertion"
# Words of a quoted piece that goes to the speaker before, and which part of its sentence it is at least.
LONG, PART = 6, 4


def carry(field: Field, drafts: Sequence[Draft]) -> None:
    """Lengthen the content of attributions by the quotations that follow them without a speaker of their own."""
    owner = {item: d for d in drafts for span in d.content_items for item in field.quotations_in(span)}
    by_frame: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_frame.setdefault(field.frame[draft.match.anchor[0]], []).append(draft)
    talk = _Talk(field)
    for number, frame in enumerate(field.frames):
        if frame.quotation is not None:
            continue
        alone = not field.tags[frame.first : frame.last].strip(QUOTED + STOP)
        own = sorted(by_frame.get(number, ()), key=lambda d: d.first_cue)
        here: Draft | None = None
        for item in field.quotations_in((frame.first, frame.last)):
            while own and own[0].match.anchor[0] < item:
                here = _later_speaker(field, here, own.pop(0))
            if item in owner:
                here = owner[item]
            elif to := talk.speaker(item, here, alone):
                to.content.append((field.start[item], field.end[item]))
                to.content_items.append((item, item + 1))
                here = owner[item] = to
        for draft in own:
            here = _later_speaker(field, here, draft)
        talk.end_paragraph(here, frame, alone)
    _carry_pieces(field, drafts)
    for draft in drafts:
        draft.content.sort()


class _Talk:
    """Who spoke in the paragraphs before: `last` in the one before, `other` in the one before that, where a quotation
    began the last; whether the last was a turn of two who talk, or no more than a few words."""

    __slots__ = ("field", "last", "other", "turns")

    def __init__(self, field: Field) -> None:
        self.field = field
        self.last: Draft | None = None
        self.other: Draft | None = None
        self.turns = False

    def speaker(self, item: int, here: Draft | None, alone: bool) -> Draft | None:
        """Whose quotation it is that has no speaker of its own, in a paragraph in which `here` spoke before it."""
        field = self.field
        if here is not None:
            return here if _own_sentence(field, item) or _taken_up(field, item, here) else None
        one = field.quoted[item]
        if alone and self._is_the_others(one):
            return self.other
        return self.last if one.continues or (alone and not _answers(field, one)) else None

    def _is_the_others(self, one: Quotation) -> bool:
        """Whether a few words that fill their paragraph are said by the other of two: "“Why?” Orr asked. ¶ “I had to,”
        said Lisa. ¶ “Had to?”"."""
        other = self.other
        if other is None or other.source_items is None or other is self.last or one.continues:
            return False
        return self.turns or _is_short(self.field, one)

    def end_paragraph(self, here: Draft | None, frame: Frame, alone: bool) -> None:
        """Go on to the next paragraph; `here` spoke last in this one, which a quotation may begin, or fill `alone`."""
        field, quoted = self.field, self.field.tags[frame.first] == QUOTED
        others = alone and here is not None and here is self.other and here is not self.last
        said = (field.quoted[item] for item in field.quotations_in((frame.first, frame.last)))
        self.turns = others or (quoted and all(_is_short(field, one) for one in said))
        self.last, self.other = here, self.last if quoted else None


def _carry_pieces(field: Field, drafts: Sequence[Draft]) -> None:
    """Give the quoted pieces of a sentence in which nobody else is heard to who is quoted in the sentence before it.

    They have to be long and fill a part of it: "It “is no more than a gift to the mills of the valley.”"
    """
    pieces = [one for one in field.layout.quotations if one.closed and not one.full and _long(field, one)]
    if not pieces:
        return
    sentences = field.layout.sentences
    starts = [sentence.start for sentence in sentences]
    heard = _heard([d for d in drafts if not any(one.start < d.first_cue < one.end for one in pieces)], starts)
    for one in pieces:
        at = bisect_right(starts, one.start) - 1
        here, last = sentences[at], heard.get(at - 1)
        if last is None or at in heard or sentences[at - 1].paragraph != here.paragraph or one.end > here.end:
            continue
        if (one.end - one.start) * PART >= here.end - here.start and _quoted(field, last):
            begin, end = field.outer[at]
            first = bisect_left(field.start, one.inner_start, begin, end)
            last.content.append((one.start, one.end))
            last.content_items.append((first, bisect_left(field.start, one.inner_end, first, end)))


def _long(field: Field, one: Quotation) -> bool:
    return len(field.text[one.inner_start : one.inner_end].split()) >= LONG


def _quoted(field: Field, draft: Draft) -> bool:
    """Whether somebody is quoted in what an attribution asserts."""
    if draft.points or draft.attitude != ASSERTION:
        return False
    marks = field.layout.quotations
    at = [(bisect_left(marks, (start,)), end) for start, end in draft.content]
    return any(first < len(marks) and marks[first].start < end for first, end in at)


def _heard(drafts: Sequence[Draft], starts: Sequence[int]) -> dict[int, Draft]:
    """The last attribution with a source that each sentence has something of."""
    heard: dict[int, Draft] = {}
    for draft in drafts:
        if draft.source_items:
            for start, end in (*draft.cue, *draft.content):
                for at in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
                    heard[at] = draft
    return heard


def _later_speaker(field: Field, here: Draft | None, draft: Draft) -> Draft:
    """Who speaks after `draft`: what is said of a speaker in passing ("who backs Y") changes no speaker."""
    if here is None or draft.sentence != here.sentence:
        return draft
    aside = draft.source_items is not None and field.tags[draft.source_items[0]] == RELATIVE
    inside = any(start <= draft.first_cue < end for start, end in here.content)
    return here if aside or ((inside or _quotes(field, here)) and not _quotes(field, draft)) else draft


def _quotes(field: Field, draft: Draft) -> bool:
    return any(field.tags[first] == QUOTED for first, _ in draft.content_items)


def _answers(field: Field, one: Quotation) -> bool:
    """Whether a few words fill their paragraph: one line of a dialogue, rather somebody else's."""
    return _is_short(field, one) and field.text[one.inner_start : one.inner_end].rstrip().endswith(".")


def _is_short(field: Field, one: Quotation) -> bool:
    return len(field.text[one.inner_start : one.inner_end].split()) < LONG


def _taken_up(field: Field, item: int, here: Draft) -> bool:
    """Whether the quotation goes on with one of the same sentence: "A," X said in a letter that told why, "and b"."""
    tags, sentence = field.tags, field.sentence[item]
    if tags[item - 1] != "," or tags[item + 1] not in ".\n":
        return False
    return any(tags[first] == QUOTED and field.sentence[first] == sentence for first, _ in here.content_items)


def _own_sentence(field: Field, item: int) -> bool:
    """Whether the quotation is a sentence by itself, or stands in a row of quotations that is."""
    tags, first, last = field.tags, item, item + 1
    while first > 0 and tags[first - 1] == QUOTED:
        first -= 1
    while tags[last] == QUOTED:
        last += 1
    return (first == 0 or tags[first - 1] in ".\n") and tags[last] in ".\n"
