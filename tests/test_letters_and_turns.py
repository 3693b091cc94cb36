"""Whose words a letter, a speech or an interview is: the name below the closing formula, the label before the turn."""

from __future__ import annotations

import attrib
import pytest
from attrib.model import Document

LETTER = """Mill Lane

Dear Ada,

The weir was shut in May. I think that the mill is lost.

The mayor told me that she would sell it.

{closing}

{name}
"""


@pytest.fixture(scope="module")
def annotator() -> attrib.Annotator:
    return attrib.Annotator()


def chains(document: Document) -> dict[str, list[str]]:
    """The names of each labelled sentence's chain, by the sentence's first three words."""
    text = document.text or ""
    return {
        " ".join(text[s.start : s.end].split()[:3]): [source.name for source in document.chain(s)]
        for s in document.sentences
        if s.label
    }


@pytest.mark.parametrize(
    "closing",
    [
        "Yours sincerely,", "Sincerely,", "Love,", "Love and warm thoughts,", "Best wishes,",
        "Kind regards", "With love,", "Most sincerely yours,", "Cheers,", "Stay in touch,", "Love ya.",
    ],
)  # fmt: skip
def test_letter_is_in_the_words_of_who_signs(annotator: attrib.Annotator, closing: str) -> None:
    found = chains(annotator.annotate(LETTER.format(closing=closing, name="Tom Reed")))
    assert found == {
        "The weir was": ["Tom Reed"],
        "I think that": ["Tom Reed"],
        "The mayor told": ["Tom Reed", "mayor"],
    }


@pytest.mark.parametrize("name", ["Tom Reed", "Dr. A. B. Reed", "Ana de la Cruz", "[Tom Reed]", "Bill"])
def test_name_below_a_letter(annotator: attrib.Annotator, name: str) -> None:
    document = annotator.annotate(LETTER.format(closing="Yours sincerely,", name=name))
    signed = next(a for a in document.attributions if a.rule == "en/attribution/signed-letter")
    (start, end), *_ = signed.source
    assert (document.text or "")[start:end] == name.strip("[]")


@pytest.mark.parametrize(
    "text",
    [
        "The weir was shut in May.\n\nBest,\n\nand worst, was the ferry.",  # no name
        "Love,\n\nTom Reed",  # no letter
        "The weir was shut in May. They did it with love.\n\nTom Reed was there.",
    ],
)
def test_what_is_no_letter(annotator: attrib.Annotator, text: str) -> None:
    assert "en/attribution/signed-letter" not in {a.rule for a in annotator.annotate(text).attributions}


def test_each_letter_has_its_own_signature(annotator: attrib.Annotator) -> None:
    two = "The weir was shut.\n\nYours,\n\nTom Reed\n\nDear Tom,\n\nWe will open it again.\n\nYours,\n\nAda Hale"
    assert chains(annotator.annotate(two)) == {"The weir was": ["Tom Reed"], "We will open": ["Ada Hale"]}


INTERVIEW = """The council met on Monday.

HALE: Why is it shut? You said that it would open.

Tom Reed told us that it is safe.

RENN: It may be.

It was late.
"""


def test_turn_runs_on_to_the_next_label(annotator: attrib.Annotator) -> None:
    found = chains(annotator.annotate(INTERVIEW))
    assert found["The council met"] == []
    assert found["HALE: Why is"] == ["HALE"]
    assert found["You said that"][0] == "HALE"
    assert found["Tom Reed told"][0] == "HALE"
    assert found["RENN: It may"] == ["RENN"]


def test_single_turn_ends_with_its_paragraph(annotator: attrib.Annotator) -> None:
    text = "HALE: The weir is shut. It was late.\n\nThe council met on Monday."
    assert chains(annotator.annotate(text)) == {
        "HALE: The weir": ["HALE"],
        "It was late.": ["HALE"],
        "The council met": [],
    }


@pytest.mark.parametrize(
    "label", ["THE PRESIDENT:", "Below are the President’s remarks:", "Here is the statement by the President:"]
)
def test_label_on_a_line_of_its_own(annotator: attrib.Annotator, label: str) -> None:
    found = chains(annotator.annotate(f"{label}\n\nThe weir was shut.\n\nThe mill is lost."))
    assert [name.lower() for name in found["The weir was"] + found["The mill is"]] == ["president"] * 2


