"""One match as the attributions it stands for: whose cue is whose, and what each holds."""

from __future__ import annotations

import pytest
from attrib import Annotator
from attrib.resolve.chains import links
from attrib.resolve.draft import drafts_of, joined, widened

Shown = list[tuple[str, str, str]]
TEXTS = {
    "The dam is dry, Reuters reported, citing the coast guard.": [
        ("Reuters", "reported", "The dam is dry"), ("the coast guard", "citing", "The dam is dry"),
    ],
    "Tass reported, citing Rossiya 1, that the dam was dry.": [
        ("Tass", "reported", "that the dam was dry"), ("Rossiya 1", "citing", "that the dam was dry"),
    ],
    "Reuters quoted the mayor as saying that the dam was dry.": [
        ("Reuters", "quoted", "that the dam was dry"), ("the mayor", "as saying", "that the dam was dry"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_outer_and_inner_of_a_chain(annotator: Annotator, text: str) -> None:
    document = annotator.annotate(text)
    shown: Shown = []
    for one in document.attributions:
        parts = ["…".join(text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content)]
        shown.append((parts[0], parts[1], parts[2]))
    assert shown == TEXTS[text]
    outer, inner = document.attributions
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_every_example_of_a_chain_gives_linked_attributions(annotator: Annotator) -> None:
    """Each link has a cue of its own, no cue is lost, and each is the parent of the next."""
    analyser = annotator._analyser
    for rule in annotator.pack.rules:
        for example in rule.match if rule.kind == "chain" else ():
            reading = analyser.read(example.text)
            for match in analyser.engine.matches(reading):
                if match.rule.id != rule.id:
                    continue
                found = links(match)
                assert len(found) == 1 + bool(match.get("inner"))
                assert all(link.cue for link in found)
                assert {items for link in found for items in link.cue} == set(match.cue)
                drafts = drafts_of(match, reading.field, None)
                assert [one.parent for one in drafts] == [None, *drafts[:-1]]
                assert [one.linked for one in drafts] == [False, True][: len(drafts)]


def test_match_without_an_inner_source_is_one_link(annotator: Annotator) -> None:
    analyser = annotator._analyser
    reading = analyser.read("The mayor said that the dam was dry.")
    for match in analyser.engine.matches(reading):
        if match.rule.kind == "attribution":
            (link,) = links(match)
            assert (link.cue, link.source, link.content) == (match.cue, match.get("source"), match.get("content"))


def test_spans_that_touch_are_one(annotator: Annotator) -> None:
    field = annotator._analyser.read("The old dam is dry.").field
    assert joined(field, [(3, 5), (0, 2)]) == [(0, 7), (12, 18)]
    assert joined(field, [(2, 3), (0, 2)]) == [(0, 11)]
    assert joined(field, [(2, 2)]) == []


QUOTED = "The people of Ewell and towns like it “deserve a better bridge. They pay for it. We all do"


@pytest.mark.parametrize(
    "text",
    [
        f"{QUOTED},” the mayor said.",
        f"{QUOTED},” said the mayor.",
        f"It rained. {QUOTED},” said the mayor. She left.",
        f"The mayor said the people {QUOTED[11:]}.”",
    ],
)
def test_a_content_holds_the_sentences_of_a_quotation_it_goes_over_into(annotator: Annotator, text: str) -> None:
    (one,) = annotator.annotate(text).attributions
    (start, end), *_ = one.content
    assert "people of Ewell" in text[start:end]
    assert text[start:end].endswith(("We all do,”", "We all do.”"))


def test_dissolved_marks_that_hug_a_content_belong_to_it(annotator: Annotator) -> None:
    text = "He called it a “minor leak” today."
    field = annotator._analyser.read(text).field
    inner = text.index("minor"), text.index("”")
    assert widened(field, inner) == (inner[0] - 1, inner[1] + 1)
    assert widened(field, (0, inner[1])) == (0, inner[1] + 1)
    assert widened(field, (0, 9)) == (0, 9)


@pytest.mark.parametrize("close", [",”", ".”", "”", "?”", "…”", ".” "])
def test_a_content_takes_the_closing_mark_of_a_quotation_it_holds(annotator: Annotator, close: str) -> None:
    """With the stop or comma before it, as a content with one mark of two cannot be read."""
    text = f"The mayor said that the bridge is “shut for good{close}"
    (one,) = annotator.annotate(text).attributions
    (start, end), *_ = one.content
    assert text[start:end].endswith(f"shut for good{close.rstrip()}")


@pytest.mark.parametrize("ends", [("“", "”"), ("‘", "’")])
def test_mark_that_opened_before_the_content_is_left_out(annotator: Annotator, ends: tuple[str, str]) -> None:
    """A content that begins inside a quotation does not take its closing mark for the pair."""
    text = f"He called it a {ends[0]}very minor leak{ends[1]} today."
    field = annotator._analyser.read(text).field
    start, end = text.index("minor"), text.index(ends[1])
    assert widened(field, (start, end)) == (start, end)
