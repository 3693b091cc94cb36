"""Repairs: a word is tagged anew where the tags on both sides say so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from attrib import Annotator
from attrib.match.repair import Repairs


def repair(tags: str, to: str, left: str = "", right: str = "", **names: str) -> SimpleNamespace:
    lexicons = {"lexicon": None, "unless": None, "after": None, "ending": None, "behind": None, "can": None} | names
    return SimpleNamespace(tags=tags, to=to, left=left, right=right, first=False, **lexicons)


def lexicon(forms: dict[str, str], **takes: list[str]) -> SimpleNamespace:
    entries = {lemma: SimpleNamespace(takes=takes.get(lemma, ())) for lemma in forms.values()}
    return SimpleNamespace(forms=forms, entries=entries)


def repairs(*which: SimpleNamespace) -> Repairs:
    lexicons = {
        "report": lexicon({"states": "state", "point out": "point out"}, state=["clause"]),
        "article": lexicon({"the": "the"}),
    }
    return Repairs(SimpleNamespace(structure=SimpleNamespace(repairs=which), lexicons=lexicons))  # type: ignore[arg-type]


def repaired(made: Repairs, tags: str, words: list[str]) -> str:
    return made.repaired(tags, words, [made.of(word, "NV" if word == "states" else "V") for word in words])


WORDS = ["the", "lake", "states", "it"]


@pytest.mark.parametrize(
    ("one", "tags"),
    [
        (repair("N", "V"), "DVVO"),
        (repair("N", "V", unless="report"), "DVNO"),
        (repair("N", "V", left="D"), "DVNO"),
        (repair("N", "V", left="N"), "DNVO"),
        (repair("N", "V", right="O"), "DNVO"),
        (repair("N", "V", lexicon="report"), "DNVO"),
        (repair("N", "B", after="article"), "DBNO"),
        (repair("DO", "P"), "PNNP"),
        (repair("N", "V", left="X"), "DNNO"),
        (repair("N", "V", can="N"), "DNVO"),
        (repair("D", "P", after="article"), "DNNO"),  # nothing stands before the first word
    ],
)
def test_word_is_tagged_anew_where_it_fits(one: SimpleNamespace, tags: str) -> None:
    assert repaired(repairs(one), "DNNO", WORDS) == tags


def test_what_stands_before_the_left_side_may_be_a_word_of_a_lexicon() -> None:
    one = repair("N", "V", left="D", behind="report/clause")
    assert repaired(repairs(one), "VDNO", ["states", "the", "bridge", "it"]) == "VDVO"
    assert repaired(repairs(one), "VDNO", ["point", "the", "bridge", "it"]) == "VDNO"
    assert repaired(repairs(one), "VDNO", ["paints", "the", "bridge", "it"]) == "VDNO"
    assert repaired(repairs(one), "DN", ["the", "bridge"]) == "DN"


def test_first_repair_that_fits_is_made() -> None:
    assert repaired(repairs(repair("N", "V"), repair("N", "B")), "DNNO", WORDS) == "DVVO"


def test_later_words_see_earlier_repairs() -> None:
    assert repaired(repairs(repair("N", "V", left="D"), repair("N", "B", left="V")), "DNNO", WORDS) == "DVBO"


def test_repairs_that_come_first_are_their_own() -> None:
    first, later = repair("N", "V", left="D"), repair("N", "J", left="D")
    first.first = True
    structure = SimpleNamespace(repairs=(later, first))
    for made, tags in (
        (Repairs(SimpleNamespace(structure=structure, lexicons={}), first=True), "DV"),
        (Repairs(SimpleNamespace(structure=structure, lexicons={})), "DJ"),
    ):  # type: ignore[arg-type]
        assert made.repaired("DN", ["the", "lake"], [made.of(word, "NVJ") for word in ("the", "lake")]) == tags


def test_a_word_set_right_first_is_no_verb_for_what_stands_before_it(annotator: Annotator) -> None:
    text = "The guild said in a press release that the weir was shut."
    (found,) = annotator.record(text)["attributions"]
    assert [text[start:end] for start, end in found["content"]] == ["that the weir was shut"]


def test_longer_entry_counts_by_its_first_word() -> None:
    assert repaired(repairs(repair("N", "V", lexicon="report")), "NN", ["point", "out"]) == "VN"


def test_no_words_no_repairs() -> None:
    assert repaired(repairs(repair("N", "V")), "", []) == ""


@pytest.mark.parametrize("before", ["", "It rained. "])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The institute (RLI) states that the dam is dry.", "states"),
        ("Ms Oduya claims that the well is dry.", "claims"),
        ("He reports that the well is dry.", "reports"),
        ("Two wardens fanned out across the valley.", "fanned"),
        ("The proceeds of the fair go to the school.", "go"),
        ("We will see what works.", "works"),
        ("Officials say the man fainted.", "fainted"),
        ("The source of the noise, masons and carters say, is plain.", "say"),
        ("The parents, whose son made the film, say they felt shut out.", "say"),
        ("The clerk, who limps, also noted that the well is dry.", "noted"),
        ("The mayor called on the abbot to leave and said he lied.", "called"),
        ("The clubs, who are near the bottom, need four wins to stay up.", "need"),
        ("The clubs, who are poor, probably won.", "won"),
        ("Over the weekend, the race hurtled toward a vote.", "hurtled"),
        ("Earlier this week, the steward proposed nearly 900 marks to help the towns pay.", "proposed"),
        ("Renn's crew on Monday ripped into Holm for the delay.", "ripped"),
        ("The guild long ago soured on the mill, the clerk said.", "soured"),
        ("She said the river rose when the bank balked at a loan.", "balked"),
        ("Tarn, who wants the post, rallied young millers with a song.", "rallied"),
        ("The guild, a club of millers, reacted coldly to the deal.", "reacted"),
        ("He took the oath and vowed to mend the weir.", "vowed"),
        ("Mr. Orr talks about a new weir.", "talks"),
        ("The roads close if the valley floods in the spring.", "floods"),
        ("The rule favours towns that share a bridge with others.", "share"),
    ],
)
def test_shipped_repairs_hold_at_the_start_of_a_text_too(
    annotator: Annotator, before: str, text: str, word: str
) -> None:
    field = annotator._analyser.read(before + text).field
    assert field.tags[field.word.index(word)] == "V"


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The ferry cannot simply wait for the tide.", "wait", "B"),
        ("The clerk did not grasp the danger.", "grasp", "B"),
        ("They want to sell the mill and leave the valley.", "leave", "B"),
        ("The reeve says she will not back Holm now.", "back", "B"),
        ("The towns are beginning to see it.", "beginning", "G"),
        ("The guild lacks the 200 votes needed to win.", "needed", "E"),
        ("It was a violent attack, he said.", "attack", "N"),
        ("The law that allows a guild with few members to vote is old.", "allows", "V"),
        ("The city council votes were late.", "votes", "N"),
        ("His campaign said he left.", "campaign", "N"),
        ("According to court papers, he left.", "court", "N"),
        ("The warden said both men left.", "both", "D"),
        ("The clubs need four wins to stay up.", "wins", "N"),
        ("Up the coast, as many as 12 boats sank.", "as", "Z"),
        ("They object to changes in the law.", "changes", "N"),
        ("He left amid reports that the dam had burst.", "reports", "N"),
        ("Witnesses allegedly saw the dam burst.", "witnesses", "N"),
    ],
)
def test_a_word_is_what_it_can_be_in_its_clause(annotator: Annotator, text: str, word: str, tag: str) -> None:
    field = annotator._analyser.read(text).field
    assert field.tags[field.word.index(word)] == tag


def test_a_word_that_ends_so_stands_before_it() -> None:
    made = repairs(repair("N", "V", ending="s"))
    assert repaired(made, "NN", ["banks", "fail"]) == "NV"
    assert repaired(made, "NN", ["bank", "fail"]) == "NN"
