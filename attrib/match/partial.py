"""What a few tags leave possible: patterns asked whether a match may begin or end there, each tags once.

Answered by walking the pattern's tree over the tags, with all ways through it at once: that takes no expression, of
which hundreds would have to be compiled for a short text. Where the tags end nothing is known, and all that comes later
may still follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from attrib.match.mirror import mirrored
from attrib.match.tree import Node, Tree, matching, read

NO_TAG = "\0"
_NOWHERE: frozenset[int] = frozenset()


@cache
def may_go_on(pattern: str, tags: str, at: int) -> bool:
    """Whether a match may begin at this place of these tags, what comes behind them and before them being unknown."""
    return bool(_window(tags, True).ends(read(pattern), at, False))


@cache
def may_end(pattern: str, tags: str) -> bool:
    """Whether a match may end with these tags, what stands before them being unknown, and nothing behind them."""
    return bool(_window(tags[::-1], False).ends(read(mirrored(pattern)), 0, False))


@cache
def may_be_empty(pattern: str) -> bool:
    """Whether a match may take nothing before a tag that the pattern does not know."""
    return 0 in _window(NO_TAG, True).ends(read(pattern), 0, False)


class _Window:
    """A few tags that a pattern is asked about.

    `begins_open`, `ends_open`: whether tags that are not known may stand before them, and behind them. What may match,
    whatever these are, is told from what is sure to: a negative look-around is refused only where its inside is sure.
    """

    __slots__ = ("_begins_open", "_behind", "_ends_open", "_known", "_size", "_tags")

    def __init__(self, tags: str, begins_open: bool, ends_open: bool) -> None:
        self._tags, self._size = tags, len(tags)
        self._begins_open, self._ends_open = begins_open, ends_open
        self._known: dict[tuple[Tree, int, bool], frozenset[int]] = {}
        self._behind: dict[int, _Window] = {}

    def ends(self, tree: Tree, at: int, sure: bool) -> frozenset[int]:
        """Where a match that begins at this place may end, or is sure to; at their end: there or further on."""
        key = tree, at, sure
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._found(tree, at, sure)
        return found

    def _found(self, tree: Tree, at: int, sure: bool) -> frozenset[int]:
        if tree.fewest and at < self._size and self._tags[at] not in tree.first():
            return _NOWHERE
        found: set[int] = set()
        for nodes in tree.alternatives:
            found.update(self._along(nodes, at, sure))
            if self._all_open(found, sure):
                break
        return frozenset(found)

    def _all_open(self, here: Collection[int], sure: bool) -> bool:
        """Whether one of these places is where the tags end and anything may follow."""
        return not sure and self._ends_open and self._size in here

    def _along(self, nodes: Iterable[Node], at: int, sure: bool) -> Collection[int]:
        here: Collection[int] = (at,)
        for node in nodes:
            here = {end for one in here for end in self._past(node, one, sure)}
            if not here or self._all_open(here, sure):
                break
        return here

    def _past(self, node: Node, at: int, sure: bool) -> Collection[int]:
        """Where one may be behind a node, however often it comes."""
        if node.looks:
            return (at,) if self._holds(node, at, sure) else ()
        if not node.times:
            return self._once(node, at, sure)
        if sure and node.times[-1] == "+" != node.times:
            return ()  # what gives nothing back may have taken too much
        found: set[int] = set() if node.fewest else {at}
        here: Collection[int] = (at,)
        for time in range(1, min(node.most, node.fewest + self._size + 1) + 1):
            here = {end for one in here for end in self._once(node, one, sure)}
            if time >= node.fewest:
                here -= found
                found |= here
            if not here:
                break
            if self._all_open(here, sure):
                return here
        return found

    def _once(self, node: Node, at: int, sure: bool) -> Collection[int]:
        if at == self._size:
            if self._ends_open:
                return () if sure else (at,)
            return self.ends(node.inside, at, sure) if node.inside else ()
        if node.inside:
            return self.ends(node.inside, at, sure)
        return (at + 1,) if self._tags[at] in matching(node.text) else ()

    def _holds(self, node: Node, at: int, sure: bool) -> bool:
        """Whether a condition may hold at this place, or is sure to."""
        if node.inside is None:
            return self._anchored(node.text, at, sure)
        behind = "<" in node.opens
        inside = read(mirrored(node.text[len(node.opens) : -1])) if behind else node.inside
        window, place = (self._before(at), 0) if behind else (self, at)
        if node.opens.endswith("!"):
            return not window.ends(inside, place, not sure)
        return bool(window.ends(inside, place, sure))

    def _anchored(self, anchor: str, at: int, sure: bool) -> bool:
        begins, ends = anchor in ("^", r"\A"), anchor in ("$", r"\Z", r"\z")
        if (begins and at) or (ends and at < self._size):
            return False
        closed = (begins and not self._begins_open) or (ends and not self._ends_open)
        return closed or not sure

    def _before(self, at: int) -> _Window:
        """The tags before a place, turned round."""
        if at not in self._behind:
            self._behind[at] = _Window(self._tags[:at][::-1], True, self._begins_open)
        return self._behind[at]


@cache
def _window(tags: str, begins_open: bool) -> _Window:
    return _Window(tags, begins_open, True)
