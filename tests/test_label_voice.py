"""Whose words a sentence is: its main proposition's speaker, the chain behind it, how many origins vouch for it."""

from __future__ import annotations

from typing import Any

import pytest
from attrib import Annotator
from attrib.label import Verdict
from attrib.resolve.draft import Draft, Span


def verdict(annotator: Annotator, text: str) -> tuple[str, list[str], int]:
    """Voice, chain of source names and roots of the last sentence."""
    document = annotator.annotate(text)
    sentence = document.sentences[-1]
    return sentence.label.voice, [one.name for one in document.chain(sentence)], sentence.label.independent_roots


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the dam was dry.",
        "The mayor said the lake was low.",
        "The dam was dry, the mayor said.",
        "The dam was dry, said the mayor.",
        "The dam, according to the mayor, is dry.",
        "According to the mayor, the dam is dry.",
        "The mayor denied that the dam was dry.",
        "The mayor told reporters that the dam was dry.",
        "The mayor believes that the dam is dry.",
        "“The dam is dry,” said the mayor.",
        "“The dam,” said the mayor, “is dry.”",
        "Mayor: “The dam is dry and the lake is low.”",
        "The dam is dry. The mayor announced this on Monday.",
        "The mayor sees the dam as a burden.",
        "The mayor accused the miller of draining the dam.",
        "The mayor went further, arguing the plan would drain the dam.",
        "The mayor agreed, saying that the dam was dry.",
        "The mayor defended the sale, calling the dam “a dry old wall.”",
        "The mayor dismissed the idea that the dam was dry.",
        "The mayor questioned whether the dam was dry.",
        "The mayor criticised the council for closing the dam.",
        "The mayor praised the plan and said the dam would gain.",
        "The mayor shrugged and said the dam was dry.",
        "This is why, the mayor says, the dam is dry.",
        "There is a danger, the mayor said, that the dam is dry.",
        "The dam was “a dry wall,” in the words of the mayor.",
        "“The dam is dry,” the mayor said about the water being sold.",
        "The mayor called the dam “a dry wall.” The mayor said it was old.",
    ],
)
def test_attributed(annotator: Annotator, text: str) -> None:
    voice, chain, roots = verdict(annotator, text)
    assert (voice, roots) == ("attributed", 1)
    assert [name.lower() for name in chain] == ["mayor"]


@pytest.mark.parametrize(
    "text",
    [
        "It is late. As Holm and others have noted, the dam is dry.",
        "As critics point out, the dam is dry.",
        "The dam is dry. That is the verdict of two engineers.",
        "He kept telling me that the dam was dry.",
        "Officials we spoke to believe that the dam is dry.",
        'Residents in the gallery shouted "rubbish".',
    ],
)
def test_attributed_to_others(annotator: Annotator, text: str) -> None:
    voice, names, _ = verdict(annotator, text)
    assert voice == "attributed"
    assert names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A letter sent by the guild on Friday said the dam was dry.", "letter sent by the guild on Friday"),
        ("The dam holds the water, Tomas Verin, the reeve of Sorn, said.", "Tomas Verin"),
        ("Tomas Verin - in a line that seemed aimed at the board - declared that the dam must go.", "Tomas Verin"),
        ("“It is fine to know it is dry,” Tomas Verin said in reply.", "Tomas Verin"),
        ("“The dam is dry, and we have nowhere to go,” said Tomas Verin, who once advised the board.", "Tomas Verin"),
    ],
)
def test_whose_cue_is_the_main_verb_speaks(annotator: Annotator, text: str, name: str) -> None:
    assert verdict(annotator, text)[:2] == ("attributed", [name])


@pytest.mark.parametrize(
    "text",
    [
        "It is said that the dam is dry.",
        "The dam was reportedly dry.",
        "The dam reportedly ran dry.",
        "The dam is believed to have run dry.",
        "The dam is expected to run dry.",
        "The dam is considered a danger.",
        "The dam is seen as a danger.",
        "The mayor is accused of theft.",
    ],
)
def test_hearsay_has_no_root(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text) == ("attributed", [], 0)


@pytest.mark.parametrize(
    "text",
    [
        "The dam is dry because the mayor said that it never rained.",
        "What the mayor called progress was a dry dam.",
        "The dam, described by the mayor as a monument, broke on Friday.",
        "The mayor, who said that the dam was dry, left.",
        "The dam is dry, which the mayor said was a shame.",
        "The guild attacked the plan of a lake, which the mayor said was dry.",
        "The mayor was attacked by Ms Oduya for saying that the dam was dry.",
        "The mayor left the hall, saying that the dam was dry.",
        "Bakers were critical of the lake, with the mayor saying that it was dry.",
    ],
)
def test_mixed(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text) == ("mixed", ["mayor"], 1)


