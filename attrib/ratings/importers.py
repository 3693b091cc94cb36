"""Lists of others as ratings: which columns say what, for presets and for column maps of the user's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from attrib.errors import Fault, RuleError, UsageError
from attrib.ratings.load import Known, Read, opinion_of
from attrib.ratings.rows import Row, Rows
from attrib.resolve.publisher import host_of
from attrib.rules.faults import faults_of
from attrib.rules.fields import Form, Name, Text
from attrib.rules.find import shipped_folder, shown
from attrib.rules.yamlread import read_yaml
from attrib.suggest import did_you_mean

FOLDER = "imports"
Columns = tuple[Text, ...]


class Map(Form):
    """Which columns of a list say what; of several the first that is there. `values` holds the columns by scheme."""

    id: Name
    kind: Literal["import"]
    title: Text
    rater: Text | None = None
    source: Columns = ()
    domains: Columns = ()
    values: dict[Text, Columns]
    rated_on: Columns = ()
    scope: Columns = ()
    url: Columns = ()


class Given(NamedTuple):
    """What the list itself does not say."""

    rater: str = ""
    on: str = ""


class Imported(NamedTuple):
    """Ratings, mistakes, and the lines that hold no value and so make no rating."""

    ratings: tuple[Read, ...]
    faults: tuple[Fault, ...]
    without: tuple[int, ...]


def presets() -> dict[str, Map]:
    """The maps that ship, by name. Raises RuleError for a broken one."""
    return {path.stem: _read(path) for path in sorted((shipped_folder() / FOLDER).glob("*.yml"))}


def preset(name: str) -> Map:
    """The map of this name. Raises UsageError where there is none."""
    known = presets()
    if name not in known:
        raise UsageError(f"no preset '{name}'{did_you_mean(name, known)}; there are {', '.join(known)}")
    return known[name]


def _read(path: Path) -> Map:
    file = read_yaml(path, shown(path))
    try:
        return Map.model_validate(file.data)
    except ValidationError as error:
        raise RuleError(tuple(faults_of(error, file, Map))) from None


def own_map(scheme: str, written: Sequence[str]) -> Map:
    """A map as a user writes it: `source=domain`, `value=pc1`, `rated_on=date`. Raises UsageError."""
    found: dict[str, tuple[str, ...]] = {}
    allowed = ("source", "value", "rated_on", "scope", "url", "domains")
    for one in written:
        name, equals, column = one.partition("=")
        if not equals or name not in allowed:
            raise UsageError(f"--map '{one}': write NAME=COLUMN, NAME one of {', '.join(allowed)}")
        found[name] = (column,)
    values = {scheme: found.pop("value", ("value", scheme))}
    found.setdefault("source", ("source", "name", "domain"))
    found.setdefault("rated_on", ("rated_on", "date"))
    return Map.model_validate({"id": "own", "kind": "import", "title": scheme, "values": values, **found})


def read_list(path: Path, columns: Map, given: Given, known: Known) -> Imported:
    """The ratings of a list. Raises UsageError when the file cannot be read or its columns are not there."""
    rows = Rows(path)
    there = rows.columns or list(dict.fromkeys(name for row in rows.rows for name in row.cells))
    if not rows.faults:
        _check(path, columns, there)
    found: dict[tuple[str | None, ...], Read] = {}
    without = [row.line for row in rows.rows if not any(_values(row, columns))]
    for row in rows.rows:
        for cells in _cells(row, columns, given):
            for read in opinion_of(rows, Row(row.line, cells), known):
                _add(rows, found, read, row.line)
    return Imported(tuple(found.values()), tuple(sorted(set(rows.faults))), tuple(without))


def _add(rows: Rows, found: dict[tuple[str | None, ...], Read], read: Read, line: int) -> None:
    """A source that one row names several times is rated once; two rows must not contradict each other."""
    one = read.opinion
    first = found.setdefault((read.key, one.scheme, one.rater, one.rated_on, one.scope), read)
    if first is read or first.line == line:
        return
    what = "duplicated row: the rating" if first.opinion.value == one.value else f"'{one.value}' here, another rating"
    rows.fault(line, f"{what} of '{one.source}' ({read.key}) stands in line {first.line}")


def _check(path: Path, columns: Map, there: Sequence[str]) -> None:
    wanted = {"source": (*columns.source, *columns.domains), **{f"value of {s}": c for s, c in columns.values.items()}}
    if any(set(names) & set(there) for names in columns.values.values()):
        wanted = {"source": wanted["source"]}
    for name, names in wanted.items():
        if not set(names) & set(there):
            columns_there = ", ".join(there) or "none"
            raise UsageError(f"{path}: no column for the {name}: none of {', '.join(names)} in {columns_there}")


def _first(row: Row, names: Sequence[str]) -> str:
    return next((row.cells[name] for name in names if row.cells.get(name)), "")


def _values(row: Row, columns: Map) -> Iterator[tuple[str, str]]:
    return ((scheme, value) for scheme, names in columns.values.items() if (value := _first(row, names)))


def _cells(row: Row, columns: Map, given: Given) -> Iterator[Mapping[str, str]]:
    """A row of ratings for each source that the row names, and each scheme it has a value of."""
    domains = [host for word in _first(row, columns.domains).replace(",", " ").split() if (host := host_of(word))]
    name = _first(row, columns.source)
    for source in dict.fromkeys(filter(None, (name, *domains))) or ("",):
        for scheme, value in _values(row, columns):
            yield {
                "source": source,
                "scheme": scheme,
                "value": value,
                "rater": given.rater or columns.rater or "",
                "rated_on": _first(row, columns.rated_on) or given.on,
                "scope": _first(row, columns.scope).strip("()"),
                "url": _first(row, columns.url),
            }
