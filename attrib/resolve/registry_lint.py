"""Lint of the source registry: what its tables can be told about themselves. Each check's name is its id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from attrib.errors import Fault
from attrib.model import Kind
from attrib.resolve.registry import fold_name
from attrib.resolve.registry_table import Row, read_table, tables
from attrib.rules.build import Finding
from attrib.rules.find import shown
from attrib.suggest import nearest

KINDS: tuple[str, ...] = get_args(Kind)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


class View(NamedTuple):
    """All rows of some packs, by id and by folded name."""

    rows: tuple[Row, ...]
    ids: dict[str, list[Row]]
    names: dict[str, list[tuple[Row, bool]]]
    fold: Callable[[str], str]


def registry_findings(roots: Sequence[Path], articles: re.Pattern[str]) -> list[Finding]:
    """What is wrong with the registry of these packs, in order of place. Raises UsageError for a broken table."""
    rows = [row for path in tables(roots) for row in read_table(path)]
    view = View(tuple(rows), {}, {}, lambda name: fold_name(name, articles))
    for row in rows:
        view.ids.setdefault(row.facts.id, []).append(row)
        for alias in row.facts.names():
            view.names.setdefault(view.fold(alias.text), []).append((row, alias.ambiguous))
    found = [(check, row, what) for check in CHECKS for row, what in check(view)]
    findings = [Finding(check.__name__.replace("_", "-"), _fault(row, what)) for check, row, what in found]
    return sorted(findings, key=lambda finding: (finding.fault[:3], finding.check))


def _fault(row: Row, what: str) -> Fault:
    return Fault(shown(row.path), row.line, 1, f"{row.facts.id}: {what}")


Checked = Iterator[tuple[Row, str]]


def alias_shared(view: View) -> Checked:
    """A name of two sources is marked as ambiguous in all rows."""
    for name, bearers in view.names.items():
        others = {row.facts.id: row for row, _ in bearers}
        for row, ambiguous in bearers if len(others) > 1 else ():
            if not ambiguous:
                other = next(of for key, of in others.items() if key != row.facts.id)
                place = f"{shown(other.path)}:{other.line}"
                yield row, f"'{name}' names {other.facts.id} too ({place}): mark it in both rows, '{name}?'"


def alias_repeated(view: View) -> Checked:
    """No name stands twice in a row."""
    for row in view.rows:
        seen: set[tuple[str, str]] = set()
        for alias in row.facts.names():
            if (key := (view.fold(alias.text), alias.language)) in seen:
                yield row, f"'{alias.text}' stands twice"
            seen.add(key)


def alias_empty(view: View) -> Checked:
    for row in view.rows:
        if any(not alias.text.strip() or alias.text != alias.text.strip() for alias in row.facts.names()):
            yield row, "a name is empty or has blanks around it"


def credit_missing(view: View) -> Checked:
    """Every row says where it comes from; every verdict on control who gave it, and when."""
    for row in view.rows:
        if not row.facts.credit:
            yield row, "no credit says where the row comes from"
        if (control := row.facts.control) and not (control.rater and control.as_of):
            yield row, f"control '{control.value}' needs a rater and a date"


def date_wrong(view: View) -> Checked:
    for row in view.rows:
        if row.facts.control and row.facts.control.as_of:
            try:
                date.fromisoformat(row.facts.control.as_of)
            except ValueError:
                yield row, f"as_of '{row.facts.control.as_of}' is no date: YYYY-MM-DD"


def id_wrong(view: View) -> Checked:
    for row in view.rows:
        if not _ID.fullmatch(row.facts.id):
            yield row, "ids are lower case letters, digits and hyphens"


def kind_unknown(view: View) -> Checked:
    """A source has a kind of the scheme, in the first of its rows at least."""
    for rows in view.ids.values():
        if not any(row.facts.kind for row in rows):
            yield rows[0], "no kind is given"
        for row in rows:
            if row.facts.kind and row.facts.kind not in KINDS:
                hint = nearest(row.facts.kind, KINDS)
                yield row, f"unknown kind '{row.facts.kind}'" + (f"; did you mean '{hint}'?" if hint else "")


def parent_unknown(view: View) -> Checked:
    for row in view.rows:
        if row.facts.parent and row.facts.parent not in view.ids:
            yield row, f"parent '{row.facts.parent}' is no source of the registry"


def domain_wrong(view: View) -> Checked:
    """A domain is a host name: no scheme, no path."""
    for row in view.rows:
        for domain in row.facts.domains:
            if not _HOST.fullmatch(domain):
                yield row, f"'{domain}' is no domain: write it as example.org"


def row_repeated(view: View) -> Checked:
    """Within one table a source has one row."""
    for rows in view.ids.values():
        seen: dict[Path, int] = {}
        for row in rows:
            if row.path in seen:
                yield row, f"has a row in line {seen[row.path]} already"
            seen.setdefault(row.path, row.line)


CHECKS: tuple[Callable[[View], Checked], ...] = (
    alias_shared, alias_repeated, alias_empty, credit_missing, date_wrong, id_wrong, kind_unknown, parent_unknown,
    domain_wrong, row_repeated,
)  # fmt: skip
