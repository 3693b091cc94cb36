"""Sentence labels against gold: voice, sources, certainty, polarity.

A labelled sentence is compared with the predicted one that shares most with it; one that meets none counts as wrong
everywhere. A gold value `?` is one on which people differed: it is not scored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attrib.score.attribution import Miss

Record = Mapping[str, Any]
COLUMNS = ("doc", "start", "end", "voice", "sources", "certainty", "polarity", "lowest", "kind", "naming")
CLASSES = ("voice", "certainty", "lowest")
NO = frozenset({"-", "?"})
BODIES = frozenset({"ngo", "party", "group", "intergovernmental"})  # gold doesn't tell them apart
BOILERPLATE = "boilerplate"
FLAGS = ("negative", "uncertain", "boilerplate")
SHARES = ("source", "chain", "links", "kind", "naming")


class Verdict(NamedTuple):
    """What was predicted of a sentence; None where nothing was."""

    voice: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    lowest: str | None = None
    names: Sequence[str] = ()
    kind: str | None = None
    naming: str | None = None


class LabelScore:
    """Pairs of gold and predicted values; `add` one row at a time, then ask for `results`."""

    def __init__(self) -> None:
        self.classes: dict[str, list[tuple[str, str | None]]] = {name: [] for name in CLASSES}
        self.flags: dict[str, list[tuple[bool, bool]]] = {name: [] for name in FLAGS}
        self.shares: dict[str, list[bool]] = {name: [] for name in SHARES}
        self.misses: list[Miss] = []

    def add(self, gold: Mapping[str, str], record: Record) -> None:
        """Compare one gold row with the record of its document (an empty one counts as nothing predicted)."""
        found = verdict(record, int(gold["start"]), int(gold["end"]))
        if gold["voice"] != "?":
            self.flags["boilerplate"].append((gold["voice"] == BOILERPLATE, found.voice == BOILERPLATE))
        if gold["voice"] != BOILERPLATE:
            self._classes(gold, found)
            self._flags(gold, found)
            self._sources(gold, found)

    def _classes(self, gold: Mapping[str, str], found: Verdict) -> None:
        for name in CLASSES:
            if gold[name] == "?":
                continue
            value = getattr(found, name)
            self.classes[name].append((gold[name], value))
            if value != gold[name]:
                self._miss(gold, f"{name}: {gold[name]} != {value}")

    def _flags(self, gold: Mapping[str, str], found: Verdict) -> None:
        if gold["polarity"] != "?":
            self.flags["negative"].append((gold["polarity"] == "negative", found.polarity == "negative"))
        if gold["certainty"] != "?":
            self.flags["uncertain"].append((gold["certainty"] != "certain", found.certainty not in ("certain", None)))

    def _sources(self, gold: Mapping[str, str], found: Verdict) -> None:
        names = [] if gold["sources"] in NO else gold["sources"].split(" > ")
        if not names:
            return
        hit = bool(found.names) and same_name(names[-1], found.names[-1])
        chain = len(names) == len(found.names) and all(map(same_name, names, found.names))
        self.shares["source"].append(hit)
        self.shares["chain"].append(chain)
        if len(names) > 1:
            self.shares["links"].append(chain)
        if not hit:
            self._miss(gold, f"source: {' > '.join(names)} != {' > '.join(found.names) or None}")
        if found.names:
            self._kinds(gold, found)

    def _kinds(self, gold: Mapping[str, str], found: Verdict) -> None:
        for name in ("kind", "naming"):
            if gold[name] not in NO:
                self.shares[name].append(_kind(gold[name]) == _kind(getattr(found, name)))

    def _miss(self, gold: Mapping[str, str], what: str) -> None:
        self.misses.append(Miss(gold["doc"], int(gold["start"]), int(gold["end"]), what))

    def results(self) -> dict[str, Any]:
        """All figures in percent, to one decimal."""
        out: dict[str, Any] = {name: _class_figures(self.classes[name]) for name in CLASSES}
        out |= {name: _flag_figures(self.flags[name]) for name in FLAGS}
        for name in SHARES:
            right = self.shares[name]
            out[name] = {"accuracy": _percent(sum(right), len(right)), "n": len(right)}
        return out


def verdict(record: Record, start: int, end: int) -> Verdict:
    """What the record says of the sentence that shares most characters with start..end."""

    def shared(sentence: Record) -> int:
        return int(min(end, sentence["end"]) - max(start, sentence["start"]))

    best = max(record.get("sentences") or (), key=shared, default=None)
    if best is None or shared(best) <= 0:
        return Verdict()
    label = best["label"]
    if best["boilerplate"] or not label:
        return Verdict(BOILERPLATE)
    sources = {source["id"]: source for source in record["sources"]}
    chain = [sources[name] for name in label["sources"]]
    kind, naming = (chain[-1]["kind"], chain[-1]["naming"]) if chain else (None, None)
    names = [source["name"] for source in chain]
    return Verdict(label["voice"], label["certainty"], label["polarity"], label["lowest"], names, kind, naming)


def same_name(gold: str, predicted: str) -> bool:
    """Whether the last word of the gold name stands whole in the predicted one, and that is no heap of names."""
    words = gold.split()
    last = re.sub(r"[^\w]+|['’]s$", "", words[-1]).casefold()
    return last in re.findall(r"\w+", predicted.casefold()) and len(predicted.split()) <= 2 * len(words) + 4


def _kind(name: str | None) -> str | None:
    return "body" if name in BODIES else name


def _percent(part: float, whole: float) -> float:
    return round(100 * part / max(1, whole), 1)


def _class_figures(pairs: Sequence[tuple[str, str | None]]) -> dict[str, float]:
    scores = []
    for name in sorted({gold for gold, _ in pairs}):
        right = sum(gold == found == name for gold, found in pairs)
        wrong = sum((gold == name) != (found == name) for gold, found in pairs)
        scores.append(2 * right / (2 * right + wrong) if right else 0.0)
    accuracy = _percent(sum(gold == found for gold, found in pairs), len(pairs))
    return {"accuracy": accuracy, "macro_f1": _percent(sum(scores), len(scores)), "n": len(pairs)}


def _flag_figures(pairs: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    right, false, missed = (pairs.count(kind) for kind in ((True, True), (False, True), (True, False)))
    return {
        "precision": _percent(right, right + false),
        "recall": _percent(right, right + missed),
        "f1": _percent(2 * right, 2 * right + false + missed),
        "n": right + missed,
    }
