"""Rates out of counts, None where there is nothing to divide by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Record = dict[str, Any]


def share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def prf(right: int, predicted: int, gold: int) -> Record:
    """Precision, recall and F1 (0..1) with the counts they come from."""
    return {
        "p": share(right, predicted),
        "r": share(right, gold),
        "f1": share(2 * right, predicted + gold),
        "right": right,
        "predicted": predicted,
        "gold": gold,
    }


def binary(gold: Sequence[bool], predicted: Sequence[bool]) -> Record:
    """The same for a yes-or-no mark on each item."""
    right = sum(g and p for g, p in zip(gold, predicted, strict=True))
    return prf(right, sum(predicted), sum(gold))
