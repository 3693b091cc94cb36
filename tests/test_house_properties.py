"""What holds for any text at all, however odd: plain unicode and news-like heaps of quotation marks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import attrib
import jsonschema
import orjson
import pytest
from attrib import Annotator
from attrib.cli.schema import document_schema
from hypothesis import example, given
from hypothesis import strategies as st

ODD = (
    "",
    " ",
    "\n",
    "\ufeff",
    '"',
    "'",
    "“”„«»‘’''``",
    "\x00",
    "\r\n\r\n",
    "a\u0301\u200d🏴‍☠️",
    "İstanbul'da dedi: İ",
    "“One,” he said, “two,”\n\n“three",
    "said said said said",
    "Amber Bio grew, Ann said. She left Amber Bio",
    "He said that she said that they said that it said that we said that I said so.",
    "((((((((((",
    "—" * 50,
    "Mr. U.S. e.g. No. 5 p.m. Dr.",
)

OPENERS, CLOSERS = "\"“„«'‘`", "\"”“»'’´"
VOCABULARY = """the a minister Reuters said says told reporters that it was not may reportedly according to which who
he they deny denied believe is expected , ; : . ? ! ... – - ( ) U.S. Mr. Ana Brandt 40 % percent in June if unless
whether and but Kyiv's don't warned as earlier reported announced this"""
WORDS = st.sampled_from(VOCABULARY.split())
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\t", " ", "  ", "\u00a0", "\u2028", ""])


@st.composite
def quoted(draw: st.DrawFn) -> str:
    """Words in quotation marks that need not fit, close or come in pairs."""
    opener, closer = draw(st.sampled_from(["", *OPENERS, "''"])), draw(st.sampled_from(["", *CLOSERS, "''"]))
    return opener + " ".join(draw(st.lists(WORDS, max_size=8))) + draw(st.sampled_from(["", ",", "."])) + closer


NEWS = st.lists(st.one_of(quoted(), WORDS, BREAKS), max_size=40).map(" ".join)
ANY = st.text(max_size=200)
TEXTS = st.one_of(NEWS, ANY, st.lists(st.one_of(NEWS, ANY), max_size=3).map("\n\n".join))


@cache
def annotator() -> attrib.Annotator:
    return attrib.Annotator()


def odd(test: Any) -> Any:
    """Run the test on every odd text besides the ones drawn."""
    for text in ODD:
        test = example(text)(test)
    return given(TEXTS)(test)


def record_of(text: str) -> dict[str, Any]:
    return json.loads(annotator().annotate(text, id="any").model_dump_json())


def spans_of(record: dict[str, Any]) -> list[tuple[int, int]]:
    """Every span of a record, wherever it stands."""
    found = [(s["start"], s["end"]) for s in record["sentences"]]
    for attribution in record["attributions"]:
        found += [tuple(span) for key in ("source", "cue", "content") for span in attribution[key]]
        found += [tuple(attribution["addressee"])] if attribution["addressee"] else []
    for hedge in record["hedges"]:
        found += [tuple(span) for key in ("cue", "scope") for span in hedge[key]]
    for source in record["sources"]:
        found += [tuple(span) for span in source["mentions"]]
        found += [tuple(source["anonymity_reason"])] if source["anonymity_reason"] else []
    return found


@odd
def test_text_comes_back_unchanged(text: str) -> None:
    assert annotator().annotate(text).text == text


@odd
def test_every_span_lies_in_the_text_and_is_not_empty(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in spans_of(record_of(text)))


@odd
def test_spans_neither_start_nor_end_in_white_space(text: str) -> None:
    assert all(text[start:end] == text[start:end].strip() for start, end in spans_of(record_of(text)))


@odd
def test_sentences_are_in_order_and_apart(text: str) -> None:
    sentences = record_of(text)["sentences"]
    assert [s["index"] for s in sentences] == list(range(len(sentences)))
    assert all(a["end"] <= b["start"] and a["paragraph"] <= b["paragraph"] for a, b in pairwise(sentences))


@odd
def test_ids_are_unique_and_all_that_is_referred_to_exists(text: str) -> None:
    record = record_of(text)
    ids = {kind: [item["id"] for item in record[kind]] for kind in ("attributions", "hedges", "sources")}
    assert all(len(set(names)) == len(names) for names in ids.values())
    for kind in ("attributions", "hedges"):
        assert {name for s in record["sentences"] for name in s[kind]} <= set(ids[kind])
    assert {name for s in record["sentences"] if s["label"] for name in s["label"]["sources"]} <= set(ids["sources"])
    assert {a["source_id"] for a in record["attributions"]} - {None} <= set(ids["sources"])
    assert {a["parent"] for a in record["attributions"]} - {None} <= set(ids["attributions"])


@odd
def test_attributions_and_hedges_come_in_the_order_of_their_cues(text: str) -> None:
    record = record_of(text)
    for kind in ("attributions", "hedges"):
        starts = [item["cue"][0][0] for item in record[kind] if item["cue"]]
        assert starts == sorted(starts)


@odd
def test_nesting_has_no_circles(text: str) -> None:
    parents: dict[str | None, str | None] = {a["id"]: a["parent"] for a in record_of(text)["attributions"]}
    for name in parents:
        above = name
        for _ in parents:
            above = parents.get(above)
        assert above is None


@odd
def test_split_parts_of_a_span_are_in_order_and_apart(text: str) -> None:
    for attribution in record_of(text)["attributions"]:
        for key in ("source", "cue", "content"):
            assert all(a[1] <= b[0] for a, b in pairwise(attribution[key]))


@odd
def test_same_text_gives_the_same_record(text: str) -> None:
    assert record_of(text) == record_of(text)


@odd
def test_fast_record_is_the_dump_of_the_document(text: str) -> None:
    record = orjson.loads(orjson.dumps(annotator().record(text, id="any")))
    assert record == record_of(text)


@odd
def test_record_is_valid_against_the_published_schema(text: str) -> None:
    schema().validate(record_of(text))


@cache
def schema() -> jsonschema.Draft202012Validator:
    contract = document_schema()
    jsonschema.Draft202012Validator.check_schema(contract)
    return jsonschema.Draft202012Validator(contract)


@odd
def test_certainty_of_any_word_can_be_asked(text: str) -> None:
    document = annotator().annotate(text)
    for start, end in spans_of(document.model_dump(mode="json"))[:5]:
        assert -3 <= document.certainty_at(start, end).value <= 3
        assert -3 <= document.certainty_at(start, end, author=True).value <= 3


REPEATED = (
    "Amber Bio grew. Roig Holm said it was late. ",
    "Captain Ana Roig said it was late. The goalkeeper left. ",
    "Jo left. Mr Roig said so. Her husband Ole Tarn slept. ",
    "A minister left. The mayor said the new guard, a club of millers, may fall. ",
    "Roig: Why? Holm: “It is late,” the spokesman said, citing the guild (GLD). ",
)


@pytest.mark.parametrize("text", REPEATED)
def test_work_grows_with_a_text_and_no_faster(annotator: Annotator, text: str) -> None:
    """Counted in calls, which the clock does not change: four times the text, in one paragraph, four times the work."""
    annotator.record(text * 400)  # what is remembered of words is remembered now
    assert calls_of(lambda: annotator.record(text * 400)) < 5 * calls_of(lambda: annotator.record(text * 100))


def calls_of(work: Callable[[], object]) -> int:
    """How many calls of functions, and goings on of generators, a piece of work takes."""
    calls = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls
