"""Words and numbers of estimative probability: the classes of ICD 203, PHIA and the IPCC, and the level of a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib import Annotator, Document
from attrib.cli import main
from attrib.model import Estimate
from attrib.scales import load_scales

ICD, PHIA, IPCC = "icd-203", "phia", "ipcc"


def estimates(document: Document) -> tuple[Estimate, ...]:
    label = document.sentences[0].label
    assert label
    return label.estimates


def classes(annotator: Annotator, text: str) -> dict[str, str]:
    """Scale to class, by the label of the first sentence."""
    return {one.scale: one.value for one in estimates(annotator.annotate(text))}


@pytest.mark.parametrize(
    ("text", "icd", "phia", "ipcc"),
    [
        ("The vote is highly likely to fail.", "very_likely", "highly_likely", "very_likely"),
        ("The vote is almost certain to fail.", "almost_certain", "almost_certain", "extremely_likely"),
        ("The vote will almost certainly fail.", "almost_certain", "almost_certain", "extremely_likely"),
        ("The vote will probably fail.", "likely", "likely", "likely"),
        ("There is a roughly even chance that it fails.", "roughly_even_chance", None, "about_as_likely_as_not"),
        ("There is a realistic possibility that it fails.", None, "realistic_possibility", None),
        ("It is extremely unlikely that it fails.", "almost_no_chance", "remote_chance", "extremely_unlikely"),
        ("It is virtually certain that it fails.", "almost_certain", "almost_certain", "virtually_certain"),
        ("The vote is more likely than not to fail.", "likely", None, "more_likely_than_not"),
        ("There is an 80 percent chance that it fails.", "very_likely", "highly_likely", "likely"),
        ("There is a one in five chance that it fails.", "unlikely", "highly_unlikely", "unlikely"),
        ("It has a 50-50 chance of failing.", "roughly_even_chance", None, "about_as_likely_as_not"),
        ("There is a 60-70% chance that it fails.", "likely", "likely", "more_likely_than_not"),
        ("There is a 60 to 90 percent chance that it fails.", None, None, "more_likely_than_not"),
        ("There is an eighty-five percent chance of rain.", "very_likely", "highly_likely", "likely"),
        ("There is a 5 percent chance of rain.", "very_unlikely", "remote_chance", "extremely_unlikely"),
        ("The odds of a strike are nine out of ten.", "very_likely", "highly_likely", "very_likely"),
        ("It is fairly likely that it fails.", None, None, None),
        ("The vote is not likely to fail.", None, None, None),
        ("The vote may fail.", None, None, None),
        ("The vote failed.", None, None, None),
    ],
)
def test_classes(annotator: Annotator, text: str, icd: str | None, phia: str | None, ipcc: str | None) -> None:
    wanted = {ICD: icd, PHIA: phia, IPCC: ipcc}
    assert classes(annotator, text) == {scale: value for scale, value in wanted.items() if value}


@pytest.mark.parametrize(
    ("number", "level", "polarity"),
    [
        ("2 percent", "certain", "negative"),
        ("5 per cent", "probable", "negative"),
        ("19%", "probable", "negative"),
        ("20 percent", "possible", "positive"),
        ("one in two", "possible", "positive"),
        ("55 %", "probable", "positive"),
        ("forty to fifty percent", "possible", "positive"),
        ("between 90 and 94 percent", "probable", "positive"),
        ("ninety-nine percent", "certain", "positive"),
        ("1 in 1,000", "certain", "negative"),
        ("one in a million", "certain", "negative"),
    ],
)
def test_the_level_follows_from_the_number(annotator: Annotator, number: str, level: str, polarity: str) -> None:
    label = annotator.annotate(f"There is a {number} chance that the dam will fail.").sentences[0].label
    assert label
    assert (label.certainty, label.polarity) == (level, polarity)
    assert "en/hedge/stated-odds" in label.because


@pytest.mark.parametrize(
    "text", ["There is a 300 percent chance that it fails.", "There is an umpteen percent chance that it fails."]
)
def test_what_is_no_probability_has_no_class(annotator: Annotator, text: str) -> None:
    assert classes(annotator, text) == {}


def test_confidence_is_kept_apart(annotator: Annotator) -> None:
    document = annotator.annotate("The dam is likely to fail (moderate confidence).")
    found = {(one.scale, one.measures, one.value, one.by) for one in estimates(document)}
    assert ("icd-203", "likelihood", "likely", "term") in found
    assert ("icd-203-confidence", "confidence", "moderate", "term") in found
    assert ("ipcc-confidence", "confidence", "medium", "kin") in found
    label = annotator.annotate("We have high confidence that the dam failed.").sentences[0].label
    assert label
    assert {one.measures for one in label.estimates} == {"confidence"}


def test_they_stand_with_hedge_attribution_and_label(annotator: Annotator) -> None:
    document = annotator.annotate("The engineer said there was a 70 percent chance that the dam would fail. It rained.")
    (hedge,) = (one for one in document.hedges if one.rule == "en/hedge/stated-odds")
    wanted = estimates(document)
    assert wanted
    assert wanted == hedge.estimates == document.attributions[0].estimates
    assert wanted[0].stated == (0.7, 0.7)
    assert wanted[0].range == (0.55, 0.8)
    last = document.sentences[1].label
    assert last
    assert last.estimates == ()


def test_every_term_belongs_to_one_class_of_its_scale() -> None:
    for scale in load_scales().by_id.values():
        terms = [term.casefold() for band in scale.values for term in (*band.words, *band.kin)]
        assert len(terms) == len(set(terms)), scale.id


def test_limits_of_the_standards() -> None:
    """As ICD 203 (2015), the PHIA yardstick and the IPCC's guidance note (2010) print them, in percent."""
    printed = {
        ICD: [(1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)],
        PHIA: [(0, 5), (10, 20), (25, 35), (40, 50), (55, 75), (80, 90), (95, 100)],
        IPCC: [
            (0, 1), (0, 5), (0, 10), (0, 33), (33, 66), (50, 100), (66, 100), (90, 100), (95, 100), (99, 100),
        ],
    }  # fmt: skip
    scales = load_scales().by_id
    for name, limits in printed.items():
        found = [band.range for band in scales[name].values]
        assert found == [(low / 100, high / 100) for low, high in limits]


def test_a_pack_without_the_table_has_none(root: Path) -> None:
    document = Annotator(rules=[root / "tests" / "packs" / "de"]).annotate("Der Damm hielt, sagte der Wirt.")
    assert all(not one.estimates for one in document.hedges)


def test_explain_and_scales_show_them(annotator: Annotator, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "The vote is very likely to fail."], annotator=lambda **_: annotator) == 0
    assert "icd-203: very likely" in " ".join(capsys.readouterr().out.split())
    assert main(["scales", "show", "phia"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "realistic possibility, 40% to below 50%" in out
    assert "read so, though the standard has other words: real possibility" in out
