"""A table of the layout file as it is read: every key asked for by name and kind, mistakes told in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrib.errors import UsageError
from attrib.segment.opening import Openings
from attrib.suggest import did_you_mean


class Table:
    """One level of the file. A key left out is empty; one of the wrong kind, or never asked for, is a mistake."""

    __slots__ = ("asked", "data", "name")

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self.name = name
        self.data = data
        self.asked: set[str] = set()

    def table(self, key: str) -> Table:
        """The table under `key`."""
        return Table(f"{self.name}: {key}", self._get(key, Mapping, {}, "a table"))

    def words(self, key: str) -> tuple[str, ...]:
        """The list of words under `key`."""
        found = self._get(key, (list, tuple), (), "a list of words")
        if not all(isinstance(word, str) for word in found):
            raise UsageError(f"{self.name}: '{key}' holds something that is no word (yes, no, on: put them in quotes)")
        return tuple(found)

    def text(self, key: str, default: str = "") -> str:
        """The words or the pattern under `key`."""
        return str(self._get(key, str, default, "text"))

    def number(self, key: str, default: float) -> float:
        """The number under `key`."""
        return float(self._get(key, (int, float), default, "a number"))

    def pairs(self) -> dict[str, str]:
        """The whole table as words by word."""
        for key in self.data:
            self.text(str(key))
        return dict(self.data)

    def pattern(self, source: str, about: str) -> re.Pattern[str]:
        """`source` compiled; a fault in it is told with the key it came from."""
        try:
            return re.compile(source)
        except re.error as error:
            raise UsageError(f"{self.name}: '{about}' is no pattern: {error}") from error

    def openings(self, key: str, lead: str = "") -> Openings:
        """The patterns under `key`, each of which may stand behind `lead`; a fault is told with the key."""
        try:
            return Openings(self.words(key), lead)
        except re.error as error:
            raise UsageError(f"{self.name}: '{key}' is no pattern: {error}") from error

    def unknown(self) -> Iterator[str]:
        """Mistakes: keys of this table that nothing asked for."""
        for key in self.data:
            if key not in self.asked:
                yield f"{self.name}: unknown key '{key}'{did_you_mean(str(key), self.asked)}"

    def _get(self, key: str, kind: Any, default: Any, wanted: str) -> Any:
        self.asked.add(key)
        found = self.data.get(key, default)
        if not isinstance(found, kind) or isinstance(found, bool):
            raise UsageError(f"{self.name}: '{key}' should be {wanted}, not {found!r}")
        return found


def either(words: Iterable[str]) -> str:
    """An alternation of literals, longest first so that a prefix does not win; of no words, what matches nothing."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
