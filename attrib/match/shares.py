"""Shares moved by what else is known: log odds add up."""

from __future__ import annotations

from math import exp, log

SURE = 0.01  # no share counts as nearer to none, or to all


def log_odds(share: float) -> float:
    share = min(max(share, SURE), 1 - SURE)
    return log(share / (1 - share))


def moved(share: float, turn: float) -> float:
    """The share with its log odds moved by `turn`."""
    return 1 / (1 + exp(-log_odds(share) - turn))
