"""Attributions whose source turned out to be a mere thing, where a rule wants somebody who can say something."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.resolve.draft import Draft
from attrib.resolve.resolution import Resolution

UNKNOWN, CERTAIN = "unknown", "certain"
# Whoever has a name may be a body that no lexicon knows, and who is told of by a pronoun somebody outside the text.
NOUNS = frozenset({"role_only", "collective"})


def of_somebody(drafts: Sequence[Draft], resolution: Resolution) -> list[Draft]:
    """The drafts without those of mere things; what stood inside one stands in what that one stood in.

    A thing may be evidence all the same: where the cue is unsure ("suggests a rift") it counts for labels alone.
    """
    said = [d for d in drafts if d.match.rule.effect.get("somebody") and _is_thing(d, resolution)]
    things = {id(d) for d in said if d.certainty == CERTAIN}
    for d in said:
        d.listed, d.id = False, ""
    kept = [d for d in drafts if id(d) not in things]
    for d in kept if things else ():
        while d.parent is not None and id(d.parent) in things:
            d.parent = d.parent.parent
    return kept


def _is_thing(draft: Draft, resolution: Resolution) -> bool:
    if draft.source_index is None:
        return False
    source = resolution.sources[draft.source_index]
    return source.kind == UNKNOWN and source.naming in NOUNS
