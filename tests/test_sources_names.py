"""Names that are alike: which are of one bearer, and which of two."""

from __future__ import annotations

import pytest
from attrib import Annotator


@pytest.mark.parametrize(
    ("first", "second", "bearers"),
    [
        ("Kell Wildlife Trust", "Kell Rowing Trust", 2),
        ("Kell Police Department", "Kell Fire Department", 2),
        ("Ministry of Foreign Affairs", "Ministry of Internal Affairs", 2),
        ("Ministry of Health", "Ministry for Health", 1),
        ("Kell Wildlife Trust", "Kell County Wildlife Trust", 1),
        ("Kell Wildlife Trust", "Kell Trust", 1),
    ],
)
def test_a_word_within_two_names_tells_bodies_apart(first: str, second: str, bearers: int) -> None:
    document = Annotator().annotate(f"The {first} said the quay is shut. The {second} said it leaks.")
    assert len({one.source_id for one in document.attributions}) == bearers


@pytest.mark.parametrize(
    ("first", "second", "bearers"),
    [
        ("Ana Maria Roig", "Ana Lucia Roig", 2),
        ("Ana Maria Roig", "Ana M. Roig", 1),
        ("Ana Maria Roig", "Ana Roig", 1),
        ("Abdel Fattah Roig", "Abdel Fatah Roig", 1),
    ],
)
def test_a_middle_name_tells_people_apart(first: str, second: str, bearers: int) -> None:
    document = Annotator().annotate(f"{first} said the quay is shut. {second} said it leaks.")
    assert len({one.source_id for one in document.attributions}) == bearers
