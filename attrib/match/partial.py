"""What a few tags leave possible: patterns asked whether a match may begin or end there, each tags once."""

from __future__ import annotations

from functools import cache

import regex


@cache
def may_go_on(pattern: str, tags: str, at: int) -> bool:
    """Whether a match may begin at this place of these tags, what comes behind them being unknown."""
    return partly(pattern).match(tags, at, partial=True) is not None


@cache
def may_end(pattern: str, tags: str) -> bool:
    """Whether a match may end with these tags, what stands before them being unknown."""
    return backwards(pattern).match(tags, partial=True) is not None


# Compiled when first asked for: a short text needs few.
@cache
def partly(pattern: str) -> regex.Pattern[str]:
    """A pattern made ready to be asked whether a text may be the beginning of a match."""
    return regex.compile(pattern)


@cache
def backwards(pattern: str) -> regex.Pattern[str]:
    """A pattern that is matched from its end."""
    return regex.compile(f"(?r){pattern}")
