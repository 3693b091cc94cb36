"""The structure of a pack, compiled: heads (verb groups, nouns), spans (noun phrases, subjects) and extents (contents).

Everything here is a regular expression over the tag string; the expressions and their order stand in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from attrib.match.items import Reach
from attrib.match.memo import Memo
from attrib.match.mirror import BothWays, Mirror, mirrored
from attrib.match.partial import may_end, may_go_on
from attrib.match.tree import TAGS, matching, read
from attrib.rules.pack import BoundaryPattern, SpanPattern, Structure

PART = "part"  # the group of a span pattern that is recorded, where not all of it is
ONE_TAG = re.compile(r"\[[^\]]+\]|[^\\(\[]")
WITHIN = {True: "relative-clause", False: "relative-thing"}  # macros of contents inside a relative clause
BESIDE, BEFORE = 2, 3  # tags behind or before an item that tell which alternatives of a span are possible


class Alternative(NamedTuple):
    """One pattern of a span, and whether it records a part of what it matches."""

    pattern: Any
    part: bool


class Reaches:
    """The reaches of an iterator, found once and kept: several phrases ask for the same ones, few for the last."""

    __slots__ = ("_found", "_rest")

    def __init__(self, rest: Iterator[Reach]) -> None:
        self._found: list[Reach] = []
        self._rest = rest

    def __iter__(self) -> Iterator[Reach]:
        found = self._found
        yield from found
        at = len(found)
        while True:
            if at == len(found):
                reach = next(self._rest, None)
                if reach is None:
                    return
                found.append(reach)
            yield found[at]
            at += 1


class SpanMatcher:
    """Alternatives tried in order; each gives at most one reach, forwards from an item or backwards to it.

    Which of them the tags right beside the item leave possible is worked out once for these tags.
    """

    def __init__(self, name: str, alternatives: Sequence[str], over_cues: bool) -> None:
        self.name = name
        self.patterns = tuple(alternatives)
        self.over_cues = over_cues  # matched over the tags with likely cues written over
        self._right = Memo(self._beginning)
        self._left = Memo(self._ending)
        self._begins = Memo(self._may_begin)
        self._ends = Memo(self._may_end)

    def forwards(self, tags: str, item: int) -> Iterable[Reach]:
        several = item and len(self.patterns) > 1
        fitting = self._right[tags[item - 1 : item + BESIDE] if several else ""]
        if len(fitting) > 1:
            return Reaches(_all_ahead(fitting, tags, item))
        return _ahead(fitting[0], tags, item) if fitting else ()

    def backwards(self, seen: BothWays, item: int, first: int) -> Iterable[Reach]:
        fitting = self._left[seen.tags[max(first, item - BEFORE) : item]]
        if len(fitting) > 1:
            return Reaches(_all_before(fitting, seen, item, first))
        return _before(fitting[0], seen, item, first) if fitting else ()

    def _beginning(self, beside: str) -> tuple[Alternative, ...]:
        """Those that may begin behind the first of these tags; all, where there are none."""
        return tuple(map(_forth, self._begins[beside]))

    def _may_begin(self, beside: str) -> tuple[str, ...]:
        """Of those that may begin behind the first and before fewer of these tags, those that may before all."""
        if not beside:
            return self.patterns
        return tuple([one for one in self._begins[beside[:-1]] if may_go_on(one, beside, 1)])

    def _ending(self, beside: str) -> tuple[Mirror, ...]:
        """Those that may end with these tags."""
        return tuple(map(_back, self._ends[beside]))

    def _may_end(self, beside: str) -> tuple[str, ...]:
        """Of those that may end with all of these tags but the first, those that may with all."""
        if not beside:
            return self.patterns
        return tuple([one for one in self._ends[beside[1:]] if may_end(one, beside)])


def _ahead(one: Alternative, tags: str, item: int) -> tuple[Reach, ...]:
    m = one.pattern.match(tags, item)
    return ((m.end(), m.span(PART) if one.part else m.span()),) if m else ()


def _before(one: Mirror, seen: BothWays, item: int, first: int) -> tuple[Reach, ...]:
    reach = one.reach(seen, first, item)
    return (reach,) if reach else ()


def _all_ahead(alternatives: Sequence[Alternative], tags: str, item: int) -> Iterator[Reach]:
    for one in alternatives:
        yield from _ahead(one, tags, item)


def _all_before(alternatives: Sequence[Mirror], seen: BothWays, item: int, first: int) -> Iterator[Reach]:
    for one in alternatives:
        yield from _before(one, seen, item, first)


# Compiled when first asked for: few spans are looked for in both directions, and a short text needs few of them.
@cache
def _forth(pattern: str) -> Alternative:
    return Alternative(re.compile(pattern), _has_part(pattern))


@cache
def _back(pattern: str) -> Mirror:
    return Mirror(pattern, PART if _has_part(pattern) else None)


def _has_part(pattern: str) -> bool:
    return f"(?P<{PART}>" in pattern


@dataclass(frozen=True, slots=True, eq=False)
class ExtentMatcher:
    """A content: how it begins, and how its end is found.

    `side` right: it runs from where `opens` fits to a boundary (see `Boundaries`); left: from an item back to where
    its clause begins. `shape`, where there is one, bounds it by itself: its match is the extent.
    """

    name: str
    opens: re.Pattern[str]
    side: str
    shape: re.Pattern[str] | None
    fits: re.Pattern[str] | None  # what an extent to the left has to look like
    finite: bool = False  # it has a finite verb, before which few boundaries end it
    waits: bool = False  # its verb may stand behind a description of its subject


@dataclass(frozen=True, slots=True, eq=False)
class Boundaries:
    """Places where a content may end: by the tag they begin with an expression with a group a kind, and how often each
    kind ends one."""

    marks: re.Pattern[str]  # the tags a boundary begins with
    patterns: Mapping[str, re.Pattern[str]]
    names: Mapping[str, str]  # group -> name
    verbs: re.Pattern[str]  # a finite verb group
    rates: Mapping[str, float]
    broken: re.Pattern[str]  # a clause that a relative clause breaks into before its verb
    awaiting: re.Pattern[str]  # a content up to what describes its subject, before its verb
    relative: re.Pattern[str]  # what stands before a content inside a relative clause
    within: Mapping[bool, re.Pattern[str]]  # such a content, a clause or a thing, up to the main clause's verb
    resumes: frozenset[str]  # boundaries where such a clause goes on


@dataclass(frozen=True, slots=True)
class Grammar:
    """`groups` finds verb groups in one pass, a group of the expression a head, whose name `named` tells; heads of a
    single tag are looked up by word."""

    groups: re.Pattern[str]
    named: Mapping[str, str]
    head: Mapping[str, str]  # the pattern of each head
    part: Mapping[str, str]
    single: Mapping[str, re.Pattern[str]]
    one_of: Mapping[str, frozenset[str]]  # the tags of those
    spans: Mapping[str, SpanMatcher]
    extents: Mapping[str, ExtentMatcher]
    boundaries: Boundaries
    begins: re.Pattern[str]  # what may stand between a sentence's start and a phrase that begins it
    before_lead: frozenset[str]  # tags behind which such a phrase may begin; empty where the text does

    def may_begin_after(self, tag: str) -> bool:
        """Whether a phrase that begins its sentence may stand behind this tag; empty where the text begins."""
        return tag in self.before_lead


def compile_grammar(structure: Structure) -> Grammar:
    grouped = [h for h in structure.heads if not ONE_TAG.fullmatch(h.pattern)]
    lead = structure.macros.get("lead", "")
    groups = _either({h.name: h.pattern for h in grouped})
    return Grammar(
        groups=re.compile(
            f"(?=[{re.escape(''.join(sorted(read(groups).first())))}])(?:{groups})" if groups else "(?!)"
        ),
        named=_named(h.name for h in grouped),
        head={h.name: h.pattern for h in structure.heads},
        part={h.name: h.part for h in structure.heads},
        single={h.name: re.compile(h.pattern) for h in structure.heads if h not in grouped},
        one_of={h.name: matching(h.pattern) for h in structure.heads if h not in grouped},
        spans={s.name: _span(s) for s in structure.spans.values()},
        extents={e.name: _extent(e.name, e.opens, e.options) for e in structure.extents.values()},
        boundaries=_boundaries(structure),
        begins=re.compile(f"(?:{lead})\\Z"),
        before_lead=read(mirrored(lead)).first() | {"", *".\n"},
    )


def _span(span: SpanPattern) -> SpanMatcher:
    over_cues = bool(span.options.get("over-cues", False))
    return SpanMatcher(span.name, [pattern for _, pattern in span.alternatives], over_cues)


def _extent(name: str, opens: str, options: Mapping[str, object]) -> ExtentMatcher:
    shape, fits = str(options.get("shape", "")), str(options.get("fits", ""))
    return ExtentMatcher(
        name,
        re.compile(opens),
        str(options.get("side", "right")),
        re.compile(shape) if shape else None,
        re.compile(fits) if fits else None,
        bool(options.get("finite", False)),
        bool(options.get("waits", False)),
    )


def _boundaries(structure: Structure) -> Boundaries:
    names = _named(b.name for b in structure.boundaries)
    marks = re.compile(structure.macros.get("marks", "[.\\n]"))
    verbs = re.compile(structure.macros.get("verbs", "(?!)"))
    begin = set[str]().union(*(read(b.pattern).first() for b in structure.boundaries))
    patterns = {mark: _beginning(structure.boundaries, mark) for mark in TAGS if mark in begin}
    broken = re.compile(structure.macros.get("broken", "(?!)"))
    awaiting = re.compile(structure.macros.get("awaiting", "(?!)"))
    relative = re.compile(f"(?:{structure.macros.get('relative', '(?!)')})\\Z")
    within = {own: re.compile(structure.macros.get(name, "(?!)")) for own, name in WITHIN.items()}
    resumes = frozenset(b.name for b in structure.boundaries if b.resumes)
    rates = {b.name: b.rate for b in structure.boundaries}
    return Boundaries(marks, patterns, names, verbs, rates, broken, awaiting, relative, within, resumes)


def _beginning(boundaries: Sequence[BoundaryPattern], mark: str) -> re.Pattern[str]:
    """One expression for the boundaries that may begin with this tag."""
    return re.compile(_either({b.name: b.pattern for b in boundaries if mark in read(b.pattern).first()}) or "(?!)")


def _named(names: Iterable[str]) -> dict[str, str]:
    """What a group of an expression is called, which may hold no hyphen, to the name it stands for."""
    return {name.replace("-", "_"): name for name in names}


def _either(patterns: Mapping[str, str]) -> str:
    """One expression for several, a group each."""
    return "|".join(f"(?P<{group}>{patterns[name]})" for group, name in _named(patterns).items())
