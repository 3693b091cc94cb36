"""What a few tags leave possible, asked of the part of a pattern that decides it."""

from __future__ import annotations

import pytest
import regex
from attrib.annotator import default_annotator
from attrib.match.cut import beginning
from attrib.match.partial import may_be_empty, may_go_on
from hypothesis import given
from hypothesis import strategies as st

TAGS = "DNVJIPZM,.\nQTR'"


def shipped() -> list[str]:
    structure = default_annotator().pack.structure
    patterns = {pattern for span in structure.spans.values() for _, pattern in span.alternatives}
    patterns.update(head.pattern for head in structure.heads)
    patterns.update(side for repair in structure.repairs for side in (repair.left, repair.right))
    return sorted(patterns)


@pytest.mark.parametrize(
    ("pattern", "size", "part"),
    [
        ("NVN", 1, "N"),
        ("NVN", 2, "NV"),
        ("R?NVN", 1, "R?N"),
        ("R*[NZ]+VN", 2, "R*[NZ]+V"),
        ("(?:NV|DN)I", 1, "(?:N|D)"),
        ("(?P<part>D?N)(?:I(?:D?N))*V", 1, "(?P<part>D?N)"),
        ("(?:NV)+I", 1, "(?:NV)+"),
        ("N{2}V", 2, "N{2}"),
        ("N{0,2}V", 1, "N{0,2}V"),
        ("(?<!I)(?=[NV])NV", 1, "(?<!I)(?=[NV])N"),
        ("N(?!V)DN", 1, "N(?!V)"),
        (r"\.[^\]N]V", 2, r"\.[^\]N]"),
        ("NV|D?", 1, "N|D?"),
        (r"N\ZV", 1, r"N\Z"),
    ],
)
def test_a_pattern_is_cut_behind_what_takes_the_tags(pattern: str, size: int, part: str) -> None:
    assert beginning(pattern, size) == part


@given(st.data())
def test_the_part_decides_as_the_whole_pattern_does(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped()))
    tags = data.draw(st.text(TAGS, min_size=2, max_size=4))
    assert may_go_on(pattern, tags, 1) == (regex.match(pattern, tags, pos=1, partial=True) is not None)


@pytest.mark.parametrize(("pattern", "empty"), [("N?", True), ("N", False), ("(?:NV|D?)", True), ("(?:NV|D)N?", False)])
def test_a_pattern_that_may_take_nothing_is_told(pattern: str, empty: bool) -> None:
    assert may_be_empty(pattern) is empty
