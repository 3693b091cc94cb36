"""Words of saying that the tagger took for something else, set right by what stands around them.

A tagger sees a few words; these patterns see the clause: "the institute (RLI) states that" has no other verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from attrib.rules.pack import Pack


class _Repair(NamedTuple):
    to: str
    left: regex.Pattern[str]
    right: re.Pattern[str]


class Repairs:
    """The repairs of a pack, in order; the first that fits a word is made."""

    __slots__ = ("_by_tag", "_forms")

    def __init__(self, pack: Pack) -> None:
        self._by_tag: dict[str, list[_Repair]] = {}
        self._forms: set[str] = set()
        for one in pack.structure.repairs:
            repair = _Repair(one.to, regex.compile(f"(?r){one.left}"), re.compile(one.right))
            for tag in one.tags:
                self._by_tag.setdefault(tag, []).append(repair)
            self._forms |= {form.partition(" ")[0] for form in pack.lexicons[one.lexicon].forms}

    def repaired(self, tags: str, words: Sequence[str]) -> str:
        """The tags with every word that a repair fits tagged anew."""
        by_tag, forms = self._by_tag, self._forms
        at = [i for i, tag in enumerate(tags) if tag in by_tag and words[i] in forms]
        for item in at:
            for repair in by_tag[tags[item]]:
                if repair.right.match(tags, item + 1) and repair.left.match(tags, 0, item):
                    tags = f"{tags[:item]}{repair.to}{tags[item + 1 :]}"
                    break
        return tags
