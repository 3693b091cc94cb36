"""Reading YAML: plain text stays text, places are kept, traps and broken files are told."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import yaml
from attrib.errors import Fault, RuleError
from attrib.rules import yamlread
from attrib.rules.entries import pack_entries
from attrib.rules.yamlread import YamlFile, parse_yaml
from hypothesis import given
from hypothesis import strategies as st


def read(text: str) -> YamlFile:
    return parse_yaml(text.encode(), "f.yml")


def only_fault(data: bytes) -> tuple[int, int, str]:
    with pytest.raises(RuleError) as caught:
        parse_yaml(data, "f.yml")
    (fault,) = caught.value.faults
    return fault.line, fault.column, fault.what


@pytest.mark.parametrize(
    "scalar",
    ["no", "on", "yes", "true", "1:30", "012", "1_000", "1e3", "0x1F", "2024-02-07", "~", "null", ".inf", "<<", "="],
)
def test_scalars_stay_the_text_they_are(scalar: str) -> None:
    assert read(f"a: {scalar}\nb: [{scalar}]\n").data == {"a": scalar, "b": [scalar]}


def test_nothing_is_nothing_and_quoted_nothing_is_empty_text() -> None:
    assert read("a:\nb: ''\n").data == {"a": None, "b": ""}


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"", 1, 1, "the file is empty"),
        (b"# nothing\n", 1, 1, "the file is empty"),
        (b"- a\n- b\n", 1, 1, "must be a mapping"),
        (b"just text\n", 1, 1, "must be a mapping"),
        (b"\xef\xbb\xbfa: b\n", 1, 1, "byte order mark"),
        (b"a: b\nc: \xff\n", 2, 4, "not UTF-8"),
        (b"a:\n\tb: c\n", 2, 1, "a tab"),
        (b"a: b\n---\nc: d\n", 2, 1, "second document"),
        (b"a: 'b\n", 2, 1, "unexpected end of stream"),
        (b"a: *b\n", 1, 4, "alias"),
        (b"a: b\x00\n", 1, 5, "does not allow"),
        (b"a: b: c\n", 1, 5, "not allowed"),
        (b"x" * (yamlread.MAX_BYTES + 1), 1, 1, "larger than"),
    ],
)
def test_what_is_no_rule_file_gets_one_clear_fault(data: bytes, line: int, column: int, words: str) -> None:
    found = only_fault(data)
    assert words in found[2]
    assert found[:2] == (line, column)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: &x b\n", (1, 4), "anchors are refused"),
        ("a: !!int 3\n", (1, 4), "tags are refused"),
        ("a: !x 3\n", (1, 4), "tags are refused"),
        ("&k a: b\n", (1, 1), "anchors are refused"),
        ("a: b\nc: d\na: e\n", (3, 1), "duplicate key 'a'"),
        ("x: {a: b, a: c}\n", (1, 11), "duplicate key 'a'"),
        ("[a, b]: c\n", (1, 1), "a key must be plain text"),
        ("? {a: b}\n: c\n", (1, 3), "a key must be plain text"),
        ("a: " + "[" * 20 + "]" * 20, (1, 15), "nested deeper"),
    ],
)
def test_refused_yaml_is_told_with_its_place(text: str, place: tuple[int, int], words: str) -> None:
    fault = read(text).faults[0]
    assert words in fault.what
    assert (fault.line, fault.column) == place


def test_all_duplicates_are_told() -> None:
    assert len(read("a: 1\na: 2\nb: {c: 1, c: 2}\nb: 3\n").faults) == 3


def test_long_lists_are_no_deep_nesting() -> None:
    assert len(read("a:\n" + "  - [x]\n" * 500).data["a"]) == 500


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_does_not_crash(opened: str) -> None:
    try:
        file = parse_yaml(b"a:\n  " + opened.encode() * 20_000, "f.yml")
    except RuleError:
        return
    assert file.faults


@pytest.mark.parametrize(
    ("scalar", "offset", "column"),
    [
        ("abcdef", 2, 7),
        ("'abcdef'", 2, 8),
        ("'a''bcd'", 2, 9),
        (r'"a\tbcd"', 2, 9),
        (r'"\u0041bc"', 1, 12),
        ("'é😀x'", 2, 8),
    ],
)
def test_an_offset_into_a_scalar_is_found_in_the_file(scalar: str, offset: int, column: int) -> None:
    assert read(f"a: {scalar}\n").where(("a",), offset=offset) == (1, column - 1)


def test_places_of_keys_and_values() -> None:
    file = read("a:\n  - b\n  - cc: d\n")
    assert file.where(("a", 1, "cc")) == (3, 9)
    assert file.where(("a", 1, "cc"), key=True) == (3, 5)
    assert file.where(("a", 7)) == (2, 3)  # the nearest part that exists


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: no\nb: [1, 'x y']\nc: {d: e}\n"
    fast = read(text).data
    monkeypatch.setattr(yamlread, "_Composer", yamlread._PureComposer)
    slow = read(text)
    assert slow.data == fast
    assert slow.where(("c", "d")) == (3, 8)


NAMES = st.sampled_from(["say", "point out", "o'er", "no", "x-ray", "takes", "1st", "a b c", "Say", "é", "a:b"])
VALUES = st.sampled_from(
    ["that", "no", "-1.5", "a b", "np-that", "[that, np]", "[]", "'q'", "[a, [b]]", "a#b", "- x", "x ", ""]
)
FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=3)


@given(st.lists(st.tuples(NAMES, FIELDS), max_size=6), st.sampled_from(["", "# note\n", "  z: w\n", "other: x\n"]))
def test_plain_entries_are_read_as_yaml_reads_them(rows: list[tuple[str, list[tuple[str, str]]]], tail: str) -> None:
    lines = [f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in fields)}}}\n" for name, fields in rows]
    text = "id: x\nentries:\n" + "".join(lines) + tail
    try:
        whole = YamlFile("f.yml", text, {}, yamlread.compose(text))
    except yaml.YAMLError:
        return
    file = read(text)
    assert file.data == whole.data
    assert [fault[:4] for fault in file.faults] == [fault[:4] for fault in whole.faults]


def test_words_that_look_like_an_entry_stay_words() -> None:
    text = 'a: "b\nentries:\n  c: {d: e}\n  f"\n'
    assert read(text).data == {"a": "b entries: c: {d: e} f"}


def test_places_inside_a_plain_entry_are_found() -> None:
    text = "entries:\n  say: {takes: [that, np], x: y}\n"
    assert pack_entries(text)[1]
    assert read(text).where(("entries", "say", "takes", 1)) == (2, 23)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_data_or_a_fault(data: bytes) -> None:
    try:
        faults: Iterable[Fault] = parse_yaml(data, "f.yml").faults
    except RuleError as error:
        faults = error.faults
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults)
