"""What is found once a document before any rule is tried: its verb groups, the cues among them, its contents' ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attrib.match.agreement import CUE, Numbers, strangers
from attrib.match.field import Field
from attrib.match.grammar import ExtentMatcher, Grammar
from attrib.match.items import STOP, Reach, new
from attrib.match.mirror import BothWays
from attrib.match.vocabulary import Vocabulary, Word

_OPENED = re.compile("C?(?:[DZ]?J?[NY])?S")  # "when", "but when", "two days after": a clause that opens its sentence
ENDS = 0.7  # stated rate from which a boundary ends a content even before its verb: the pack's semicolon, and above
HELD, ANY = "s", "*"  # marks boundaries of a sentence that opens with a subordinate clause; stands for all extents
NO_BOUNDARY = "_"  # stands in the string of cues for a stop or comma that ends no content
MARKS = ",;:.-CS"  # what may end a content, and does not inside a quotation
LONGEST_RELATIVE = 9  # items of a relative clause before what is said in it
LONGEST_BRACKET = 14  # items of one that a content goes on behind
DASH, LONGEST_ASIDE = "-", 35  # items that two dashes may hold between them
MOST_VERBS = 2  # finite verbs of a content that are told apart when its end is looked for


class Group(NamedTuple):
    """A verb group (or one noun, one adjective): items `first` up to `last`; `head` carries the meaning."""

    kind: str
    first: int
    last: int
    head: int


class EndRates:
    """How often each kind of boundary ends each kind of content, as measured or else as the pack states it.

    `measured` maps "extent/kind" and "extent/kind/verbs" (see `Reading.boundaries`) to a share; a boundary that ends as
    many as `limit` is an end.
    """

    __slots__ = ("_known", "_limit", "_measured", "_stated")

    def __init__(self, measured: Mapping[str, float], stated: Mapping[str, float], limit: float) -> None:
        self._measured, self._stated, self._limit = measured, stated, limit
        self._known: dict[tuple[str, str], bool] = {}

    def is_end(self, extent: ExtentMatcher, kind: str, detailed: str) -> bool:
        """Whether a content of this kind ends at such a boundary."""
        known = self._known.get((extent.name, detailed))
        if known is None:
            ends = self._rate(extent.name, kind, detailed) >= self._limit
            known = ends and not (extent.finite and self._unfinished(kind, detailed))
            self._known[extent.name, detailed] = known
        return known

    def _unfinished(self, kind: str, detailed: str) -> bool:
        """Whether no verb was seen up to a boundary that by its kind alone ends few contents."""
        return detailed.startswith(f"{kind}/0") and self._stated[kind] < ENDS

    def _rate(self, extent: str, kind: str, detailed: str) -> float:
        measured = self._measured
        names = [f"{extent}/{detailed}", f"{extent}/{kind}"]
        if detailed.endswith(HELD):
            names.insert(1, f"{ANY}/{detailed}")
        return next((measured[name] for name in names if name in measured), self._stated[kind])


class Reading:
    """A field with its groups, and the answers fillers need: where spans and extents lead from an item.

    `cues` is the tag string with every group that is a likely cue written over (`v` finite, `g` -ing), so that the
    patterns for a content's end can tell a further cue from a further verb.
    """

    __slots__ = (
        "_at", "_cues_seen", "_ends", "_reaches", "_tags_seen", "cues", "ends", "field", "grammar", "groups", "heads",
        "verbs", "words",
    )  # fmt: skip

    def __init__(self, field: Field, grammar: Grammar, verbs: Vocabulary, words: Vocabulary, ends: EndRates) -> None:
        self.field, self.grammar, self.verbs, self.words, self.ends = field, grammar, verbs, words, ends
        named = grammar.named
        self.groups = [
            new(Group, (named[m.lastgroup or ""], m.start(), m.end(), m.end() - 1))
            for m in grammar.groups.finditer(field.tags)
        ]
        self.heads = [(group, self.words_of(group)) for group in self.groups]
        self.cues = field.tags
        self._tags_seen = self._cues_seen = BothWays(field.tags)
        self._at: dict[int, Group] | None = None
        self._reaches: dict[tuple[str, int], Iterable[Reach]] = {}
        self._ends: dict[tuple[str, int], int] = {}

    def group_at(self, item: int, kind: str) -> Group | None:
        """The group of this kind that begins at `item`."""
        if tags := self.grammar.one_of.get(kind):
            known = self.field.tags[item : item + 1] in tags
            return new(Group, (kind, item, item + 1, item)) if known else None
        if self._at is None:
            self._at = {g.first: g for g in self.groups}
        group = self._at.get(item)
        return group if group and group.kind == kind else None

    def words_of(self, group: Group) -> Sequence[Word]:
        """What the lexicons say of the head of a group."""
        found = self.verbs.at(self.field.word, group.head)
        if self.grammar.part[group.kind] == "verb":
            return found
        return [*self.words.at(self.field.word, group.head), *found]

    def mark_cues(self, marks: Mapping[str, str], taking: frozenset[str], numbers: Numbers) -> None:
        """Write the mark of its kind over every group whose entry takes one of the constructions `taking`, and over
        what those who say something do besides."""
        letters = list(self.field.tags)
        for group, words in self.heads:
            mark = marks.get(group.kind) if words else None
            if mark and any(not taking.isdisjoint(word.entry.takes) for word in words):
                letters[group.first : group.last] = mark * (group.last - group.first)
        for item in strangers(self.field.word, self.field.tags, letters, numbers):
            letters[item] = CUE
        for item in (*self._within_quotations(), *self._hyphens()):
            letters[item] = NO_BOUNDARY
        self.cues = "".join(letters)
        self._cues_seen = BothWays(self.cues)

    def _within_quotations(self) -> Iterator[int]:
        """Stops, commas and the like inside a quotation whose marks were dissolved: a content that holds its beginning
        holds its end."""
        field = self.field
        starts = [sentence.start for sentence in field.layout.sentences]
        for quotation in field.layout.quotations:
            if quotation.full or not quotation.closed:
                continue
            outer = field.outer.get(bisect_right(starts, quotation.start) - 1, (0, 0))
            first = bisect_left(field.start, quotation.inner_start, *outer)
            last = bisect_left(field.start, quotation.inner_end, first, outer[1]) - 1
            yield from (item for item in range(first, last) if field.tags[item] in MARKS)

    def _hyphens(self) -> Iterator[int]:
        """Dashes that are hyphens: "fourth- and fifth-grade pupils", "the U.S.-Norland border"."""
        field, item = self.field, -1
        while (item := field.tags.find(DASH, item + 1)) >= 0:
            start, end = field.start[item], field.end[item]
            if field.text[start:end] == DASH and not field.text[start - 1 : start].isspace():
                yield item

    def begins_sentence(self, item: int) -> bool:
        """Whether a sentence begins at `item`, or has begun just before with no more than a conjunction or adverb."""
        first = self.field.frame_of(item).first
        return item == first or self.grammar.begins.match(self.field.tags, self.sentence_start(item), item) is not None

    def sentence_start(self, item: int) -> int:
        first = self.field.frame_of(item).first
        return self.field.tags.rfind(STOP, first, item) + 1 or first  # no stop is found at -1

    def standing(self, marks: str, item: int) -> str:
        """Which of these tags stand before `item` in its frame."""
        first, tags = self.field.frame_of(item).first, self.field.tags
        return "".join([mark for mark in marks if tags.find(mark, first, item) >= 0])

    def stands_before(self, marks: str, item: int) -> bool:
        """Whether one of these tags, or marks of cues, stands right before `item`, if anything does."""
        return self.field.tags[item - 1 : item] in marks or self.cues[item - 1 : item] in marks

    def sentence_end(self, item: int) -> int:
        """The item of the stop that ends the sentence of `item`."""
        last = self.field.frame_of(item).last
        found = self.field.tags.find(STOP, item, last)
        return last if found < 0 else found

    def ends_sentence(self, item: int) -> bool:
        """Whether nothing but the stop stands at `item`."""
        return item >= self.field.frame_of(item).last or self.field.tags[item] == STOP

    def span(self, name: str, item: int) -> Iterable[Reach]:
        """Where the span `name` leads from `item` forwards."""
        found = self._reaches.get((name, item))
        if found is None:
            matcher = self.grammar.spans[name]
            found = matcher.forwards(self.cues if matcher.over_cues else self.field.tags, item)
            self._reaches[name, item] = found
        return found

    def span_back(self, name: str, item: int) -> Iterable[Reach]:
        """Where the span `name` leads from `item` backwards."""
        key = name, ~item
        found = self._reaches.get(key)
        if found is None:
            matcher, first = self.grammar.spans[name], self.field.frame_of(item).first
            seen = self._cues_seen if matcher.over_cues else self._tags_seen
            found = self._reaches[key] = matcher.backwards(seen, item, first)
        return found

    def extent(self, name: str, item: int) -> Sequence[Reach]:
        """The content that begins at `item`, where there is one."""
        extent = self.grammar.extents[name]
        if extent.shape:
            m = extent.shape.match(self.field.tags, item)
            return ((m.end(), m.span()),) if m else ()
        if extent.side != "right" or not extent.opens.match(self.field.tags, item):
            return ()
        end = self._ends.get((name, item))
        if end is None:
            end = self._ends[name, item] = self.content_end(extent, item)
        return ((end, (item, end)),) if end > item else ()

    def extent_back(self, name: str, item: int) -> Sequence[Reach]:
        """The content that ends before `item`, where there is one."""
        extent = self.grammar.extents[name]
        if extent.shape:
            shaped = item > 0 and extent.shape.fullmatch(self.field.tags, item - 1, item)
            return ((item - 1, (item - 1, item)),) if shaped else ()
        if self._after_stop(item):
            return ()
        # A stop in a quotation that is part of the sentence ends no content: "they “lie. They cheat,” he said".
        start = max(self.field.frame_of(item).first, self.cues.rfind(STOP, 0, item - 1) + 1)
        opened = self.cues.rfind("(", start, item) + 1  # one that is still open ends with what is said in it
        if opened and self.cues.find(")", opened, item) < 0:
            start = opened
        fits = extent.fits is None or extent.fits.match(self.field.tags[start:item])
        return ((start, (start, item)),) if fits else ()

    def _after_stop(self, item: int) -> bool:
        return item == self.field.frame_of(item).first or self.field.tags[item - 1] == STOP

    def content_end(self, extent: ExtentMatcher, item: int) -> int:
        """The first boundary after `item` whose rate passes the pack's limit."""
        ends, resumes, aside = self.ends, self.grammar.boundaries.resumes, item
        last = min(self._main_verb(extent, item), self._closed(item))
        for at, kind, detailed in self.boundaries(item):
            if at >= last:
                break
            if at <= aside or self._in_brackets(item, at):
                continue
            if extent.finite and (closed := self._between_dashes(at)):
                aside = closed
                continue
            if kind not in resumes:
                if ends.is_end(extent, kind, detailed):
                    return at
            elif ends.is_end(extent, kind, detailed):
                if not (extent.waits and self._awaited(item, at)):
                    return at
            elif self._resumed(item, kind, detailed):
                return at
        return last

    def _main_verb(self, extent: ExtentMatcher, item: int) -> int:
        """Where a verb stands whose subject the content describes: "a man who said he was ill *left*"; else the end."""
        boundaries, tags = self.grammar.boundaries, self.field.tags
        start = max(self.field.frame_of(item).first, item - LONGEST_RELATIVE)
        found = boundaries.relative.search(tags, start, item) and boundaries.within[extent.waits].match(tags, item)
        return found.end() if found else len(self.cues)

    def _closed(self, item: int) -> int:
        """Where a bracket ends in which a content begins: "(he admitted *that it leaks*)"."""
        closed = self.cues.find(")", item, self.sentence_end(item))
        opened = closed < 0 or self.cues.find("(", item, closed) >= 0
        return len(self.cues) if opened else closed

    def _in_brackets(self, item: int, at: int) -> bool:
        """Whether `at` stands in a short bracket that the content has opened: "the rise (20 percent, *in* May)"."""
        opened = self.cues.rfind("(", item, at)
        closed = self.cues.find(")", opened, opened + LONGEST_BRACKET) if opened >= 0 else -1
        return closed > at

    def _between_dashes(self, at: int) -> int:
        """The second of two dashes around an aside whose first stands at `at`: "that he - a smith - *left*"."""
        if self.cues[at] != DASH:
            return 0
        return max(0, self.cues.find(DASH, at + 1, min(at + LONGEST_ASIDE, self.sentence_end(at))))

    def _awaited(self, item: int, at: int) -> bool:
        """Whether the own verb stands behind `at`: "said X, who paid, *left*"."""
        return self.grammar.boundaries.awaiting.fullmatch(self.field.tags, item, at) is not None

    def _resumed(self, item: int, kind: str, detailed: str) -> bool:
        """Whether the clause goes on that the content's relative clause broke into: "X, who said he paid, *left*"."""
        if detailed.startswith(f"{kind}/0"):
            return False
        return self.grammar.boundaries.broken.fullmatch(self.field.tags, self.sentence_start(item), item) is not None

    def boundaries(self, item: int) -> Iterator[tuple[int, str, str]]:
        """The places after `item` where a content may end: their kind, and their kind with the verbs seen by then."""
        boundaries, cues = self.grammar.boundaries, self.cues
        done, verbs = item, 0
        held = HELD if _OPENED.match(self.field.tags, self.sentence_start(item), item) else ""
        for mark in boundaries.marks.finditer(cues, item + 1):
            at = mark.start()
            if m := boundaries.patterns[cues[at]].match(cues, at):
                kind = boundaries.names[m.lastgroup or ""]
                if verbs < MOST_VERBS:
                    verbs += len(boundaries.verbs.findall(cues, done, at))
                    done = at
                yield at, kind, f"{kind}/{min(verbs, MOST_VERBS)}{held}"
