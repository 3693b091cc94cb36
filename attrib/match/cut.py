"""The part of a pattern that decides whether a match may begin with a few tags: shorter, so compiled sooner.

Whether a match may begin with two tags does not depend on what the pattern asks of a third. What is cut off could only
ask for more, so the part fits wherever the whole does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_BRACKET = re.compile(r"\((?:\?(?::|P<\w+>|<?[=!]))?")
_PIECE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)
_ANCHOR = re.compile(r"[\^$]|\\[ABZbz]")
_TIMES = re.compile(r"(?:[?*+]|\{(\d*)(?:,\d*)?\})[?+]?|")


class _Node(NamedTuple):
    """A tag, a class, an anchor or a bracket, with how often it may come."""

    text: str
    least: int  # the fewest tags it takes
    looks: bool  # it takes none at all: an anchor, or a bracket that looks around
    opens: str = ""
    inside: Sequence[Sequence[_Node]] = ()  # the alternatives of a bracket that comes once


def beginning(pattern: str, size: int) -> str:
    """The part that decides whether a match may begin with `size` tags."""
    return _either(_Reader(pattern).alternatives(), size)


def _either(alternatives: Sequence[Sequence[_Node]], size: int) -> str:
    return "|".join([_cut(nodes, size) for nodes in alternatives])


def _cut(nodes: Sequence[_Node], size: int) -> str:
    kept = []
    for node in nodes:
        if size <= 0 and not node.looks:
            break
        kept.append(f"{node.opens}{_either(node.inside, size)})" if node.inside else node.text)
        size -= node.least
    return "".join(kept)


def _fewest(alternatives: Sequence[Sequence[_Node]]) -> int:
    return min(sum(node.least for node in nodes) for nodes in alternatives)


class _Reader:
    """Reads a pattern that compiles."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def alternatives(self) -> list[list[_Node]]:
        """Those up to the end of the pattern or of the bracket they stand in."""
        found = [self._sequence()]
        while self._taken("|"):
            found.append(self._sequence())
        return found

    def _sequence(self) -> list[_Node]:
        nodes = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            nodes.append(self._node())
        return nodes

    def _node(self) -> _Node:
        begin = self._at
        if opened := _BRACKET.match(self._pattern, begin):
            return self._bracket(begin, opened[0])
        piece = self._next(_PIECE)[0]
        looks = _ANCHOR.fullmatch(piece) is not None
        times, fewest = self._times()
        return _Node(piece + times, 0 if looks else fewest, looks)

    def _bracket(self, begin: int, opens: str) -> _Node:
        self._at += len(opens)
        inside = self.alternatives()
        self._taken(")")
        looks = opens[-1] in "=!"
        times, fewest = self._times()
        text, least = self._pattern[begin : self._at], 0 if looks else fewest * _fewest(inside)
        return _Node(text, least, looks) if looks or times else _Node(text, least, looks, opens, inside)

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
