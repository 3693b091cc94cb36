"""The reliability table: what confidence promises against what comes out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
import people

PAIRS = st.lists(st.tuples(st.floats(0.3, 1.0), st.booleans()))


def test_a_bin_holds_what_was_promised_and_what_came() -> None:
    bins = people.reliability([(0.32, False), (0.38, True), (0.9, True), (1.0, True)])
    assert [(b.low, b.n) for b in bins] == [(0.3, 2), (0.9, 2)]
    assert [b.right for b in bins] == [0.5, 1.0]
    assert bins[0].confidence == pytest.approx(0.35)


def test_the_error_is_the_mean_distance() -> None:
    assert people.calibration_error(people.reliability([(0.35, False), (0.95, True)])) == pytest.approx(0.2)
    assert people.calibration_error([]) == 0


@given(PAIRS)
def test_every_attribution_is_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    bins = people.reliability(pairs)
    assert sum(b.n for b in bins) == len(pairs)
    assert 0 <= people.calibration_error(bins) <= 1


def test_right_is_content_and_source() -> None:
    text = "The mayor said it rained."
    gold = {"text": text, "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 24]]}]}
    whole = {"parent": None, "confidence": 0.7, "source": [[0, 9]], "content": [[15, 24]]}
    other = {**whole, "source": [[15, 17]], "confidence": 0.5}
    nested = {**whole, "parent": "a1"}
    record = {"attributions": [whole, other, nested, {**whole, "confidence": None}]}
    assert list(people.judged(gold, record)) == [(0.7, True), (0.5, False)]
