"""What a mention is: its head, its name, its number, and what of it is an apposition or an owner."""

from __future__ import annotations

import re

from attrib.match.field import Field
from attrib.match.items import Items, new
from attrib.match.tokens import BROKEN
from attrib.resolve.forms import BODY, PERSON, PLACE
from attrib.resolve.institutions import STATES
from attrib.resolve.joint import joint
from attrib.resolve.kinds import NAME, NONE, PRONOUN, QUANTITY, ROLE, Customs
from attrib.resolve.looks import Look
from attrib.resolve.names import Entity, Name, NameIndex
from attrib.resolve.words import PEOPLE, THINGS, Noun, Words

_CORE = re.compile(r"(?:[DOZJRUYC'/tNP]|(?<![NP])[EG](?=[JEGNPZC]*[NP]))+")
_CLOSED = re.compile(r"[^,:;()\-IWSTtHMX]*[^P,:;()\-IWSTtHMX]P+")
"""A phrase of one piece that ends in a name, whatever the tags of the words before it."""
_APPOSED = re.compile(r"[DJN]*P+(?:'P+)?")
_BODY_APPOSED = re.compile(rf"(?:I[DZJNPO']{{1,5}})?[,-]{_APPOSED.pattern}")
_SIMPLE = re.compile(r"[DJN]*N")
"""A noun with its articles and adjectives: head and core are its last item."""
_READY = ("NNI", "JNI")
"""What "person familiar with" may be tagged."""
_HEADS = frozenset("NPZJODYEU")
_NOUNLIKE = frozenset("JVBGE")
_START = frozenset("DOJZNPEG'R")
_VERBAL = frozenset("XHdMNP")
_MARKS = ".,:;-()/\n'"


