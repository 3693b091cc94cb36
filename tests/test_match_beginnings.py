"""What expressions may begin with: never a word too few, and no more than can be told for sure."""

from __future__ import annotations

import re

import pytest
from attrib.match.beginnings import LIMIT, first_words
from attrib.rules.phrase import spaced
from hypothesis import given
from hypothesis import strategies as st

WORDS = ("the", "these", "mill", "mills", "no", "not", "in", "I")
ATOM = st.one_of(
    st.sampled_from(
        [*WORDS, *(f"{word} " for word in WORDS), rf"{WORDS[0]}\b", "mills?", r"\w+ ", "[a-z]+", ", ", ",? "]
    ),
    st.sampled_from(["(?=the)", r"(?=(?:no|not)\b)", "(?!mill)", "(?<!x)", "(?<=,)", " ?", "(?-i:The) "]),
)


def bracketed(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    times = st.sampled_from(["", "?", "{1,2}", "{0,2}", "+", "*"])
    choice = st.lists(inside, min_size=1, max_size=3).map("|".join)
    return st.one_of(
        st.builds("(?:{}){}".format, choice, times), st.builds("(?={})".format, choice), st.lists(inside).map("".join)
    )


PATTERNS = st.recursive(ATOM, bracketed, max_leaves=8)
TEXTS = st.lists(st.sampled_from([*WORDS, "The", "nothing", ","]), min_size=1, max_size=5).map(" ".join)


@given(PATTERNS, TEXTS, st.booleans())
def test_what_matches_begins_with_one_of_them(pattern: str, text: str, whole: bool) -> None:
    found = re.compile(spaced(pattern), re.IGNORECASE).match(text)
    words = first_words(pattern, whole)
    at_a_word_end = found and (not found[0].rstrip() or not text[len(found[0].rstrip()) :][:1].isalpha())
    if found and words is not None and (at_a_word_end or not whole):
        assert text.split(" ", maxsplit=1)[0].lower() in words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?:you|every(?:body|one))\b", "you everybody everyone"),
        (r"(?=(?:polls?|study) (?:of|by)\b)", "poll polls study"),
        (r", as [^,.]{2,20},", ","),
        (r"(?:,|) ?and\b", ", and"),
        (r"(?:exactly |just )?(?:how|what) to\b", "exactly just how what"),
        (r"(?<!not )(?!the )a (?:mill|lock)", "a"),
        (r"(?:very ){1,2}good", "very"),
        (r"(?-i:The) mill", "the"),
        ("the same|as", "the as"),
    ],
)
def test_words(pattern: str, words: str) -> None:
    assert first_words(pattern, True) == frozenset(words.split())


@pytest.mark.parametrize(
    "pattern", [r"\w+ing\b", "(?:[A-Z]|the )x", "(?!the )", "there ?(?:is|was)", "(?:very )*", "that’s"]
)
def test_any_word(pattern: str) -> None:
    assert first_words(pattern, True) is None


def test_a_word_cut_short_is_no_whole_word() -> None:
    assert first_words("(?=man)", False) is None
    assert first_words("(?=man |woman )", False) == {"man", "woman"}


def test_too_many_words_are_any() -> None:
    assert first_words("|".join(chr(97 + n // 26) + chr(97 + n % 26) + " x" for n in range(LIMIT + 1)), True) is None
