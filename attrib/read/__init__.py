"""Texts in: files, folders, patterns, standard input and JSON lines become documents, one at a time.

Nothing here raises for a document that cannot be read: a `Failure` takes its place in the stream, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrib.read.find import Found, find
from attrib.read.ids import keep_apart
from attrib.read.jsonl import read_jsonl
from attrib.read.options import Failure, Note, RawDocument, ReadOptions
from attrib.read.text import read_text

__all__ = ["Failure", "Note", "RawDocument", "ReadOptions", "keep_apart", "read_paths"]


def read_paths(paths: Iterable[str | Path], options: ReadOptions | None = None) -> Iterator[RawDocument | Failure]:
    """The documents of these files, folders, patterns and `-` (standard input), lazily, in order.

    A text file is held whole, JSON lines one line at a time. Ids are the record's own, else the path (relative to the
    folder given), else `path#line`; a repeated id becomes `id#2` and the document says so in its `notes`.
    """
    options = options or ReadOptions()
    return keep_apart(item for path in paths for item in _read(str(path), options))


def _read(path: str, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    for found in find(path, options):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            yield from _documents(found, options)
        except OSError as error:
            yield Failure(found.name, "unreadable", f"cannot be read: {error.strerror or error}", found.shown)


def _documents(found: Found, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    with found.open() as stream:
        if found.is_jsonl(stream):
            yield from read_jsonl(stream, found, options)
        else:
            yield read_text(stream, found, options)
