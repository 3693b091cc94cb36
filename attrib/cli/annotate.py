"""`attrib annotate`: texts in, one record a document out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.cli import DONE, FAILED, INTERRUPTED
from attrib.cli.parser import one_of
from attrib.cli.settings import add_read_options, add_rule_options, add_workers, colored, make_annotator, settings
from attrib.cli.stream import annotated, broken
from attrib.errors import UsageError
from attrib.read import Failure, RawDocument, ReadOptions, read_paths

if TYPE_CHECKING:
    from attrib.cli.interrupt import Interrupts
    from attrib.cli.messages import Messages
    from attrib.config import Config
    from attrib.write.output import Earlier, Sink

Record = dict[str, Any]
EPILOG = """PATH is a text file, a folder (its *.txt files, also in the folders below), a pattern in quotes, a file of
JSON lines (.jsonl, .ndjson: one object a line with 'text' and 'id'), or - for standard input.

examples:
  attrib annotate article.txt
  attrib annotate articles/ -o articles.jsonl
  attrib annotate articles/ -o articles.jsonl --resume
  cat records.jsonl | attrib annotate - --text-field body | head

What cannot be read gets a line on standard error and an error record in the output, and the run goes on."""


def add(subparsers: Any) -> None:
    """Add `annotate` and its arguments."""
    parser = subparsers.add_parser("annotate", help="annotate texts", description=__doc__, epilog=EPILOG)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder, pattern, or - for standard input")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE (default: standard output)")
    parser.add_argument(
        "--format",
        type=one_of("text", "jsonl"),
        metavar="FORMAT",
        help="text to read, or jsonl (default: text on a terminal, else jsonl)",
    )
    there = parser.add_mutually_exclusive_group()
    there.add_argument("--overwrite", action="store_true", help="replace FILE if it exists")
    there.add_argument("--resume", action="store_true", help="go on where FILE stops; failed documents are done again")
    parser.add_argument("--no-text", action="store_true", help="leave the texts out of the records")
    parser.add_argument("-q", "--quiet", action="store_true", help="only errors on standard error")
    add_workers(parser)
    add_rule_options(parser)
    add_read_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Annotate what the arguments name. Raises AttribError before anything is read when rules or flags are wrong."""
    from attrib.cli.interrupt import Interrupts
    from attrib.cli.messages import Messages

    config = settings(args)
    options = _read_options(args, config)
    _check_paths(args.paths, args.output)
    annotator = make_annotator(config, args.annotator)
    sink, earlier = _sink(args)
    on_terminal = args.output is None and sys.stdout.isatty()
    if "-" in args.paths and sys.stdin.isatty() and not args.quiet:
        print("attrib: reading from the terminal; Ctrl-D ends the text", file=sys.stderr)  # noqa: T201
    with closing(sink), Messages(quiet=args.quiet, progress=not on_terminal) as messages, Interrupts() as interrupts:
        run = _Run(sink, earlier, _renderer(args, config), messages, interrupts, args.output)
        items = (item for item in read_paths(args.paths, options) if item.id not in earlier.ids)
        return run.all(annotated(annotator, items, config.workers))


class _Run:
    """One run: writes what comes, tells what went wrong, counts."""

    def __init__(
        self,
        sink: Sink,
        earlier: Earlier,
        render: Callable[[Record], bytes],
        messages: Messages,
        interrupts: Interrupts,
        output: Path | None,
    ) -> None:
        self._sink, self._earlier, self._render = sink, earlier, render
        self._messages, self._interrupts, self._output = messages, interrupts, output
        self._failed = 0

    def all(self, results: Iterable[tuple[RawDocument | Failure, Record]]) -> int:
        """Write all results and give the exit code."""
        try:
            if self._earlier.ids or self._earlier.dropped:
                self._messages.note(f"{self._output}: {_resumed(self._earlier)}")
            self._sink.open()
            for item, record in results:
                self._one(item, record)
        except KeyboardInterrupt:
            self._messages.error("interrupted", self._interrupted())
            return INTERRUPTED
        if self._output is not None or self._failed:
            self._messages.note(self._sum())
        return FAILED if self._failed else DONE

    def _one(self, item: RawDocument | Failure, record: Record) -> None:
        self._check_rules(record)
        try:
            line = self._render(record)
        except Exception as error:  # nor must a record that cannot be written end the run
            record = broken(item, error)
            line = self._render(record)
        self._write(line)
        self._tell(item, record)
        self._messages.did(record)

    def _write(self, line: bytes) -> None:
        try:
            with self._interrupts.held:
                self._sink.write(line)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(
                f"{self._output or 'standard output'}: cannot be written: {error.strerror}; "
                f"{self._messages.documents} documents are whole"
            ) from None

    def _tell(self, item: RawDocument | Failure, record: Record) -> None:
        place = ":".join(str(part) for part in (item.path, item.line) if part is not None)
        for note in item.notes:
            self._messages.warn(note.code, f"{place or item.id}: {note.message}")
        if error := record.get("error"):
            self._failed += 1
            self._messages.error(error["code"], f"{place or item.id}: {error['message']}")

    def _check_rules(self, record: Record) -> None:
        digest = (record.get("rules") or {}).get("sha256")
        if digest is not None and self._earlier.digests - {digest}:
            raise UsageError(f"{self._output}: was written with other rules; --overwrite begins anew")

    def _interrupted(self) -> str:
        hint = f" in {self._output}; --resume goes on" if self._output else ""
        return f"interrupted: {self._messages.documents + len(self._earlier.ids)} documents are done{hint}"

    def _sum(self) -> str:
        to = f" in {self._output}" if self._output else ""
        failed = f"; {self._failed} could not be annotated" if self._failed else ""
        done = self._messages
        return f"{_count(done.documents, 'document')}, {_count(done.sentences, 'sentence')}{to}{failed}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _resumed(earlier: Earlier) -> str:
    again = f", {_count(earlier.dropped, 'line')} to be done again" if earlier.dropped else ""
    return f"{_count(len(earlier.ids), 'document')} done before{again}"


def _read_options(args: argparse.Namespace, config: Config) -> ReadOptions:
    from attrib.read.decode import check_encoding

    if config.encoding is not None:
        check_encoding(config.encoding)
    return ReadOptions(
        args.input_format, config.encoding, config.text_field, config.id_field, config.pattern, args.output
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


def _sink(args: argparse.Namespace) -> tuple[Sink, Earlier]:
    from attrib.write.output import NOTHING, StreamSink, file_sink, resume

    if args.output is None:
        if args.resume or args.overwrite:
            raise UsageError(f"--{'resume' if args.resume else 'overwrite'} needs -o FILE")
        return StreamSink(sys.stdout.buffer), NOTHING
    if args.resume and args.format == "text":
        raise UsageError("--resume goes on with JSON lines, not with text")
    sink = file_sink(args.output, overwrite=args.overwrite, resume=args.resume)
    return sink, resume(args.output) if args.resume else NOTHING


def _renderer(args: argparse.Namespace, config: Config) -> Callable[[Record], bytes]:
    on_terminal = args.output is None and sys.stdout.isatty()
    if (args.format or ("text" if on_terminal else "jsonl")) == "jsonl":
        from attrib.write.jsonl import line, line_without_text

        return line_without_text if args.no_text else line
    from attrib.write.text import TextWriter

    writer = TextWriter(color=colored(config, sys.stdout if args.output is None else None))
    return lambda record: writer.document(record).encode("utf-8", "replace")
