"""What stands around the words of chats, live blogs and pasted pages: times, labels of turns, mark-up."""

from __future__ import annotations

import pytest
from attrib import Annotator


def found(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution, as they stand."""

    def words(spans: list[list[int]]) -> str:
        return " ".join(text[start:end] for start, end in spans)

    return [(words(a["source"]), words(a["content"])) for a in annotator.record(text)["attributions"]]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("<lena> is the gate shut?\n<max_h> yes, all day\n<lena> great",
         [("lena", "is the gate shut"), ("max_h", "yes, all day"), ("lena", "great")]),
        ("[10:02] lena: the gate is shut again\n[10:03] max: works here",
         [("lena", "the gate is shut again"), ("max", "works here")]),
        ("Dana Orr: Welcome back. With me is the miller.\nIda Roth: Thanks for having me.",
         [("Dana Orr", "Welcome back. With me is the miller."), ("Ida Roth", "Thanks for having me")]),
        ("Lena (10:02): the gate is shut.\nMax (10:03): It is not.",
         [("Lena", "the gate is shut"), ("Max", "It is not")]),
        ("CLERK: Sir, will you stay?\nMILLER: No.", [("CLERK", "Sir, will you stay"), ("MILLER", "No")]),
    ],
)  # fmt: skip
def test_turns_of_a_chat(annotator: Annotator, text: str, turns: list[tuple[str, str]]) -> None:
    assert found(annotator, text) == turns


def test_fields_of_a_form_are_no_turns(annotator: Annotator) -> None:
    assert not found(annotator, "Date: 3 May\nVenue: Hall 4\nPros: It is cheap.\nCons: It leaks.")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("14:32 Police have confirmed that the gate is shut.", "Police", "that the gate is shut"),
        ("11.20am: The miller says the gate is shut.", "The miller", "the gate is shut"),
        ("**Mayor Holm** said the *gate* was shut.", "Mayor Holm", "the *gate* was shut"),
        ("<p>The miller said the <b>gate</b> was shut.</p>", "The miller", "the <b>gate</b> was shut"),
    ],
)  # fmt: skip
def test_times_and_mark_up_are_no_words(annotator: Annotator, text: str, source: str, content: str) -> None:
    assert found(annotator, text) == [(source, content)]
