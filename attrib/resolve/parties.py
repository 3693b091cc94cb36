"""Who "you" is in a talk of two: the other one whose name labels turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrib.match.field import Field
from attrib.resolve.looks import Mention
from attrib.resolve.words import Pronoun

_LABELLED, SECOND = ":", "second"


class Parties:
    """The turns of one document, by the mentions that label them; asked only where somebody in one says "you"."""

    __slots__ = ("_field", "_mentions", "_turns")

    def __init__(self, field: Field, mentions: Sequence[Mention]) -> None:
        self._field, self._mentions = field, mentions
        self._turns: frozenset[int] | None = None

    def of(
        self, pronoun: Pronoun, speaker: int | None, source: int | None, resolve: Callable[[int], int | None]
    ) -> int | None:
        """For "you", the source that takes turns with `source`, which the mention `speaker` labels; none in a talk of
        three."""
        if pronoun.person != SECOND or speaker is None:
            return None
        if self._turns is None:
            tags, labels = self._field.tags, enumerate(self._mentions)
            self._turns = frozenset(i for i, one in labels if one.spans and tags[one.items[1]] == _LABELLED)
        if speaker not in self._turns:
            return None
        others = {resolve(turn) for turn in self._turns}.difference((source, None))
        return others.pop() if len(others) == 1 else None
