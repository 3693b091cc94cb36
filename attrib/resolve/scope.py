"""How far a hedge reaches: item ranges from its cue, by patterns over tags that stand in the pack (structure/scope)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import regex

from attrib.match.field import Field
from attrib.match.items import STOP, Items
from attrib.rules.pack import Structure

JOINING, COMMA, NEVER = "CtS", ",", "(?!)"
STOPPED = frozenset(("", STOP, "\n"))  # what goes before a sentence
OPENING = frozenset("SWt")  # tags of what opens a clause
MODAL, CONJUNCTION, ADVERB, SECOND_VERB, FINITE = "M", "C", "R", "VE", "V"


class Scopes:
    """The pack's scope patterns, compiled. Every method takes items of a field and gives half-open item ranges.

    `stops` are conjunctions that a reach does not pass, `restarts` words behind a conjunction that begin another one,
    `choices` conjunctions that carry it on to a second verb ("did not call the owner *or visited* him"), `verb_stops`
    those that have a cue of their own for one ("neither called the owner *nor visited* him").
    """

    __slots__ = (
        "_adverb", "_aside", "_choices", "_clause", "_complement", "_consequent", "_group", "_joint", "_left",
        "_phrase", "_restarts", "_stops", "_then", "_verb_stops",
    )  # fmt: skip

    def __init__(
        self,
        structure: Structure,
        stops: Iterable[str] = (),
        restarts: Iterable[str] = (),
        choices: Iterable[str] = (),
        verb_stops: Iterable[str] = (),
    ) -> None:
        def pattern(name: str) -> re.Pattern[str]:
            return re.compile(structure.either(name) or "")

        def left(name: str) -> regex.Pattern[str]:
            return regex.compile(f"(?r){structure.either(name) or ''}")

        self._stops, self._restarts, self._choices = frozenset(stops), frozenset(restarts), frozenset(choices)
        self._verb_stops = frozenset(verb_stops)
        self._clause = pattern("scope-clause")
        self._joint = pattern("scope-joint")
        self._adverb = pattern("scope-adverb") if structure.either("scope-adverb") else self._joint
        self._aside = pattern("scope-aside")
        self._complement = pattern("scope-complement")
        self._phrase = pattern("scope-phrase")
        self._left = left("scope-left")
        self._consequent = left("scope-consequent")
        self._then = re.compile(structure.either("scope-then") or NEVER)
        self._group = left("scope-group")

    def clause(self, field: Field, first: int, last: int) -> tuple[Items, ...]:
        """The clause around a cue at `first:last`: what follows the cue, and its own auxiliaries before it.

        A cue that ends its clause ("…, probably.") takes the clause before it, one between commas both sides.
        """
        tags = field.tags
        if tags[first - 1 : first] == "," == tags[last : last + 1] and tags[first] != MODAL:
            before = self.left(field, first - 1)
            return _ranges(before, (last + 1, self._joint.match(tags, last + 1).end()))  # type: ignore[union-attr]
        begin = self._group.match(tags, 0, first).start()  # type: ignore[union-attr]
        within = begin < first or tags[first] == MODAL  # what follows belongs to the same verb group
        aside = self._aside.match(tags, last) if within else None
        last = aside.end() if aside else last
        over = self._clause
        if tags[last : last + 1] == "V":
            over = self._adverb if tags[last - 1] == ADVERB else self._joint
        end = over.match(tags, last).end()  # type: ignore[union-attr]
        if end == last and begin == first:  # it ends its clause, or sets another one against it ("not because")
            if tags[last : last + 1] == "W" and tags[first - 1 : first] in STOPPED:  # "Perhaps what he saw was a hare"
                return ((last, self.sentence(field, first, last)[1]),)
            alone = tags[first] == MODAL  # "as she might": no verb to be left open
            return () if alone or tags[last : last + 1] in OPENING else (self.left(field, first),)
        return _ranges((begin, first), (last, self._cut(field, last, self._carried(field, end))))

    def _carried(self, field: Field, end: int) -> int:
        """Where a reach that stops at `end` goes on to over a second verb: "or *confirm that*"."""
        tags, word = field.tags, field.word
        at = end + (tags[end] == COMMA)
        if tags[at] != CONJUNCTION or word[at] not in self._choices or tags[at + 1] not in SECOND_VERB:
            return end
        return self._joint.match(tags, at + 1).end()  # type: ignore[union-attr]

    def _cut(self, field: Field, first: int, end: int) -> int:
        """Where a word that sets the rest against what came before ends the reach: "did not sell but let", "has no rust
        and no damp"."""
        tags, word = field.tags, field.word
        at = tags.find(CONJUNCTION, first + 1, end)
        while at >= 0:
            if word[at] in self._stops or (at + 1 < end and word[at + 1] in self._restarts):
                return at
            if word[at] in self._verb_stops and tags[at + 1] in SECOND_VERB:  # "neither cured it *nor eased* it"
                return at
            at = tags.find(CONJUNCTION, at + 1, end)
        return end

    def up_to_stop(self, field: Field, ranges: Iterable[Items]) -> tuple[Items, ...]:
        """What a rule names, each range up to a word that sets the rest against it: "no rust but mould"."""
        return tuple([(first, self._cut(field, first, self._carried(field, last))) for first, last in ranges])

    def complement(self, field: Field, first: int) -> tuple[Items, ...]:
        """What is governed, from its first item to the end of its clause."""
        end = self._complement.match(field.tags, first).end()  # type: ignore[union-attr]
        return _ranges((first, self._cut(field, first, self._carried(field, end))))

    def phrase(self, field: Field, first: int) -> tuple[Items, ...]:
        """The noun phrase that begins at `first`."""
        m = self._phrase.match(field.tags, first)
        return _ranges((first, m.end() if m else first))

    def left(self, field: Field, first: int) -> Items:
        """From the beginning of the clause up to the cue that begins at `first`, the cue left out."""
        return self._left.match(field.tags, 0, first).start(), first  # type: ignore[union-attr]

    def sentence(self, field: Field, first: int, last: int) -> Items:
        """The sentence of the cue at `first:last` without its stop; a frame's edge ends a sentence too.

        It begins with the cue where a conjunction leads to it ("the barn burned, and if …", "said that if …").
        """
        frame, tags = field.frame_of(first), field.tags
        end = tags.find(STOP, last - 1, frame.last)
        begin = max(frame.first, tags.rfind(STOP, frame.first, first) + 1)
        if begin < first and tags[first - 1] in JOINING and end > last:
            begin = first
        return begin, frame.last if end < 0 else end

    def condition(self, field: Field, first: int, last: int) -> Items:
        """A condition whose cue is at `first:last`, and what follows from it: the clause it hangs on.

        In a clause inside the sentence ("the man who will pay if he wins", "(67 if you count …)") it reaches no further
        than that; behind a comma, and where nothing goes before, on to the end of the sentence.
        """
        begin, end = self.sentence(field, first, last)
        bracket = field.tags.rfind("(", begin, first) + 1
        if bracket and ")" not in field.tags[bracket:first]:
            close = field.tags.find(")", last, end)
            return bracket, end if close < 0 else close
        then = field.tags[first - 1] == FINITE and self._then.match(field.tags, last)
        if begin == first or then:  # "she said *if he pays, I stay*"
            return first, end
        apart = field.tags[first - 1] == COMMA
        opens: int = self._consequent.match(field.tags, begin, first - apart).start()  # type: ignore[union-attr]
        if apart:
            return first if opens == first - 1 else opens, end
        if opens in (begin, first):
            return opens, end
        return opens, min(end, self._clause.match(field.tags, last).end())  # type: ignore[union-attr]

    def resumed(self, field: Field, end: int) -> tuple[Items, ...]:
        """Where a sentence goes on that a quotation breaks off at `end`: “If he pays,” she said, “*I stay*.”"""
        frame = field.frame_of(end - 1)
        if frame.quotation is None or frame.last - end > 1 or COMMA not in field.tags[end - 1 : frame.last]:
            return ()
        sentence = field.sentence[frame.first]
        later = (one for one in field.frames if one.quotation is not None and one.first >= frame.last)
        following = next((one for one in later if field.sentence[one.first] == sentence), None)
        if following is None:
            return ()
        stop = field.tags.find(STOP, following.first, following.last)
        return ((following.first, following.last if stop < 0 else stop),)


def _ranges(*ranges: Items) -> tuple[Items, ...]:
    return tuple(r for r in ranges if r[0] < r[1])


def inside(item: int, scope: Sequence[Items]) -> bool:
    """Whether the item lies in one of the ranges."""
    return any(first <= item < last for first, last in scope)
