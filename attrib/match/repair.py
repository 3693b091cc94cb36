"""Words of saying that the tagger took for something else, set right by what stands around them.

A tagger sees a few words; these patterns see the clause: "the institute (RLI) states that" has no other verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from attrib.match.memo import Memo
from attrib.match.mirror import BothWays, Mirror
from attrib.match.partial import may_end, may_go_on
from attrib.match.wordsets import WordSets
from attrib.rules.pack import Pack


class _Repair(NamedTuple):
    to: str
    left: str
    right: str
    words: frozenset[str] | None
    unless: frozenset[str]
    after: frozenset[str] | None
    ending: str
    behind: frozenset[str] | None
    can: str

    def is_for(self, word: str, readings: str) -> bool:
        return (self.words is None or word in self.words) and word not in self.unless and self.can in readings


class _Ready(NamedTuple):
    """A repair that may fit somewhere, compiled."""

    to: str
    left: Mirror
    right: re.Pattern[str]
    after: frozenset[str] | None
    ending: str
    behind: frozenset[str] | None


class _Around(Memo[str, tuple[_Ready, ...]]):
    """A word's tag between those before and after it to those of its repairs that they do not rule out."""

    __slots__ = ("_ahead", "_repairs")

    def __init__(self, repairs: Sequence[_Repair]) -> None:
        super().__init__(self._fitting)
        self._repairs = repairs
        self._ahead = Memo(self._fitting_ahead)

    def _fitting(self, around: str) -> tuple[_Ready, ...]:
        if len(around) < 3:
            return tuple(map(_ready, self._repairs))
        before = around[0]
        return tuple([_ready(one) for one, ends in self._ahead[around[1:]] if ends[before]])

    def _fitting_ahead(self, ahead: str) -> tuple[tuple[_Repair, Memo[str, bool]], ...]:
        """Those that what stands here and behind leaves, each with the tags that may stand before."""
        return tuple([(one, _ends(one.left)) for one in self._repairs if may_go_on(one.right, ahead, 1)])


ByTag = dict[str, _Around]
"""The repairs of a word by the tag it has."""
_BY_TAG = ByTag.get


class Repairs:
    """The repairs of a pack, in order; the first that fits a word is made.

    `first`: those that are made in the whole text before the others, which see what they set right.
    """

    __slots__ = ("_by_tag", "_can", "_known", "_same", "_sets")

    def __init__(self, pack: Pack, first: bool = False) -> None:
        self._by_tag: dict[str, list[_Repair]] = {}
        forms = cache(lambda name, word: _forms(pack, name, word))
        for one in (one for one in pack.structure.repairs if one.first == first):
            words, unless = forms(one.lexicon, 0), forms(one.unless, 0) or frozenset()
            sides = forms(one.after, -1), one.ending or "", forms(one.behind, -1)
            repair = _Repair(one.to, one.left, one.right, words, unless, *sides, one.can or "")
            for tag in one.tags:
                self._by_tag.setdefault(tag, []).append(repair)
        held = (words for repairs in self._by_tag.values() for one in repairs for words in (one.words, one.unless))
        sets = WordSets()
        sets.number(filter(None, held))
        self._sets = sets.bits
        self._can = tuple({one.can for repairs in self._by_tag.values() for one in repairs})
        self._known: dict[tuple[int, str], ByTag] = {}
        self._same: dict[tuple[_Repair, ...], _Around] = {}

    def of(self, word: str, readings: str) -> ByTag:
        """The repairs that are for this word, which can have these tags; the same for all words that share them."""
        key = self._sets.get(word, 0), "".join([tag for tag in self._can if tag in readings])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = {}
            for tag, repairs in self._by_tag.items():
                if mine := tuple([one for one in repairs if one.is_for(word, readings)]):
                    found[tag] = self._same.setdefault(mine, _Around(mine))
        return found

    def repaired(self, tags: str, words: Sequence[str], repairs: Sequence[ByTag]) -> str:
        """The tags with every word that a repair fits tagged anew; `repairs` are those of each word."""
        possible, seen = enumerate(map(_BY_TAG, repairs, tags)), BothWays(tags)
        for item, fitting in [(item, around) for item, around in possible if around is not None]:
            for to, left, right, after, ending, behind in fitting[tags[item - 1 : item + 2] if item else tags[:2]]:
                if after is not None and (item == 0 or words[item - 1] not in after):
                    continue
                if ending and (item == 0 or not words[item - 1].endswith(ending)):
                    continue
                if not right.match(tags, item + 1) or not (reach := left.reach(seen, 0, item)):
                    continue
                if behind is None or (reach[0] and words[reach[0] - 1] in behind):
                    tags = f"{tags[:item]}{to}{tags[item + 1 :]}"
                    seen = BothWays(tags)
                    break
        return tags


@cache
def _ready(one: _Repair) -> _Ready:
    return _Ready(one.to, _left(one.left), _right(one.right), one.after, one.ending, one.behind)


@cache
def _ends(pattern: str) -> Memo[str, bool]:
    """A tag to whether what has to stand before a word may end with it."""
    return Memo(partial(may_end, pattern))


@cache
def _left(pattern: str) -> Mirror:
    return Mirror(pattern)


@cache
def _right(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _forms(pack: Pack, name: str | None, word: int) -> frozenset[str] | None:
    """The first or the last words of the forms of a lexicon, or of its entries that enter a construction."""
    if name is None:
        return None
    lexicon, _, construction = name.partition("/")
    entries, forms = pack.lexicons[lexicon].entries, pack.lexicons[lexicon].forms
    return frozenset(
        form.split()[word] for form, lemma in forms.items() if not construction or construction in entries[lemma].takes
    )
