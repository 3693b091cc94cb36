"""Examples are tests: marks are read to the character, and compared with what fires."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from attrib.rules.examples import run_examples
from attrib.rules.load import load_pack
from attrib.rules.marks import parse_example
from attrib.rules.phrase import RuleFault

Spans = tuple[tuple[int, int], ...]


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("[He](source) [said](cue) so.", "He said so.", (("source", 0, 2), ("cue", 3, 7))),
        (r"a \[b\] c", "a [b] c", ()),
        (r"[a \[b\]](cue) \\", r"a [b] " + "\\", (("cue", 0, 5),)),
        ("[As](cue) he [said](cue)", "As he said", (("cue", 0, 2), ("cue", 6, 10))),
        ("[é😀](cue)x", "é😀x", (("cue", 0, 2),)),
        ("(a) (cue)", "(a) (cue)", ()),
    ],
)
def test_marks_are_read(source: str, text: str, marks: tuple[tuple[str, int, int], ...]) -> None:
    example = parse_example(source, 1, 1)
    assert (example.text, example.marks) == (text, marks)


@pytest.mark.parametrize(
    ("source", "offset", "words"),
    [
        ("[a](cu)", 4, "unknown slot 'cu'"),
        ("[a](", 2, "marks nothing"),
        ("[a", 0, "never closed"),
        ("[a]", 2, "marks nothing"),
        ("a](cue)", 1, "marks nothing"),
        ("[a [b](cue)](cue)", 3, "overlap"),
        ("[ ](cue)", 0, "empty span"),
    ],
)
def test_mistakes_in_marks(source: str, offset: int, words: str) -> None:
    with pytest.raises(RuleFault, match=r".") as caught:
        parse_example(source, 1, 1)
    assert words in caught.value.message
    assert caught.value.offset == offset


class Firing(NamedTuple):
    rule: str
    slots: Mapping[str, Spans]


class Fake:
    """An annotator that fires what it was told to."""

    def __init__(self, firings: Mapping[str, list[Firing]]) -> None:
        self.firings = firings

    def fired(self, text: str) -> list[Firing]:
        return self.firings.get(text, [])


TEXT = "Perhaps it rains , perhaps not."
ID = "mine/maybe"


def failures(tmp_path: Path, examples: str, *firings: Firing) -> list[str]:
    path = tmp_path / "mine" / "maybe.yml"
    path.parent.mkdir(parents=True)
    path.write_text(f"id: maybe\nkind: hedge\nphrases: ['{{cue:=perhaps}}']\nexamples: {examples}\n", "utf-8")
    pack = load_pack([path])
    return [fault.what for fault in run_examples(pack, lambda _: Fake({TEXT: list(firings)}))]


def first(*extra: tuple[str, Spans]) -> Firing:
    return Firing(ID, {"cue": ((0, 7),), **dict(extra)})


MATCH = f"{{match: ['{TEXT.replace('Perhaps it rains', '[Perhaps](cue) [it rains](scope)')}']}}"


def test_a_match_with_the_marked_spans_passes(tmp_path: Path) -> None:
    assert failures(tmp_path, MATCH, first(("scope", ((8, 17),)), ("target", ((0, 1),)))) == []


def test_a_rule_that_does_not_fire_is_told_who_does(tmp_path: Path) -> None:
    other = Firing("en/hedge/other", {"cue": ((0, 7),)})
    assert failures(tmp_path, MATCH, other) == ["match: the rule does not fire; en/hedge/other does"]


def test_spans_that_are_off_are_shown(tmp_path: Path) -> None:
    told = failures(tmp_path, MATCH, first(("scope", ((11, 16),))), first())
    assert told == ["match: scope should be 'it rains', not 'rains'"]


def test_two_firings_may_be_marked_in_one_example(tmp_path: Path) -> None:
    marked = "{match: ['[Perhaps](cue) it rains , [perhaps](cue) not.']}"
    assert failures(tmp_path, marked, first(), Firing(ID, {"cue": ((19, 26),)})) == []


def test_spans_that_only_white_space_parts_are_one(tmp_path: Path) -> None:
    marked = "{match: ['[Perhaps](cue) [it rains](cue) , perhaps not.']}"
    assert failures(tmp_path, marked, Firing(ID, {"cue": ((0, 16),)})) == []
    assert failures(tmp_path / "2", marked, Firing(ID, {"cue": ((0, 7), (8, 10), (11, 16))})) == []


def test_a_no_match_must_not_fire(tmp_path: Path) -> None:
    assert failures(tmp_path, f"{{no_match: ['{TEXT}']}}", first()) == ["no_match: the rule fires: cue 'Perhaps'"]


def test_a_todo_must_still_fail(tmp_path: Path) -> None:
    marked = MATCH.replace("match:", "todo:")
    assert failures(tmp_path, marked, first(("scope", ((8, 16),)))) == ["todo: this works now; move it to match"]


def test_a_todo_without_marks_is_one_that_should_not_fire(tmp_path: Path) -> None:
    assert failures(tmp_path, f"{{todo: ['{TEXT}']}}") == ["todo: this works now; move it to no_match"]


def test_a_todo_that_fails_is_fine(tmp_path: Path) -> None:
    assert failures(tmp_path, f"{{todo: ['{TEXT}']}}", first()) == []
