"""Who is meant by what stands far from the name: in the lead of a piece of news by a role, "a councillor", that the
paragraphs below it give a name; in an interview by "A", the answers of whoever was named above them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from attrib.match.items import Items
from attrib.resolve.described import Descriptions
from attrib.resolve.forms import PERSON, personal
from attrib.resolve.kinds import ROLE, Customs
from attrib.resolve.looks import Look
from attrib.resolve.mentions import Reader
from attrib.resolve.names import Entity, Name
from attrib.resolve.words import PEOPLE, Noun, head

_SUBJECT = re.compile("D[JNP]{0,3}N(?:ID?[JNP]{1,3})?(?=R{0,2}[VXMH])")
_SMALL = re.compile(r"\b[^\W\d_A-Z]\w{3}")  # a word that a headline in capitals would not write so
OFFICES, SPOKESPERSON = "offices", "spokesperson"
_LEAD = 2  # paragraphs: a headline, and the first below it
_BELOW = 2  # paragraphs below the role in which the name is looked for


class Leads:
    """Reads the beginning of one document. `named` gives whom a role there means, by the items of its mention."""

    __slots__ = ("_customs", "_first", "_last", "_paragraphs", "_reader", "_speaking", "named")

    def __init__(self, reader: Reader, customs: Customs, descriptions: Descriptions, mentions: Sequence[Items]) -> None:
        self._reader, self._customs = reader, customs
        read = (s.paragraph for s in reader.field.layout.sentences if not s.boilerplate)
        self._last = list(islice(dict.fromkeys(read), _LEAD))
        self._speaking = {items[0] for items in mentions}
        self._first = self._first_names()
        self._paragraphs = [self._paragraph((name.first, 0)) for name in self._first]
        self.named: dict[Items, Entity] = {}
        answers = [items for items in mentions if items[1] - items[0] == 1 and self._answers(items[0])]
        if answers and (asked := self._asked(min(answers)[0])):
            self.named = dict.fromkeys(answers, asked)
        for items in mentions:
            if self._paragraph(items) not in self._last:
                continue
            look = reader.look(items)
            if look.noun and (entity := self._bearer(look, look.noun)):
                _call(entity, descriptions.weighed(look.noun, look.head))
                self.named[look.items] = entity
        for look in self._subjects():
            if look.noun and (entity := self._bearer(look, look.noun)) and self._is_nothing_yet(entity):
                _call(entity, descriptions.weighed(look.noun, look.head))

    def _subjects(self) -> Iterator[Look]:
        """Of whom the sentences of a lead tell, without letting them speak: "*A miller* has left the guild"."""
        field = self._reader.field
        for number, (first, last) in field.outer.items():
            if field.layout.sentences[number].paragraph not in self._last:
                continue
            if m := _SUBJECT.match(field.tags, first, last):
                look = self._reader.look(m.span())
                if look.items not in self.named:
                    yield look

    def _answers(self, item: int) -> bool:
        """Whether a word is the label of an answer: "A" in "A: Nobody knows"."""
        return self._customs.patterns["answerer"].fullmatch(self._reader.field.word[item]) is not None

    def _asked(self, item: int) -> Entity | None:
        """Who answers in an interview: the person that the text above the first answer names most often."""
        names = (name.entity for name in self._reader.names.names if name.last <= item)
        named = Counter(entity for entity in names if entity.sort == PERSON)
        return max(named, key=lambda one: (one.acts, named[one]), default=None)

    def _bearer(self, look: Look, noun: Noun) -> Entity | None:
        """The first whom the next paragraphs name in full as a subject, and who may be what the role says."""
        if look.shape != ROLE or look.many or look.owner is not None or noun.lexicon not in PEOPLE:
            return None
        paragraph = self._paragraph(look.items)
        if not self._opens(look) or self._customs.patterns["faceless"].fullmatch(noun.lemma):
            return None
        below = range(bisect_right(self._paragraphs, paragraph), len(self._first))
        name = next((self._first[at] for at in below if self._is_persons(self._first[at])), None)
        if name is None or (self._points(look) and not self._is_the_only(name, noun)):
            return None
        return name.entity if self._fits(name, noun, paragraph) else None

    def _is_the_only(self, name: Name, noun: Noun) -> bool:
        """Whether "the mayor" of a lead may be somebody below: an office, and nothing else is said of whoever it is."""
        signs = self._reader.field.tags[name.last] in ".\n"  # no clause, but the line below a letter
        office = noun.lexicon == OFFICES or noun.kind == SPOKESPERSON
        return office and not signs and self._is_nothing_yet(name.entity)

    def _is_nothing_yet(self, entity: Entity) -> bool:
        """Whether a text does not say otherwise what somebody is."""
        return not (entity.described or entity.kinds)

    def _points(self, look: Look) -> bool:
        """Whether a role speaks of somebody as known: "the mayor", "Norway's minister"."""
        return look.definite and self._is_told_of(look)

    def _is_told_of(self, look: Look) -> bool:
        """Whether an article or an owner stands before a role."""
        tags, first = self._reader.field.tags, look.items[0]
        return tags[first] == "D" or "'" in tags[first : look.head]

    def _paragraph(self, items: Items) -> int:
        field = self._reader.field
        return field.layout.sentences[field.sentence[items[0]]].paragraph

    def _opens(self, look: Look) -> bool:
        """Whether a role may speak of somebody not named yet: "a councillor", in a headline "Councillor"."""
        return self._is_told_of(look) or self._is_headline(look.items[0])

    def _is_headline(self, item: int) -> bool:
        sentence = self._reader.field.layout.sentences[self._reader.field.sentence[item]]
        line = self._reader.field.text[sentence.start : sentence.end]
        return sentence.paragraph == self._last[0] and (line[-1] not in ".?!" or _SMALL.search(line) is None)

    def _first_names(self) -> list[Name]:
        """Where each entity is named first, in text order."""
        first: dict[int, Name] = {}
        for name in sorted(self._reader.names.names, key=lambda one: one.first):
            first.setdefault(name.entity.number, name)
        return list(first.values())

    def _is_persons(self, name: Name) -> bool:
        return name.entity.sort == PERSON or (not name.entity.sort and name.first in self._speaking)

    def _fits(self, name: Name, noun: Noun, paragraph: int) -> bool:
        """Whether somebody is named here near by, in full and as a subject, and is nothing else."""
        entity, near = name.entity, self._paragraph((name.first, 0)) <= paragraph + _BELOW
        if not near or not entity.acts or len(name.words) < 2:
            return False
        if noun.gender and entity.gender not in ("", noun.gender):
            return False
        if (
            personal(noun)
            or self._customs.patterns["relation"].fullmatch(noun.lemma)
            or not (entity.described or entity.kinds)
        ):
            return True
        kinds = {*entity.kinds, *(one.kind for one in entity.described)} - {PERSON}
        return noun.kind in kinds or any(head(one.lemma) == head(noun.lemma) for one in entity.described)


def _call(entity: Entity, noun: Noun) -> None:
    """Note that somebody is what a noun says."""
    entity.described.append(noun)
    entity.sort = entity.sort or PERSON
