"""Checks of a rule as a whole: its description, examples and effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrib.errors import Fault
from attrib.rules.lint.view import RuleView
from attrib.rules.pack import Example
from attrib.rules.phrase import Filler
from attrib.rules.schema import kinds
from attrib.suggest import nearest

_ENGINE_SLOTS = {  # what the engine adds to the slots of the phrases
    "attribution": {"source", "content"},
    "chain": {"source", "content", "author"},
    "denial": {"source", "content"},
    "hedge": {"scope"},
    "pseudo": set[str](),
}


def description_missing(view: RuleView) -> Iterator[Fault]:
    """A rule says in one sentence what construction it is."""
    if not view.rule.description:
        yield view.read.file.fault(("id",), "no description: say in one sentence what this rule is for", key=True)


def match_missing(view: RuleView) -> Iterator[Fault]:
    """A rule shows where it fires."""
    if not view.form.examples.match:
        yield view.read.file.fault(("examples",), "no 'match' example: one sentence with its spans marked", key=True)


def no_match_missing(view: RuleView) -> Iterator[Fault]:
    """A rule shows where it must not fire."""
    if not view.form.examples.no_match:
        yield view.read.file.fault(("examples",), "no 'no_match' example: a sentence like it that is none", key=True)


def cue_not_marked(view: RuleView) -> Iterator[Fault]:
    """Each match example marks at least the cue."""
    for index, example in _marked(view, "match"):
        if all(slot != "cue" for slot, _, _ in example.marks):
            yield view.read.file.fault(("examples", "match", index), "the cue is not marked: [words](cue)", offset=0)


def mark_without_slot(view: RuleView) -> Iterator[Fault]:
    """A mark names a slot that the rule can fill."""
    slots = view.slots() | _ENGINE_SLOTS.get(view.rule.kind, set())
    for index, example in _marked(view, "match"):
        for slot in dict.fromkeys(slot for slot, _, _ in example.marks):
            if slot not in slots:
                what = f"'{slot}' is marked, but no phrase of the rule fills it"
                yield view.read.file.fault(("examples", "match", index), what, nearest(slot, slots), offset=0)


def example_repeated(view: RuleView) -> Iterator[Fault]:
    """No sentence stands among the examples twice, least of all as match and as no_match."""
    seen: dict[str, str] = {}
    for group in ("match", "no_match", "todo"):
        for index, example in _marked(view, group):
            if example.text in seen:
                what = f"this sentence stands under '{seen[example.text]}' already"
                yield view.read.file.fault(("examples", group, index), what, offset=0)
            seen.setdefault(example.text, group)


def replacement_missing(view: RuleView) -> Iterator[Fault]:
    """A deprecated rule names the one to use, and only a deprecated one does."""
    if view.rule.status == "deprecated" and not view.rule.replaced_by:
        yield view.read.file.fault(("status",), "deprecated, but 'replaced_by' does not name the rule to use")
    elif view.rule.replaced_by and view.rule.replaced_by not in view.workspace.rules:
        hint = nearest(view.rule.replaced_by, view.workspace.rules)
        yield view.read.file.fault(("replaced_by",), f"no rule '{view.rule.replaced_by}'", hint)


def folder_of_another_kind(view: RuleView) -> Iterator[Fault]:
    """A rule does not lie in a folder that is called like another kind."""
    folder = view.read.path.parent.name
    if folder in kinds() and folder != view.rule.kind:
        yield view.read.file.fault(("kind",), f"kind '{view.rule.kind}' in a folder called '{folder}'")


def hedge_without_type(view: RuleView) -> Iterator[Fault]:
    """A hedge is of a type: its own, or one in the table its cue comes from."""
    if view.rule.kind == "hedge" and "type" not in view.rule.effect and not _in_lexicons(view, "type"):
        yield view.read.file.fault(("effect",), "no 'type' of hedge here, nor in the lexicon of a cue", key=True)


def nothing_attributed(view: RuleView) -> Iterator[Fault]:
    """A phrase of an attribution says where the content is."""
    if view.rule.kind not in {"attribution", "chain"} or view.rule.effect.get("points"):
        return
    for index, phrase in view.phrases():
        if not any(part.slot in {"content", "target"} for part in phrase.parts):
            what = "no {content:…} in this phrase; where it is the sentence before or after, say 'points' under effect"
            yield view.phrase_fault(index, what)


def _marked(view: RuleView, group: str) -> Iterator[tuple[int, Example]]:
    """The examples that could be read, with their index in the file."""
    places: dict[Any, int] = {place: index for index, place in enumerate(view.read.file.items(("examples", group)))}
    examples: tuple[Example, ...] = getattr(view.rule, group)
    return ((places[example.line, example.column], example) for example in examples)


def _in_lexicons(view: RuleView, column: str) -> bool:
    """Whether every cue of the rule comes from a lexicon that fills `column`."""
    for phrase in view.rule.phrases:
        cues = [part for part in phrase.parts if part.slot == "cue"]
        names = [part.lexicon or part.name for part in cues if isinstance(part, Filler)]
        lexicons = [view.workspace.lexicons[name] for name in names if name in view.workspace.lexicons]
        if not any(column in entry.fields for lexicon in lexicons for entry in lexicon.entries.values()):
            return False
    return True
