"""Titles of works: quotations in capitals in which nobody speaks."""

from __future__ import annotations

import attrib
import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Her novel “The Weir Said No” won a prize in May.",
        "The band played “I Think You Know” twice.",
        "The film “Nobody Told the Miller” opens in June.",
    ],
)
def test_nobody_speaks_in_a_title(text: str) -> None:
    assert not attrib.annotate(text).attributions


@pytest.mark.parametrize("text", ["The song “It May Never Rain” is old.", "They read “Not Without the Miller” aloud."])
def test_nothing_in_a_title_is_doubted(text: str) -> None:
    document = attrib.annotate(text)
    label = document.sentences[0].label
    assert label is not None
    assert (label.certainty, label.polarity) == ("certain", "positive")


def test_words_quoted_without_capitals_are_read() -> None:
    label = attrib.annotate("The plan was “perhaps too bold” and was dropped.").sentences[0].label
    assert label is not None
    assert label.lowest == "possible"
