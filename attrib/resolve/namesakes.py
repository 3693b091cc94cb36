"""Which of several bearers a short name stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from attrib.match.field import Field
from attrib.resolve.words import PEOPLE, Words

if TYPE_CHECKING:
    from attrib.resolve.names import Entity, Name


def likeliest(found: Sequence[Entity], name: Name, field: Field, words: Words) -> Entity:
    """The one most often named in full, none that is told of as another's; of equals the one last named before, else
    the first after."""
    found = [entity for entity in found if not _is_a_relative(entity, field, words)] or found
    most = max([len(entity.full) for entity in found])
    found = [entity for entity in found if len(entity.full) == most]
    return found[0] if len(found) == 1 or not most else max(found, key=partial(nearness, name))


def nearness(name: Name, entity: Entity) -> int:
    """How near an entity that is named in full somewhere is to a name: the last before it, else the first after."""
    before = bisect_left(entity.full, name.first)
    return entity.full[before - 1] if before else -entity.full[0]


def _is_a_relative(entity: Entity, field: Field, words: Words) -> bool:
    """Whether somebody is named first as another's: "his wife, Ana Roig", whose surname alone is rather his."""
    tags, at = field.tags, entity.full[0] if entity.full else 0
    at -= tags[at - 1] == ","
    noun = words.nouns.get(field.word[at - 1]) if at > 2 and tags[at - 2] in "O'" else None
    return noun is not None and noun.lexicon in PEOPLE and bool(noun.gender)
