"""A small expression is the finite set of texts it stands for, or is said to be none."""

from __future__ import annotations

import pytest
import regex
from attrib.match.literals import LIMIT, expand
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("said", ["said"]),
        ("says?", ["says", "say"]),
        ("(?:he|she) said", ["he said", "she said"]),
        ("(?:very )?likely", ["very likely", "likely"]),
        ("gr[ea]y", ["grey", "gray"]),
        (r"U\.S\.", ["U.S."]),
        ("(a|b)?c", ["ac", "bc", "c"]),
        ("a|a", ["a"]),
        ("", [""]),
        ("n['’]t", ["n't", "n’t"]),
    ],
)
def test_finite_set_in_order_of_preference(pattern: str, texts: list[str]) -> None:
    assert expand(pattern) == tuple(texts)


@pytest.mark.parametrize(
    "pattern",
    [
        "a*", "a+", "a.", "a{2}", "^a", "a$", r"\w", r"a\b", "[^a]", "[a-z]", r"[\w]", "(?=a)", "(?!a)", "(?i:a)",
        "a??", "a?+", "[ab", "?", r"\1", "a)",
    ],
)  # fmt: skip
def test_what_is_no_finite_set(pattern: str) -> None:
    assert expand(pattern) is None


def test_too_many_texts_are_none() -> None:
    assert expand("(?:a|b)" * 8) is not None
    assert LIMIT < 2**9
    assert expand("(?:a|b)" * 9) is None


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "c ", "[ab]", r"\.", "de"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?:{part})?"),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text("abc de.", max_size=8))
def test_same_texts_as_the_expression(pattern: str, text: str) -> None:
    texts = expand(pattern)
    assert texts is None or all(regex.fullmatch(pattern, one) for one in texts)
    if texts is not None:
        assert (text in texts) == bool(regex.fullmatch(pattern, text))


@given(PATTERNS)
def test_first_text_is_the_one_the_expression_prefers(pattern: str) -> None:
    """Before everything it could read, an expression takes the first of its texts."""
    texts = expand(pattern)
    if texts:
        assert regex.match(pattern, texts[0] + "#")[0] == texts[0]
        assert len(set(texts)) == len(texts)
