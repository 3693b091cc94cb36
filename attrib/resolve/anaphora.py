"""Contents that lie outside the clause of their cue: the sentence before ("announced this"), what follows ("said the
following:"), the letter above a signature."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from re import Pattern

from attrib.match.field import Field
from attrib.resolve.draft import Draft, Span
from attrib.segment.spans import SentenceSpan

ARTICLE, NAME = "D", "P"
BACK, CAPTION, FORWARD = "back", "caption", "forward"
LETTER, PIECE, TURN = "letter", "piece", "turn"
QUOTATION = "quotation"
RUNNING = frozenset({LETTER, PIECE, TURN, CAPTION})  # many sentences, in which each may have a source of its own
STOPS = ".?!"
LETTERS = 2  # of labels that are no names: "Q"
AUTHORS = frozenset({CAPTION, PIECE})  # what is the author's own words all the same


def point(drafts: Sequence[Draft], field: Field, salutation: Pattern[str]) -> list[Draft]:
    """Give each draft that points somewhere the content it means.

    One that finds none keeps its own words; a closing formula with no letter above it or no name below it goes, and a
    signature with no quotation above it.
    """
    kept: list[Draft] = []
    since = 0
    sentences = field.layout.sentences
    _take_turns([d for d in drafts if d.points == TURN], field)
    for draft in drafts:
        if draft.points == LETTER:
            if not _sign(draft, field, salutation, since):
                continue
            since = draft.sentence + 2
        elif draft.points == PIECE:
            if not _name_author(draft, field):
                continue
        elif draft.points == QUOTATION:
            draft.content = _quotation_before(field, draft.sentence)
            if not draft.content:
                continue
        elif draft.points == FORWARD and draft.content:
            draft.points = None  # what comes next stands in the sentence itself
        elif draft.points and draft.points != TURN:
            content = after(sentences, draft.sentence) if draft.points == FORWARD else before(sentences, draft.sentence)
            if content:
                draft.content = content
            else:
                draft.points = None
        kept.append(draft)
    return kept


def before(sentences: Sequence[SentenceSpan], at: int) -> list[Span]:
    """The sentence before, in the same paragraph or at the end of the one before."""
    for sentence in reversed(sentences[max(0, at - 3) : at]):
        if not sentence.boilerplate:
            return [(sentence.start, sentence.end)]
    return []


def _quotation_before(field: Field, at: int) -> list[Span]:
    """The quotation that the sentence before ends in."""
    above = before(field.layout.sentences, at)
    ends = [(one.start, one.end) for one in field.layout.quotations if above and 0 <= above[0][1] - one.end < 2]
    return ends[:1]


def after(sentences: Sequence[SentenceSpan], at: int) -> list[Span]:
    """What follows in the paragraph; where nothing does, the next paragraph."""
    here = sentences[at].paragraph
    rest = [s for s in sentences[at + 1 : at + 40] if not s.boilerplate]
    following = [s for s in rest if s.paragraph == here] or [s for s in rest if s.paragraph == here + 1]
    return [(following[0].start, following[-1].end)] if following else []


def _take_turns(turns: list[Draft], field: Field) -> None:
    """Lengthen what stands behind the label of a speaker by the paragraphs up to the next label.

    The last turn ends with its paragraph, unless its label stands on a line of its own or others before it ran on; with
    the next paragraph where that is a quotation. Nobody calls himself by the name that his label has.
    """
    turns.sort(key=lambda d: d.first_cue)
    sentences, ran_on = field.layout.sentences, False
    for turn, following in zip_longest(turns, turns[1:]):
        alone = not turn.content
        here = sentences[turn.sentence].paragraph
        last = following.sentence if following else len(sentences)
        more = [s for s in sentences[turn.sentence + 1 : last] if not s.boilerplate]
        if more and (_quoted(field, more[0]) if alone else not following and not ran_on):
            only = more[0].paragraph if alone else here
            more = [s for s in more if s.paragraph == only]
        elif more and not following:
            more = _until_named(turn, more, here, field)
        ran_on = ran_on or any(s.paragraph > here for s in more)
        if not alone:
            sentences[turn.sentence] = sentences[turn.sentence]._replace(boilerplate=False)  # "Roth: Hello."
            turn.content = [_to_the_end(turn.content, field, turn.sentence)]
        if more:
            begin = more[0].start if alone else turn.content.pop()[0]
            turn.content.append((begin, more[-1].end))
        else:
            turn.points = None


def _until_named(turn: Draft, more: Sequence[SentenceSpan], here: int, field: Field) -> list[SentenceSpan]:
    """What follows the last turn, up to a paragraph that tells of its speaker: "After that *Roth* showed us out".

    A label with an article is no name, and one before another name is somebody else's: "the Speaker", "President Orr".
    """
    label = field.items_of(*turn.source[-1]) if turn.source else None
    below = next((s.start for s in more if s.paragraph > here), None)
    name = field.word[label[1] - 1] if label and field.tags[label[0]] != ARTICLE else ""
    if below is None or len(name) <= LETTERS:
        return list(more)
    named = (at for at, word in enumerate(field.word) if word == name and field.tags[at + 1 : at + 2] != NAME)
    told = min((field.start[at] for at in named if field.start[at] >= below), default=len(field.text))
    end = next((s.paragraph for s in more if s.end > told), len(field.text))
    return [s for s in more if s.paragraph < end]


def _to_the_end(content: Sequence[Span], field: Field, sentence: int) -> Span:
    """What stands behind a label up to the stop of its sentence, whatever clause its own words end with."""
    end = field.layout.sentences[sentence].end
    while end > content[-1][1] and field.text[end - 1] in STOPS:
        end -= 1
    return content[0][0], end


def _quoted(field: Field, sentence: SentenceSpan) -> bool:
    """Whether a sentence begins with a quotation."""
    return any(one.start == sentence.start for one in field.layout.quotations)


def _name_author(draft: Draft, field: Field) -> bool:
    """The name of a byline as the source of all below it; False for a clause that begins with "by"."""
    name, sentences = field.layout.meta.get("byline", ""), field.layout.sentences
    below = [s for s in sentences[draft.sentence + 1 :] if not s.boilerplate]
    start = field.text.find(name, draft.first_cue, sentences[draft.sentence].end)
    items = field.items_of(start, start + len(name))
    if not sentences[draft.sentence].boilerplate or not below or items is None:
        return False
    draft.source_items, draft.source, draft.content = items, [field.chars(items)], [(below[0].start, below[-1].end)]
    return True


def _sign(draft: Draft, field: Field, salutation: Pattern[str], since: int) -> bool:
    """The name below a closing formula as the source of the letter above it; False where either is missing."""
    sentences, name = field.layout.sentences, draft.sentence + 1
    letter = _letter(field, since, draft.sentence, salutation)
    if not letter or name == len(sentences) or not sentences[name].read:
        return False
    first, last = field.outer[name]
    while last - 1 > first and field.start[last - 1] == field.end[last - 1]:
        last -= 1
    # A name stands there, whatever the tagger makes of a line without a verb.
    field.tags = field.tags[:first] + NAME * (last - first) + field.tags[last:]
    if field.text[field.start[first]] == "[" and last - first > 2:
        first, last = first + 1, last - 1
    for line in (draft.sentence, name):
        sentences[line] = sentences[line]._replace(boilerplate=True)
    draft.source_items, draft.source, draft.content = (first, last), [field.chars((first, last))], letter
    return True


def _letter(field: Field, since: int, at: int, salutation: Pattern[str]) -> list[Span]:
    """What stands above a closing formula: from the salutation on, or all since the last letter's signature."""
    sentences, first = field.layout.sentences, at
    while first > since:
        first -= 1
        if salutation.match(field.text, sentences[first].start):
            break
    above = sentences[first:at]
    return [(above[0].start, above[-1].end)] if any(not s.boilerplate for s in above) else []
