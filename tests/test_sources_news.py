"""Who is meant in news as a whole: by a lead, by a new paragraph, by what a text is about; in invented texts."""

from __future__ import annotations

import pytest
from attrib import Annotator

from labels import told


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # Of whom a lead tells, and nothing else is said of whoever it is.
        ("A minister has left.\n\nAnna Berg said on Monday that she had no choice.", "Anna Berg", "official"),
        ("The pier is sold, the mayor said.\n\n“We have no choice,” Anna Berg said.", "Anna Berg", "official"),
        ("A minister has left.\n\nAnna Berg, a nurse, said it was over.", "Anna Berg", "person"),
        ("The mayor of Osk has left.\n\nLorna Voss said it was over.", "Lorna Voss", "official"),
        # The new mayor is not the one spoken of.
        ("The mayor of Osk has left, Ana Roig said. The new mayor said it was over.", "new mayor", "official"),
        # A new paragraph that goes on to somebody else is about them.
        (
            "Ida Falk ran a mill. Her aunt, Anna Berg, said so.\n\nMs. Falk was born in May. She said it was hard.",
            "Ida Falk",
            "person",
        ),
        ("Ida Falk ran a mill. Her aunt, Anna Berg, said it was over. She said it was hard.", "Anna Berg", "person"),
        # A captain among players is no officer.
        ("Captain Jo Adeyo left. Striker Bo Lind and manager Kit Moe stayed. Adeyo said so.", "Jo Adeyo", "person"),
        ("Captain Jo Adeyo left. Adeyo said it was over.", "Jo Adeyo", "military"),
        # A pronoun before its name.
        ("By her own account, Ida Falk kept the letter for fifty years.", "Ida Falk", "person"),
        # A name whose first word opens the sentence, and stands in it elsewhere.
        ("Amber Bio Inc. said so.\n\nAna Roig left Amber Bio. Amber Bio said so.", "Amber Bio Inc.", "company"),
        # A company with and without what it is in law.
        ("Halden Mining said it was over. Halden Mining Ltd. said so.", "Halden Mining Ltd.", "company"),
        ("Donald Holm said it was over. His son Donald Jr. said so.", "Donald Jr.", "person"),
        # A title that tells which of a family is meant.
        ("Ana Roig came. Her husband, Peter, stayed. Mr Roig said it was over.", "Peter", "person"),
        ("Ana Roig came. Her husband, Peter, stayed. Ms Roig said it was over.", "Ana Roig", "person"),
        # Where a body is is no part of its name; a daily is a body.
        ("The Oslo-based Polar Watch said it was over.", "Polar Watch", "ngo"),
        ("The mill is sold, the ministry’s spokesman said.\n\n“It is,” Leo Roig said.", "Leo Roig", "spokesperson"),
        # The mark of a list is nobody’s name.
        ("What we know:\n\n• Officials say the weir broke.", "Officials", "official"),
        ("Labour MP Sian Price accused ministers of “sitting on their hands”.", "Sian Price", "official"),
        ("Most vets will tell you that it is nearly true.", "Most vets", "group"),
        ("The heaviest user of the weir said it was over.", "heaviest user of the weir", "unknown"),
        ("A user of the site said it was over.", "user of the site", "social_media"),
        # A husband before a name that may be anybody's.
        ("Orchard Lane is shut. My late husband read there. He said it was over.", "My late husband", "person"),
        # When it came out is no head of what came out.
        ("A study last year by the guild found that the weir leaks.", "study last year by the guild", "document"),
        ("Rate policymaker Leo Roig said it was over.", "Leo Roig", "official"),
        # A word in small letters is nobody's name.
        ("I asked Ole Brandt, who has run the south quay since May. “It is over,” he told me.", "Ole Brandt", "person"),
        ("According to the Annals of Osk, the river ran red.", "Annals of Osk", "document"),
        ("“It is over,” said Leo Roig, Chief Medical Officer of Amber Bio.", "Leo Roig", "person"),
        ("“It is over,” said Leo Roig, England’s chief medical officer.", "Leo Roig", "official"),
    ],
)  # fmt: skip
def test_who_is_meant(annotator: Annotator, text: str, name: str, kind: str) -> None:
    assert told(annotator, text) == ("attributed", [name], kind)


def test_question_of_an_interview_is_the_interviewers(annotator: Annotator) -> None:
    record = annotator.record("Q: When did you know the weir would not hold?\n\nA: In May.")
    assert [sentence["label"]["voice"] for sentence in record["sentences"]] == ["attributed", "attributed"]


def test_an_announced_quotation_and_what_is_said_next(annotator: Annotator) -> None:
    text = "Ana Roig said: “We are sorry.” Dr Holm said that it was over."
    record = annotator.record(text)
    starts = [text[sentence["start"] :][:8] for sentence in record["sentences"]]
    assert starts == ["Ana Roig", "Dr Holm "]


def test_whom_a_daily_quotes(annotator: Annotator) -> None:
    text = "Ana Roig told the daily Nytt that it was shut. The paper quoted her as saying that it was over."
    assert told(annotator, text)[1] == ["Nytt", "Ana Roig"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Opening the case, Ana Roig KC, prosecuting, said the pair had not spoken for years.", "Ana Roig KC"),
        ("“It is late,” cautioned former reeve Ana Roig.", "Ana Roig"),
        ("Jo Adeyo scored. “I closed my eyes,” the 19-year-old told Sport Live.", "Jo Adeyo"),
        ("Former City striker Pat Orr, working as a guard, described the goal as “pure luck”.", "Pat Orr"),
        ("One neighbour told another that it was over.", "One neighbour"),
        ("THE CHAIR: Please state your name for the record.", "CHAIR"),
        ("The mill was sold by Lind. Citing the reeve, Bo Orr, he said it was over.", "Lind"),
    ],
)
def test_whose_words_they_are(annotator: Annotator, text: str, name: str) -> None:
    assert told(annotator, text)[1] == [name]


def test_the_last_turn_ends_where_its_speaker_is_told_of(annotator: Annotator) -> None:
    lines = ["Roig: Why?", "Quill: I had to.", "It was late.", "Roig: And now?", "Quill: I stay.", "It is home."]
    record = annotator.record("\n\n".join([*lines, "Then Quill left."]))
    voices = [sentence["label"]["voice"] for sentence in record["sentences"]]
    assert voices[-3:] == ["attributed", "attributed", "author"]
    # A label with an article is no name, nor is one before another's.
    lines = [
        "ROIG: We have met.",
        "It rains.",
        "THE PRESIDENT: We are home.",
        "I thank Vice President Orr.",
        "It is late.",
    ]
    labels = [sentence["label"]["voice"] for sentence in annotator.record("\n\n".join(lines))["sentences"]]
    assert labels == ["attributed"] * 5


def test_the_agency_of_a_dateline_is_one(annotator: Annotator) -> None:
    text = "VIK, July 2 (Tarnova) — Rain fell on us. As Tarnova reported earlier, the weir was shut."
    assert told(annotator, text) == ("attributed", ["Tarnova"], "wire_agency")


def test_an_acronym_that_is_a_pronoun_too(annotator: Annotator) -> None:
    text = "WHO says it is over\n\nThe World Health Organization (WHO) said on Friday that it was over."
    assert {source["name"] for source in annotator.record(text)["sources"]} == {"World Health Organization"}


def test_a_past_form_that_is_no_participle(annotator: Annotator) -> None:
    assert told(annotator, "The vote came as growers warned that it was late.") == ("mixed", ["growers"], "group")
