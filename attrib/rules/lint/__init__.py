"""Lint: what a rule pack can be told about itself. Each check is a small function; its name is the check's id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from attrib.errors import Fault
from attrib.rules.build import Finding
from attrib.rules.lint import lexicons, phrases, rules, tables
from attrib.rules.lint.view import LexiconView, RuleView, TableView
from attrib.rules.load import Workspace, read_workspace
from attrib.rules.schema import InflectionForm, LexiconForm, PackForm, RuleForm, StructureForm, TableForm

V = TypeVar("V")

__all__ = ["check_ids", "lint", "lint_workspace"]

RULE_CHECKS: tuple[Callable[[RuleView], Iterator[Fault]], ...] = (
    rules.description_missing,
    rules.match_missing,
    rules.no_match_missing,
    rules.cue_not_marked,
    rules.mark_without_slot,
    rules.example_repeated,
    rules.replacement_missing,
    rules.folder_of_another_kind,
    rules.hedge_without_type,
    rules.nothing_attributed,
    phrases.bad_regex,
    phrases.slow_regex,
    phrases.empty_cue,
    phrases.alternative_repeated,
    phrases.phrase_repeated,
    phrases.double_space,
    phrases.curly_quote,
    phrases.stray_anchor,
)
LEXICON_CHECKS: tuple[Callable[[LexiconView], Iterator[Fault]], ...] = (
    lexicons.description_missing,
    lexicons.entry_repeated,
    lexicons.entries_missing,
    lexicons.column_unused,
    lexicons.lexicon_unused,
    lexicons.takes_unknown,
)
TABLE_CHECKS: tuple[Callable[[TableView], Iterator[Fault]], ...] = (tables.bad_pattern,)


def check_ids() -> tuple[str, ...]:
    """The names of all checks, apart from those made whenever rules are read."""
    checks: tuple[Callable[..., Any], ...] = (*RULE_CHECKS, *LEXICON_CHECKS, *TABLE_CHECKS)
    return tuple(dict.fromkeys(_id(check) for check in checks))


def lint(names_or_paths: Sequence[str | Path], within: Path | None = None) -> list[Finding]:
    """Everything wrong with the files of some packs, or with those `within` a folder or file, in order of place.

    Raises UsageError for a pack that is not there.
    """
    findings = lint_workspace(read_workspace(names_or_paths))
    inside = [finding for finding in findings if within is None or _inside(Path(finding.fault.path), within)]
    return sorted(inside, key=lambda finding: (finding.fault[:3], finding.check))


def lint_workspace(workspace: Workspace) -> Iterator[Finding]:
    """What was wrong in reading, then what the checks find."""
    yield from workspace.findings
    for read, form in workspace.forms:
        if isinstance(form, RuleForm) and read.id in workspace.rules:
            view = RuleView(workspace.rules[read.id], form, read, workspace)
            yield from _found(RULE_CHECKS, view)
        elif isinstance(form, LexiconForm):
            yield from _found(LEXICON_CHECKS, LexiconView(form, read, workspace))
        elif isinstance(form, StructureForm | TableForm | InflectionForm | PackForm):
            yield from _found(TABLE_CHECKS, TableView(form, read, workspace))


def _found(checks: Sequence[Callable[[V], Iterator[Fault]]], view: V) -> Iterator[Finding]:
    for check in checks:
        yield from (Finding(_id(check), fault) for fault in check(view))


def _id(check: Callable[..., Any]) -> str:
    return check.__name__.replace("_", "-")


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
