"""Ids that tell documents apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrib.read.options import Failure, Note, RawDocument


def keep_apart(items: Iterable[RawDocument | Failure]) -> Iterator[RawDocument | Failure]:
    """The same stream, where the second document of one id is called `id#2`, and says so."""
    times: dict[str, int] = {}
    for item in items:
        name = item.id
        if name is None or name not in times:
            if name is not None:
                times[name] = 1
            yield item
            continue
        new = _free(name, times)
        note = Note("repeated-id", f"id '{name}' was seen before: kept apart as '{new}'")
        yield item._replace(id=new, notes=(*item.notes, note))


def _free(name: str, times: dict[str, int]) -> str:
    """`name#n` with the first number not taken; the count is kept, so that many repeats stay fast."""
    while True:
        times[name] += 1
        new = f"{name}#{times[name]}"
        if new not in times:
            times[new] = 1
            return new
