"""A pattern over tags, read as a tree: what is asked for in which order, and the brackets it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

TAGS = tuple(map(chr, range(128)))
_BRACKET = re.compile(r"\((?:\?(?::|P<\w+>|<?[=!]))?")
_PIECE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)
_ANCHOR = re.compile(r"[\^$]|\\[ABZbz]")
_TIMES = re.compile(r"(?:[?*+]|\{(\d*)(?:,\d*)?\})[?+]?|")


class Node(NamedTuple):
    """A tag, a class, an anchor or a bracket, with how often it may come."""

    text: str  # without how often
    least: int  # the fewest tags it takes
    looks: bool  # it takes none at all: an anchor, or a bracket that looks around
    opens: str = ""  # of a bracket
    inside: Sequence[Sequence[Node]] = ()  # its alternatives
    times: str = ""  # as written, where it may not come just once


@cache
def read(pattern: str) -> Sequence[Sequence[Node]]:
    """The alternatives of a pattern that compiles."""
    return _Reader(pattern).alternatives()


def fewest_of(alternatives: Sequence[Sequence[Node]]) -> int:
    """The fewest tags that one of them takes."""
    return min(sum(node.least for node in nodes) for nodes in alternatives)


def first_of(alternatives: Sequence[Sequence[Node]]) -> frozenset[str]:
    """The tags that a match which takes any may begin with, whatever stands around it."""
    return frozenset().union(*map(_first, alternatives))


def _first(nodes: Sequence[Node]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for node in nodes:
        if not node.looks:
            found |= first_of(node.inside) if node.opens else _matching(node.text)
            if node.least:
                break
    return found


@cache
def _matching(piece: str) -> frozenset[str]:
    return frozenset(filter(re.compile(piece).fullmatch, TAGS))


class _Reader:
    """Reads a pattern that compiles."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def alternatives(self) -> list[list[Node]]:
        """Those up to the end of the pattern or of the bracket they stand in."""
        found = [self._sequence()]
        while self._taken("|"):
            found.append(self._sequence())
        return found

    def _sequence(self) -> list[Node]:
        nodes = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            nodes.append(self._node())
        return nodes

    def _node(self) -> Node:
        begin = self._at
        if opened := _BRACKET.match(self._pattern, begin):
            return self._bracket(begin, opened[0])
        piece = self._next(_PIECE)[0]
        looks = _ANCHOR.fullmatch(piece) is not None
        times, fewest = self._times()
        return Node(piece, 0 if looks else fewest, looks, times=times)

    def _bracket(self, begin: int, opens: str) -> Node:
        self._at += len(opens)
        inside = self.alternatives()
        self._taken(")")
        looks = opens[-1] in "=!"
        times, fewest = self._times()
        text = self._pattern[begin : self._at - len(times)]
        return Node(text, 0 if looks else fewest * fewest_of(inside), looks, opens, inside, times)

    def _times(self) -> tuple[str, int]:
        """How often a piece may come, as it is written, and how often it has to."""
        found = self._next(_TIMES)
        fewest = 1 if found[0][:1] in ("", "+") else int(found[1] or 0)
        return found[0], fewest

    def _next(self, expression: re.Pattern[str]) -> re.Match[str]:
        found = expression.match(self._pattern, self._at)
        assert found is not None
        self._at = found.end()
        return found

    def _taken(self, mark: str) -> bool:
        taken = self._pattern.startswith(mark, self._at)
        self._at += taken
        return taken
