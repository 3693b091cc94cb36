"""The same text as different programs leave it: who says what must not depend on blanks, marks or lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from attrib.annotator import Annotator

EXAMPLE = Path(__file__).parent.parent / "examples" / "article.txt"
WIDTH = 64


def _article() -> str:
    text = EXAMPLE.read_text(encoding="utf-8")
    return text[text.index("Karsovan state media") :]


def _wrapped(text: str) -> str:
    """The text with its lines broken at blanks, so that none is longer than `WIDTH` where a word allows it."""
    characters, column, blank = list(text), 0, -1
    for at, character in enumerate(text):
        column = 0 if character == "\n" else column + 1
        if character == " ":
            blank = at
        if column > WIDTH and blank > at - column:
            characters[blank] = "\n"
            column = at - blank
    return "".join(characters)


VARIANTS: dict[str, Callable[[str], str]] = {
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "curly marks": lambda text: re.sub(r'"(?=\w)', "“", text).replace('"', "”"),
    "curly apostrophes": lambda text: text.replace("'", "\u2019"),
    "low marks": lambda text: re.sub(r'"(?=\w)', "„", text).replace('"', "“"),
    "guillemets": lambda text: re.sub(r'"(?=\w)', "«", text).replace('"', "»"),
    "lines wrapped": _wrapped,
}


def _found(annotator: Annotator, text: str) -> list[tuple[object, ...]]:
    return [
        (one.source, one.cue, one.content, one.rule, one.certainty, one.polarity)
        for one in annotator.annotate(text).attributions
    ]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_of_the_same_length_gives_the_same_spans(annotator: Annotator, name: str) -> None:
    text = _article()
    other = VARIANTS[name](text)
    assert other != text or name == "curly apostrophes"
    assert _found(annotator, other) == _found(annotator, text)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_text_is_given_as_it_came(annotator: Annotator, name: str) -> None:
    other = VARIANTS[name](_article())
    assert annotator.annotate(other).text == other


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u2060", "\ufeff", "\u200e", "\u202a"], ids=lambda mark: f"U+{ord(mark):04X}"
)
def test_marks_that_are_not_seen_part_nothing(annotator: Annotator, mark: str) -> None:
    text = f"The dam is shut. {mark}Holm said the road was safe. {mark}Roth denies it."
    found = annotator.annotate(text)
    assert [text[slice(*one.source[0])] for one in found.attributions] == ["Holm", "Roth"]
    assert found.text == text


def test_a_paragraph_of_two_lines_is_one_where_the_text_is_wrapped(annotator: Annotator) -> None:
    text = (
        "The weir at Tarn was shut on Monday after the river rose by\n"
        "two metres, and it will stay shut until the end of the week.\n\n"
        "The council has asked the army for help with the pumps that\n"
        "were lost when the old mill burned down eleven years ago.\n\n"
        "Nobody was hurt in the flood, and the road to Vik was kept\n"
        "open by a team of forty, most of them from the fire service.\n\n"
        "The dam, which was built in the spring of 1950, is safe, said\n"
        "Ida Holm of the guild."
    )
    (one,) = [one for one in annotator.annotate(text).attributions if "Holm" in text[slice(*one.source[0])]]
    assert text[slice(*one.source[0])] == "Ida Holm of the guild"


def test_lines_that_are_paragraphs_stay_apart(annotator: Annotator) -> None:
    text = "The guild says tolls rise in March\nThe road to Vik was shut on Monday\nNobody was hurt in the fire at Tarn"
    assert len(annotator.annotate(text).sentences) == 3
