"""Whether two posts are one: "the mayor" is not the deputy mayor, the prime minister no "interior minister"."""

from __future__ import annotations

from collections.abc import Collection

from attrib.match.field import Field
from attrib.resolve.kinds import Customs
from attrib.resolve.looks import Look
from attrib.resolve.names import Entity, NameIndex
from attrib.resolve.words import Noun, head


class Posts:
    """The posts of one document's people, by what they are called and by their titles."""

    __slots__ = ("_customs", "_field", "_names")

    def __init__(self, field: Field, names: NameIndex, customs: Customs) -> None:
        self._field, self._names, self._customs = field, names, customs

    def of(self, entity: Entity, last: str) -> set[str]:
        """What a bearer is called with this last word."""
        called = [noun.lemma for noun in entity.described]
        called += (title for name in self._names.named(entity) for title in name.form.calls)
        return {post for post in called if head(post) == last}

    def named(self, look: Look, noun: Noun) -> str:
        """The post that a phrase names, with the noun of what it is for: "the harbour *minister*"."""
        before, post = look.head - 1, noun.lemma
        if " " in post or before <= look.items[0] or self._field.tags[before] != "N":
            return post
        return f"{self._field.word[before]} {post}"

    def excluded(self, post: str, entity: Entity) -> bool:
        """Whether somebody has another post than that one: no director is "the minister"."""
        last = head(post)
        own = self.of(entity, last)
        if not own and self._customs.patterns["apart"].fullmatch(last):
            return bool(entity.kinds or entity.described)
        return self.differ(post, own)

    def owner(self, look: Look) -> frozenset[str]:
        """The words of whom a post is for, before it: "the *bank's* governor"."""
        first, tags = look.items[0], self._field.tags
        mark = tags.rfind("'", first, look.head)
        if mark < 0 or look.items[1] != look.head + 1:
            return frozenset()
        return frozenset(self._field.word[item] for item in range(first, mark) if tags[item] not in "D'")

    def further(self, look: Look) -> frozenset[str]:
        """The words that tell one of several from those spoken of: "the *new* mayor", "the other guard"."""
        further = self._customs.patterns["further"].fullmatch
        return frozenset(word for word in self._field.word[look.items[0] : look.head] if further(word))

    def differ(self, post: str, others: Collection[str]) -> bool:
        """Whether nobody with these posts has that one: another rank of it, or one for something else."""
        if post in others or not others:
            return False
        patterns, kind = self._customs.patterns, post.partition(" ")[0]
        lesser = patterns["lesser"].fullmatch
        ranks = [lesser(other.partition(" ")[0]) for other in others]
        if not any(ranks) if lesser(kind) else all(ranks):
            return True
        return " " in post and patterns["apart"].fullmatch(head(post)) is not None and all(" " in one for one in others)
