"""A pattern over tags, read as a tree: what is asked for in which order, and the brackets it stands in.

Patterns are written with the same macros again and again, so what is written alike is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

TAGS = tuple(map(chr, range(128)))
MANY = 1 << 16  # times, where there is no limit
_BRACKET = re.compile(r"\((?:\?(?:[:>]|P<\w+>|<?[=!]))?")
_PIECE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)
_WHOLE = regex.compile(r"\((?:[^()\[\\]++|\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|(?R))*+\)", regex.DOTALL)
_ANCHOR = re.compile(r"[\^$]|\\[ABZbz]")
_TIMES = re.compile(r"(?:[?*+]|\{(\d*)(,?)(\d*)\})[?+]?|")


class Node(NamedTuple):
    """A tag, a class, an anchor or a bracket, with how often it may come."""

    text: str  # without how often
    looks: bool  # it takes no tags: an anchor, or a bracket that looks around
    opens: str  # how it opens, if it is a bracket
    inside: Tree | None  # of a bracket
    times: str  # as written, where it may not come just once
    fewest: int  # times
    most: int  # times

    @property
    def least(self) -> int:
        """The fewest tags it takes."""
        return 0 if self.looks else self.fewest * (self.inside.fewest if self.inside else 1)


class Tree:
    """The alternatives of a pattern or of a bracket; the same tree for all that are written alike."""

    __slots__ = ("_always", "_first", "alternatives", "fewest")

    def __init__(self, alternatives: tuple[tuple[Node, ...], ...]) -> None:
        self.alternatives = alternatives
        self.fewest = min(sum(node.least for node in nodes) for nodes in alternatives)
        """The fewest tags that one of the alternatives takes."""
        self._first: frozenset[str] | None = None
        self._always: frozenset[str] | None = None

    def first(self) -> frozenset[str]:
        """The tags that a match which takes any may begin with, whatever stands around it."""
        if self._first is None:
            self._first = frozenset().union(*map(_first, self.alternatives))
        return self._first

    def always(self) -> frozenset[str]:
        """The tags that every match takes, whatever else it does."""
        if self._always is None:
            self._always = frozenset.intersection(*map(_always, self.alternatives))
        return self._always


@cache
def read(pattern: str) -> Tree:
    """The tree of a pattern that compiles."""
    alternatives: list[list[Node]] = [[]]
    for node in _nodes(pattern):
        if node is None:
            alternatives.append([])
        else:
            alternatives[-1].append(node)
    return Tree(tuple(map(tuple, alternatives)))


def _nodes(pattern: str) -> Iterator[Node | None]:
    """The nodes of a pattern one after the other, and None between alternatives."""
    at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            at += 1
            yield None
            continue
        found = _WHOLE.match(pattern, at) if pattern[at] == "(" else _PIECE.match(pattern, at)
        assert found is not None
        times = _TIMES.match(pattern, found.end())
        assert times is not None
        at = times.end()
        yield _node(found[0], times[0])


@cache
def _node(text: str, times: str) -> Node:
    fewest, most = _often(times)
    opened = _BRACKET.match(text)
    if opened is None:
        return Node(text, _ANCHOR.fullmatch(text) is not None, "", None, times, fewest, most)
    opens = opened[0]
    return Node(text, opens[-1] in "=!", opens, read(text[len(opens) : -1]), times, fewest, most)


def _often(times: str) -> tuple[int, int]:
    """How often a piece has to come and how often it may, as it is written."""
    written = _TIMES.fullmatch(times)
    if not times or written is None:
        return 1, 1
    if times[0] != "{":
        return int(times[0] == "+"), 1 if times[0] == "?" else MANY
    fewest = int(written[1] or 0)
    return fewest, int(written[3] or MANY) if written[2] else fewest


def _first(nodes: tuple[Node, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for node in nodes:
        if not node.looks:
            found |= node.inside.first() if node.inside else matching(node.text)
            if node.least:
                break
    return found


def _always(nodes: tuple[Node, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for node in nodes:
        if node.fewest and not node.looks:
            taken = node.inside.always() if node.inside else matching(node.text)
            found |= taken if node.inside or len(taken) == 1 else frozenset()
    return found


@cache
def matching(piece: str) -> frozenset[str]:
    """The tags that a tag or a class stands for."""
    return frozenset(filter(re.compile(piece).fullmatch, TAGS))
