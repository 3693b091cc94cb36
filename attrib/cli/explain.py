"""`attrib explain`: which rules fired on a text, which of them won, and why."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.cli.settings import add_rule_options, colored, make_annotator, settings
from attrib.errors import InputError, UsageError

if TYPE_CHECKING:
    from attrib.config import Config

SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def add(subparsers: Any) -> None:
    """Add `explain` and its arguments."""
    parser = subparsers.add_parser("explain", help="show which rules fired", description=__doc__)
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the text itself, a text file, or - for standard input")
    parser.add_argument("--file", type=Path, metavar="FILE", help="explain this text file")
    parser.add_argument("--encoding", metavar="NAME", help="of the file (default: UTF-8, or what its mark says)")
    add_rule_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Print the explanation. Raises InputError for a text that cannot be read."""
    config = settings(args)
    text = _text(args, config)
    annotator = make_annotator(config, args.annotator)
    from attrib.write.explain import Explainer

    writer = Explainer(color=colored(config, sys.stdout))
    sys.stdout.write(writer.trace(annotator.trace(text)))


def _named(text: str | None) -> Path | None:
    """The file that one word without a space names, there or not: "article.txt"."""
    from attrib.read.formats import known

    if text is None or text == "-" or any(map(str.isspace, text)):
        return None
    return Path(text) if known(text) else None


def _text(args: argparse.Namespace, config: Config) -> str:
    from attrib.read import Failure, ReadOptions, read_paths

    if args.text is not None and args.file is not None:
        raise UsageError("a text and --file at once: give one of them")
    if args.text is None and args.file is None:
        raise UsageError("nothing to explain: give a text in quotes, - for standard input, or --file FILE")
    named = _named(args.text) if args.file is None else args.file
    if named is None and args.text not in (None, "-"):
        return str(args.text).translate(SURROGATES)
    if named is not None and named.is_dir():
        raise UsageError(f"{named}: is a folder; --file names one text")
    path = str(named or "-")
    item = next(iter(read_paths([path], ReadOptions(format="text", encoding=config.encoding))))
    if isinstance(item, Failure):
        raise InputError(item.code, item.message, item.path)
    return item.text
