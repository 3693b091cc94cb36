"""`attrib rules`: list, show, lint, test, begin and measure rules."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.cli import DONE, FINDINGS, measure
from attrib.cli.parser import Parser, one_of, subcommand
from attrib.cli.settings import add_pack_options
from attrib.errors import RuleError, UsageError
from attrib.suggest import did_you_mean

if TYPE_CHECKING:
    from attrib.errors import Fault
    from attrib.rules.build import Finding
    from attrib.rules.pack import Pack, Rule

EPILOG = """examples:
  attrib rules new hedge perhaps-so      a file to fill in: my_rules/hedge/perhaps-so.yml
  attrib rules lint my_rules             every mistake at once, with line and column
  attrib rules test my_rules             the examples in the rules
  attrib rules show en/hedge/may-might"""
PATH_HELP = "a folder or file of rules (default: the packs in use)"
FULL, LINE, JSON = "full", "line", "json"


def add_rules_parser(subparsers: Any) -> None:
    """Add `rules` and its own commands."""
    parser = subparsers.add_parser("rules", help="work on rules", description=__doc__, epilog=EPILOG)
    commands = parser.add_subparsers(
        dest="rules_command", metavar="COMMAND", title="commands", required=True, parser_class=Parser
    )
    _add_list(commands)
    _add_show(commands)
    _add_lint(commands)
    _add_test(commands)
    _add_new(commands)
    add_pack_options(measure.add(commands))


def _add_list(commands: Any) -> None:
    parser = subcommand(commands, "list", "one line a rule", run_list)
    parser.add_argument("pattern", nargs="?", metavar="PATTERN", help="only ids like this: 'en/hedge/*'")
    parser.add_argument("--format", type=one_of("text", JSON), default="text", metavar="FORMAT", help="text or json")
    add_pack_options(parser)


def _add_show(commands: Any) -> None:
    parser = subcommand(commands, "show", "a whole rule or lexicon", run_show)
    parser.add_argument("id", metavar="ID", help="its id, or the end of it: may-might")
    add_pack_options(parser)


def _add_lint(commands: Any) -> None:
    parser = subcommand(commands, "lint", "find mistakes in rule files", run_lint)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATH_HELP)
    _add_findings_format(parser)
    add_pack_options(parser)


def _add_test(commands: Any) -> None:
    parser = subcommand(commands, "test", "run the examples in the rules", run_test)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATH_HELP)
    _add_findings_format(parser)
    add_pack_options(parser)


def _add_new(commands: Any) -> None:
    parser = subcommand(commands, "new", "begin a rule from a template", run_new)
    parser.add_argument("kind", metavar="KIND", help="attribution, chain, denial, hedge, pseudo or lexicon")
    parser.add_argument("id", metavar="ID", help="its name, or the path of its file")
    parser.add_argument("--folder", type=Path, default=Path("my_rules"), metavar="FOLDER", help="default: my_rules")


def _add_findings_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        type=one_of(FULL, LINE, JSON),
        default=FULL,
        metavar="FORMAT",
        help="full: with the line in question (default); line: one line a finding; json",
    )


def run_list(args: argparse.Namespace) -> int:
    """Print the rules in use. Raises RuleError and UsageError."""
    from attrib.rules.describe import rule_table, summary
    from attrib.rules.load import load_pack

    pack = load_pack(_packs(args), select=[args.pattern] if args.pattern else [])
    if args.format == JSON:
        _write(json.dumps([summary(rule) for rule in pack.rules], indent=2, ensure_ascii=False) + "\n")
    else:
        _write(rule_table(pack.rules, shutil.get_terminal_size().columns if sys.stdout.isatty() else None))
    return DONE


def run_show(args: argparse.Namespace) -> int:
    """Print one rule or lexicon. Raises UsageError for an id that is none."""
    from attrib.rules.describe import lexicon_text, rule_text
    from attrib.rules.load import load_pack

    pack = load_pack(_packs(args))
    found = _named(pack, args.id)
    rule = next((rule for rule in pack.rules if rule.id == found), None)
    lexicon = next((lexicon for lexicon in pack.lexicons.values() if lexicon.id == found), None)
    _write(rule_text(rule, pack) if rule else lexicon_text(lexicon) if lexicon else "")
    return DONE


def run_lint(args: argparse.Namespace) -> int:
    """Print what is wrong with rule files; 1 when there is anything."""
    from attrib.rules.lint import lint

    findings: list[Finding] = []
    for packs, within in _targets(args):
        findings += lint(packs, within)
        findings += _registry_findings(packs, within)
    findings = list(dict.fromkeys(findings))
    _report([(finding.check, finding.fault) for finding in findings], args.format)
    _note("no findings" if not findings else _count(len(findings), "finding"))
    return FINDINGS if findings else DONE


def _registry_findings(packs: Sequence[str | Path], within: Path | None) -> list[Finding]:
    """What is wrong with the tables of sources of these packs, or with those inside a folder or file."""
    from attrib.resolve.kinds import load_customs
    from attrib.resolve.registry_lint import registry_findings
    from attrib.rules.load import read_workspace

    pack = read_workspace(packs).pack
    findings = registry_findings(pack.roots, load_customs(pack.layout).patterns["articles"]) if pack else []
    inside = within.resolve() if within else None
    return [one for one in findings if inside is None or Path(one.fault.path).resolve().is_relative_to(inside)]


def run_test(args: argparse.Namespace) -> int:
    """Run examples and print those that fail; 1 when there are any, or when the rules cannot be read."""
    from attrib.rules.examples import count_examples, run_examples
    from attrib.rules.load import load_pack

    faults: list[Fault] = []
    rules: list[Rule] = []
    for packs, within in _targets(args):
        try:
            pack = load_pack(packs)
        except RuleError as error:
            faults += error.faults
            continue
        tested = [rule for rule in pack.rules if within is None or rule.path.resolve().is_relative_to(within.resolve())]
        rules += tested
        faults += run_examples(pack, _annotators(args, packs), tested.__contains__)
    _report([("example", fault) for fault in faults], args.format)
    _note(f"{_count(count_examples(rules), 'example')} of {_count(len(rules), 'rule')}: {len(faults) or 'none'} failed")
    return FINDINGS if faults else DONE


def run_new(args: argparse.Namespace) -> int:
    """Write a template. Raises UsageError when the file is there already."""
    from attrib.rules.template import new_file

    path = new_file(args.kind, args.id, args.folder)
    _note(f"wrote {path}; 'attrib rules lint {path}' tells what is still to fill in")
    return DONE


def _annotators(args: argparse.Namespace, packs: Sequence[str | Path]) -> Callable[[Pack], Any]:
    from attrib.annotator import Annotator

    factory = args.annotator or Annotator
    return lambda _: factory(rules=packs)


def _packs(args: argparse.Namespace) -> Sequence[str | Path]:
    from attrib.cli.settings import settings

    return settings(args).packs


def _targets(args: argparse.Namespace) -> list[tuple[Sequence[str | Path], Path | None]]:
    """For each path, the packs to read so that its rules can be understood, and the path to look within."""
    packs = _packs(args)
    if not args.paths:
        return [(packs, None)]
    return [(_around(path, packs), path) for given in args.paths for path in _whole_packs(given)]


def _whole_packs(path: Path) -> list[Path]:
    """A folder of packs stands for the packs in it."""
    if not path.exists():
        from attrib.rules.find import shipped_folder, shipped_packs

        if str(path) in shipped_packs():
            return [shipped_folder() / path]
        raise UsageError(f"no folder or file '{path}'{did_you_mean(str(path), shipped_packs())}")
    inner = [] if (path / "pack.yml").exists() else sorted(found.parent for found in path.glob("*/pack.yml"))
    return inner or [path]


def _around(path: Path, packs: Sequence[str | Path]) -> Sequence[str | Path]:
    """A path with a structure of its own is read alone, one inside a pack with that pack, others beside the default."""
    if (path / "structure").is_dir():
        return [path]
    for folder in path.resolve().parents:
        if (folder / "structure").is_dir() and (folder / "pack.yml").exists():
            return [folder]
    return [*packs, path]


def _named(pack: Pack, wanted: str) -> str:
    known = [*(rule.id for rule in pack.rules), *(lexicon.id for lexicon in pack.lexicons.values())]
    ends = [name for name in known if name == wanted or name.endswith(f"/{wanted}")]
    if wanted in known or len(ends) == 1:
        return wanted if wanted in known else ends[0]
    if ends:
        raise UsageError(f"'{wanted}' may be {', '.join(ends)}")
    short = {name.rpartition("/")[2] for name in known}
    raise UsageError(f"no rule or lexicon '{wanted}'{did_you_mean(wanted, known) or did_you_mean(wanted, short)}")


def _report(findings: Iterable[tuple[str, Fault]], shape: str) -> None:
    if shape == JSON:
        rows = [{"check": check, **fault._asdict()} for check, fault in findings]
        _write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    for check, fault in findings:
        named = fault._replace(what=f"{check}: {fault.what}", source_line=fault.source_line if shape == FULL else None)
        _write(f"{named}\n")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _write(text: str) -> None:
    sys.stdout.write(text)


def _note(line: str) -> None:
    sys.stderr.write(f"attrib: {line}\n")
