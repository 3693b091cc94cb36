"""How sure: values of predicates (FactBank's scale, -3 to 3) and sentences marked uncertain, against gold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from attrib.score.figures import binary

Record = dict[str, Any]
CLASSES = ("CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-")
LIMITS = ((2.5, "CT"), (1.5, "PR"), (0.5, "PS"))
UNMARKED = 3.0  # a fact stated flatly; also taken where no value is given
UNSURE = 2.0


def level_class(value: float) -> str:
    """FactBank's class of a value: its level with the sign, or Uu."""
    for limit, name in LIMITS:
        if abs(value) >= limit:
            return name + ("+" if value > 0 else "-")
    return "Uu"


def factuality(gold: Sequence[float], predicted: Sequence[float], negative_below: float = 0.0) -> Record:
    """Mean absolute error, Pearson's r, F1 of the classes that gold has, of uncertain (below 2) and of negative."""
    wanted, found = [level_class(v) for v in gold], [level_class(v) for v in predicted]
    classes = {name: binary([g == name for g in wanted], [p == name for p in found]) for name in CLASSES}
    scores = [figures["f1"] for figures in classes.values() if figures["gold"]]
    return {
        "mae": math.fsum(abs(g - p) for g, p in zip(gold, predicted, strict=True)) / len(gold),
        "pearson": pearson(gold, predicted),
        "macro_f1": sum(scores) / len(scores),
        "classes": classes,
        "uncertain": binary([abs(v) < UNSURE for v in gold], [abs(v) < UNSURE for v in predicted]),
        "negative": binary([v < negative_below for v in gold], [v < negative_below for v in predicted]),
    }


def pearson(a: Sequence[float], b: Sequence[float]) -> float | None:
    """The correlation of two series, None when one of them is constant."""
    mean_a, mean_b = math.fsum(a) / len(a), math.fsum(b) / len(b)
    spread = math.fsum((x - mean_a) ** 2 for x in a) * math.fsum((y - mean_b) ** 2 for y in b)
    if spread <= 1e-18:
        return None
    return math.fsum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / math.sqrt(spread)


def at_prevalence(gold: Sequence[bool], predicted: Sequence[bool], prevalence: float) -> Record:
    """Precision and F1 as they would be, at the same rates, were this share of the gold items true."""
    hits = [p for g, p in zip(gold, predicted, strict=True) if g]
    alarms = [p for g, p in zip(gold, predicted, strict=True) if not g]
    if not hits or not alarms:
        return {"prevalence": prevalence, "p": None, "f1": None}
    recall, alarm = sum(hits) / len(hits), sum(alarms) / len(alarms)
    marked = prevalence * recall + (1 - prevalence) * alarm
    p = prevalence * recall / marked if marked else None
    return {"prevalence": prevalence, "p": p, "f1": 2 * p * recall / (p + recall) if p else 0.0}
