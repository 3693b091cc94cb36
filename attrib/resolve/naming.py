"""The name a source goes by: the fullest in the document, or its words as written."""

from __future__ import annotations

from attrib.resolve.forms import PERSON
from attrib.resolve.kinds import NAME, PRONOUN, ROLE, Customs
from attrib.resolve.looks import Look
from attrib.resolve.mentions import Reader
from attrib.resolve.pronouns import Antecedents
from attrib.resolve.words import Words

_LONGEST = 12  # words of a source that has no name; more would be a sentence
_LOOSE = frozenset("IDCTR,-'")


class Namer:
    """Names the sources of one document."""

    __slots__ = ("_antecedents", "_customs", "_reader", "_words")

    def __init__(self, reader: Reader, antecedents: Antecedents, words: Words, customs: Customs) -> None:
        self._reader, self._antecedents, self._words, self._customs = reader, antecedents, words, customs

    def name(self, look: Look, owned: bool = True) -> str:
        """The fullest name, or the words as written without article and relative clause.

        `owned`: an owner's name is put in for "his"; the owner's own owner stays a pronoun.
        """
        if look.parts:
            return self._customs.joint.join(self.name(self.part(part), owned) for part in look.parts)
        if look.shape == NAME and look.entity:
            return self._customs.plain(look.entity.text)
        text = self._customs.patterns["cuts"].sub("", " ".join(self._reader.text(self._short(look)).split()))
        if owned and look.owner is not None and look.owner == look.items[0]:
            text = self._owned(look, text)
        return self._customs.plain(self._in_full(look, text))

    def _in_full(self, look: Look, text: str) -> str:
        """The words with the full name of the person who owns it: "Mr. Roig's office" is Ana Roig's office."""
        first, reader = look.items[0], self._reader
        name = reader.names.over(first)
        if name is None or name.first != first or name.entity.sort != PERSON or reader.field.tags[name.last] != "'":
            return text
        written = reader.text((first, name.last))
        return name.entity.text + text[len(written) :] if text.startswith(written) else text

    def _short(self, look: Look) -> tuple[int, int]:
        """The items of a name that is no longer than a name should be."""
        first, last = self._from_the_name(look), look.items[1]
        if last - first <= _LONGEST or look.head - first >= _LONGEST:
            return first, last
        tags, last = self._reader.field.tags, first + _LONGEST
        while last > look.head + 1 and tags[last - 1] in _LOOSE:
            last -= 1
        return first, last

    def _from_the_name(self, look: Look) -> int:
        """Where the name of a body begins: the "state-run Lowland News agency" is called the Lowland News agency."""
        first, tags = look.items[0], self._reader.field.tags
        if look.shape != ROLE or look.many or look.noun is None or look.noun.lexicon != "bodies" or look.owner:
            return first
        start = first
        word, tails = self._reader.field.word, self._words.compound_tails
        while start < look.head and (tags[start] in "DJ" or word[start].rpartition("-")[2] in tails):
            start += 1
        name = self._reader.names.over(start)
        return start if name and name.first == start and self._reader.has_name(look) else first

    def part(self, look: Look) -> Look:
        """One side of a joint source, its pronoun resolved."""
        if look.pronoun and look.pronoun.person == "third":
            return self._antecedents.pronoun(look) or look
        return look

    def _owned(self, look: Look, text: str) -> str:
        """ "his spokesman" with the owner's name."""
        item = look.items[0]
        pronoun = self._words.pronouns[self._reader.field.word[item]]
        if pronoun.person != "third":
            return text
        owner = self._antecedents.pronoun(Look((item, item + 1), PRONOUN, item, pronoun=pronoun))
        rest = text.partition(" ")[2]
        if owner is None or owner.pronoun or not rest:
            return text
        if owner.entity is None and owner.head not in range(*owner.items):  # "he", who was the minister
            owner = self._reader.look_at(owner.head)
        return self._customs.owner.format(owner=self.name(owner, owned=False), rest=rest)

    def members(self, look: Look) -> list[str]:
        """The names of a group that the text spells out."""
        if look.parts:
            return [self.name(self.part(part)) for part in look.parts]
        return [self._customs.plain(name) for name in self._antecedents.pair(look)] if look.pair else []
