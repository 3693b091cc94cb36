"""Sources without a name that "the …" takes up: the same head before, the last body, and who was named since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.match.items import Items
from attrib.resolve.forms import PERSON, UNKNOWN, personal
from attrib.resolve.kinds import ROLE, Customs
from attrib.resolve.looks import Look
from attrib.resolve.mentions import Reader
from attrib.resolve.names import Entity
from attrib.resolve.posts import Posts
from attrib.resolve.resolution import SourceDraft
from attrib.resolve.words import PEOPLE, Noun, head

_NEAR = 3  # sentences, and mentions of sources, that are looked back upon for a pair
_RELATIVE = re.compile(r",?W[^,.;:\nW]{2,14},")


class Earlier:
    """The sources of one document as far as they are resolved; the sequences are those that the resolver fills."""

    __slots__ = ("_at", "_customs", "_looks", "_posts", "_reader", "_roles", "_sources")

    def __init__(
        self,
        reader: Reader,
        posts: Posts,
        customs: Customs,
        sources: Sequence[SourceDraft],
        looks: Sequence[Look],
        at: dict[Items, int],
    ) -> None:
        self._reader, self._posts, self._customs = reader, posts, customs
        self._sources, self._looks, self._at = sources, looks, at
        self._roles: dict[tuple[str, bool], list[int]] = {}  # sources without a name, by head and number

    def note(self, look: Look, source: int) -> None:
        """Remember a new source that is none by name."""
        if look.shape == ROLE and look.noun:
            self._roles.setdefault((head(look.noun.lemma), look.many), []).append(source)

    def same_head(self, look: Look, noun: Noun) -> tuple[int, str] | None:
        """The last source without a name that "the …" may repeat; of several, no others ("the other guards")."""
        field, (first, _), owner = self._reader.field, look.items, self._posts.owner(look)
        if not ((look.bare or owner) and look.definite) or (look.many and field.tags[first] != "D"):
            return None
        if field.word[look.items[1] - 1].isdigit():  # "Speaker 2"
            return None
        for source in self._latest(self._roles.get((head(noun.lemma), look.many), ())):
            if self.fits(look, self._looks[source], owner):
                return source, "the same head before, a guess"
        return None

    def _latest(self, sources: Sequence[int]) -> Sequence[int]:
        """Sources by their last mention, the latest first."""
        if len(sources) < 2:
            return sources
        return [source for source in dict.fromkeys(reversed(self._at.values())) if source in sources]

    def body(self, look: Look, noun: Noun) -> int | None:
        """The last source, a body, that "the …" is a word for: "state radio", "the channel"."""
        general = self._customs.general.get(noun.lemma)  # "the organisation", whatever its name
        kinds = general or self._customs.varied.get(noun.kind, frozenset())
        last = next(reversed(self._at.values()), None) if noun.lexicon == "bodies" and look.bare else None
        if last is None or self._sources[last].kind not in kinds or (self._looks[last].entity and not general):
            return None
        return last

    def named_since(self, entity: Entity, source: int, look: Look) -> bool:
        """Whether somebody is named between the last mention of a source and a phrase."""
        last = next(items for items, at in reversed(self._at.items()) if at == source)
        return any(name.entity is entity for i in range(last[1], look.items[0]) if (name := self._reader.names.over(i)))

    def pair(self, look: Look, named: Sequence[str]) -> int | None:
        """The source that was two just before, for "the two" and "both": by name the two last `named`, or "two pilots",
        for "the two men" too."""
        if self._reader.field.tags[look.items[0]] == "Z":  # "two said": who knows which
            return None
        sentence, plain = self._reader.field.sentence, look.noun is None or personal(look.noun)
        for items, source in [*reversed(self._at.items())][:_NEAR]:
            far = sentence[look.items[0]] - sentence[items[0]]
            one = self._looks[source]
            if far <= _NEAR and len(one.parts) == 2 and sorted(self._sources[source].members) == sorted(named):
                return source
            if far < _NEAR and plain and self._is_two(one):
                return source
        return None

    def _is_two(self, look: Look) -> bool:
        """Whether people are two by number and without a name: "two pilots"."""
        first = self._reader.field.word[look.items[0]]
        counted = look.shape == ROLE and not look.parts and first in self._reader.words.pairs
        return counted and look.noun is not None and look.noun.lexicon in PEOPLE

    def apposed(self, look: Look) -> Entity | None:
        """Who is named right behind a role that was cut off before its comma: "citing the mayor, Ana Roig."."""
        tags, end = self._reader.field.tags, look.items[1]
        relative = _RELATIVE.match(tags, end)  # "a miller who was there, Ana Roig, said"
        mark = relative.end() - 1 if relative else end
        name = self._reader.names.over(mark + 1) if tags[mark] == "," else None
        if (
            name is None
            or name.first != mark + 1
            or tags[name.last] not in ",.I"
            or name.entity.sort not in (PERSON, UNKNOWN)
        ):
            return None
        if (
            relative or self._reader.field.word[look.items[0]] in self._reader.words.quantities
        ):  # "one of them, Ana Roig"
            return name.entity if len(name.words) > 1 else None
        called = look.noun is not None and look.noun.lemma in [noun.lemma for noun in name.entity.described]
        return name.entity if called else None

    def fits(self, look: Look, other: Look, owner: frozenset[str] = frozenset()) -> bool:
        """Whether a phrase says nothing that a phrase before it does not: whose spokesman, which coach."""
        if owner:
            return owner.issubset(self._reader.field.word[slice(*other.items)])
        if not self._posts.further(look) <= self._posts.further(other):
            return False
        return self._reader.proper(look) <= self._reader.proper(other) and not self._another(look, other)

    def _another(self, look: Look, other: Look) -> bool:
        """Whether a phrase with the same head is another post, or a body of another country: the head coach is no
        "assistant coach"."""
        if look.noun is None or other.noun is None:
            return False
        homes, others = self._reader.homes(look), self._reader.homes(other)
        if look.noun.lexicon == "bodies" and homes and others and homes.isdisjoint(others):
            return True  # the Iranian ministry, "the ministry in Ankara"
        words = self._reader.field.word[slice(*other.items)]
        if any(word not in words for word in look.noun.lemma.split()[:-1]):
            return True  # the minister, "the deputy minister"
        return self._posts.differ(self._posts.named(look, look.noun), (self._posts.named(other, other.noun),))
