"""Whom a pronoun, a short description or "both" points to: candidates before it, weighed by how they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from attrib.match.field import Field
from attrib.resolve.described import Descriptions
from attrib.resolve.kinds import NAME, QUANTITY
from attrib.resolve.mentions import Look, Reader, is_body, is_person
from attrib.resolve.names import BODY, PERSON, PLACE, Entity, Name, NameIndex
from attrib.resolve.words import PEOPLE, Noun, Words

PEOPLE_OR_GROUPS = PEOPLE | {"groups"}
_HEARD = 60  # sources that are looked back upon
_at = attrgetter("at")
_TOO_WIDE = frozenset(("government", "group", "ngo"))  # "the group" is not any group
_RECENT = 2  # sentences for which a source stays the one last heard
_LEANING = {"m": 1, "f": -1}


class Stand(NamedTuple):
    """Something that stands in the text and may be pointed to. `at` is its first character."""

    at: int
    sentence: int
    look: Look
    subject: bool
    quoted: bool
    source: bool = False

    @property
    def bearer(self) -> object:
        """What is the same for every mention of one bearer, as far as names tell."""
        return self.look.entity or self.look.items


class Antecedents:
    """The candidates of one document. Sources are added as they are resolved."""

    __slots__ = (
        "_callings", "_calls", "_descriptions", "_field", "_fuller", "_names", "_nouns", "_of", "_plural", "_reader",
        "_salience", "_stands", "_words", "sources",
    )  # fmt: skip

    def __init__(self, reader: Reader, descriptions: Descriptions, salience: Mapping[str, float]) -> None:
        self._reader, self._descriptions, self._salience = reader, descriptions, salience
        self._plural = reader.plural
        self._field: Field = reader.field
        self._names: NameIndex = reader.names
        self._words: Words = reader.words
        self._stands: list[Stand] | None = None
        self._nouns: list[Stand] | None = None
        self._callings: dict[str, list[Entity]] | None = None
        self._calls: dict[str, list[Entity]] = {}
        self._of: dict[Entity, list[Stand]] | None = None
        self._fuller: dict[tuple[str, str], Stand] | None = None
        self.sources: list[Stand] = []

    def note(self, look: Look) -> None:
        """Remember a resolved source as a likely antecedent of what follows."""
        self.sources.append(self._stand(look, True, True))

    def names(self) -> list[Stand]:
        """Every name of the document in text order."""
        if self._stands is None:
            self._stands = sorted(map(self._named, self._names.at.values()), key=lambda stand: stand.at)
        return self._stands

    def _named(self, name: Name) -> Stand:
        look = Look((name.first, name.last), NAME, name.last - 1, entity=self._names.of[name])
        return self._stand(look, self._names.is_subject(name), False)

    def nouns(self) -> list[Stand]:
        """Noun phrases whose head is in a lexicon, in text order."""
        if self._nouns is None:
            self._nouns = sorted(self._find_nouns(), key=lambda stand: stand.at)
        return self._nouns

    def pronoun(self, look: Look, barred: Entity | None) -> Look | None:
        """The antecedent of a third-person pronoun, or None. `barred` is who speaks the quotation it stands in."""
        pronoun = look.pronoun
        if pronoun is None:
            return None
        if pronoun.number == "many":
            return self._best(look, self._many_before(look), barred)
        if pronoun.gender == "n":
            before = self._before(look, [self.names(), self.nouns()])
            return self._best(look, (s for s in before if is_body(s.look) and not s.look.many), barred)
        fits = self._fits(pronoun.gender)
        best = self._best(look, (s for s in self._before(look, [self.names()]) if fits(s.look)), barred)
        return (
            best
            or self._best(look, (s for s in self._before(look, [self.nouns()]) if fits(s.look)), barred)
            or (self._after(look, fits))
        )

    def relative(self, look: Look) -> Look | None:
        """What "who" or "which" stands behind: the phrase just left of it, over a comma."""
        tags, item = self._field.tags, look.head - 1
        thing = bool(look.pronoun and look.pronoun.gender == "n")
        found: Look | None = None
        for _ in range(5):
            while item > 0 and tags[item] not in "NPO.\n:":
                item -= 1
            if item <= 0 or tags[item] in ".\n:":
                break
            one = self._reader.look_at(item)
            found = found or one
            if thing or is_person(one) or is_group(one):
                return one
            item = min(one.items[0], item) - 1
        return found

    def described(self, look: Look, kinds: Callable[[Entity], set[str]]) -> Entity | None:
        """Whom the text elsewhere calls what the look calls somebody: "the senator", "the company".

        `kinds` tells what kinds a body's name or the registry give it.
        """
        noun = look.noun
        if noun is None or not look.bare:
            return None
        start = self._field.start[look.items[0]]
        proper = self._reader.proper(look.items[0], look.head)
        words = frozenset(self._field.word[look.items[0] : look.head])
        called: dict[Entity, int] = {}
        for entity in self._called_so(noun, kinds):
            phrases = self._descriptions.phrases(entity)
            if not proper or not proper.isdisjoint({*entity.words}.union(*phrases)):
                called[entity] = max((len(words & phrase) for phrase in phrases), default=0)
        if not called:
            return None
        most = max(called.values())
        likely = [s for entity, count in called.items() if count == most for s in self._stands_of(entity)]
        likely += [s for s in self.sources[-_HEARD:] if s.look.entity and called.get(s.look.entity) == most]
        before = [s for s in likely if s.at < start]
        best = self._best(look, before or likely, None)
        return best.entity if best else None

    def introduced(self, look: Look) -> Look | None:
        """The first fuller phrase with the same head before "the …": "a note from the harbour master", "the note"."""
        if self._fuller is None:
            self._fuller = {}
            for stand in self.nouns():
                if stand.look.noun and not stand.look.bare and not stand.look.many:
                    self._fuller.setdefault((stand.look.noun.lemma, stand.look.shape), stand)
        found = self._fuller.get((look.noun.lemma, look.shape)) if look.noun else None
        return found.look if found and found.at < self._field.start[look.items[0]] else None

    def _stands_of(self, entity: Entity) -> list[Stand]:
        if self._of is None:
            self._of = {}
            for stand in self.names():
                if stand.look.entity:
                    self._of.setdefault(stand.look.entity, []).append(stand)
        return self._of.get(entity, [])

    def _called_so(self, noun: Noun, kinds: Callable[[Entity], set[str]]) -> list[Entity]:
        """The entities that the document calls by this noun; remembered, since "the senator" comes again."""
        found = self._calls.get(noun.lemma)
        if found is None:
            if self._callings is None:
                self._callings = self._all_callings(kinds)
            keys = [f"described {head(noun.lemma)}"]
            if noun.lexicon in PEOPLE:
                keys.append(f"title {head(noun.lemma)}")
            elif noun.lexicon == "bodies":
                means = {noun.kind} - _TOO_WIDE | {*noun.means}
                keys += [f"body {head(noun.lemma)}", *(f"kind {kind}" for kind in sorted(means))]
            listed = (entity for key in keys for entity in self._callings.get(key, ()))
            found = self._calls[noun.lemma] = list(dict.fromkeys(listed))
        return found

    def _all_callings(self, kinds: Callable[[Entity], set[str]]) -> dict[str, list[Entity]]:
        """Entities by what they are called: in descriptions, in titles, and bodies by the name's last word and kind."""
        found: dict[str, list[Entity]] = {}
        for entity in self._names.entities:
            keys = {f"described {head(noun.lemma)}" for noun in entity.described if noun.lemma}
            if entity.sort != PLACE:
                keys |= {f"title {head(title)}" for title in self._titles(entity)}
            if entity.sort not in (PERSON, PLACE):
                body = self._words.names_body(entity.words)
                keys |= {f"kind {kind}" for kind in kinds(entity)} | ({f"body {head(body.lemma)}"} if body else set())
            for key in keys:
                found.setdefault(key, []).append(entity)
        return found

    def pair(self, look: Look) -> list[str]:
        """The names of the two bearers last named before "both" or "the two countries"."""
        start = self._field.start[look.items[0]]
        places = bool(look.noun and look.noun.lexicon == "bodies")
        found: dict[object, str] = {}
        for stand in reversed(self.names()):
            entity = stand.look.entity
            if stand.at >= start or entity is None:
                continue
            if places and (country := self._country(entity)):
                found.setdefault(country, self._written(country))
            elif not places and entity.sort == PERSON:
                found.setdefault(entity, entity.text)
            if len(found) == 2:
                return list(found.values())[::-1]
        return []

    def _country(self, entity: Entity) -> str:
        """The country that a place's name stands for, a capital for its country; empty for other names."""
        place = self._words.place_in(entity.words) if entity.sort == PLACE else None
        return place.name if place and not place.people and place.rank == "country" else ""

    def _written(self, country: str) -> str:
        """A country's name as the document writes it."""
        return next((e.text for e in self._names.entities if e.text.lower() == country.lower()), country)

    def _titles(self, entity: Entity) -> Iterator[str]:
        """The titles that stand before a bearer's name, as nouns."""
        for name in entity.names:
            if name.start > name.first:
                found = self._words.noun_at(self._field.word, name.start - 1, name.first)
                yield found[0].lemma if found else self._field.word[name.start - 1].rstrip(".")

    def _find_nouns(self) -> Iterator[Stand]:
        """Phrases whose head is a known noun or a plural, and the quantities that stand for people."""
        field, words, over = self._field, self._words, self._names.over
        for item, tag in enumerate(field.tags):
            if tag not in "NZDJ" or field.tags[item + 1] in "NP'":
                continue
            word = field.word[item]
            known = (
                word in words.nouns or self._plural(word)
                if tag == "N"
                else (word in words.quantities and field.tags[item + 1] in "VXHMdIR")
            )
            if known and over(item) is None:
                look = self._reader.look_at(item)
                yield self._stand(look, field.tags[look.items[1]] in "VXHMd", False)

    def _stand(self, look: Look, subject: bool, source: bool) -> Stand:
        item = look.items[0]
        field = self._field
        quoted = field.frame_of(item).quotation is not None
        return Stand(field.start[item], field.sentence[item], look, subject, quoted, source)

    def _before(self, look: Look, groups: Iterable[Sequence[Stand]]) -> Iterator[Stand]:
        """Candidates that end before a mention and within the window, sources among them."""
        item, ends = look.items[0], self._field.end
        start, first = self._field.start[item], self._field.sentence[item] - int(self._salience["window"])
        for group in (*(within(group, start, first) for group in groups), self.sources[-_HEARD:]):
            for stand in group:
                if stand.at < start and stand.sentence >= first and ends[stand.look.items[1] - 1] <= start:
                    yield stand

    def _many_before(self, look: Look) -> Iterator[Stand]:
        """Plurals and pairs; a body only where it acts."""
        for stand in self._before(look, [self.names(), self.nouns()]):
            one = stand.look
            if one.entity is not None and not one.many:
                if one.entity.sort == BODY and stand.subject:
                    yield stand
            elif one.many and (one.noun is None or one.noun.lexicon != "documents"):
                yield stand

    def _after(self, look: Look, fits: Callable[[Look], bool]) -> Look | None:
        """For a pronoun before its name: the first that fits in the same sentence."""
        item = look.items[0]
        start, sentence = self._field.start[item], self._field.sentence[item]
        return next((s.look for s in self.names() if s.at > start and s.sentence == sentence and fits(s.look)), None)

    def _fits(self, gender: str) -> Callable[[Look], bool]:
        def fits(look: Look) -> bool:
            known = look.entity.gender if look.entity else look.noun.gender if look.noun else ""
            return is_person(look) and not look.many and known in ("", gender)

        return fits

    def _best(self, look: Look, stands: Iterable[Stand], barred: Entity | None) -> Look | None:
        """The bearer whose mentions weigh most: near, subject of its clause, a source before, often named."""
        distance = self._salience["sentence" if not (look.pronoun and look.many) else "sentence_many"]
        weights, here = self._salience, self._field.sentence[look.items[0]]
        quoted = self._field.frame_of(look.items[0]).quotation is not None
        last = next((s for s in reversed(self.sources) if quoted or not s.quoted), None)
        lean = _LEANING.get(look.pronoun.gender, 0) if look.pronoun else 0
        scores: dict[object, float] = {}
        latest: dict[object, Stand] = {}
        for stand in stands:
            bearer = stand.bearer
            if barred is not None and bearer is barred:
                continue
            near = weights["subject"] * stand.subject - distance * (here - stand.sentence)
            if last and bearer is last.bearer and here - last.sentence <= _RECENT:
                near += weights["last"]
            if stand.quoted and not quoted:
                near -= weights["quoted"]
            if stand.look.noun and stand.look.noun.lexicon in PEOPLE_OR_GROUPS:
                near += weights["person"]
            if entity := stand.look.entity:
                near += weights["person"] * (entity.sort == PERSON) + weights["acts"] * entity.acts
                near += weights["gender"] * max(-1, min(1, lean * entity.leaning))
                near += weights["gender"] * (lean != 0 and entity.gender != "")
            repeated = weights["repeated"] if bearer in scores else 0.0
            scores[bearer] = max(scores.get(bearer, near), near) + repeated
            latest[bearer] = stand
        if not scores:
            return None
        return latest[max(scores, key=lambda b: (scores[b], latest[b].at))].look


def within(stands: Sequence[Stand], end: int, sentence: int) -> Sequence[Stand]:
    """Of stands in text order, those before the character `end` and from a sentence on, found without a walk."""
    last = bisect_left(stands, end, key=_at)
    first = last
    while first and stands[first - 1].sentence >= sentence:
        first -= 1
    return stands[first:last]


def is_group(look: Look) -> bool:
    """Whether "they" or "who" may stand for what was looked at: people as a class or by number."""
    if look.pronoun is not None or (look.many and look.shape == QUANTITY):
        return True
    return bool(look.noun and look.noun.lexicon == "groups")


def head(lemma: str) -> str:
    """The last word: "majority leader" is a "leader"."""
    return lemma.rpartition(" ")[2]
