"""`attrib convert`: annotated JSON lines to another format, without annotating again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from attrib.cli.settings import add_output_options
from attrib.errors import UsageError
from attrib.read import Failure, RawDocument
from attrib.write.formats import DEFAULT, Format, choose, make, unnamed

Record = dict[str, Any]
EPILOG = """FILE is what `attrib annotate` wrote as JSON lines, or - for standard input.

examples:
  attrib convert labels.jsonl -o labels.xlsx
  attrib convert labels.jsonl -o project/ --format brat"""


def add(subparsers: Any) -> None:
    """Add `convert` and its arguments."""
    parser = subparsers.add_parser("convert", help="write annotations anew", description=__doc__, epilog=EPILOG)
    parser.add_argument("file", metavar="FILE", help="annotated JSON lines, or - for standard input")
    add_output_options(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace FILE if it exists")
    parser.add_argument("--no-text", action="store_true", help="leave the texts out")
    parser.add_argument("-q", "--quiet", action="store_true", help="only errors on standard error")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert one file. Raises AttribError before anything is written when the arguments are wrong."""
    from attrib.cli.interrupt import Interrupts
    from attrib.cli.messages import Messages
    from attrib.cli.run import Run
    from attrib.write.output import NOTHING
    from attrib.write.writer import Target

    if args.output is None and args.overwrite:
        raise UsageError("--overwrite needs -o FILE")
    if args.file != "-" and not Path(args.file).is_file():
        raise UsageError(f"{args.file}: no such file")
    if args.output is not None and args.output.is_file() and args.file != "-" and args.output.samefile(args.file):
        raise UsageError(f"{args.file}: is input and output at once; -o names another file")
    on_terminal = args.output is None and sys.stdout.isatty()
    format = choose(args.format, args.output, "text" if on_terminal else DEFAULT)
    target = Target(args.output, sys.stdout.buffer, overwrite=args.overwrite, text=not args.no_text, color=on_terminal)
    with (
        closing(make(format, target)) as writer,
        Messages(quiet=args.quiet, progress=not on_terminal) as messages,
        Interrupts() as interrupts,
    ):
        if unnamed(args.format, args.output):
            messages.note(f"{args.output}: written as {format.what}; --format names another")
        return Run(format, target, writer, NOTHING, messages, interrupts).all(_records(args.file, format))


def _records(name: str, format: Format) -> Iterator[tuple[RawDocument | Failure, Record]]:
    if name == "-":
        yield from _lines(sys.stdin.buffer, "stdin", format)
        return
    with Path(name).open("rb") as lines:
        yield from _lines(lines, name, format)


def _lines(lines: IO[bytes], shown: str, format: Format) -> Iterator[tuple[RawDocument | Failure, Record]]:
    """Each record, checked against the contract; a line that is none gives an error record."""
    from attrib.write.jsonl import error_record

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(line, format)
        except ValueError as error:
            failure = Failure(f"{shown}#{number}", "contract", str(error), shown, number)
            yield failure, error_record(failure.id, failure.code, failure.message, shown, number)
        else:
            yield RawDocument(str(record["id"]), "", {}, shown, number), record


def _record(line: bytes, format: Format) -> Record:
    """The record of a line. Raises ValueError, in one line, for what is no record of the contract."""
    from pydantic import ValidationError

    from attrib.errors import InputError
    from attrib.model import Document, ErrorRecord
    from attrib.read.jsonl import parse
    from attrib.read.lines import Line

    try:
        record, _ = parse(Line(0, line.rstrip(b"\r\n"), 0), None)
    except InputError as error:
        raise ValueError(error.message) from None
    if not isinstance(record, dict) or record.get("schema") != "attrib/1":
        raise ValueError("is no record of attrib/1: attrib annotate makes them")
    model = ErrorRecord if "error" in record else Document
    try:
        known = model.model_validate(record).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    # As it was written; only what an older version left out has its default.
    made: Record = record | {name: value for name, value in known.items() if name not in record}
    if format.needs_text and made.get("text", "") is None:
        raise ValueError(f"has no text (it was left out with --no-text), and {format.name} needs it")
    return made
