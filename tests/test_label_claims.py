"""Which attributions are claims: a bare wish, a topic or a question of nobody leave a sentence to its author."""

from __future__ import annotations

import pytest
from attrib import Annotator


def last(annotator: Annotator, text: str) -> tuple[str, list[str]]:
    """Voice and chain of source names of the last sentence."""
    document = annotator.annotate(text)
    sentence = document.sentences[-1]
    return sentence.label.voice, [one.name for one in document.chain(sentence)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called the plan dead on arrival.",
        "Engineers have called the claim misleading.",
        "The mayor has called him a liar.",
        "The mayor called it one of the worst plans yet.",
        "The mayor called the plan the best in years.",
        "The mayor called Ida Holm, a former miller, an outstanding leader.",
        "The mayor called the guild “The Chancellor of the Mills.”",
        "The millers branded him a thief.",
        "The council doubts that.",
        "There’s a general sense that the dam is dry.",
        "The dam is dry, the official Norrwire agency reported on Saturday.",
        "The bank said in a report released today that the dam was dry.",
        "The prize went to three women, the guild said in announcing the winners.",
        "According to police files obtained under the Water Act, the dam was dry.",
        "To keep the mill, the board that runs it said the dam was dry.",
        "In a letter signed by 40 millers, the mayor's office described him as a fool.",
    ],
)
def test_claims(annotator: Annotator, text: str) -> None:
    assert last(annotator, text)[0] == "attributed"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("They met in what officials described as the worst winter in years.", "officials"),
        ("It was the first of what many hope will be a long row of talks.", "many"),
        ("The loaf, which locals swear is the best in town, sold out.", "locals"),
        ("Millers took to the streets, with some saying that the toll was too high.", "some"),
        ("The two mayors discussed the dam, which the guild insists is dry.", "guild"),
    ],
)
def test_claims_of_a_part(annotator: Annotator, text: str, source: str) -> None:
    assert last(annotator, text) == ("mixed", [source])


@pytest.mark.parametrize(
    "text",
    [
        "The two mayors discussed the dam.",
        "The mayor addressed the crowd for an hour.",
        "The mayor called the office twice.",
        "The mayor called Ida Holm, a former miller, at noon.",
        "The mayor called the miller to complain.",
        "When asked which they liked, most millers chose tea.",
    ],
)
def test_no_claims(annotator: Annotator, text: str) -> None:
    assert last(annotator, text) == ("author", [])


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The mayor said the warning raised questions about the dam.", ["mayor"]),
        ("The mayor said that millers deserve to know who owns the dam.", ["mayor"]),
        ("The mayor said nobody thinks the dam is dry.", ["mayor"]),
        ("The mayor said he found that hard to believe.", ["mayor"]),
        ("“She never once asked me where I had been,” the mayor said.", ["mayor"]),
        ("The mayor reported a drop in tolls on Tuesday, citing weak demand in Osk.", ["mayor"]),
    ],
)
def test_links_say_something(annotator: Annotator, text: str, chain: list[str]) -> None:
    assert last(annotator, text) == ("attributed", chain)