@pytest.mark.parametrize(
    "text",
    [
        "The dam is dry.",
        "The dam is dry. This suggests that the model is wrong.",
        "He was a miller, and he knew what he was talking about.",
        "The mayor praised the dam.",
        "The mayor wants a new dam.",
        "The ferry left according to plan.",
        "The mayor said nothing.",
        "The mayor prayed for help when the storm began.",
        "The mayor saw the dam as though it were a trap.",
        "The mayor asked about the dam that was dry.",
        "The mayor seemed to fall short after the dam ran dry.",
        "“The dam is dry,” said Ms Oduya. The lake is low.",
        "May is a dry month.",
        "It is unclear whether the dam is dry.",
        "It remains unclear how the dam ran dry.",
        "It is uncertain who will pay.",
        "It remains to be seen whether the dam will hold.",
        "It is clear that the dam is dry.",
        "There are questions about whether the dam is dry.",
    ],
)
def test_author(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text) == ("author", [], 0)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The mayor said that Ms Oduya believed that the dam was dry.", ["mayor", "Oduya"]),
        ("The dam is dry, Reuters reported, citing Xinhua.", ["Reuters", "Xinhua"]),
        ("Reuters quoted the mayor as saying that the dam was dry.", ["Reuters", "mayor"]),
        ("The mayor said the dam was dry, Reuters reported.", ["Reuters", "mayor"]),
        ("Reuters, citing the coast guard, reported that the dam was dry.", ["Reuters", "coast guard"]),
        ("According to Reuters, the mayor said that the dam was dry.", ["Reuters", "mayor"]),
        ("Tass reported, citing Rossiya 1, that the dam was dry.", ["TASS", "Rossiya"]),
        ("The dam is dry, said the mayor, according to Reuters.", ["Reuters", "mayor"]),
        ("Reuters, citing Xinhua, reported that the dam was dry.", ["Reuters", "Xinhua"]),
    ],
)
def test_chain_runs_from_the_outermost_in_and_is_one_root(annotator: Annotator, text: str, chain: list[str]) -> None:
    assert verdict(annotator, text) == ("attributed", chain, 1)


def test_agency_that_cites_state_media_is_one_root(annotator: Annotator) -> None:
    assert verdict(annotator, "The dam is dry, Interfax reported, citing state television.")[2] == 1


@pytest.mark.parametrize(
    "text", ["The dam is dry, Reuters and the BBC reported.", "According to Reuters and the BBC, the dam is dry."]
)
def test_two_outlets_are_two_roots(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text)[2] == 2


def test_one_origin_behind_two_outlets_is_one_root(annotator: Annotator) -> None:
    assert verdict(annotator, "The mayor said the dam was dry, Reuters and the BBC reported.")[2] == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the guild refused to mend the dam.",
        "The mayor said the guild wanted to mend the dam.",
        "The guild’s claim that the dam was dry is nonsense, the mayor said.",
        "The mayor said that there are engineers who think the dam is dry.",
        "The dam, which the guild said was dry, has been mended, the mayor said.",
    ],
)
def test_what_is_no_claim_in_the_main_is_no_link(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text)[:2] == ("attributed", ["mayor"])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor described the dam as “a heap of sand”.",
        "Ms Oduya praised the mill as “clean and quick”.",
    ],
)
def test_quoted_words_make_a_judgement_a_claim(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text)[0] == "attributed"


def test_title_of_a_work_is_no_quotation(annotator: Annotator) -> None:
    assert verdict(annotator, "Ms Oduya praised “Low Water”.")[0] == "author"


def draft(source: int | None, content: Span) -> Draft:
    nothing: Any = None
    one = Draft(
        nothing, [(0, 1)], [(2, 3)], [content], None, [], None, "assertion", "neutral", "certain", "positive", False,
        None, None, None, 0,
    )  # fmt: skip
    one.source_index = source
    return one


def roots(*tops: Draft, chain: int = 1) -> int:
    return Verdict("attributed", tops[:chain], tops).roots(lambda index: [str(index)])


def test_roots_are_those_who_vouch_for_the_same() -> None:
    assert roots(draft(1, (10, 50)), draft(2, (12, 50))) == 2
    assert roots(draft(1, (10, 50)), draft(1, (12, 50))) == 1
    assert roots(draft(1, (10, 50)), draft(2, (60, 90))) == 1
    assert roots(draft(1, (10, 50)), draft(2, (10, 25))) == 1


def test_roots_of_nobody() -> None:
    assert Verdict("author", (), ()).roots(lambda index: [str(index)]) == 0
    assert roots(draft(None, (10, 50))) == 0
    assert roots(draft(1, (10, 50)), draft(None, (10, 50))) == 1


def test_every_label_names_the_rules_that_gave_it(annotator: Annotator) -> None:
    (sentence,) = annotator.annotate("The dam is dry, Reuters reported, citing Xinhua.").sentences
    assert sentence.label.because[0] == "en/chain/citing-last"


