"""What can be told of a phrase's regular expression by looking at it: whether it compiles, whether it can run away.

A phrase is looked at as one expression of the same length, its marks replaced: `{cue:=a|b} {np}` becomes
`(xxxxx(a|b)) xxxx`-like text, so that every offset holds for the phrase as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from attrib.rules.phrase import tokens

LONGEST = 200  # repetitions that a counted quantifier may allow
_WORDS = re.compile(r"\{\??(?:[A-Za-z_][\w-]*\s*:\s*)?=")
_FILLER = re.compile(r"\{[?!]?[a-z][^{}=]*\}")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(\d*)(,?)(\d*)\})[+?]?")
_BROAD_ESCAPES = frozenset({r"\S", r"\D", r"\W", r"\N", r"\X", r"\p", r"\P"})


class Problem(NamedTuple):
    """Something wrong with an expression, `offset` characters into it."""

    offset: int
    what: str


def flattened(source: str) -> str:
    """A phrase as a plain expression of the same length: words in braces become a group, fillers a literal."""
    out = ""
    position = 0
    while position < len(source):
        if words := _WORDS.match(source, position):
            piece = "(" + "x" * (len(words[0]) - 1)
        elif filler := _FILLER.match(source, position):
            piece = re.sub(r"[^a-z]", "x", filler[0])
        elif quantifier := _QUANTIFIER.match(source, position):
            piece = quantifier[0]
        else:
            piece = next(tokens(source[position:]))[1]
        position += len(piece)
        out += ")" if piece == "}" else piece
    return out


def compile_problem(pattern: str) -> Problem | None:
    """Why an expression does not compile."""
    try:
        regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        return Problem(getattr(error, "pos", None) or 0, f"not a regular expression: {getattr(error, 'msg', error)}")
    return None


class _Atom(NamedTuple):
    """The piece a quantifier bears on: whether it fits nearly any character, and holds an unbounded quantifier."""

    start: int
    broad: bool
    endless: bool


class _Group:
    """An open group: where it starts, and whether an unbounded quantifier stands in it."""

    __slots__ = ("endless", "start")

    def __init__(self, start: int) -> None:
        self.start, self.endless = start, False


def slow_parts(pattern: str) -> Iterator[Problem]:
    """Quantifiers that can make a search take for ever: unbounded over nearly anything, or one within another."""
    groups = [_Group(0)]
    atom: _Atom | None = None
    position = 0
    while position < len(pattern):
        quantifier = _QUANTIFIER.match(pattern, position)
        if quantifier and atom:
            problem, endless = _repeated(quantifier, atom)
            groups[-1].endless |= endless
            if problem:
                yield problem
            position, atom = quantifier.end(), None
            continue
        piece = next(tokens(pattern[position:]))[1]
        atom = _step(piece, position, groups)
        position += len(piece)


def _step(piece: str, position: int, groups: list[_Group]) -> _Atom | None:
    if piece == "(":
        groups.append(_Group(position))
        return None
    if piece == ")" and len(groups) > 1:
        group = groups.pop()
        groups[-1].endless |= group.endless
        return _Atom(group.start, False, group.endless)
    return _Atom(position, _broad(piece), False)


def _broad(piece: str) -> bool:
    return piece == "." or piece.startswith("[^") or piece[:2] in _BROAD_ESCAPES


def _repeated(quantifier: re.Match[str], atom: _Atom) -> tuple[Problem | None, bool]:
    """What is wrong with a quantifier on `atom`, and whether it is unbounded."""
    text = quantifier[0]
    endless = text[0] in "*+" or (quantifier[2] == "," and not quantifier[3])
    most = int(quantifier[3] or quantifier[1] or 0)
    if endless and atom.endless:
        return Problem(
            atom.start, f"'{text}' on a group that repeats within: bound one of the two, as in {{0,5}}"
        ), True
    if endless and atom.broad:
        return Problem(atom.start, f"'{text}' on nearly any character: give it a bound, as in {{0,40}}"), True
    if most > LONGEST:
        return Problem(atom.start, f"repeats up to {most} times; {LONGEST} is the most"), endless
    return None, endless


def repeated_alternatives(pattern: str) -> Iterator[Problem]:
    """Alternatives of one group that stand in it twice, or are empty: the later ones are never reached."""
    levels: list[tuple[list[str], int]] = [([""], 0)]
    for offset, piece in tokens(pattern):
        alternatives, start = levels[-1]
        if piece == "(":
            levels.append(([""], offset))
            continue
        if piece == ")" and len(levels) > 1:
            yield from _twice(alternatives, start)
            levels.pop()
            levels[-1][0][-1] += pattern[start : offset + 1]
        elif piece == "|":
            alternatives.append("")
        else:
            alternatives[-1] += piece


def _twice(alternatives: list[str], start: int) -> Iterator[Problem]:
    cleaned = [
        re.sub(r"^(?:x+|\?:)", "", one).strip() if not number else one for number, one in enumerate(alternatives)
    ]
    for one in dict.fromkeys(cleaned):
        if cleaned.count(one) > 1:
            yield Problem(start, f"alternative '{one}' stands here twice")
