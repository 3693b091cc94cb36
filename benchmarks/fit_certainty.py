"""Fit the weights of certainty values on gold, and write them as a table of the English pack.

    python benchmarks/fit_certainty.py GOLD.jsonl [--write rules/en/measured/certainty.tsv]

GOLD has {"text", "predicate": [start, end], "value": -3..3} a line, in the order of its documents. Printed are figures
cross-validated over ten stretches of the file, so that a document's sentences are never on both sides. The fit is a
ridge regression over `attrib.commitment.features` by coordinate descent, then a monotone curve: the medians of
equally wide bins, drawn halfway to their means and a little towards the values of the same rank, for medians alone are
too tame at the ends.
Standard library and attrib only.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from attrib.analyse import Analyser
from attrib.bearing import Bearing
from attrib.certainty import Judge
from attrib.commitment import Commitment, features
from attrib.predicate import head_of
from attrib.resolve.hedges import Hedger, near
from attrib.rules.load import load_pack

STRENGTH = 16.0  # of the ridge: how many sightings of "no effect" each feature is given
LEAST = 3  # sightings below which a feature gets no weight
ROUNDS = 25
FOLDS = 10
BIN = 0.15
MEAN = 0.5  # how far the curve is drawn from the medians of its bins to their means: a better r, a worse MAE
SPREAD = 0.4  # how far the curve is drawn from the medians towards gold's own distribution
VERGE, JUST_BELOW = (
    0.16,
    -0.1,
)  # sums up to the verge are negative: fewer are missed, F1 is the same
FLIPPING = ("own", "infinitive", "left", "gerund", "verb", "modifier", "object")
WHOLE = ("+", "-")  # the two intercepts

Row = tuple[str, str, float, int]


class Sample(NamedTuple):
    names: tuple[str, ...]
    value: float
    bearing: tuple[Bearing, ...]


def samples(path: Path) -> Iterator[Sample]:
    pack = load_pack(["en"])
    analyser, hedger, bearings = Analyser(pack), Hedger(pack), Judge(pack).bearings
    by_text: dict[str, list[tuple[int, int, float]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            by_text.setdefault(row["text"], []).append((*row["predicate"], float(row["value"])))
    for text, rows in by_text.items():
        analysis = analyser.analyse(text)
        hedges = hedger.hedges(analysis.field, analysis.hedging)
        for start, end, value in rows:
            item = head_of(analysis.field, start, end)
            if item is not None:
                here = near(analysis.field, hedges, item)
                bearing = bearings(analysis.field, here, item)
                names = features(analysis.field, item, bearing, FLIPPING, here)
                yield Sample(tuple(dict.fromkeys(names)), value, tuple(bearing))


def ridge(data: Sequence[Sample]) -> dict[str, float]:
    """Weights of all features seen often enough: each in turn is set to its best value, the others held."""
    counts = Counter(name for sample in data for name in sample.names)
    places: dict[str, list[int]] = defaultdict(list)
    for number, sample in enumerate(data):
        for name in sample.names:
            if counts[name] >= LEAST:
                places[name].append(number)
    order = sorted(places, key=lambda name: (-len(places[name]), name))
    weights = dict.fromkeys(order, 0.0)
    rest = [sample.value for sample in data]
    for _ in range(ROUNDS):
        for name in order:
            at = places[name]
            strength = 0.01 if name in WHOLE else STRENGTH
            step = (math.fsum(rest[i] for i in at) - strength * weights[name]) / (len(at) + strength)
            weights[name] += step
            for i in at:
                rest[i] -= step
    return weights


def total(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return math.fsum(weights.get(name, 0.0) for name in names)


def curve(points: Sequence[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """Bin, value and support: the middle of each bin and the values of the same rank, mixed."""
    ranked = list(zip(sorted(x for x, _ in points), sorted(y for _, y in points), strict=True))
    by_rank: dict[float, list[float]] = defaultdict(list)
    for x, y in ranked:
        by_rank[round(x / BIN) * BIN].append(y)
    drawn = ((x, y + SPREAD * (fmean(by_rank[x]) - y), n) for x, y, n in monotone(points))
    return [(x, min(y, JUST_BELOW) if x <= VERGE else y, n) for x, y, n in drawn]


def monotone(points: Iterable[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """Medians and means, mixed, of equally wide bins; those that fall made one with the bin before (pool adjacent
    violators)."""
    bins: dict[int, list[float]] = defaultdict(list)
    for x, y in points:
        bins[round(x / BIN)].append(y)
    pools: list[tuple[list[int], float, int]] = []
    for key in sorted(bins):
        pools.append(([key], middle(bins[key]), len(bins[key])))
        while len(pools) > 1 and pools[-2][1] > pools[-1][1]:
            (keys, y, n), (keys0, y0, n0) = pools.pop(), pools.pop()
            pools.append((keys0 + keys, (y0 * n0 + y * n) / (n0 + n), n0 + n))
    return [(key * BIN, y, n) for keys, y, n in pools for key in keys]


def middle(values: Sequence[float]) -> float:
    return (1 - MEAN) * median(values) + MEAN * fmean(values)


def table(data: Sequence[Sample]) -> list[Row]:
    """The rows of the measured table: how words flip, cues' mean values, weights, the curve."""
    weights = ridge(data)
    counts = Counter(name for sample in data for name in sample.names)
    points = curve([(total(weights, sample.names), sample.value) for sample in data])
    rows: list[Row] = [("flips", stand, 1.0, 0) for stand in FLIPPING]
    rows += sorted(cue_means(data))
    rows += [("weight", name, weight, counts[name]) for name, weight in sorted(weights.items())]
    return rows + [("curve", f"{x:.2f}", y, n) for x, y, n in points]


