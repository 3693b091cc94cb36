"""Which attribution stands in which, for any spans: the smallest that holds it, and never in a circle."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from attrib import Annotator
from attrib.resolve.anaphora import after, before, point
from attrib.resolve.draft import Draft, Span, ancestors
from attrib.resolve.nesting import astride, nest, share_sources
from attrib.segment.spans import SentenceSpan
from hypothesis import given
from hypothesis import strategies as st

NO_FIELD: Any = None  # the drafts here have no items


def draft(
    cue: list[Span], source: list[Span], content: list[Span], points: str | None = None, sentence: int = 0
) -> Draft:
    nothing: Any = None
    return Draft(
        nothing, cue, source, content, None, [], None, "assertion", "neutral", "certain", "positive", False, points,
        None, None, sentence,
    )  # fmt: skip


def test_cue_in_the_content_of_another() -> None:
    outer = draft([(4, 8)], [(0, 3)], [(9, 40)])
    inner = draft([(14, 18)], [(10, 13)], [(19, 40)])
    nest([outer, inner])
    assert (inner.parent, outer.parent) == (outer, None)


def test_smallest_content_that_holds_it() -> None:
    outer, middle = draft([(4, 8)], [], [(9, 90)]), draft([(10, 12)], [], [(13, 60)])
    inner = draft([(20, 22)], [], [(23, 60)])
    nest([inner, middle, outer])
    assert (inner.parent, middle.parent) == (middle, outer)
    assert list(ancestors(inner)) == [middle, outer]


def test_who_reports_at_the_end_is_outside_what_is_said_before() -> None:
    said = draft([(36, 40)], [(26, 35)], [(0, 24), (42, 62)])
    reports = draft([(42, 54)], [(55, 62)], [(0, 40)])
    nest([said, reports])
    assert (said.parent, reports.parent, said.content) == (reports, None, [(0, 24)])


def test_what_stands_before_who_reports_stays_content() -> None:
    said = draft([(23, 27)], [(12, 22)], [(0, 10), (29, 61)])
    reports = draft([(41, 53)], [(54, 61)], [(0, 39)])
    nest([said, reports])
    assert (said.parent, reports.parent, said.content) == (reports, None, [(0, 10), (29, 39)])


def test_source_outside_is_not_nested() -> None:
    outer, inner = draft([(20, 24)], [], [(25, 60)]), draft([(30, 34)], [(0, 5)], [(35, 60)])
    nest([outer, inner])
    assert inner.parent is None


def test_cue_inside_and_source_outside_is_astride() -> None:
    outer, inner = draft([(20, 24)], [(0, 5)], [(25, 60)]), draft([(30, 34)], [(0, 5)], [(35, 60)])
    drafts = [outer, inner]
    nest(drafts)
    assert astride(drafts, NO_FIELD, lambda _match: False) == [inner]
    outer.listed = False
    assert astride(drafts, NO_FIELD, lambda _match: False) == []


def test_what_is_nested_or_names_nobody_or_stands_behind_is_not_astride() -> None:
    outer, nested = draft([(4, 8)], [(0, 3)], [(9, 40)]), draft([(14, 18)], [(10, 13)], [(19, 40)])
    nameless, behind = draft([(20, 22)], [], [(23, 40)]), draft([(42, 46)], [(0, 3)], [(47, 60)])
    drafts = [outer, nested, nameless, behind]
    nest(drafts)
    assert astride(drafts, NO_FIELD, lambda _match: False) == []


def test_verb_behind_what_is_said_has_the_source_of_the_saying() -> None:
    said, added = draft([(4, 8)], [(0, 3)], [(9, 30)]), draft([(36, 41)], [(9, 14)], [(42, 60)])
    nest([said, added])
    share_sources([said, added])
    assert added.source == [(0, 3)]


def test_source_is_kept_where_it_stands_in_nothing_shown_or_the_saying_comes_later() -> None:
    said, added = draft([(4, 8)], [(0, 3)], [(9, 30)]), draft([(36, 41)], [(31, 35)], [(42, 60)])
    reports, inner = draft([(62, 66)], [(67, 70)], [(0, 30)]), draft([(36, 41)], [(9, 14)], [(42, 60)])
    for drafts in ([said, added], [reports, inner]):
        kept = list(drafts[1].source)
        nest(drafts)
        share_sources(drafts)
        assert drafts[1].source == kept
    hidden = draft([(4, 8)], [(0, 3)], [(9, 30)])
    hidden.listed = False
    share_sources([hidden, inner])
    assert inner.source == [(9, 14)]


def test_parts_of_a_split_content_hold_together() -> None:
    outer = draft([(20, 24)], [(15, 19)], [(0, 14), (25, 60)])
    inner = draft([(30, 34)], [(0, 5)], [(35, 60)])
    nest([outer, inner])
    assert inner.parent is outer


def test_content_elsewhere_holds_nothing() -> None:
    """What points back has its content in another sentence; the attribution there is not inside it."""
    outer, inner = draft([(40, 44)], [], [(0, 30)], points="back"), draft([(10, 14)], [], [(15, 30)])
    nest([outer, inner])
    assert inner.parent is None


def test_link_that_the_rule_made_stays() -> None:
    outer, inner = draft([(40, 44)], [], [(50, 60)]), draft([(10, 14)], [], [(0, 9)])
    inner.parent, inner.linked = outer, True
    nest([outer, inner])
    assert inner.parent is outer


def test_two_that_hold_each_other_make_no_circle() -> None:
    one, other = draft([(0, 3)], [], [(4, 20), (30, 40)]), draft([(10, 12)], [], [(0, 9), (13, 40)])
    nest([one, other])
    assert [one.parent, other.parent].count(None) >= 1


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda pair: (pair[0], pair[0] + pair[1]))
DRAFTS = st.builds(
    draft, st.lists(SPANS, min_size=1, max_size=2).map(sorted), st.lists(SPANS, max_size=1),
    st.lists(SPANS, max_size=2).map(sorted), st.sampled_from([None, None, None, "back"]),
)  # fmt: skip


def holds(outer: Draft, inner: Draft) -> bool:
    return all(any(a <= c and d <= b for a, b in outer.content) for c, d in inner.frame)


@given(st.lists(DRAFTS, max_size=7))
def test_any_arrangement(drafts: list[Draft]) -> None:
    nest(drafts)
    for one in drafts:
        above = []
        for parent in ancestors(one):
            above.append(id(parent))
            assert len(above) <= len(drafts)
        assert id(one) not in above
        if one.parent:
            assert holds(one.parent, one)
            assert not one.parent.points


@given(st.lists(DRAFTS, max_size=7))
def test_nobody_is_left_out_without_a_circle(drafts: list[Draft]) -> None:
    """One that stands in the content of another has a parent, unless they stand in each other's."""
    nest(drafts)
    for one in drafts:
        outer = [other for other in drafts if other is not one and not other.points and holds(other, one)]
        if outer and not any(holds(one, other) for other in drafts):
            assert one.parent


