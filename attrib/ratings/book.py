"""What is said of a source: all ratings of it, the ones that count first, and whether raters agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrib.ratings.load import Known, Read, load_files, pack_files
from attrib.ratings.opinion import Opinion, over

CURRENT, SUPERSEDED, OVERRULED, EXPIRED = "current", "superseded", "overruled", "expired"
RATED, CONFLICT = "rated", "conflict"
USER, SHIPPED = "user", "shipped"
Entry = dict[str, Any]


class Book:
    """Ratings by the key of their source. Nothing is averaged, converted or dropped.

    Of one scheme and scope those of the earlier file count ("current"), and those of later files stand below them
    ("overruled"); of one rater the newest counts and older ones are "superseded"; what ran out before the day asked
    for is "expired" and counts no more. A rating that does not count is listed all the same.
    """

    __slots__ = ("_by_key", "sha256")

    def __init__(self, files: Sequence[tuple[str, Sequence[Read]]], on: date) -> None:
        found: dict[str, list[tuple[int, str, Opinion]]] = {}
        for rank, (layer, reads) in enumerate(files):
            for read in reads:
                found.setdefault(read.key, []).append((rank, layer, read.opinion))
        self._by_key = {key: tuple(_standing(rated, on)) for key, rated in found.items()}
        self.sha256 = sha256(repr(found).encode()).hexdigest()
        """Tells whether two runs had the same ratings in the same order, wherever their files lie."""

    def of(self, key: str) -> tuple[Entry, ...]:
        """The ratings of a source, as the output contract writes them, those that count first."""
        return self._by_key.get(key, ())

    def status(self, key: str, otherwise: str) -> str:
        """`rated`, `conflict` where current ratings of one scheme and scope differ, else what it was."""
        values: dict[tuple[str, str | None], set[str]] = {}
        for entry in self.of(key):
            if entry["standing"] == CURRENT:
                values.setdefault((entry["scheme"], entry["scope"]), set()).add(entry["value"])
        if not values:
            return otherwise
        return CONFLICT if any(len(given) > 1 for given in values.values()) else RATED

    def keys(self) -> Iterable[str]:
        return self._by_key.keys()


def load_book(paths: Sequence[Path], roots: Sequence[Path], known: Known) -> Book:
    """The user's files, the first before the next, before those of the packs. Raises UsageError for any mistake."""
    files = [*((USER, path) for path in paths), *((SHIPPED, path) for path in reversed(pack_files(roots)))]
    reads = load_files([path for _, path in files], known)
    return Book([(layer, [read for read in reads if read.path == path]) for layer, path in files], known.on)


def _standing(rated: Sequence[tuple[int, str, Opinion]], on: date) -> list[Entry]:
    entries = []
    ordered = sorted(rated, key=lambda one: one[2].rated_on, reverse=True)
    ordered.sort(key=lambda one: one[0])
    leading: dict[tuple[str, str | None], int] = {}
    newest: set[tuple[int, str, str | None, str]] = set()
    for rank, layer, one in ordered:
        place, own = (one.scheme, one.scope), (rank, one.scheme, one.scope, one.rater)
        if over(one.valid_until, on):
            standing = EXPIRED
        elif own in newest:
            standing = SUPERSEDED
        else:
            standing = CURRENT if leading.setdefault(place, rank) == rank else OVERRULED
        if standing != EXPIRED:
            newest.add(own)
        entries.append(_entry(one, standing, layer))
    return sorted(entries, key=lambda entry: entry["standing"] != CURRENT)


def _entry(one: Opinion, standing: str, layer: str) -> Entry:
    return one.model_dump(exclude={"source", "note"}) | {"standing": standing, "layer": layer}