def cue_means(data: Iterable[Sample]) -> Iterator[Row]:
    """The mean value of words that one hedge alone bears on, by rule and by rule and lemma."""
    found: dict[str, list[float]] = defaultdict(list)
    for sample in data:
        if len(sample.bearing) == 1 and sample.bearing[0].stand in FLIPPING:
            hedge = sample.bearing[0].hedge
            found[hedge.rule].append(sample.value)
            if hedge.lemma:
                found[f"{hedge.rule}:{hedge.lemma}"].append(sample.value)
    for name, values in found.items():
        if len(values) >= 10:  # rows under ten examples mislead
            yield "cue", name, fmean(values), len(values)


def lines(rows: Iterable[Row]) -> list[str]:
    return ["\t".join((kind, name, f"{value:.3f}", str(n))) for kind, name, value, n in rows]


def cross_validated(data: Sequence[Sample]) -> dict[str, float]:
    gold: list[float] = []
    predicted: list[float] = []
    for fold in range(FOLDS):
        low, high = fold * len(data) // FOLDS, (fold + 1) * len(data) // FOLDS
        rows = table([*data[:low], *data[high:]])
        commitment = Commitment([line.split("\t") for line in lines(rows)])
        gold += [sample.value for sample in data[low:high]]
        predicted += [commitment.of(sample.names) for sample in data[low:high]]
    return {
        "r": pearson(gold, predicted),
        "MAE": fmean(abs(g - p) for g, p in zip(gold, predicted, strict=True)),
        "negative F1": f1([g < 0 for g in gold], [p < 0 for p in predicted]),
        "uncertain F1": f1([abs(g) < 2 for g in gold], [abs(p) < 2 for p in predicted]),
    }


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = fmean(a), fmean(b)
    both = math.fsum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    return both / math.sqrt(math.fsum((x - mean_a) ** 2 for x in a) * math.fsum((y - mean_b) ** 2 for y in b))


def f1(gold: Sequence[bool], predicted: Sequence[bool]) -> float:
    right = sum(g and p for g, p in zip(gold, predicted, strict=True))
    return 2 * right / max(1, sum(gold) + sum(predicted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", type=Path, metavar="TABLE.tsv")
    args = parser.parse_args()
    data = list(samples(args.gold))
    print(f"{len(data)} words;", ", ".join(f"{name} {value:.3f}" for name, value in cross_validated(data).items()))
    if args.write:
        head = [
            "# Commitment (-3..3) measured on the UW factuality corpus, training part (Lee et al. 2015). Generated by",
            f"# python benchmarks/fit_certainty.py {args.gold.name} --write rules/en/measured/certainty.tsv",
            "# flips: how a word may stand to a hedge that turns it; cue: mean value of words it alone bears on;",
            "# weight: of a feature (see attrib/commitment.py), + or - by polarity; curve: sum of weights to value.",
            "# kind\tname\tvalue\tn",
        ]
        args.write.write_text("\n".join([*head, *lines(table(data))]) + "\n", encoding="utf-8")
        print(f"wrote {args.write}")


if __name__ == "__main__":
    main()
