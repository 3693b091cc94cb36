"""In other words: a body spoken of before "the company", a person behind an age, names over small words."""

from __future__ import annotations

import attrib
import pytest


def names(text: str) -> list[str]:
    return [source.name for source in attrib.annotate(text).sources]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Solberg Ferries sold two boats in May. The company said it would hire no one.", "Solberg Ferries"),
        ("Tarnwell shut its mill. The firm said wages would be paid.", "Tarnwell"),
        ("Mara Olin lost her shop. “I will start again,” the 61-year-old said.", "Mara Olin"),
    ],
)
def test_the_only_one_who_acted_before(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Olin sold the mill. The company said it was sorry.", "company"),
        ("The Danes won. The exchange said it would close early.", "exchange"),
    ],
)
def test_a_person_or_a_people_is_no_answer(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_name_over_small_words_at_the_head_of_a_sentence() -> None:
    text = "Joost van der Brink said the dyke was weak. Van der Brink said the pumps were worse."
    assert names(text) == ["Joost van der Brink"]


def test_a_van_is_no_name() -> None:
    assert names("Van drivers said the road was shut.") == ["Van drivers"]
