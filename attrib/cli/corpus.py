"""`attrib sources unknown` and `profile`: what a corpus tells of its sources."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.cli import DONE, FAILED
from attrib.cli.parser import one_of, positive, subcommand
from attrib.cli.settings import add_read_options, add_rule_options, add_workers, make_annotator, settings
from attrib.errors import UsageError

if TYPE_CHECKING:
    from attrib.ratings.views import Tally

NEEDED = frozenset(("sentences", "sources"))  # keys of a record that are counted
SHAPES = "table", "csv", "json"
EPILOG = """CORPUS is texts, as for annotate, or what annotate wrote as JSON lines, which is read as it stands."""


def add(commands: Any) -> None:
    """Add both commands."""
    unknown = _command(commands, "unknown", "the most frequent sources that nobody rated", run_unknown)
    unknown.add_argument("--most", type=positive, default=50, metavar="N", help="show N (default: 50)")
    unknown.add_argument("--fill", type=Path, metavar="FILE", help="write a file of ratings to be filled in")
    _command(commands, "profile", "how sentences are spread over kinds, namings, control and ratings", run_profile)


def _command(commands: Any, name: str, purpose: str, run: Any) -> Any:
    parser = subcommand(commands, name, purpose, run)
    parser.epilog = EPILOG
    parser.add_argument("paths", nargs="+", metavar="CORPUS", help="texts, or annotated JSON lines")
    parser.add_argument("--format", type=one_of(*SHAPES), default="table", metavar="FORMAT", help=", ".join(SHAPES))
    add_workers(parser)
    add_rule_options(parser)
    add_read_options(parser)
    parser.set_defaults(output=None)
    return parser


def run_unknown(args: argparse.Namespace) -> int:
    """Print the sources without a rating, and write them to a file to be filled in where one is named."""
    from attrib.ratings.opinion import COLUMNS
    from attrib.ratings.views import Unknown, to_fill
    from attrib.write.grid import as_csv, grid

    if args.fill and args.fill.exists():
        raise UsageError(f"{args.fill}: exists already")
    tally = _tally(args)
    found = tally.unknown()[: args.most]
    sys.stdout.write(grid([one._asdict() for one in found], Unknown._fields, args.format))
    if args.fill:
        args.fill.write_text(as_csv(to_fill(found), COLUMNS), encoding="utf-8")
    return _end(tally)


def run_profile(args: argparse.Namespace) -> int:
    """Print how the sentences are spread."""
    from attrib.ratings.views import Share
    from attrib.write.grid import grid

    tally = _tally(args)
    sys.stdout.write(grid([one._asdict() for one in tally.profile()], Share._fields, args.format))
    return _end(tally)


def _end(tally: Tally) -> int:
    from attrib.cli.run import count

    failed = f"; {tally.failed} could not be annotated" if tally.failed else ""
    done = f"{count(tally.documents, 'document')}, {count(tally.sentences, 'sentence')}"
    sys.stderr.write(f"attrib: {done}{failed}\n")
    return FAILED if tally.failed else DONE


def _tally(args: argparse.Namespace) -> Tally:
    from attrib.cli.messages import Messages, placed
    from attrib.ratings.views import Tally

    tally = Tally()
    with Messages() as messages:
        for record in _records(args):
            tally.add(record)
            if error := record.get("error"):
                place = placed(error["path"], error["line"], record["id"])
                messages.error(error["code"], f"{place}: {error['message']}")
    return tally


def _records(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The records of the corpus: those that are there, and those of texts that are annotated here."""
    from attrib.cli.annotate import read_options
    from attrib.cli.stream import annotated
    from attrib.read import read_paths

    done = [path for path in args.paths if _is_annotated(Path(path))]
    texts = [path for path in args.paths if path not in done]
    yield from chain.from_iterable(map(_written, map(Path, done)))
    if texts:
        config = settings(args)
        annotator = make_annotator(config, args.annotator)
        items = read_paths(texts, read_options(args, config))
        yield from (record for _, record in annotated(annotator, items, config.workers))


def _is_annotated(path: Path) -> bool:
    from attrib.write.output import OPENING

    if not path.is_file():
        return False
    with path.open("rb") as lines:
        return lines.read(len(OPENING)) == OPENING


def _written(path: Path) -> Iterator[dict[str, Any]]:
    import orjson

    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = orjson.loads(line)
            except orjson.JSONDecodeError:
                raise UsageError(f"{path}:{number}: is no whole line of annotations") from None
            if not (isinstance(record, dict) and (record.keys() >= NEEDED or "error" in record)):
                raise UsageError(f"{path}:{number}: is no record of attrib/1: attrib annotate makes them")
            yield record
