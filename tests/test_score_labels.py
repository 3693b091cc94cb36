"""The figures of sentence labels and of certainty, against values worked out by hand."""

from __future__ import annotations

import math
import statistics
from typing import Any

import pytest
from attrib.score.certainty import at_prevalence, factuality, level_class, pearson
from attrib.score.labels import COLUMNS, LabelScore, same_name, verdict


def row(start: int, voice: str, sources: str = "-", certainty: str = "certain", **more: str) -> dict[str, str]:
    values = {"doc": "d", "start": str(start), "end": str(start + 10), "voice": voice, "sources": sources}
    rest = {"certainty": certainty, "polarity": "positive", "lowest": certainty, "kind": "-", "naming": "-"}
    found = values | rest | more
    assert tuple(found) == COLUMNS
    return found


def sentence(
    start: int, voice: str | None, sources: tuple[str, ...] = (), certainty: str = "certain"
) -> dict[str, Any]:
    label = {"voice": voice, "sources": sources, "certainty": certainty, "polarity": "positive", "lowest": certainty}
    return {"start": start, "end": start + 10, "boilerplate": voice is None, "label": label if voice else None}


RECORD = {
    "sentences": [
        sentence(0, "author"),
        sentence(10, "attributed", ("s1", "s2"), "possible"),
        sentence(20, None),
        sentence(30, "attributed", ("s2",)),
    ],
    "sources": [
        {"id": "s1", "name": "the Gazette", "kind": "outlet", "naming": "named"},
        {"id": "s2", "name": "Captain Mara Lind", "kind": "party", "naming": "named"},
    ],
}


def score(*rows: dict[str, str], record: dict[str, Any] = RECORD) -> dict[str, Any]:
    counted = LabelScore()
    for each in rows:
        counted.add(each, record)
    return counted.results()


def test_all_right() -> None:
    figures = score(
        row(0, "author"),
        row(10, "attributed", "Gazette > Mara Lind", "possible", kind="ngo", naming="named"),
        row(20, "boilerplate"),
    )
    for name in ("voice", "certainty", "lowest"):
        assert figures[name] == {"accuracy": 100.0, "macro_f1": 100.0, "n": 2}
    assert figures["uncertain"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0, "n": 1}
    assert figures["boilerplate"]["f1"] == 100.0
    assert [figures[name] for name in ("source", "chain", "links", "kind", "naming")] == [
        {"accuracy": 100.0, "n": 1}
    ] * 5


def test_by_hand() -> None:
    figures = score(
        row(0, "attributed", "Mara Lind"),
        row(10, "attributed", "Mara Lind", "possible", kind="person", naming="named"),
        row(20, "author"),
        row(30, "attributed", "?", "?"),
        row(90, "author"),
    )
    # author: 0 right of two gold, one predicted; attributed: 2 right, 3 gold, 2 predicted: F1 .8
    assert figures["voice"] == {"accuracy": 40.0, "macro_f1": 40.0, "n": 5}
    assert figures["source"] == {"accuracy": 50.0, "n": 2}
    assert figures["chain"] == {"accuracy": 0.0, "n": 2}
    assert figures["links"] == {"accuracy": 0.0, "n": 0}
    assert figures["kind"] == {"accuracy": 0.0, "n": 1}
    assert figures["certainty"]["n"] == 4
    assert figures["boilerplate"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "n": 0}


def test_the_sentence_that_shares_most() -> None:
    assert verdict(RECORD, 8, 20).certainty == "possible"
    assert verdict(RECORD, 0, 11).voice == "author"
    assert verdict(RECORD, 100, 110).voice is None
    assert verdict({}, 0, 10).voice is None


def test_names() -> None:
    assert same_name("Mara Lind", "Captain Lind’s crew")
    assert same_name("U.S. officials,", "officials")
    assert not same_name("Mara Lind", "Mara")
    assert not same_name("Lind", "Lind and six others who were on board that day")


def test_misses() -> None:
    counted = LabelScore()
    counted.add(row(0, "attributed", "Mara Lind"), RECORD)
    assert [str(miss) for miss in counted.misses] == [
        "d:0-10 voice: attributed != author",
        "d:0-10 source: Mara Lind != None",
    ]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (3, "CT+"),
        (2.5, "CT+"),
        (2.49, "PR+"),
        (-1.5, "PR-"),
        (0.5, "PS+"),
        (-0.5, "PS-"),
        (0.49, "Uu"),
        (0, "Uu"),
        (-3, "CT-"),
    ],
)
def test_classes_of_values(value: float, name: str) -> None:
    assert level_class(value) == name


def test_factuality_by_hand() -> None:
    gold, found = [3.0, 1.0, -3.0, 0.0], [3.0, 2.0, -2.5, 3.0]
    figures = factuality(gold, found)
    assert figures["mae"] == pytest.approx((0 + 1 + 0.5 + 3) / 4)
    assert figures["pearson"] == pytest.approx(statistics.correlation(gold, found))
    # CT+ F1 2/3, CT- 1, PS+ 0, Uu 0
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 1) / 4)
    assert figures["uncertain"] == {"p": None, "r": 0.0, "f1": 0.0, "right": 0, "predicted": 0, "gold": 2}
    assert figures["negative"]["f1"] == 1.0
    assert factuality(gold, found, negative_below=-2.8)["negative"]["right"] == 0


def test_pearson_of_a_constant() -> None:
    assert pearson([1, 1, 1], [1, 2, 3]) is None
    assert math.isclose(pearson([1, 2, 3], [3, 2, 1]) or 0, -1)


def test_prevalence_by_hand() -> None:
    gold, found = [True, True, False, False], [True, False, True, False]
    figures = at_prevalence(gold, found, 0.2)
    assert figures["p"] == pytest.approx(0.2 * 0.5 / (0.2 * 0.5 + 0.8 * 0.5))
    assert at_prevalence([True], [True], 0.2)["f1"] is None
