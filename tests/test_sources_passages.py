"""Who speaks in passages of articles: what a sentence is told by, in invented texts."""

from __future__ import annotations

import pytest
from attrib import Annotator

from labels import told


@pytest.mark.parametrize(
    ("text", "voice", "chain", "kind"),
    [
        # Nobody is the object of his own clause, nor whom he speaks to.
        (
            "Odile Verin wept. Judge Berta Rull thanked the jury. She freed Verin and told her that the case was weak.",
            "mixed",
            ["Berta Rull"],
            "court",
        ),
        ("Odile Verin met Ana Rull. She told Verin that the weir was shut.", "attributed", ["Ana Rull"], "person"),
        # What "reads" is a document, where one was spoken of.
        (
            "The memo, which was leaked to the daily El Faro, was written in May. “Do not use it,” it reads.",
            "attributed",
            ["memo"],
            "document",
        ),
        ("A plaque hangs there. The plaque reads: “Mind the weir.”", "attributed", ["plaque"], "document"),
        # The side that charges somebody is no court.
        (
            "The case was heard at Osk Crown Court. The prosecution alleged that Rull had lied.",
            "attributed",
            ["prosecution"],
            "court",
        ),
        ("“We lost,” said captain Henk Rull.", "attributed", ["Henk Rull"], "person"),
        ("“We lost,” said Captain Henk Rull.", "attributed", ["Henk Rull"], "military"),
        ("“We lost,” said police captain Henk Rull.", "attributed", ["Henk Rull"], "police"),
        # A body that acts is "they" where nobody else is.
        ("Police are looking for him. They said no arrests had been made.", "attributed", ["Police"], "police"),
        (
            "The weir broke when it rained, state television reported on Monday.",
            "attributed",
            ["state television"],
            "state_media",
        ),
        # Somebody who is told by no name may be "they".
        (
            "A spokesperson for the guild pointed to the weir. “There are more trout than ever,” they added.",
            "attributed",
            ["spokesperson for the guild"],
            "spokesperson",
        ),
        ("The agency’s weir manager, Odile Verin, admits it was late.", "attributed", ["Odile Verin"], "official"),
        # A predecessor was what his successor is.
        (
            "Interior Secretary Henk Rull sold the weir. His predecessor, Odile Verin, said it was rash.",
            "attributed",
            ["Odile Verin"],
            "official",
        ),
        (
            "“It is a gift,” said Odile Verin, director of the Great Osk Alliance.",
            "attributed",
            ["Odile Verin"],
            "person",
        ),
        (
            "A post shared more than 20,000 times on Facebook claims that the mill burned.",
            "attributed",
            ["post shared more than 20,000 times on Facebook"],
            "social_media",
        ),
        ("Roth et al. (2006) found that trout were rare.", "attributed", ["Roth et al."], "academic"),
        ("Trout are rare, the authors say.", "attributed", ["authors"], "academic"),
        ("A post-mortem examination found that he had drowned.", "attributed", ["post-mortem examination"], "document"),
        ("Speaker 1: So it was late?\nSpeaker 2: It was, and we left.", "attributed", ["Speaker 2"], "unknown"),
        # Names with a possessive in them.
        ("Brill’s said the rating was stable.", "attributed", ["Brill’s"], "company"),
        ("The rating was stable, Brill's said.", "attributed", ["Brill's"], "company"),
        (
            "Analysts at Brill's told the Echo that it was stable.",
            "attributed",
            ["Echo", "Analysts at Brill's"],
            "expert",
        ),
        ("The Weir Commissioner's Office said it was dry.", "attributed", ["Weir Commissioner's Office"], "government"),
        ("St Verin's College said it was dry.", "attributed", ["St Verin's College"], "academic"),
        ("Norway's Parliament said it was dry.", "attributed", ["Parliament"], "government"),
        (
            "In an email to the guild, chief executive Morag Rull wrote that “heads may roll”.",
            "attributed",
            ["Morag Rull"],
            "person",
        ),
        # "A" answers in an interview: whoever is named above it.
        (
            "Odile Verin, a hydrologist, has a new book.\n\nQ: Why trout?\nA: My aunt kept them.",
            "attributed",
            ["Odile Verin"],
            "expert",
        ),
        ("Odile Verin has a new book.\n\nA: My aunt kept trout.\nQ: Why?", "attributed", ["Q"], "journalist"),
        # Two who act together are both meant by "they".
        (
            "Odile Verin and her team raised trout. They say the weir is too high.",
            "attributed",
            ["Odile Verin and Odile Verin's team"],
            "person",
        ),
        (
            "The mayor and the governor met. They said the weir was dry.",
            "attributed",
            ["mayor and governor"],
            "official",
        ),
        ("Teachers and nurses met. They said the weir was dry.", "attributed", ["Teachers and nurses"], "group"),
        (
            "On Monday, Odile Verin and Henk Rull sold the mill. The weir was dry, they said.",
            "attributed",
            ["Odile Verin and Henk Rull"],
            "person",
        ),
        ("In a letter sent on Monday, the guild said the mill would close.", "attributed", ["guild"], "ngo"),
        ("Odile Verin told the jury Rull had been drinking.", "attributed", ["Odile Verin"], "person"),
    ],
)
def test_who_tells_the_last_sentence(annotator: Annotator, text: str, voice: str, chain: list[str], kind: str) -> None:
    assert told(annotator, text) == (voice, chain, kind)
