"""Kind and naming of sources of all sorts, each in a sentence of its own; invented people and places."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib import Annotator

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "sources_varied.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def last_source(annotator: Annotator, text: str) -> dict[str, str]:
    """The innermost source of the last sentence."""
    record = annotator.record(text)
    known = {source["id"]: source for source in record["sources"]}
    found: dict[str, str] = known[record["sentences"][-1]["label"]["sources"][-1]]
    return found


@pytest.mark.parametrize(("mention", "kind", "naming"), ROWS)
def test_kind_and_naming_of_varied_sources(annotator: Annotator, mention: str, kind: str, naming: str) -> None:
    source = last_source(annotator, f"{mention} said the dam was safe.")
    assert (source["kind"], source["naming"]) == (kind, naming)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sen. Chris Moll (D-Conn.), who argues that the dam is safe, voted no.", "Chris Moll"),
        ("J. J. Prell, a firefighter in Roanoke, Va., who thinks the dam is safe, voted no.", "J. J. Prell"),
        ("Henk Rull, an analyst at Veldric, who notes that the dam is safe, voted no.", "Henk Rull"),
        (
            "Henk Rull, Odile Verin and three others said the dam was safe.",
            "Henk Rull and Odile Verin and three others",
        ),
        ("The miller, the baker and the clerk said the dam was safe.", "miller and baker and clerk"),
        ("Ms Verin, a teacher, and Mr Rull, a cook, said the dam was safe.", "Verin and Rull"),
        ("Henk Rull, D-Ohio, and Odile Verin said the dam was safe.", "Henk Rull and Odile Verin"),
        ("Henk Rull, Democrat and former mayor, said the dam was safe.", "Henk Rull"),
    ],
)
def test_who_is_the_person_and_no_place_or_employer(annotator: Annotator, text: str, name: str) -> None:
    assert last_source(annotator, text)["name"] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Henk Dorsey met Tomas Verin at the lock. He said: "Verin has no plan for the mill."', "Henk Dorsey"),
        ("Anna Lund wrote to Mara Olin. “Olin has to go, and soon,” she said.", "Anna Lund"),
        ("Tomas Verin praised Henk Dorsey on Monday. He said Dorsey had saved the mill.", "Tomas Verin"),
        ("Veldric Freight sued Harlow Freight on Monday. It said Harlow Freight had lost a barge.", "Veldric Freight"),
        ("The Solberg senator said Tomas Verin was wrong. Tomas Verin left.", "Solberg senator"),
    ],
)
def test_nobody_is_called_by_name_in_what_he_says(annotator: Annotator, text: str, name: str) -> None:
    record = annotator.record(text)
    known = {source["id"]: source["name"] for source in record["sources"]}
    said = [a for a in record["attributions"] if a["attitude"] == "assertion"]
    assert known[said[-1]["source_id"]] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tomas Verin spoke on Monday. The New Jersey governor said the dam was safe.", "Tomas Verin"),
        ("Tomas Verin spoke on Monday. The real estate mogul said the dam was safe.", "Tomas Verin"),
        ("Tomas Verin spoke on Monday. New Jersey's governor said the dam was safe.", "New Jersey's governor"),
        ("Tomas Verin spoke on Monday. The water board chairman said the dam was safe.", "water board chairman"),
    ],
)
def test_who_was_just_spoken_of_in_other_words(annotator: Annotator, text: str, name: str) -> None:
    assert last_source(annotator, text)["name"] == name
