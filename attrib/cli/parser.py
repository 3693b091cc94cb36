"""The arguments of the command line, and one clear line for each mistake in them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from attrib._version import __version__
from attrib.errors import UsageError
from attrib.suggest import did_you_mean

DESCRIPTION = "Who says so, and how sure are they? Sources, attribution chains and certainty of every sentence."
EPILOG = """examples:
  attrib annotate articles/ -o articles.jsonl     a folder of texts, one JSON line a document
  attrib annotate article.txt                     read the result in the terminal
  attrib explain "The ministry denies it may close the port."
  attrib rules lint my_rules/

exit codes: 0 done, 1 findings, 2 a mistake or some input failed, 130 interrupted"""

INVALID_CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from (.*)\)")


class Command:
    """A command, known by its help line until it is called: then `module.adder(subparsers)` adds its arguments."""

    def __init__(self, summary: str, module: str, adder: str) -> None:
        self.summary, self.module, self.adder = summary, module, adder

    def add(self, subparsers: Any) -> None:
        getattr(import_module(self.module), self.adder)(subparsers)


COMMANDS = {
    "annotate": Command("annotate texts: files, folders, JSON lines, standard input", "attrib.cli.annotate", "add"),
    "convert": Command("write annotated JSON lines in another format", "attrib.cli.convert", "add"),
    "explain": Command("show which rules fired on a text, and why", "attrib.cli.explain", "add"),
    "rules": Command("lint, test, list and measure rule packs", "attrib.cli.rules", "add_rules_parser"),
    "sources": Command("sources: what is known of them, ratings, views of a corpus", "attrib.cli.sources", "add"),
    "scales": Command("list and show the scales of ratings and estimates", "attrib.cli.scales", "add"),
    "eval": Command("score the annotator against gold annotations", "attrib.cli.evaluate", "add"),
    "schema": Command("print the JSON Schema of the output or of rule files", "attrib.cli.schema", "add"),
}


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line and raises it."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
        super().__init__(**(defaults | kwargs))

    def error(self, message: str) -> NoReturn:
        hint = ""
        if choice := INVALID_CHOICE.search(message):
            known = choice[2].replace("'", "").split(", ")
            message, hint = f"unknown {choice[1]!r}: it is none of {', '.join(known)}", did_you_mean(choice[1], known)
        raise UsageError(f"{message.removeprefix('argument ')}{hint}; see '{self.prog} --help'")

    def flags(self) -> list[str]:
        return [flag for action in self._actions for flag in action.option_strings]


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with `run` set to what is to be called. Raises UsageError for a mistake in them."""
    parser, commands = _top()
    called = next((word for word in argv if not word.startswith("-")), None)
    for name, command in COMMANDS.items():
        if name == called:
            command.add(commands)
        else:
            commands.add_parser(name, help=command.summary)
    if called is not None and called not in COMMANDS:
        raise UsageError(f"unknown command '{called}'{_meant(called)}")
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        _refuse(unknown[0], commands.choices.get(called, parser))
    if called is None:
        parser.print_help()
        raise SystemExit(2)
    return args


def _top() -> tuple[Parser, Any]:
    parser = Parser(prog="attrib", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"attrib {__version__}")
    return parser, parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=Parser)


def _meant(called: str) -> str:
    if hint := did_you_mean(called, COMMANDS):
        return hint
    below = [f"'attrib {group} {called}'" for group in COMMANDS if called in _below(group)]
    meant = " or ".join(below) or f"'attrib annotate {called}'"
    return f"; the commands are {', '.join(COMMANDS)}: did you mean {meant}?"


def _below(group: str) -> list[str]:
    """The commands below a command: "lint" is one below "rules"."""
    _, commands = _top()
    COMMANDS[group].add(commands)
    actions = commands.choices[group]._actions
    return [name for one in actions if isinstance(one, argparse._SubParsersAction) for name in one.choices]


def _refuse(word: str, parser: argparse.ArgumentParser) -> NoReturn:
    prog = parser.prog
    if not word.startswith("-"):
        raise UsageError(f"'{word}' is one argument too many; see '{prog} --help'")
    flag = word.partition("=")[0]
    known = parser.flags() if isinstance(parser, Parser) else []
    raise UsageError(f"unknown option '{flag}'{did_you_mean(flag, known)}; see '{prog} --help'")


def subcommand(commands: Any, name: str, purpose: str, run: Callable[[argparse.Namespace], int]) -> Any:
    """Add a command below a command; `purpose` is its help line and, with a capital and a stop, its description."""
    parser = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    parser.set_defaults(run=run)
    return parser


def one_of(*choices: str) -> Callable[[str], str]:
    """An argument type: one of these words, with the likely one named when it is another."""

    def choose(word: str) -> str:
        if word not in choices:
            hint = did_you_mean(word, choices)
            raise argparse.ArgumentTypeError(f"'{word}' is none of {', '.join(choices)}{hint}")
        return word

    return choose


def positive(word: str) -> int:
    """An argument type: a whole number from 1 on."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"'{word}' is no whole number from 1 on")
    return int(word)
