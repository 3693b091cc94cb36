"""Alternatives asked by the first character of a text find what all of them together find."""

from __future__ import annotations

import re

import pytest
from attrib.segment.opening import Openings
from hypothesis import given
from hypothesis import strategies as st

ALTERNATIVES = ["share(?: this)?", r"\d+ min", r"[\W_]+", ".{0,6}via", "(?:https?|www)x", "ſo", "éclair", "(?<=-)dash"]
LEAD = r"[-–* ]*"
OPENINGS, BARE = Openings(ALTERNATIVES, LEAD), Openings(ALTERNATIVES)
TEXTS = st.text(alphabet="sShareé ÉvViIaA thxwdK-–*.1_ſßK", max_size=9) | st.sampled_from(
    ["Share this", "* share", "7 min", "é", "via", "on VIA", "HTTPx", "-dash", "Éclair", "So", ""]
)


@given(TEXTS)
def test_what_they_find_together(text: str) -> None:
    for openings, lead in ((OPENINGS, LEAD), (BARE, "")):
        whole = re.compile(f"(?i){lead}(?:{'|'.join(ALTERNATIVES)})")
        for name in ("match", "fullmatch"):
            found, wanted = getattr(openings, name)(text), getattr(whole, name)(text)
            assert (found and found.span()) == (wanted and wanted.span())


def test_no_alternatives_match_nothing() -> None:
    assert Openings([]).match("") is None
    assert Openings([]).match("share") is None


def test_one_that_is_no_pattern() -> None:
    with pytest.raises(re.error):
        Openings(["(share"])
