"""`attrib sources`: what is known of sources, ratings of them, and what a corpus tells of them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from attrib.cli import DONE, FINDINGS, corpus
from attrib.cli.parser import Parser, one_of, subcommand
from attrib.cli.settings import add_output, add_pack_options, settings
from attrib.errors import UsageError

if TYPE_CHECKING:
    from attrib.ratings.book import Book
    from attrib.ratings.load import Known, Read
    from attrib.resolve.registry import Facts

EPILOG = """examples:
  attrib sources show TASS
  attrib sources rate TASS --scheme admiralty --value D --rater "our desk" --on 2026-03-01
  attrib sources check ratings.csv
  attrib sources import domains.csv --preset lin --on 2023-09-01 -o lin.csv
  attrib sources unknown articles/ --fill to-rate.csv
  attrib sources profile labels.jsonl --format csv"""
SHAPES = "table", "csv", "json"


def add(subparsers: Any) -> None:
    """Add `sources` and its own commands."""
    parser = subparsers.add_parser("sources", help="sources and ratings", description=__doc__, epilog=EPILOG)
    commands = parser.add_subparsers(
        dest="sources_command", metavar="COMMAND", title="commands", required=True, parser_class=Parser
    )
    _add_list(commands)
    _add_check(commands)
    _add_import(commands)
    _add_rate(commands)
    corpus.add(commands)


def _command(commands: Any, name: str, purpose: str, run: Any) -> Any:
    parser = subcommand(commands, name, purpose, run)
    add_pack_options(parser)
    return parser


def _add_list(commands: Any) -> None:
    parser = _command(commands, "list", "the sources of the registry, with the ratings that count", run_list)
    parser.add_argument("pattern", nargs="?", metavar="PATTERN", help="only ids or names like this: 'xinhua*'")
    parser.add_argument("--kind", metavar="KIND", help="only this kind: wire_agency")
    parser.add_argument("--country", metavar="NAME", help="only this country")
    parser.add_argument("--rated", action="store_true", help="only rated ones")
    show = _command(commands, "show", "all that is known of one source", run_show)
    show.add_argument("name", metavar="NAME", help="an id, a name, an alias or a domain")
    for one in (parser, show):
        one.add_argument("--ratings", action="append", metavar="FILE", help="ratings of sources (repeatable)")
        one.add_argument("--format", type=one_of(*SHAPES), default="table", metavar="FORMAT", help=", ".join(SHAPES))


def _add_check(commands: Any) -> None:
    parser = _command(commands, "check", "check files of ratings: every mistake with its line", run_check)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, JSON or JSON lines")


def _add_import(commands: Any) -> None:
    parser = _command(commands, "import", "make a file of ratings of somebody's list", run_import)
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, JSON or JSON lines")
    parser.add_argument("--preset", metavar="NAME", help="mbfc, lin or rsp: which columns say what")
    parser.add_argument("--scheme", metavar="NAME", help="the scheme of the values, if no preset says so")
    parser.add_argument("--map", action="append", default=[], metavar="NAME=COLUMN", help="source=domain, value=score")
    parser.add_argument("--rater", default="", metavar="NAME", help="who rates, if no preset says so")
    parser.add_argument("--on", default="", metavar="DATE", help="when, where a row has no date of its own")
    add_output(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace FILE if it exists")


def _add_rate(commands: Any) -> None:
    parser = _command(commands, "rate", "add a rating to a file of ratings", run_rate)
    parser.add_argument("name", metavar="NAME", help="an id, a name, an alias or a domain")
    for name, what in (("scheme", "NAME"), ("value", "VALUE"), ("rater", "NAME"), ("on", "DATE")):
        parser.add_argument(f"--{name}", required=True, metavar=what)
    for name, what in (("scope", "WORDS"), ("url", "LINK"), ("until", "DATE"), ("note", "WORDS")):
        parser.add_argument(f"--{name}", default="", metavar=what)
    parser.add_argument("--file", type=Path, metavar="FILE", help="default: the first of the settings, or ratings.csv")


class _Data(NamedTuple):
    known: Known
    book: Book


def _data(args: argparse.Namespace) -> _Data:
    from attrib.ratings.book import load_book
    from attrib.ratings.load import Known
    from attrib.resolve.sources import Resolver
    from attrib.rules.load import load_pack
    from attrib.scales import load_scales

    config = settings(args)
    pack = load_pack(config.packs)
    resolver = Resolver(pack)
    fold = resolver.customs.fold.__getitem__
    known = Known(load_scales(pack.roots), resolver.registry, fold, date.today())
    files = [Path(file) for file in config.ratings] if args.run in (run_list, run_show) else []
    return _Data(known, load_book(files, pack.roots, known))


def run_list(args: argparse.Namespace) -> int:
    """Print the registry."""
    from attrib.write.grid import grid

    data = _data(args)
    rows = [_row(facts, data.book) for facts in data.known.registry.by_id.values() if _wanted(facts, args, data.book)]
    sys.stdout.write(grid(rows, ("id", "name", "kind", "country", "control", "ratings"), args.format))
    return DONE


def _wanted(facts: Facts, args: argparse.Namespace, book: Book) -> bool:
    from fnmatch import fnmatch

    names = [facts.id, *(alias.text for alias in facts.names())]
    pattern = (args.pattern or "*").casefold()
    return (
        any(fnmatch(name.casefold(), pattern) for name in names)
        and args.kind in (None, facts.kind)
        and (args.country is None or args.country.casefold() == facts.country.casefold())
        and (not args.rated or bool(book.of(facts.id)))
    )


def _row(facts: Facts, book: Book) -> dict[str, Any]:
    ratings = book.of(facts.id)
    return {
        "id": facts.id,
        "name": facts.name,
        "kind": facts.kind,
        "country": facts.country or None,
        "control": facts.control.value if facts.control else None,
        "ratings": "; ".join(f"{r['scheme']} {r['value']}" for r in ratings if r["standing"] == "current") or None,
    }


def run_show(args: argparse.Namespace) -> int:
    """Print one source. Raises UsageError for a name that leads nowhere, or to several."""
    from attrib.write.grid import grid

    data = _data(args)
    key = _key(args.name, data.known)
    facts = data.known.registry.by_id.get(key) or data.known.registry.institution(args.name)
    if facts is None and not data.book.of(key):
        raise UsageError(f"no source '{args.name}' in the registry, and no rating of it{_near(args.name, data.known)}")
    rows = [*(_facts(facts) if facts else [("name", args.name)]), ("status", data.book.status(key, "unrated"))]
    if args.format == "json":
        shown = [dict(rows) | {"ratings": list(data.book.of(key))}]
        sys.stdout.write(grid(shown, (), "json"))
        return DONE
    sys.stdout.write(grid([{"fact": name, "is": value} for name, value in rows if value], ("fact", "is"), args.format))
    if ratings := data.book.of(key):
        sys.stdout.write("\n" + grid(ratings, tuple(ratings[0]), args.format))
    return DONE


def _facts(facts: Facts) -> list[tuple[str, str | None]]:
    control = facts.control
    aliases = (
        a.text + (f" ({a.language})" if a.language else "") + ("?" if a.ambiguous else "") for a in facts.aliases
    )
    return [
        ("id", facts.id),
        ("name", facts.name),
        ("kind", facts.kind),
        ("also called", "; ".join(aliases) or None),
        ("domains", ", ".join(facts.domains) or None),
        ("country", facts.country or None),
        ("parent", facts.parent or None),
        ("control", f"{control.value} ({control.rater}, {control.as_of})" if control else None),
        ("from", facts.credit),
    ]


def _key(name: str, known: Known) -> str:
    try:
        return known.key(name)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _near(name: str, known: Known) -> str:
    from attrib.suggest import did_you_mean

    return did_you_mean(name, (alias.text for facts in known.registry.by_id.values() for alias in facts.names()))


def run_check(args: argparse.Namespace) -> int:
    """Print what is wrong with files of ratings; 1 when there is anything."""
    from attrib.ratings.load import read_file, told
    from attrib.ratings.opinion import over

    known = _data(args).known
    wrong = 0
    for path in args.files:
        file = read_file(path, known)
        wrong += len(file.faults)
        for fault in file.faults:
            sys.stdout.write(f"{told(fault)}\n")
        for read in file.ratings:
            if over(read.opinion.valid_until, known.on):
                _note(f"{path}:{read.line}: '{read.opinion.source}': expired, valid until {read.opinion.valid_until}")
        for read in file.unknown:
            _note(f"{path}:{read.line}: '{read.opinion.source}' is not in the registry: it is matched as written")
        _note(f"{path}: {len(file.ratings)} ratings, {len(file.faults) or 'no'} mistakes")
    return FINDINGS if wrong else DONE


def run_import(args: argparse.Namespace) -> int:
    """Write the ratings of a list; 1 when a row of it has a mistake. Raises UsageError."""
    from attrib.ratings.importers import Given, own_map, preset, read_list
    from attrib.ratings.load import told

    if (args.preset is None) == (args.scheme is None):
        raise UsageError("give either --preset NAME (mbfc, lin, rsp) or --scheme NAME, with --map where columns differ")
    columns = preset(args.preset) if args.preset else own_map(args.scheme, args.map)
    if args.output and args.output.exists() and not args.overwrite:
        raise UsageError(f"{args.output}: exists already; --overwrite replaces it")
    known = _data(args).known
    found = read_list(args.file, columns, Given(args.rater, args.on), known)
    for fault in found.faults:
        _note(told(fault))
    if found.without:
        lines = ", ".join(map(str, found.without[:10])) + (", …" if len(found.without) > 10 else "")
        _note(f"{args.file}: {len(found.without)} rows without a value make no rating: line {lines}")
    _put(_csv(found.ratings, known.registry.by_id), args.output)
    _note(f"{len(found.ratings)} ratings{f' in {args.output}' if args.output else ''}, {len(found.faults)} mistakes")
    return FINDINGS if found.faults else DONE


def _csv(reads: tuple[Read, ...], ids: Container[str]) -> str:
    """The ratings as a file of ratings, sources by their id where the registry has one."""
    from attrib.ratings.opinion import COLUMNS
    from attrib.write.grid import as_csv

    rows = [read.opinion.model_dump() | ({"source": read.key} if read.key in ids else {}) for read in reads]
    return as_csv(rows, COLUMNS)


def _put(text: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(text)
    else:
        path.write_text(text, encoding="utf-8")


def run_rate(args: argparse.Namespace) -> int:
    """Add a rating to a file. Raises UsageError, and leaves the file alone, for a mistake in it or in the file."""
    from attrib.ratings.load import read_file, told
    from attrib.ratings.opinion import COLUMNS
    from attrib.write.grid import as_csv

    known = _data(args).known
    path = args.file or Path(next((f for f in settings(args).ratings if f.endswith(".csv")), "ratings.csv"))
    row = {
        "source": args.name, "scheme": args.scheme, "value": args.value, "rater": args.rater, "rated_on": args.on,
        "scope": args.scope, "url": args.url, "valid_until": args.until, "note": args.note,
    }  # fmt: skip
    before = path.read_text("utf-8-sig") if path.exists() else ",".join(COLUMNS) + "\n"
    columns = next((line for line in before.splitlines() if line and not line.startswith("#")), "").split(",")
    if missing := [name for name in COLUMNS if row[name] and name not in columns]:
        raise UsageError(f"{path}: has no column '{missing[0]}' (parted by commas): add it, or name another --file")
    line = as_csv([row], columns).split("\n", 1)[1]
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(before + ("" if before.endswith("\n") else "\n") + line, encoding="utf-8")
        file = read_file(draft, known)
        if file.faults:
            raise UsageError("\n".join(re.sub(r"^.*?\.part:", f"{path}:", told(fault)) for fault in file.faults))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    last = file.ratings[-1]
    _note(f"{path}: {last.key} is {last.opinion.scheme} {last.opinion.value}, says {args.rater} on {args.on}")
    return DONE


def _note(line: str) -> None:
    from attrib.cli.messages import printable

    sys.stderr.write(f"attrib: {printable(line)}\n")
