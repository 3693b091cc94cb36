"""From a file's checked form to the dataclasses of a pack. Faults in phrases and examples are gathered, not raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from attrib.errors import Fault
from attrib.rules.inflect import Inflection, fold
from attrib.rules.marks import parse_example
from attrib.rules.pack import Entry, Example, Lexicon, Rule
from attrib.rules.phrase import Phrase, RuleFault, parse_phrase
from attrib.rules.schema import EntryFields, Examples, LexiconForm, RuleForm
from attrib.rules.yamlread import YamlFile
from attrib.suggest import nearest


class Finding(NamedTuple):
    """A fault, and the name of the check that found it."""

    check: str
    fault: Fault


class Read(NamedTuple):
    """A file of a pack with its full id."""

    file: YamlFile
    path: Path
    id: str
    shipped: bool


T = TypeVar("T", Phrase, Example)


def build_rule(read: Read, form: RuleForm, findings: list[Finding]) -> Rule:
    """The rule in a file; what its phrases and examples have wrong is added to `findings`."""
    file = read.file

    def several(parse: Callable[[str, int, int], T], texts: tuple[str, ...], *loc: str) -> tuple[T, ...]:
        return tuple(_parsed(file, parse, texts, loc, findings))

    examples = form.examples
    return Rule(
        id=read.id,
        kind=form.kind,  # type: ignore[attr-defined]
        description=form.description.strip(),
        status=form.status,
        priority=form.priority,
        phrases=several(parse_phrase, form.phrases, "phrases"),
        effect=form.effect.model_dump(exclude_unset=form.kind != "pseudo"),  # type: ignore[attr-defined]
        references=form.references,
        false_positives=form.false_positives,
        match=several(parse_example, examples.match, "examples", "match"),
        no_match=several(parse_example, examples.no_match, "examples", "no_match"),
        todo=several(parse_example, examples.todo, "examples", "todo"),
        path=read.path,
        line=1,
        shipped=read.shipped,
        replaced_by=form.replaced_by,
    )


def _parsed(
    file: YamlFile,
    parse: Callable[[str, int, int], T],
    texts: tuple[str, ...],
    loc: tuple[str, ...],
    findings: list[Finding],
) -> Iterator[T]:
    places = file.items(loc)
    for index, (text, (line, column)) in enumerate(zip(texts, places, strict=False)):
        try:
            yield parse(text, line, column)
        except RuleFault as error:
            fault = file.fault((*loc, index), error.message, error.hint, offset=error.offset)
            findings.append(Finding(loc[0].rstrip("s"), fault))


def check_notation(read: Read, findings: list[Finding]) -> None:
    """What phrases and examples have wrong, in a rule file that is wrong in other ways too and makes no rule."""
    data = read.file.data
    list(_parsed(read.file, parse_phrase, _texts(data.get("phrases")), ("phrases",), findings))
    examples = data.get("examples")
    for group in Examples.model_fields if isinstance(examples, dict) else ():
        list(_parsed(read.file, parse_example, _texts(examples.get(group)), ("examples", group), findings))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) and all(isinstance(text, str) for text in value) else ()


def build_lexicon(read: Read, form: LexiconForm, inflection: Inflection, findings: list[Finding]) -> Lexicon:
    """The lexicon in a file, its forms generated."""
    known = EntryFields.__annotations__.keys() | form.columns.keys()
    entries, forms = {}, dict[str, str]()
    for lemma, fields in form.entries.items():
        if not fields.keys() <= known:
            findings += _unknown_columns(read.file, lemma, fields, known)
        entries[lemma] = Entry(lemma, fields, tuple(fields.get("takes", ())))
    add_forms(forms, entries, form.part, inflection)
    return Lexicon(form.id, read.id, form.part, entries, forms)


def add_forms(forms: dict[str, str], entries: dict[str, Entry], part: str, inflection: Inflection) -> None:
    """Map every form of every entry to its lemma; where two entries share a form, the earlier one keeps it."""
    for lemma in entries:
        folded = fold(lemma)
        forms.setdefault(folded, lemma)
        if part != "word":
            for words in inflection.forms(folded, part).values():
                for word in words:
                    forms.setdefault(word, lemma)


def _unknown_columns(file: YamlFile, lemma: str, fields: Any, known: set[str]) -> Iterator[Finding]:
    for column in fields.keys() - known:
        what = f"unknown column '{column}'; describe it under 'columns' to use it"
        yield Finding("column", file.fault(("entries", lemma, column), what, nearest(column, known), key=True))
