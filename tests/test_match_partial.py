"""What a few tags leave possible, asked of the part of a pattern that decides it; patterns matched from their end."""

from __future__ import annotations

import pytest
import regex
from attrib.annotator import default_annotator
from attrib.match.cut import beginning
from attrib.match.mirror import Mirror, mirrored
from attrib.match.partial import may_be_empty, may_end, may_go_on
from hypothesis import given
from hypothesis import strategies as st

TAGS = "DNVJIPZM,.\nQTR'XHBGECYO"


def shipped() -> list[str]:
    structure = default_annotator().pack.structure
    patterns = {pattern for span in structure.spans.values() for _, pattern in span.alternatives}
    patterns.update(head.pattern for head in structure.heads)
    patterns.update(side for repair in structure.repairs for side in (repair.left, repair.right))
    return sorted(patterns)


@pytest.mark.parametrize(
    ("pattern", "size", "tags", "others"),
    [
        ("NVN", 1, ("N",), ("V",)),
        ("NVN", 2, ("NV",), ("NN", "VN")),
        ("R?NVN", 2, ("RN", "NV"), ("RV", "NR")),
        ("(?:NV|DN)I", 2, ("NV", "DN"), ("ND", "DI")),
        ("(?P<part>D?N)(?:I(?:D?N))*V", 3, ("NID", "NIN", "DNV"), ("NIV", "DDN")),
        ("(?:NV)+I", 3, ("NVN", "NVI"), ("NVV", "NIN")),
        ("N{2}V", 3, ("NNV",), ("NVV",)),
        ("N{0,2}V", 2, ("NN", "V."), ("N.",)),
        ("(?<!I)(?=[NV])NV", 1, ("N",), ("V", "I")),
        ("N(?!V)D?N", 2, ("ND", "NN"), ("NV",)),
        (r"\.[^\]N]V", 2, (".V", ".D"), (".N", ".]")),
        ("NV|D?", 1, ("N", "D", "V"), ()),
        ("NR*(?<=V)B", 1, ("N",), ("B",)),
        ("N(?!V[^N]).", 2, ("NV", "ND"), ("VN",)),
        ("N{6}V", 2, ("NN",), ("VN",)),
        ("(?:NV){4}D", 2, ("NV",), ("NN",)),
        ("(?:DNVIP)+J", 2, ("DN",), ("DD",)),
    ],
)
def test_the_part_fits_where_the_pattern_may(
    pattern: str, size: int, tags: tuple[str, ...], others: tuple[str, ...]
) -> None:
    part = regex.compile(beginning(pattern, size))
    assert [one for one in (*tags, *others) if part.match(one)] == list(tags)


def test_what_is_asked_of_later_tags_is_cut_off() -> None:
    assert beginning("NVN", 1) == beginning("N", 1)
    assert beginning("(?:NV|DN)I", 1) == beginning("(?:N|D)", 1)
    assert beginning("R?NVN", 1) == beginning("R?N", 1)


@given(st.data())
def test_the_part_leaves_no_more_than_the_whole_pattern_does(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped()))
    tags = data.draw(st.text(TAGS, min_size=2, max_size=4))
    if may_go_on(pattern, tags, 1):
        assert regex.match(pattern, tags, pos=1, partial=True)
    if may_end(pattern, tags):
        assert regex.match(f"(?r)(?:{pattern})", tags, partial=True)


@given(st.data())
def test_what_matches_was_left_possible_by_its_first_and_its_last_tags(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped()))
    tags = data.draw(st.text(TAGS, min_size=6, max_size=12))
    found = regex.compile(pattern).match(tags, 1)
    assert not found or all(may_go_on(pattern, tags[:end], 1) for end in range(2, len(tags)))
    found = regex.compile(f"(?r)(?:{pattern})").match(tags)
    assert not found or all(may_end(pattern, tags[begin:]) for begin in range(len(tags)))


@pytest.mark.parametrize(("pattern", "empty"), [("N?", True), ("N", False), ("(?:NV|D?)", True), ("(?:NV|D)N?", False)])
def test_a_pattern_that_may_take_nothing_is_told(pattern: str, empty: bool) -> None:
    assert may_be_empty(pattern) is empty


@pytest.mark.parametrize(
    ("pattern", "image"),
    [
        ("NV?D", "DV?N"),
        ("(?:NV|D)+I", "I(?:VN|D)+"),
        ("(?P<part>D?N)(?:I[^NV])*", "(?:[^NV]I)*(?P<part>ND?)"),
        ("(?<=I)(?<!V)N(?=V)(?!D)", "(?<!D)(?<=V)N(?!V)(?=I)"),
        (r"^N{1,2}\.\Z", r"\A\.N{1,2}\Z"),
    ],
)
def test_a_mirror_image_asks_for_the_same_from_behind(pattern: str, image: str) -> None:
    assert mirrored(pattern) == image


@given(st.data())
def test_a_mirror_matches_as_a_search_from_the_end_does(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped()))
    tags = data.draw(st.text(TAGS, min_size=1, max_size=12))
    item = data.draw(st.integers(1, len(tags)))
    first = data.draw(st.integers(0, item))
    expected = regex.compile(f"(?r)(?:{pattern})").match(tags, first, item)
    part = "part" if "(?P<part>" in pattern else None
    reach = (expected.start(), expected.span(part or 0)) if expected else None
    assert Mirror(pattern, part).reach(tags, first, item) == reach


@pytest.mark.parametrize(
    ("pattern", "tags", "first", "item", "begin"),
    [
        ("DN(?=V+)V", "DNVV", 0, 3, 0),  # looks ahead as far as it likes
        ("N(?<=DN)", "DN", 1, 2, 1),
        (r"(?:.|(?<![^\n]))", "B", 1, 1, None),  # looks at what it may not take
        (r"(?:.|(?<![^\n]))", "\n", 1, 1, 1),
        ("(?<!V[DN]{0,5})N", "VDDDN", 4, 5, None),
        ("N+", "NNN", 1, 3, 1),
    ],
)
def test_a_mirror_sees_what_it_may_not_take(pattern: str, tags: str, first: int, item: int, begin: int | None) -> None:
    reach = Mirror(pattern).reach(tags, first, item)
    assert (reach[0] if reach else None) == begin
