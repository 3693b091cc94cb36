"""Where a content ends: the share that was measured for a boundary, or else the one the pack states."""

from __future__ import annotations

import re

import pytest
from attrib import Annotator
from attrib.match.grammar import ExtentMatcher
from attrib.match.reading import EndRates


def extent(name: str, finite: bool = False) -> ExtentMatcher:
    return ExtentMatcher(name, re.compile(""), "right", None, None, finite)


@pytest.mark.parametrize(
    ("measured", "kind", "detailed", "ends"),
    [
        ({}, "comma", "comma/1", False),
        ({}, "stop", "stop/1", True),
        ({"clause/comma": 0.5}, "comma", "comma/1", True),
        ({"clause/comma": 0.5, "clause/comma/1": 0.3}, "comma", "comma/1", False),
        ({"clause/comma": 0.3, "clause/comma/1": 0.4}, "comma", "comma/1", True),  # as often as the limit is enough
        ({"other/comma": 0.9}, "comma", "comma/1", False),
        ({"*/comma/1s": 0.9, "clause/comma": 0.1}, "comma", "comma/1s", True),
        ({"*/comma/1s": 0.9, "clause/comma/1s": 0.1}, "comma", "comma/1s", False),
        (
            {"*/comma/1": 0.9},
            "comma",
            "comma/1",
            False,
        ),  # all extents together only where the sentence opens with a clause
    ],
)
def test_most_exact_figure_decides(measured: dict[str, float], kind: str, detailed: str, ends: bool) -> None:
    rates = EndRates(measured, {"comma": 0.2, "stop": 1.0}, 0.4)
    assert rates.is_end(extent("clause"), kind, detailed) is ends
    assert rates.is_end(extent("clause"), kind, detailed) is ends  # from memory


def test_what_has_a_verb_does_not_end_before_it_at_a_boundary_that_seldom_ends() -> None:
    rates = EndRates({"that/comma": 0.9, "clause/comma": 0.9}, {"comma": 0.2, "stop": 1.0}, 0.4)
    assert not rates.is_end(extent("that", finite=True), "comma", "comma/0")
    assert rates.is_end(extent("that", finite=True), "comma", "comma/1")
    assert rates.is_end(extent("that", finite=True), "stop", "stop/0")
    assert rates.is_end(extent("clause"), "comma", "comma/0")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "He spoke of a rise (the true figure is nearer nine, according to the guild).",
            "the true figure is nearer nine",
        ),
        (
            "He said that the rise (20 percent, by one count) was slow.",
            "that the rise (20 percent, by one count) was slow",
        ),
        ("The clerk said the plan was dead, twice the number who had.", "the plan was dead, twice the number who had"),
        ("Most said the plan was dead, twice the number who said so in May.", "the plan was dead"),
        ("Holm said the dam was safe, according to a note she kept.", "the dam was safe"),
    ],
)
def test_brackets_descriptions_and_comparisons(annotator: Annotator, text: str, content: str) -> None:
    contents = [text[start:end] for found in annotator.annotate(text).attributions for start, end in found.content]
    assert content in contents


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Holm called the sale “a farce, not a plan,” and left.", "the sale “a farce, not a plan,”"),
        ("Holm called the sale “bold, quick and wrong,” and left.", "the sale “bold, quick and wrong,”"),
        ("Holm said that the weir was “old, cracked and unloved” and would go.", None),
        ("Holm said that the weir – a heap of stones and mud – would break by May.", None),
        ("Holm praised the fourth- and fifth-grade pupils.", "the fourth- and fifth-grade pupils"),
        ("Holm criticised the wall on the U.S.-Norland border.", "the wall on the U.S.-Norland border"),
    ],
)
def test_no_end_inside_a_quotation_an_aside_or_a_word(annotator: Annotator, text: str, content: str | None) -> None:
    found = annotator.record(text)["attributions"][0]["content"]
    assert [text[start:end] for start, end in found] == [content or text[len("Holm said ") : -1]]
