"""The inflection of a pack, from its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrib.rules.build import Finding, Read
from attrib.rules.inflect import Forms, Inflection, Suffix
from attrib.rules.schema import InflectionForm

Loc = tuple[str | int, ...]
_WANTED = "a suffix rule is [pattern, replacement] or [pattern, replacement, name of a word list]"


def build_inflection(forms: list[tuple[Read, InflectionForm]], findings: list[Finding]) -> Inflection:
    """All inflection files as one; a later file adds to the earlier ones and replaces what has the same name."""
    suffixes: dict[str, dict[str, Sequence[Suffix]]] = {}
    irregular: dict[str, dict[str, Forms]] = {}
    guesses: dict[str, Sequence[Suffix]] = {}
    words = {name: frozenset(items) for _, form in forms for name, items in form.words.items()}
    for read, form in forms:
        builder = _Builder(read, words, findings)
        for part, named in form.suffixes.items():
            built = {name: tuple(builder.suffixes(rules, ("suffixes", part, name))) for name, rules in named.items()}
            suffixes.setdefault(part, {}).update(built)
        for part, rules in form.guesses.items():
            guesses[part] = tuple(builder.suffixes(rules, ("guesses", part)))
        for part, table in form.irregular.items():
            irregular.setdefault(part, {}).update(table)
    return Inflection(
        suffixes,
        irregular,
        {part: shared for _, form in forms for part, shared in form.shared.items()},
        guesses,
        inflected={part: which for _, form in forms for part, which in form.inflected.items()},
        tails={part: tails for _, form in forms for part, tails in form.tails.items()},
        prefixes={part: prefixes for _, form in forms for part, prefixes in form.prefixes.items()},
    )


class _Builder:
    """Compiles the suffix rules of one file."""

    def __init__(self, read: Read, words: dict[str, frozenset[str]], findings: list[Finding]) -> None:
        self.read, self.words, self.findings = read, words, findings

    def suffixes(self, rules: Sequence[Sequence[str]], loc: Loc) -> Iterator[Suffix]:
        for index, rule in enumerate(rules):
            try:
                yield self.suffix(*rule)
            except TypeError:
                self.report((*loc, index), _WANTED)
            except KeyError:
                self.report((*loc, index), f"unknown word list '{rule[2]}'")
            except (re.error, IndexError) as error:
                self.report((*loc, index), f"not a regular expression: {error}")

    def suffix(self, pattern: str, replacement: str, words: str | None = None) -> Suffix:
        compiled = re.compile(pattern)
        replacements = tuple(replacement.split("|"))
        for one in replacements:
            compiled.sub(one, "")
        return Suffix(compiled, replacements, None if words is None else self.words[words])

    def report(self, loc: Loc, what: str) -> None:
        self.findings.append(Finding("inflection", self.read.file.fault(loc, what)))
