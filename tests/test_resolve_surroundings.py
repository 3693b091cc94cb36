"""What stands around a match, and how it moves the share that was measured for its rule and cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrib.annotator import Annotator
from attrib.match.engine import Match
from attrib.match.field import Field
from attrib.resolve.measured import Measured
from attrib.resolve.surroundings import TRAITS, surroundings

RULE = "en/attribution/verb-clause"
Finding = Callable[[str], tuple[Match, Field]]


@pytest.fixture(scope="module")
def said() -> Finding:
    analyser = Annotator()._analyser

    def find(text: str) -> tuple[Match, Field]:
        reading = analyser.read(text)
        match = next(m for m in analyser.engine.matches(reading) if m.rule.id == RULE)
        return match, reading.field

    return find


def traits(found: tuple[Match, Field]) -> dict[str, str]:
    return dict(surroundings(*found))


def test_one_trait_of_each(said: Finding) -> None:
    assert tuple(traits(said("The miller said the weir was old."))) == TRAITS


def test_pronoun_is_told_by_its_word_and_another_source_by_its_tags(said: Finding) -> None:
    assert traits(said("They said the weir was old."))["source"] == "they"
    assert traits(said("The miller said the weir was old."))["source"] == "DN"


def test_tag_before_the_match(said: Finding) -> None:
    assert traits(said("The miller said the weir was old."))["before"] == "start"
    assert traits(said("If the miller said the weir was old, he was wrong."))["before"] == "S"


def test_length_is_told_in_steps_up_to_a_last_one(said: Finding) -> None:
    longer = "The miller said the weir was old and the wheel was new and the lock was shut."
    lengths = [int(traits(said(text))["length"]) for text in ("He said it was old.", longer, longer[:-1] + longer * 8)]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[1]


def test_surroundings_move_the_measured_share(said: Finding) -> None:
    found = said("They said the weir was old.")
    rows = [[RULE, "", "100", "90", "60"], [RULE, "0:say", "100", "90", "60"]]
    plain = Measured(rows).precision(*found)
    better = Measured(rows, [["source", "they", "0.5", "40"]]).precision(*found)
    worse = Measured(rows, [["source", "they", "-0.5", "40"], ["source", "DN", "2", "40"]]).precision(*found)
    assert plain
    assert better
    assert worse
    assert worse.right < plain.right < better.right
    assert worse.cue == plain.cue == better.cue
    assert Measured(rows, [["source", "they", "0.5", "40"]]).precision(found[0]) == plain


def test_what_was_not_measured_stays_so(said: Finding) -> None:
    assert Measured([], [["source", "they", "0.5", "40"]]).precision(*said("They said the weir was old.")) is None
