"""Who "you" is in a talk of two: the other one whose name labels turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrib.match.field import Field
from attrib.resolve.looks import Mention

_LABELLED = ":"


class Parties:
    """The turns of one document, by the mentions that label them; asked only where somebody in one says "you"."""

    __slots__ = ("_field", "_mentions", "_resolve", "_turns")

    def __init__(self, field: Field, mentions: Sequence[Mention], resolve: Callable[[int], int | None]) -> None:
        self._field, self._mentions, self._resolve = field, mentions, resolve
        self._turns: frozenset[int] | None = None

    def other(self, speaker: int | None, source: int | None) -> int | None:
        """The source that takes turns with `source`, which the mention `speaker` labels; none in a talk of three."""
        if self._turns is None:
            tags, labels = self._field.tags, enumerate(self._mentions)
            self._turns = frozenset(i for i, one in labels if one.spans and tags[one.items[1]] == _LABELLED)
        if speaker not in self._turns:
            return None
        others = {self._resolve(turn) for turn in self._turns}.difference((source, None))
        return others.pop() if len(others) == 1 else None
