"""State bodies that a rule of the pack makes of a name: a place, and what the body is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrib.errors import UsageError
from attrib.match.memo import Memo
from attrib.resolve.registry import Registry, load_registry
from attrib.resolve.registry_table import Facts
from attrib.resolve.words import Place
from attrib.rules.pack import Pack

STATES = frozenset(("country",))
_WORD = re.compile(r"[^\W_]+")
_PLACE = "\0"  # stands for the name of a place


class Form:
    """One way of naming; `id` is empty where the portfolio gives it. `heads`: the words of which it has one."""

    def __init__(self, kind: str, id: str, expression: str, heads: frozenset[str]) -> None:
        self.kind, self.id, self.heads = kind, id, heads
        self._expression = expression

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first asked for: few texts need all."""
        return re.compile(self._expression)


class Institutions:
    """Call it with a name. Built once for a pack; a pattern is compiled when the first name may fit it."""

    __slots__ = ("_articles", "_beginnings", "_data", "_forms", "_found", "_heads", "_longest", "_places")

    def __init__(self, data: Mapping[str, Any], places: Mapping[str, Place], articles: re.Pattern[str]) -> None:
        self._data, self._articles = data, articles
        self._places = {form: place.name for form, place in places.items() if place.rank in STATES}
        self._beginnings = frozenset(word for form in self._places for word in _WORD.findall(form)[:1])
        self._longest = max((1 + form.count(" ") for form in self._places), default=0)
        self._heads = frozenset(data.get("heads", ()))
        self._forms: tuple[Form, ...] | None = None
        self._found: Memo[str, Facts | None] = Memo(self._find)

    def __call__(self, name: str) -> Facts | None:
        """The body of this name, or None. Raises UsageError when the pack's patterns cannot be used."""
        return self._found[name]

    def _find(self, name: str) -> Facts | None:
        folded = " ".join(name.lower().replace("\u2019", "'").split())
        words = _WORD.findall(folded)
        if self._heads.isdisjoint(words) or self._beginnings.isdisjoint(words):
            return None
        shape, places = self._without_places(self._articles.sub("", folded, count=1).split())
        if not places:
            return None
        for form in self._all_forms():
            if not form.heads.isdisjoint(words) and (found := self._matched(form, shape)):
                return self._facts(form, found, self._places[places[0]])
        return None

    def _without_places(self, words: Sequence[str]) -> tuple[str, list[str]]:
        """The words with a sign for each name of a place, the longest that fits, and these names."""
        shape, places, at = [], [], 0
        while at < len(words):
            size, name, owner = self._place_at(words, at)
            shape.append(_PLACE + owner if size else words[at])
            places += [name] * bool(size)
            at += size or 1
        return " ".join(shape), places

    def _place_at(self, words: Sequence[str], at: int) -> tuple[int, str, str]:
        """How many words the name of a place takes from `at` on, the name, and the possessive ending behind it."""
        for size in range(min(self._longest, len(words) - at), 0, -1):
            text = " ".join(words[at : at + size])
            name, mark, ending = (text, "", "") if text in self._places else text.rpartition("'")
            if name in self._places:
                return size, name, mark + ending
        return 0, "", ""

    def _facts(self, form: Form, found: re.Match[str], place: str) -> Facts:
        body = form.id or next(group for group, text in found.groupdict().items() if text).replace("_", "-")
        title = f"{body.replace('-', ' ').capitalize()}, {place}"
        credit = str(self._data.get("credit", "by rule"))
        return Facts(f"{_slug(place)}/{body}", title, form.kind, (), (), place, "", None, credit)

    def _all_forms(self) -> tuple[Form, ...]:
        if self._forms is None:
            try:
                self._forms = tuple(self._read())
            except (KeyError, TypeError) as error:
                raise UsageError(f"institutions.yml: cannot be used: {error}") from None
        return self._forms

    def _matched(self, form: Form, shape: str) -> re.Match[str] | None:
        try:
            return form.pattern.fullmatch(shape)
        except re.error as error:
            raise UsageError(f"institutions.yml: cannot be used: {error}") from None

    def _read(self) -> Iterator[Form]:
        place = f"{self._data.get('polity', '')}{_PLACE}{self._data.get('state', '')}"
        portfolios = "|".join(f"(?P<{_group(key)}>{words})" for key, words in self._data["portfolios"].items())
        for row in self._data["forms"]:
            pattern = row["pattern"].replace("{place}", place).replace("{portfolio}", f"(?:{portfolios})")
            heads = self._heads.intersection(_WORD.findall(row["pattern"]))
            yield Form(row["kind"], row.get("id", ""), pattern, heads)


def registry_of(pack: Pack, places: Mapping[str, Place], articles: re.Pattern[str]) -> Registry:
    """The registry of a pack: its tables, and the institutions that its rules make of names. Raises UsageError."""
    return load_registry(pack.roots, articles, Institutions(pack.layout.get("institutions", {}), places, articles))


def _group(key: str) -> str:
    return key.replace("-", "_")


def _slug(place: str) -> str:
    return "-".join(_WORD.findall(place.lower()))
