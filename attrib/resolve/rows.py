"""Which row of the registry a source of one document is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrib.resolve.forms import PERSON, PLACE, same_bearer
from attrib.resolve.kinds import NAME, ROLE, Customs
from attrib.resolve.looks import Look
from attrib.resolve.mentions import Reader
from attrib.resolve.names import PERSONAL, Entity
from attrib.resolve.publisher import context
from attrib.resolve.registry import Context, Facts, Registry
from attrib.resolve.words import Words


class Rows:
    """Looks sources up; `chosen` tells why an ambiguous name stands for a row, by its id."""

    __slots__ = ("_about", "_customs", "_meta", "_reader", "_registry", "_words", "chosen")

    def __init__(
        self, reader: Reader, words: Words, customs: Customs, registry: Registry, meta: Mapping[str, Any]
    ) -> None:
        self._reader, self._words, self._customs, self._registry, self._meta = reader, words, customs, registry, meta
        self._about: Context | None = None  # asked for where a name is ambiguous
        self.chosen: dict[str, str] = {}

    def find(self, look: Look, name: str) -> Facts | None:
        """The row for a name; a name with "news agency" behind it may be there without."""
        registry, entity = self._registry, look.entity
        if look.parts:
            return None
        if body := registry.institution(name) or registry.institution(self._reader.text(look.items)):
            return body
        place = entity is not None and entity.sort == PLACE
        if place or not (look.shape == NAME or self._named_body(look) or self._reader.acronym(look)):
            return None
        found = (
            self._reader.names.row(name) or self._chosen(name) or (self._named(look) if look.shape == ROLE else None)
        )
        if found and entity and found.kind not in PERSONAL and self._is_addressed(entity):
            return None
        short = self._customs.patterns["agency_words"].sub("", name.lower()) if found is None else ""
        if found is None and short != name.lower():
            found = registry.find(short)
        if found is None and entity:
            names = {name.words for name in self._reader.names.named(entity)}
            names |= {(name[0], name[-1]) for name in names if len(name) > 2 and entity.sort == PERSON}
            rows = (facts for name in sorted(names) if (facts := self._reader.names.row(" ".join(name))))
            found = next((facts for facts in rows if self._may_be(entity, facts)), None)
        return found

    def _is_addressed(self, entity: Entity) -> bool:
        """Whether somebody is called by a title in the text: Ms. Dell is no firm."""
        return entity.sort == PERSON and any(name.form.titles for name in self._reader.names.named(entity))

    def _may_be(self, entity: Entity, facts: Facts) -> bool:
        """Whether a short name's row may be that of somebody named in full: "Rudd" is not always the one in office, and
        Ruth Dell, "Dell", is no firm."""
        if facts.kind not in PERSONAL:
            return entity.sort != PERSON or len(entity.words) == 1
        return len(entity.words) == 1 or same_bearer(entity.words, tuple(facts.name.lower().split()))

    def _named(self, look: Look) -> Facts | None:
        """The row of the name before a body's noun, where it is of that kind: "the RIA news agency"."""
        over, noun = self._reader.names.over, look.noun
        name = next((name for i in range(look.head - 1, look.items[0] - 1, -1) if (name := over(i))), None)
        facts = self._registry.find(name.entity.text if name else self._capital_before(look))
        if facts is None or noun is None:
            return None
        alike = facts.kind == noun.kind or facts.kind in noun.means
        alike = alike or {facts.kind, noun.kind} <= self._customs.media
        return facts if alike else None

    def _chosen(self, name: str) -> Facts | None:
        """The row that an ambiguous name stands for here, where the document gives a reason."""
        if not self._registry.shared(name):
            return None
        reader = self._reader
        self._about = self._about or context(reader.field, reader.names, self._words, self._registry, self._meta)
        if (choice := self._registry.choose(name, self._about)) is None:
            return None
        self.chosen[choice.facts.id] = f"; of the sources called so: {choice.reason}"
        return choice.facts

    def _named_body(self, look: Look) -> bool:
        """A body called by a name and a noun: "the Lowland News agency"."""
        body = look.shape == ROLE and look.noun is not None and look.noun.lexicon == "bodies"
        return body and (self._reader.has_name(look) or self._capital_before(look) != "")

    def _capital_before(self, look: Look) -> str:
        """A capital word before a noun that was taken for no name: "the semi-official *Tide* agency"."""
        field = self._reader.field
        nouns = (item for item in range(look.head - 1, look.items[0], -1) if field.tags[item] == "N")
        words = (field.text[field.start[item] : field.end[item]] for item in nouns)
        return next((word for word in words if word[0].isupper()), "")