def sentences(*rows: tuple[int, bool]) -> list[SentenceSpan]:
    """Sentences of ten characters each: paragraph, and whether they are boilerplate."""
    return [SentenceSpan(10 * i, 10 * i + 9, paragraph, noise) for i, (paragraph, noise) in enumerate(rows)]


def test_before_is_the_last_sentence_that_is_text() -> None:
    assert before(sentences((0, False), (0, False)), 1) == [(0, 9)]
    assert before(sentences((0, False), (1, True), (2, False)), 2) == [(0, 9)]
    assert before(sentences((0, False)), 0) == []
    assert before(sentences((0, True), (0, False)), 1) == []


def test_after_is_the_rest_of_the_paragraph_or_the_next_one() -> None:
    assert after(sentences((0, False), (0, False), (0, False), (1, False)), 0) == [(10, 29)]
    assert after(sentences((0, False), (1, False), (1, False), (2, False)), 0) == [(10, 29)]
    assert after(sentences((0, False), (2, False)), 0) == []
    assert after(sentences((0, False), (0, True), (0, False)), 0) == [(20, 29)]


def test_pointer_that_finds_nothing_keeps_its_words() -> None:
    lone, plain = draft([(0, 3)], [], [(4, 8)], points="back"), draft([(0, 3)], [], [(4, 8)])
    back = draft([(10, 13)], [], [(14, 18)], points="back", sentence=1)
    forward = draft([(10, 13)], [], [], points="forward", sentence=0)
    colon = draft([(0, 3)], [], [(4, 8)], points="forward", sentence=0)
    field: Any = SimpleNamespace(layout=SimpleNamespace(sentences=sentences((0, False), (0, False))))
    point([lone, plain, back, forward, colon], field, re.compile("dear"))
    assert (lone.points, lone.content, plain.content) == (None, [(4, 8)], [(4, 8)])
    assert (back.points, back.content) == ("back", [(0, 9)])
    assert forward.content == [(10, 19)]
    assert (colon.points, colon.content) == (None, [(4, 8)])  # what comes next stands in the sentence itself


def test_who_reports_is_around_who_says_also_inside_the_words_said() -> None:
    """ "The mayor said, according to the gazette, the dam was dry": the gazette says that the mayor said so."""
    mayor = draft([(10, 14)], [(0, 9)], [(16, 60)])
    gazette = draft([(16, 28)], [(29, 40)], [(0, 14)])
    nest([mayor, gazette])
    assert (mayor.parent, gazette.parent) == (gazette, None)


def test_infinitive_inside_what_somebody_says_is_a_part_of_it(annotator: Annotator) -> None:
    """The clerk recalls all of it; what is done to say something stands by itself."""
    inside = annotator.annotate("The clerk recalled what had happened to point out that the weir was old.")
    beside = annotator.annotate("Dahl rang at noon to say that the border was open.")
    cues = [[d.text[start:end] for a in d.attributions for start, end in a.cue] for d in (inside, beside)]
    assert cues == [["recalled"], ["to say"]]
