"""The proper names of a document: where they stand, which are the same, and what the text calls their bearers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib.match.field import Field
from attrib.resolve.registry import Registry
from attrib.resolve.words import PEOPLE, THINGS, Noun, Words

_ACRONYM = 6
PERSONAL = frozenset(("official", "person", "spokesperson"))
PERSON, BODY, PLACE, UNKNOWN = "person", "body", "place", ""
_RUNS = re.compile("P+")
_SUBJECT = frozenset("VXHMd")


class Name(NamedTuple):
    """A name in the text. Items `first` to `last` with its titles; the name itself begins at `start`."""

    first: int
    start: int
    last: int
    words: tuple[str, ...]
    kind: str
    gender: str


class Entity:
    """All names of one bearer. `text` is the fullest, as the document writes it."""

    __slots__ = ("acts", "described", "full", "gender", "kinds", "leaning", "names", "sort", "text", "words")

    def __init__(self, name: Name, text: str, sort: str, gender: str) -> None:
        self.words, self.text, self.sort, self.gender = name.words, text, sort, gender
        self.names: list[Name] = [name]
        self.full = [name.first] if len(name.words) > 1 else []  # where it is named in more words than one
        self.kinds: list[str] = []
        self.described: list[Noun] = []
        self.acts = False  # it is the subject of a verb somewhere
        self.leaning = 0  # pronouns that were resolved to it: "he" counts up, "she" down

    def add(self, name: Name, gender: str) -> None:
        self.names.append(name)
        if len(name.words) > 1:
            self.full.append(name.first)
        self.gender = self.gender or gender


class NameIndex:
    """The names of one document in the order of their items, gathered into entities."""

    __slots__ = ("_field", "_over", "_titles", "_words", "at", "entities", "of", "registry")

    def __init__(self, field: Field, words: Words, registry: Registry) -> None:
        self._field, self._words, self.registry = field, words, registry
        self._titles: dict[tuple[str, ...], tuple[int, str, str]] = {}
        self.entities: list[Entity] = []
        self.of: dict[Name, Entity] = {}
        names = list(self._find())
        self.at: dict[int, Name] = {name.last - 1: name for name in names}
        """A name by its last item."""
        self._over = {item: name for name in names for item in range(name.first, name.last)}
        self._gather(names)

    def over(self, item: int) -> Name | None:
        """The name that `item` is part of."""
        return self._over.get(item)

    def sort_of(self, name: Name) -> str:
        """Person, body or place, as far as the name alone tells."""
        words = self._words
        if name.kind or name.gender:
            return PERSON
        place = words.place_in(name.words)
        if place:
            return PLACE
        if words.names_body(name.words):
            return BODY
        if any(words.particles.get(word) == "bind" for word in name.words):
            return BODY
        if name.words[0] in words.given:
            return PERSON
        text = self.text_of(name)
        if facts := self.registry.find(text):
            return PERSON if facts.kind in PERSONAL else BODY
        return BODY if self._thing(name, text) else UNKNOWN

    def _thing(self, name: Name, text: str) -> bool:
        """Whether it looks like no person: an article before it, or an acronym."""
        tags = self._field.tags
        article = name.first > 0 and tags[name.first - 1] == "D" and tags[name.last] not in "NP"
        return article or (len(name.words) == 1 and 1 < len(text) <= _ACRONYM and text.isupper())

    def text_of(self, name: Name) -> str:
        field = self._field
        return field.text[field.start[name.start] : field.end[name.last - 1]]

    def _find(self) -> Iterator[Name]:
        field, done = self._field, 0
        for run in _RUNS.finditer(field.tags):
            first, last = run.span()
            if first < done:
                continue
            last = self._joined(first, last)
            first, done = self._widened(first, last), last
            cut = self._person_within(first, last)
            if cut:
                yield self._name(first, cut)
            yield self._name(cut or first, last)

    def _widened(self, first: int, last: int) -> int:
        """Leftwards over capital adjectives inside a sentence: "the Republican National Committee"."""
        field = self._field
        while first and field.tags[first - 1] == "J" and field.text[field.start[first - 1]].isupper():
            opens = first == 1 or field.tags[first - 2] in ".\n"
            if opens and not self.registry.find(field.text[field.start[first - 1] : field.end[last - 1]]):
                break
            first -= 1
        return first

    def _person_within(self, first: int, last: int) -> int:
        """Where a person's name begins in a run that opens with a place, a body or what an office is for; else 0."""
        word, words = self._field.word, self._words
        for item in range(first + 1, last - 1):
            if word[item] not in words.given or word[item - 1] in words.given:
                continue
            before = word[item - 1]
            noun = words.nouns.get(before)
            if self._ends_title(first, item):
                continue
            if before in words.places or before in words.name_words or (noun and noun.lexicon in THINGS):
                return item
            if first and words.particles.get(word[first - 1]) == "bind" and item - first < 4:
                return item
        return 0

    def _ends_title(self, first: int, item: int) -> bool:
        word, words = self._field.word, self._words
        keys = (" ".join(word[begin:item]) for begin in range(max(first, item - 3), item))
        return any(key in words.titles or ((n := words.nouns.get(key)) and n.lexicon in PEOPLE) for key in keys)

    def _joined(self, first: int, last: int) -> int:
        """The end of a name that goes on over "of", "for the" or "van der"."""
        tags, word, words = self._field.tags, self._field.word, self._words
        while True:
            link = last
            role = words.particles.get(word[link], "") if link < len(word) else ""
            while role == "link" and words.particles.get(word[link + 1]) == "link":
                link += 1
            if role not in ("bind", "link"):
                return last
            if role == "bind":
                if not self._binds(first, last):
                    return last
                link += tags[link + 1 : link + 2] == "D"
            run = _RUNS.match(tags, link + 1)
            if run is None or (tags[last] == "C" and self._another(run.start())):
                return last
            last = run.end()

    def _binds(self, first: int, last: int) -> bool:
        """Whether a name ending at `last` takes an "of": bodies and offices do, people do not."""
        word, words = self._field.word, self._words
        if " ".join(word[last - 1 : last + 2]) in words.titles:
            return True
        heads = (words.nouns.get(word[last - 1]), words.nouns.get(word[first]))
        return word[first] not in words.given and any(noun and noun.lexicon == "bodies" for noun in heads)

    def _another(self, first: int) -> bool:
        """After a conjunction, a name of its own: one that begins like a person's or a title."""
        word, words = self._field.word[first], self._words
        return word in words.given or word.rstrip(".") in words.titles or word in words.places

    def _name(self, first: int, last: int) -> Name:
        run = tuple(self._field.word[first:last])
        found = self._titles.get(run)
        if found is None:
            found = self._titles[run] = self._title(run)
        length, kind, gender = found
        folded = tuple(w[:-1] if w[-1] == "." and "." not in w[:-1] and len(w) > 2 else w for w in run[length:])
        return Name(first, first + length, last, folded, kind, gender)

    def _title(self, word: tuple[str, ...]) -> tuple[int, str, str]:
        """How many words of a run of names are titles, and the kind and gender the last one gives."""
        words = self._words
        start, kind, gender = 0, "", ""
        if len(word) == 1 or words.names_body(word):
            return 0, "", ""
        for item in range(len(word) - 1):
            if word[item] in words.given and item > start - 1:
                break
            for begin in range(max(0, item - 2), item + 1):
                key = " ".join(word[begin : item + 1]).replace(".", "")
                found = words.titles.get(key)
                if found is None and (noun := words.nouns.get(key)) and noun.lexicon in PEOPLE and not personal(noun):
                    found = (noun.kind, noun.gender)
                if found and not words.particles.get(word[item + 1]):
                    start, kind, gender = item + 1, found[0] or kind or "person", found[1] or gender
                    break
        return start, kind, gender

    def _gather(self, names: Sequence[Name]) -> None:
        """Full names first, so that a short one in a headline finds the full one below it."""
        full: dict[str, list[Entity]] = {}
        for name in names:
            if len(name.words) > 1:
                self._place_full(name, full)
        for name in names:
            if len(name.words) == 1:
                self._place_short(name, full)

    def _place_full(self, name: Name, full: dict[str, list[Entity]]) -> None:
        for entity in full.get(name.words[-1], ()):
            if same_bearer(name.words, entity.words):
                self._join(name, entity)
                return
        self._open(name, full)

    def _place_short(self, name: Name, full: dict[str, list[Entity]]) -> None:
        word = name.words[0]
        if entity := self._bracketed(name):
            full.setdefault(word, []).append(entity)
            self._join(name, entity)
            return
        found = [e for e in full.get(word, ()) if fits_short(word, name, e)]
        if any(e.sort == BODY for e in found) and (facts := self.registry.find(word)) and facts.kind in PERSONAL:
            found = [e for e in found if e.sort != BODY]
        if not found:
            found = [e for e in full.get("=" + word, ()) if e.sort != PLACE]
        if found:
            self._join(name, self._nearest(found, name))
        else:
            self._open(name, full)

    def _bracketed(self, name: Name) -> Entity | None:
        """The body whose acronym stands in brackets behind it: "Port Authority of Odesa (PAO)"."""
        tags, word = self._field.tags, name.words[0].replace(".", "")
        if tags[name.first - 1 : name.first] != "(" or tags[name.last] != ")" or len(word) < 2:
            return None
        before = self.at.get(name.first - 2)
        if before is None or len(before.words) < 2 or before not in self.of:
            return None
        return self.of[before] if initials(before.words, self._words).endswith(word) else None

    def _nearest(self, found: Sequence[Entity], name: Name) -> Entity:
        """The entity most often named in full; of equals the one last named before, else the first after."""
        if len(found) == 1:
            return found[0]

        def weight(entity: Entity) -> tuple[int, int]:
            before = bisect_left(entity.full, name.first)
            if before:
                return len(entity.full), entity.full[before - 1]
            return len(entity.full), -entity.full[0] if entity.full else -name.first

        return max(found, key=weight)

    def _join(self, name: Name, entity: Entity) -> None:
        self.of[name] = entity
        entity.add(name, name.gender)
        if len(name.words) > len(entity.words):
            entity.words, entity.text = name.words, self.text_of(name)
        if not entity.sort and (name.kind or name.gender):
            entity.sort = PERSON
        entity.acts = entity.acts or self.is_subject(name)

    def _open(self, name: Name, full: dict[str, list[Entity]]) -> None:
        gender = name.gender or self._words.given.get(name.words[0], "")
        entity = Entity(name, self.text_of(name), self.sort_of(name), gender)
        entity.acts = self.is_subject(name)
        self.of[name] = entity
        self.entities.append(entity)
        last = name.words[-1] if self._words.particles.get(name.words[-1]) != "tail" else name.words[-2:][0]
        full.setdefault(last, []).append(entity)
        if len(name.words) > 1:
            if name.words[0] != last:
                full.setdefault(name.words[0], []).append(entity)
            full.setdefault("=" + initials(name.words, self._words), []).append(entity)

    def is_subject(self, name: Name) -> bool:
        """Whether a verb follows the name at once, or the name opens its sentence."""
        tags = self._field.tags
        after = tags[name.last : name.last + 2]
        if after[:1] in _SUBJECT or (after[:1] == "R" and after[1:] in _SUBJECT):
            return True
        return name.first == 0 or tags[name.first - 1] in ".\n"


def personal(noun: Noun) -> bool:
    """Whether a noun says no more than man or woman, so that it is no title: "Guy"."""
    return bool(noun.gender) and noun.kind == "person" and not noun.post


def same_bearer(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names with one last word are of one bearer: first words equal, or one an initial or a short form."""
    a, b = words[0], other[0]
    if a == b or words[1:] == other[1:] == () or set(words) <= set(other) or set(other) <= set(words):
        return True
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return len(words) > 1 and len(other) > 1 and long.startswith(short) and len(short) != 2


def fits_short(word: str, name: Name, entity: Entity) -> bool:
    """Whether one word may stand for a full name: a surname or given name of a person, the first word of a body."""
    if entity.gender and name.gender and entity.gender != name.gender:
        return False
    if len(entity.words) == 1:
        return True
    if entity.sort == BODY:
        return word == entity.words[0] and not name.kind
    return entity.sort != PLACE


def initials(words: Sequence[str], known: Words) -> str:
    """The acronym a name may be cut to."""
    return "".join(word[0] for word in words if word and known.particles.get(word) != "bind")
