"""How often each rule, each cue and each end of a content was right on gold: the tables of `rules/*/measured/`.

Every match is counted, not only those that won, so that the figures can settle who wins. A match whose cue lies in a
gold content that is not its own is passed over: gold that marks only the outermost attributions does not tell. Rules
whose content stands elsewhere ("announced this") are not counted: a match alone does not hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from attrib.analyse import ATTRIBUTING, Analyser
from attrib.match.engine import Match
from attrib.match.items import QUOTED
from attrib.match.reading import ANY, HELD, Reading
from attrib.resolve.choose import unblocked
from attrib.resolve.draft import Draft, drafts_of
from attrib.resolve.measured import cue_name
from attrib.rules.phrase import Filler
from attrib.score.words import Cover, Words, jaccard, word_f1

AGREE = 0.5  # least overlap of contents, and least agreement of sources
INSIDE = 0.9  # share of a single quotation that lies in a gold content of several

SHRINK = 3.0  # how many sightings the figure of a whole kind of boundary counts for

Row = tuple[str, ...]


class _Gold(NamedTuple):
    source: Cover
    cue: Cover
    content: Cover


class Measurement:
    """Counts over documents; `add` one at a time, then `cues` and `ends` give the rows of the two tables."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self._cues: dict[tuple[str, str], list[int]] = {}
        self._ends: dict[tuple[str, str], list[int]] = {}

    def add(self, gold: Mapping[str, Any]) -> None:
        """Count one document with `text` and `attributions`."""
        words = Words(gold["text"])
        truths = [_Gold(*(words.cover(a.get(r) or ()) for r in _Gold._fields)) for a in gold["attributions"]]
        within = frozenset[int]().union(*(t.content for t in truths))
        reading = self.analyser.read(gold["text"])
        for match in unblocked(self.analyser.engine.matches(reading), lambda _: None):
            if match.rule.kind in ATTRIBUTING and not match.rule.effect.get("points"):
                self._count(match, reading, words, truths, within)

    def _count(self, match: Match, reading: Reading, words: Words, truths: list[_Gold], within: Cover) -> None:
        found = drafts_of(match, reading.field, None)[0]
        cue = words.cover(found.cue)
        meant = [t for t in truths if t.cue & cue]
        if not meant and cue <= within:  # so is a cue without a word (a colon): it cannot be told apart
            return
        right = any(self._right(found, reading, words, t) for t in meant)
        for name in ("", cue_name(match)):
            counts = self._cues.setdefault((match.rule.id, name), [0, 0, 0])
            counts[0] += 1
            counts[1] += bool(meant)
            counts[2] += right
        for truth in meant:
            self._count_ends(match, reading, words, truth)

    def _right(self, found: Draft, reading: Reading, words: Words, truth: _Gold) -> bool:
        if word_f1(words.cover(found.source), truth.source) < AGREE:
            return False
        content = words.cover(found.content)
        if jaccard(content, truth.content) >= AGREE:
            return True
        quoted = any(QUOTED in reading.field.tags[first:last] for first, last in found.content_items)
        return quoted and len(content & truth.content) >= INSIDE * max(1, len(content))

    def _count_ends(self, match: Match, reading: Reading, words: Words, truth: _Gold) -> None:
        """Where gold's content begins with ours: which boundaries it runs over, and which one ends it."""
        found = _right_extent(match, reading)
        if found is None:
            return
        extent, first = found
        field, last = reading.field, max(truth.content, default=-1)
        if not words.cover([field.chars((first, first + 1))]) & truth.content:
            return
        for at, *names in reading.boundaries(first):
            after = words.cover([(field.start[at], field.end[reading.sentence_end(at)])])
            ended = not after or min(after) > last
            for key in ((of, name) for name in names for of in (extent, ANY)):
                counts = self._ends.setdefault(key, [0, 0])
                counts[0] += 1
                counts[1] += ended
            if ended:
                return

    def cues(self) -> Iterator[Row]:
        """Rule, cue, sightings, right cues, right attributions."""
        yield from ((*key, *map(str, counts)) for key, counts in sorted(self._cues.items()))

    def ends(self) -> Iterator[Row]:
        """Extent, boundary, rate at which a content ended there, sightings; with verbs told apart where seen often.

        In a sentence that opens with a subordinate clause an extent has few sightings: there the figure of all extents
        fills in, and stands for those that were not seen.
        """
        for (extent, name), (seen, ended) in sorted(self._ends.items()):
            held = name.endswith(HELD) and "/" in name
            if extent == ANY and not held:
                continue
            like = (ANY, name) if held and extent != ANY else (extent, name.partition("/")[0])
            whole_seen, whole_ended = self._ends[like]
            rate = (ended + SHRINK * whole_ended / whole_seen) / (seen + SHRINK)
            yield extent, name, f"{rate:.3f}", str(seen)


def _right_extent(match: Match, reading: Reading) -> tuple[str, int] | None:
    """The extent that runs from the cue to a boundary, and its first item."""
    extents = reading.grammar.extents
    names = [
        part.name
        for part in match.rule.phrases[match.phrase].parts
        if isinstance(part, Filler) and part.slot == "content" and part.name in extents
    ]
    content = match.get("content")
    if not names or not content or extents[names[-1]].shape or extents[names[-1]].side != "right":
        return None
    return names[-1], content[-1][0]


def measure(analyser: Analyser, documents: Iterable[Mapping[str, Any]]) -> Measurement:
    found = Measurement(analyser)
    for document in documents:
        found.add(document)
    return found
