"""`attrib annotate`: texts in, one record a document out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.cli.settings import (
    add_output_options,
    add_read_options,
    add_rule_options,
    add_workers,
    colored,
    make_annotator,
    settings,
)
from attrib.cli.stream import annotated
from attrib.errors import UsageError
from attrib.read import ReadOptions, read_paths

if TYPE_CHECKING:
    from attrib.config import Config
    from attrib.model import RulesUsed
    from attrib.write.formats import Format
    from attrib.write.output import Earlier
    from attrib.write.writer import Target

Record = dict[str, Any]
EPILOG = """PATH is a file, a folder (its files of known formats, also further down), an archive, a pattern in quotes,
or - for standard input. Formats are told by what is in a file, packed with gzip, zstd, bzip2 or xz or not:
texts, JSON, tables, web pages and crawls, exports of Nexis and Factiva, agency news, TEI, CoNLL-U.

examples:
  attrib annotate article.txt
  attrib annotate articles/ -o articles.jsonl
  attrib annotate articles/ -o articles.jsonl --resume
  attrib annotate articles/ -o articles.xlsx      a sheet of sentences, one of attributions
  attrib annotate 'Files(50).DOCX' -o sentences.xlsx     an export of Nexis to a spreadsheet
  cat records.jsonl | attrib annotate - --text-field body | head

What cannot be read gets a line on standard error and an error record in the output, and the run goes on."""


def add(subparsers: Any) -> None:
    """Add `annotate` and its arguments."""
    parser = subparsers.add_parser("annotate", help="annotate texts", description=__doc__, epilog=EPILOG)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder, pattern, or - for standard input")
    add_output_options(parser)
    there = parser.add_mutually_exclusive_group()
    there.add_argument("--overwrite", action="store_true", help="replace FILE if it exists")
    there.add_argument("--resume", action="store_true", help="go on where FILE stops; failed documents are done again")
    parser.add_argument("--no-text", action="store_true", help="leave the texts out of the records")
    parser.add_argument(
        "--where",
        action="append",
        metavar="NAME=VALUE,…",
        help="only sentences with such a source in their chain: kind=state_media, naming=anonymous, admiralty=D,E "
        "(repeatable: one source has to meet all)",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="only errors on standard error")
    add_workers(parser)
    add_rule_options(parser)
    add_read_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Annotate what the arguments name. Raises AttribError before anything is read when rules or flags are wrong."""
    from attrib.cli.interrupt import Interrupts
    from attrib.cli.messages import Messages
    from attrib.cli.run import Run
    from attrib.write.formats import DEFAULT, choose, make, unnamed
    from attrib.write.output import NOTHING, resume

    config = settings(args)
    options = read_options(args, config)
    _check_paths(args.paths, args.output)
    on_terminal = args.output is None and sys.stdout.isatty()
    format = choose(args.format, args.output, "text" if on_terminal else DEFAULT)
    _check_flags(args, format)
    keep = _keep(args.where, config)
    annotator = make_annotator(config, args.annotator)
    target = _target(args, config)
    writer = make(format, target)
    earlier = resume(args.output) if args.resume else NOTHING
    _check_same(earlier, annotator.rules_used, args.output)
    if "-" in args.paths and sys.stdin.isatty() and not args.quiet:
        print("attrib: reading from the terminal; Ctrl-D ends the text", file=sys.stderr)  # noqa: T201
    with closing(writer), Messages(quiet=args.quiet, progress=not on_terminal) as messages, Interrupts() as interrupts:
        if unnamed(args.format, args.output):
            messages.note(f"{args.output}: written as {format.what}; --format names another")
        run = Run(format, target, writer, earlier, messages, interrupts)
        items = (item for item in read_paths(args.paths, options) if item.id not in earlier.ids)
        found = annotated(annotator, items, config.workers)
        return run.all((item, keep(record)) for item, record in found)


def _keep(written: list[str] | None, config: Config) -> Callable[[Record], Record]:
    """The filter that --where asks for. Raises UsageError for a condition that cannot be met."""
    if not written:
        return lambda record: record
    from attrib.ratings.where import conditions, where
    from attrib.rules.find import find_roots
    from attrib.scales import load_scales

    return where(conditions(written, load_scales([root.path for root in find_roots(config.packs)])))


def read_options(args: argparse.Namespace, config: Config) -> ReadOptions:
    """How to read, as the flags and settings say."""
    from attrib.read.decode import check_encoding

    if config.encoding is not None:
        check_encoding(config.encoding)
    return ReadOptions(
        format=args.input_format,
        encoding=config.encoding,
        text_field=config.text_field,
        id_field=config.id_field,
        pattern=config.pattern,
        output=args.output,
        preset=args.preset,
        include_title=config.include_title,
        max_record=int(config.max_record_mb * 1e6),
    )


def _target(args: argparse.Namespace, config: Config) -> Target:
    from attrib.write.writer import Target

    return Target(
        args.output,
        sys.stdout.buffer,
        overwrite=args.overwrite,
        resume=args.resume,
        text=not args.no_text,
        color=colored(config, sys.stdout if args.output is None else None),
    )


def _check_paths(paths: list[str], output: Path | None) -> None:
    from attrib.read.find import is_output

    if not paths:
        raise UsageError("nothing to read: name files or folders, or - for standard input")
    if paths.count("-") > 1:
        raise UsageError("standard input (-) can be read only once")
    for path in map(Path, paths):
        if path.is_file() and is_output(path, output):
            raise UsageError(f"{path}: is input and output at once; -o names another file")


def _check_same(earlier: Earlier, used: RulesUsed, output: Path | None) -> None:
    """Raises UsageError where a run would go on with other rules or ratings than it began with."""
    other = "rules" if earlier.digests - {used.sha256} else "ratings" if earlier.ratings - {used.ratings} else ""
    if other:
        raise UsageError(f"{output}: was written with other {other}; --overwrite begins anew")


def _check_flags(args: argparse.Namespace, format: Format) -> None:
    if args.output is None and (args.resume or args.overwrite):
        raise UsageError(f"--{'resume' if args.resume else 'overwrite'} needs -o FILE")
    if args.resume and not format.resumes:
        raise UsageError(f"--resume goes on with JSON lines, not with {format.name}")
