"""Another language is another folder: the small German pack runs with the same code."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib import Annotator
from attrib.model import Document

PACK = Path(__file__).parent / "packs" / "de"


@pytest.fixture(scope="module")
def german() -> Annotator:
    return Annotator(rules=[PACK])


def only_attribution(document: Document) -> dict[str, str]:
    """The words of a document's single attribution."""
    (found,) = document.attributions
    spans = {"source": found.source, "cue": found.cue, "content": found.content}
    return {name: "…".join(document.text[start:end] for start, end in parts) for name, parts in spans.items()}


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Laut der Hafenbehörde liegen zwei Fähren fest.", "der Hafenbehörde", "Laut", "liegen zwei Fähren fest"),
        ("Die Ministerin sagte, dass der Hafen sicher ist.", "Die Ministerin", "sagte", "dass der Hafen sicher ist"),
        ("„Der Hafen ist sicher“, sagte die Ministerin.", "die Ministerin", "sagte", "„Der Hafen ist sicher“"),
        ("Der Verband bestritt, dass Öl ausgelaufen ist.", "Der Verband", "bestritt", "dass Öl ausgelaufen ist"),
    ],
)
def test_german_sentence_is_attributed(german: Annotator, text: str, source: str, cue: str, content: str) -> None:
    document = german.annotate(text)
    assert only_attribution(document) == {"source": source, "cue": cue, "content": content}
    assert document.sentences[0].label.voice == "attributed"


@pytest.mark.parametrize(
    ("text", "voice", "certainty"),
    [
        ("Das Schiff ist angeblich vor der Küste gesunken.", "attributed", "uncommitted"),
        ("Der Hafen wird vielleicht am Montag geschlossen.", "author", "possible"),
        ("Die Musik im Hafen war sehr laut.", "author", "certain"),
    ],
)
def test_german_hedge_is_weighed(german: Annotator, text: str, voice: str, certainty: str) -> None:
    label = german.annotate(text).sentences[0].label
    assert (label.voice, label.certainty) == (voice, certainty)


def test_german_denial_is_negative_and_disputed(german: Annotator) -> None:
    label = german.annotate("Der Verband bestritt, dass Öl ausgelaufen ist.").sentences[0].label
    assert (label.polarity, label.disputed) == ("negative", True)


def test_record_says_which_language_and_pack(german: Annotator) -> None:
    document = german.annotate("Laut der Hafenbehörde liegen zwei Fähren fest.")
    assert document.meta["language"] == "de"
    assert document.rules.pack == "de"


def test_english_text_is_not_analysed_by_the_german_pack(german: Annotator) -> None:
    document = german.annotate(
        "The minister said that the harbour was safe, and that the ferries would sail again soon."
    )
    assert document.meta["analysed"] is False
    assert all(sentence.label is None for sentence in document.sentences)