class Reader:
    """Looks at stretches of one document."""

    __slots__ = ("_customs", "field", "names", "words")

    def __init__(self, field: Field, names: NameIndex, words: Words, customs: Customs) -> None:
        self.field, self.names, self.words, self._customs = field, names, words, customs

    def plural(self, word: str) -> bool:
        """Whether a noun in no lexicon looks like a plural."""
        return self._customs.plural[word]

    def look(self, items: Items) -> Look:
        """Read a mention. Marks and boundaries at its ends do not count."""
        tags = self.field.tags
        first, last = items
        while first < last and tags[first] in _MARKS:
            first += 1
        while last > first and tags[last - 1] in _MARKS:
            last -= 1
        if last - first > 1 and tags[first] == "I":
            first += 1
        if first >= last:
            return Look((first, last), NONE, first)
        if last - first == 1 and (look := self._pronoun(first)):
            body = self.names.bracketed(first)
            return Look((first, last), NAME, first, entity=body) if body else look
        name = self.names.over(first)
        if name and name.first == first and name.last == last:
            return self._named(first, last, name)
        if (last - first == 1 or tags[first + 1] == ",") and tags[first] != "P" and (one := self._called(first)):
            return Look((first, last), NAME, first, entity=one)
        dash = tags.find("-", first, last)
        if dash > first and (look := self.look((first, dash))).many:
            return look  # what it adds names those before it: "three scholars — Orr, Bo and Li"
        return joint(self, first, last) or self.phrase(first, last)

    def _called(self, item: int) -> Entity | None:
        """Whom a capital at the head of a sentence is short for, where it is no common noun: "Northmoor", "Banks"."""
        noun, entity = self.words.nouns.get(self.field.word[item]), self.names.called(item)
        common = noun is not None and not (noun.many and entity and entity.sort == PERSON)
        return None if common else entity

    def look_at(self, head: int) -> Look:
        """Read the noun phrase around a head: leftwards to its start, rightwards over an "of"."""
        tags = self.field.tags
        first = head
        while first and (tags[first - 1] in _START or self._joins_peoples(first - 1)):
            if tags[first - 1] in "GE" and tags[first - 2] in _VERBAL:
                break
            if tags[first] == "D" and tags[first - 1] in "NP":  # "out of the *yard the* miller came"
                break
            first -= 1
        last = head + 1
        if tags[last] != "I" and first < head and _SIMPLE.fullmatch(tags, first, last) and not self.names.over(head):
            return self._role(first, last, last, head)
        if (
            tags[last : last + 1] == "I"
            and tags[last + 1] != "G"
            and self.reaches(last)
            and (m := _CORE.match(tags, last + 1))
        ):
            last = m.end() if {"N", "P"} & set(m[0]) else last
            name = self.names.over(last - 1)  # "guards at the *Port of* Osk"
            last = max(last, name.last) if name else last
        return self.look((first, last))

    def _joins_peoples(self, mark: int) -> bool:
        """Whether an "and" joins two peoples before one head: "South Korean and U.S. officials"."""
        if self.field.tags[mark] != "C" or mark == 0:
            return False
        return all(self._is_place(item) for item in (mark - 1, mark + 1))

    def _is_place(self, item: int) -> bool:
        name = self.names.over(item)
        return name.entity.sort == PLACE if name else self.field.word[item] in self.words.places

    def text(self, items: Items) -> str:
        start, end = self.field.chars(items)
        return BROKEN.sub("", self.field.text[start:end])

    def proper(self, look: Look) -> set[str]:
        """The words of names before a head; for a body, without what tells where it is: "the Osk-based firm"."""
        field, based = self.field, self._customs.patterns["based"]
        items = [item for item in range(look.items[0], look.head) if field.tags[item] == "P"]
        if look.noun is not None and look.noun.lexicon == "bodies":  # no place, no part of "New York-based"
            items = [i for i in items if field.word[i] not in self.words.places and not based.search(field.word[i + 1])]
        return {field.word[item] for item in items if not based.search(field.word[item])}

    def homes(self, look: Look) -> set[str]:
        """The countries whose body a phrase says it is: "the *Iranian* ministry", "the ministry in *Tehran*"."""
        words = (word for word in self.field.word[slice(*look.items)] if word in self.words.places)
        return {place.name for place in map(self.words.places.__getitem__, words) if place.rank in STATES}

    def has_name(self, look: Look) -> bool:
        """Whether a name that is no country's or people's stands before the head."""
        over = self.names.over
        before = (name for i in range(look.items[0], look.head) if (name := over(i)) and name.last <= look.head)
        return any(name.entity.sort != PLACE for name in before)

    def reaches(self, item: int) -> bool:
        """Whether a word holds a name or noun and what belongs to it together: "of", "and"."""
        return self.words.particles.get(self.field.word[item]) in ("bind", "reach")

    def _pronoun(self, item: int) -> Look | None:
        word = self.field.word[item]
        pronoun = self.words.pronouns.get(word)
        if pronoun is None:
            quantity = self.words.quantities.get(word)
            if quantity is None or word in self.words.nouns:
                return None
            pair, many = quantity.get("use") == "pair", quantity["number"] == "many"
            return Look((item, item + 1), QUANTITY, item, many=many, pair=pair, bare=True)
        return Look((item, item + 1), PRONOUN, item, pronoun=pronoun, many=pronoun.number == "many")

    def phrase(self, first: int, last: int) -> Look:
        """Read items as one noun phrase."""
        tags = self.field.tags
        closed = tags[last - 1] == "P" and _CLOSED.fullmatch(tags, first, last)
        core = last if closed else self._core(first, last)
        head = self._head(first, core)
        if head is None:
            return Look((first, last), ROLE, first)
        name = self.names.over(head)
        if name and name.first >= first and name.last <= max(core, last) and not self._common(name, core, last):
            return self._named(first, last, name)
        look = self._role(first, last, core, head)
        aged = tags[core:last] in (",Z", "IZ")  # "the nurse, 34", "the father of three": spoken of before
        if aged and look.noun and look.noun.lexicon in PEOPLE:
            return look._replace(bare=True, noun=look.noun._replace(varies=True))
        if (look.shape == QUANTITY or self._counts(look)) and core + 1 < last and self._has_parts(core):
            person = None if look.many else self._appositive(core, last)  # "one of the guards, Ana Roig"
            if person is None:
                return self._quantity_of(look, core + 1, last)
            noun = self.phrase(core + 1, person.first).noun
            return self._named(first, last, person, noun._replace(many=False) if noun else None)
        if look.many:
            return look
        if (look.noun is None or look.noun.lexicon in PEOPLE) and (person := self._appositive(core, last)):
            return self._named(first, last, person, look.noun)
        if look.noun and (body := self._apposed_body(core, last, look.noun)):
            return self._named(first, last, body, None if look.noun.lexicon in PEOPLE else look.noun)
        return look

    def _has_parts(self, item: int) -> bool:
        """Whether a preposition tells of whom some are: "one of the guards", not "two at the gate"."""
        return self.field.tags[item] == "I" and self.field.word[item] in self.words.wholes

    def _counts(self, look: Look) -> bool:
        """Whether a noun counts what follows: "a large number of voters"."""
        people = look.noun is None or look.noun.lexicon in PEOPLE
        return not people and self.field.word[look.head] in self.words.quantities

    def _common(self, name: Name, core: int, last: int) -> bool:
        """Whether it is no name: an age, or an office in capitals that goes on: "Minister of Trade Ana Roig"."""
        if name.words[-1][:1].isdigit() and self._aged(name.words[-1]):
            return True
        noun = self.words.nouns.get(name.words[0]) if len(name.words) == 1 else None
        return bool(noun and noun.lexicon in PEOPLE and core < last and self.field.tags[core] == "I")

    def _core(self, first: int, last: int) -> int:
        """The end of the first noun phrase; a name that goes on over "of" is not cut."""
        m = _CORE.match(self.field.tags, first, last)
        core = m.end() if m else first + 1
        if self.field.tags[core : core + 1] == "I" and not self._ends_there(first, core):
            m = _CORE.match(self.field.tags, core + 1, last)  # "an outside group": the preposition is an adjective
            core = m.end() if m else core
        name = self.names.over(core - 1)
        if name and name.first >= first and name.last > core:
            m = _CORE.match(self.field.tags, name.last, last)
            return m.end() if m else min(name.last, last)
        return core

    def _ends_there(self, first: int, core: int) -> bool:
        """Whether a noun phrase that a preposition follows is one by itself: a noun in it, or "one of …"."""
        counts = self.field.word[core - 1] in self.words.quantities and self.reaches(core)
        return counts or not {"N", "P"}.isdisjoint(self.field.tags[first:core])

    def _head(self, first: int, core: int) -> int | None:
        tags = self.field.tags
        owner = tags.rfind("'", first, core)
        if first <= owner < core - 1:
            first = owner + 1
        end, word, nouns = core - 1, self.field.word, self.words.nouns
        named = max(tags.rfind("N", first, core), tags.rfind("P", first, core))
        if tags[end] in _NOUNLIKE and word[end] in nouns:
            return end
        if named < 0:
            heads = range(end, first - 1, -1)
            known = (i for i in heads if tags[i] in _NOUNLIKE and word[i] in nouns)
            return next(known, next((i for i in heads if tags[i] in _HEADS), None))
        if named == end > first and tags[named - 1 : named + 2] in _READY and self._person_before(named):
            return named - 1
        timed = named - first > 1 and tags[named - 2 : named + 1] == "NJN"  # "a *report* last year"
        return named - 2 if timed and word[named] not in nouns and word[named - 2] in nouns else named

    def _person_before(self, item: int) -> bool:
        """Whether an adjective that was taken for a noun stands behind a person: "a person familiar with"."""
        word, nouns = self.field.word, self.words.nouns
        person = nouns.get(word[item - 1])
        return word[item] not in nouns and person is not None and person.lexicon not in THINGS

    def _named(self, first: int, last: int, name: Name, noun: Noun | None = None) -> Look:
        entity = name.entity
        place = name.form.place
        if place and place.people and entity.sort == PLACE:
            return self._of_a_people(first, last, name, place.name)
        common = self.words.nouns.get(name.words[-1])
        if common and self._is_common(common, entity, name):
            look = self._role(first, last, name.last, name.last - 1)
            said = len(name.words) == 1 or self.field.tags[first] == "D"
            return look._replace(definite=look.definite and said)
        return Look((first, last), NAME, name.last - 1, noun=noun, entity=entity)

    def _of_a_people(self, first: int, last: int, name: Name, people: str) -> Look:
        """Those who bear a people's name: all of them, or one: "the Italian"."""
        head, before = name.last - 1, self.field.tags[first : name.last - 1]
        article = self._customs.patterns["articles"].match(f"{self.field.word[first]} ")
        if not article or not self._customs.patterns["one_of_a_people"].search(self.field.word[head]):
            return Look((first, last), ROLE, head, noun=Noun(people, "groups", "group", "", True), many=True)
        one = Noun(people, "occupations", "person", "", False, varies=True)
        bare = last == name.last and not before.strip("DJ")
        return Look((first, last), ROLE, head, noun=one, bare=bare, definite=self._definite(first, before))

    def _is_common(self, noun: Noun, entity: Entity, name: Name) -> bool:
        """Whether a capital makes a name of a class or an office: "an Ohio Democrat", "the Justice"."""
        if noun.lexicon in THINGS:
            return False
        if noun.many:
            body = name.form.body  # "the Organization of Port Executives" is a body
            return entity.sort != PERSON and (body is None or body.lemma == noun.lemma)
        if len(name.words) > 1:
            return self.words.place_in(name.words[:-1]) is not None and not self.names.registry.find(entity.text)
        return noun.lexicon in PEOPLE and len(entity.words) == 1

    def acronym(self, look: Look) -> bool:
        """Capitals that were not taken for a name, being no other word either: "TASS"; or a known one: "Shell"."""
        text = self.text(look.items) if look.shape == ROLE and look.noun is None else ""
        return text.isupper() or (text.istitle() and self.names.row(text) is not None)

    def _appositive(self, core: int, last: int) -> Name | None:
        """The person's name that stands after a comma or dash behind a role: "a spokesman for the port, Ana Roig"."""
        tags = self.field.tags
        found = None
        for mark in range(core, last - 1):
            start = mark + 3 if self._named_so(mark + 1) else mark + 1
            if tags[mark] in ",-:(" and (m := _APPOSED.match(tags, start, last)):
                name = self.names.over(m.end() - 1)
                if name and name.entity.sort in (PERSON, "") and name.last <= last:
                    found = name
        end = self.names.over(last - 1)
        if found or end is None or end.last != last or end.start <= core or "," in tags[core:last]:
            return found
        if end.form.titles and tags[end.first - 1] == "I":  # "a spokesman for Mayor Roig"
            return None
        return end if tags[end.start - 1] in "NP" and end.entity.sort in (PERSON, "") else None

    def _named_so(self, item: int) -> bool:
        """Whether a participle says what somebody is called: "the baker, *identified as* Ana Roig"."""
        word, tags = self.field.word, self.field.tags
        return tags[item] == "E" and tags[item + 1] in "IS" and word[item + 1] in self.words.roles

    def _apposed_body(self, core: int, last: int, noun: Noun) -> Name | None:
        """The body's name that follows a noun: "her publisher, Finch House", "the maker of the valve, Dorn"."""
        m = _BODY_APPOSED.fullmatch(self.field.tags, core, last)
        name = self.names.over(last - 1) if m else None
        if name is None or name.last != last:
            return None
        return name if name.entity.sort == BODY or (noun.lexicon == "bodies" and not name.entity.sort) else None

    def _role(self, first: int, last: int, core: int, head: int) -> Look:
        field, words = self.field, self.words
        found = words.noun_at(field.word, head, first)
        noun, start = found or (self._aged(field.word[head]), head)
        quantity = words.quantities.get(field.word[head])
        shape = QUANTITY if quantity and noun is None else ROLE
        many = noun.many if noun else quantity is not None and quantity["number"] == "many"
        if noun is None and shape == ROLE:
            many = field.tags[head] == "N" and self.plural(field.word[head])
        before = field.tags[first:start]
        owner = None
        if "O" in before:
            owner = next((i for i in range(first, start) if field.tags[i] == "O" and self._possessive(i)), None)
        pair = not words.pairs.isdisjoint(field.word[first : head + 1])
        bare = core >= last and not before.strip("DJRPEGN" if noun and noun.varies else "DJRPEG")
        definite, many = self._definite(first, before), many or pair
        return new(Look, ((first, last), shape, head, noun, None, None, many, pair, bare, definite, owner, ()))

    def _aged(self, word: str) -> Noun | None:
        """A person named by age: "the 42-year-old"."""
        return (
            Noun(word, "occupations", "person", "", False, varies=True)
            if self._customs.patterns["aged"].fullmatch(word)
            else None
        )

    def _definite(self, first: int, before: str) -> bool:
        """Whether a phrase points to somebody known: an article that is not "a", or none before an office."""
        if before[:1] == "D":
            return not self._customs.indefinite[self.field.word[first]]
        return before[:1] not in ("O", "Z")

    def _possessive(self, item: int) -> bool:
        pronoun = self.words.pronouns.get(self.field.word[item])
        return bool(pronoun and pronoun.possessive)

    def _quantity_of(self, look: Look, first: int, last: int) -> Look:
        """ "one of the two officials": number from the quantity, the rest from the complement."""
        inner = self.phrase(first, last)
        if inner.shape == NONE:
            return look
        quantity = self.words.quantities.get(self.field.word[look.head])
        many = look.many or (quantity is not None and quantity["number"] == "many")
        return inner._replace(
            items=(look.items[0], last), shape=QUANTITY if inner.noun is None else ROLE, many=many, bare=False,
            entity=None, pair=False, noun=inner.noun, definite=False,
        )  # fmt: skip
