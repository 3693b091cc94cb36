"""The phrase notation: words, slots, fillers, and what is refused."""

from __future__ import annotations

import pytest
import regex
from attrib.rules.patterns import flattened
from attrib.rules.phrase import Filler, Phrase, RuleFault, Words, parse_phrase, spaced, trimmed
from hypothesis import given
from hypothesis import strategies as st


def parse(source: str) -> Phrase:
    return parse_phrase(source, 4, 7)


def shown(phrase: Phrase) -> list[str]:
    """The parts in short: words as (slot)pattern, fillers as {slot:name}."""
    return [
        f"({part.slot}){part.pattern}" if isinstance(part, Words) else f"{{{part.slot}:{named(part)}}}"
        for part in phrase.parts
    ]


def named(part: Filler) -> str:
    names = "/".join(filter(None, (part.name, part.lexicon, part.takes)))
    return names + "?" * part.optional + "!" * part.absent


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("{cue:=according to} {source:np}", ["(cue)according to", "(None) ", "{source:np}"]),
        ("{cue:verb/report/that}", ["{cue:verb/report/that}"]),
        ("{cue:=a|b}", ["(cue)(?:a|b)"]),
        ("(so|thus) {cue:=x}", ["(None)(?:so|thus) ", "(cue)x"]),
        ("({np} )?{cue:=x}", ["(None)(?:", "{None:np}", "(None) )?", "(cue)x"]),
        (r"{cue:=a{2,3}} \{x\}", ["(cue)a{2,3}", r"(None) \{x\}"]),
        ("{cue:=[|}{]}", ["(cue)[|}{]"]),
        ("{cue:=x(?=y)(?<!z)}", ["(cue)x(?=y)(?<!z)"]),
        ("{?np} {?target:np}{cue:=x}", ["{None:np?}", "(None) ", "{target:np?}", "(cue)x"]),
        ("{cue: = x }", ["(cue)x"]),
        ("{cue:=x} {!np}", ["(cue)x", "(None) ", "{None:np!}"]),
    ],
)
def test_phrase_is_cut_into_parts(source: str, parts: list[str]) -> None:
    assert shown(parse(source)) == parts


def test_anchors_at_the_ends_are_no_part_of_the_pattern() -> None:
    phrase = parse("^{cue:=x} y$")
    assert (phrase.at_start, phrase.at_end) == (True, True)
    assert shown(phrase) == ["(cue)x", "(None) y"]


@pytest.mark.parametrize(
    ("pattern", "trimmed_to"),
    [(" ?[-–]{1,2} ?", "[-–]{1,2} ?"), ("  a ", "a"), (" *a", "a"), (" ?", ""), ("a\\ ", "a\\ "), ("a b", "a b")],
)
def test_white_space_at_the_ends_is_cut_off_with_how_often_it_may_stand(pattern: str, trimmed_to: str) -> None:
    assert trimmed(pattern) == trimmed_to


def test_an_escaped_dollar_is_no_anchor() -> None:
    phrase = parse(r"{cue:=x}\$")
    assert not phrase.at_end
    assert shown(phrase)[-1] == r"(None)\$"


def test_parts_know_their_column() -> None:
    phrase = parse("{cue:=x} and {source:np}")
    assert [part.column for part in phrase.parts] == [7, 15, 20]


@pytest.mark.parametrize(
    ("source", "offset", "words"),
    [
        ("{cue:=x", 0, "never closed"),
        ("{cue:np", 0, "never closed"),
        ("{cue:=x} {sorce:np}", 10, "unknown slot 'sorce'"),
        ("{cue:=}", 6, "nothing stands after '='"),
        ("{cue:}", 5, "a name is missing"),
        ("{cue:a/b/c/d}", 5, "at most head/lexicon/takes"),
        ("{cue:said that}", 5, "is no name"),
        ("{cue:=x}}", 8, "closes nothing"),
        ("{cue:=x} (a", 9, "never closed"),
        ("{cue:=x} a)", 10, "closes nothing"),
        ("{cue:=(x}", 6, "never closed"),
        ("{cue:=x}|b", 8, "alternatives need brackets"),
        ("{cue:=x} [ab", 9, "class is never closed"),
        (r"{cue:=x} (?P<n>a)", 9, "named groups"),
        (r"{cue:=x} (a)\1", 12, "back references"),
        ("{cue:=x} ({np} )*", 15, "cannot be repeated"),
        ("{cue:=x} ({np} ){2}", 15, "cannot be repeated"),
        ("{cue:=x}\\", 8, "escapes nothing"),
        ("{?cue:=x}", 0, "'?' makes a name optional"),
        ("{cue:=x} {!source:np}", 9, "'!' stands before the name of a lexicon"),
        ("{cue:=x} {!=np}", 9, "'!' stands before the name of a lexicon"),
        ("^$", 0, "the phrase is empty"),
    ],
)
def test_mistakes_are_told_with_their_place(source: str, offset: int, words: str) -> None:
    with pytest.raises(RuleFault, match=r".") as caught:
        parse(source)
    assert words in caught.value.message
    assert (caught.value.offset, caught.value.column) == (offset, 7 + offset)


def test_an_unknown_slot_is_told_its_likely_spelling() -> None:
    with pytest.raises(RuleFault, match="unknown slot") as caught:
        parse("{contnet:np}{cue:=x}")
    assert caught.value.hint == "content"


@pytest.mark.parametrize(
    ("pattern", "text"), [("a b", "a \n b"), ("[ab ]c", " c"), (r"a\ b", "a b"), ("a  b", "a \t b")]
)
def test_one_space_is_any_white_space(pattern: str, text: str) -> None:
    assert regex.fullmatch(spaced(pattern), text)


@given(st.text(alphabet="ab|(){}[]^$?*+\\ :=/,0", max_size=30))
def test_any_text_is_a_phrase_or_a_fault_within_it(source: str) -> None:
    try:
        offsets = [part.column - 7 for part in parse(source).parts]
    except RuleFault as fault:
        offsets = [fault.offset]
    assert all(0 <= offset <= len(source) for offset in offsets)


@given(st.text(alphabet="ab|(){}[]?\\ :=/,", max_size=30))
def test_the_flattened_phrase_has_the_same_length(source: str) -> None:
    assert len(flattened(source)) == len(source)
