"""What a gold file holds, told by its shape, and the texts to annotate for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import orjson

from attrib.errors import InputError
from attrib.score.labels import COLUMNS
from attrib.score.projects import Roles, holds_layers, read_projects

Record = dict[str, Any]
Shape = Literal["attribution", "labels", "factuality", "uncertainty"]
KEYS: tuple[tuple[Shape, frozenset[str]], ...] = (
    ("attribution", frozenset({"id", "text", "attributions"})),
    ("factuality", frozenset({"text", "predicate", "value"})),
    ("uncertainty", frozenset({"text", "certain"})),
)
SHAPES = (
    "a gold file is JSON lines with the keys id, text, attributions; or text, predicate, value; or text, certain; "
    f"or a table with the columns {', '.join(COLUMNS)}; or what brat, UIMA, Label Studio or doccano exported"
)


def shape_of(path: Path) -> Shape:
    """Which annotations this file or folder holds. Raises InputError when it is none that can be scored."""
    if path.is_dir():
        return _project(path)
    try:
        with path.open(encoding="utf-8-sig") as lines:
            first = next((line for line in lines if line.strip()), "")
    except OSError as error:
        raise InputError("not-found", error.strerror or "cannot be read", str(path)) from None
    except UnicodeDecodeError:
        return _project(path)
    if tuple(first.rstrip("\r\n").split("\t")) == COLUMNS:
        return "labels"
    keys = _keys(first)
    for shape, needed in KEYS:
        if needed <= keys:
            return shape
    return _project(path)


def _project(path: Path) -> Shape:
    """What an annotation tool wrote. Raises InputError when it is not."""
    if holds_layers(path):
        return "attribution"
    raise InputError("gold", SHAPES, str(path), None if path.is_dir() else 1)


def gold_documents(path: Path, genre: str | None, known: Roles) -> Iterator[Record]:
    """Documents with gold attributions, from JSON lines of the shape above or from an annotation tool.

    Raises InputError for what cannot be read, and when one id is used twice.
    """
    own = path.is_file() and dict(KEYS)["attribution"] <= _keys(_first(path))
    return unique(read_gold(path, genre) if own else read_projects(path, known), path)


def _first(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return next((line for line in lines if line.strip()), "")


def _keys(line: str) -> frozenset[str]:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return frozenset()
    return frozenset(record) if isinstance(record, dict) else frozenset()


def read_gold(path: Path, genre: str | None = None) -> Iterator[Record]:
    """The records of a file of JSON lines, of one genre if asked. Raises InputError for a line that is no object."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
            except orjson.JSONDecodeError as error:
                raise InputError("json", f"not JSON: {error}", str(path), number) from None
            if genre is None or record.get("genre") == genre:
                yield record


def unique(documents: Iterable[Record], path: Path) -> Iterator[Record]:
    """The same documents. Raises InputError when an id comes twice, for then figures would count one for two."""
    seen: set[str] = set()
    for document in documents:
        if document["id"] in seen:
            raise InputError("gold", f"id used twice: {document['id']}", str(path))
        seen.add(document["id"])
        yield document


def gold_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table of sentence labels. Raises InputError for one with too few or many columns."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        values = line.split("\t")
        if number == 1 or not line:
            continue
        if len(values) != len(COLUMNS):
            raise InputError("gold", f"{len(values)} columns, not {len(COLUMNS)}", str(path), number)
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows


def by_text(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Rows about one text together, in the order the texts come; rows without a predicate or value left out."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row.get("predicate") is not None and row.get("value") is not None:
            found.setdefault(row["text"], []).append(row)
    return found
