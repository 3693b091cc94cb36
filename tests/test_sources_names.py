"""Names that are alike: which are of one bearer, and which of two."""

from __future__ import annotations

import pytest
from attrib import Annotator


@pytest.mark.parametrize(
    ("first", "second", "bearers"),
    [
        ("The Kell Wildlife Trust", "The Kell Rowing Trust", 2),
        ("The Kell Police Department", "The Kell Fire Department", 2),
        ("The Ministry of Foreign Affairs", "The Ministry of Internal Affairs", 2),
        ("The Ministry of Health", "The Ministry for Health", 1),
        ("The Kell Wildlife Trust", "The Kell County Wildlife Trust", 1),
        ("The Kell Wildlife Trust", "The Kell Trust", 1),
        ("Ana Maria Roig", "Ana Lucia Roig", 2),
        ("Ana Maria Roig", "Ana M. Roig", 1),
        ("Ana Maria Roig", "Ana Roig", 1),
        ("Abdel Fattah Roig", "Abdel Fatah Roig", 1),
    ],
)
def test_a_word_within_two_names_tells_bearers_apart(
    annotator: Annotator, first: str, second: str, bearers: int
) -> None:
    document = annotator.annotate(f"{first} said the quay is shut. {second} said it leaks.")
    assert len({one.source_id for one in document.attributions}) == bearers
