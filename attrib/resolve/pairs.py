"""Who two are that are named together: "both", "the pair", "the two countries"."""

from __future__ import annotations

from collections.abc import Iterable

from attrib.resolve.forms import PERSON, PLACE
from attrib.resolve.looks import Look
from attrib.resolve.names import Entity, Name, NameIndex


def pair(look: Look, index: NameIndex, back: Iterable[Name]) -> list[str]:
    """The names of the two bearers last named before a mention; `back` are the names before it, the nearest first."""
    places = bool(look.noun and look.noun.lexicon == "bodies" and look.noun.many)  # "the pair" is one
    found: dict[object, str] = {}
    for name in back:
        entity = name.entity
        if places and (country := _country(entity)):
            found.setdefault(country, _written(country, index))
        elif not places and entity.sort == PERSON:
            found.setdefault(entity, entity.text)
        if len(found) == 2:
            return list(found.values())[::-1]
    return []


def _country(entity: Entity) -> str:
    """The country that a place's name stands for, a capital for its country; empty for other names."""
    place = entity.form.place if entity.sort == PLACE else None
    return place.name if place and not place.people and place.rank == "country" else ""


def _written(country: str, index: NameIndex) -> str:
    """A country's name as the document writes it."""
    return next((e.text for e in index.entities if e.text.lower() == country.lower()), country)
