"""The hedges of a document: what is drawn from matches, and what is asked of a sentence again and again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrib.match.field import Field
from attrib.match.items import Items


class HedgeDraft(NamedTuple):
    """A hedge in items of its field. `lemma` is the cue's lexicon entry, where its rule names a lexicon.

    `value` is how far the word that the hedge bears on is committed to where nothing else bears on it (-3 to 3);
    `flips` tells that it turns polarity; `size` is the value without its sign, and no more than is usual at the level.
    """

    cue: tuple[Items, ...]
    scope: tuple[Items, ...]
    type: str
    level: str | None
    value: float
    size: float
    flips: bool
    rule: str
    lemma: str | None


class Hedges(list[HedgeDraft]):
    """The hedges of a document in order of their cue, and those of each sentence."""

    __slots__ = ("by_sentence",)

    def __init__(self, field: Field, drafts: Iterable[HedgeDraft]) -> None:
        super().__init__(drafts)
        self.by_sentence: dict[int, list[HedgeDraft]] = {}
        for draft in self:
            self.by_sentence.setdefault(field.sentence[draft.cue[0][0]], []).append(draft)
