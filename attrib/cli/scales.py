"""`attrib scales`: the scales that ratings and estimates are given on, with their classes and where they come from."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from attrib.cli.parser import Parser, one_of
from attrib.cli.settings import add_pack_options, settings

if TYPE_CHECKING:
    from attrib.scales import Scales

EPILOG = """examples:
  attrib scales list
  attrib scales show admiralty        every scale of that name or family

A scale is a YAML file: the shipped ones lie in rules/scales/, your own in the folder scales/ of a pack of yours."""


def add(subparsers: Any) -> None:
    """Add `scales` and its own commands."""
    parser = subparsers.add_parser("scales", help="show scales", description=__doc__, epilog=EPILOG)
    commands = parser.add_subparsers(
        dest="scales_command", metavar="COMMAND", title="commands", required=True, parser_class=Parser
    )
    for name, purpose, run in (("list", "one line a scale", run_list), ("show", "a scale or a family", run_show)):
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if run is run_show:
            command.add_argument("name", metavar="NAME", help="a scale, or a family of scales: admiralty")
        command.add_argument(
            "--format", type=one_of("text", "json"), default="text", metavar="FORMAT", help="text or json"
        )
        add_pack_options(command)
        command.set_defaults(run=run)


def run_list(args: argparse.Namespace) -> None:
    """Print one line for each scale."""
    from attrib.write.scales import listed

    scales = [scale for _, scale in sorted(_scales(args).by_id.items())]
    sys.stdout.write(_json(scales) if args.format == "json" else listed(scales))


def run_show(args: argparse.Namespace) -> None:
    """Print scales whole. Raises UsageError where there is none of the name."""
    from attrib.write.scales import shown

    scales = _scales(args).named(args.name)
    sys.stdout.write(_json(scales) if args.format == "json" else shown(scales))


def _scales(args: argparse.Namespace) -> Scales:
    from attrib.rules.find import find_roots
    from attrib.scales import load_scales

    return load_scales([root.path for root in find_roots(settings(args).packs)])


def _json(scales: Any) -> str:
    return json.dumps([scale.model_dump(mode="json") for scale in scales], indent=2, ensure_ascii=False) + "\n"
