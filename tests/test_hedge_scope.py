"""Hedges in the record: their cues, types and how far they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator

Found = list[tuple[str, str, str]]


def hedges(annotator: Annotator, text: str) -> Found:
    def words(spans: object) -> str:
        return " … ".join(text[start:end] for start, end in spans)  # type: ignore[attr-defined]

    return [(words(h.cue), words(h.scope), h.type) for h in annotator.annotate(text).hedges]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The frost might kill the figs, but the road is open.", ("might", "kill the figs", "epistemic")),
        ("The board may sell the mill and move to Spain.", ("may", "sell the mill and move to Spain", "epistemic")),
        ("The clerk refused to sign the lease.", ("refused", "to sign the lease", "negation")),
        ("The plan to sell the mill was dropped.", ("plan", "to sell the mill", "prospect")),
        ("They weighed a possible bid.", ("possible", "bid", "epistemic")),
        ("The crew could not reach the wreck.", ("could … not", "reach the wreck", "negation")),
        ("The only keeper who did not vote was Anna.", ("not", "did … vote", "negation")),
        ("The engine, apparently, had failed.", ("apparently", "The engine … had failed", "epistemic")),
        ("If the fever returns, call the ward.", ("If", "the fever returns, call the ward", "condition")),
        ("Who moved the stones?", ("?", "Who moved the stones", "question")),
        ("The mill employed about forty people.", ("about", "forty", "approximation")),
        ("Several owners have left.", ("Several", "owners", "vague")),
        ("The bishop reportedly sold the bell.", ("reportedly", "sold the bell", "hearsay")),
        ("The coalition will withdraw its engineers by June.", ("will", "withdraw its engineers by June", "prospect")),
        ("The house has a sound sill but no rot, two tiles and a gutter.", ("no", "rot", "negation")),
    ],
)
def test_reach(annotator: Annotator, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in hedges(annotator, text)


@pytest.mark.parametrize(
    "text",
    [
        "Visitors may use the north gate until six.",
        "She could hear the bell from her bed.",
        "Every summer they would swim to the island.",
        "Tall trees are more likely to fall than short ones.",
        "Come as soon as possible.",
        "The fair opened on May 3.",
        "May Collins led the parade in May.",
        "The green lane had a hedge on both sides.",
    ],
)
def test_no_doubt_where_there_is_none(annotator: Annotator, text: str) -> None:
    assert not [h for h in hedges(annotator, text) if h[2] in ("epistemic", "vague", "hearsay")]


def test_the_longest_cue_wins(annotator: Annotator) -> None:
    assert [cue for cue, _, _ in hedges(annotator, "Two men could not possibly have lifted the bell.")] == [
        "could … not … possibly"
    ]


def test_hedges_come_in_the_order_of_their_cues(annotator: Annotator) -> None:
    document = annotator.annotate("Perhaps the pump failed. It might not start, and nobody knows why it should.")
    starts = [h.cue[0][0] for h in document.hedges]
    assert len(starts) >= 3
    assert starts == sorted(starts)


def test_values_lie_within_the_scale_and_negations_have_no_level(annotator: Annotator) -> None:
    text = "He did not say how many of about ten boats may sink, if any, and they will hardly sail without a crew."
    for hedge in annotator.annotate(text).hedges:
        assert -3 <= hedge.value <= 3
        assert hedge.type != "approximation" or hedge.level is None


def test_scope_stays_in_its_sentence(annotator: Annotator) -> None:
    text = "Perhaps the pump failed. The hall was dry."
    end = text.index(".") + 1
    assert all(e <= end for h in annotator.annotate(text).hedges for _, e in h.scope)


@pytest.mark.parametrize(
    "text", ["“If the lock breaks,” Holm said, “the mill will flood.”", '"If it breaks," he said, "we all will drown."']
)
def test_condition_goes_on_in_the_next_quotation(annotator: Annotator, text: str) -> None:
    label = annotator.annotate(text).sentences[0].label
    assert label is not None
    assert label.certainty == "uncommitted"
