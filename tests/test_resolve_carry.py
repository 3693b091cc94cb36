"""Quotations without a speaker go to the speaker before them, and no further."""

from __future__ import annotations

import pytest
from attrib import Annotator

LONG = "It will stay so until the rain comes back."
STYLES = [("“", "”"), ("‘", "’"), ('"', '"'), ("«", "»"), ("„", "“")]


def speakers(annotator: Annotator, text: str) -> dict[str, str]:
    """Who each listed quotation belongs to: its first words, and the words of the source."""
    found = {}
    for one in annotator.annotate(text).attributions:
        for start, end in one.content:
            source = "…".join(text[a:b] for a, b in one.source)
            found[" ".join(text[start:end].strip("“”‘’'\"«»„").split()[:3])] = source
    return found


@pytest.mark.parametrize(("opening", "closing"), STYLES)
def test_next_quotation_of_the_paragraph_in_any_style(annotator: Annotator, opening: str, closing: str) -> None:
    text = f"{opening}The dam is dry,{closing} said Ms Oduya. {opening}{LONG}{closing}"
    assert speakers(annotator, text) == {"The dam is": "Ms Oduya", "It will stay": "Ms Oduya"}


def test_author_goes_on_after_the_quotation(annotator: Annotator) -> None:
    document = annotator.annotate(f"“The dam is dry,” said Ms Oduya. “{LONG}” The lake is low.")
    assert [sentence.label.voice for sentence in document.sentences] == ["attributed", "attributed", "author"]


@pytest.mark.parametrize(
    ("more", "source"),
    [
        ("It “is no more than a gift to the mills of the valley.”", "Ms Oduya"),
        ("Without rain, “it will be very hard to see how the mills go on.”", "Ms Oduya"),
        ("It is a “gift” to the mills of the valley and to those who own them.", None),  # too short a piece
        ("Mr Holt called it “no more than a gift to the mills of the valley.”", "Mr Holt"),
    ],
)
def test_quoted_piece_goes_to_who_was_quoted_before(annotator: Annotator, more: str, source: str | None) -> None:
    document = annotator.annotate(f"“The dam is dry and the lake is low,” said Ms Oduya. {more}")
    names = [one.name for one in document.chain(document.sentences[-1])]
    assert names == ([source.split()[-1]] if source else [])


def test_quoted_piece_of_another_paragraph_is_nobodys(annotator: Annotator) -> None:
    piece = "It “is no more than a gift to the mills of the valley.”"
    document = annotator.annotate(f"“The dam is dry and the lake is low,” said Ms Oduya.\n\n{piece}")
    assert document.sentences[-1].label.voice == "author"


def test_quotation_that_fills_the_next_paragraph(annotator: Annotator) -> None:
    text = f"“The dam is dry,” said Ms Oduya.\n\n“{LONG}”"
    assert speakers(annotator, text)["It will stay"] == "Ms Oduya"


@pytest.mark.xfail(strict=True, reason="segment: four quoted words that are a whole paragraph are no full quotation")
def test_short_quotation_that_fills_the_next_paragraph(annotator: Annotator) -> None:
    text = "“The dam is dry,” said Ms Oduya.\n\n“It will stay so.”"
    assert speakers(annotator, text)["It will stay"] == "Ms Oduya"


def test_open_quotation_goes_on_over_paragraphs(annotator: Annotator) -> None:
    text = f"Ms Oduya said: “The dam is dry.\n\n“{LONG}\n\n“We must wait for help.”\n\nThe lake is low."
    assert set(speakers(annotator, text).values()) == {"Ms Oduya"}
    assert len(speakers(annotator, text)) == 3
    assert annotator.annotate(text).sentences[-1].label.voice == "author"


def test_own_speaker_comes_first(annotator: Annotator) -> None:
    text = f"“The dam is dry,” said Ms Oduya.\n\n“{LONG}” Mr Tarn replied. “We must wait for help.”"
    found = speakers(annotator, text)
    assert (found["The dam is"], found["We must wait"]) == ("Ms Oduya", "Mr Tarn")


