"""The text as items: frames, quotations as one item, sentences closed by a stop, nothing lost."""

from __future__ import annotations

import pytest
from attrib import Annotator
from attrib.match.field import Field, shadow
from attrib.segment.spans import Quotation
from hypothesis import given
from hypothesis import strategies as st

WORDS = [
    "The mayor",
    "said",
    "that",
    "it rained",
    "“",
    "”",
    "‘",
    "’",
    '"',
    ",",
    ".",
    "?",
    "\n\n",
    "She",
    "“We sail today.”",
]
TEXTS = st.lists(st.sampled_from([*WORDS, "“Rain fell,”", "(AB)", "—"]), max_size=25).map(" ".join)


def field(annotator: Annotator, text: str) -> Field:
    return annotator._analyser.read(text).field


def frames(one: Field) -> list[tuple[str, str]]:
    """Words and tags of each frame."""
    return [(" ".join(one.word[f.first : f.last]), one.tags[f.first : f.last]) for f in one.frames]


@given(text=TEXTS)
def test_lists_are_parallel_and_offsets_lie_in_the_text(annotator: Annotator, text: str) -> None:
    one = field(annotator, text)
    assert len({len(one.start), len(one.end), len(one.word), len(one.tags), len(one.sentence), len(one.frame)}) == 1
    assert all(0 <= a <= b <= len(text) for a, b in zip(one.start, one.end, strict=True))
    assert len(one.shadow) == len(text)


@given(text=TEXTS)
def test_frames_are_apart_and_a_boundary_follows_each(annotator: Annotator, text: str) -> None:
    one = field(annotator, text)
    done = 0
    for number, frame in enumerate(one.frames):
        assert frame.first == done
        assert frame.first < frame.last
        assert one.tags[frame.last] == "\n"
        assert "\n" not in one.tags[frame.first : frame.last]
        assert set(one.frame[frame.first : frame.last + 1]) == {number}
        starts = one.start[frame.first : frame.last]
        assert starts == sorted(starts)
        done = frame.last + 1
    assert done == len(one.tags)


@given(text=TEXTS)
def test_quotation_is_one_item_and_a_frame_of_its_own(annotator: Annotator, text: str) -> None:
    one = field(annotator, text)
    assert {item for item, tag in enumerate(one.tags) if tag == "Q"} == set(one.quoted)
    for item, quotation in one.quoted.items():
        assert (one.start[item], one.end[item]) == (quotation.start, quotation.end)
        inside = one.inside(item)
        if inside:
            assert inside.parent == item
            assert quotation.inner_start <= one.start[inside.first]
            assert one.end[inside.last - 1] <= quotation.inner_end


@given(text=TEXTS)
def test_items_are_found_again_by_their_characters(annotator: Annotator, text: str) -> None:
    one = field(annotator, text)
    for item, (start, end) in enumerate(zip(one.start, one.end, strict=True)):
        if start < end:
            found = one.items_of(start, end)
            assert found
            assert one.chars(found) == (start, end)
            assert found[0] == item or one.start[found[0]] == start


def test_quotation_outside_and_inside(annotator: Annotator) -> None:
    one = field(annotator, "“The dam is dry,” said Ms Oduya.")
    assert [words for words, _ in frames(one)] == ['"" said ms oduya .', "the dam is dry , ."]
    assert one.frame_of(0).quotation is None
    assert one.frames[1].quotation == 0
    assert one.frames[1].parent == 0


def test_marks_of_a_title_are_dissolved(annotator: Annotator) -> None:
    one = field(annotator, "He called it a “minor” leak.")
    assert [words for words, _ in frames(one)] == ["he called it a minor leak ."]
    assert one.shadow == "He called it a  minor  leak."


@pytest.mark.parametrize("text", ["The dam is dry", "The dam is dry.", "The dam is dry?", "The dam is dry…"])
def test_every_sentence_ends_with_a_stop(annotator: Annotator, text: str) -> None:
    one = field(annotator, text)
    assert one.tags[-2:] == ".\n"


def test_sentences_of_a_paragraph_share_a_frame(annotator: Annotator) -> None:
    one = field(annotator, "It rained. It poured.\n\nIt stopped.")
    assert [words for words, _ in frames(one)] == ["it rained . it poured .", "it stopped ."]
    assert one.outer == {0: (0, 3), 1: (3, 6), 2: (7, 10)}
    assert one.sentence[:6] == [0, 0, 0, 1, 1, 1]


def test_empty_text_has_no_items(annotator: Annotator) -> None:
    one = field(annotator, "")
    assert (one.tags, one.frames, one.items_of(0, 0)) == ("", [], None)


def test_shadow_keeps_the_length() -> None:
    text = "He’s “fine”."
    quotation = Quotation(5, 11, 6, 10, 0, False, True, False)
    assert shadow(text, [quotation]) == "He's  fine ."
    assert shadow(text, [quotation._replace(full=True)]) == "He's “fine”."
    assert shadow(text, [quotation, quotation]) == "He's  fine ."
