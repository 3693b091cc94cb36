"""What stands in a document and may be pointed to: read sentence by sentence, where a mention looks back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from attrib.match.field import Field
from attrib.match.items import Items, new
from attrib.resolve.forms import PLACE
from attrib.resolve.kinds import NAME, ROLE
from attrib.resolve.looks import Look
from attrib.resolve.mentions import Reader
from attrib.resolve.names import Entity, Name
from attrib.resolve.words import DOCUMENTS, Noun, head

_HEADS = re.compile("N(?![NP'])|[ZDJ](?=[VXHMdIR])")
"""What may be the last word of a noun phrase, or a quantity that stands for people."""
# A phrase may end in a name or be described: "guards at the Port *of Osk left*", "a memo, *which I saw, is clear*".
_ACTS = re.compile(r"(?:I(?:D?P+|[YZ]))*(?:,W[^,.;:\n]{1,40},)?[VXHMd]")
_JOINED = re.compile(
    r"(?<![^.:\n])(?:C?R?,?|I[^,VXMHdWSt.\n]{1,20},|Y,?)([^,;.:VXMHdWStQGE\n]{1,15}C[DOJNPY']{1,6})"
    r"(?:,[^,.VXMHd\n]{1,15},)?(?=R{0,2}[VXMHd])"
)
"""Two who are the subject of a clause together: "Ana Roig and her team left"."""
_at = attrgetter("at")


class Stand(NamedTuple):
    """Something that stands in the text and may be pointed to. `at` is its first character.

    `bearer` is the same for every mention of one bearer, as far as names tell.
    """

    at: int
    sentence: int
    subject: bool
    quoted: bool
    bearer: Any
    entity: Entity | None
    noun: Noun | None
    many: bool
    items: Items
    read: Look | None

    @property
    def look(self) -> Look:
        if self.read is None:
            return Look(self.items, NAME, self.items[1] - 1, entity=self.entity)
        return self.read if self.read.items == self.items else self.read._replace(items=self.items)


class Stands:
    """The names and noun phrases of one document."""

    __slots__ = (
        "_ats",
        "_field",
        "_fuller",
        "_inside",
        "_named",
        "_names",
        "_nouns",
        "_of",
        "_reader",
        "_sentences",
        "_vocabulary",
    )

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._field: Field = reader.field
        start = self._field.start
        pairs = sorted((start[name.first], i) for i, name in enumerate(reader.names.names))
        self._ats = [at for at, _ in pairs]
        self._names = [reader.names.names[i] for _, i in pairs]
        self._sentences = [self._field.sentence[name.first] for name in self._names]
        self._of: dict[Name, Stand] = {}
        self._nouns: dict[int, list[Stand]] = {}  # by sentence
        self._inside: dict[int, list[Items]] | None = None
        self._fuller: dict[str, _Search] = {}
        self._vocabulary: frozenset[str] | None = None

    def stand(self, look: Look, items: Items, subject: bool) -> Stand:
        """A look as a stand at these items."""
        field, first = self._field, items[0]
        quoted = field.frames[field.frame[first]].quotation is not None
        at, sentence, bearer = field.start[first], field.sentence[first], look.entity or items
        return new(Stand, (at, sentence, subject, quoted, bearer, look.entity, look.noun, look.many, items, look))

    def names_before(self, at: int, sentence: int) -> list[Name]:
        """The names from a sentence on that begin before the character `at`, in text order."""
        last = bisect_left(self._ats, at)
        return self._names[bisect_left(self._sentences, sentence, 0, last) : last]

    def names_after(self, at: int) -> Iterator[Name]:
        """The names that begin behind the character `at`, in text order."""
        return (self._names[i] for i in range(bisect_right(self._ats, at), len(self._names)))

    def names_back(self, at: int) -> Iterator[Name]:
        """The names that begin before the character `at`, the nearest first."""
        return (self._names[i] for i in range(bisect_left(self._ats, at) - 1, -1, -1))

    def nouns_before(self, at: int, first: int, last: int) -> list[Stand]:
        """Noun phrases of the sentences `first` to `last` that begin before the character `at`, in text order."""
        found = [stand for sentence in range(max(first, 0), last) for stand in self.nouns(sentence)]
        found += [stand for stand in self.nouns(last) if stand.at < at]
        return found

    def in_order(self, entities: Iterable[Entity]) -> list[Stand]:
        """All names of these bearers in text order."""
        named = self._reader.names.named
        return sorted((self.of(name) for entity in entities for name in named(entity)), key=_at)

    def fuller(self, lemma: str, sentence: int) -> Stand | None:
        """The first phrase with this head that says more than the head, in the sentences up to this one."""
        search = self._fuller.get(lemma)
        if search is None:
            search = self._fuller[lemma] = _Search(lemma, self._sentences_with(lemma))
        return search.up_to(sentence, self.nouns)

    def of(self, name: Name) -> Stand:
        """A name as a stand."""
        stand = self._of.get(name)
        if stand is None:
            field, first, entity = self._field, name.first, name.entity
            quoted = field.frames[field.frame[first]].quotation is not None
            at, sentence, items = field.start[first], field.sentence[first], (first, name.last)
            stand = new(Stand, (at, sentence, name.subject, quoted, entity, entity, None, False, items, None))
            self._of[name] = stand
        return stand

    def nouns(self, sentence: int) -> list[Stand]:
        """The noun phrases of a sentence in text order."""
        found = self._nouns.get(sentence)
        if found is None:
            ranges = self._ranges(sentence)
            joined = [stand for first, last in ranges for stand in self._joined(first, last)]
            found = [stand for first, last in ranges for stand in self._find(first, last)]
            if joined:
                found = [one for one in found if not any(_within(one.items, two.items) for two in joined)] + joined
            found.sort(key=_at)
            self._nouns[sentence] = found
        return found

    def _ranges(self, sentence: int) -> Sequence[Items]:
        """The items of a sentence: outside quotations, then inside them."""
        if self._inside is None:
            self._inside = {}
            for frame in self._field.frames:
                if frame.quotation is not None:
                    self._inside.setdefault(self._field.sentence[frame.first], []).append((frame.first, frame.last))
        outer = self._field.outer.get(sentence)
        return [*([outer] if outer else ()), *self._inside.get(sentence, ())]

    def _find(self, first: int, last: int) -> Iterator[Stand]:
        """Phrases whose head is a known noun or a plural, and the quantities that stand for people."""
        reader, word, tags = self._reader, self._field.word, self._field.tags
        words, over = reader.words, reader.names.over
        nouns, quantities, tails = words.nouns, words.quantities, words.tails
        for m in _HEADS.finditer(tags, first, last):
            item = m.start()
            form = word[item]
            known = form in nouns or reader.plural(form) if tags[item] == "N" else form in quantities
            known = known or (form in tails and words.noun_at(word, item, first) is not None)  # "city hall"
            if known and over(item) is None:
                look = reader.look_at(item)
                yield self.stand(look, look.items, _ACTS.match(tags, look.items[1]) is not None)

    def _joined(self, first: int, last: int) -> Iterator[Stand]:
        """Two people or bodies that are one subject: "they" are both of them."""
        tags = self._field.tags
        for m in _JOINED.finditer(tags, first, last) if "C" in tags[first:last] else ():
            look = self._reader.look(m.span(1))
            parts = look.parts or ((look,) if look.many and look.shape == ROLE else ())  # "teachers and nurses"
            if parts and all(_speaks(part) for part in parts):
                joined = look._replace(entity=None)
                yield self.stand(joined, joined.items, True)

    def _sentences_with(self, lemma: str) -> list[int]:
        """The sentences in which a form of a noun may stand."""
        word, sentence = self._field.word, self._field.sentence
        if self._vocabulary is None:
            self._vocabulary = frozenset(word)
        forms = self._vocabulary.intersection(self._reader.words.endings.get(lemma, ()))
        return sorted({sentence[at] for form in forms for at in _places_of(form, word)})


def _places_of(form: str, words: list[str]) -> Iterator[int]:
    at = -1
    for _ in range(words.count(form)):
        at = words.index(form, at + 1)
        yield at


def _within(inner: Items, outer: Items) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _speaks(look: Look) -> bool:
    """Whether one of two is somebody who may speak, as far as its words tell."""
    if look.entity is not None:
        return look.entity.sort != PLACE
    return look.noun is not None and look.noun.lexicon != DOCUMENTS


class _Search:
    """Looks for the first fuller phrase with one head, no further than it must."""

    __slots__ = ("_done", "_found", "_lemma", "_sentences")

    def __init__(self, lemma: str, sentences: Sequence[int]) -> None:
        self._lemma, self._sentences, self._done = lemma, sentences, 0
        self._found: Stand | None = None

    def up_to(self, sentence: int, nouns: Callable[[int], list[Stand]]) -> Stand | None:
        while self._found is None and self._done < len(self._sentences) and self._sentences[self._done] <= sentence:
            here = nouns(self._sentences[self._done])
            self._found = next((stand for stand in here if self._fits(stand.look)), None)
            self._done += 1
        return self._found

    def _fits(self, look: Look) -> bool:
        if look.noun is None or look.many or look.shape != ROLE or head(look.noun.lemma) != self._lemma:
            return False
        compound = look.noun.lexicon == "bodies" and look.noun.lemma != self._lemma  # "the port authority"
        return compound or not look.bare
