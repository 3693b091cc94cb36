"""Inflected forms, from the English pack's tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib.errors import RuleError
from attrib.rules.inflect import Inflection
from attrib.rules.load import load_pack


@pytest.fixture(scope="module")
def english() -> Inflection:
    return load_pack(["en"]).inflection


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", "says said said saying"),
        ("deny", "denies denied denied denying"),
        ("argue", "argues argued argued arguing"),
        ("admit", "admits admitted admitted admitting"),
        ("visit", "visits visited visited visiting"),
        ("plan", "plans planned planned planning"),
        ("stress", "stresses stressed stressed stressing"),
        ("echo", "echoes echoed echoed echoing"),
        ("lie", "lies lied|lay lied|lain lying"),
        ("agree", "agrees agreed agreed agreeing"),
        ("quit", "quits quit|quitted quit|quitted quitting"),
        ("panic", "panics panicked panicked panicking"),
        ("travel", "travels traveled|travelled traveled|travelled traveling|travelling"),
        ("see", "sees saw seen seeing"),
        ("foresee", "foresees foresaw foreseen foreseeing"),
        ("undercut", "undercuts undercut undercut undercutting"),
        ("behave", "behaves behaved behaved behaving"),
        ("show", "shows showed shown|showed showing"),
        ("be", "is was|were been being"),
        ("explain", "explains explained explained explaining"),
        ("quiz", "quizzes quizzed quizzed quizzing"),
    ],
)
def test_verbs(english: Inflection, lemma: str, forms: str) -> None:
    third, past, participle, ing = (tuple(form.split("|")) for form in forms.split())
    assert english.forms(lemma, "verb") == {"third": third, "past": past, "participle": participle, "ing": ing}


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [
        ("agency", "agencies"),
        ("boss", "bosses"),
        ("chairwoman", "chairwomen"),
        ("human", "humans"),
        ("crisis", "crises"),
        ("wife", "wives"),
        ("photo", "photos"),
        ("person", "people"),
        ("police", "police"),
        ("member of parliament", "members of parliament"),
        ("air force", "air forces"),
    ],
)
def test_nouns(english: Inflection, lemma: str, plural: str) -> None:
    assert english.forms(lemma, "noun")["plural"][0] == plural


def test_of_several_words_the_first_is_a_verb(english: Inflection) -> None:
    assert english.forms("point out", "verb")["past"] == ("pointed out",)


def test_a_part_of_speech_without_rules_has_no_forms(english: Inflection) -> None:
    assert english.forms("quickly", "adverb") == {}


@pytest.mark.parametrize(
    ("form", "reading"),
    [
        ("hoped", ("hope", "verb", "past")),
        ("planned", ("plan", "verb", "past")),
        ("criticises", ("criticise", "verb", "third")),
        ("said", ("say", "verb", "participle")),
        ("children", ("child", "noun", "plural")),
        ("agencies", ("agency", "noun", "plural")),
        ("panicking", ("panic", "verb", "ing")),
        ("lying", ("lie", "verb", "ing")),
    ],
)
def test_guesses_lead_back_to_the_lemma(english: Inflection, form: str, reading: tuple[str, str, str]) -> None:
    assert reading in english.lemma_guesses(form)


def test_every_guess_inflects_to_the_form(english: Inflection) -> None:
    for form in ("buses", "outputting", "lies", "seen", "xyzzed", "s", ""):
        for lemma, part, name in english.lemma_guesses(form):
            assert form in english.forms(lemma, part)[name]


@pytest.mark.parametrize(
    ("suffixes", "what"),
    [
        ("[['[', 'x']]", "not a regular expression"),
        ("[['a', '\\2']]", "not a regular expression"),
        ("[['a']]", "a suffix rule is"),
        ("[['a', 'b', nolist]]", "unknown word list 'nolist'"),
    ],
)
def test_mistakes_in_suffix_rules_are_told(tmp_path: Path, suffixes: str, what: str) -> None:
    path = tmp_path / "inflection.yml"
    path.write_text(f"kind: inflection\nsuffixes:\n  verb:\n    past: {suffixes}\n")
    with pytest.raises(RuleError) as caught:
        load_pack([path])
    (fault,) = caught.value.faults
    assert what in fault.what
    assert fault.line == 4
