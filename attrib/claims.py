"""Which attributions are claims: what a sentence may be attributed, or mixed, by."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from attrib.match.clauses import FINITE, VERBAL
from attrib.match.field import Field
from attrib.match.items import QUOTED, STOP, Items
from attrib.predicate import main_predicate
from attrib.reported import opens_with
from attrib.resolve.anaphora import AUTHORS
from attrib.resolve.draft import Draft

_CLAUSAL = re.compile(rf"(?<![TI])(?<!TR)[{''.join(sorted(FINITE | {QUOTED}))}]")  # what makes a content a clause
_FINITE = re.compile(rf"(?<![TI])(?<!TR)[{''.join(sorted(FINITE))}]")
_THING = re.compile(r"[DJNPZEOTIG]")  # what begins no clause with a word for it
# A thing, and what it is called.
_PREDICATE = re.compile(
    r"(?:[NP](?:,D[^,.]{1,60},)?|(?<![JNDPGEI])O)"
    r"(?:R?D[RJNGE]*N(?!Y)|ZI[DO]|(?:R?D)?R?J{1,2}(?![JNPYOEZ'/-])|R?[GE](?:\Z|(?=C)))"
)
_NAMED = re.compile(r"[DJNPZE']*[NP]t[DOPNJZ]|[TR]*[BG](?:t|OR*[VXHMd])")  # a noun, or a verb, and the clause it has


class Claiming(NamedTuple):
    """Attitudes whose attributions are claims where their content is a clause, those whose are whatever it is, those of
    which nothing is left once they are denied, and the words that deny them ("never said that"); verbs of speaking that
    have no content of their own ("agreed"); words that open a source that is nobody ("no minister said")."""

    claims: frozenset[str]
    asserts: frozenset[str]
    leaves: frozenset[str]
    negative: frozenset[str]
    acts: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()


class Claims:
    """Looks at the attributions of one text, one by one."""

    def __init__(self, field: Field, claiming: Claiming) -> None:
        self.field = field
        self.claims, self.asserts, self.leaves, self.negative, _, self.nobody, self.pointing = claiming
        self._claim: dict[int, bool] = {}  # by the draft's id, which the caller keeps alive

    def holds(self, draft: Draft) -> bool:
        """A bare wish or judgement makes no sentence attributed: it takes a claim, or quoted words. Nor does what
        somebody did not say. What is told without a clause ("deny any supply") is a claim for attitudes that assert.
        """
        known = self._claim.get(id(draft))
        if known is None:
            anybody = draft.points not in AUTHORS and not draft.match.rule.effect.get("impersonal")
            said = anybody and not (self._points(draft) or self._unsaid(draft) or self._intent(draft))
            known = self._claim[id(draft)] = said and (self._asserts(draft) or self.states(draft))
        return known

    def _points(self, draft: Draft) -> bool:
        """Whether the source is nobody but what was told before: "*this* suggests that", the author's own reasoning."""
        first, last = draft.source_items or (0, 0)
        return last - first == 1 and self.field.word[first] in self.pointing and self.field.tags[first] not in "Wt"

    def _asserts(self, draft: Draft) -> bool:
        """Whether the attitude makes a claim of whatever it is about; what was merely spoken of is none."""
        word = draft.match.word
        return draft.attitude in self.asserts and not (word and word.entry.fields.get("topic"))

    def _intent(self, draft: Draft) -> bool:
        """Whether a noun tells what is to be done ("launched a campaign to sell"), in nobody's very words."""
        tags, content = self.field.tags, draft.content_items
        if not content or draft.match.rule.kind == "denial" or any(tags[first] != "T" for first, _ in content):
            return False
        return any("N" in tags[first:last] for first, last in draft.match.cue) and not self._quotes(draft)

    def _unsaid(self, draft: Draft) -> bool:
        """Whether it is denied that somebody asserted the content, or knew it; denials speak for themselves."""
        return draft.attitude in self.leaves and draft.match.rule.kind != "denial" and self.denied(draft)

    def denied(self, draft: Draft) -> bool:
        """Whether a word of the cue denies it, or the source is nobody."""
        word = self.field.word
        return self.is_nobodys(draft) or any(
            word[item] in self.negative for one in draft.match.cue for item in range(*one)
        )

    def is_nobodys(self, draft: Draft) -> bool:
        """Whether the source is nobody ("no minister said", "few", "not many", "hardly" before "any")."""
        source = draft.source_items
        return source is not None and opens_with(self.field.word, source[0], self.nobody)

    def states(self, draft: Draft) -> bool:
        """Whether a content says something: a clause of a claim, what lies elsewhere, quoted words, what a construction
        says of its object."""
        stated = draft.match.rule.effect.get("states", False)
        if draft.points or stated in (True, draft.attitude) or (stated == "predicate" and self._predicates(draft)):
            return True
        if draft.attitude in self.claims and any(self._clause(items) for items in draft.content_items):
            return True
        tags, content = self.field.tags, draft.content_items
        told = (tags[first] == "Q" or (tags[first] == "t" and self._tells(first, last)) for first, last in content)
        return any(told) or self._quotes(draft)

    def _tells(self, first: int, last: int) -> bool:
        """Whether "that" opens a clause, or stands for one ("doubts *that*."); not one *that* is about a thing."""
        return last - first > 1 or self.field.tags[last] in STOP + ",\n"

    def is_put(self, draft: Draft) -> bool:
        """Whether it is a question that nobody is named for: "*when asked* which they liked, most chose tea"."""
        return draft.attitude == "question" and not draft.source

    def _predicates(self, draft: Draft) -> bool:
        """Whether something is said of the object: "called *it a sham*", "*what* they called *a sham*"."""
        tags, content = self.field.tags, draft.content_items
        if draft.attitude == "perception":
            return False
        apart = len(content) > 1 and tags[content[1][0]] != "T"
        told = apart or any(_PREDICATE.search(tags[first:last]) for first, last in content)
        return told or self._names_in_marks(draft)

    def _names_in_marks(self, draft: Draft) -> bool:
        """Whether quotation marks close a content that they do not open: "called him “Lazy Ray”"."""
        quotations, (start, end) = self.field.layout.quotations, draft.content[-1]
        at = bisect_left(quotations, (start + 1,))
        passive = self.field.tags[draft.match.cue[0][0]] == "E"  # "a man called “Bo”"
        return not passive and at < len(quotations) and 0 <= end - quotations[at].end <= 1

    def _clause(self, items: Items) -> bool:
        """Whether a content is a clause, or names one ("the idea that …"); not a thing with one about it ("prayed for
        *help when the storm began*")."""
        if not clausal(self.field, items):
            return False
        tags, first = self.field.tags, items[0]
        if not _THING.match(tags, *items) or _NAMED.match(tags, *items):
            return True
        head = main_predicate(self.field, items)
        return head is None or (tags[head] in VERBAL and not FINITE.isdisjoint(tags[first : head + 1]))

    def _quotes(self, draft: Draft) -> bool:
        """Whether a content holds quoted words; what begins with a capital is a title or a name."""
        quotations, text = self.field.layout.quotations, self.field.text
        for start, end in draft.content:
            at = bisect_left(quotations, (start,))
            while at < len(quotations) and (one := quotations[at]).start < end:
                if text[one.inner_start : one.inner_end].lstrip()[:1].islower():
                    return True
                at += 1
        return False


def clausal(field: Field, items: Items) -> bool:
    """Whether a content holds a finite verb or a quotation; "be" behind "to" is none."""
    return _CLAUSAL.search(field.tags, *items) is not None


def spoke(field: Field, items: Items) -> bool:
    """Whether a stretch holds a finite verb; "being" behind a preposition is none."""
    return _FINITE.search(field.tags, *items) is not None


def clause(field: Field, items: Items) -> Items:
    """The items of a content; those inside, where it begins with a quotation."""
    inside = field.inside(items[0])
    return (inside.first, inside.last) if inside else items
