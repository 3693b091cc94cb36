"""What a document calls the bearers of its names, turned round: from a noun to those it may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from attrib.resolve.forms import PERSON, PLACE
from attrib.resolve.names import Entity, NameIndex
from attrib.resolve.stands import Stand, Stands
from attrib.resolve.words import PEOPLE, Noun, head

_NEAR = 150  # namings that are looked at on either side of a mention
_DESCRIBED, _TITLE, _BODY, _KIND = range(4)


class Callings:
    """The entities of one document by what they are called; `kind` tells a body's kind by its name or the registry.

    No body is meant by its kind alone where that is `loose`: "the group" is not any group.
    """

    __slots__ = ("_by", "_called", "_loose", "_names", "_stands")

    def __init__(self, names: NameIndex, stands: Stands, kind: Callable[[Entity], str], loose: frozenset[str]) -> None:
        self._names, self._stands, self._loose = names, stands, loose
        self._by: dict[tuple[int, str], list[Entity]] = {}
        self._called: dict[str, tuple[list[int], list[Stand]]] = {}
        for entity in names.entities:
            for key in dict.fromkeys(self._keys(entity, kind)):
                self._by.setdefault(key, []).append(entity)

    def around(self, noun: Noun, at: int) -> tuple[list[Stand], list[Stand]]:
        """The nearest namings of those who are called by this noun: before the character `at`, and from there on."""
        called = self._called.get(noun.lemma)
        if called is None:
            stands = self._stands.in_order(self._entities(noun))
            called = self._called[noun.lemma] = ([stand.at for stand in stands], stands)
        ats, stands = called
        here = bisect_left(ats, at)
        return stands[max(0, here - _NEAR) : here], stands[here : here + _NEAR]

    def _entities(self, noun: Noun) -> dict[Entity, None]:
        """Those that go by the noun itself; else those by whose nouns or kinds it may be meant."""
        called = self._keys_of(noun.lexicon, (head(noun.lemma),))
        if (found := self._all(called)) or (noun.lexicon != "bodies" and not noun.means):
            return found
        means = self._keys_of(noun.lexicon, noun.means)
        if noun.lexicon == "bodies":
            means = [(_KIND, kind) for kind in (*noun.means, *({noun.kind} - self._loose))] + means
        return self._all(means)

    def _keys_of(self, lexicon: str, lemmas: Sequence[str]) -> list[tuple[int, str]]:
        """Where those are kept who are called so: as a title where people are, in their names where bodies are."""
        second = (_TITLE,) if lexicon in PEOPLE else (_BODY,) if lexicon == "bodies" else ()
        return [(place, lemma) for place in (_DESCRIBED, *second) for lemma in lemmas]

    def _all(self, keys: Sequence[tuple[int, str]]) -> dict[Entity, None]:
        return dict.fromkeys(entity for key in keys for entity in self._by.get(key, ()))

    def _keys(self, entity: Entity, kind: Callable[[Entity], str]) -> Iterator[tuple[int, str]]:
        """What somebody is called: in descriptions, in titles; a body by its name's last word and by its kind."""
        for noun in entity.described:
            if noun.lemma:
                yield _DESCRIBED, head(noun.lemma)
        if entity.sort == PLACE:
            return
        for name in self._names.named(entity):
            for title in name.form.calls:
                yield _TITLE, head(title)
        if entity.sort != PERSON:
            if known := kind(entity):
                yield _KIND, known
            if (body := entity.form.body) and (entity.sure or len(entity.words) > 1):
                yield _BODY, head(body.lemma)
