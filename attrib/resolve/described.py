"""What a document calls the bearers of names: titles, appositions, posts in bodies, marks of party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib.match.field import Field
from attrib.resolve.forms import BODY, MILITARY, PERSON, PLACE, POLICE, UNKNOWN
from attrib.resolve.kinds import Customs
from attrib.resolve.matter import Matter
from attrib.resolve.names import Entity, Name, NameIndex
from attrib.resolve.words import PEOPLE, THINGS, Noun, Words

# No apposition is a participle's object (", citing the board, said") or the subject of what follows (", police said").
_RIGHT = re.compile(
    r"(?:\([YZE][^)\n]{0,20}\),?X|,(?!G)(?:Z,)?(?:W[XHV]R?[XE]?I?)?|X|\()"  # "(1871–1944) was", ", who is", "was", "("
    r"(?:ZI(?=D))?R?[DO]?(?:[RJZEGNPU']*[NP])(?![NP']|R{0,2}[VXMHd])"
)
_BELONGS = re.compile(r",?[^,.VXHMdWS\n:;]{1,16}")
_WORKS = re.compile(r",?WV([^,.VXMHdWS\n:;]{1,16})")
_COMPLEMENT = re.compile(r"I[DOJEGNZP']*[NP](?:V(?=I))?")
_LEFT = re.compile(r"[DO]?[JNPEG']*(?:[NP]ID?[JNPEG']*)*[NP],$")
_OFFICE = re.compile(r"[NP](?:ID?[JNP]{1,4}){1,3}$")
_LONGEST = 14  # items of an office with what it is for
_OPENS = frozenset(",X(")
"""What an apposition or a mark of party begins with."""
ONE_OF = "ZI"
UNKNOWN_BODY, PLACE_BODY, TEAM = "unknown", "place", "team"


class Phrases(NamedTuple):
    """The words of what a bearer is called, to tell one "leader" from another; `words` are all, and the name."""

    phrases: frozenset[frozenset[str]]
    words: frozenset[str]

    def common(self, words: frozenset[str]) -> int:
        """How many of these words are in one phrase, at most."""
        return max((len(words & phrase) for phrase in self.phrases), default=0) if words & self.words else 0


class Called(NamedTuple):
    """A noun that names what somebody is, the kind of body the post is in where one is said; whether it is owned."""

    noun: Noun
    body: str = ""
    owned: bool = False


class Descriptions:
    """Reads what stands beside every name and keeps it with the name's entity."""

    __slots__ = ("_customs", "_field", "_known", "_matter", "_names", "_party", "_words")

    def __init__(self, field: Field, names: NameIndex, words: Words, customs: Customs) -> None:
        self._field, self._names, self._words, self._customs = field, names, words, customs
        self._matter = Matter(field, words)
        self._known: dict[Entity, Phrases] = {}
        self._party = customs.patterns["party_mark"]
        tags = field.tags
        for name in names.placed:
            if name.entity.sort == PLACE:
                continue
            if team := self._team(name):
                team.sort = BODY
            if tags[name.last] in _OPENS or tags[name.first - 1] in "NVJ,IS":
                self._describe(name.entity, name)
            elif name.form.kind:
                name.entity.kinds.append(self._title(name))

    def _team(self, name: Name) -> Entity | None:
        """Whose word could be anybody's name and stands before one of a team: "Osk striker Ana Roig"."""
        tags, word, posts = self._field.tags, self._field.word, self._words.team_posts
        entity: Entity | None = None
        if tags[name.last] == "N" and word[name.last] in posts:
            entity = name.entity
        elif tags[name.first - 1] == "N" and word[name.first - 1] in posts and name.first > 1:
            entity = self._names.called(name.first - 2)
        return entity if entity and entity.sort == UNKNOWN and len(entity.words) == 1 else None

    def _describe(self, entity: Entity, name: Name) -> None:
        found = list(self._called(name))
        if found:
            owned = (called.noun for called in found if called.owned)
            entity.relations |= {noun.lemma for noun in owned if noun.lexicon in PEOPLE}
            self._keep(entity, [self._weighed(called) for called in found])
        if name.form.kind:
            entity.kinds.append(self._title(name))

    def _keep(self, entity: Entity, found: Sequence[Noun]) -> None:
        """What people are called makes nobody a body, and the other way round."""
        if entity.sort != BODY and any(noun.lexicon in PEOPLE for noun in found):
            entity.sort = PERSON
        elif entity.sort == UNKNOWN and found and all(noun.lexicon == "bodies" for noun in found):
            entity.sort = BODY  # "the daily Dagsnytt", "Orbit, the app"
        people = entity.sort == PERSON
        kept = [noun for noun in found if (noun.lexicon in PEOPLE) == people]
        entity.described += kept
        if people:
            entity.gender = entity.gender or next((noun.gender for noun in kept if noun.gender), "")

    def affiliated(self, entity: Entity) -> list[str]:
        """Kinds of the bodies that a person is said to belong to."""
        return (
            [kind for name in self._names.named(entity) for kind in self._affiliations(name)]
            if entity.sort == PERSON or (not entity.sort and len(entity.words) > 1)
            else []
        )

    def phrases(self, entity: Entity) -> Phrases:
        """What a bearer is called."""
        found = self._known.get(entity)
        if found is None:
            phrases = frozenset(phrase for name in self._names.named(entity) for phrase in self._phrases(name))
            found = self._known[entity] = Phrases(phrases, frozenset(entity.words).union(*phrases))
        return found

    def _weighed(self, called: Called) -> Noun:
        """A post makes somebody what the body it is in makes them: the president of a bank is no official."""
        noun, body, _ = called
        return noun._replace(kind=self._in_post(noun, body, noun.kind)) if noun.post and body else noun

    def _in_post(self, noun: Noun, body: str, kind: str) -> str:
        """What a post in this kind of body makes somebody; the captain of a country is no official."""
        return self._customs.posts.get(UNKNOWN_BODY if noun.post == TEAM and body == PLACE_BODY else body, kind)

    def _title(self, name: Name) -> str:
        kind = POLICE if name.form.kind == MILITARY and self._is_of_police(name) else name.form.kind
        found = self._words.noun_at(self._field.word, name.start - 1, name.first - 1)
        if found and found[1] < name.first:  # "director General Ana Roig"
            return found[0].kind
        if found is None or not found[0].post:
            return kind
        body = self._body(name.first, found[1]) or self._body_left(name.first)
        if not body and found[0].post == TEAM and self._matter.is_a_game(found[0].lemma):
            body = UNKNOWN_BODY
        return self._in_post(found[0], body, kind) if body else kind

    def _is_of_police(self, name: Name) -> bool:
        """Whether the word before a rank, over the mark of an owner, is one of the police: "sheriff's Lt. Orr"; or all
        of the text is about them."""
        item, word = name.first - 1, self._field.word
        noun = self._words.nouns.get(word[item - (self._field.tags[item] == "'")])
        return (noun is not None and noun.kind == POLICE) or self._matter.is_of_the_police(word[name.start - 1])

    def _called(self, name: Name) -> Iterator[Called]:
        """The nouns beside a name that say what its bearer is."""
        tags, first = self._field.tags, name.first
        before, after = tags[first - 1], tags[name.last]
        if self._is_named_so(first):
            yield from (c for c in self._left(first - 4) if not c.noun.many and c.noun.lexicon in PEOPLE)
        elif before in "NV" or (before == "J" and self._is_post(first - 1)):
            beside = [self._of_a_team(called, first - 1) for called in self._left(first - 1)]
            yield from beside
            if all(called.noun.lexicon in PEOPLE for called in beside):
                yield from self._owned_left(first - 1)
        elif before == "," and after in ",." and tags[first - 2] in "NP":
            beside = [c for c in self._left(first - 2) if not c.noun.many and c.noun.lexicon in PEOPLE]
            yield from beside or (self._office(first - 1) if len(name.words) > 1 else ())
        if after in _OPENS:
            if (m := _RIGHT.match(tags, name.last)) and self._says_what_one_is(name.last, m[0]):
                yield from self._right(m.end() - 1, ONE_OF in m[0])
            if party := self._party_of(name):
                yield Called(Noun(party[0], "offices", "official", "", False))

    def _of_a_team(self, called: Called, item: int) -> Called:
        """A post that a team has is one in it where nothing makes it a rank, no capital: "captain Ana Roig"."""
        rank = called.body or called.noun.post != TEAM or not self._field.text[self._field.start[item]].islower()
        return called if rank else called._replace(body=UNKNOWN_BODY)

    def _is_named_so(self, first: int) -> bool:
        """Whether a name is what a noun before it is called: "the baker, identified as Ana Roig"."""
        tags, word, words = self._field.tags, self._field.word, self._words
        return tags[first - 1] in "IS" and tags[first - 3 : first - 1] == ",E" and word[first - 1] in words.roles

    def _office(self, last: int) -> Iterator[Called]:
        """The office that ends before `last` in the name of what it is for: "The President of the Republic of Osk,"."""
        first = max(0, last - _LONGEST)
        m = _OFFICE.search(self._field.tags, first, last)
        found = self._words.noun_at(self._field.word, m.start(), max(0, m.start() - 3)) if m else None
        if m and found and found[0].lexicon in PEOPLE and not found[0].many:
            yield Called(found[0], self._body_around(found[1], m.start()))

    def _says_what_one_is(self, start: int, tags: str) -> bool:
        """Whether a noun behind a name says what its bearer is: "who serves as mayor" does, "who met the mayor" not."""
        verb = tags.find("WV") + 1
        if not verb:
            return "W" not in tags or "I" not in tags  # "who is at the opera house"
        word, words = self._field.word, self._words
        return word[start + verb] in words.copulas or word[start + verb + 1] in words.roles

    def _party_of(self, name: Name) -> tuple[str, str] | None:
        """The party and the home in the mark behind a name: "(R-Ohio)"."""
        m = self._party.match(self._field.text, self._field.end[name.last - 1])
        return (self._customs.parties.get(m[1].lower(), ""), m[2].lower()) if m else None

    def _is_post(self, item: int) -> bool:
        """Whether what was taken for an adjective names a post or body: "police chief Ana Roig", "the daily Echo"."""
        noun = self._words.nouns.get(self._field.word[item])
        return noun is not None and (noun.post != "" or noun.lexicon == "bodies")

    def _left(self, head: int) -> Iterator[Called]:
        found = self._words.noun_at(self._field.word, head, max(0, head - 3))
        if found and found[0].lexicon != "documents":
            yield Called(found[0], self._body_left(found[1]), self._owned(found[1]))

    def _owned_left(self, item: int) -> Iterator[Called]:
        """What somebody is to another, over a comma and what else they are: "his *daughter*, the singer Ana Roig"."""
        tags = self._field.tags
        while tags[item - 1] in "DNJ":
            item -= 1
        if item > 2 and tags[item - 2 : item] == "N,":
            yield from (called for called in self._left(item - 2) if called.owned and not called.noun.many)

    def _owned(self, item: int) -> bool:
        """Whether an owner stands before a noun that begins here, over adjectives."""
        tags = self._field.tags
        while tags[item - 1] == "J":
            item -= 1
        return tags[item - 1] in "O'"

    def _right(self, head: int, one_of: bool) -> Iterator[Called]:
        """The noun of an apposition behind a name, and the body named after it; "*one of* the nurses" is one."""
        words, word = self._words, self._field.word[head]
        found = words.noun_at(self._field.word, head, max(0, head - 3))
        noun = found[0] if found else None
        title = words.titles.get(word, ("", ""))[0]
        if title and (noun is None or (noun.lexicon == "groups" and not noun.many)):
            yield Called(Noun(word, "offices", title, "", False))
        elif found and noun and noun.lexicon not in ("documents", "groups") and one_of >= noun.many:
            yield Called(noun._replace(many=False), self._body_around(found[1], head), self._owned(found[1]))

    def weighed(self, noun: Noun, head: int) -> Noun:
        """The noun of a role with the kind that its body gives the post: "the head of the tax agency"."""
        if not noun.post:
            return noun
        found = self._words.noun_at(self._field.word, head, max(0, head - 3))
        return self._weighed(Called(noun, self._body_around(found[1] if found else head, head)))

    def _body_around(self, start: int, head: int) -> str:
        """The kind of body that a post is in: named behind it ("head of …", "adviser on … at …"), else before it.

        Of several the last that makes somebody something: "head of the water group at *the ministry*".
        """
        end, tags, found = head + 1, self._field.tags, list[str]()
        while m := _COMPLEMENT.match(tags, end):
            found.append(self._body_at(m.end() - 1))
            end = m.end()
        posts = self._customs.posts
        telling = [body for body in found if body != PLACE_BODY and posts.get(body, PERSON) != PERSON]
        body = telling[-1] if telling else next((body for body in found if body), "")
        return body or self._body_left(start)

    def _body_left(self, item: int) -> str:
        """The kind of body whose name, noun or people stands just before `item`; empty where there is none.

        For a name that tells nothing, of the body that has it: "the *SNP*'s Osk leader".
        """
        tags, item = self._field.tags, self._over_brackets(item)
        owned = tags[item - 2 : item] == "'N" and self._field.word[item - 1] not in self._words.nouns
        item -= owned  # "the agency's *flood* manager"
        while item > 1 and tags[item - 1] in "'J" and self._field.word[item - 1] not in self._words.places:
            item -= 1
        body = self._body_at(item - 1) if item and tags[item - 1] in "PNJ" else ""
        name = self._names.over(item - 1) if body in (UNKNOWN_BODY, PLACE_BODY) else None
        if name and name.first > 1 and tags[name.first - 1] == "'" and tags[name.first - 2] in "NP":
            return self._body_at(name.first - 2) or body
        return body

    def _over_brackets(self, item: int) -> int:
        """An item, or where the brackets begin that end before it: "the Millers' League *(ML)* president"."""
        tags = self._field.tags
        return item - 3 if item > 3 and tags[item - 3 : item] == "(P)" else item

    def _body_at(self, item: int) -> str:
        name = self._names.over(item)
        if name and name.form.sort == PERSON and self._field.tags[name.first - 1] == "P":
            return self._body_at(name.first - 1)  # "head of the *Norland Senate* Ana Roig"
        if name:
            body = self._body(name.first, name.last)
            named = name.entity.form.body
            return named.kind if named and body == UNKNOWN_BODY else body
        word = self._field.word[item]
        place, noun = self._words.places.get(word), self._words.nouns.get(word)
        if place:
            return PLACE_BODY
        return noun.kind if noun and noun.lexicon in THINGS else ""

    def _body(self, first: int, last: int) -> str:
        """The kind of body that these items name."""
        words = self._field.word[first:last]
        if not words:
            return ""
        if self._words.place_in(words):
            return PLACE_BODY
        noun = self._words.names_body(words)
        placed = words[-1] in self._words.places and not self._words.ends_in_a_place(words, len(words))
        start, end = self._field.chars((first, last))
        facts = self._names.registry.find(self._field.text[start:end])
        if placed and (noun is None or self._customs.posts.get(noun.kind, PERSON) == PERSON):
            return facts.kind if facts else PLACE_BODY
        if facts or noun:
            return facts.kind if facts else noun.kind if noun else ""
        common = self._words.nouns.get(words[-1])
        if common and common.lexicon in THINGS:
            return common.kind
        return PLACE_BODY if self._words.titles.get(words[-1], ("",))[0] else UNKNOWN_BODY

    def _affiliations(self, name: Name) -> Iterator[str]:
        """Kinds of the bodies that stand after "of" or "at" behind a person's name, or own it: "CNN's Ana Roig"."""
        tags, names = self._field.tags, self._names
        if tags[name.first - 1] == "'" and (owner := names.at.get(name.first - 2)):
            yield self._body(owner.first, owner.last)
        m = _BELONGS.match(tags, name.last) or self._works(name.last)
        for item in range(name.last + 1, m.end() if m else 0):
            if (body := names.at.get(item)) and body.start >= name.last:
                yield self._body(body.first, body.last)

    def _works(self, item: int) -> re.Match[str] | None:
        """What follows a verb of work behind a name: "Ana Roig, who *studies bees at the University of Osk*"."""
        m = _WORKS.match(self._field.tags, item)
        return m if m and self._field.word[m.start(1) - 1] in self._words.practised else None

    def _phrases(self, name: Name) -> Iterator[frozenset[str]]:
        field = self._field
        if name.start > name.first:
            yield frozenset(field.word[name.first : name.start])
        if m := _RIGHT.match(field.tags, name.last):
            end = m.end()
            while more := _COMPLEMENT.match(field.tags, end):
                end = more.end()
            yield frozenset(field.word[name.last : end])
        if field.tags[name.last] in ",." and (m := _LEFT.search(field.tags, max(0, name.first - _LONGEST), name.first)):
            yield frozenset(field.word[m.start() : m.end()])
        left = name.first
        while left and (field.tags[left - 1] in "NJP" or self._over_brackets(left) < left):
            left = min(left - 1, self._over_brackets(left))
        if left < name.first:
            yield frozenset(field.word[left : name.first])
        if party := self._party_of(name):
            yield frozenset(party)
