"""`attrib eval`: annotate gold texts and score the result."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from attrib.cli import DONE, FAILED, FINDINGS
from attrib.cli.parser import one_of
from attrib.cli.settings import add_rule_options, add_workers, make_annotator, settings
from attrib.errors import UsageError
from attrib.suggest import did_you_mean

if TYPE_CHECKING:
    from attrib.cli.messages import Messages
    from attrib.config import Config
    from attrib.score.evaluate import Options, Record, Result

EPILOG = """GOLD is told by its shape:
  {"id", "text", "attributions": [{"source", "cue", "content"}]}   who said what, spans
  doc start end voice sources certainty ...   (a table)             sentence labels; texts from --texts
  {"text", "predicate": [start, end], "value": -3..3}              how sure, by predicate
  {"text", "certain": true}                                         uncertain sentences
  a folder of brat or of UIMA CAS, a file of Label Studio or doccano  who said what, by their labels and relations

example:
  attrib eval gold.jsonl --outermost --min attribution=0.6
  attrib eval my_brat_folder/ --role Quote=content --role Speaker=source"""


class Least(NamedTuple):
    """A figure that must be reached."""

    name: str
    value: float


def add(subparsers: Any) -> None:
    """Add `eval` and its arguments."""
    parser = subparsers.add_parser("eval", help="score against gold", description=__doc__, epilog=EPILOG)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="a file of gold annotations")
    parser.add_argument("--outermost", action="store_true", help="only attributions inside no other one")
    parser.add_argument(
        "--role",
        action="append",
        metavar="LABEL=ROLE",
        help="what a label of an annotation tool is: source, cue or content; or a file of such lines (repeatable)",
    )
    parser.add_argument("--genre", metavar="NAME", help="only gold documents of this genre")
    parser.add_argument("--texts", action="append", type=Path, metavar="PATH", help="texts for a table (repeatable)")
    parser.add_argument("--raw", action="store_true", help="predicates as the innermost source states them")
    parser.add_argument(
        "--negative-below", type=float, default=0.0, metavar="V", help="a value below V is negative (default: 0)"
    )
    parser.add_argument("--types", metavar="NAMES", help="hedges that make a sentence uncertain: epistemic,hearsay")
    parser.add_argument(
        "--prevalence", type=_prevalence, metavar="P", help="share of uncertain sentences to re-weight to"
    )
    parser.add_argument(
        "--format", type=one_of("table", "json"), default="table", metavar="FORMAT", help="table or json"
    )
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show N things that went wrong")
    parser.add_argument(
        "--min", action="append", type=_least, metavar="NAME=V", help="exit with 1 below this figure (repeatable)"
    )
    add_workers(parser)
    add_rule_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the figures. Raises AttribError for gold that cannot be scored."""
    from attrib.cli.messages import Messages
    from attrib.score.gold import shape_of

    config = settings(args)
    shapes = {path: shape_of(path) for path in args.gold}
    options = _options(args, config, shapes)
    # The annotator keeps all attitudes: which of them are scored must not change how the others nest.
    annotator = make_annotator(config.model_copy(update={"attitudes": None}), args.annotator)
    with Messages(progress=True) as messages:
        results = [_score(path, shape, annotator, options, config.workers, messages) for path, shape in shapes.items()]
    _print(results, args)
    if any(result.failed for result in results):
        return FAILED
    return FINDINGS if _below(results, args.min or ()) else DONE


def _options(args: argparse.Namespace, config: Config, shapes: Mapping[Path, str]) -> Options:
    from attrib.score.evaluate import Options
    from attrib.score.projects import roles

    others = tuple(path for path, shape in shapes.items() if shape == "attribution")
    return Options(
        genre=args.genre,
        outermost=args.outermost,
        attitudes=None if config.attitudes is None else frozenset(config.attitudes),
        texts=(*(args.texts or ()), *others),
        raw=args.raw,
        negative_below=args.negative_below,
        roles=roles(args.role or ()),
        prevalence=args.prevalence,
        **({"types": tuple(args.types.split(","))} if args.types else {}),
    )


def _score(path: Path, shape: str, annotator: Any, options: Options, workers: int, messages: Messages) -> Result:
    from attrib.cli.stream import annotated
    from attrib.read import RawDocument
    from attrib.score import evaluate

    def annotate(texts: Iterable[tuple[str, str]]) -> Iterator[Record]:
        items = (RawDocument(name, text, {}) for name, text in texts)
        for _, record in annotated(annotator, items, workers):
            messages.did(record)
            yield record

    if shape == "factuality":
        return evaluate.factuality(path, annotator, options)
    return {"attribution": evaluate.attribution, "labels": evaluate.labels, "uncertainty": evaluate.uncertainty}[shape](
        path, annotate, options
    )


def _print(results: Sequence[Result], args: argparse.Namespace) -> None:
    from attrib.score.report import table

    for result in results:
        for miss in result.misses[: args.misses]:
            print(miss, file=sys.stderr if args.format == "json" else sys.stdout)
    if args.format == "json":
        found = [{"gold": str(r.path), "shape": r.shape, "failed": r.failed, **r.figures} for r in results]
        out = json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2)
    else:
        out = "\n\n".join(map(table, results))
    sys.stdout.write(out + "\n")


def _below(results: Sequence[Result], least: Sequence[Least]) -> bool:
    """Whether a figure is below its minimum, each said on standard error. Raises UsageError for one not known."""
    from attrib.score.report import named_figures

    figures = [(result.path, named_figures(result.figures)) for result in results]
    missed = False
    for name, value in least:
        if not any(name in found for _, found in figures):
            known = {key for _, found in figures for key in found}
            raise UsageError(f"--min: no figure '{name}'{did_you_mean(name, known)}")
        for path, found in figures:
            got = found.get(name, value)
            if got is None or got < value:
                missed = True
                print(f"attrib: {path}: {name} is {got}, below {value}", file=sys.stderr)  # noqa: T201
    return missed


def _least(word: str) -> Least:
    name, _, value = word.partition("=")
    try:
        return Least(name, float(value))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{word}' is no NAME=NUMBER") from None


def _prevalence(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"'{word}' does not lie between 0 and 1")
    return value
