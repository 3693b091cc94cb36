"""Brackets that hold fillers are written out, in the order of preference that the phrase states."""

from __future__ import annotations

import pytest
from attrib.match.variants import LIMIT, variants
from attrib.rules.phrase import Filler, parse_phrase


def shown(source: str) -> list[str]:
    """The sequences a phrase stands for, a filler as its name."""
    found = variants(parse_phrase(source, 1, 1).parts)
    return ["".join(f"<{part.name}>" if isinstance(part, Filler) else part.pattern for part in one) for one in found]


@pytest.mark.parametrize(
    ("source", "sequences"),
    [
        ("{cue:verb}", ["<verb>"]),
        ("(?:the )?{cue:verb}", ["(?:the )?<verb>"]),
        ("(?:{np} )?{cue:verb}", ["<np> <verb>", "<verb>"]),
        ("(?:{np}|{number}) {cue:verb}", ["<np> <verb>", "<number> <verb>"]),
        ("(?:the|{np}|a) {cue:verb}", ["the <verb>", "<np> <verb>", "a <verb>"]),
        ("({np}(?: of {number})?) {cue:verb}", ["<np> of <number> <verb>", "<np> <verb>"]),
        ("(?:{np}, )?{cue:verb}(?: {number})?", [
            "<np>, <verb> <number>", "<np>, <verb>", "<verb> <number>", "<verb>",
        ]),
        ("(?:(?:a|b) {np} )?{cue:verb}", ["(?:a|b) <np> <verb>", "<verb>"]),
        (r"(?:\({np}\) )?{cue:verb}", [r"\(<np>\) <verb>", "<verb>"]),
        ("(?:[)(] {np} )?{cue:verb}", ["[)(] <np> <verb>", "<verb>"]),
    ],
)  # fmt: skip
def test_sequences(source: str, sequences: list[str]) -> None:
    assert shown(source) == sequences


def test_slots_and_columns_of_fillers_are_kept() -> None:
    (with_it, without) = variants(parse_phrase("(?:{source:np} )?{cue:=said}", 1, 1).parts)
    assert [part.slot for part in with_it] == ["source", None, "cue"]
    assert [part.slot for part in without] == ["cue"]


def test_words_with_a_slot_are_taken_out_with_their_bracket() -> None:
    assert [[part.slot for part in one if part.slot] for one in variants(
        parse_phrase("(?:{cue:=as} )?{source:np} {cue:=said}", 1, 1).parts
    )] == [["cue", "source", "cue"], ["source", "cue"]]  # fmt: skip


def test_too_many_sequences_are_refused() -> None:
    parts = parse_phrase("(?:{np} )?" * 7 + "{cue:verb}", 1, 1).parts
    with pytest.raises(ValueError, match=f"more than {LIMIT} sequences"):
        variants(parts)
