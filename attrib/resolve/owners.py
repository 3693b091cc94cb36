"""Owners that are a part of a body's name: "the *Bakers*' League", "*Guy*'s Hospital"; not "Norway's Parliament"."""

from __future__ import annotations

from attrib.match.field import Field
from attrib.resolve.words import PEOPLE, Words

_FOUNDED = frozenset(("academic", "company", "group", "ngo"))
"""Kinds of bodies that bear the names of founders, saints and members: "Holm's Bakery", "St Paul's Cathedral"."""


class Owners:
    """Tells them apart in one document."""

    __slots__ = ("_field", "_words")

    def __init__(self, field: Field, words: Words) -> None:
        self._field, self._words = field, words

    def named_with(self, first: int, last: int, end: int) -> bool:
        """Whether the owner at the items `first` to `last` is a part of the name that ends at `end`."""
        word, nouns = self._field.word, self._words.nouns
        noun, body = nouns.get(word[last - 1]), nouns.get(word[end - 1])
        whole = self._field.tags[end] != "N"  # not "the Democrats' Senate hopes"
        if whole and noun is not None and noun.many:
            return True
        if end - last != 2 or body is None or body.lexicon != "bodies" or body.many:
            return False
        if whole and ((noun is not None and noun.lexicon in PEOPLE) or word[last] == "'"):  # "the *Dockers*' Guild"
            return True
        return body.kind in _FOUNDED and self._words.place_in(word[first:last]) is None

    def opens_with(self, first: int, last: int) -> bool:
        """Whether a capital word that was taken for a common one and its mark stand before a body's name: "*Guy*'s
        Hospital"."""
        field, owner = self._field, first - 2
        if owner < 0 or last - first != 1 or field.tags[first - 1] != "'" or field.tags[owner] not in "NJ":
            return False
        return field.text[field.start[owner]].isupper() and self.named_with(owner, first - 1, last)
