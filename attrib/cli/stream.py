"""Documents through the annotator, in order, where one that fails becomes an error record and the rest goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from attrib.errors import AttribError
from attrib.read import Failure, RawDocument
from attrib.write.jsonl import error_record

Item = RawDocument | Failure
Record = dict[str, Any]


def annotated(annotator: Any, items: Iterable[Item], workers: int) -> Iterator[tuple[Item, Record]]:
    """Each item with its record, in order; at most a few are read ahead."""
    if workers > 1:
        return _in_parallel(annotator, items, workers)
    return ((item, _record(annotator, item)) for item in items)


def _record(annotator: Any, item: Item) -> Record:
    if isinstance(item, Failure):
        return _unread(item)
    try:
        record: Record = annotator.record(item.text, id=item.id, meta=item.meta)
    except Exception as error:  # one document must not end the run
        return broken(item, error)
    return record


def _unread(item: Failure) -> Record:
    return error_record(item.id, item.code, item.message, item.path, item.line)


def broken(item: Item, error: Exception) -> Record:
    """The error record of a document that could not be annotated, or whose record cannot be written."""
    if isinstance(error, AttribError):
        code, message = "annotation", str(error)
    else:
        code, message = "internal", f"internal error ({in_short(error)}); please report it, with the text"
    return error_record(item.id, code, message, item.path, item.line)


def in_short(error: BaseException) -> str:
    """The kind of an error and the first line of what it says."""
    words = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _in_parallel(annotator: Any, items: Iterable[Item], workers: int) -> Iterator[tuple[Item, Record]]:
    """What cannot be read does not go through the workers, and keeps its place all the same.

    When a worker fails, the documents under way are done here, one by one, which tells the broken one from the others.
    """
    source = _Source(items)
    while not source.done:
        try:
            for record in annotator.records(source, workers=workers):
                yield from _unread_first(source.waiting)
                yield source.waiting.popleft(), record
        except Exception:  # met again, and told, where its document is annotated alone
            if source.broken or not source.waiting:
                raise
        while source.waiting:
            item = source.waiting.popleft()
            yield item, _record(annotator, item)


class _Source:
    """The documents that could be read. All that was taken and is not yet settled is in `waiting`."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self.waiting: deque[Item] = deque()
        self.done = self.broken = False

    def __iter__(self) -> Iterator[RawDocument]:
        self.broken = True
        for item in self._items:
            self.broken = False
            self.waiting.append(item)
            if isinstance(item, RawDocument):
                yield item
            self.broken = True
        self.done, self.broken = True, False


def _unread_first(waiting: deque[Item]) -> Iterator[tuple[Item, Record]]:
    """What could not be read, up to the next document that could."""
    while waiting and isinstance(item := waiting[0], Failure):
        waiting.popleft()
        yield item, _unread(item)
