"""Whom a pronoun, a short description or "both" points to: candidates before it, weighed by how they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice, pairwise

from attrib.match.field import Field
from attrib.resolve import fitting as fit
from attrib.resolve.callings import Callings
from attrib.resolve.described import Descriptions, Phrases
from attrib.resolve.forms import BODY, PERSON, PLACE, UNKNOWN
from attrib.resolve.kinds import Customs
from attrib.resolve.looks import Look, is_person
from attrib.resolve.mentions import Reader
from attrib.resolve.names import Entity, NameIndex
from attrib.resolve.pairs import pair
from attrib.resolve.posts import Posts
from attrib.resolve.stands import Stand, Stands
from attrib.resolve.weighing import PEOPLE_OR_GROUPS, Weigher, lean_of
from attrib.resolve.words import PEOPLE, Noun, head

_HEARD = 60  # sources that are looked back upon
_FAR = 100  # names that are looked back upon where none is near
_SHORT = 2  # words of "his lawyer"
_FRONTED = re.compile("C?R?(I)[^VXHMdWSt:;]*,$")


class Antecedents:
    """The candidates of one document. Sources are added as they are resolved."""

    __slots__ = (
        "_asked", "_callings", "_customs", "_descriptions", "_field", "_last", "_names", "_reader", "_salience",
        "_sources", "_stands", "_unquoted", "posts",
    )  # fmt: skip

    def __init__(self, reader: Reader, descriptions: Descriptions, customs: Customs) -> None:
        self._reader, self._descriptions, self._customs = reader, descriptions, customs
        self._salience = customs.salience
        self._field: Field = reader.field
        self._names: NameIndex = reader.names
        self._stands = Stands(reader)
        self.posts = Posts(self._field, self._names, customs)
        self._callings: Callings | None = None
        self._sources: list[Stand] = []
        self._last: Stand | None = None
        self._unquoted: Stand | None = None
        self._asked: Stand | None = None

    def note(self, look: Look, items: tuple[int, int], cited: bool, asked: tuple[int, int] | None = None) -> None:
        """Remember a source resolved at these items as a likely antecedent of what follows, and whom it `asked`."""
        self._asked = self._stands.stand(self._reader.look(asked), asked, False) if asked else None
        stand = self._stands.stand(look, items, not cited)
        self._sources.append(stand)
        self._last = self._last if cited else stand
        self._unquoted = self._unquoted if cited or stand.quoted else stand

    def pronoun(self, look: Look, barred: Collection[object] = (), hint: str = "") -> Look | None:
        """The antecedent of a third-person pronoun, none of the `barred`; a thing of the kind of the hint first."""
        pronoun = look.pronoun
        if pronoun is None:
            return None
        if pronoun.number == "many":
            return self._best(look, fit.hinted(self._plurals(look, hint), hint), barred)
        if pronoun.gender == "n":
            return self._best(look, fit.hinted(self._bodies(look), hint), barred)
        if (one := self._asked) and fit.answers(one, self._field.sentence[look.items[0]], look, barred):
            return one.look
        heard = [s for s in self._heard(look) if fit.fits(s, pronoun.gender)]
        nouns = [s for s in self._nouns(look) if fit.fits(s, pronoun.gender)]
        told = (s for s in nouns if s.subject and s.noun and s.noun.gender == pronoun.gender)  # "my aunt"
        best = self._best(look, [*self._persons(look, pronoun.gender), *told, *heard], barred)
        best = best or self._best(look, [*nouns, *heard], barred)
        return best or self._after(look, pronoun.gender, barred) or self._far(look, pronoun.gender)

    def relative(self, look: Look) -> Look | None:
        """What "who" or "which" stands behind: the phrase just left of it, over a comma."""
        tags, item = self._field.tags, self._bare(look.head - 1)
        thing = bool(look.pronoun and look.pronoun.gender == "n")
        found: Look | None = None
        for _ in range(5):
            while item > 0 and tags[item] not in "NPO.\n:":
                item -= 1
            if item < 0 or tags[item] in ".\n:":
                break
            one = self._reader.look_at(item)
            found = found or one
            if thing or fit.is_group(one) or (is_person(one) and not self._employs(one)):
                return self._apposed(one) or one
            item = min(one.items[0], item) - 1
        return found

    def _apposed(self, look: Look) -> Look | None:
        """Who bears the name that a role follows over a comma: "Ana Roig, an analyst, who"."""
        first = look.items[0]
        if look.entity or look.many or self._field.tags[first - 1] != ",":
            return None
        name = self._names.at.get(first - 2)
        return self._stands.of(name).look if name and name.entity.sort in (PERSON, UNKNOWN) else None

    def _bare(self, item: int) -> int:
        """An item, or the one before the brackets that end there: "Ana Roig (R-Ohio), who"."""
        tags = self._field.tags
        last = item - (item > 0 and tags[item] == ",")
        opening = tags.rfind("(", 0, last) if tags[last] == ")" else -1
        return opening - 1 if opening > 0 else item

    def _employs(self, look: Look) -> bool:
        """Whether a name of no sort stands behind what somebody is: "an analyst at Veld, who"."""
        return look.entity is not None and look.entity.sort == UNKNOWN and self._behind(look.items[0], PEOPLE)

    def _behind(self, item: int, lexicons: Collection[str]) -> bool:
        """Whether a phrase hangs by a preposition on a noun of these lexicons: "analysts at *the Veld Institute*"."""
        item -= self._field.tags[item - 1] == "D"
        if self._field.tags[item - 1] != "I":
            return False
        noun = self._reader.words.nouns.get(self._field.word[item - 2])
        return noun is not None and noun.lexicon in lexicons

    def described(self, look: Look, kind: Callable[[Entity], str]) -> Entity | None:
        """Whom the text elsewhere calls what the look calls somebody: "the senator", "the company".

        `kind` tells the kind that a body's name or the registry give it, or nothing.
        """
        noun = look.noun
        if noun is None or not (look.bare or self.posts.owner(look) or self.posts.named(look, noun) != noun.lemma):
            return None
        if self._callings is None:
            self._callings = Callings(self._names, self._stands, kind, self._customs.loose)
        start = self._field.start[look.items[0]]
        before, after = self._callings.around(noun, start)
        called = self._called(look, noun, [*before, *after])
        if not called:
            return None
        most = max(called.values())
        heard = [s for s in self._sources[-_HEARD:] if s.entity and called.get(s.entity) == most]
        likely = [s for s in before if called.get(s.bearer) == most] + [s for s in heard if s.at < start]
        if not likely:
            if self._is_varied_body(look, noun) and (entity := self._body_spoken_of(look, noun, ())):
                return entity
            likely = [s for s in after if called.get(s.bearer) == most] + heard
        best = self._best(look, likely)
        return best.entity if best else None

    def related(self, look: Look) -> Entity | None:
        """The only one whom the text calls somebody's so: "his lawyer", where it was "his lawyer, Ana Roig"."""
        noun, item = look.noun, look.items[0]
        if noun is None or noun.many or look.owner != item or look.items[1] - item > _SHORT:
            return None
        found = [entity for entity in self._names.entities if noun.lemma in entity.relations]
        back = self._stands.names_back(self._field.start[item]) if len(found) == 1 else ()
        near = islice(back, _FAR if noun.gender else _HEARD // 4)  # there is one "his daughter", and many a friend
        return found[0] if any(name.entity is found[0] for name in near) else None

    def _called(self, look: Look, noun: Noun, stands: Iterable[Stand]) -> dict[object, int]:
        """The bearers that the words of a phrase do not rule out, by how many of them one calling repeats."""
        proper, owner = self._reader.proper(look), self.posts.owner(look) | self.posts.further(look)
        post, last = self.posts.named(look, noun), head(noun.lemma)
        homes = self._reader.homes(look) if noun.lexicon == "bodies" else ()
        word, tags = self._field.word, self._field.tags
        words = frozenset(word[i] for i in range(look.items[0], look.head) if tags[i] != "D")
        called: dict[object, int] = {}
        for entity in dict.fromkeys(stand.entity for stand in stands):
            if entity is None:
                continue
            phrases, posts = self._descriptions.phrases(entity), self.posts.of(entity, last)
            if not (look.bare or owner or post in posts):  # "the *health* minister"
                continue
            if (proper and phrases.words.isdisjoint(proper)) or self.posts.differ(post, posts):
                continue
            if not owner <= phrases.words or (homes and entity.home and entity.home not in homes):
                continue
            called[entity] = phrases.common(words) + (post in posts) - self._is_past(phrases, last, words)
        return called

    def _is_past(self, phrases: Phrases, last: str, words: Collection[str]) -> bool:
        """Whether somebody once was what a phrase calls somebody now: a former coach, "the coach"."""
        former = self._customs.former
        past = any(former[word] for phrase in phrases.phrases if last in phrase for word in phrase)
        return past and not any(former[word] for word in words)

    def introduced(self, look: Look) -> Look | None:
        """The first fuller phrase with the same head before "the …": "a note from the harbour master", "the note"."""
        noun, item = look.noun, look.items[0]
        found = self._stands.fuller(head(noun.lemma), self._field.sentence[item]) if noun else None
        before = found is not None and found.at < self._field.start[item]
        return found.look if found and before and not (found.look.bare and noun and " " in noun.lemma) else None

    def spoken_of(self, look: Look, barred: Collection[object] = ()) -> Entity | None:
        """The person most spoken of before "the …", where news writing varies names by it.

        It does by some nouns ("the billionaire"), and by any behind a place: "the Vermont senator".
        """
        noun = look.noun
        if noun is not None and self._is_varied_body(look, noun):
            return self._body_spoken_of(look, noun, barred)
        if noun is None or not (self._placed(look) or (look.bare and (noun.varies or self._was_once(look, noun)))):
            return None
        heard = [s for s in self._heard(look) if s.entity and fit.fits(s, noun.gender)]
        post, stands = self.posts.named(look, noun), [*self._persons(look, noun.gender), *heard]
        stands = [one for one in stands if one.entity and not self.posts.excluded(post, one.entity)]
        alike = [one for one in stands if noun.lexicon == "occupations" and self._does(one.entity, noun.kind)]
        best = self._best(look, alike or stands, barred)
        return best.entity if best else None

    def _does(self, entity: Entity | None, kind: str) -> bool:
        """Whether somebody is called by another word of the same kind: the hydrologist, "the researcher"."""
        return kind != PERSON and entity is not None and any(noun.kind == kind for noun in entity.described)

    def _was_once(self, look: Look, noun: Noun) -> bool:
        """Whether a phrase tells what somebody known was before: "the former teacher"."""
        first = look.items[0] + 1
        return noun.lexicon in PEOPLE and first < look.head and self._customs.former[self._field.word[first]]

    def _is_varied_body(self, look: Look, noun: Noun) -> bool:
        """Whether a noun and its article are a body in other words: "the firm"."""
        alike = noun.kind in self._customs.varied or noun.lemma in self._customs.general
        varies = noun.lexicon == "bodies" and alike
        return varies and look.bare and look.items[1] - look.items[0] == 2

    def _body_spoken_of(self, look: Look, noun: Noun, barred: Collection[object]) -> Entity | None:
        """The only body that acted just before "the company"; none where there are two, or what is a person's name."""
        names = self._stands.names_before(self._field.start[look.items[0]], self._window(look))
        general, words = self._customs.general.get(noun.lemma), self._reader.words.nouns
        found = fit.bodies_called(names, noun, general, words, self._names.registry).difference(barred)
        if len(found) != 1:
            return None
        entity = found.pop()
        entity.sort = BODY
        entity.described.append(noun)
        return entity

    def _placed(self, look: Look) -> bool:
        """Whether a place stands before a person's head, and no other name."""
        if look.noun is None or look.noun.lexicon not in PEOPLE_OR_GROUPS or look.items[1] != look.head + 1:
            return False
        first, over = look.items[0], self._names.over
        before = (name for i in range(first, look.head) if (name := over(i)) and name.last <= look.head)
        named = any(name.entity.sort != PLACE for name in before)
        if named or "'" in self._field.tags[first : look.head]:  # whose governor it is need not be said twice
            return False
        words = self._field.word[first : look.head]
        pairs = pairwise(words)  # "the New Jersey governor"
        return any(self._reader.words.place_in(some) for some in (*((word,) for word in words), *pairs))

    def pair(self, look: Look) -> list[str]:
        """The names of the two bearers last named before "both" or "the two countries"."""
        return pair(look, self._names, self._stands.names_back(self._field.start[look.items[0]]))

    def _heard(self, look: Look) -> Iterator[Stand]:
        """Sources that end before a mention and within the window."""
        start, first, ends = self._field.start[look.items[0]], self._window(look), self._field.end
        for stand in self._sources[-_HEARD:]:
            if stand.at < start and stand.sentence >= first and ends[stand.items[1] - 1] <= start:
                yield stand

    def _nouns(self, look: Look) -> list[Stand]:
        """Noun phrases that end before a mention and within the window.

        None that the sentence quotes, for a mention outside of it: "“My aunt left,” *she* said".
        """
        item, ends = look.items[0], self._field.end
        start, here = self._field.start[item], self._field.sentence[item]
        stands = self._stands.nouns_before(start, self._window(look), here)
        told = self._field.frames[self._field.frame[item]].quotation is None
        return [s for s in stands if ends[s.items[1] - 1] <= start and not (told and s.quoted and s.sentence == here)]

    def _window(self, look: Look) -> int:
        """The first sentence that is looked back to."""
        return self._field.sentence[look.items[0]] - self._salience.window

    def _persons(self, look: Look, gender: str) -> list[Stand]:
        names = self._stands.names_before(self._field.start[look.items[0]], self._window(look))
        of = self._stands.of
        return [of(name) for name in names if fit.may_be(name.entity, gender)]

    def _bodies(self, look: Look) -> list[Stand]:
        """What "it" may stand for; a place only where it acts."""
        names = self._stands.names_before(self._field.start[look.items[0]], self._window(look))
        found = [self._stands.of(name) for name in names if fit.may_act(name)]
        fronted = self._fronted(look.head)
        found += [stand for stand in self._nouns(look) if fit.is_body(stand) and stand.items[0] < fronted]
        found += [stand for stand in self._heard(look) if fit.is_body(stand)]
        return found

    def _fronted(self, item: int) -> int:
        """Where the phrase begins that stands before a subject, no part of which says so: "in *a statement*, it said".

        The subject itself where there is none.
        """
        tags = self._field.tags
        m = _FRONTED.match(tags, max(tags.rfind(mark, 0, item) for mark in ".\n") + 1, item)
        return m.start(1) if m else item

    def _plurals(self, look: Look, kind: str) -> list[Stand]:
        """Plurals, pairs and peoples; a body only where it acts; people and bodies before things."""
        names = self._stands.names_before(self._field.start[look.items[0]], self._window(look))
        many = (name for name in names if fit.is_many(name) and not self._behind(name.first, PEOPLE_OR_GROUPS))
        found = [self._stands.of(name) for name in many]
        found += [stand for stand in self._nouns(look) if fit.is_plural(stand, kind)]
        one = self._unquoted
        found += [s for s in self._heard(look) if fit.is_plural(s, kind) or (s is one and fit.nameless(s))]
        return [stand for stand in found if fit.can_speak(stand)] or found

    def _after(self, look: Look, gender: str, barred: Collection[object]) -> Look | None:
        """For a pronoun before its name: the first that fits in the same sentence."""
        item = look.items[0]
        sentence = self._field.sentence[item]
        for name in self._stands.names_after(self._field.start[item]):
            if self._field.sentence[name.first] != sentence:
                break
            if name.entity not in barred and fit.fits(stand := self._stands.of(name), gender):
                return stand.look
        return None

    def _far(self, look: Look, gender: str) -> Look | None:
        """For a pronoun with nobody near: the person last named of whom the gender is known, or the only one at all
        where no more than a given name tells another ("Jo")."""
        lean, persons = lean_of(gender), {}
        for name in islice(self._stands.names_back(self._field.start[look.items[0]]), _FAR):
            entity = name.entity
            if entity.sort in (PERSON, UNKNOWN) and (entity.gender == gender or lean * entity.leaning > 0):
                return self._stands.of(name).look
            if entity.sort == PERSON:
                persons[entity] = name
        only = persons.popitem() if len(persons) == 1 else None
        return self._stands.of(only[1]).look if only and not only[0].form.gender else None

    def _best(self, look: Look, stands: Iterable[Stand], barred: Collection[object] = ()) -> Look | None:
        """The bearer whose mentions weigh most: near, subject of its clause, a source before, often named."""
        field, repeated = self._field, self._salience.repeated
        quoted = field.frames[field.frame[look.items[0]]].quotation is not None
        stands = list(stands)
        weigher = Weigher(look, field, stands, self._last if quoted else self._unquoted, quoted, self._salience)
        scores: dict[object, float] = {}
        latest: dict[object, Stand] = {}
        for stand in stands:
            bearer = stand.bearer
            if bearer in barred:
                continue
            weight = weigher.nearness(stand) + weigher.standing(stand)
            scores[bearer] = max(scores[bearer], weight) + repeated if bearer in scores else weight
            latest[bearer] = stand
        if not scores:
            return None
        return latest[max(scores, key=lambda b: (scores[b], latest[b].at))].look
