"""An expression of many alternatives, of which a text is asked those alone that its first character may begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import regex

_NEVER = re.compile("(?!)")


class Openings:
    """Alternatives without regard to case, behind a lead that they share. Raises `re.error` for one that is none."""

    __slots__ = ("_alternatives", "_by_first", "_lead", "_same", "_whole")

    def __init__(self, alternatives: Sequence[str], lead: str = "") -> None:
        self._alternatives, self._lead = tuple(alternatives), lead
        self._whole = self._compiled(self._alternatives)
        self._by_first: dict[str, Any] = {}
        self._same: dict[tuple[str, ...], Any] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the start of `text`."""
        found: re.Match[str] | None = self._asked(text).match(text)
        return found

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of the whole of `text`."""
        found: re.Match[str] | None = self._asked(text).fullmatch(text)
        return found

    def _asked(self, text: str) -> Any:
        """The expression of those that may match the text; the whole one for letters that are many and seldom."""
        first = text[:1]
        pattern = self._by_first.get(first)
        if pattern is None:
            pattern = self._whole
            if first and first.isascii():
                pattern = self._by_first[first] = self._beginning(first)
        return pattern

    def _beginning(self, first: str) -> Any:
        fit = tuple([one for one in self._alternatives if self._may_begin(one, first)])
        if fit not in self._same:
            self._same[fit] = self._compiled(fit)
        return self._same[fit]

    def _may_begin(self, alternative: str, first: str) -> bool:
        pattern = regex.compile(f"(?i){self._lead}(?:{alternative})")
        return pattern.match(first, partial=True) is not None

    def _compiled(self, alternatives: Sequence[str]) -> re.Pattern[str]:
        return re.compile(f"(?i){self._lead}(?:{'|'.join(alternatives)})") if alternatives else _NEVER
