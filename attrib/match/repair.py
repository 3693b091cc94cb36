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
    words: frozenset[str] | None
    after: frozenset[str] | None


class Repairs:
    """The repairs of a pack, in order; the first that fits a word is made."""

    __slots__ = ("_by_tag",)

    def __init__(self, pack: Pack) -> None:
        self._by_tag: dict[str, list[_Repair]] = {}
        for one in pack.structure.repairs:
            words, after = _first_words(pack, one.lexicon), _first_words(pack, one.after)
            repair = _Repair(one.to, regex.compile(f"(?r){one.left}"), re.compile(one.right), words, after)
            for tag in one.tags:
                self._by_tag.setdefault(tag, []).append(repair)

    def repaired(self, tags: str, words: Sequence[str]) -> str:
        """The tags with every word that a repair fits tagged anew."""
        for item in [i for i, tag in enumerate(tags) if tag in self._by_tag]:
            for to, left, right, known, after in self._by_tag[tags[item]]:
                if known is not None and words[item] not in known:
                    continue
                if after is not None and (item == 0 or words[item - 1] not in after):
                    continue
                if right.match(tags, item + 1) and left.match(tags, 0, item):
                    tags = f"{tags[:item]}{to}{tags[item + 1 :]}"
                    break
        return tags


def _first_words(pack: Pack, name: str | None) -> frozenset[str] | None:
    return frozenset(form.partition(" ")[0] for form in pack.lexicons[name].forms) if name else None
