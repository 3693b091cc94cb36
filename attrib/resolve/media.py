"""Who passes on what they are told: the medium that a source gave an interview to, a link of the chain outside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from attrib.match.items import Items
from attrib.resolve.forms import BODY, PERSON, UNKNOWN
from attrib.resolve.kinds import NAME, Customs
from attrib.resolve.looks import Look
from attrib.resolve.mentions import Reader
from attrib.resolve.names import Entity, Name, NameIndex
from attrib.resolve.registry import Facts
from attrib.resolve.words import Noun

BODIES = "bodies"
_COMMON = re.compile("[JN]+N")
AGENCY, WIRE = "origin_agency", "wire_agency"
_OWN = ("publisher", AGENCY)
"""What of a document's meta names the medium that it is itself."""


class Media:
    """Finds the media that are spoken to in one document, its own left out."""

    __slots__ = ("_customs", "_field", "_names", "_own", "_reader")

    def __init__(self, names: NameIndex, reader: Reader, customs: Customs, meta: Mapping[str, Any]) -> None:
        self._names, self._reader, self._customs, self._field = names, reader, customs, reader.field
        self._own = {key for what in _OWN if (name := meta.get(what)) for key in self._keys(str(name))}
        if agency := meta.get(AGENCY):
            self._call_agency(str(agency))

    def _call_agency(self, name: str) -> None:
        """Whoever bears the name of the dateline's agency is one."""
        for entity in self._names.entities:
            if self._customs.fold[entity.text] == self._customs.fold[name] and entity.sort in (UNKNOWN, PERSON):
                entity.sort = BODY
                entity.described = [Noun(name, BODIES, WIRE, "", False)]

    def own(self, entity: Entity) -> bool:
        """Whether a name is that of the document's own medium."""
        return not self._own.isdisjoint(self._keys(entity.text))

    def told(self, at: int, told: Items | None) -> Look | None:
        """The medium that is told what the source at item `at` says: the addressee, or one in its sentence that was
        given an interview."""
        if told is not None:
            over = self._names.over
            names = dict.fromkeys(name for item in range(*told) if (name := over(item)))
            return next((look for name in names if (look := self._medium(name))), None)
        return self._spoken_to(self._field.sentence[at])

    def _spoken_to(self, sentence: int) -> Look | None:
        field, items = self._field, self._field.outer.get(sentence)
        span = field.layout.sentences[sentence]
        found = self._customs.clue("spoken_to", field.text[span.start : span.end])
        if items is None or found is None:
            return None
        _, (_, end) = found
        item = bisect_left(field.start, span.start + end, *items)  # where the name of somebody spoken to may begin
        name = self._names.over(item) if item < items[1] else None
        return self._medium(name) if name else self._unnamed(item, items[1])

    def _unnamed(self, first: int, last: int) -> Look | None:
        """A medium without a name that begins here: "state television"."""
        m = _COMMON.match(self._field.tags, first, last)
        noun = self._reader.words.noun_at(self._field.word, m.end() - 1, first) if m else None
        known = m and noun and noun[0].kind in self._customs.media and not noun[0].many
        return self._reader.look((first, m.end())) if m and known else None

    def _medium(self, name: Name) -> Look | None:
        """A name as a medium's, by the registry, by its words or by the noun behind it; none for the document's own."""
        text, noun, last = self._names.text_of(name), self._reader.words.nouns, name.last
        facts = self._names.registry.find(text)
        kind = facts.kind if facts else (name.form.body.kind if name.form.body else "")
        kind = kind or next((noun.kind for noun in name.entity.described if noun.lexicon == BODIES), "")
        if not kind and self._field.tags[last] == "N" and (common := noun.get(self._field.word[last])):
            kind = common.kind
            last += 1
        if kind not in self._customs.media or not self._own.isdisjoint(self._keys(text, facts)):
            return None
        if last > name.last:
            return self._reader.look((name.first, last))
        return Look((name.first, last), NAME, last - 1, entity=name.entity)

    def _keys(self, name: str, facts: Facts | None = None) -> set[str]:
        """What tells whether two names are of one medium."""
        facts = facts or self._names.registry.find(name)
        return {self._customs.fold[name], *([facts.id] if facts else [])}
