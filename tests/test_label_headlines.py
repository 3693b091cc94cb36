"""Headlines that are sentences though their verb may be a noun, and the voice of further constructions."""

from __future__ import annotations

import pytest
from attrib import Annotator

BODY = "\n\nIt was a long day in the town, and nothing had been decided when the hall closed."


@pytest.mark.parametrize(
    "text",
    [
        "Police probe mill fire deaths",
        "Osk mayor quits amid bribery probe",
        "Osk, Lund sign trade pact",
        "Voters head to polls",
    ],
)
def test_a_headline_with_a_verb_is_a_sentence(annotator: Annotator, text: str) -> None:
    label = annotator.record(text + BODY)["sentences"][0]["label"]
    assert label["voice"] == "author"


@pytest.mark.parametrize("text", ["Bribery probe", "New rules on cattle farming", "The long road back from Osk"])
def test_one_without_is_none(annotator: Annotator, text: str) -> None:
    assert annotator.record(text + BODY)["sentences"][0]["boilerplate"]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Two weeks after the reeve said that the mill was safe, it burned down.", "mixed"),
        ("But after the reeve announced that the mill was safe, it burned down.", "mixed"),
        ("The reeve resigned, days after the Echo reported that he had lied.", "mixed"),
        ("The allegedly stolen cart was found.", "author"),
        ("A rumour that the weir would break had spread for weeks.", "mixed"),
        ("Told that the weir had been sold, the reeve laughed.", "mixed"),
        ("It was, in the reeve's words, “a dark day.”", "attributed"),
        ("A clip viewed 2 million times on TikTok says the mill is closed.", "attributed"),
    ],
)
def test_the_voice_of_a_sentence(annotator: Annotator, text: str, voice: str) -> None:
    label = annotator.record(f"The day was long.\n\n{text}\n\nThe day was long.")["sentences"][1]["label"]
    assert label["voice"] == voice


def test_a_sentences_own_source_comes_before_one_that_points_back(annotator: Annotator) -> None:
    record = annotator.record("The dam is old, according to the clerk. The reeve thinks so too.")
    known = {source["id"]: source["name"] for source in record["sources"]}
    assert [known[one] for one in record["sentences"][0]["label"]["sources"]] == ["clerk"]
