"""What a few tags leave possible: patterns asked whether a match may begin or end there, each tags once.

Answered by walking the pattern's tree over the tags, with all ways through it at once: that takes no expression, of
which hundreds would have to be compiled for a short text. Where the tags end nothing is known, and all that comes later
may still follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from attrib.match.mirror import mirrored
from attrib.match.tree import Node, Tree, matching, read

NO_TAG = "\0"
WINDOWS = 256  # kept: many patterns are asked about the same tags in a row, and then what they say is known


@cache
def may_go_on(pattern: str, tags: str, at: int) -> bool:
    """Whether a match may begin at this place of these tags, what comes behind them and before them being unknown."""
    return _window(tags, True).ends(read(pattern), at, False) > 0


@cache
def may_end(pattern: str, tags: str) -> bool:
    """Whether a match may end with these tags, what stands before them being unknown, and nothing behind them."""
    return _window(tags[::-1], False).ends(read(mirrored(pattern)), 0, False) > 0


@cache
def may_be_empty(pattern: str) -> bool:
    """Whether a match may take nothing before a tag that the pattern does not know."""
    return _window(NO_TAG, True).ends(read(pattern), 0, False) & 1 > 0


class _Window:
    """A few tags that a pattern is asked about.

    `begins_open`, `ends_open`: whether tags that are not known may stand before them, and behind them. What may match,
    whatever these are, is told from what is sure to: a negative look-around is refused only where its inside is sure.
    Places are sets of bits: the lowest for the place before the first tag.
    """

    __slots__ = ("_begins_open", "_behind", "_ends_open", "_known", "_open", "_size", "_tags")

    def __init__(self, tags: str, begins_open: bool, ends_open: bool) -> None:
        self._tags, self._size = tags, len(tags)
        self._begins_open, self._ends_open = begins_open, ends_open
        self._open = 1 << self._size if ends_open else 0
        """The place where the tags end, if anything may follow there."""
        self._known: dict[int, dict[Tree, int]] = {}
        self._behind: dict[int, _Window] = {}

    def ends(self, tree: Tree, at: int, sure: bool) -> int:
        """Where a match that begins at this place may end, or is sure to; at their end: there or further on."""
        known = self._known.get(2 * at + sure)
        if known is None:
            known = self._known[2 * at + sure] = {}
        found = known.get(tree)
        if found is None:
            found = known[tree] = self._found(tree, at, sure)
        return found

    def _found(self, tree: Tree, at: int, sure: bool) -> int:
        if tree.fewest and at < self._size and self._tags[at] not in tree.first():
            return 0
        found, enough = 0, 0 if sure else self._open
        for nodes in tree.alternatives:
            found |= self._along(nodes, at, sure)
            if found & enough:
                break
        return found

    def _along(self, nodes: Sequence[Node], at: int, sure: bool) -> int:
        here, enough = 1 << at, 0 if sure else self._open
        for node in nodes:
            here = self._all_past(node, here, sure)
            if not here or here & enough:
                break
        return here

    def _all_past(self, node: Node, here: int, sure: bool) -> int:
        found = 0
        for one in _places(here):
            found |= self._past(node, one, sure)
        return found

    def _past(self, node: Node, at: int, sure: bool) -> int:
        """Where one may be behind a node, however often it comes."""
        if node.looks:
            return 1 << at if self._holds(node, at, sure) else 0
        if not node.times:
            return self._once(node, at, sure)
        if sure and node.times[-1] == "+" != node.times:
            return 0  # what gives nothing back may have taken too much
        found, here, enough = 0 if node.fewest else 1 << at, 1 << at, 0 if sure else self._open
        for time in range(1, min(node.most, node.fewest + self._size + 1) + 1):
            reached = 0
            for one in _places(here):
                reached |= self._once(node, one, sure)
            here = reached
            if time >= node.fewest:
                here &= ~found
                found |= here
            if not here:
                break
            if here & enough:
                return here
        return found

    def _once(self, node: Node, at: int, sure: bool) -> int:
        if node.inside is not None and (at < self._size or not self._ends_open):
            return self.ends(node.inside, at, sure)
        if at < self._size:
            return 2 << at if self._tags[at] in matching(node.text) else 0
        return 0 if sure else self._open

    def _holds(self, node: Node, at: int, sure: bool) -> bool:
        """Whether a condition may hold at this place, or is sure to."""
        if node.inside is None:
            return self._anchored(node.text, at, sure)
        behind = "<" in node.opens
        inside = read(mirrored(node.text[len(node.opens) : -1])) if behind else node.inside
        window, place = (self._before(at), 0) if behind else (self, at)
        if node.opens.endswith("!"):
            return window.ends(inside, place, not sure) == 0
        return window.ends(inside, place, sure) > 0

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


@lru_cache(WINDOWS)
def _window(tags: str, begins_open: bool) -> _Window:
    return _Window(tags, begins_open, True)


@cache
def _places(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
