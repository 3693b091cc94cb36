"""What a few tags leave possible: patterns asked whether a match may begin or end there, each tags once."""

from __future__ import annotations

from functools import cache
from typing import Any

from attrib.match.cut import beginning
from attrib.match.expression import compiled
from attrib.match.mirror import mirrored
from attrib.match.tree import TAGS, fewest_of, first_of, read

NO_TAG = "\0"


@cache
def may_go_on(pattern: str, tags: str, at: int) -> bool:
    """Whether a match may begin at this place of these tags, what comes behind them being unknown."""
    return _partly(pattern, len(tags) - at).match(tags, at) is not None


@cache
def may_end(pattern: str, tags: str) -> bool:
    """Whether a match may end with these tags, what stands before them being unknown."""
    if len(tags) == 1:
        return tags in _last(pattern)
    return may_go_on(mirrored(pattern), tags[::-1], 0)


@cache
def _last(pattern: str) -> frozenset[str]:
    turned = read(mirrored(pattern))
    return first_of(turned) if fewest_of(turned) else frozenset(TAGS)


@cache
def may_be_empty(pattern: str) -> bool:
    """Whether a match may take nothing before a tag that the pattern does not know."""
    found = _partly(pattern, 1).match(NO_TAG)
    return found is not None and not found.end()


# Compiled when first asked for: a short text needs few.
@cache
def _partly(pattern: str, size: int) -> Any:
    return compiled(beginning(pattern, size))
