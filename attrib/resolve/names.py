"""The proper names of a document: where they stand, which are the same, and what the text calls their bearers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib.match.field import Field
from attrib.resolve.words import PEOPLE, Noun, Words

PERSON, BODY, PLACE, UNKNOWN = "person", "body", "place", ""
_RUNS = re.compile("P+")
_LEFT = re.compile("[NP]'?$|[N],$")
_RIGHT = re.compile(r"(?:,(?:Z,)?(?:W[XHV]R?[XE]?I?)?|X|\()R?[DO]?(?:[RJZEGNPU']*[NP])")
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

    __slots__ = ("described", "gender", "kinds", "names", "sort", "text", "words")

    def __init__(self, name: Name, text: str, sort: str, gender: str) -> None:
        self.words, self.text, self.sort, self.gender = name.words, text, sort, gender
        self.names: list[Name] = [name]
        self.kinds: list[str] = [name.kind] if name.kind else []
        self.described: list[Noun] = []

    def add(self, name: Name, gender: str) -> None:
        self.names.append(name)
        self.gender = self.gender or gender
        if name.kind:
            self.kinds.append(name.kind)


class NameIndex:
    """The names of one document in the order of their items, gathered into entities."""

    __slots__ = ("_field", "_words", "at", "entities", "of")

    def __init__(self, field: Field, words: Words) -> None:
        self._field, self._words = field, words
        self.entities: list[Entity] = []
        self.of: dict[Name, Entity] = {}
        names = list(self._find())
        self.at: dict[int, Name] = {name.last - 1: name for name in names}
        """A name by its last item."""
        self._gather(names)
        for name in names:
            self.of[name].described += self._descriptions(name)

    def over(self, item: int) -> Name | None:
        """The name that `item` is part of."""
        for last in range(item, min(item + 8, len(self._field.tags))):
            if name := self.at.get(last):
                return name if name.first <= item else None
        return None

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
        return UNKNOWN

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
            done = last
            yield self._name(first, last)

    def _joined(self, first: int, last: int) -> int:
        """The end of a name that goes on over "of", "for the" or "van der"."""
        tags, word, words = self._field.tags, self._field.word, self._words
        while True:
            link = last
            role = words.particles.get(word[link], "") if link < len(word) else ""
            while role == "link" and words.particles.get(word[link + 1]) == "link":
                link += 1
            if not role or role == "tail":
                return last
            if role == "bind":
                if not self._binds(first, last):
                    return last
                link += tags[link + 1 : link + 2] == "D"
            run = _RUNS.match(tags, link + 1)
            if run is None or (role == "bind" and self._another(word[last], run.start(), run.end())):
                return last
            last = run.end()

    def _binds(self, first: int, last: int) -> bool:
        """Whether a name ending at `last` takes an "of": bodies and offices do, people do not."""
        word, words = self._field.word, self._words
        if " ".join(word[last - 1 : last + 2]) in words.titles:
            return True
        head = next((w for w in (word[last - 1], word[first]) if (n := words.nouns.get(w)) and n.lexicon == "bodies"), "")
        return bool(head) and word[first] not in words.given

    def _another(self, binder: str, first: int, last: int) -> bool:
        """After "and", a name of its own: one that begins like a person's or a title."""
        word, words = self._field.word[first], self._words
        if self._words.particles.get(binder) != "bind" or binder == "of":
            return False
        return word in words.given or word.rstrip(".") in words.titles or word in words.places

    def _name(self, first: int, last: int) -> Name:
        word, words = self._field.word, self._words
        start, kind, gender = self._title(first, last)
        folded = tuple(w[:-1] if w[-1] == "." and "." not in w[:-1] and len(w) > 2 else w for w in word[start:last])
        return Name(first, start, last, folded, kind, gender or "")

    def _title(self, first: int, last: int) -> tuple[int, str, str]:
        """The item after the last title in a run of names, with its kind and gender."""
        word, words = self._field.word, self._words
        start, kind, gender = first, "", ""
        tail = words.nouns.get(word[last - 1])
        if tail and tail.lexicon == "bodies" and last - first > 1:
            return first, "", ""
        for item in range(first, last - 1):
            if word[item] in words.given and item > start - 1:
                break
            for begin in range(max(first, item - 2), item + 1):
                key = " ".join(word[begin : item + 1]).replace(".", "")
                found = words.titles.get(key)
                if found is None and (noun := words.nouns.get(key)) and noun.lexicon in PEOPLE:
                    found = (noun.kind, noun.gender)
                if found and words.particles.get(word[item + 1]) != "tail":
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
        """The entity last named before, else the first named after."""
        if len(found) == 1:
            return found[0]
        before = [(max((n.first for n in e.names if n.first < name.first), default=-1), e) for e in found]
        best = max(before, key=lambda pair: pair[0])
        return best[1] if best[0] >= 0 else min(found, key=lambda e: e.names[0].first)

    def _join(self, name: Name, entity: Entity) -> None:
        self.of[name] = entity
        entity.add(name, name.gender)
        if len(name.words) > len(entity.words):
            entity.words, entity.text = name.words, self.text_of(name)
        if not entity.sort:
            entity.sort = self.sort_of(name)

    def _open(self, name: Name, full: dict[str, list[Entity]]) -> None:
        gender = name.gender or self._words.given.get(name.words[0], "")
        entity = Entity(name, self.text_of(name), self.sort_of(name), gender)
        self.of[name] = entity
        self.entities.append(entity)
        last = name.words[-1] if self._words.particles.get(name.words[-1]) != "tail" else name.words[-2:][0]
        full.setdefault(last, []).append(entity)
        if len(name.words) > 1:
            if name.words[0] != last:
                full.setdefault(name.words[0], []).append(entity)
            full.setdefault("=" + initials(name.words, self._words), []).append(entity)

    def _descriptions(self, name: Name) -> Iterator[Noun]:
        """The nouns beside a name that say what its bearer is."""
        field, words = self._field, self._words
        if name.first and field.tags[name.first - 1] == "N":
            yield from self._noun(name.first - 1)
        elif name.first > 1 and field.tags[name.first - 2 : name.first] == "N," and field.tags[name.last] in ",.":
            yield from (n for n in self._noun(name.first - 2) if not n.many and n.lexicon in PEOPLE)
        if m := _RIGHT.match(field.tags, name.last):
            yield from (n for n in self._noun(m.end() - 1) if not n.many)
            word = field.word[m.end() - 1]
            if word in words.titles and word not in words.nouns and words.titles[word][0]:
                yield Noun(word, "offices", words.titles[word][0], "", False)

    def _noun(self, head: int) -> Iterator[Noun]:
        found = self._words.noun_at(self._field.word, head, max(0, head - 3))
        if found and found[0].lexicon != "documents":
            yield found[0]

    def is_subject(self, name: Name) -> bool:
        """Whether a verb follows the name at once, or the name opens its sentence."""
        tags = self._field.tags
        after = tags[name.last : name.last + 2]
        return after[:1] in _SUBJECT or (after[:1] == "R" and after[1:] in _SUBJECT) or tags[name.first - 1] in ".\n"


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
