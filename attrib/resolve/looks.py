"""What is handed on of a mention: where it stands, and what its words say by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from attrib.match.items import Items
from attrib.resolve.forms import PERSON
from attrib.resolve.kinds import NAME
from attrib.resolve.names import Entity
from attrib.resolve.words import PEOPLE, Noun, Pronoun


class Mention(NamedTuple):
    """A source as a rule found it. `speaker` is the index of the mention that speaks the quotation it stands in, `told`
    the items of those whom it speaks to, `said` those of what it says in its own sentence, `denied` the index of the
    mention whose claim it denies; `cited`: it stands in what another says, or behind "citing"; `asked` the items of
    those whom it asks something.
    """

    spans: tuple[tuple[int, int], ...]
    items: Items
    speaker: int | None = None
    hint: str = ""
    told: Items | None = None
    said: tuple[Items, ...] = ()
    denied: int | None = None
    cited: bool = False
    asked: Items | None = None


class Look(NamedTuple):
    """What a stretch of items says by itself. `items` runs over head and complements; `owner` is an item or none."""

    items: Items
    shape: str
    head: int
    noun: Noun | None = None
    entity: Entity | None = None
    pronoun: Pronoun | None = None
    many: bool = False
    pair: bool = False
    bare: bool = False
    definite: bool = False
    owner: int | None = None
    parts: tuple[Look, ...] = ()


def is_person(look: Look) -> bool:
    """Whether "he" or "she" may stand for what was looked at."""
    if look.entity:
        return look.entity.sort in (PERSON, "")
    return bool(look.noun and look.noun.lexicon in PEOPLE)


def describe(look: Look, word: Sequence[str], weighed: Callable[[Noun, int], Noun]) -> None:
    """What a mention calls its bearer counts from here on, with the kind that the post's body gives it."""
    for one in look.parts or (look,):
        noun, entity = one.noun, one.entity
        if entity and noun and one.shape == NAME and noun.lexicon in PEOPLE and not as_called(noun, entity):
            last = noun.lemma.rpartition(" ")[2]
            at = next((item for item in range(*one.items) if word[item] == last), None)
            entity.described.append(noun if at is None else weighed(noun, at))


def as_called(noun: Noun, entity: Entity) -> Noun | None:
    """What a bearer is called by this noun, with the kind that the post's body gives it: "the union's leader"."""
    return next((one for one in entity.described if one.lemma == noun.lemma and one.many == noun.many), None)


def telling(parts: Sequence[Look], tags: str) -> Look:
    """The one of several that tells their kind: a name first, and of two that may be one, "Avon and Somerset Police",
    the one known to be a body."""

    def rank(part: Look) -> tuple[bool, bool]:
        one = part.entity
        known = one is not None and (one.sort != "" or len(one.words) > 1) and tags[part.items[0]] != "D"
        return part.shape != NAME, not known

    return min(parts, key=rank)
