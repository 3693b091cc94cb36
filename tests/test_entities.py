"""Texts with characters written as HTML entities: what rules see, and where spans stand."""

from __future__ import annotations

import pytest
from attrib.annotator import annotate, default_annotator
from attrib.entities import decoded
from hypothesis import given
from hypothesis import strategies as st

ENTITIES = ("&quot;", "&ldquo;", "&rdquo;", "&#8217;", "&apos;", "&amp;", "&amp;quot;", "&#x1;", "&nbsp;", "&nothing;")
PAIRS = "&quot; &quot;|&#34; &#x22;|&ldquo; &rdquo;|&laquo; &raquo;|&#39; &#39;|&amp;quot; &amp;quot;"
WORDS = ("We", "walk", ",", ".", " ", " ", "said", "Ida", "Roth", "\n\n", "may", "not", "&", ";", "it")


def spans(record: dict[str, object]) -> list[list[int]]:
    """All lists of two numbers in a record, however deep."""
    found: list[list[int]] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if "start" in value and "end" in value:
                found.append([value["start"], value["end"]])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            if len(value) == 2 and all(type(one) is int for one in value):
                found.append(value)
            for one in value:
                walk(one)

    walk({name: record[name] for name in ("sentences", "attributions", "hedges", "sources")})
    return found


@pytest.mark.parametrize("pair", PAIRS.split("|"))
def test_quotations_between_entities(pair: str) -> None:
    left, right = pair.split()
    text = f"{left}We walk,{right} Ida said. It rained."
    document = annotate(text)
    assert document.text == text
    (found,) = document.attributions
    assert [text[s:e] for s, e in found.content] == [f"{left}We walk,{right}"]
    assert [text[s.start : s.end] for s in document.sentences] == [f"{left}We walk,{right} Ida said.", "It rained."]


def test_apostrophes_and_names() -> None:
    text = "Tom &amp; Sons said it didn&#8217;t rain."
    document = annotate(text)
    assert [one.name for one in document.sources] == ["Tom & Sons"]
    (hedge,) = document.hedges
    assert [text[s:e] for s, e in hedge.cue] == ["n&#8217;t"]
    at = text.index("rain")
    assert document.certainty_at(at, at + 4).polarity == "negative"


def test_addressees_are_moved_too() -> None:
    text = "&quot;We walk,&quot; Ida told reporters. &quot;Now.&quot;"
    (found,) = annotate(text).attributions
    assert found.addressee
    assert text[slice(*found.addressee)] == "reporters"


def test_worker_and_trace_read_entities() -> None:
    text = "He said &quot;We didn&#39;t walk.&quot;"
    annotator = default_annotator()
    revived = annotator._revived(annotator.record(text))
    at = text.index("walk")
    assert revived.certainty_at(at, at + 4) == annotate(text).certainty_at(at, at + 4)
    assert annotator.trace(text).document.text == 'He said "We didn\'t walk."'


@pytest.mark.parametrize("text", ["AT&T said so; we left.", "a & b; c", "&nothing; is said", "no mark at all", ""])
def test_text_without_entities_is_left_alone(text: str) -> None:
    assert decoded(text) is None


@given(st.lists(st.sampled_from((*ENTITIES, *WORDS)), max_size=24).map("".join))
def test_spans_of_a_text_with_entities_are_those_of_its_characters(text: str) -> None:
    read = decoded(text)
    plain = read.text if read else text
    moved, inner = default_annotator().record(text), default_annotator().record(plain)
    assert moved["text"] == text
    assert len(spans(moved)) == len(spans(inner))
    for (start, end), (first, last) in zip(spans(moved), spans(inner), strict=True):
        assert 0 <= start <= end <= len(text)
        part = decoded(text[start:end])
        assert (part.text if part else text[start:end]) == plain[first:last]


@given(st.text(alphabet="&quotamp#39x;2 \n", max_size=30), st.data())
def test_every_part_of_the_text_is_found(text: str, data: st.DataObject) -> None:
    read = decoded(text)
    if read is not None and read.text:
        start = data.draw(st.integers(0, len(text) - 1))
        first, last = read.there(start, data.draw(st.integers(start + 1, len(text))))
        assert 0 <= first < last
