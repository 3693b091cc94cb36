"""The verdict on each sentence: whose words it is, by what chain, and how sure they are.

What the labels mean is settled in docs/output.md. A sentence is *attributed* when its main proposition is, *mixed*
when only a part of it is, and the author's otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attrib.match.clauses import FINITE, VERBAL
from attrib.match.field import Field
from attrib.match.items import QUOTED, STOP, Items
from attrib.predicate import main_predicate
from attrib.reported import covered, holds, opens_with
from attrib.resolve.anaphora import AUTHORS, BACK, RUNNING
from attrib.resolve.draft import Draft

_CLAUSAL = re.compile(rf"(?<![TI])(?<!TR)[{''.join(sorted(FINITE | {QUOTED}))}]")  # what makes a content a clause
_FINITE = re.compile(rf"(?<![TI])(?<!TR)[{''.join(sorted(FINITE))}]")
_THING = re.compile(r"[DJNPZEOTIG]")  # what begins no clause with a word for it
_NAMED = re.compile(r"[DJNPZE']*[NP]t[DOPNJZ]|[TR]*[BG](?:t|OR*[VXHMd])")  # a noun, or a verb, and the clause it has
NOUNS, MODAL, PARTICIPLE, PREPOSITION, SUBORDINATE, CONJUNCTION = "NPZO", "M", "G", "I", "S", "C"
RELATIVE = "Wt"  # tags of what opens a clause about a noun
_PASSIVE = re.compile(r"XR*E\Z")
LINK_SHARE = 0.6  # of a content an inner attribution has to hold to be a link of the chain


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is behind a sentence: the drafts from the outermost to the innermost."""

    voice: str
    chain: tuple[Draft, ...]
    tops: tuple[Draft, ...]  # the outermost attributions of the sentence

    def roots(self, origins: Callable[[int], Collection[str]]) -> int:
        """How many separate origins vouch for the sentence: a chain counts for no more than its narrowest link.

        `origins` names those that a source, by its index, is made up of: two for "Reuters and the BBC".
        """
        if not self.chain or all(d.source_index is None for d in self.chain):
            return 0
        root = self.chain[0]
        links = [origins(d.source_index) for d in self.chain if d.source_index is not None]
        same = [d for d in self.tops if d is not root and _shares(d, root)]
        others = [origins(d.source_index) for d in same if d.source_index is not None]
        return len({name for names in (min(links, key=len), *others) for name in names})


AUTHOR = Verdict("author", (), ())
SPOKEN = Verdict("attributed", (), ())  # a quotation that nobody is named for


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


