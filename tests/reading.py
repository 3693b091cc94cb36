"""Bytes through the readers, for the tests of all formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrib.read import Failure, RawDocument, ReadOptions, read_paths

Items = list[RawDocument | Failure]


def read(path: Path, data: bytes | str, **options: Any) -> Items:
    """What the readers make of a file that holds `data`."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_paths([path], ReadOptions(**options)))


def documents(items: Items) -> list[RawDocument]:
    """The documents, where nothing failed."""
    assert [str(item) for item in items if isinstance(item, Failure)] == []
    return [item for item in items if isinstance(item, RawDocument)]
