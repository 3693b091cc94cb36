"""Patterns over tags matched from their end: their mirror image, matched over the tags turned round.

A pattern for what stands before an item has to end there and may begin where it will. Turned round, it begins there, so
that `re` can match it, which knows no searching backwards.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from attrib.match.expression import compiled
from attrib.match.items import Reach
from attrib.match.tree import Node, Tree, read

_NEAR = 2  # tags that most look-behinds look at, if any
_WAYS = 40  # through what looks ahead that are written out
_FAR = 64  # tags that a look-behind of no fixed length may look at
_TURNED = {"(?=": "(?<=", "(?<=": "(?=", "(?!": "(?<!", "(?<!": "(?!"}
_TURNED |= {"^": r"\Z", r"\A": r"\Z", "$": r"\A", r"\Z": r"\A"}


@cache
def mirrored(pattern: str) -> str:
    """The pattern that matches the mirror image of what `pattern` matches."""
    return _either(read(pattern))


@cache
def _either(tree: Tree) -> str:
    return "|".join(["".join(map(_turned, reversed(nodes))) for nodes in tree.alternatives])


def _turned(node: Node) -> str:
    if node.inside is None:
        return _TURNED.get(node.text, node.text) + node.times
    if node.opens in ("(?=", "(?!") and (ways := _ways(node.inside)) and len(set(map(len, ways))) > 1:
        return _one_of(ways) if node.opens == "(?=" else _none_of(ways)
    return f"{_TURNED.get(node.opens, node.opens)}{_either(node.inside)}){node.times}"


Way = tuple[str, ...]
"""Tags and classes one after the other."""


def _ways(tree: Tree) -> list[Way]:
    """Every way through what looks ahead, as far as they can be told and are few; none otherwise.

    Turned round it looks behind, where `re` knows a fixed length only: each way has one.
    """
    found: list[Way] = []
    for nodes in tree.alternatives:
        here: list[Way] = [()]
        for node in nodes:
            times = range(node.fewest, min(node.most, _WAYS) + 1)
            once = _once(node)
            here = [a + b for a in here for number in times for b in _repeated(once, number)]
            if not here or len(here) > _WAYS:
                return []
        found += here
    return found if len(found) <= _WAYS else []


def _once(node: Node) -> list[Way]:
    if node.looks or node.most > _WAYS:
        return []
    return _ways(node.inside) if node.inside else [(node.text,)]


def _repeated(once: list[Way], number: int) -> list[Way]:
    found: list[Way] = [()] if once else []
    for _ in range(number):
        found = [a + b for a in found for b in once][: _WAYS + 1]
    return found


def _one_of(ways: list[Way]) -> str:
    return f"(?:{'|'.join([f'(?<={_backwards_written(way)})' for way in ways])})" if all(ways) else ""


def _none_of(ways: list[Way]) -> str:
    return "".join([f"(?<!{_backwards_written(way)})" for way in ways]) if all(ways) else "(?!)"


def _backwards_written(way: Way) -> str:
    return "".join(reversed(way))


class BothWays:
    """Tags, and the same turned round: many patterns are matched backwards over one string."""

    __slots__ = ("_before", "_first", "_item", "tags", "turned")

    def __init__(self, tags: str) -> None:
        self.tags, self.turned = tags, tags[::-1]
        self._first, self._item, self._before = 0, 0, ""

    def before(self, first: int, item: int) -> str:
        """The tags from `first` up to `item` and the few before them, turned round: many patterns ask for the same."""
        if item != self._item or first != self._first:
            self._first, self._item, self._before = first, item, self.cut(first - _NEAR, item)
        return self._before

    def cut(self, first: int, item: int) -> str:
        """The tags from `first`, or from their start, up to `item`, turned round."""
        size = len(self.tags)
        return self.turned[size - item : size - first if first > 0 else size]


class Mirror:
    """A pattern that has to end where it is told to; `part` names the group that is what it finds, if there is one.

    Compiled when it is first asked: many are held ready that a short text never asks.
    """

    __slots__ = ("_needs", "_part", "_pattern", "_sees", "_written")

    def __init__(self, pattern: str, part: str | None = None) -> None:
        self._written, self._part = pattern, part
        self._needs = "".join(sorted(read(pattern).always()))
        self._pattern: Any = None
        self._sees = 0

    def reach(self, seen: BothWays, first: int, item: int) -> Reach | None:
        """Where a match that ends before `item` begins, at `first` or behind it, and the items of its part."""
        before = seen.before(first, item)
        for mark in self._needs:  # half of all patterns asked take a tag that does not stand there
            if mark not in before:
                return None
        if self._pattern is None:
            self._compile()
        found = self._pattern.match(before if self._sees <= _NEAR else seen.cut(first - self._sees, item))
        if found is None:
            return None
        begin = item - found.end()
        if begin < first:  # beyond what may be matched, which may be looked at
            return self._searched(seen.tags, first, item)
        part = self._part
        return begin, (begin, item) if part is None else (item - found.end(part), item - found.start(part))

    def _compile(self) -> None:
        self._sees = _looks_back(read(self._written))
        self._pattern = compiled(mirrored(self._written))  # last: threads share it

    def _searched(self, tags: str, first: int, item: int) -> Reach | None:
        found = _backwards(self._written).match(tags, first, item)
        return (found.start(), found.span(self._part or 0)) if found else None


@cache
def _backwards(pattern: str) -> regex.Pattern[str]:
    return regex.compile(f"(?r)(?:{pattern})")


@cache
def _looks_back(tree: Tree) -> int:
    """How far the look-behinds of a pattern may look."""
    brackets = [node for nodes in tree.alternatives for node in nodes if node.inside]
    return max((max(_seen_by(node), _looks_back(node.inside)) for node in brackets if node.inside), default=0)


def _seen_by(bracket: Node) -> int:
    """How far it looks back, if it does."""
    if not bracket.inside or not bracket.opens.startswith("(?<"):
        return 0
    steady = not any(one.times for nodes in bracket.inside.alternatives for one in nodes)
    return bracket.inside.fewest if steady else _FAR
