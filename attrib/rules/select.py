"""Which rules run: `--select` and `--ignore` by id or glob."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from attrib.errors import UsageError
from attrib.rules.pack import Rule
from attrib.suggest import nearest


def chosen(rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]) -> Iterator[Rule]:
    """The rules that `select` names (all when it is empty) and `ignore` does not. Raises UsageError for a pattern
    that fits no rule."""
    for pattern in (*select, *ignore):
        if not any(fnmatchcase(name, pattern) for name in rules):
            raise UsageError(_unknown(pattern, rules))
    for name, rule in rules.items():
        wanted = not select or any(fnmatchcase(name, pattern) for pattern in select)
        if wanted and not any(fnmatchcase(name, pattern) for pattern in ignore):
            yield rule


def _unknown(pattern: str, rules: Mapping[str, Rule]) -> str:
    hint = nearest(pattern, (*rules, *sorted({f"{name.rpartition('/')[0]}/*" for name in rules})))
    return f"no rule '{pattern}'" + (f"; did you mean '{hint}'?" if hint else "")