class Labeller:
    """Looks at the attributions of one text, sentence by sentence."""

    def __init__(self, field: Field, drafts: Sequence[Draft], claiming: Claiming) -> None:
        self.field = field
        self.claims, self.asserts, self.leaves, self.negative, self.acts, self.nobody = claiming
        self._claim: dict[int, bool] = {}  # by the draft's id, which the caller keeps alive
        self.touching: dict[int, list[Draft]] = {}
        self.disputed: set[int] = set()  # sentences that another one denies
        self._children: dict[int, list[Draft]] = {}  # by the same
        starts = [s.start for s in field.layout.sentences]
        for draft in drafts:
            if draft.parent:
                self._children.setdefault(id(draft.parent), []).append(draft)
            sentences = _sentences(draft, starts)
            if draft.points == BACK and (draft.disputed or self._denied(draft)):
                self.disputed |= sentences if draft.disputed else set()
                sentences = {draft.sentence}  # who denies it or does not think so has not said what stands before
            for sentence in sentences:
                self.touching.setdefault(sentence, []).append(draft)

    def verdict(self, sentence: int) -> Verdict:
        here = self.touching.get(sentence)
        if here is None:
            return self._unclaimed(sentence)
        inside = {id(d) for d in here}
        tops = [d for d in here if self.is_claim(d) and not self._within_claim(d, inside)]
        if not tops:
            return self._unclaimed(sentence)
        bearing = [d for d in tops if d.points not in RUNNING and self._bears(d, sentence)]
        bearing = bearing or [d for d in tops if d.points in RUNNING] or self._adding(tops, sentence)
        standing = bearing or [d for d in tops if self._states(d)]
        if not standing:
            return self._unclaimed(sentence)
        voice = "attributed" if bearing else "mixed"
        verb = self._main(sentence)  # whose cue it is comes before who has most of the content
        at = -1 if verb is None else self.field.start[verb]
        own = self.field.layout.sentences[sentence][:2]
        main = max(standing, key=lambda d: (d.points != BACK, holds(d.cue, at), covered(d.content, *own), -d.first_cue))
        chain = (*(d for d in _above(main) if d is main or self.is_claim(d)), *self._below(main, sentence))
        return Verdict(voice, chain, tuple(tops))

    def _unclaimed(self, sentence: int) -> Verdict:
        """Of nobody that is known: a sentence that is a quotation from end to end is not the author's all the same."""
        first, last = self.field.outer.get(sentence, (0, 0))
        said = self.field.tags[first:last]
        return SPOKEN if QUOTED in said and not said.strip(QUOTED + STOP) else AUTHOR

    def around(self, verdict: Verdict, sentence: int, proposition: Items | None) -> Sequence[Draft]:
        """The attributions in whose content the main proposition may stand: none where it is the author's own."""
        here = self.touching.get(sentence, ()) if verdict.voice == "attributed" else ()
        if len(here) < 2:
            return here
        inner = main_predicate(self.field, proposition) if proposition else None
        links = {id(draft) for draft in verdict.chain}
        kept = [d for d in here if inner is None or id(d) in links or not self._aside(d, inner)]
        main = self._main(sentence)
        return kept if main is None else [draft for draft in kept if not self._aside(draft, main)]

    def _within_claim(self, draft: Draft, inside: Collection[int]) -> bool:
        """Whether an attribution of the sentence that is a claim holds this one; a judgement leaves room for it."""
        around = _around(draft)
        while around is not None and id(around) in inside:
            if self.is_claim(around):
                return True
            around = _around(around)
        return False

    def _bears(self, draft: Draft, sentence: int) -> bool:
        """Whether an attribution is the main clause of the sentence, or holds it in its content."""
        main = self._main(sentence)
        if main is None:
            return True
        links = [d for d in self._children.get(id(draft), ()) if d.match is draft.match]  # "X, quoted by Y, said"
        spans = (*draft.cue, *draft.content, *(span for link in links for span in link.cue))
        if (around := draft.parent) and around.match.rule.effect.get("impersonal") and self._links(draft, around):
            spans += (*around.cue,)  # "the file *seems* to show that"
        if self.field.tags[main] in NOUNS or main < draft.match.cue[0][0]:  # "the letter *sent* by her said"
            spans += (*draft.source,)
        return holds(spans, self.field.start[main]) and not self._aside(draft, main)

    def _adding(self, tops: Sequence[Draft], sentence: int) -> list[Draft]:
        """Participles that tell what was said, where the main clause is an act of speech ("agreed, *saying* …")."""
        main = self._main(sentence)
        if main is None or not self._is_act(main):
            return []
        thought = self.claims - self.asserts
        return [d for d in tops if d.attitude not in thought and self._adds(d, main) and self._states(d)]

    def _adds(self, draft: Draft, main: int) -> bool:
        """Whether it is a participle or a second verb of the main subject; that of "slammed him for saying" is not."""
        at, tags = draft.match.cue[0][0], self.field.tags
        if draft.source_items is None or not draft.source_items[1] <= main < at:
            return False
        joined = CONJUNCTION in tags[at - 2 : at]  # "praised the plan *and said*"
        return joined or (tags[at] == PARTICIPLE and (tags[at - 1] != PREPOSITION or at - 2 == main))

    def _is_act(self, verb: int) -> bool:
        """Whether a verb, with up to three words behind it, is one of speaking without a content; no passive is."""
        words = self.field.word[verb : verb + 4]
        named = any(" ".join(words[:size]) in self.acts for size in range(1, len(words) + 1))
        return named and _PASSIVE.search(self.field.tags, max(0, verb - 4), verb + 1) is None

    def _main(self, sentence: int) -> int | None:
        """The main predicate of the sentence outside quotations."""
        first, last = self.field.outer.get(sentence, (0, 0))
        return main_predicate(self.field, (first, last)) if first < last else None

    def _aside(self, draft: Draft, main: int) -> bool:
        """Whether an attribution stands in a clause or a phrase before the main predicate, so that its content ends
        before it too ("officials who said it was safe left", "the claim that it was safe is false")."""
        first, last = draft.match.cue[0]
        tags = self.field.tags
        if last > main or not draft.content_items:  # "left the town, *which*, aides say, *is broke*"
            ends = [end - 1 for _, end in draft.content_items if tags[end - 2] not in VERBAL]  # not "is why, she says,"
            return any(tags[end] in RELATIVE and main < end < first for end in ends)
        described = tags[first] == PARTICIPLE and tags[first - 1] in "NP"  # "words *calling for a ban* are heard"
        relative = tags[first - 1] in RELATIVE and tags[first - 2] not in VERBAL  # "those who are said to be ill left"
        if described or relative or self._in_opening(draft, main):
            return True
        if (content := draft.content_items[0][0]) < first:  # "a bridge *that* engineers said *might fall* fell"
            return tags[content] in RELATIVE and tags[content - 1] in NOUNS
        of_relative = draft.source_items is not None and tags[draft.source_items[0]] in RELATIVE
        of_noun = tags[draft.content_items[0][0]] in "tTS" and VERBAL.isdisjoint(tags[first : draft.match.cue[-1][1]])
        return of_relative or (of_noun and draft.match.rule.effect.get("points") not in RUNNING)  # "Q: When did"

    def _in_opening(self, draft: Draft, main: int) -> bool:
        """Whether it stands in a clause that opens the sentence and whose comma its content ran over ("While it may
        seem odd, the mill was sold")."""
        tags, cue = self.field.tags, draft.match.cue[0][1]
        first, comma = self.field.frame_of(cue).first, tags.rfind(",", cue, main)
        begin = max(first, tags.rfind(STOP, first, cue) + 1)
        opened = tags[begin : begin + 3].lstrip("CR,")[:1] == SUBORDINATE
        return opened and comma > 0 and all(start <= comma for start, _ in draft.content_items)

    def is_claim(self, draft: Draft) -> bool:
        """A bare wish or judgement makes no sentence attributed: it takes a claim, or quoted words. Nor does what
        somebody did not say. What is told without a clause ("deny any supply") is a claim for attitudes that assert.
        """
        known = self._claim.get(id(draft))
        if known is None:
            anybody = draft.points not in AUTHORS and not draft.match.rule.effect.get("impersonal")
            said = anybody and not self._unsaid(draft) and not self._intent(draft)
            known = self._claim[id(draft)] = said and (draft.attitude in self.asserts or self._states(draft))
        return known

    def _intent(self, draft: Draft) -> bool:
        """Whether a noun tells what is to be done ("launched a campaign to sell"), in nobody's very words."""
        tags, content = self.field.tags, draft.content_items
        if not content or draft.match.rule.kind == "denial" or any(tags[first] != "T" for first, _ in content):
            return False
        return any("N" in tags[first:last] for first, last in draft.match.cue) and not self._quotes(draft)

    def _unsaid(self, draft: Draft) -> bool:
        """Whether it is denied that somebody asserted the content, or knew it; denials speak for themselves."""
        return draft.attitude in self.leaves and draft.match.rule.kind != "denial" and self._denied(draft)

    def _denied(self, draft: Draft) -> bool:
        """Whether a word of the cue denies it, or the source is nobody ("few", "not many", "hardly" before "any")."""
        word, source = self.field.word, draft.source_items
        nobody = source is not None and opens_with(word, source[0], self.nobody)
        return nobody or any(word[item] in self.negative for one in draft.match.cue for item in range(*one))

    def _states(self, draft: Draft) -> bool:
        """Whether a content says something: a clause of a claim, what lies elsewhere, quoted words, what a construction
        says of its object."""
        if draft.points or draft.match.rule.effect.get("states", False) in (True, draft.attitude):
            return True
        if draft.attitude in self.claims and any(self._clause(items) for items in draft.content_items):
            return True
        return any(self.field.tags[first] in "tQ" for first, _ in draft.content_items) or self._quotes(draft)

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

    def _below(self, draft: Draft, sentence: int) -> list[Draft]:
        """The links further in: claims that fill the content they stand in and hold its main clause.

        They stand in this sentence too: what was thought in one of a quotation is not thought in the next.
        """
        here = {id(d) for d in self.touching.get(sentence, ())}
        path: list[Draft] = []
        while True:
            size = sum(e - s for s, e in draft.content)
            children = [c for c in self._children.get(id(draft), ()) if id(c) in here]
            fitting = [c for c in children if _within(c, draft) >= LINK_SHARE * size and self._links(c, draft)]
            if not fitting:
                return path
            draft = max(fitting, key=lambda c: _within(c, draft))
            path.append(draft)

    def _links(self, inner: Draft, outer: Draft) -> bool:
        """Whether what the outer source says is, in the main, that the inner one says something.

        What somebody wishes or refuses to do is no claim of theirs, nor is what a noun ("his claim that …") names, nor
        what they would say or will.
        """
        if inner.points or inner.linked:
            return True
        tags = self.field.tags
        cue = "".join(tags[first:last] for first, last in inner.match.cue)
        noun = "N" in cue and VERBAL.isdisjoint(cue)
        if noun or MODAL in cue or not self.is_claim(inner):
            return False
        if any(tags[first] == "T" for first, _ in inner.content_items):
            return False
        heads = [main_predicate(self.field, clause(self.field, items)) for items in outer.content_items]
        spoken = (head for head in heads if head is not None and tags[head] in VERBAL)
        main = next(spoken, heads[0] if heads else None)
        held = main is None or holds((*inner.cue, *inner.content), self.field.start[main])
        return held and (main is None or not self._aside(inner, main))


def _around(draft: Draft) -> Draft | None:
    """What an attribution is nested in, but for a letter or a speech: there it stands by itself."""
    return None if draft.parent and draft.parent.points in RUNNING else draft.parent


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


def _sentences(draft: Draft, starts: Sequence[int]) -> set[int]:
    found = set() if draft.match.rule.effect.get("beside") else {draft.sentence}
    for start, end in draft.content:
        found.update(range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)))
    return found


def _shares(one: Draft, other: Draft) -> bool:
    """Whether two attributions have most of their content in common."""
    common = sum(covered(one.content, start, end) for start, end in other.content)
    return common * 2 > max(sum(e - s for s, e in one.content), sum(e - s for s, e in other.content))


def _above(draft: Draft) -> list[Draft]:
    """From the outermost attribution down to `draft`."""
    path = [draft]
    while path[0].parent:
        path.insert(0, path[0].parent)
    return path


def _within(child: Draft, parent: Draft) -> int:
    if child.points and not parent.points:
        frame = [(min(s for s, _ in child.frame), max(e for _, e in child.frame) + 6)]
        return sum(covered(frame, s, e) for s, e in parent.content)
    return sum(covered((*child.source, *child.cue, *child.content), s, e) for s, e in parent.content)
