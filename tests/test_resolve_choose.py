"""Which matches stand: pseudo rules block, priority and measurement settle, what is seldom right is left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from attrib.match.engine import Match
from attrib.match.items import Items
from attrib.resolve.choose import Least, Lost, choose, unblocked
from attrib.resolve.measured import EVEN, NEVER, SHRINK, Count, Measured, Precision, cue_name
from hypothesis import given
from hypothesis import strategies as st

ALL = Least(0.0, 0.0)
KINDS = ["attribution", "chain", "denial", "hedge"]


def match(
    rule: str, *cue: Items, priority: int = 50, last: int = 9, kind: str = "attribution", phrase: int = 0,
    lemma: str = "", blocks: list[str] | None = None,
) -> Match:  # fmt: skip
    made: Any = SimpleNamespace(id=rule, kind=kind, priority=priority, effect={"blocks": blocks or KINDS})
    slots = tuple(("cue", items) for items in cue)
    return Match(made, phrase, None, lemma, slots, 0, last, cue[0], cue)


def stand(*matches: Match, measured: Measured | None = None, least: Least = ALL) -> tuple[list[str], list[Lost]]:
    lost: list[Lost] = []
    chosen = choose(matches, measured or Measured(()), least, lost.append)
    return [one.match.rule.id for one in chosen], lost


def test_higher_priority_takes_the_cue() -> None:
    ids, lost = stand(match("low", (3, 4), priority=40, last=20), match("high", (3, 4), priority=60))
    assert ids == ["high"]
    assert [one.reason for one in lost] == ["its cue went to high"]
    assert not lost[0].blocked


def test_of_equal_priority_what_was_right_more_often() -> None:
    measured = Measured([["often", "", "100", "90", "90"], ["seldom", "", "100", "90", "40"]])
    assert stand(match("seldom", (3, 4), last=30), match("often", (3, 4)), measured=measured)[0] == ["often"]


def test_of_equally_right_the_longer_then_the_earlier_phrase() -> None:
    assert stand(match("short", (3, 4), last=5), match("long", (3, 4), last=8))[0] == ["long"]
    assert stand(match("second", (3, 4), phrase=1), match("first", (3, 4)))[0] == ["first"]


def test_one_shared_word_is_enough_and_split_cues_count_whole() -> None:
    assert stand(match("wide", (3, 6), priority=60), match("narrow", (5, 7)))[0] == ["wide"]
    assert stand(match("split", (1, 2), (8, 9), priority=60), match("late", (8, 9)))[0] == ["split"]


def test_cues_that_touch_or_lie_apart_all_stand_in_text_order() -> None:
    assert stand(match("b", (4, 5)), match("c", (9, 10)), match("a", (3, 4)))[0] == ["a", "b", "c"]


def test_loser_takes_nothing_away() -> None:
    """What lost its cue leaves its other words to a third."""
    assert stand(match("a", (3, 5), priority=60), match("b", (4, 7)), match("c", (6, 7), priority=40))[0] == ["a", "c"]


MEASURED = Measured([
    ["good", "", "100", "95", "90"], ["cue-only", "", "100", "95", "10"], ["bad", "", "100", "20", "10"],
])  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "stands", "listed"),
    [("good", True, True), ("cue-only", True, False), ("bad", False, False), ("never-measured", True, True)],
)
def test_what_is_seldom_right(rule: str, stands: bool, listed: bool) -> None:
    lost: list[Lost] = []
    chosen = choose([match(rule, (3, 4))], MEASURED, Least(0.3, 0.6), lost.append)
    assert [one.listed for one in chosen] == ([listed] if stands else [])
    assert len(lost) == (not stands)


def test_what_is_left_out_does_not_take_the_cue() -> None:
    ids, _ = stand(
        match("bad", (3, 4), priority=60), match("good", (3, 4)), measured=MEASURED, least=Least(0.3, 0.6)
    )  # fmt: skip
    assert ids == ["good"]


def left(*matches: Match) -> tuple[list[str], list[str]]:
    lost: list[Lost] = []
    kept = unblocked(matches, lost.append)
    assert all(one.blocked for one in lost)
    return [one.rule.id for one in kept], [one.reason for one in lost]


def test_pseudo_rule_blocks_its_cue_for_all_kinds() -> None:
    pseudo = match("pseudo", (3, 5), kind="pseudo")
    kinds = [match(kind, (4, 5), kind=kind) for kind in KINDS]
    assert left(*kinds, pseudo) == ([], ["blocked by pseudo"] * len(KINDS))


def test_pseudo_rule_blocks_only_the_kinds_it_names() -> None:
    pseudo = match("pseudo", (3, 5), kind="pseudo", blocks=["hedge"])
    assert left(pseudo, match("said", (3, 4)), match("may", (3, 4), kind="hedge")) == (["said"], ["blocked by pseudo"])


def test_pseudo_rule_blocks_nothing_beside_its_cue_and_is_never_kept() -> None:
    assert left(match("pseudo", (3, 5), kind="pseudo"), match("said", (5, 6)), match("x", (2, 3))) == (
        ["said", "x"],
        [],
    )


COUNTS = st.tuples(*[st.integers(0, 500)] * 3).map(lambda n: Count(*sorted(n, reverse=True)))
SHARES = st.builds(Precision, st.floats(0, 1), st.floats(0, 1))


@given(COUNTS, SHARES)
def test_shrunk_share_lies_between_its_own_and_the_others(count: Count, prior: Precision) -> None:
    rate = count.rate(prior)
    for own, shrunk, other in ((count.cue, rate.cue, prior.cue), (count.right, rate.right, prior.right)):
        ends = sorted((own / count.seen if count.seen else other, other))
        assert ends[0] - 1e-9 <= shrunk <= ends[1] + 1e-9


def test_nothing_seen_is_as_the_others_and_much_seen_is_itself() -> None:
    assert NEVER.rate(Precision(0.2, 0.1)) == Precision(0.2, 0.1)
    assert NEVER.rate() == EVEN
    assert Count(4000, 4000, 0).rate().cue == pytest.approx(1.0, abs=0.001)
    assert Count(4, 4, 4).rate(Precision(0.0, 0.0)) == Precision(4 / (4 + SHRINK), 4 / (4 + SHRINK))


def test_counts_add_up() -> None:
    assert Count(3, 2, 1).plus(Count(1, 1, 1)) == Count(4, 3, 2)


ROWS = [
    ["r", "", "200", "180", "160"], ["r", "0:say", "150", "149", "148"], ["r", "0:hiss", "2", "0", "0"],
    ["r", "0:bark", "1", "0", "0"], ["r", "1", "40", "30", "10"],
]  # fmt: skip


def share(lemma: str, phrase: int = 0, rule: str = "r") -> float | None:
    precision = Measured(ROWS).precision(match(rule, (3, 4), lemma=lemma, phrase=phrase))
    return precision.right if precision else None


def test_unseen_cue_is_like_the_seldom_seen_ones() -> None:
    seen, unseen, seldom = share("say"), share("purr"), share("hiss")
    assert seen > 0.9
    assert seldom < unseen < 0.6 < seen


def test_unseen_cue_of_a_phrase_without_seldom_ones_is_like_the_rule() -> None:
    assert share("purr", phrase=2) == pytest.approx(Count(200, 180, 160).rate().right)


def test_rule_without_a_row_has_no_share() -> None:
    assert share("say", rule="mine") is None


def test_cue_without_a_lemma_is_counted_by_phrase() -> None:
    assert cue_name(match("r", (3, 4), phrase=1)) == "1"
    assert cue_name(match("r", (3, 4), phrase=1, lemma="say")) == "1:say"
    assert share("", phrase=1) < share("", phrase=2)
