"""A table that works out a missing answer once and keeps it, so that what texts say again and again costs a look-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
FULL = 1 << 16  # entries; then it starts anew, so that no stream of texts fills the memory
PATIENCE = 8  # times a key is answered roughly


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


class Patient(Memo[K, V]):
    """A memo that works an answer out only for a key that is asked for again and again.

    Before that, `rough` answers, which may say more than is so: most keys come a few times only, and to work out what
    exactly holds for them would take longer than it saves.
    """

    __slots__ = ("_asked", "_rough")

    def __init__(self, answer: Callable[[K], V], rough: Callable[[K], V]) -> None:
        super().__init__(answer)
        self._rough = rough
        self._asked: dict[K, int] = {}

    def __missing__(self, key: K) -> V:
        asked = self._asked.get(key, 0)
        if asked < PATIENCE:
            if len(self._asked) >= self._full:
                self._asked.clear()
            self._asked[key] = asked + 1
            return self._rough(key)
        return super().__missing__(key)
