"""Rules and lexicons as text for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrib.rules.find import shown
from attrib.rules.pack import Example, Lexicon, Pack, Rule

MOST_CUES = 12
_COUNTS = ("seen", "cue right", "all right")


def summary(rule: Rule) -> dict[str, Any]:
    """What a list says of a rule, as plain data."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "status": rule.status,
        "priority": rule.priority,
        "description": rule.description,
        "examples": {"match": len(rule.match), "no_match": len(rule.no_match), "todo": len(rule.todo)},
        "path": shown(rule.path),
    }


def table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Columns side by side; with a `width`, the last column is cut to fit it."""
    sizes = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = []
    for row in (header, *rows):
        line = "  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip()
        lines.append(line if width is None or len(line) <= width else line[: width - 1] + "…")
    return "\n".join(lines) + "\n"


def rule_table(rules: Iterable[Rule], width: int | None = None) -> str:
    """One line a rule."""
    rows = [
        (rule.id, rule.kind, rule.status, str(len(rule.match) + len(rule.no_match) + len(rule.todo)), rule.description)
        for rule in rules
    ]
    return table(("id", "kind", "status", "examples", "description"), rows, width)


def rule_text(rule: Rule, pack: Pack) -> str:
    """A whole rule, with its measured figures where there are any."""
    blocks = [_head(rule), *_lists(rule), *_examples(rule), *_measured(rule, pack)]
    return "\n\n".join(blocks) + "\n"


def lexicon_text(lexicon: Lexicon) -> str:
    """A lexicon as a table."""
    columns = list(dict.fromkeys(column for entry in lexicon.entries.values() for column in entry.fields))
    rows = [
        [lemma, *(_cell(entry.fields.get(column)) for column in columns)] for lemma, entry in lexicon.entries.items()
    ]
    head = f"{lexicon.id}  ({lexicon.part}, {len(lexicon.entries)} entries, {len(lexicon.forms)} forms)"
    return f"{head}\n\n{table([lexicon.part, *columns], rows)}"


def _head(rule: Rule) -> str:
    state = rule.status if rule.replaced_by is None else f"{rule.status}, replaced by {rule.replaced_by}"
    lines = [f"{rule.id}  ({rule.kind}, {state}, priority {rule.priority})", rule.description, shown(rule.path)]
    return "\n".join(line for line in lines if line)


def _lists(rule: Rule) -> Iterator[str]:
    yield _block("phrases", [phrase.source for phrase in rule.phrases])
    if rule.effect:
        yield _block("effect", [f"{name}: {_cell(value)}" for name, value in rule.effect.items()])
    for title, lines in (("false positives", rule.false_positives), ("references", rule.references)):
        if lines:
            yield _block(title, lines)


def _examples(rule: Rule) -> Iterator[str]:
    for title, examples in (("match", rule.match), ("no match", rule.no_match), ("todo", rule.todo)):
        if examples:
            yield _block(title, [_marked(example) for example in examples])


def _marked(example: Example) -> str:
    """The example with its marks written out again."""
    text, position = "", 0
    for slot, start, end in example.marks:
        text += f"{example.text[position:start]}[{example.text[start:end]}]({slot})"
        position = end
    return text + example.text[position:]


def _measured(rule: Rule, pack: Pack) -> Iterator[str]:
    rows = list(_commitment(rule, pack) if rule.kind == "hedge" else _precision(rule, pack))
    yield _block("measured on gold", rows or ["not measured"])


def _commitment(rule: Rule, pack: Pack) -> Iterator[str]:
    """Mean values from `measured/certainty.tsv`: kind, rule or rule:word, value, count."""
    for kind, name, value, count, *_ in (row for row in pack.table("certainty") if len(row) > 3):
        of, _, word = name.partition(":")
        if kind == "cue" and of == rule.id:
            yield f"{word or 'the rule'}: commitment {float(value):+.2f} (-3 to 3) of {count} words in its scope"


def _precision(rule: Rule, pack: Pack) -> Iterator[str]:
    """Counts from `measured/cues.tsv`: rule, cue (empty for the rule as a whole), then the counts."""
    counts = {cue: list(map(int, row[:3])) for name, cue, *row in pack.table("cues") if name == rule.id}
    if not counts:
        return
    own = sorted((item for item in counts.items() if item[0]), key=lambda item: -item[1][0])
    rows = [_figures("the rule", counts[""])] if "" in counts else []
    rows += [_figures(_cue(cue), numbers) for cue, numbers in own[:MOST_CUES]]
    yield from table(("cue", *_COUNTS), rows).splitlines()
    if len(own) > MOST_CUES:
        yield f"… and {len(own) - MOST_CUES} more"


def _cue(name: str) -> str:
    """A cue as the table names it: its phrase, counted from 0, and the word from its lexicon."""
    phrase, _, word = name.partition(":")
    return " ".join(filter(None, (word, f"(phrase {int(phrase) + 1})" if phrase.isdecimal() else phrase)))


def _figures(name: str, numbers: Sequence[int]) -> tuple[str, str, str, str]:
    seen, cue, right = numbers
    return name, f"{seen:,}", f"{cue / seen:.2f}" if seen else "", f"{right / seen:.2f}" if seen else ""


def _block(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
