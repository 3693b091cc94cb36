"""What stands around a match: there the same rule and cue are right more or less often.

"If voters say …" is a condition, "the poll says" is not "he says", and a line of six words is often no sentence. What
is counted is the tag before the match, the source by its first tags (a pronoun by its word), and how long the
sentence is.
"""

from __future__ import annotations

from attrib.match.engine import Match
from attrib.match.field import Field

Trait = tuple[str, str]
"""What is looked at, and what is there."""

TRAITS = ("before", "source", "length")
PRONOUN, BETWEEN_FRAMES = "O", "\n"
NONE, START = "none", "start"
SHAPE = 3  # first tags of a source that are told apart
STEP, LONGEST = 25, 12  # characters of a sentence to a step of length; more steps than these are one


def surroundings(match: Match, field: Field) -> tuple[Trait, ...]:
    """One trait of each of `TRAITS`."""
    tags, sources = field.tags, match.get("source")
    first, last = sources[0] if sources else (match.cue[0][0], match.cue[0][0])
    written = tags[first:last]
    source = field.word[first] if written == PRONOUN else written[:SHAPE]
    sentence = field.layout.sentences[field.sentence[match.anchor[0]]]
    length = min((sentence.end - sentence.start) // STEP, LONGEST)
    before = tags[first - 1] if first else BETWEEN_FRAMES
    return tuple(zip(TRAITS, (START if before == BETWEEN_FRAMES else before, source or NONE, str(length)), strict=True))
