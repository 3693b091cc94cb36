"""Figures as a table to read, and by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrib.score.attribution import RATES
from attrib.score.evaluate import Result

NAMES = {
    "content_exact": "content exact",
    "content_match": "content overlap >= .5",
    "attribution": "attribution (content, source)",
    "content_tokens": "content words",
    "source_tokens": "source words",
    "cue_tokens": "cue words",
    "cue_exact": "cue exact",
    "cue_overlap": "cue overlap",
    "sentence": "sentence attributed",
    "nesting": "nesting",
}
WIDTH = 32
MAIN = ("f1", "macro_f1", "accuracy")  # the figure meant when only a measure is named


def table(result: Result) -> str:
    """The figures of one gold file, one measure a line."""
    lines = [f"{result.path}: {result.shape}", *_LINES[result.shape](result.figures)]
    if result.failed:
        lines.append(f"FAILED, counted as nothing found: {len(result.failed)}, the first: {result.failed[0]}")
    return "\n".join(lines)


def named_figures(figures: Mapping[str, Any], prefix: str = "") -> dict[str, float | None]:
    """Every number by its dotted name (`attribution.f1`), and by the measure alone for its main figure."""
    found: dict[str, float | None] = {}
    for name, value in figures.items():
        if isinstance(value, Mapping):
            found |= named_figures(value, f"{prefix}{name}.")
            main = next((key for key in MAIN if key in value), None)
            if main is not None:
                found[f"{prefix}{name}"] = value[main]
        elif value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            found[f"{prefix}{name}"] = value
    return found


def _attribution(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "  ".join(f"{name} {figures[name]}" for name in ("documents", "gold", "predicted", "sentences"))
    for rate in RATES:
        yield _prf(NAMES[rate], figures[rate])
    given = figures["source_given_content"]
    shares = {"agrees": "agrees", "exact": "exact", "none": "none predicted", "cue_overlaps": "cue overlaps"}
    yield f"{'source, given content':<{WIDTH}}" + _shares(given, shares) + f"  (n={given['n']})"
    manners = figures["recall_by_manner"].items()
    shown = "  ".join(f"{name} {_percent(v['r'])} ({v['hit']}/{v['gold']})" for name, v in manners)
    yield f"{'recall by manner':<{WIDTH}}{shown}"
    if referent := figures["referent"]:
        shares = {"accuracy": "accuracy", "found": "found", "any_name": "any name", "no_source": "no source"}
        yield f"{'referent':<{WIDTH}}" + _shares(referent, shares) + f"  (n={referent['n']} of {referent['gold']})"


def _labels(figures: Mapping[str, Any]) -> Iterator[str]:
    for name, values in figures.items():
        shown = "  ".join(f"{key.replace('_', ' ')} {value:5.1f}" for key, value in values.items() if key != "n")
        yield f"{name:<{WIDTH}}{shown}  (n={values['n']})"


def _factuality(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"texts {figures['texts']}  predicates {figures['predicates']}"
    yield f"{'all':<{WIDTH}}" + "  ".join(f"{k} {_number(figures[k])}" for k in ("mae", "pearson", "macro_f1"))
    for name, values in figures["classes"].items():
        yield _prf(name, values, counts=True)
    yield _prf("uncertain (below 2)", figures["uncertain"], counts=True)
    yield _prf("negative", figures["negative"], counts=True)


def _uncertainty(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"sentences {figures['sentences']}  types {','.join(figures['types'])}"
    yield _prf("uncertain", figures["uncertain"], counts=True)
    if at := figures.get("at_prevalence"):
        name = f"at prevalence {at['prevalence']:g}"
        yield f"{name:<{WIDTH}}P {_percent(at['p'])}  F1 {_percent(at['f1'])}"
    for name, values in figures["types_seen"].items():
        yield f"{'  ' + name:<{WIDTH}}P {_percent(values['p'])}  ({values['sentences']} sentences)"


_LINES = {
    "attribution": _attribution,
    "labels": _labels,
    "factuality": _factuality,
    "uncertainty": _uncertainty,
}


def _prf(name: str, values: Mapping[str, Any], *, counts: bool = False) -> str:
    line = f"{name:<{WIDTH}}P {_percent(values['p'])}  R {_percent(values['r'])}  F1 {_percent(values['f1'])}"
    return line + (f"  ({values['right']} right of {values['predicted']}, {values['gold']} gold)" if counts else "")


def _shares(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return "  ".join(f"{label} {_percent(values[key])}" for key, label in names.items())


def _percent(value: float | None) -> str:
    return "    -" if value is None else f"{100 * value:5.1f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
