"""Checks of a rule's phrases: their regular expressions, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import regex

from attrib.errors import Fault
from attrib.rules.lint.view import RuleView
from attrib.rules.patterns import Problem, compile_problem, flattened, repeated_alternatives, slow_parts
from attrib.rules.phrase import Words, tokens

Check = Callable[[str], Iterable[Problem]]


def bad_regex(view: RuleView) -> Iterator[Fault]:
    """The expression of a phrase compiles."""
    if view.rule.shipped:  # those of other rules were compiled when they were read
        yield from _problems(view, lambda pattern: filter(None, [compile_problem(pattern)]))


def slow_regex(view: RuleView) -> Iterator[Fault]:
    """No quantifier can make a search take for ever."""
    yield from _problems(view, slow_parts)


def alternative_repeated(view: RuleView) -> Iterator[Fault]:
    """No alternative stands in its group twice."""
    yield from _problems(view, repeated_alternatives)


def empty_cue(view: RuleView) -> Iterator[Fault]:
    """The cue is at least a letter."""
    for index, phrase in view.phrases():
        for part in phrase.parts:
            if isinstance(part, Words) and part.slot == "cue" and _fits_nothing(part.pattern):
                yield view.phrase_fault(index, "this cue can be empty", part.column - phrase.column)


def phrase_repeated(view: RuleView) -> Iterator[Fault]:
    """No other rule has the same phrase."""
    for index, phrase in view.phrases():
        key = _key(phrase.source)
        for rule in view.workspace.rules.values():
            same = [other for other in rule.phrases if _key(other.source) == key]
            if rule.id != view.rule.id and same and rule.kind == view.rule.kind and rule.id < view.rule.id:
                yield view.phrase_fault(index, f"rule '{rule.id}' has the same phrase")
            if rule.id == view.rule.id and same[0] is not phrase and len(same) > 1:
                yield view.phrase_fault(index, "this rule has the same phrase twice")


def double_space(view: RuleView) -> Iterator[Fault]:
    """One space is any white space, so two in a row ask for too much."""
    for index, phrase in view.phrases():
        pieces = list(tokens(phrase.source))
        for (_, first), (offset, second) in pairwise(pieces):
            if first == second == " ":
                yield view.phrase_fault(index, "two spaces: one stands for any white space already", offset)


def curly_quote(view: RuleView) -> Iterator[Fault]:
    """Words are compared with straight apostrophes, so a phrase with curly ones has straight ones too."""
    for index, phrase in view.phrases():
        for offset, piece in tokens(phrase.source):
            if piece in {"\u2019", "\u2018"} and "'" not in phrase.source:
                yield view.phrase_fault(
                    index, f"'{piece}' is never met: write ' for an apostrophe of any shape", offset
                )


def stray_anchor(view: RuleView) -> Iterator[Fault]:
    """`^` and `$` tie a phrase to its sentence at its start and end, and mean nothing elsewhere."""
    for index, phrase in view.phrases():
        inside = phrase.source[phrase.at_start : len(phrase.source) - phrase.at_end]
        for offset, piece in tokens(inside):
            if piece in {"^", "$"}:
                yield view.phrase_fault(index, f"'{piece}' in the middle of a phrase", offset + phrase.at_start)


def _problems(view: RuleView, check: Check) -> Iterator[Fault]:
    for index, phrase in view.phrases():
        for problem in check(flattened(phrase.source)):
            yield view.phrase_fault(index, problem.what, problem.offset)


def _fits_nothing(pattern: str) -> bool:
    try:
        return regex.fullmatch(pattern, "") is not None
    except regex.error:
        return False


def _key(source: str) -> str:
    return " ".join(source.casefold().split())
