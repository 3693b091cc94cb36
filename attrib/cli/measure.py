"""`attrib rules measure`: how often each rule and cue is right on gold, written to the tables of a pack."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrib.cli import DONE
from attrib.errors import InputError, UsageError

EPILOG = """GOLD is JSON lines: {"id", "text", "attributions": [{"source", "cue", "content"}]}, spans as offsets.

The tables go to measured/ of the pack that was named last, or to --into, and hold the figures of its rules."""

Row = Sequence[str]


def add(commands: Any) -> Any:
    """Add `measure` and its arguments."""
    parser = commands.add_parser(
        "measure",
        help="count on gold how often each rule is right",
        description="Count on gold how often each rule and cue is right, and write the tables.",
        epilog=EPILOG,
    )
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="files of gold attributions")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="write the tables there")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Measure and write. Raises AttribError for rules or gold that cannot be used, before anything is written."""
    from attrib.analyse import Analyser
    from attrib.cli.settings import settings
    from attrib.rules.find import find_roots
    from attrib.rules.load import load_pack
    from attrib.score.measure import measure

    packs = settings(args).packs
    pack = load_pack(packs)
    root = find_roots(packs)[-1]
    folder = args.into or _own_folder(root.path, root.shipped)
    measured = measure(Analyser(pack), _gold(args.gold))
    made = f"Made by: attrib rules measure {' '.join(path.name for path in args.gold)}"
    rows = [row for row in measured.cues() if row[0].startswith(f"{root.name}/")]
    _write(folder / "cues.tsv", (made, "rule\tcue\tseen\tcue right\tright"), rows)
    if (root.path / "structure").is_dir():
        _write(folder / "ends.tsv", (made, "extent\tboundary\trate\tseen"), measured.ends())
    sys.stderr.write(f"attrib: measured {len({row[0] for row in rows}):,} rules; tables in {folder}\n")
    return DONE


def _own_folder(path: Path, shipped: bool) -> Path:
    from attrib.rules.find import packaged

    if path.is_file():
        raise UsageError("a single file has no tables: say where they are to go with --into FOLDER")
    if shipped and packaged():
        raise UsageError("the shipped pack is not yours to change: name your own with --rules, or say --into FOLDER")
    return path / "measured"


def _gold(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    from attrib.score.gold import read_gold, shape_of

    for path in paths:
        shape = shape_of(path)
        if shape != "attribution":
            raise InputError("gold", f"holds {shape}; rules are measured on attributions", str(path))
        yield from read_gold(path)


def _write(path: Path, comments: Iterable[str], rows: Iterable[Row]) -> None:
    lines = [*(f"# {comment}" for comment in comments), *("\t".join(row) for row in rows)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
