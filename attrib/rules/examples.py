"""The examples of rules are their tests: run them, and say where one does not come out as it is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from attrib.errors import Fault
from attrib.rules.find import shown
from attrib.rules.pack import Example, Pack, Rule

Span = tuple[int, int]
Slots = Mapping[str, frozenset[Span]]


class Fired(Protocol):
    """A rule that fired on a text and was kept, with the spans of its slots."""

    @property
    def rule(self) -> str: ...
    @property
    def slots(self) -> Mapping[str, tuple[Span, ...]]: ...


class Firer(Protocol):
    """Whatever tells which rules fire on a text: an annotator."""

    def fired(self, text: str) -> Iterable[Fired]: ...


def run_examples(
    pack: Pack, annotator_factory: Callable[[Pack], Firer], within: Callable[[Rule], bool] = lambda _: True
) -> Iterator[Fault]:
    """A fault for each example that fails: of `match`, not exactly the marked spans; of `no_match`, any match by the
    rule; of `todo`, that it works by now."""
    annotator = annotator_factory(pack)
    for rule in filter(within, pack.rules):
        for example in rule.match:
            if problem := _mismatch(rule, example, annotator):
                yield _fault(rule, example, f"match: {problem}")
        for example in rule.no_match:
            if fired := _firings(rule, example, annotator):
                yield _fault(rule, example, f"no_match: the rule fires: {_shown(example.text, fired[0])}")
        for example in rule.todo:
            if not _still_fails(rule, example, annotator):
                where = "match" if example.marks else "no_match"
                yield _fault(rule, example, f"todo: this works now; move it to {where}")


def count_examples(rules: Iterable[Rule]) -> int:
    """How many examples `rules` have."""
    return sum(len(rule.match) + len(rule.no_match) + len(rule.todo) for rule in rules)


def _still_fails(rule: Rule, example: Example, annotator: Firer) -> bool:
    """A todo with marks is a match that does not come out; one without is a match that should not be there."""
    return bool(_mismatch(rule, example, annotator) if example.marks else _firings(rule, example, annotator))


def _firings(rule: Rule, example: Example, annotator: Firer) -> list[Slots]:
    return [_slots(example.text, one.slots) for one in annotator.fired(example.text) if one.rule == rule.id]


def _mismatch(rule: Rule, example: Example, annotator: Firer) -> str | None:
    """What is wrong with the firings of the rule, by the one that comes nearest; None when the marks are met."""
    firings = _firings(rule, example, annotator)
    if not firings:
        others = sorted({one.rule for one in annotator.fired(example.text)})
        return "the rule does not fire" + (f"; {', '.join(others)} does" if others else "")
    marked = _marked(example)
    candidates = [*firings, _joined(firings)]
    differences = [_difference(example.text, marked, found) for found in candidates]
    return None if "" in differences else min(differences, key=len)


def _difference(text: str, marked: Slots, found: Slots) -> str:
    return "; ".join(
        f"{slot} should be {_quoted(text, spans)}, not {_quoted(text, found.get(slot, frozenset()))}"
        for slot, spans in marked.items()
        if found.get(slot, frozenset()) != spans
    )


def _marked(example: Example) -> dict[str, frozenset[Span]]:
    spans: dict[str, list[Span]] = {}
    for slot, start, end in example.marks:
        spans.setdefault(slot, []).append((start, end))
    return {slot: _settled(example.text, found) for slot, found in spans.items()}


def _slots(text: str, slots: Mapping[str, tuple[Span, ...]]) -> Slots:
    return {slot: _settled(text, spans) for slot, spans in slots.items()}


def _settled(text: str, spans: Iterable[Span]) -> frozenset[Span]:
    """Spans without white space at their ends, and those that nothing else parts as one."""
    settled: list[Span] = []
    for start, end in sorted(_trimmed(text, *span) for span in spans):
        if settled and not text[settled[-1][1] : start].strip():
            settled[-1] = settled[-1][0], max(end, settled[-1][1])
        else:
            settled.append((start, end))
    return frozenset(settled)


def _joined(firings: list[Slots]) -> Slots:
    """All firings as one: an example may mark what a rule finds at two places."""
    names = {slot for firing in firings for slot in firing}
    return {name: frozenset().union(*(firing.get(name, frozenset()) for firing in firings)) for name in names}


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _quoted(text: str, spans: frozenset[Span]) -> str:
    return " … ".join(f"'{text[start:end]}'" for start, end in sorted(spans)) or "nothing"


def _shown(text: str, slots: Slots) -> str:
    return ", ".join(f"{slot} {_quoted(text, spans)}" for slot, spans in slots.items())


def _fault(rule: Rule, example: Example, what: str) -> Fault:
    return Fault(shown(rule.path), example.line, example.column, what, None, _line(rule.path, example.line))


def _line(path: Path, line: int) -> str | None:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return lines[line - 1] if line <= len(lines) else None
