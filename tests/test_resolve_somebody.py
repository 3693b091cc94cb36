"""A rule may want a source that can say something: of a mere thing nothing is attributed."""

import pytest
from attrib.annotator import Annotator


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke, showing a flaw.",
        "The lane down to the weir shows two old walls.",
        "The gap in the wall grew, showing that the mortar was old.",
    ],
)
def test_a_thing_is_no_source_of_a_participle_or_an_object(annotator: Annotator, text: str) -> None:
    document = annotator.annotate(text)
    assert not document.attributions
    assert not document.sources


def test_a_thing_is_evidence(annotator: Annotator) -> None:
    document = annotator.annotate("The gap in the wall suggests a flaw.")
    assert not document.attributions
    assert document.sentences[0].label
    assert document.sentences[0].label.certainty == "probable"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The flautist left, citing the rain.", "flautist"),
        ("The Tarn Quartet left, citing the rain.", "Tarn Quartet"),
        ("Orr told the board she had resigned, and left, citing the rain.", "Orr"),
    ],
)
def test_whoever_can_speak_is(annotator: Annotator, text: str, source: str) -> None:
    assert annotator.annotate(text).sources[0].name == source


def test_what_stood_inside_stands_in_what_that_stood_in(annotator: Annotator) -> None:
    document = annotator.annotate("Orr said the dam broke, suggesting a flaw, and that she thinks it was old.")
    ids = {one.id for one in document.attributions}
    assert all(one.parent is None or one.parent in ids for one in document.attributions)


def test_what_a_relative_names_ends_before_the_verb_of_its_noun(annotator: Annotator) -> None:
    text = "The man who saw the fire said it began in the attic."
    found = [[text[a:b] for a, b in one.content] for one in annotator.annotate(text).attributions]
    assert found == [["the fire"], ["it began in the attic"]]
