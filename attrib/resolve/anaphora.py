"""Contents a clause only points at ("announced this", "said the following:"): the sentence before, or what follows."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.resolve.draft import Draft, Span
from attrib.segment.spans import Layout, SentenceSpan

BACK, CAPTION = "back", "caption"


def point(drafts: Sequence[Draft], layout: Layout) -> None:
    """Give each draft that points back or forward the content it means; one that finds none keeps its own words."""
    for draft in drafts:
        if draft.points in (BACK, CAPTION):
            content = before(layout.sentences, draft.sentence)
        elif draft.points == "forward":
            content = after(layout.sentences, draft.sentence)
        else:
            continue
        if content:
            draft.content = content
        else:
            draft.points = None


def before(sentences: Sequence[SentenceSpan], at: int) -> list[Span]:
    """The sentence before, in the same paragraph or at the end of the one before."""
    for sentence in reversed(sentences[max(0, at - 3) : at]):
        if not sentence.boilerplate:
            return [(sentence.start, sentence.end)]
    return []


def after(sentences: Sequence[SentenceSpan], at: int) -> list[Span]:
    """What follows in the paragraph; where nothing does, the next paragraph."""
    here = sentences[at].paragraph
    rest = [s for s in sentences[at + 1 : at + 40] if not s.boilerplate]
    following = [s for s in rest if s.paragraph == here] or [s for s in rest if s.paragraph == here + 1]
    return [(following[0].start, following[-1].end)] if following else []
