"""The figures of spans, against counts made by hand and a second, plain computation."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrib.score.attribution import AttributionScore, gold_parents, names_agree
from attrib.score.words import Words, content_key, manner, plain_sentences

TEXT = (
    "The lock is shut, Mara Lind said. “We wait,” the skipper’s mate added.\n"
    "Lind told the crew that the mate had said the tide may turn. Nobody spoke."
)


def span(words: str, nth: int = 0) -> list[int]:
    starts = [m.start() for m in re.finditer(re.escape(words), TEXT)]
    return [starts[nth], starts[nth] + len(words)]


def attribution(source: str | None, cue: str, *content: str, **more: Any) -> dict[str, Any]:
    named = [] if source is None else [span(source)]
    return {"source": named, "cue": [span(cue)], "content": [span(c) for c in content], **more}


GOLD = {
    "id": "d",
    "text": TEXT,
    "attributions": [
        attribution("Mara Lind", "said", "The lock is shut"),
        attribution("the skipper’s mate", "added", "“We wait,”"),
        {**attribution("Lind", "told", "that the mate had said the tide may turn"), "source": [span("Lind", 1)]},
        {**attribution("the mate", "had said", "the tide may turn")},
    ],
}
EVERYTHING = [{**a, "id": f"a{i}", "parent": None} for i, a in enumerate(GOLD["attributions"])]  # type: ignore[arg-type]


def score(predictions: list[dict[str, Any]], sources: tuple[dict[str, Any], ...] = (), **gold: Any) -> dict[str, Any]:
    counted = AttributionScore()
    counted.add({**GOLD, **gold}, predictions, sources)
    return counted.results()


def test_the_gold_itself_is_all_right() -> None:
    EVERYTHING[3]["parent"] = "a2"
    figures = score(EVERYTHING)
    for rate in (
        "content_exact",
        "content_match",
        "attribution",
        "source_tokens",
        "cue_tokens",
        "cue_exact",
        "sentence",
    ):
        assert figures[rate]["f1"] == 1.0
    assert figures["nesting"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "right": 1, "predicted": 1, "gold": 1}
    assert figures["recall_by_manner"]["direct"] == {"r": 1.0, "hit": 1, "gold": 1}
    assert figures["recall_by_manner"]["indirect"]["gold"] == 3
    assert figures["referent"] is None


def test_nothing_predicted() -> None:
    figures = score([])
    assert figures["attribution"] == {"p": None, "r": 0.0, "f1": 0.0, "right": 0, "predicted": 0, "gold": 4}
    assert figures["source_given_content"]["agrees"] is None


def test_counts_by_hand() -> None:
    predictions = [
        attribution("Mara Lind", "said", "The lock is shut, Mara"),  # 4 of 5 words: matched, not exact
        attribution("We", "added", "“We wait,”"),  # exact content, wrong source
        attribution(None, "told", "that the mate"),  # 3 of 9 words: no match
        attribution("Lind", "spoke", "Nobody"),
    ]
    figures = score(predictions)
    assert figures["content_exact"]["right"] == 1
    assert figures["content_match"]["right"] == 2
    assert figures["attribution"]["right"] == 1
    assert (figures["cue_exact"]["right"], figures["cue_overlap"]["right"]) == (3, 3)
    assert figures["source_given_content"] == {"n": 2, "agrees": 0.5, "exact": 0.5, "none": 0.0, "cue_overlaps": 1.0}
    assert figures["sentence"]["predicted"] == 3  # "that the mate" is too little of its sentence


def test_against_a_plain_computation() -> None:
    """Words as sets of strings with their places; no class of the package is used for the expected value."""
    predictions = [attribution("Mara Lind", "said", "The lock"), attribution("Lind", "told", "the tide may turn")]

    def words(spans: list[list[int]]) -> set[tuple[int, str]]:
        return {
            (m.start(), m[0]) for m in re.finditer(r"\w+(?:[’']\w+)?", TEXT) for a, b in spans if a <= m.start() < b
        }

    for role in ("content", "source", "cue"):
        gold = set().union(*(words(a[role]) for a in GOLD["attributions"]))  # type: ignore[index]
        found = set().union(*(words(a[role]) for a in predictions))
        both = len(gold & found)
        figures = score(predictions)[f"{role}_tokens"]
        assert figures["p"] == pytest.approx(both / len(found))
        assert figures["r"] == pytest.approx(both / len(gold))
        assert figures["f1"] == pytest.approx(2 * both / (len(found) + len(gold)))


def test_one_gold_matches_one_prediction_the_best() -> None:
    twice = [attribution("Mara Lind", "said", "The lock is shut"), attribution("Mara Lind", "said", "The lock is")]
    assert score(twice)["content_match"]["right"] == 1
    assert score(twice[::-1])["content_exact"]["right"] == 1


def test_nesting_needs_both_ends() -> None:
    outer = {**EVERYTHING[2], "id": "o", "parent": None}
    inner = {**EVERYTHING[3], "id": "i", "parent": "o"}
    wrong = {**EVERYTHING[0], "id": "w", "parent": "o"}
    assert score([outer, inner, wrong])["nesting"] == {
        "p": 0.5, "r": 1.0, "f1": pytest.approx(2 / 3), "right": 1, "predicted": 2, "gold": 1,
    }  # fmt: skip


def test_the_smallest_content_is_the_parent() -> None:
    words = Words("A said that B said that C said no")
    spans = {"A": (0, 1, 2, 6, 7, 33), "B": (12, 13, 14, 18, 19, 33), "C": (24, 25, 26, 30, 31, 33)}
    covers = [
        {"source": words.cover([(a, b)]), "cue": words.cover([(c, d)]), "content": words.cover([(e, f)])}
        for a, b, c, d, e, f in spans.values()
    ]
    assert gold_parents(covers) == {1: 0, 2: 1}


def test_referents() -> None:
    known = {"entities": [{"id": "e", "name": "Mara Lind", "names": ["the harbour chief"]}]}
    truth = [{**GOLD["attributions"][0], "referent": {"entity": "e", "name": "Mara Lind"}}]  # type: ignore[index]

    def figures(name: str | None) -> dict[str, Any]:
        predicted = [{**EVERYTHING[0], "source_id": "s1"}]
        sources = () if name is None else ({"id": "s1", "name": name},)
        found: dict[str, Any] = score(predicted, sources, attributions=truth, **known)["referent"]
        return found

    assert figures("Dr Lind’s office")["accuracy"] == 1.0
    assert figures("port chief") == {
        "gold": 1, "n": 1, "accuracy": 0.0, "found": 0.0, "any_name": 1.0, "no_source": 0.0,
    }  # fmt: skip
    assert figures(None)["no_source"] == 1.0


def test_names_agree_on_the_last_word() -> None:
    assert names_agree("Ministry of Ports", "the ports authority")
    assert not names_agree("Mara Lind", "Mara")
    assert not names_agree("", "Mara")


def test_pieces() -> None:
    assert content_key("That it is Shut.", [(0, 16)]) == content_key("it is shut", [(0, 10)]) == "it is shut"
    assert [TEXT[a:b][:6] for a, b in plain_sentences(TEXT)] == ["The lo", "“We wa", "Lind t", "Nobody"]
    assert manner("“No,” he said", [(0, 5)]) == "direct"
    assert manner("it is “mad” and so", [(0, 18)]) == "mixed"
    assert manner("it is mad", [(0, 9)]) == "indirect"
    assert manner("an open “quote", [(0, 14)]) == "mixed"


def test_misses_say_where_and_what() -> None:
    counted = AttributionScore()
    counted.add(
        GOLD, [{**attribution("We", "added", "“We wait,”"), "rule": "en/x"}, attribution("Lind", "spoke", "Nobody")]
    )
    shown = [str(miss) for miss in counted.misses]
    assert shown[0] == "d:0-32 missed: Mara Lind | said | The lock is shut"
    assert "source: the skipper’s mate != We" in shown[3]
    assert len(shown) == 5
