"""What a few tags leave possible, asked of the part of a pattern that decides it; patterns matched from their end."""

from __future__ import annotations

import pytest
import regex
from attrib.annotator import default_annotator
from attrib.match.cut import UNKNOWN, beginning
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
    ],
)
def test_the_part_fits_where_the_pattern_may(
    pattern: str, size: int, tags: tuple[str, ...], others: tuple[str, ...]
) -> None:
    part = regex.compile(beginning(pattern, size))
    assert [one for one in (*tags, *others) if part.match(one + UNKNOWN)] == list(tags)


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
    found = Mirror(pattern).match(tags, first, item)
    assert (item - found.end() if found else None) == (expected.start() if expected else None)


def test_a_pattern_that_looks_ahead_as_far_as_it_likes_is_matched_all_the_same() -> None:
    found = Mirror("DN(?=V+)V").match("DNVV", 0, 3)
    assert found.end() == 3
    assert Mirror("N(?<=DN)").match("DN", 1, 2).end() == 1
