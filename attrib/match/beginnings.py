"""Which words an expression may begin with, so that it is tried only where one of them stands.

A necessary condition, read off the first pieces of each alternative; what is more than words, or too many of them, may
begin with anything.
"""

from __future__ import annotations

import re
from functools import cache

from attrib.rules.phrase import alternatives, tokens

LIMIT = 400  # words
_SPACE = re.compile(r" (?:[?*+][?+]?)?")
_OPENS = re.compile(r"\((?:\?(?:[:>]|-?[a-z]+:|<?[=!]))?")
_TIMES = re.compile(r"(?:[?*+]|\{(\d*)(?:,\d*)?\})[?+]?|")
_WORD = re.compile(r"[A-Za-z]+")
_MARK = re.compile(r"[,;:]")
_ENDS = (r"\b", r"\s")  # behind a word: no letter of its own follows
_ANY = "."  # stands for what is not known


class _AnyError(Exception):
    """It may begin with anything."""


@cache
def first_words(pattern: str, whole: bool) -> frozenset[str] | None:
    """The words and marks, in small letters, of which one comes first in what `pattern` matches; None: any may.

    `whole`: a match ends where a word does, so that what the pattern ends with is a whole word.
    """
    try:
        return frozenset(_either(pattern if whole else pattern + _ANY))
    except _AnyError:
        return None


def _either(pattern: str) -> set[str]:
    found = set[str]()
    for one in alternatives(pattern):
        found |= _sequence(one)
        if len(found) > LIMIT:
            raise _AnyError
    return found


def _sequence(pattern: str) -> set[str]:
    """The same for pieces that follow each other."""
    if space := _SPACE.match(pattern):
        return _sequence(pattern[space.end() :])
    if pattern.startswith("("):
        return _bracket("", pattern)
    if mark := _MARK.match(pattern):
        times = _times(pattern, 1)
        return {mark[0]} | (_sequence(pattern[times.end() :]) if _may_be_left_out(times) else set())
    word = _WORD.match(pattern)
    if word is None:
        raise _AnyError
    return _from_word(word[0], pattern[word.end() :])


def _from_word(word: str, rest: str) -> set[str]:
    if not rest or rest.startswith(_ENDS) or (rest[0] == " " and rest[1:2] not in tuple("?*{")):
        return {word.lower()}
    if rest[0] == "?":  # a letter that may be missing: "polls?"
        return _sequence(word[:-1] + rest[1:]) | _sequence(word + rest[1:])
    if rest[0] == "(" and not _looks(rest):
        return _bracket(word, rest)
    raise _AnyError


def _bracket(before: str, pattern: str) -> set[str]:
    """What a bracket may begin with, and what stands behind it: conditions are passed over, choices are made."""
    opens, end = _OPENS.match(pattern), _closed(pattern)
    assert opens is not None
    inside, times = pattern[opens.end() : end - 1], _times(pattern, end)
    rest = pattern[times.end() :]
    if _looks(pattern):
        return _behind_a_condition(opens[0], inside, rest)
    again = rest if not times[0] or times[0][0] == "?" else _ANY
    found = _either("|".join([before + one + again for one in alternatives(inside)]))
    return found | _sequence(before + rest) if _may_be_left_out(times) else found


def _behind_a_condition(opens: str, inside: str, rest: str) -> set[str]:
    if opens == "(?=":
        try:
            return _either("|".join([one + _ANY for one in alternatives(inside)]))
        except _AnyError:
            pass
    return _sequence(rest)


def _looks(pattern: str) -> bool:
    """Whether the bracket that begins here is a condition."""
    opens = _OPENS.match(pattern)
    return opens is not None and opens[0][-1] in "=!"


def _times(pattern: str, at: int) -> re.Match[str]:
    times = _TIMES.match(pattern, at)
    assert times is not None
    return times


def _may_be_left_out(times: re.Match[str]) -> bool:
    return times[0][:1] in ("?", "*") or (times[0][:1] == "{" and int(times[1] or 0) == 0)


def _closed(pattern: str) -> int:
    """Where the bracket ends that begins here."""
    depth = 0
    for at, piece in tokens(pattern):
        depth += (piece == "(") - (piece == ")")
        if not depth:
            return at + 1
    raise _AnyError
