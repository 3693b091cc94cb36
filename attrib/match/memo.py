"""A table that works out a missing answer once and keeps it, so that what texts say again and again costs a look-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
FULL = 1 << 16  # entries; then it starts anew, so that no stream of texts fills the memory


class Memo(dict[K, V]):
    """`memo[key]` is `answer(key)`, which must depend on nothing but the key."""

    __slots__ = ("_answer", "_full")

    def __init__(self, answer: Callable[[K], V], full: int = FULL) -> None:
        super().__init__()
        self._answer, self._full = answer, full

    def __missing__(self, key: K) -> V:
        if len(self) >= self._full:
            self.clear()
        value = self[key] = self._answer(key)
        return value
