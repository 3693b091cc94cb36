"""Which second verb is none of the clause it stands behind, for its number is another: "Police say it is shut and have
asked for help"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib.match.items import STOP

JOINED = re.compile("CR?[HXd]")  # a verb without a subject of its own behind "and"
JOINT = "C"
LONGEST = 60  # items of a clause that are looked at
CUE = "v"  # written over a likely cue, and over what goes on behind what it says


class Numbers(NamedTuple):
    """Verbs and pronouns that go with one, and those that go with more than one."""

    one: frozenset[str]
    many: frozenset[str]

    def of(self, word: str) -> int:
        return (word in self.many) - (word in self.one)


def strangers(words: Sequence[str], tags: str, cues: Sequence[str], numbers: Numbers) -> Iterator[int]:
    """The verbs joined by "and" to verbs of another number that stand between them and a cue.

    What follows the cue says by its own verbs how many it speaks of; a verb that does not fit is the speaker's own.
    """
    for joined in JOINED.finditer(tags):
        if number := numbers.of(words[verb := joined.end() - 1]):
            before = _back_to_a_cue(tags, cues, verb)
            found = {numbers.of(words[item]) for item in before if tags[item + 1] != JOINT}
            if -number in found and number not in found:
                yield verb


def _back_to_a_cue(tags: str, cues: Sequence[str], verb: int) -> range:
    """The items between the last cue of the sentence and a verb; none where no cue is found."""
    for item in range(verb - 1, max(0, verb - LONGEST), -1):
        if tags[item] == STOP:
            break
        if cues[item] == CUE:
            return range(item + 1, verb)
    return range(0)
