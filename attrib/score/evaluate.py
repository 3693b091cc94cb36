"""Runs the annotator over gold texts and scores what comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import tee
from pathlib import Path
from typing import Any

from attrib.errors import InputError
from attrib.score import certainty
from attrib.score.attribution import AttributionScore, Miss
from attrib.score.figures import binary
from attrib.score.gold import by_text, gold_documents, gold_rows, read_gold
from attrib.score.labels import LabelScore
from attrib.score.projects import USUAL, Roles

Record = Mapping[str, Any]
Annotate = Callable[[Iterable[tuple[str, str]]], Iterator[Record]]  # (id, text) pairs to records, in order
NO_RECORD: Record = {}


@dataclass(frozen=True)
class Options:
    """What to score. `types` are the hedges that make a sentence uncertain."""

    genre: str | None = None
    outermost: bool = False
    attitudes: frozenset[str] | None = None
    texts: tuple[Path, ...] = ()
    raw: bool = False
    negative_below: float = 0.0
    types: tuple[str, ...] = ("epistemic", "hearsay", "vague")
    prevalence: float | None = None
    roles: Roles = field(default_factory=lambda: USUAL)


@dataclass
class Result:
    """The figures of one gold file, by name, and what went wrong in detail."""

    path: Path
    shape: str
    figures: dict[str, Any]
    misses: list[Miss] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # documents that gave no record, each with why


def attribution(path: Path, annotate: Annotate, options: Options) -> Result:
    """Spans of source, cue and content. A document that fails counts as one without predictions."""
    score, failed = AttributionScore(), []
    gold, again = tee(gold_documents(path, options.genre, options.roles))
    records = annotate((document["id"], document["text"]) for document in again)
    for document, record in zip(gold, records, strict=True):
        if "error" in record:
            failed.append(f"{document['id']}: {record['error']['message']}")
        kept = [a for a in record.get("attributions", ()) if _wanted(a, options)]
        score.add(document, kept, record.get("sources", ()))
    if not score.n["documents"]:
        raise InputError("gold", "no documents" + (f" of genre {options.genre}" if options.genre else ""), str(path))
    return Result(path, "attribution", score.results(), score.misses, failed)


def _wanted(attribution: Record, options: Options) -> bool:
    if options.outermost and attribution["parent"] is not None:
        return False
    return options.attitudes is None or attribution["attitude"] in options.attitudes


def labels(path: Path, annotate: Annotate, options: Options) -> Result:
    """Sentence labels; the texts come from `options.texts`. Raises InputError for a document without one."""
    rows = gold_rows(path)
    names = dict.fromkeys(row["doc"] for row in rows)
    texts = _texts(options.texts, set(names))
    missing = [name for name in names if name not in texts]
    if missing:
        raise InputError(
            "gold",
            f"no text for {len(missing)} of {len(names)} documents ({missing[0]}): name them with --texts",
            str(path),
        )
    records = dict(zip(names, annotate((name, texts[name]) for name in names), strict=True))
    score = LabelScore()
    for row in rows:
        score.add(row, records[row["doc"]])
    failed = [f"{name}: {record['error']['message']}" for name, record in records.items() if "error" in record]
    return Result(path, "labels", score.results(), score.misses, failed)


def _texts(paths: Sequence[Path], wanted: set[str]) -> dict[str, str]:
    from attrib.read import RawDocument, read_paths

    found: dict[str, str] = {}
    for item in read_paths(paths):
        if isinstance(item, RawDocument):
            for name in (item.id, item.id.removesuffix(".txt")):
                if name in wanted:
                    found.setdefault(name, item.text)
    return found


def factuality(path: Path, annotator: Any, options: Options) -> Result:
    """Values of predicates, as the author states them or, `raw`, as the innermost source does."""
    texts = by_text(read_gold(path, options.genre))
    if not texts:
        raise InputError("gold", "no predicates", str(path))
    gold: list[float] = []
    predicted: list[float] = []
    failed: list[str] = []
    misses: list[Miss] = []
    for text, rows in texts.items():
        values = _values(annotator, text, rows, options, failed)
        gold += [float(row["value"]) for row in rows]
        predicted += values
        misses += _value_misses(text, rows, values)
    figures = certainty.factuality(gold, predicted, options.negative_below)
    head = {"texts": len(texts), "predicates": len(gold), "author": not options.raw}
    return Result(path, "factuality", head | figures, misses, failed)


def _values(annotator: Any, text: str, rows: Sequence[Record], options: Options, failed: list[str]) -> list[float]:
    try:
        document = annotator.annotate(text)
        return [document.certainty_at(*row["predicate"], author=not options.raw).value for row in rows]
    except Exception as error:  # counted and shown, and scored as an unmarked fact
        what = str(error).partition("\n")[0]
        failed.append(f"{rows[0].get('id')}: {type(error).__name__}: {what}")
        return [certainty.UNMARKED] * len(rows)


def _value_misses(text: str, rows: Sequence[Record], values: Sequence[float]) -> Iterator[Miss]:
    """The predicates that are a class or more away, with their words."""
    for row, value in zip(rows, values, strict=True):
        start, end = row["predicate"]
        wanted, found = certainty.level_class(row["value"]), certainty.level_class(value)
        if wanted != found:
            what = f"{text[start:end]!r}: {row['value']:.2f} ({wanted}) != {value:.2f} ({found}) | {text}"
            yield Miss(str(row.get("id")), start, end, what)


def uncertainty(path: Path, annotate: Annotate, options: Options) -> Result:
    """Sentences marked uncertain: predicted so when they hold a hedge of one of `options.types`."""
    rows = [row for row in read_gold(path, options.genre) if isinstance(row.get("certain"), bool)]
    if not rows:
        raise InputError("gold", "no sentences", str(path))
    names = [str(row.get("id", i)) for i, row in enumerate(rows)]
    records = list(annotate((name, row["text"]) for name, row in zip(names, rows, strict=True)))
    seen = [{hedge["type"] for hedge in record.get("hedges", ())} for record in records]
    gold, predicted = [not row["certain"] for row in rows], [not found.isdisjoint(options.types) for found in seen]
    figures: dict[str, Any] = {
        "sentences": len(rows),
        "types": list(options.types),
        "uncertain": binary(gold, predicted),
    }
    if options.prevalence is not None:
        figures["at_prevalence"] = certainty.at_prevalence(gold, predicted, options.prevalence)
    figures["types_seen"] = _by_type(gold, seen)
    misses = [
        Miss(name, 0, len(row["text"]), f"{'uncertain' if g else 'certain'} in gold | {row['text']}")
        for name, row, g, p in zip(names, rows, gold, predicted, strict=True)
        if g != p
    ]
    failed = [f"{record['id']}: {record['error']['message']}" for record in records if "error" in record]
    return Result(path, "uncertainty", figures, misses, failed)


def _by_type(gold: Sequence[bool], seen: Sequence[set[str]]) -> dict[str, dict[str, float]]:
    """How many sentences have a hedge of each type, and the precision of the type alone."""
    counts = Counter(name for found in seen for name in found)
    right = Counter(name for uncertain, found in zip(gold, seen, strict=True) if uncertain for name in found)
    return {name: {"sentences": count, "p": right[name] / count} for name, count in counts.most_common()}
