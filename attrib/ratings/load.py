"""Files of ratings, read and checked: every mistake with its line, nothing dropped in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from attrib.errors import Fault, UsageError
from attrib.ratings.opinion import COLUMNS, NEEDED, Opinion, ahead
from attrib.ratings.rows import Row, Rows
from attrib.resolve.publisher import host_of
from attrib.resolve.registry import Registry
from attrib.scales import Scales
from attrib.suggest import nearest

FOLDER = "ratings"
MOST = 20  # mistakes told when a run is refused; `sources check` tells all


class Known(NamedTuple):
    """What ratings are checked against: scales, the registry, how names are folded, and the day it is."""

    scales: Scales
    registry: Registry
    fold: Callable[[str], str]
    on: date

    def key(self, source: str) -> str:
        """The key of a source: its registry id, else its folded name or domain. Raises ValueError if unclear."""
        registry = self.registry
        if source in registry.by_id:
            return source
        if shared := registry.shared(source):
            ids = ", ".join(facts.id for facts in shared)
            raise ValueError(f"'{source}' may be {ids}: write the id")
        found = registry.find(source) or registry.institution(source)
        host = host_of(source) if " " not in source else ""
        found = found or registry.by_domain.get(host)
        return found.id if found else host or self.fold(source)


class Read(NamedTuple):
    """A rating that is sound, with the key of its source and where it stands."""

    opinion: Opinion
    key: str
    path: Path
    line: int


class File(NamedTuple):
    """A file of ratings, its mistakes, and the rows whose source the registry does not know."""

    ratings: tuple[Read, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[Read, ...]


def read_file(path: Path, known: Known) -> File:
    """Read one file. Raises UsageError only for one that cannot be read at all."""
    rows = Rows(path)
    _columns(rows)
    found = [read for row in rows.rows for read in opinion_of(rows, row, known)]
    kept = list(_once(rows, found))
    unknown = tuple(read for read in kept if read.key not in known.registry.by_id and "/" not in read.key)
    return File(tuple(kept), tuple(sorted(rows.faults)), unknown)


def load_files(paths: Sequence[Path], known: Known) -> list[Read]:
    """The ratings of several files, in order. Raises UsageError that names the mistakes of all."""
    files = [read_file(path, known) for path in paths]
    faults = [told(fault) for file in files for fault in file.faults]
    if len(faults) > MOST:
        faults = [*faults[:MOST], f"… and {len(faults) - MOST} more; 'attrib sources check FILE' shows all"]
    if faults:
        raise UsageError("\n".join(faults))
    return [read for file in files for read in file.ratings]


def told(fault: Fault) -> str:
    """`path:line: what`, with the likely right word."""
    hint = f"; did you mean '{fault.hint}'?" if fault.hint else ""
    return f"{fault.path}:{fault.line}: {fault.what}{hint}"


def _columns(rows: Rows) -> None:
    if not rows.columns and not rows.rows and not rows.faults:
        rows.fault(1, f"is empty: the columns are {', '.join(COLUMNS)}")
    if not rows.columns:
        return
    for name in NEEDED:
        if name not in rows.columns:
            rows.fault(1, f"column '{name}' is missing")
    for name in dict.fromkeys(rows.columns):
        if name not in COLUMNS:
            rows.fault(1, f"unknown column '{name}'", nearest(name, COLUMNS))
        if rows.columns.count(name) > 1:
            rows.fault(1, f"column '{name}' stands twice")


def opinion_of(rows: Rows, row: Row, known: Known) -> Iterator[Read]:
    """The rating of a row, or none and its mistakes among the faults of the file."""
    cells = {name: text for name, text in row.cells.items() if name in COLUMNS} if rows.columns else row.cells
    missing = [
        name for name in NEEDED if not cells.get(name) and (not rows.columns or name in rows.columns or name in cells)
    ]
    for name in missing:
        rows.fault(row.line, f"'{name}' is missing")
    if missing or any(name not in cells for name in NEEDED):
        return
    opinion, place = _valid(rows, row.line, cells), _placed(rows, row.line, cells, known)
    if opinion is None or place is None:
        return
    scheme, value, key = place
    if ahead(opinion.rated_on, known.on):
        rows.fault(row.line, f"rated_on {opinion.rated_on} lies ahead")
        return
    yield Read(opinion.model_copy(update={"scheme": scheme, "value": value}), key, rows.path, row.line)


def _valid(rows: Rows, line: int, cells: Mapping[str, str]) -> Opinion | None:
    """The row as an opinion, or none and what its cells get wrong each by itself."""
    try:
        return Opinion.model_validate(cells)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            place = f"{detail['loc'][0]}: " if detail["loc"] else ""
            hint = nearest(str(detail["loc"][0]), COLUMNS) if detail["type"] == "extra_forbidden" else None
            rows.fault(line, place + _said(detail["type"], detail["msg"]), hint)
        return None


def _placed(rows: Rows, line: int, cells: Mapping[str, str], known: Known) -> tuple[str, str, str] | None:
    """Scheme, value and key of a row, or none: what its scale or the registry says against it is told too."""
    try:
        scheme, value = known.scales.settled(cells["scheme"], cells["value"])
        return scheme, value, known.key(cells["source"])
    except ValueError as error:
        rows.fault(line, str(error))
        return None


def _said(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "string_pattern_mismatch":
        return "holds a control character"
    return message.removeprefix("Value error, ")


def _once(rows: Rows, found: Sequence[Read]) -> Iterator[Read]:
    """Each opinion once: a row that stands again, or says otherwise for the same rater and day, is a mistake."""
    seen: dict[tuple[str | None, ...], Read] = {}
    for read in found:
        one = read.opinion
        first = seen.setdefault((read.key, one.scheme, one.rater, one.rated_on, one.scope), read)
        if first is read:
            yield read
        elif first.opinion.value == one.value:
            rows.fault(read.line, f"duplicated row: the rating of '{one.source}' stands in line {first.line}")
        else:
            what = f"'{one.source}' is {one.scheme} {first.opinion.value} in line {first.line} and {one.value} here"
            rows.fault(read.line, f"{what}, by the same rater on the same day")


def pack_files(roots: Sequence[Path]) -> list[Path]:
    """The files of ratings that packs bring: `ratings/*.csv`."""
    return [path for root in roots for path in (sorted((root / FOLDER).glob("*.csv")) if root.is_dir() else ())]