@pytest.mark.parametrize("aside", [", who backs the mayor", ", adding that the mayor knew"])
def test_aside_changes_no_speaker(annotator: Annotator, aside: str) -> None:
    text = f"“The dam is dry,” said Ms Oduya{aside}. “{LONG}”"
    assert speakers(annotator, text)["It will stay"].startswith("Ms Oduya")


@pytest.mark.parametrize(
    "text",
    [
        f"The lake is low. “{LONG}”",
        f"“{LONG}”",
        f"“The dam is dry,” said Ms Oduya.\n\nThe lake is low. “{LONG}”",
        f"“The dam is dry,” said Ms Oduya.\n\nThe lake is low.\n\n“{LONG}”",
    ],
)
def test_nobody_to_carry_to(annotator: Annotator, text: str) -> None:
    assert "It will stay" not in speakers(annotator, text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The dam is dry. The mayor announced this on Monday.", "The dam is dry."),
        ("The dam is dry.\n\nThe mayor announced this on Monday.", "The dam is dry."),
        ("The mayor said the following: The dam is dry. The lake is low.", "The dam is dry"),
        ("The mayor said the following:\n\nThe dam is dry.", "The dam is dry."),
    ],
)
def test_content_that_is_pointed_at(annotator: Annotator, text: str, content: str) -> None:
    (one,) = annotator.annotate(text).attributions
    assert [text[start:end] for start, end in one.content] == [content]


@pytest.mark.parametrize(
    "clause",
    [
        "said Ada Holm, a miller from the north of Tarn", "said Ada Holm, a miller who is the head of the guild",
        "Ms Oduya wrote in a letter to the Echo explaining why she left", "Ms Oduya said last month on radio",
        "Ms Oduya said of the mill and its owners",
    ],
)  # fmt: skip
def test_quotation_taken_up_again_behind_a_long_clause(annotator: Annotator, clause: str) -> None:
    found = speakers(annotator, f"“The dam is dry,” {clause}, “but it will not stay so for long.”")
    assert found["The dam is"] == found["but it will"]
    assert found["but it will"].startswith(("Ms Oduya", "Ada Holm"))


@pytest.mark.parametrize(("opening", "closing"), [*STYLES, ("''", "''")])
def test_next_speaker_does_not_take_the_quotation_before(annotator: Annotator, opening: str, closing: str) -> None:
    first, own, next_ = (f"{opening}{words}{closing}" for words in ("The dam is dry,", LONG, "The mill is sold."))
    text = f"{first} Ms Oduya said. {own} Mr Holt said: {next_}"
    assert speakers(annotator, text) == {"The dam is": "Ms Oduya", "It will stay": "Ms Oduya", "The mill is": "Mr Holt"}


def test_quoted_piece_with_somebody_heard_in_it(annotator: Annotator) -> None:
    piece = "“But they think it will be very hard to see how the mills go on” without rain."
    document = annotator.annotate(f"“The dam is dry and the lake is low,” said Ms Oduya. {piece}")
    assert [one.name for one in document.chain(document.sentences[-1])][:1] == ["Oduya"]


def test_two_who_talk_take_turns(annotator: Annotator) -> None:
    lines = ["“Did you bring the key?” asked Lisa Roth.", "“I have it here,” said Holm.", "“Show me.”", "“Not now.”"]
    document = annotator.annotate("\n\n".join([*lines, "“Then when will you show it to me and to the others?”"]))
    said = [document.chain(sentence)[-1].name for sentence in document.sentences]
    assert said == ["Lisa Roth", "Holm", "Lisa Roth", "Holm", "Lisa Roth"]


def test_few_words_behind_one_speaker_are_nobodys(annotator: Annotator) -> None:
    document = annotator.annotate("The hall was cold.\n\n“I have it here,” said Holm.\n\n“Then show me.”")
    assert not document.chain(document.sentences[-1])


def test_nobody_is_who_stands_in_what_they_say(annotator: Annotator) -> None:
    document = annotator.annotate("Ida Roth looked up. “You lied to my mother,” she said.")
    assert [one.name for one in document.chain(document.sentences[-1])] == ["Ida Roth"]
