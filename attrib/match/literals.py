"""Which literal texts a small regular expression stands for, so that its cues can be found by looking words up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

LIMIT = 400  # texts one expression may stand for before it is matched as an expression instead
SPECIAL = frozenset(".*+{}^$\\")


class _NotFiniteError(Exception):
    """The expression stands for too many texts, or uses more than this reader knows."""


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def alternatives(self) -> list[str]:
        found = self.sequence()
        while self.peek() == "|":
            self.at += 1
            found = found + self.sequence()
        return found

    def sequence(self) -> list[str]:
        found = [""]
        while (char := self.peek()) and char not in "|)":
            found = _joined(found, self.optional(self.atom(char)))
        return found

    def atom(self, char: str) -> list[str]:
        self.at += 1
        if char == "(":
            return self.group()
        if char == "[":
            return self.char_class()
        if char == "\\":
            return [self.escaped()]
        if char in SPECIAL or char == "?":
            raise _NotFiniteError
        return [char]

    def group(self) -> list[str]:
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif self.peek() == "?":
            raise _NotFiniteError
        inside = self.alternatives()
        self.at += 1
        return inside

    def char_class(self) -> list[str]:
        end = self.pattern.find("]", self.at)
        inside = self.pattern[self.at : end]
        if end < 0 or inside.startswith("^") or "\\" in inside or "-" in inside[1:-1]:
            raise _NotFiniteError
        self.at = end + 1
        return list(inside)

    def escaped(self) -> str:
        char = self.peek()
        self.at += 1
        if not char or char.isalnum():
            raise _NotFiniteError
        return char

    def optional(self, texts: list[str]) -> list[str]:
        if self.peek() != "?":
            return texts
        self.at += 1
        if self.peek() in ("?", "+"):
            raise _NotFiniteError
        return [*texts, ""]


def _joined(left: Sequence[str], right: Sequence[str]) -> list[str]:
    if len(left) * len(right) > LIMIT:
        raise _NotFiniteError
    return [a + b for a in left for b in right]


@lru_cache(maxsize=4096)  # asked several times of each phrase while it is compiled, and phrases are alike
def expand(pattern: str) -> tuple[str, ...] | None:
    """The texts that `pattern` stands for, in its own order of preference; None when it is no finite set."""
    reader = _Reader(pattern)
    try:
        found = reader.alternatives()
    except _NotFiniteError:
        return None
    return tuple(dict.fromkeys(found)) if reader.at == len(pattern) else None