def test_quotation_under_a_label_ends_with_its_paragraph(annotator: attrib.Annotator) -> None:
    text = "Here is the statement by the mayor:\n\n“The weir was shut.”\n\nThe council met on Monday."
    assert chains(annotator.annotate(text))["The council met"] == []


@pytest.mark.parametrize("heading", ["PREVIOUSLY:", "SHORT READS:", "Agenda:"])
def test_heading_is_no_label(annotator: attrib.Annotator, heading: str) -> None:
    found = chains(annotator.annotate(f"{heading}\n\nThe weir was shut in May.\n\nThe mill is lost."))
    assert found["The weir was"] == found["The mill is"] == []


def test_thing_found_is_perceived_and_no_claim(annotator: attrib.Annotator) -> None:
    attitudes = {
        "The warden noticed a crack in the wall.": "perception",
        "The warden noticed that the wall was cracked.": "knowledge",
        "The warden hoped to see the mayor.": "intention",
        "The warden hoped that the mayor would come.": "belief",
        "The warden regards the weir as a danger.": "evaluation",
    }
    found = {text: {a.attitude for a in annotator.annotate(text).attributions} for text in attitudes}
    assert found == {text: {attitude} for text, attitude in attitudes.items()}


def test_carried_quotation_goes_to_who_speaks(annotator: attrib.Annotator) -> None:
    document = annotator.annotate("Heald said the findings show the work is safe. “It would help us all.”")
    text = document.text or ""
    [carried] = [a for a in document.attributions if any(text[start] == "“" for start, _ in a.content)]
    assert [text[start:end] for start, end in carried.source] == ["Heald"]


PIECE = """A year by the weir

{byline}

{first}

I think that the mill is lost. The mayor told me that she would sell it.
"""
STORY = "Ada shut the weir. “It leaks,” she said.\n\nThe mayor told her that she would sell the mill.\n"


def parents(document: Document) -> dict[str, str | None]:
    """The rule of each attribution's parent, by its own rule."""
    rules: dict[str | None, str] = {a.id: a.rule.rpartition("/")[2] for a in document.attributions}
    return {rules[a.id]: rules.get(a.parent) for a in document.attributions}


@pytest.mark.parametrize("byline", ["By Ada Holm", "by Ada Holm, Bo Renn, and Tom Reed", "By Ada Holm | May 4, 2016"])
def test_piece_in_the_first_person_holds_what_it_tells(annotator: attrib.Annotator, byline: str) -> None:
    document = annotator.annotate(PIECE.format(byline=byline, first="We lived by our weir."))
    assert parents(document) == {"byline": None, "verb-that": "byline", "told-that": "byline"}
    name = document.attributions[0]
    assert (document.text or "")[slice(*name.source[0])] == byline[3:].partition(" |")[0]


def test_sentences_of_a_piece_are_its_authors(annotator: attrib.Annotator) -> None:
    found = chains(annotator.annotate(PIECE.format(byline="By Ada Holm", first="We lived by our weir.")))
    assert found == {"We lived by": [], "I think that": ["Ada Holm"], "The mayor told": ["mayor"]}


def test_story_below_its_title_page(annotator: attrib.Annotator) -> None:
    assert parents(annotator.annotate(f"The weir\n\nby Ada Holm\n\n{STORY}"))["told-that"] == "byline"


@pytest.mark.parametrize(
    "head",
    [
        "The weir\n\nBy Ada Holm", "The weir\n\nBy ADA HOLM\n\nMay 4, 2016", "By Ada Holm", "by Ada Holm",
        "The weir\n\nby Ada Holm\n\nMay 4, 2016", "The weir\n\nby ADA HOLM",
        "The weir\n\nBy Ada Holm, Associated Press",
    ],
)  # fmt: skip
def test_report_is_nested_in_nobodys_byline(annotator: attrib.Annotator, head: str) -> None:
    assert set(parents(annotator.annotate(f"{head}\n\n{STORY}")).values()) == {None}


def test_report_with_a_dateline_is_nested_in_nobodys_byline(annotator: attrib.Annotator) -> None:
    document = annotator.annotate(PIECE.format(byline="By Ada Holm", first="TARN (AP) — We lived by our weir."))
    assert "byline" not in parents(document)
