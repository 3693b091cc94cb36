"""Who publishes a document and which agency it comes from, as its meta data say; the two are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from attrib.match.field import Field
from attrib.resolve.names import NameIndex
from attrib.resolve.registry import Context, Facts, Registry
from attrib.resolve.words import Words

NAMES, DOMAINS, LINKS = ("publisher", "site_name"), ("domain", "hostname"), ("url", "link", "canonical_url")
AGENCY = "origin_agency"
_HOST = re.compile(r"(?:https?:)?(?://)?(?:[^/@\s]*@)?(?P<host>[^/?#:\s@]+\.[^/?#:\s@]+)(?:[/:?#]|$)", re.IGNORECASE)


class Party(NamedTuple):
    """A publisher or agency. `found_by` is the key of the meta data that names it."""

    name: str
    facts: Facts | None
    found_by: str
    domain: str = ""


class Parties(NamedTuple):
    publisher: Party | None = None
    origin_agency: Party | None = None

    def known(self) -> list[Facts]:
        """What the registry has of them."""
        return [party.facts for party in self if party and party.facts]


def parties(meta: Mapping[str, Any], registry: Registry) -> Parties:
    """The publisher by its name, its domain or the document's address; the agency that dateline or byline name.

    A name that the registry does not know alone is looked up by the domain, and keeps the words of the meta data.
    """
    return Parties(_publisher(meta, registry), _agency(meta, registry))


def host_of(address: str) -> str:
    """The host of an address or a bare domain, in lower case; empty where there is none."""
    found = _HOST.match(address.strip())
    return found["host"].lower().removeprefix("www.") if found else ""


def _publisher(meta: Mapping[str, Any], registry: Registry) -> Party | None:
    domain, key = next(_hosts(meta), ("", ""))
    by_domain = registry.find_domain(domain) if domain else None
    if (named := _text(meta, NAMES)) is not None:
        name, by = named
        facts = registry.find(name) or by_domain or registry.find_domain(host_of(name))
        return Party(name, facts, by, domain)
    return Party(by_domain.name if by_domain else domain, by_domain, key, domain) if domain else None


def _hosts(meta: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in (*DOMAINS, *LINKS):
        if isinstance(value := meta.get(key), str) and (host := host_of(value)):
            yield host, key


def _agency(meta: Mapping[str, Any], registry: Registry) -> Party | None:
    if (named := _text(meta, (AGENCY,))) is None:
        return None
    return Party(named[0], registry.find(named[0]), named[1])


def _text(meta: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, str] | None:
    values = ((meta.get(key), key) for key in keys)
    return next(((value.strip(), key) for value, key in values if isinstance(value, str) and value.strip()), None)


def context(field: Field, names: NameIndex, words: Words, registry: Registry, meta: Mapping[str, Any]) -> Context:
    """What a document tells about an ambiguous name that stands in it."""
    known = parties(meta, registry).known()
    named = (registry.find(entity.text) for entity in names.entities)
    forms = {*field.word, *(" ".join(entity.words) for entity in names.entities)}
    places = (words.places[form] for form in forms & words.places.keys())
    return Context(
        publishers=frozenset(facts.id for facts in known),
        named=frozenset(facts.id for facts in named if facts),
        home=frozenset(facts.country for facts in known if facts.country),
        countries=frozenset(place.name for place in places),
    )