def test_denial_is_disputed(annotator: Annotator) -> None:
    (sentence,) = annotator.annotate("The mayor denied that the dam was dry.").sentences
    assert (sentence.label.disputed, sentence.label.polarity) == (True, "negative")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Karl Brandt told Reuters on Monday that the dam was dry.", ["Reuters", "Karl Brandt"]),
        ("“The dam is dry,” Karl Brandt said in an interview with the BBC.", ["BBC", "Karl Brandt"]),
        ("Karl Brandt told the council that the dam was dry.", ["Karl Brandt"]),
        ("Karl Brandt told Norway that the dam was dry.", ["Karl Brandt"]),
    ],
)
def test_medium_that_is_told_is_a_link(annotator: Annotator, text: str, chain: list[str]) -> None:
    assert verdict(annotator, text) == ("attributed", chain, 1)


@pytest.mark.parametrize("meta", [{"publisher": "Reuters"}, {"origin_agency": "Reuters News Agency"}])
def test_the_documents_own_medium_is_no_link(annotator: Annotator, meta: dict[str, str]) -> None:
    document = annotator.annotate("Karl Brandt told Reuters on Monday that the dam was dry.", meta=meta)
    assert [one.name for one in document.chain(document.sentences[0])] == ["Karl Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor never said that the dam was dry.",
        "The mayor did not respond to a request for comment.",
        "The mayor left, having described the dam.",  # a part that names a thing and states nothing
        "Others were harsh in their criticism of the dam.",
    ],
)
def test_author_where_nothing_is_claimed(annotator: Annotator, text: str) -> None:
    assert verdict(annotator, text)[0] == "author"


@pytest.mark.parametrize(
    "line", ["The weir in spring", "A barge on the lower lake, with the old mill.", "Notes on the dam"]
)
def test_heading_without_a_verb_has_no_label(annotator: Annotator, line: str) -> None:
    document = annotator.annotate(f"The dam was shut in May.\n\n{line}\n\nIt was opened again in June.")
    assert [s.label is None for s in document.sentences] == [False, True, False]


@pytest.mark.parametrize(("text", "voices"), [
    ("The dam is dry. The mayor thinks so.", ["attributed", "attributed"]),
    ("The dam is dry. The mayor doesn't think so.", ["author", "attributed"]),
])  # fmt: skip
def test_who_does_not_think_so_has_not_said_it(annotator: Annotator, text: str, voices: list[str]) -> None:
    assert [sentence.label.voice for sentence in annotator.annotate(text).sentences] == voices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Reed sold the key because, according to Berg, the owners would call him a “coward” if he kept it.", ["Berg"]),
        ("The board says the owners will claim that the weir is safe.", ["board"]),
        ("The board says the owners claim that the weir is safe.", ["board", "owners"]),
    ],
)
def test_what_somebody_would_say_is_no_link(annotator: Annotator, text: str, names: list[str]) -> None:
    record = annotator.record(text)
    of = {source["id"]: source["name"] for source in record["sources"]}
    assert [of[one] for one in record["sentences"][0]["label"]["sources"]] == names


@pytest.mark.parametrize("text", ["The crowd cheers.", "Rents rose.", "The wheel hardly turns.", "Horses eat hay."])
def test_a_short_sentence_alone_is_no_heading(annotator: Annotator, text: str) -> None:
    (sentence,) = annotator.annotate(text).sentences
    assert sentence.label is not None
    assert not sentence.boilerplate


@pytest.mark.parametrize(
    "text", ["Ada Holm.", "The old harbour wall.", "Staff only entrance", "The pier question.", "Tarn, March 4."]
)
def test_a_line_without_a_verb_is_one(annotator: Annotator, text: str) -> None:
    (sentence,) = annotator.annotate(text).sentences
    assert sentence.boilerplate


def test_quotation_of_nobody_known_is_not_the_authors(annotator: Annotator) -> None:
    assert verdict(annotator, "The hall fell silent. “I never had the key.”") == ("attributed", [], 0)
    assert verdict(annotator, "“I never had the key.” The hall fell silent.") == ("author", [], 0)


def test_quotation_beside_a_gesture_is_of_who_makes_it(annotator: Annotator) -> None:
    assert verdict(annotator, "Tom shook his head. “I never had the key.”") == ("attributed", ["Tom"], 1)


def test_who_denies_what_stands_before_has_not_said_it(annotator: Annotator) -> None:
    sentences = annotator.annotate("The mill dumped its dye in the canal. The miller denied this.").sentences
    labels = [sentence.label for sentence in sentences]
    assert [(x.voice, x.polarity, x.disputed) for x in labels] == [
        ("author", "positive", True),
        ("attributed", "negative", True),
    ]
