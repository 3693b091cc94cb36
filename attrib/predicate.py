"""Which word stands for a stretch of text: the predicate of a clause, the head noun of a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from attrib.match.field import QUOTED, Field, Items


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


_GROUP = re.compile(
    r"R*[MHXd][HXdR]*[BGEV]|[Md][DOJNPZ']{1,5}R*[BV]|(?<![^C\n.])H[DOJNPZ']{1,5}R*[EV]|[MHXd](?:R*[HXd])*"
)
FINITE, EMBEDDING = (
    frozenset("VXHMd"),
    frozenset("WtO"),
)  # tags of finite verbs, and of what may begin a clause inside the clause
CLOSING = {",": ",", "-": "-", "(": ")"}  # what ends a clause that such a mark goes before
_NOUN_HEAD = re.compile(r"[^.\nI,]*?[NPZ](?![NPZ'])")


def main_predicate(field: Field, items: Items) -> int | None:
    """The item of the predicate of the clause in `items`; the head noun where there is no verb."""
    tags, (at, last) = field.tags, items
    skip, first, outer = 0, at, last  # the clause, as far as no other one is inside it, is first:outer
    closing = ""  # what ends a clause that was set apart
    while at < last:
        tag = tags[at]
        if tag == "S" and not skip:
            comma = tags.find(",", at, last)
            at, skip = (comma, 0) if comma > 0 else (at, int(at > items[0]))
            first = at + 1 if tags[at] == "," and at + 1 < last else first
        elif tag in FINITE:
            group = _GROUP.match(tags, at, last)
            at = group.end() - 1 if group else at
            if not skip:
                return at
            skip, closing = skip - 1, ""
        elif closing and tag == closing:
            skip, closing = skip - 1, ""
        elif tag in EMBEDDING and at > items[0] and _embeds(tags, at):
            skip, closing = skip + 1, CLOSING.get(tags[at - 2] if tags[at - 1] == "I" else tags[at - 1], "")
            outer = min(outer, at)
        at += 1
    return _verbless(tags, (first, outer) if first < outer else items)


def _embeds(tags: str, at: int) -> bool:
    """Whether a clause inside the clause begins here: a relative, a "that", a subject right after another noun."""
    tag, before = tags[at], tags[at - 1]
    if tag == "W":
        return before in "NPOZ,I-("
    return tag == "t" or (tag == "O" and before in "NO" and tags[at + 1 : at + 2] in FINITE)


def _verbless(tags: str, items: Items) -> int | None:
    first, last = items
    for wanted in ("B", "GE"):
        if found := [i for i in range(first, last) if tags[i] in wanted]:
            return found[0]
    noun = _NOUN_HEAD.match(tags, first, last)
    return noun.end() - 1 if noun else (first if first < last else None)
