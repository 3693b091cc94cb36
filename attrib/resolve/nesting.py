"""Which attribution stands in the content of which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter, itemgetter

from attrib.match.engine import Match
from attrib.match.field import Field
from attrib.resolve.anaphora import RUNNING
from attrib.resolve.draft import Draft, Span, joined, widened

_Piece = tuple[int, int, Draft]
"""Where a piece of content begins and ends, and whose it is."""
_first_cue = attrgetter("first_cue")
_begins = itemgetter(0, 1)
RELATIVE, PARTICIPLE = "Wt", "G"  # tags: "who", "which" and "that"; "saying"


def nest(drafts: Sequence[Draft]) -> None:
    """Set each draft's parent: the smallest content that holds its source and cue.

    One sweep over the text with the pieces of content that are open, so that a long document costs no more a
    sentence than a short one.
    """
    for inner, opened in _opened(drafts):
        if inner.linked:
            continue
        frame = inner.frame if opened else []
        around = [one for _, _, one in opened if one is not inner and _holds(one.content, frame)]
        outer = [owner for owner in around if not _reports(inner, owner)]
        inner.parent = min(outer, key=_size, default=None)
    for inner in drafts:
        _unloop(inner)


def astride(drafts: Sequence[Draft], field: Field, names_thing: Callable[[Match], bool]) -> list[Draft]:
    """Those whose cue stands in what a shown attribution says, and their source outside it.

    In "the mayor blamed the guild for hiding the key" it is the guild that hides: the verb's own subject is not told.
    A thing that a relative clause of the source names ends before the cue: "the man who saw *the fire* said it began".
    """
    found = []
    for inner, opened in _opened(drafts):
        if inner.parent or inner.linked or not inner.source:
            continue
        others = [one for _, _, one in opened if one is not inner and one.listed]
        others = [other for other in others if _holds(other.content, inner.cue)]
        for other in others:
            if _relative_of(other, inner, field) and names_thing(other.match):
                _end_before(other, inner, field)
            elif inner not in found and not _holds(other.content, inner.source):
                found.append(inner)
    return found


def _relative_of(one: Draft, other: Draft, field: Field) -> bool:
    """Whether the source of `one` is the relative pronoun right behind that of `other`, which has a finite verb."""
    if not one.source_items or not other.source_items:
        return False
    first, last = one.source_items
    adjacent = last - first == 1 and field.tags[first] in RELATIVE and first - other.source_items[1] in {0, 1}
    return adjacent and field.tags[other.match.cue[0][1] - 1] != PARTICIPLE


def _end_before(told: Draft, inner: Draft, field: Field) -> None:
    """Cut a content before the cue of the verb whose subject it tells of."""
    end = inner.match.cue[0][0]
    told.content_items[:] = [(first, min(stop, end)) for first, stop in told.content_items if first < end]
    told.content[:] = [widened(field, span) for span in joined(field, told.content_items)]


def share_sources(drafts: Sequence[Draft]) -> None:
    """Give a verb behind what somebody says that one's source, where its own stands in what is said.

    In "the mayor said the guild was late but added that nobody minded" it is the mayor who adds.
    """
    for later, opened in _opened(drafts):
        if later.parent or later.linked or not later.source:
            continue
        begin, cue = min(later.source)[0], later.first_cue
        others = (one for _, end, one in opened if end <= cue and one.listed and one.first_cue < begin)
        lender = next(
            (o for o in others if o.source and o.source < later.source and _holds(o.content, later.source)), None
        )
        if lender:
            later.source, later.source_items = list(lender.source), lender.source_items


def _opened(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, list[_Piece]]]:
    """Each draft by its cue's place in the text, with the pieces of content that reach over where it begins."""
    pieces = [(start, end, d) for d in drafts if d.points is None or d.points in RUNNING for start, end in d.content]
    pieces.sort(key=_begins)
    opened: list[_Piece] = []
    at = 0
    for inner in sorted(drafts, key=_first_cue):
        cue = inner.first_cue
        while at < len(pieces) and pieces[at][0] <= cue:
            opened.append(pieces[at])
            at += 1
        if opened and not inner.linked:
            begin = min(cue, min(inner.source)[0]) if inner.source else cue
            opened = [one for one in opened if one[1] > begin]
        yield inner, opened


def _reports(one: Draft, other: Draft) -> bool:
    """Whether `one` stands at the end of the content of `other`, and holds `other` itself in its own.

    "It is safe, said the mayor, according to Reuters": Reuters reports the mayor, who does not say "according to".
    That piece is taken off the content. Likewise at its beginning: "The mayor said, according to Reuters, it is safe".
    """
    if not one.listed or one.first_cue < other.first_cue or not _holds(one.content, other.frame):
        return False
    if min(other.content)[0] == min(start for start, _ in one.frame):
        return True
    end = max(end for _, end in one.frame)
    start, last = max(other.content)
    if last != end:
        return False
    kept = [(start, stop) for _, stop in one.content if start < stop < one.first_cue]
    if kept or len(other.content) > 1:
        other.content[:] = sorted({*other.content} - {(start, last)} | {*kept})
    return True


def _holds(content: Sequence[Span], frame: Sequence[Span]) -> bool:
    return all(any(start <= a and b <= end for start, end in content) for a, b in frame)


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def _unloop(draft: Draft) -> None:
    """Two contents may hold each other's cue; then neither is inside the other."""
    seen, above = {id(draft)}, draft.parent
    while above:
        if id(above) in seen:
            draft.parent = None
            return
        seen.add(id(above))
        above = above.parent
