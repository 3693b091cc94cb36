"""Texts in: files, folders, archives, patterns and standard input become documents, one at a time.

Nothing here raises for a document that cannot be read: a `Failure` takes its place in the stream, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrib.read.find import find
from attrib.read.ids import keep_apart
from attrib.read.options import Failure, Item, Note, RawDocument, ReadOptions
from attrib.read.unpack import read_file

__all__ = ["Failure", "Note", "RawDocument", "ReadOptions", "keep_apart", "read_paths"]


def read_paths(paths: Iterable[str | Path], options: ReadOptions | None = None) -> Iterator[RawDocument | Failure]:
    """The documents of these files, folders, archives, patterns and `-` (standard input), lazily, in order.

    What each format keeps is in docs/input.md. Ids are the record's own, else the path (relative to the folder
    given), else `path#line` or `path#number`; a repeated id becomes `id#2` and the document says so in its `notes`.
    """
    options = options or ReadOptions()
    items = (item for path in paths for item in _read(str(path), options))
    return keep_apart(map(_titled, items) if options.include_title else items)


def _read(path: str, options: ReadOptions) -> Iterator[Item]:
    for found in find(path, options):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            with found.open() as stream:
                yield from read_file(stream, found, options)
        except OSError as error:
            yield Failure(found.name, "unreadable", f"cannot be read: {error.strerror or error}", found.shown)


def _titled(item: Item) -> Item:
    """The document with its headline as its first paragraph, unless it is there already."""
    title = item.meta.get("title") if isinstance(item, RawDocument) else None
    if not isinstance(item, RawDocument) or not isinstance(title, str) or not title.strip():
        return item
    title = title.strip()
    return item if item.text.lstrip().startswith(title) else item._replace(text=f"{title}\n\n{item.text}")
