"""Which word stands for a stretch of text: the predicate of a clause, the head noun of a phrase."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from attrib.match.field import Field
from attrib.match.items import QUOTED, Items


def head_of(field: Field, start: int, end: int) -> int | None:
    """The item of the head word of these characters: of a clause its predicate, of a phrase its last noun.

    Where they hold a quotation and words around it the words around it are looked at.
    """
    for frame in field.frames:
        low = bisect_right(field.end, start, frame.first, frame.last)
        high = bisect_left(field.start, end, low, frame.last)
        items = [i for i in range(low, high) if field.word[i] and field.tags[i] != QUOTED]
        if len(items) == 1:
            return items[0]
        if items:
            return main_predicate(field, (items[0], items[-1] + 1))
    return None


def main_predicate(field: Field, items: Items) -> int | None:
    """The item of the predicate of the clause in `items`; the head noun where there is no verb.

    Looked for once a clause: what bears on a sentence asks for the same one again and again.
    """
    known = field.predicates
    if items not in known:
        known[items] = field.clauses.predicate(field.tags, items)
    return known[items]
