"""What a few tags leave possible, asked of a pattern's tree; patterns matched from their end."""

from __future__ import annotations

from itertools import product

import pytest
import regex
from attrib.annotator import default_annotator
from attrib.match.mirror import BothWays, Mirror, mirrored
from attrib.match.partial import may_be_empty, may_end, may_go_on
from attrib.match.tree import read
from hypothesis import given
from hypothesis import strategies as st

TAGS = "DNVJIPZM,.\nQTR'XHBGECYO"
BEFORE = ("", *TAGS, *map("".join, product(TAGS, TAGS)))


def shipped() -> list[str]:
    structure = default_annotator().pack.structure
    patterns = {pattern for span in structure.spans.values() for _, pattern in span.alternatives}
    patterns.update(head.pattern for head in structure.heads)
    patterns.update(side for repair in structure.repairs for side in (repair.left, repair.right))
    return sorted(patterns)


@pytest.mark.parametrize(
    ("pattern", "taken"),
    [
        ("DN", "DN"),
        ("D?N", "N"),
        ("D+(?:NV|JV)", "DV"),
        ("(?:-N)?-", "-"),
        ("(?<=-)N", "N"),
        ("[DN]V|NV", "V"),
        ("N|V", ""),
    ],
)
def test_tags_that_every_match_takes(pattern: str, taken: str) -> None:
    assert read(pattern).always() == frozenset(taken)


@pytest.mark.parametrize(
    ("pattern", "tags", "others"),
    [
        ("NVN", ("N", "NV"), ("V", "NN", "VN")),
        ("R?NVN", ("R", "RN", "NV"), ("V", "RV", "NR")),
        ("(?:NV|DN)I", ("NV", "DN", "NVI"), ("ND", "DI", "NVD")),
        ("(?P<part>D?N)(?:I(?:D?N))*V", ("NID", "NIN", "DNV"), ("NIV", "DDN")),
        ("(?:NV)+I", ("NVN", "NVI"), ("NVV", "NIN")),
        ("N{2}V", ("NNV",), ("NVV", "NNN")),
        ("N{2,}V", ("NNV", "NNN"), ("NVV",)),
        ("N{0,2}V", ("NN", "V."), ("N.",)),
        ("N{6}V", ("NN",), ("VN",)),
        ("(?:NV){4}D", ("NV", "NVNVN"), ("NN", "NVD")),
        ("(?:N?V?)*D", ("NV", "VVN", "D"), ("I", "NVI")),
        ("(?<!I)(?=[NV])NV", ("N", "NV"), ("V", "I")),
        ("N(?!V)D?N", ("ND", "NN"), ("NV",)),
        ("N(?!V[^N]).", ("NV", "ND", "NVN"), ("VN", "NVV")),
        ("NR*(?<=V)B", ("N", "NR"), ("B", "NRB")),
        (r"\.[^\]N]V", (".V", ".D"), (".N", ".]")),
        (r"N(?=V|\Z)", ("N", "NV"), ("ND",)),
        ("N(?!V|D(?!I))", ("N", "ND", "NDI"), ("NV", "NDD")),
        ("NV|D?", ("N", "D", "V"), ()),
    ],
)
def test_tags_leave_possible_what_they_do_not_rule_out(
    pattern: str, tags: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert [one for one in (*tags, *others) if may_go_on(pattern, one, 0)] == list(tags)


def test_what_stands_behind_is_known_where_a_match_ends() -> None:
    assert may_end("(?=(?:NV|N)V)NV", "DNV")
    assert not may_end("(?=(?:NV|N)D)NV", "DNV")


@pytest.mark.parametrize(
    ("pattern", "possible"),
    [
        ("(?<=DV)N", True),
        ("(?<=V)N", True),
        ("(?<=D)N", False),
        ("(?<!V)N", False),
        ("(?<!DV)N", True),
        (r"\AN", False),
    ],
)
def test_a_look_behind_is_asked_of_the_tags_that_are_known(pattern: str, possible: bool) -> None:
    assert may_go_on(pattern, "VN", 1) is possible


@given(st.data())
def test_no_more_is_left_possible_than_some_tags_would_fit(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped()))
    tags = data.draw(st.text(TAGS, min_size=2, max_size=4))
    if may_go_on(pattern, tags, 1):
        whole = regex.compile(pattern)
        assert any(whole.match(before + tags, len(before) + 1, partial=True) for before in BEFORE)
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
        ("N(?=R?V)V", "V(?:(?<=V)|(?<=VR))N"),  # of each way a length that `re` can look behind
        ("(?!I?W|GD)N", "N(?<!W)(?<!WI)(?<!DG)"),
        ("N(?=(?:D|JN){0,2}V)", "(?:(?<=V)|(?<=VD)|(?<=VNJ)|(?<=VDD)|(?<=VNJD)|(?<=VDNJ)|(?<=VNJNJ))N"),
        ("N(?=R*V)", "(?<=VR*)N"),
        ("N(?!R?)", "(?!)N"),
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
    assert Mirror(pattern, part).reach(BothWays(tags), first, item) == reach


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
    reach = Mirror(pattern).reach(BothWays(tags), first, item)
    assert (reach[0] if reach else None) == begin
