"""The source registry: facts about outlets, agencies and other bodies, found by name, by domain or by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from attrib.match.memo import Memo
from attrib.resolve.registry_table import COLUMNS, FOLDER, Control, Facts, read_table, tables

__all__ = ["COLUMNS", "FOLDER", "Choice", "Context", "Control", "Facts", "Registry", "fold_name", "load_registry"]

_SHORT = 3
_FOLD = {ord(mark): None for mark in '.,()"“”*/'} | {ord("-"): " ", ord("–"): " ", ord("\u2019"): "'"}
ByRule = Callable[[str], Facts | None]


class Context(NamedTuple):
    """What a document tells about an ambiguous name: who publishes it, which sources and countries it names."""

    publishers: frozenset[str]
    """Ids of its publisher and of the agency it comes from."""
    named: frozenset[str]
    """Ids of sources that stand in it under a name that is theirs alone."""
    home: frozenset[str]
    """The countries of its publisher and agency."""
    countries: frozenset[str]
    """Countries that it names."""


class Choice(NamedTuple):
    """The source that an ambiguous name stands for in a document, and what speaks for it."""

    facts: Facts
    reason: str


class Registry:
    """Look-ups by id, by folded name and by domain. A name that two sources share leads nowhere by itself."""

    __slots__ = ("_articles", "_by_name", "_by_rule", "_found", "_shared", "by_domain", "by_id")

    def __init__(self, rows: Mapping[str, Facts], articles: re.Pattern[str], by_rule: ByRule | None = None) -> None:
        self.by_id = rows
        self.by_domain = _domains(rows.values())
        self._by_name, self._shared = _names(rows.values(), articles)
        self._articles, self._by_rule = articles, by_rule
        self._found: Memo[str, Facts | None] = Memo(self._find)

    def find(self, name: str) -> Facts | None:
        """The source of this name, alias or domain, without regard to case, article and dots; short acronyms as
        written."""
        return self._found[name]

    def _find(self, name: str) -> Facts | None:
        found = self._by_name.get(fold_name(name, self._articles))
        return self.find_domain(name) if found is None and "." in name and " " not in name else found

    def institution(self, name: str) -> Facts | None:
        """The state body that a rule of the pack makes of this name: "the Norwegian Finance Ministry"."""
        return self._by_rule(name) if self._by_rule else None

    def shared(self, name: str) -> tuple[Facts, ...]:
        """The sources that an ambiguous name may stand for; none for a name that leads somewhere, or is not there."""
        return self._shared.get(fold_name(name, self._articles), ())

    def choose(self, name: str, context: Context) -> Choice | None:
        """Which of the sources of an ambiguous name a document means: the only one that something speaks for.

        What is asked first decides: who publishes the document, who is named in it in full, where it is published,
        which countries it is about. Where two of them are spoken for alike it is neither.
        """
        sources = self.shared(name)
        for reason, known in (("the document is its own", context.publishers), ("it is named in full", context.named)):
            if found := [facts for facts in sources if facts.id in known or facts.parent in known]:
                return Choice(found[0], reason) if len(found) == 1 else None
        for reason, countries in (("published in its country", context.home), ("its country", context.countries)):
            if found := [facts for facts in sources if facts.country and facts.country in countries]:
                return Choice(found[0], reason) if len(found) == 1 else None
        return None

    def find_domain(self, host: str) -> Facts | None:
        """The source that publishes on this host or a domain above it."""
        host = host.lower().rstrip(".")
        while host:
            if facts := self.by_domain.get(host):
                return facts
            host = host.partition(".")[2]
        return None


def fold_name(name: str, articles: re.Pattern[str]) -> str:
    """A name as the registry compares it. An acronym of up to three letters keeps its capitals: "us" is not the US."""
    text = " ".join(name.translate(_FOLD).split())
    lower = text.lower()
    if (m := articles.match(lower)) and len(lower) == len(text):
        text, lower = text[m.end() :], lower[m.end() :]
    return text if len(text) <= _SHORT and text.isupper() else lower


def load_registry(roots: Sequence[Path], articles: re.Pattern[str], by_rule: ByRule | None = None) -> Registry:
    """Read `registry/*.tsv` of every pack, in order; a later row adds to the one of the same id. Raises UsageError."""
    rows: dict[str, Facts] = {}
    for path in tables(roots):
        for row in read_table(path):
            rows[row.facts.id] = _added(rows.get(row.facts.id), row.facts)
    return Registry(rows, articles, by_rule)


def _added(first: Facts | None, later: Facts) -> Facts:
    """What a later row says goes before, what it leaves open stays; its aliases and domains are added."""
    if first is None:
        return later
    return later._replace(
        name=later.name or first.name,
        kind=later.kind or first.kind,
        aliases=(*later.aliases, *(first.names() if later.name else first.aliases)),
        domains=(*later.domains, *first.domains),
        country=later.country or first.country,
        parent=later.parent or first.parent,
        control=later.control or first.control,
        credit="; ".join(dict.fromkeys((first.credit, later.credit))),
    )


def _names(rows: Iterable[Facts], articles: re.Pattern[str]) -> tuple[dict[str, Facts], dict[str, tuple[Facts, ...]]]:
    """Names and aliases that lead to one source, and those that need a reason in the document."""
    found: dict[str, dict[str, Facts]] = {}
    ambiguous: set[str] = set()
    for facts in rows:
        for alias in facts.names():
            name = fold_name(alias.text, articles)
            found.setdefault(name, {})[facts.id] = facts
            if alias.ambiguous:
                ambiguous.add(name)
    found.pop("", None)
    alone = {name: next(iter(of.values())) for name, of in found.items() if len(of) == 1 and name not in ambiguous}
    return alone, {name: tuple(of.values()) for name, of in found.items() if name not in alone}


def _domains(rows: Iterable[Facts]) -> dict[str, Facts]:
    found: dict[str, Facts | None] = {}
    for facts in rows:
        for domain in facts.domains:
            found[domain] = facts if found.get(domain, facts) is facts else None
    return {domain: facts for domain, facts in found.items() if facts is not None}
