"""The index that stands in a folder of documents we wrote: which id and meta each file had before it was one.

Without it a document is known by its path. What is broken in an index, or not from us, is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrib.read.options import RawDocument

INDEX = "documents.index"
Row = Mapping[str, Any]


def as_listed(document: RawDocument, path: Path | None) -> RawDocument:
    """The document under the id it was written with, its meta beside what the file itself says."""
    index = path and path.with_name(INDEX)
    if not path or not index or not index.is_file():
        return document
    row = _rows(index, index.stat().st_mtime_ns).get(path.stem)
    return document._replace(id=row["id"], meta={**row["meta"], **document.meta}) if row else document


@lru_cache(maxsize=4)
def _rows(index: Path, _when: int) -> dict[str, Row]:
    """The rows of an index by file name; `_when` it was last changed makes a new one of it."""
    rows: dict[str, Row] = {}
    for line in index.read_bytes().splitlines():
        try:
            row = json.loads(line)
            if isinstance(row["file"], str) and isinstance(row["id"], str) and isinstance(row["meta"], dict):
                rows[row["file"]] = row
        except (ValueError, TypeError, KeyError):
            continue
    return rows
