"""The text as the matcher sees it: items in frame order, one tag character an item.

A *frame* is one level of quotation in one paragraph. In it a full quotation is a single item tagged `Q`; the inside of
the quotation is a frame of its own further on. Between frames stands a boundary item of no width, tagged with a line
feed. So one pass of a regular expression over `Field.tags` serves the whole document and never crosses a frame.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from attrib.match.clauses import Clauses
from attrib.match.items import QUOTED, STOP, Items
from attrib.match.lexemes import Lexeme, Lexemes
from attrib.match.repair import Repairs
from attrib.match.tagger import BOUNDARY, QUOTATION, Tagger
from attrib.match.tokens import Tokeniser
from attrib.segment.spans import Layout, Quotation

LONGEST = 400  # items; a longer stretch without a stop is no sentence, and is cut so that no text takes long
STOPS = re.compile(r"\.|[!?]+")


class Frame(NamedTuple):
    """Items `first` up to and without `last`; the quotation they are the inside of, and the item it is outside."""

    first: int
    last: int
    quotation: int | None
    parent: int | None


class Sight(NamedTuple):
    """What a pack sees a text by: how it is cut into items, what is known of each form, and what stands around it."""

    tokeniser: Tokeniser
    lexemes: Lexemes
    tagger: Tagger
    first_repairs: Repairs
    repairs: Repairs
    clauses: Clauses


class Field:
    """Parallel lists over items: character offsets, folded words, tags, sentence numbers."""

    __slots__ = (
        "clauses", "end", "frame", "frames", "insides", "layout", "needs", "outer", "predicates", "quoted", "sentence",
        "shadow", "start", "starting", "tags", "text", "word",
    )  # fmt: skip

    def __init__(self, text: str, layout: Layout, clauses: Clauses) -> None:
        self.text = text
        self.clauses = clauses
        self.layout = layout
        self.shadow = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.starting: list[tuple[int, Any]] = []  # items that a phrase may start with, and what they start
        self.needs: Sequence[int] = ()  # see `Lexeme`
        self.sentence: list[int] = []
        self.frames: list[Frame] = []
        self.frame: list[int] = []
        self.outer: dict[int, Items] = {}  # sentence -> its items outside quotations
        self.quoted: dict[int, Quotation] = {}  # by the item that stands for it
        self.insides: dict[int, Frame] = {}  # the same
        self.predicates: dict[Items, int | None] = {}  # of clauses, once the tags stand (see `attrib.predicate`)
        self.tags = ""

    def chars(self, items: Items) -> tuple[int, int]:
        """The characters from the first item to the last, `items` being half-open and not empty."""
        return self.start[items[0]], self.end[items[1] - 1]

    def items_of(self, start: int, end: int) -> Items | None:
        """The items of one frame that begin at `start` and end at `end`, the innermost where there are several."""
        for frame in reversed(self.frames):
            first = bisect_left(self.start, start, frame.first, frame.last)
            if first < frame.last and self.start[first] == start:
                last = bisect_left(self.end, end, first, frame.last)
                return (first, last + 1) if last < frame.last and self.end[last] == end else None
        return None

    def inside(self, item: int) -> Frame | None:
        """The frame of the quotation that `item` stands for."""
        return self.insides.get(item)

    def quotations_in(self, items: Items) -> list[int]:
        """Those of the items that stand for a quotation."""
        first, last = items
        tags, found = self.tags, []
        while (first := tags.find(QUOTED, first, last)) >= 0:
            found.append(first)
            first += 1
        return found

    def frame_of(self, item: int) -> Frame:
        return self.frames[self.frame[item]]


class _Builder:
    def __init__(self, text: str, layout: Layout, sight: Sight) -> None:
        self.field = Field(text, layout, sight.clauses)
        self.layout = layout
        self.sight = sight
        self.tokenise = sight.tokeniser.tokenise
        self.full = [q for q in layout.quotations if q.full]
        self.starts = [q.start for q in self.full]
        self.forms: list[str] = []
        self.pending: list[tuple[int, int]] = []  # (quotation, item that stands for it)

    def build(self) -> Field:
        field = self.field
        field.shadow = shadow(field.text, self.layout.quotations, self.layout.markup)
        for first, last in self._sentences_by_paragraph():
            here = len(field.start)
            for number in range(first, last):
                self._sentence(number)
            if len(field.start) > here:
                self._close(here, None, None)
            while self.pending:
                self._inside(*self.pending.pop(0))
        if self.forms:
            self._tag()
        return field

    def _tag(self) -> None:
        field, forms = self.field, self.forms
        lexemes, tagger = self.sight.lexemes, self.sight.tagger
        found: list[Lexeme] = list(map(lexemes.__getitem__, forms))
        field.word = [one.word for one in found]
        field.needs = [one.needs for one in found]
        field.starting = [(item, one.starts) for item, one in enumerate(found) if one.starts is not None]
        codes, shapes = [one.code for one in found], "".join([one.shape for one in found])
        tags = tagger.settle(tagger.in_context(forms, codes, shapes))
        first = [one.first_repairs for one in found]
        if any(first):
            tags = self.sight.first_repairs.repaired(tags, field.word, first)
        field.tags = self.sight.repairs.repaired(tags, field.word, [one.repairs for one in found])

    def _sentence(self, number: int) -> None:
        sentence = self.layout.sentences[number]
        begin = self.layout.stamps.get(sentence.start, sentence.start)
        for first, last in self.layout.dateline:
            begin = last if first <= sentence.start < last else begin
        if (sentence.read or not sentence.boilerplate) and begin < sentence.end:
            first = len(self.field.start)
            self._stretch(begin, sentence.end, number)
            self._stop(number, sentence.end)
            self.field.outer[number] = (first, len(self.field.start))

    def _sentences_by_paragraph(self) -> list[tuple[int, int]]:
        paragraphs = [s.paragraph for s in self.layout.sentences]
        out, i = [], 0
        while i < len(paragraphs):
            j = bisect_right(paragraphs, paragraphs[i], i)
            out.append((i, j))
            i = j
        return out

    def _inside(self, index: int, parent: int) -> None:
        quotation, here = self.full[index], len(self.field.start)
        sentence = self.field.sentence[parent]
        self._stretch(quotation.inner_start, quotation.inner_end, sentence, index)
        self._stop(sentence, quotation.inner_end)
        if len(self.field.start) > here:
            self._close(here, index, parent)

    def _stretch(self, start: int, end: int, sentence: int, inside: int | None = None) -> None:
        """Tokens of `start:end`, each full quotation in it as one item; `inside` is the quotation we stand in."""
        for i in range(bisect_left(self.starts, start), len(self.full)):
            quotation = self.full[i]
            if quotation.start >= end:
                break
            if i != inside and start <= quotation.start and quotation.end <= end:
                self._tokens(start, quotation.start, sentence)
                item = self._item(quotation.start, quotation.end, QUOTATION, sentence)
                self.field.quoted[item] = quotation
                self.pending.append((i, item))
                start = quotation.end
        self._tokens(start, end, sentence)

    def _tokens(self, start: int, end: int, sentence: int) -> None:
        field = self.field
        starts, ends, forms = self.tokenise(field.shadow, start, end)
        while len(starts) > LONGEST:
            self._add(starts[:LONGEST], ends[:LONGEST], forms[:LONGEST], sentence)
            starts, ends, forms = starts[LONGEST:], ends[LONGEST:], forms[LONGEST:]
            self._item(starts[0], starts[0], STOP, sentence)
        self._add(starts, ends, forms, sentence)

    def _add(self, starts: list[int], ends: list[int], forms: list[str], sentence: int) -> None:
        field = self.field
        field.start += starts
        field.end += ends
        field.sentence += [sentence] * len(starts)
        self.forms += forms

    def _item(self, start: int, end: int, form: str, sentence: int) -> int:
        field = self.field
        field.start.append(start)
        field.end.append(end)
        field.sentence.append(sentence)
        self.forms.append(form)
        return len(field.start) - 1

    def _stop(self, sentence: int, at: int) -> None:
        """Make the end of a sentence visible where no stop of its own stands there."""
        form = self.forms[-1] if self.forms else ""
        if form and not STOPS.fullmatch(form):
            self._item(at, at, STOP, sentence)

    def _close(self, first: int, quotation: int | None, parent: int | None) -> None:
        field = self.field
        field.frame += [len(field.frames)] * (len(field.start) - first + 1)
        field.frames.append(Frame(first, len(field.start), quotation, parent))
        if parent is not None:
            field.insides[parent] = field.frames[-1]
        at = field.end[-1] if field.end else 0
        self._item(at, at, BOUNDARY, field.sentence[-1])


def shadow(text: str, quotations: Sequence[Quotation], markup: Sequence[tuple[int, int]] = ()) -> str:
    """The text with the marks of dissolved quotations blanked and its apostrophes straight, of the same length;
    mark-up is blanked too."""
    text = text.replace("’", "'")
    pieces, done = [], 0
    marks = sorted(m for q in quotations if not q.full for m in ((q.start, q.inner_start), (q.inner_end, q.end)))
    for start, end in sorted((*marks, *markup)) if markup else marks:
        if start >= done:
            pieces += [text[done:start], " " * (end - start)]
            done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def build_field(text: str, layout: Layout, sight: Sight) -> Field:
    """Lay out the tokens of `text`, frame by frame, and tag them."""
    return _Builder(text, layout, sight).build()
