"""The source registry: facts about outlets, agencies and other bodies, found by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from attrib.errors import UsageError
from attrib.resolve.memo import Memo

FOLDER = "registry"
COLUMNS = ("id", "name", "kind", "aliases", "domains", "country", "parent", "control", "rater", "as_of", "credit")
_SHORT = 3
_FOLD = {ord(mark): None for mark in '.,()"“”*/'} | {ord("-"): " ", ord("–"): " ", ord("\u2019"): "'"}


class Control(NamedTuple):
    """Who controls a source, as a rater saw it at a date (YYYY-MM-DD)."""

    value: str
    rater: str
    as_of: str


class Facts(NamedTuple):
    """One row of the registry."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    parent: str
    control: Control | None
    credit: str


class Registry:
    """Look-ups by id, by folded name and by domain. A name that two sources share leads nowhere."""

    __slots__ = ("_articles", "_by_name", "_found", "by_domain", "by_id")

    def __init__(self, rows: Mapping[str, Facts], articles: re.Pattern[str]) -> None:
        self.by_id = rows
        self.by_domain = _domains(rows.values())
        self._by_name = _unambiguous(rows.values(), articles)
        self._articles = articles
        self._found: Memo[str, Facts | None] = Memo(self._find)

    def find(self, name: str) -> Facts | None:
        """The source of this name or alias, without regard to case, article and dots; short acronyms as written."""
        return self._found[name]

    def _find(self, name: str) -> Facts | None:
        return self._by_name.get(fold_name(name, self._articles))

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


def load_registry(roots: Sequence[Path], articles: re.Pattern[str]) -> Registry:
    """Read `registry/*.tsv` of every pack, in order; a later row adds to the one of the same id. Raises UsageError."""
    rows: dict[str, Facts] = {}
    for root in roots:
        for path in sorted((root / FOLDER).glob("*.tsv")) if root.is_dir() else ():
            for facts in _read(path):
                rows[facts.id] = _added(rows.get(facts.id), facts)
    return Registry(rows, articles)


def _read(path: Path) -> Iterator[Facts]:
    header: tuple[str, ...] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if header is None:
            header = cells
            if header != COLUMNS:
                raise UsageError(f"{path}:{number}: expected the columns {', '.join(COLUMNS)}")
        elif len(cells) != len(COLUMNS):
            raise UsageError(f"{path}:{number}: {len(cells)} columns, expected {len(COLUMNS)}")
        else:
            yield _facts(cells)


def _facts(cells: Sequence[str]) -> Facts:
    key, name, kind, aliases, domains, country, parent, control, rater, as_of, credit = cells
    known = Control(control, rater, as_of) if control else None
    return Facts(key, name, kind, _several(aliases), _several(domains), country, parent, known, credit)


def _added(first: Facts | None, later: Facts) -> Facts:
    """What a later row says goes before, what it leaves open stays; its aliases and domains are added."""
    if first is None:
        return later
    return later._replace(
        aliases=(*later.aliases, first.name, *first.aliases),
        domains=(*later.domains, *first.domains),
        country=later.country or first.country,
        parent=later.parent or first.parent,
        control=later.control or first.control,
        credit="; ".join(dict.fromkeys((first.credit, later.credit))),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _unambiguous(rows: Iterable[Facts], articles: re.Pattern[str]) -> dict[str, Facts]:
    """Names and aliases that lead to one source only."""
    found: dict[str, Facts | None] = {}
    for facts in rows:
        for name in {fold_name(text, articles) for text in (facts.name, *facts.aliases)}:
            found[name] = facts if found.get(name, facts) is facts else None
    return {name: facts for name, facts in found.items() if facts is not None and name}


def _domains(rows: Iterable[Facts]) -> dict[str, Facts]:
    found: dict[str, Facts | None] = {}
    for facts in rows:
        for domain in facts.domains:
            found[domain] = facts if found.get(domain, facts) is facts else None
    return {domain: facts for domain, facts in found.items() if facts is not None}
