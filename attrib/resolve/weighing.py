"""What speaks for a candidate of a mention: how it stands there, and what its bearer is wherever it is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrib.match.field import Field
from attrib.resolve.forms import PERSON
from attrib.resolve.kinds import Salience
from attrib.resolve.looks import Look
from attrib.resolve.stands import Stand
from attrib.resolve.words import DOCUMENTS, PEOPLE

PEOPLE_OR_GROUPS = PEOPLE | {"groups"}
_RECENT = 2  # sentences for which a source stays the one last heard
_LEANING = {"m": 1, "f": -1}


def lean_of(gender: str) -> int:
    """The way a pronoun leans: up for "he", down for "she"."""
    return _LEANING.get(gender, 0)


class Weigher:
    """Weighs the candidates of one mention, `stands`; `last` is the source last heard where it stands."""

    __slots__ = (
        "_distance", "_field", "_here", "_last", "_lean", "_quoted", "_recent", "_saying", "_thing", "_weights",
    )  # fmt: skip

    def __init__(
        self, look: Look, field: Field, stands: Sequence[Stand], last: Stand | None, quoted: bool, weights: Salience
    ) -> None:
        self._field, self._weights, self._quoted = field, weights, quoted
        self._here = field.sentence[look.items[0]]
        self._distance = weights.sentence_many if look.pronoun and look.many else weights.sentence
        self._lean = lean_of(look.pronoun.gender) if look.pronoun else 0
        self._recent = last.bearer if last and self._here - last.sentence <= _RECENT else None
        self._last = weights.last if look.pronoun else weights.last * weights.renamed
        self._thing = bool(look.pronoun and look.pronoun.gender == "n")
        if last and self._recent is not None and self._superseded(last, stands):
            self._recent = None
        self._saying: Any = None
        if last and last.sentence == self._here and not quoted and not any(_between(last, one) for one in stands):
            self._saying = last.bearer

    def nearness(self, stand: Stand) -> float:
        """What speaks for a bearer where it stands here."""
        weights = self._weights
        near = weights.subject * stand.subject - self._distance * (self._here - stand.sentence)
        if stand.bearer is self._recent:
            near += self._last
            if stand.bearer is self._saying:  # "Roig said *she*"
                near += weights.saying
        if stand.noun and stand.noun.lexicon in PEOPLE_OR_GROUPS:
            near += weights.person
        if stand.quoted:
            return near if self._quoted else near - weights.quoted
        if stand.subject and stand.sentence < self._here and self._in_paragraph(stand):
            near += weights.paragraph
        return near

    def standing(self, stand: Stand) -> float:
        """What speaks for a bearer wherever it is named; for one without a name, that its noun tells the gender."""
        entity, weights = stand.entity, self._weights
        if entity is None:
            return weights.gender * bool(self._lean and stand.noun and stand.noun.gender)
        weight = weights.person * (entity.sort == PERSON) + weights.acts * entity.acts
        if not self._lean:
            return weight
        leaning = max(-1, min(1, self._lean * entity.leaning))
        if entity.gender:
            return weight + weights.gender * (1 + weights.leaning * leaning)
        return weight + weights.gender * leaning

    def _superseded(self, last: Stand, stands: Sequence[Stand]) -> bool:
        """Whether a text has gone on to somebody else since the last source spoke: "Roig said so. ¶ Holm left"; for
        "it", to a document: "The guild denied it. A memo is clearer."."""
        if self._thing and any(self._follows(last, one) for one in stands):
            return True
        if self._in_paragraph(last):
            return False
        here = [one for one in stands if one.sentence < self._here and one.entity and self._in_paragraph(one)]
        acts = any(one.subject and not one.quoted for one in here)
        return acts and all(one.bearer is not last.bearer for one in here)

    def _follows(self, last: Stand, stand: Stand) -> bool:
        """Whether a document is the subject of this sentence or the one before, behind the last source."""
        document = stand.noun is not None and stand.noun.lexicon == DOCUMENTS and not stand.quoted
        return document and stand.subject and self._here - 1 <= stand.sentence > last.sentence

    def _in_paragraph(self, stand: Stand) -> bool:
        sentences = self._field.layout.sentences
        return sentences[stand.sentence].paragraph == sentences[self._here].paragraph


def _between(last: Stand, stand: Stand) -> bool:
    """Whether somebody else acts behind whoever speaks: "Roig said *Holm* left because she was ill"."""
    other = stand.sentence == last.sentence and stand.at > last.at and stand.bearer is not last.bearer
    return other and stand.subject and not stand.quoted
