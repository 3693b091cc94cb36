"""What a sentence is labelled does not hang on what stands around its clause or between its words.

Every clause is put into every surrounding, and must be as sure and as denied there as it is alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator

CLAUSES = (
    "the mill may close",
    "the mill is unlikely to close",
    "the mill did not close",
    "the board plans to close the mill",
    "the reeve refused to close the mill",
    "few people came",
    "nothing was found",
    "there is a chance that the mill will close",
    "the mill reportedly burned",
    "the mill was shut in May",
)
AROUND = (
    "The guild said on Monday that {}.",
    "{}, the guild said.",
    "“{},” the reeve told the Echo.",
    "In the north, where rain fell for weeks, {}.",
    "Meanwhile, {}.",
    "Asked about the weir, the reeve said {}.",
    "{}, which could cost the town a fortune.",
    "Although the town is poor, {}.",
    "{}, although the town is poor.",
    "{} because nobody had warned them.",
    "The truth is that {}.",
    "What is clear is that {}.",
    "As things stand, {}.",
)
SUBJECTS = (
    "Ida Holm, the reeve of Tarn,",
    "the firm, which lost money last year,",
    "the company that owns the weir",
    "one of the two men",
    "the miller and his wife",
)
PREDICATES = (
    "{} may lose the weir.",
    "{} did not lose the weir.",
    "{} must have lost the weir.",
    "Perhaps {} lost the weir.",
    "It is likely that {} lost the weir.",
    "It is unclear whether {} lost the weir.",
    "Neither {} nor the reeve lost the weir.",
    "It seems {} lost the weir.",
    "Chances are {} will lose the weir.",
)
BETWEEN = (
    "The mill may{} close.",
    "The mill is{} likely to close.",
    "The mill is{} unlikely to close.",
    "The mill was{} not sold.",
    "The mill will{} probably close.",
    "The mill cannot{} be sold.",
    "It is{} possible that the mill was sold.",
    "The owners plan{} to sell it.",
)
ASIDES = (", in fact,", ", he said,", ", some say,")


def _sure(annotator: Annotator, text: str) -> tuple[str, str]:
    label = annotator.record(text[0].upper() + text[1:])["sentences"][-1]["label"]
    return label["certainty"], label["polarity"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("clause", CLAUSES)
def test_around_a_clause(annotator: Annotator, clause: str, around: str) -> None:
    assert _sure(annotator, around.format(clause)) == _sure(annotator, f"{clause}.")


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("predicate", PREDICATES)
def test_subject(annotator: Annotator, predicate: str, subject: str) -> None:
    text = predicate.format(subject).replace(",,", ",")
    assert _sure(annotator, text) == _sure(annotator, predicate.format("the firm"))


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("clause", BETWEEN)
def test_aside(annotator: Annotator, clause: str, aside: str) -> None:
    assert _sure(annotator, clause.format(aside)) == _sure(annotator, clause.format(""))


DENIED = (
    "The clerk did not{} {{open}} the gate.",
    "The clerk has not{} {{opened}} the gate.",
    "The clerk, who is new, will not{} {{open}} the gate.",
    "The clerk cannot{} {{open}} the gate.",
    "The clerk had never{} {{answered}} the letter.",
    "The clerk did not{} {{reply}} to the letter.",
)
WITHIN = (" in fact", " in the past ten years", " at any point", ", as of Monday,", ", she said,", " yet")
UNDONE = (
    ("The levy did not lead the town to {close} the mill.", "negative"),
    ("The clerk could not persuade the reeve to {sell}.", "negative"),
    ("The rain did not prevent them from {playing}.", "positive"),
    ("She never stopped {smoking}.", "positive"),
    ("Nobody in the town, which is poor, {paid} the levy.", "negative"),
    ("Few of the men who {mended} the weir were paid.", "positive"),
    ("Few of the men who mended the weir {sold} it.", "negative"),
    ("The fog did not result in {delays}.", "negative"),
    ("If the rope had {held}, they would have lived.", "negative"),
    ("Efforts to {raise} the hull were in vain.", "negative"),
    ("The clerk did not sign, {warn} or sell.", "negative"),
)


def _at(annotator: Annotator, marked: str) -> tuple[str, float]:
    before, word, after = marked.replace("{", "\0").replace("}", "\0").split("\0")
    certainty = annotator.annotate(before + word + after).certainty_at(len(before), len(before + word))
    return certainty.polarity, certainty.value


@pytest.mark.parametrize("within", WITHIN)
@pytest.mark.parametrize("clause", DENIED)
def test_denied_over_what_stands_within(annotator: Annotator, clause: str, within: str) -> None:
    polarity, value = _at(annotator, clause.format(within))
    assert polarity == "negative"
    assert value < 0


@pytest.mark.parametrize(("marked", "polarity"), UNDONE)
def test_denials_of_what_brings_about_or_undoes(annotator: Annotator, marked: str, polarity: str) -> None:
    assert _at(annotator, marked)[0] == polarity
