"""Words of saying that the tagger took for something else, set right by what stands around them.

A tagger sees a few words; these patterns see the clause: "the institute (RLI) states that" has no other verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import regex

from attrib.rules.pack import Pack

MEMO = 200_000  # tagged words whose repairs are remembered


class _Repair(NamedTuple):
    to: str
    left: str
    right: str
    words: frozenset[str] | None
    after: frozenset[str] | None
    behind: frozenset[str] | None


class _Ready(NamedTuple):
    """A repair that may fit somewhere, compiled."""

    to: str
    left: regex.Pattern[str]
    right: re.Pattern[str]
    after: frozenset[str] | None
    behind: frozenset[str] | None


class Repairs:
    """The repairs of a pack, in order; the first that fits a word is made."""

    __slots__ = ("_of",)

    def __init__(self, pack: Pack) -> None:
        by_tag: dict[str, list[_Repair]] = {}
        forms = cache(lambda name, word: _forms(pack, name, word))
        for one in pack.structure.repairs:
            words, after, behind = forms(one.lexicon, 0), forms(one.after, -1), forms(one.behind, -1)
            repair = _Repair(one.to, one.left, one.right, words, after, behind)
            for tag in one.tags:
                by_tag.setdefault(tag, []).append(repair)
        self._of = _Possible(by_tag)

    def repaired(self, tags: str, words: Sequence[str]) -> str:
        """The tags with every word that a repair fits tagged anew."""
        possible = list(map(self._of.__getitem__, zip(tags, words, strict=True)))
        for item in [item for item, repairs in enumerate(possible) if repairs is not None]:
            for to, left, right, after, behind in possible[item][tags[item - 1 : item + 2 : 2]]:  # type: ignore[index]
                if after is not None and (item == 0 or words[item - 1] not in after):
                    continue
                if not right.match(tags, item + 1) or not (m := left.match(tags, 0, item)):
                    continue
                if behind is None or (m.start() and words[m.start() - 1] in behind):
                    tags = f"{tags[:item]}{to}{tags[item + 1 :]}"
                    break
        return tags


class _Beside(dict[str, tuple[_Ready, ...]]):
    """The tags before and after a word to those of its repairs that they do not rule out."""

    def __init__(self, tag: str, repairs: tuple[_Repair, ...]) -> None:
        super().__init__()
        self._tag, self._repairs = tag, repairs

    def __missing__(self, beside: str) -> tuple[_Ready, ...]:
        fitting = [one for one in self._repairs if len(beside) < 2 or self._may_fit(one, *beside)]
        found = self[beside] = tuple(map(_ready, fitting))
        return found

    def _may_fit(self, one: _Repair, before: str, after: str) -> bool:
        right = _partly(one.right).match(self._tag + after, 1, partial=True)
        return bool(right and _left(one.left).match(before, partial=True))


# Compiled when first asked for: a short text needs few.
def _ready(one: _Repair) -> _Ready:
    return _Ready(one.to, _left(one.left), _right(one.right), one.after, one.behind)


@cache
def _left(pattern: str) -> regex.Pattern[str]:
    return regex.compile(f"(?r){pattern}")


@cache
def _right(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _partly(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


class _Possible(dict[tuple[str, str], _Beside | None]):
    """A tag and its word to the repairs that are for them, worked out when first asked for."""

    def __init__(self, by_tag: Mapping[str, Sequence[_Repair]]) -> None:
        super().__init__()
        self._by_tag = by_tag
        self._same: dict[tuple[str, tuple[_Repair, ...]], _Beside] = {}

    def __missing__(self, key: tuple[str, str]) -> _Beside | None:
        if len(self) >= MEMO:
            self.clear()
        tag, word = key
        repairs = tuple(one for one in self._by_tag.get(tag, ()) if one.words is None or word in one.words)
        found = self._same.setdefault((tag, repairs), _Beside(tag, repairs)) if repairs else None
        self[key] = found
        return found


def _forms(pack: Pack, name: str | None, word: int) -> frozenset[str] | None:
    """The first or the last words of the forms of a lexicon, or of its entries that enter a construction."""
    if name is None:
        return None
    lexicon, _, construction = name.partition("/")
    entries, forms = pack.lexicons[lexicon].entries, pack.lexicons[lexicon].forms
    return frozenset(
        form.split()[word] for form, lemma in forms.items() if not construction or construction in entries[lemma].takes
    )
