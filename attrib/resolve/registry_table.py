"""The tables of the source registry: one source a line, every row with where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attrib.errors import UsageError

FOLDER = "registry"
COLUMNS = ("id", "name", "kind", "aliases", "domains", "country", "parent", "control", "rater", "as_of", "credit")
ALIAS = re.compile(r"(?P<text>.*?)(?:@(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*))?(?P<ambiguous>\?)?$", re.DOTALL)


class Alias(NamedTuple):
    """A name of a source: `text@language?` in the table.

    `language` is a BCP 47 tag, or nothing where the name is used in any. An ambiguous name means others too, and leads
    to its source only where the document gives a reason.
    """

    text: str
    language: str = ""
    ambiguous: bool = False


class Control(NamedTuple):
    """Who controls a source, as a rater saw it at a date (YYYY-MM-DD)."""

    value: str
    rater: str
    as_of: str


class Facts(NamedTuple):
    """One row of the registry. `country` is a name of the pack's `places`; `credit` says where the row comes from."""

    id: str
    name: str
    kind: str
    aliases: tuple[Alias, ...]
    domains: tuple[str, ...]
    country: str
    parent: str
    control: Control | None
    credit: str
    ambiguous: bool = False

    def names(self) -> tuple[Alias, ...]:
        """All names, the one it goes by first."""
        own = (Alias(self.name, "", self.ambiguous),) if self.name else ()
        return (*own, *self.aliases)


class Row(NamedTuple):
    """A row and where it stands; `line` is 1-based."""

    facts: Facts
    path: Path
    line: int


def tables(roots: Sequence[Path]) -> Iterator[Path]:
    """The registry's tables of these packs, in the order in which they count."""
    for root in roots:
        yield from sorted((root / FOLDER).glob("*.tsv")) if root.is_dir() else ()


def read_table(path: Path) -> Iterator[Row]:
    """The rows of one table. Raises UsageError for one that is not of the registry's columns."""
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
            yield Row(_facts(cells), path, number)


def _facts(cells: Sequence[str]) -> Facts:
    key, name, kind, aliases, domains, country, parent, control, rater, as_of, credit = cells
    known = Control(control, rater, as_of) if control else None
    first = _alias(name)
    return Facts(
        key, first.text, kind, tuple(map(_alias, _several(aliases))), _several(domains), country, parent, known, credit,
        first.ambiguous,
    )  # fmt: skip


def _alias(written: str) -> Alias:
    found = ALIAS.fullmatch(written)
    if found is None:
        return Alias(written)
    return Alias(found["text"], found["language"] or "", bool(found["ambiguous"]))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
