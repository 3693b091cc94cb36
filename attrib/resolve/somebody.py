"""Attributions whose source turned out to be a mere thing, where a rule wants somebody who can say something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrib.resolve.draft import Draft
from attrib.resolve.resolution import Resolution

UNKNOWN, CERTAIN = "unknown", "certain"
# Whoever has a name may be a body that no lexicon knows, and who is told of by a pronoun somebody outside the text.
NOUNS = frozenset({"role_only", "collective"})


def of_somebody(drafts: Sequence[Draft], resolution: Resolution) -> tuple[list[Draft], Resolution]:
    """The drafts without those of mere things, and the sources left; what stood in one stands where that stood.

    A thing may be evidence all the same: where the cue is unsure ("suggests a rift") it counts for labels alone.
    """
    said = [d for d in drafts if d.match.rule.effect.get("somebody") and _is_thing(d, resolution)]
    for d in said:
        d.listed = False
    things = {id(d): d for d in said if d.certainty == CERTAIN}
    if not things:
        return list(drafts), resolution
    kept = [d for d in drafts if id(d) not in things]
    for d in kept:
        while d.parent is not None and id(d.parent) in things:
            d.parent = d.parent.parent
    return kept, _without(things.values(), kept, resolution)


def _without(things: Iterable[Draft], kept: Sequence[Draft], resolution: Resolution) -> Resolution:
    """The sources that are still spoken of, numbered anew."""
    sources = resolution.sources
    for thing in things:
        mentions = sources[thing.source_index or 0].mentions
        for span in thing.source:
            if span in mentions:
                mentions.remove(span)  # once: another phrase may have the same source
    named = {index for d in kept for index in (d.source_index, d.via_index) if index is not None}
    named |= {issuer for index in named if (issuer := sources[index].issued_by) is not None}
    place = {old: new for new, old in enumerate(sorted(named))}
    for d in kept:
        d.source_index, d.via_index = (None if i is None else place[i] for i in (d.source_index, d.via_index))
    left = [sources[index] for index in sorted(named)]
    for source in left:
        source.issued_by = None if source.issued_by is None else place.get(source.issued_by)
    return Resolution(left, [d.source_index for d in kept], [d.via_index for d in kept])


def _is_thing(draft: Draft, resolution: Resolution) -> bool:
    if draft.source_index is None:
        return False
    source = resolution.sources[draft.source_index]
    return source.kind == UNKNOWN and source.naming in NOUNS
