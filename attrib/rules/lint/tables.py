"""Checks of the files that hold patterns for the engine: structure, layout, tags, inflection, pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrib.errors import Fault
from attrib.rules.lint.view import TableView
from attrib.rules.patterns import compile_problem
from attrib.rules.schema import StructureForm

Loc = tuple[str | int, ...]
_MACRO = re.compile(r"\{[a-z][a-z0-9-]*\}")
_LOOKS_LIKE_REGEX = re.compile(r"\\[a-zA-Z.(\[]|\(\?|\[\^")
_PATTERNS = ("pattern", "opens")


def bad_pattern(view: TableView) -> Iterator[Fault]:
    """Every pattern compiles; in free tables, every text that looks like one."""
    structure = isinstance(view.form, StructureForm)
    for loc, text in _texts(view.read.file.data, ()):
        if loc[0] == "description":
            continue
        if _is_pattern(loc) if structure else _LOOKS_LIKE_REGEX.search(text):
            # A macro may stand where a quantifier follows, so it is looked at as a group of one character.
            problem = compile_problem(_MACRO.sub(_group, text))
            if problem:
                yield view.read.file.fault(loc, problem.what, offset=problem.offset)


def _group(macro: re.Match[str]) -> str:
    return "(" + "x" * (len(macro[0]) - 2) + ")"


def _is_pattern(loc: Loc) -> bool:
    return loc[0] == "macros" or loc[-1] in _PATTERNS


def _texts(data: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text in the data of a file, with the way to it."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, (*loc, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*loc, index))
