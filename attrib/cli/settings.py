"""The options that several commands share, and the settings they end in."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.cli.parser import one_of, positive
from attrib.read.formats import FORMATS
from attrib.read.presets import PRESETS

if TYPE_CHECKING:
    from attrib.annotator import Annotator
    from attrib.config import Config


# Objects of a generation before the garbage collector runs. Documents leave no circles behind, so that all there is to
# look at are the tables of what was met before, which only grow: to a million objects in some 30,000 sentences, which
# take some .3 seconds to look through.
COLLECT = (3_000_000, 20, 100)


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--rules",
        action="append",
        metavar="PACK",
        help="a shipped pack, or a folder or file of rules, which is added to the English pack (repeatable)",
    )
    group.add_argument(
        "--ratings",
        action="append",
        metavar="FILE",
        help="your ratings of sources: CSV, JSON or JSON lines (repeatable)",
    )
    group.add_argument("--select", type=_words, action="extend", metavar="RULES", help="use only these rules")
    group.add_argument("--ignore", type=_words, action="extend", metavar="RULES", help="leave these rules out")
    group.add_argument(
        "--attitudes", type=_words, action="extend", metavar="NAMES", help="keep these attitudes only: assertion,denial"
    )
    group.add_argument(
        "--hedges",
        type=_words,
        action="extend",
        metavar="TYPES",
        help="list these hedges only, by type or profile: epistemic,vague or weasel; labels stay what they are",
    )
    _add_config(parser)


def add_pack_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rules", action="append", metavar="PACK", help="a shipped pack, or a folder or file of rules (repeatable)"
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings file (default: the nearest attrib.toml)")


def _add_config(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("settings")
    group.add_argument("--config", type=Path, metavar="FILE", help="settings file (default: the nearest attrib.toml)")
    group.add_argument(
        "--color", type=one_of("auto", "always", "never"), metavar="WHEN", help="auto, always or never (default: auto)"
    )


def add_read_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--input-format",
        type=one_of(*FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: by content and file name)",
    )
    group.add_argument("--encoding", metavar="NAME", help="of the texts (default: UTF-8, or what their mark says)")
    group.add_argument("--text-field", metavar="NAME", help="the key or column of the text (default: text)")
    group.add_argument("--id-field", metavar="NAME", help="the key or column of the id (default: id)")
    group.add_argument(
        "--preset",
        type=one_of(*PRESETS),
        metavar="TOOL",
        help=f"who wrote the records: {', '.join(PRESETS)} (default: by their keys)",
    )
    group.add_argument("--include-title", action="store_true", default=None, help="put the headline before the text")
    group.add_argument("--pattern", metavar="GLOB", help="which files of a folder are read (default: known formats)")
    group.add_argument(
        "--max-record-mb", type=float, metavar="MB", help="the largest record or text read, in megabytes (default: 50)"
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    what = "write to FILE (default, and for -: standard output)"
    parser.add_argument("-o", "--output", type=_file, metavar="FILE", help=what)


def _file(name: str) -> Path | None:
    """A file to write; None for standard output."""
    return None if name == "-" else Path(name)


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """Where to write, and in which format."""
    from attrib.write.formats import FORMATS as WRITTEN

    add_output(parser)
    parser.add_argument(
        "--format",
        type=one_of(*WRITTEN),
        metavar="FORMAT",
        help=f"{', '.join(WRITTEN)} (default: by FILE's suffix; text on a terminal, else jsonl)",
    )


def add_workers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=positive, metavar="N", help="annotate in N processes (default: 1)")


def settings(args: argparse.Namespace) -> Config:
    """The settings in force: flags, then the environment, then the file. Raises UsageError."""
    from attrib.config import NAMES, load_config

    flags = {name: getattr(args, name.replace("-", "_"), None) for name in NAMES}
    return load_config(Path.cwd(), os.environ, flags, args.config)


def make_annotator(config: Config, factory: Callable[..., Any] | None) -> Annotator:
    """The annotator these settings describe. Raises AttribError for rules or ratings that cannot be used."""
    from attrib.rules.load import collection_paused

    if factory is None:
        from attrib.annotator import Annotator

        factory = Annotator
    with collection_paused():
        made: Annotator = factory(
            rules=config.packs,
            ratings=config.ratings,
            select=config.select,
            ignore=config.ignore,
            attitudes=config.attitudes,
            hedges=config.hedges,
        )
        spare_collector()
    return made


def spare_collector() -> None:
    """Rules and tables live as long as the process: the garbage collector need not look at them, now or again.

    What making them ready leaves behind, some 15,000 objects, costs less to keep than to look for.
    """
    gc.freeze()
    gc.set_threshold(*COLLECT)


def colored(config: Config, stream: Any) -> bool:
    """Whether to write with colour: asked for, or a terminal that did not opt out (https://no-color.org)."""
    if config.color != "auto":
        return config.color == "always"
    return (
        stream is not None and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]
