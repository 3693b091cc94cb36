"""The measured value: features, weights, the curve, and what stands in when nothing was measured."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from attrib.bearing import Bearing, Bearings, phrase_start
from attrib.commitment import Commitment, features, flipped
from attrib.resolve.hedged import HedgeDraft
from attrib.resolve.hedges import settled, without


def hedge(
    rule: str = "en/hedge/may", *, value: float = 1.3, flips: bool = False, lemma: str | None = None
) -> HedgeDraft:
    return HedgeDraft(((1, 2),), ((2, 4),), "epistemic", "possible", value, min(abs(value), 1.3), flips, rule, lemma)


def field(words: str, tags: str) -> Any:
    return SimpleNamespace(word=words.split(), tags=tags)


MILL = field("the mill may close .", "DNMB.")


def test_without_a_table_the_rules_values_stand() -> None:
    bare = Commitment([])
    assert bare.value(MILL, 3, []) == 3.0
    assert bare.value(MILL, 3, [Bearing(hedge(), "own")]) == 1.3
    assert bare.value(MILL, 3, [Bearing(hedge(), "own"), Bearing(hedge(flips=True, value=-1.8), "own")]) == -1.3


def test_weights_are_summed_and_read_off_the_curve() -> None:
    table = Commitment(
        [("weight", "+", "3.0"), ("weight", "+en/hedge/may/own", "-2.0"), ("curve", "0", "0"), ("curve", "2", "3")]
    )
    assert table.value(MILL, 3, []) == 3.0
    assert table.value(MILL, 3, [Bearing(hedge(), "own")]) == pytest.approx(1.5)


def test_polarity_is_composed() -> None:
    no = Bearing(hedge("en/hedge/not", flips=True), "own")
    fail = Bearing(hedge("en/hedge/refuses-to", flips=True), "infinitive")
    assert flipped([no])
    assert not flipped([no, fail])
    assert flipped([no, fail], stands=("own",))


def test_features_name_rule_stand_and_form() -> None:
    names = features(MILL, 3, [Bearing(hedge(lemma="may"), "own")], ("own",))
    assert {"+", "+en/hedge/may/own", "+epistemic/own", "+form:MB", "+word:close"} <= set(names)


def test_the_least_size_stated_stands_for_a_cue_that_was_never_measured() -> None:
    bears = [Bearing(hedge(value=2.4), "own"), Bearing(hedge(value=-2.2, flips=True), "infinitive")]
    assert "+least:3" in features(MILL, 3, bears, ())  # no more than is usual of what is possible, in half steps
    assert "+least:6" in features(MILL, 3, [], ())


def test_a_noun_phrase_begins_behind_the_verb_that_governs_it() -> None:
    assert phrase_start("OHREDJN.", 6) == 4  # "they had not reached a final decision"
    assert phrase_start("OHRENN.", 5) == 4  # "they have n't made merger offers"
    assert phrase_start("VRDDN.", 4) == 1  # "sold nearly all the mills"


def test_a_nouns_frame() -> None:
    names = features(field("the threat of a strike .", "DNIDN."), 4, [], ())
    assert {"+noun", "+det:a", "+prep:of", "+of:threat"} <= set(names)


def test_a_denied_verb_takes_what_it_names_for_the_first_time_along() -> None:
    stands = Bearings({"the"})
    no = [hedge("en/hedge/not", flips=True)._replace(scope=((0, 1), (2, 6)))]
    assert stands(field("d n't sign an old lease", "dRBDJN"), no, 5) == [Bearing(no[0], "object")]
    assert stands(field("d n't sign the old lease", "dRBDJN"), no, 5) == [Bearing(no[0], "noun")]
    assert stands(field("d n't sign our lease sooner", "dRBONR"), no, 4) == [Bearing(no[0], "noun")]


def test_what_is_denied_wherever_it_stands() -> None:
    no = [hedge("en/hedge/not", flips=True)._replace(scope=((0, 1), (2, 7)))]
    words = field("d n't lead to any talks .", "dRBIDN.")
    assert Bearings({"the"}, anything={"any"})(words, no, 5) == [Bearing(no[0], "own")]
    assert Bearings({"the"})(field("d n't lead to the talks .", "dRBIDN."), no, 5) == [Bearing(no[0], "noun")]


def test_a_participle_stands_as_its_noun_does() -> None:
    stands = Bearings({"the"})
    no = [hedge("en/hedge/not", flips=True)._replace(scope=((0, 1), (2, 8)))]
    assert stands(field("d n't lift the ban imposed in May .", "dRBDNEIY."), no, 5) == [Bearing(no[0], "noun")]
    assert stands(field("d n't buy the closed mill in May .", "dRBDENIY."), no, 4) == [Bearing(no[0], "noun")]


def test_an_infinitive_that_hangs_on_a_known_noun_is_for_it() -> None:
    stands = Bearings({"the"})
    no = [hedge("en/hedge/not", flips=True)._replace(scope=((0, 1), (2, 8)))]
    assert stands(field("d n't drain the pond to build mills .", "dRBDNTBN."), no, 6) == [Bearing(no[0], "noun")]


def test_a_known_thing_behind_a_preposition_is_not_denied() -> None:
    stands = Bearings({"the"})
    no = [hedge("en/hedge/no-noun", flips=True)._replace(cue=((0, 1),), scope=((1, 5),))]
    assert stands(field("no answer to the letter", "DNIDN"), no, 1) == [Bearing(no[0], "own")]
    assert stands(field("no answer to the letter", "DNIDN"), no, 4) == [Bearing(no[0], "noun")]
    assert stands(field("no sign of any life", "DNIDN"), no, 4) == [Bearing(no[0], "own")]


def test_cue_is_cut_out_of_its_sentence() -> None:
    assert without((0, 9), [(0, 1)]) == ((1, 9),)
    assert without((0, 9), [(3, 4), (6, 7)]) == ((0, 3), (4, 6), (7, 9))


def test_longest_cue_then_priority() -> None:
    def match(rule: str, priority: int, *cue: tuple[int, int]) -> Any:
        return SimpleNamespace(cue=cue, phrase=0, rule=SimpleNamespace(id=rule, priority=priority))

    low, high, wide = match("a", 10, (0, 1)), match("b", 90, (0, 1)), match("c", 10, (0, 1), (2, 3))
    apart = match("d", 10, (5, 6))
    assert [m.rule.id for m, _ in settled([low, high, apart])] == ["b", "d"]
    assert [m.rule.id for m, _ in settled([low, high, wide])] == ["c"]
