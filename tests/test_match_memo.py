"""Tables that work an answer out once."""

from __future__ import annotations

from attrib.match.grammar import SpanMatcher
from attrib.match.memo import Memo
from attrib.match.mirror import BothWays

TAGS = "DJNVDN,PVtDNV."


def test_a_memo_asks_once_and_starts_anew_when_full() -> None:
    asked: list[int] = []
    memo = Memo(lambda key: asked.append(key) or key * 2, full=2)
    assert [memo[key] for key in (1, 1, 2, 3, 1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3, 1]


def test_reaches_are_the_same_when_asked_again() -> None:
    matcher = SpanMatcher("np", ["D?J?N+", "(?P<part>P),?", "t[DN]+"], over_cues=False)
    seen = BothWays(TAGS)

    def reaches() -> list[object]:
        forth = [list(matcher.forwards(TAGS, item)) for item in range(len(TAGS))]
        return [*forth, *(list(matcher.backwards(seen, item, 0)) for item in range(1, len(TAGS) + 1))]

    first = reaches()
    assert any(first)
    assert reaches() == first
