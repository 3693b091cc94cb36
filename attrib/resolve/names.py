"""The proper names of a document: where they stand, which are the same, and what the text calls their bearers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from operator import attrgetter

from attrib.match.field import Field
from attrib.match.items import Items
from attrib.resolve.forms import BODY, PERSON, PLACE, UNKNOWN, Form, Forms, same_bearer
from attrib.resolve.namesakes import likeliest, nearness
from attrib.resolve.registry import Facts, Registry
from attrib.resolve.runs import Runs
from attrib.resolve.words import PEOPLE, Noun, Words

_ACRONYM = 6
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # what no reader sees of a name: soft hyphens and the like
OUTLET = "outlet"
PERSONAL = frozenset(("official", "person", "spokesperson"))
_COMPOUND = re.compile(r"(?:[A-Z]{2,} )?[A-Z][a-z]{3,}[A-Z]\w*$")
"""A brand: "HarborWorks", not "MacAllan"."""
_SUBJECT = frozenset("VXHMd")
_OPENING = frozenset(".\n")
_FIRST = attrgetter("first")


class Name:
    """A name in the text. Items `first` to `last` with its titles; the name itself begins at `start`.

    `subject` says whether a verb follows the name at once, or the name opens its sentence; `sure` whether its capital
    must be a name's: no word alone at the head of a sentence without a verb.
    """

    __slots__ = ("entity", "first", "form", "last", "lent", "start", "subject", "sure", "words")
    entity: Entity

    def __init__(self, first: int, last: int, form: Form, acts: bool, opens: bool) -> None:
        self.first, self.start, self.last = first, first + form.titles, last
        self.form, self.words, self.subject = form, form.words, acts or opens
        self.sure = acts or not opens or last - first > 1
        self.lent = ""  # the surname that another name lends it: "Ana and Jo *Roig*"


class Entity:
    """The bearer of names, the `number`-th of its document. `text` is the fullest name, as the document writes it."""

    __slots__ = (
        "acts", "described", "form", "full", "gender", "home", "kinds", "leaning", "number", "relations", "sort",
        "sure", "text", "words",
    )  # fmt: skip

    def __init__(self, name: Name, number: int, text: str, sort: str) -> None:
        self.form, self.words, self.text, self.sort = name.form, name.words, text, sort
        self.gender = name.form.gender or name.form.given
        self.number = number
        self.home = ""  # the place whose body it is: "*Norway*'s Defence Ministry"
        self.full = [name.first] if len(name.words) > 1 else []  # where it is named in more words than one
        self.kinds: list[str] = []
        self.described: list[Noun] = []
        self.relations: set[str] = set()  # what it is called as somebody's: "her lawyer"
        self.acts = name.subject  # it is the subject of a verb somewhere
        self.sure = name.sure  # one of its names must be a name
        self.leaning = 0  # pronouns that were resolved to it: "he" counts up, "she" down

    def add(self, name: Name) -> None:
        if len(name.words) > 1:
            self.full.append(name.first)
        self.gender = self.gender or name.form.gender
        self.acts = self.acts or name.subject
        self.sure = self.sure or name.sure
        if not self.sort and (name.form.kind or name.form.gender):
            self.sort = PERSON


class NameIndex:
    """The names of one document, gathered into entities. `over` gives the name that an item is part of."""

    __slots__ = (
        "_acronyms", "_field", "_forms", "_full", "_known", "_named", "_words", "at", "entities", "names", "over",
        "placed", "registry",
    )  # fmt: skip

    def __init__(self, field: Field, words: Words, forms: Forms, registry: Registry) -> None:
        self._field, self._words, self._forms, self.registry = field, words, forms, registry
        self.entities: list[Entity] = []
        self._named: list[list[Name]] = []  # by the number of the entity; no entity holds its names, to make no cycles
        self.names: list[Name] = [self._name(*items) for items in Runs(field, words, registry).find()]
        """In the order of their items."""
        self.placed: list[Name] = []
        """In the order in which their bearers were told: full names first."""
        self.at: dict[int, Name] = {name.last - 1: name for name in self.names}
        """A name by its last item."""
        self.over: Callable[[int], Name | None]
        self.over = {item: name for name in self.names for item in range(name.first, name.last)}.get
        self._full: dict[str, list[Entity]] = {}  # by last word and by first
        self._acronyms: dict[str, list[Entity]] = {}
        self._known: dict[tuple[str, ...], Entity] = {}  # full names that were told before, while no entity is renamed
        self._gather()

    def named(self, entity: Entity) -> list[Name]:
        """All names of a bearer, full names first."""
        return self._named[entity.number]

    def called(self, item: int) -> Entity | None:
        """Whom a capital word is short for that was taken for no name at the head of its sentence: "Northmoor said"."""
        word, field = self._field.word[item], self._field
        if not field.text[field.start[item]].isupper():
            return None
        found = (e for e in reversed(self._full.get(word, ())) if e.sort != PLACE)
        return next((e for e in found if e.sort != BODY or self._shortens(word, e)), None)

    def bracketed(self, item: int) -> Entity | None:
        """The body whose acronym stood in brackets, where a word is no pronoun: "*WHO* said"."""
        word, text = self._field.word[item], self._field.text[self._field.start[item] : self._field.end[item]]
        found = self._full.get(word, ()) if len(text) > 1 and text.isupper() else ()
        return next((e for e in found if e in self._acronyms.get(word, ())), None)

    def within(self, said: Sequence[Items]) -> list[Entity]:
        """Whom these items call by a name, and the quotations among them: nobody calls himself so.

        That is principle C of binding (Chomsky 1981): in "he said Reed left" he is not Reed.
        """
        quotations = (item for items in said for item in self._field.quotations_in(items))
        frames = [frame for item in quotations if (frame := self._field.inside(item))]
        spans = [*said, *((frame.first, frame.last) for frame in frames)]
        at = [[bisect_left(self.names, item, key=_FIRST) for item in items] for items in spans]
        return [name.entity for first, last in at for name in self.names[first:last]]

    def text_of(self, name: Name) -> str:
        field = self._field
        text = field.text[field.start[name.start] : field.end[name.last - 1]] + name.lent
        return text if text.isascii() and "\n" not in text else " ".join(_UNSEEN.sub("", text).split())

    def _sort_of(self, name: Name, text: str) -> str:
        """Person, body or place: by its words, else by the registry, an article before it, or how it is written."""
        if name.form.sort is not None:
            return name.form.sort
        if facts := self.row(text):
            return PERSON if facts.kind in PERSONAL else BODY
        return BODY if self._thing(name, text) else UNKNOWN

    def row(self, text: str) -> Facts | None:
        """The registry's row for a name; a given name is nobody's acronym: "Lena", not LENA."""
        facts = self.registry.find(text)
        given = facts is not None and facts.kind not in PERSONAL and text.lower() in self._words.given
        return None if given and not text.isupper() else facts

    def _thing(self, name: Name, text: str) -> bool:
        """Whether it looks like no person: an article before it, or an acronym."""
        tags = self._field.tags
        article = name.first > 0 and tags[name.first - 1] == "D" and tags[name.last] not in "NP"
        acronym = len(name.words) == 1 and 1 < len(text) <= _ACRONYM and text.isupper()
        number = any(map(str.isdigit, text))  # "Norland 0-0 Estmark"
        return article or acronym or number or _COMPOUND.match(text) is not None

    def _name(self, first: int, last: int) -> Name:
        tags = self._field.tags
        after = tags[last]
        apart = after == "," == tags[first - 1] and tags[first - 2] in "NP"  # "Her aunt, Ana Roig, left"
        acts = after in _SUBJECT or ((after == "R" or apart) and tags[last + 1] in _SUBJECT)
        opens = tags[first - 1] in _OPENING
        name = Name(first, last, self._forms[tuple(self._field.word[first:last])], acts, opens)
        owns = after == "'" and tags[last + 1] in "JNP"
        name.subject = acts or (opens and not owns)  # "Rull's partner left"
        return name

    def _gather(self) -> None:
        """Full names first, so that a short one in a headline finds the full one below it."""
        short = []
        self._lend()
        for name in self.names:
            if len(name.words) > 1:
                self._place_full(name)
            else:
                short.append(name)
        for name in short:
            self._place_short(name)

    def _lend(self) -> None:
        """Two people with one surname: "Ana and Jo Roig"."""
        given, field = self._words.given, self._field
        for name, other in pairwise(self.names):
            alone = len(name.words) == 1 and name.words[0] in given and not name.form.titles
            joined = alone and field.tags[name.last] == "C" and other.first == name.last + 1
            if joined and len(other.words) == 2 and other.form.sort in (PERSON, None) and not other.form.titles:
                name.form = self._forms[name.words[0], other.words[1]]
                name.words = name.form.words
                name.lent = " " + field.text[field.start[other.last - 1] : field.end[other.last - 1]]

    def _place_full(self, name: Name) -> None:
        words = name.words
        if name.form.body and name.form.body.kind != OUTLET:
            self._place_body(name)
            return
        entity = self._known.get(words)
        if entity is None:
            named = self._full.get(name.form.key if len(words) > 2 else words[-1], ())
            entity = next((e for e in named if same_bearer(words, e.words) or self._holds(words[0], e)), None)
            if entity is None:
                self._open(name)
                return
            self._known[words] = entity
        self._join(name, entity)

    def _holds(self, word: str, entity: Entity) -> bool:
        """Whether what looks like a given name is what the text calls somebody: Jo Roig, dean of law, "*Dean* Roig"."""
        noun, field = self._words.nouns.get(word), self._field
        if noun is None or noun.lexicon not in PEOPLE or entity.sort not in (PERSON, UNKNOWN):
            return False
        ends = (name.last for name in self._named[entity.number])
        return any(field.tags[end] == "," and word in field.word[end + 1 : end + 4] for end in ends)

    def _place_body(self, name: Name) -> None:
        """A body's full name: two countries have two defence ministries, whoever is named without one is the last."""
        words, (home, whole) = name.words, self._home(name)
        named = [e for e in self._full.get(name.form.key, ()) if same_bearer(words, e.words)]
        if home:
            named = [e for e in named if e.home == home] or [e for e in named if not e.home]
        if named:
            self._join(name, named[0] if len(named) == 1 else max(named, key=partial(nearness, name)))
        else:
            self._open(name)
        entity = name.entity
        if home and not entity.home:
            entity.home = home
            if whole and self.registry.institution(whole):
                entity.text = whole

    def _home(self, name: Name) -> tuple[str, str]:
        """The place whose body a name is by its owner or its first words; the name with an owner, else nothing."""
        field, words = self._field, self._words
        owner = self.at.get(name.first - 2) if field.tags[name.first - 1] == "'" else None
        if owner and owner.form.place:
            return owner.form.place.name, field.text[field.start[owner.first] : field.end[name.last - 1]]
        place = words.place_in(name.words[:1]) or words.place_in(name.words[:2])
        return (place.name, "") if place else ("", "")

    def _place_short(self, name: Name) -> None:
        word = name.words[0]
        if self._field.tags[name.first - 1] == "(" and (entity := self._bracketed(name)):
            self._full.setdefault(word, []).append(entity)
            known = self._acronyms.setdefault(word, [])
            if entity not in known:
                known.append(entity)
            self._join(name, entity)
            return
        found = self._full.get(word, [])
        if found:
            found = self._fitting(word, name, found)
            found = found or self._relatives(name)
        if not found and (short := word.replace(".", "")) in self._acronyms:  # "the W.H.O."
            found = [e for e in self._acronyms[short] if e.sort != PLACE]
        if found:
            self._join(name, found[0] if len(found) == 1 else likeliest(found, name, self._field, self._words))
        else:
            self._open(name)

    def _fitting(self, word: str, name: Name, entities: Sequence[Entity]) -> list[Entity]:
        """Those that one word may stand for: a person's surname or given name, the first word of a body.

        No body, where the registry knows a person by the word.
        """
        kind, gender = name.form.kind, name.form.gender
        found = [
            e
            for e in entities
            if len(e.words) == 1 or (e.sort != PLACE and (e.sort != BODY or (not kind and self._shortens(word, e))))
        ]
        if gender:
            found = [e for e in found if e.gender in ("", gender)]
        sorts = [e.sort for e in found]
        if PERSON in sorts:  # before what is called after him: "Reed", not "Reed Tower Odesa"
            found = [e for e in found if e.sort == PERSON or e.words[-1] == word]
        if BODY in [e.sort for e in found] and (facts := self.registry.find(word)) and facts.kind in PERSONAL:
            return [e for e in found if e.sort != BODY]
        return found

    def _relatives(self, name: Name) -> list[Entity]:
        """The only one of a title's gender who is called by a given name alone: her husband, Jo, "Mr Roig"."""
        gender, given = name.form.gender, self._words.given
        found = [
            e for e in self.entities if gender and e.gender == gender and len(e.words) == 1 and e.words[0] in given
        ]
        return found if len(found) == 1 else []

    def _shortens(self, word: str, body: Entity) -> bool:
        """Whether one word may stand for a body: its first, or its last where that tells what it is ("the Post")."""
        if word == body.words[0] or word != body.words[-1]:
            return word == body.words[0]
        noun, known = self._words.nouns.get(word), body.form.body or self.registry.find(body.text)
        told = noun is not None and noun.lexicon == "bodies" and not self.registry.find(word)  # "the Authority"
        return told or word in self._words.name_words or (known is not None and known.kind == OUTLET)

    def _bracketed(self, name: Name) -> Entity | None:
        """The body whose acronym stands in brackets behind it: "Port Authority of Odesa (PAO)"."""
        word = name.words[0].replace(".", "")
        before = self.at.get(name.first - 2)
        if before is None or self._field.tags[name.last] != ")" or len(word) < 2 or len(before.words) < 2:
            return None
        letters = "".join([part[0] for part in self.text_of(before).casefold().split()])  # "Ministry of Water (MoW)"
        fits = before.form.initials.endswith(word) or letters.endswith(word)
        return before.entity if fits or self._foreign(word, name, before) else None

    def _foreign(self, word: str, name: Name, before: Name) -> bool:
        """Whether capitals are a body's acronym in its own language: "Security Service (SBU)"."""
        text = self.text_of(name)
        body = before.form.body is not None and name.form.place is None
        return body and 2 < len(text) <= _ACRONYM and text.isupper() and not self._full.get(word)

    def _join(self, name: Name, entity: Entity) -> None:
        name.entity = entity
        entity.add(name)
        self._named[entity.number].append(name)
        self.placed.append(name)
        if len(name.words) > len(entity.words):
            entity.form, entity.words, entity.text = name.form, name.words, self.text_of(name)
            self._known.clear()

    def _open(self, name: Name) -> None:
        text, key = self.text_of(name), name.form.key
        entity = name.entity = Entity(name, len(self.entities), text, self._sort_of(name, text))
        self.placed.append(name)
        self.entities.append(entity)
        self._named.append([name])
        self._full.setdefault(key, []).append(entity)
        if len(name.words) > 1:
            if name.words[0] != key:
                self._full.setdefault(name.words[0], []).append(entity)
            short = name.form.initials
            self._acronyms.setdefault(short, []).append(entity)
            if self._words.place_in(name.words[:1]):  # "U.S. Federal Trade Commission": the FTC
                self._acronyms.setdefault(short[1:], []).append(entity)
