"""Patterns over tags matched from their end: their mirror image, matched over the tags turned round.

A pattern for what stands before an item has to end there and may begin where it will. Turned round, it begins there, so
that `re` can match it, which knows no searching backwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from attrib.match.expression import compiled
from attrib.match.tree import Node, fewest_of, read

_TURNED = {"(?=": "(?<=", "(?<=": "(?=", "(?!": "(?<!", "(?<!": "(?!"}
_TURNED |= {"^": r"\Z", r"\A": r"\Z", "$": r"\A", r"\Z": r"\A"}


@cache
def mirrored(pattern: str) -> str:
    """The pattern that matches the mirror image of what `pattern` matches."""
    return _either(read(pattern))


def _either(alternatives: Sequence[Sequence[Node]]) -> str:
    return "|".join(["".join(map(_turned, reversed(nodes))) for nodes in alternatives])


def _turned(node: Node) -> str:
    if not node.opens:
        return _TURNED.get(node.text, node.text) + node.times
    return f"{_TURNED.get(node.opens, node.opens)}{_either(node.inside)}){node.times}"


class Mirror:
    """A pattern that has to end where it is told to."""

    __slots__ = ("_pattern", "_sees")

    def __init__(self, pattern: str) -> None:
        self._pattern = compiled(mirrored(pattern))
        self._sees = max(_looks_back(read(pattern)), default=0)

    def match(self, tags: str, first: int, item: int) -> Any:
        """The match that ends before `item` and begins at `first` or behind it; counted from `item` to the left."""
        low = max(0, first - self._sees)
        turned = tags[low:item][::-1]
        found = self._pattern.match(turned)
        return self._pattern.match(turned, 0, item - first) if found and found.end() > item - first else found


def _looks_back(alternatives: Sequence[Sequence[Node]]) -> Iterator[int]:
    """How far each look-behind of a pattern looks."""
    for node in (node for nodes in alternatives for node in nodes):
        if node.opens.startswith("(?<"):
            yield fewest_of(node.inside)
        yield from _looks_back(node.inside)
