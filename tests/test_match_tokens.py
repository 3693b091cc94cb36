"""Tokens cover the text: every character but white space and notes is in one, none is in two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrib.match.tokens import Tokeniser, fold
from hypothesis import given
from hypothesis import strategies as st

ENGLISH = Tokeniser.from_folder(Path(__file__).parent.parent / "rules" / "en" / "structure")
NOTE = re.compile(r"\[\d{1,3}(?:(?:, ?|[-–])\d{1,3})*\]|\((?:1[5-9]|20)\d\d[a-z]?\)(?!\s*:)")
BROKEN = re.compile(r"(?<=[^\W\d_])-\r?\n[ \t]*(?=[a-zß-öø-ÿ])")  # a word over two lines
SOUP = st.text(st.sampled_from("aB9 é.,'’“”-–\n$%/@:!?()ſİǅ😀\u00a0\u200b_&"), max_size=40)


def bare(text: str) -> str:
    """The characters that items cover."""
    return "".join(NOTE.sub("", BROKEN.sub("", text)).split())


@given(st.one_of(st.text(max_size=60), SOUP))
def test_every_character_but_space_is_covered_once(text: str) -> None:
    starts, ends, forms = ENGLISH.tokenise(text)
    assert [BROKEN.sub("", text[a:b]) for a, b in zip(starts, ends, strict=True)] == forms
    assert all(forms)
    assert starts == sorted(starts)
    assert all(before <= after for before, after in zip(ends, starts[1:], strict=False))
    assert bare("".join(forms)) == bare(text)
    assert not any(char.isspace() for form in forms for char in form)


@given(SOUP, SOUP, SOUP)
def test_stretch_is_cut_within_its_bounds(before: str, text: str, after: str) -> None:
    start, end = len(before), len(before) + len(text)
    starts, ends, forms = ENGLISH.tokenise(before + text + after, start, end)
    assert bare("".join(forms)) == bare(text)
    assert all(start <= a < b <= end for a, b in zip(starts, ends, strict=True))


@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=6), max_size=8))
def test_folding_keeps_the_count(forms: list[str]) -> None:
    assert len(fold(forms)) == len(forms)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The mayor’s office didn’t say.", "The mayor ’s office did n’t say ."),
        ("He can't, she won't.", "He ca n't , she wo n't ."),
        ("Mr. Obi left.", "Mr. Obi left ."),
        ("It cost $1.5m, up 20%.", "It cost $1.5m , up 20% ."),
        ("A 20-year-old ran.", "A 20-year-old ran ."),
        ("Wait... what?!", "Wait ... what ?!"),
        ("The U.S. agreed.", "The U.S. agreed ."),
        ("Orla Finn, R-N.Y., left.", "Orla Finn , R-N.Y. , left ."),
        ("Orla Finn (D-Calif.) left.", "Orla Finn ( D-Calif. ) left ."),
        ("the No. 2 man, p. 5", "the No. 2 man , p. 5"),
        ("He took the e-book.", "He took the e-book ."),
        ("See example.org/a, or write to a.b@c.org.", "See example.org / a , or write to a.b@c.org ."),
        ("pit--head", "pit -- head"),
        ("argued [3, 4] that", "argued that"),
        ("Holm (2019) argues.[6][7]", "Holm argues ."),
        ("Steen (1626): late works", "Steen ( 1626 ) : late works"),
        ("The commis-\nsion met.", "The commission met ."),
        ("A long-\r\n  term plan", "A longterm plan"),
        ("He said -\nno.", "He said - no ."),
        ("[3] is the third.", "[ 3 ] is the third ."),
        ("O’Neill spoke.", "O’Neill spoke ."),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_english_items(text: str, forms: str) -> None:
    assert " ".join(ENGLISH.tokenise(text)[2]) == forms


def test_bare_tokeniser_knows_no_language() -> None:
    assert Tokeniser().tokenise("Dr. Ba ain’t in.")[2] == ["Dr", ".", "Ba", "ain’t", "in", "."]


def test_folding() -> None:
    assert fold(["N’T", "SAID"]) == ["n't", "said"]
    assert fold([]) == []


def test_hyphens_between_spaces_in_a_text_cut_into_words() -> None:
    cutter = Tokeniser(after_dash=["the", "and"], prefixes=["anti"])
    text = "An anti - Casro group , Lund - Orr - Bask Co. , has no long - term bonds ."
    starts, ends, forms = cutter.tokenise(text)
    assert [form for form in forms if "-" in form] == ["anti-Casro", "Lund-Orr-Bask", "long-term"]
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)][1] == "anti - Casro"
    assert "-" in cutter.tokenise("Six firms - Air Lund , of Bask , and two more .")[2]
    assert "-" in cutter.tokenise("It has no long - term bonds, he said.")[2]
    assert cutter.tokenise("The firm - the largest - sold long - term bonds , he said .")[2].count("-") == 3
