"""What attrib finds it finds by rules: without its rule nothing is found, and no Python module knows English words."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import attrib
import pytest
from attrib import Annotator, model
from attrib.match.engine import Engine, Match
from attrib.match.reading import Reading
from attrib.rules import schema
from attrib.rules.examples import run_examples
from attrib.rules.load import load_pack
from attrib.rules.pack import Rule
from attrib.rules.phrase import MARKS

HOME = Path(attrib.__file__).parent
MARKS_OF_QUOTATIONS = "\"'“‘„«»"


class Filtered:
    """An engine some of whose rules are switched off."""

    def __init__(self, engine: Engine, keep: Callable[[Rule], bool]) -> None:
        self._engine, self._keep = engine, keep

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def matches(self, reading: Reading) -> list[Match]:
        return [match for match in self._engine.matches(reading) if self._keep(match.rule)]


def only(annotator: Annotator, keep: Callable[[Rule], bool]) -> Annotator:
    """The annotator with the rules that `keep` keeps, without loading its pack again."""
    fewer = copy.copy(annotator)
    fewer._analyser = copy.copy(annotator._analyser)
    fewer._analyser.engine = Filtered(annotator._analyser.engine, keep)
    return fewer


def found(annotator: Annotator, text: str) -> tuple[object, ...]:
    """All that rules bring about in a record."""
    record = annotator.record(text)
    return tuple(record[part] for part in ("sentences", "attributions", "hedges", "sources"))


RULES = load_pack(["en"]).rules


def test_every_example_comes_out(annotator: Annotator) -> None:
    assert not [str(fault) for fault in run_examples(annotator.pack, lambda _: annotator)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_switched_off_is_missed(annotator: Annotator, rule: Rule) -> None:
    """Without the rule none of its own examples may come out as it does with it."""
    without = only(annotator, lambda other: other.id != rule.id)
    assert rule.match, "a rule without an example of what it finds"
    for example in rule.match:
        assert rule.id in {one.rule for one in annotator.fired(example.text)}
        assert rule.id not in {one.rule for one in without.fired(example.text)}
    if rule.kind != "pseudo":
        assert list(run_examples(annotator.pack, lambda _: without, lambda other: other.id == rule.id))


# Nothing else fires on the examples of these: they show what the rule means, not what it is needed for.
IDLE = {
    "en/pseudo/no-details-reported", "en/pseudo/report-for-duty",
    "en/pseudo/reports-of", "en/pseudo/said-nothing", "en/pseudo/said-vehicle", "en/pseudo/say-for-instance",
}  # fmt: skip
NEEDLESS = pytest.mark.xfail(strict=True, reason="no example of the rule shows a cue that it blocks")
PSEUDO = [
    pytest.param(rule, marks=NEEDLESS if rule.id in IDLE else (), id=rule.id) for rule in RULES if rule.kind == "pseudo"
]


@pytest.mark.parametrize("rule", PSEUDO)
def test_pseudo_rule_keeps_something_from_being_found(annotator: Annotator, rule: Rule) -> None:
    without = only(annotator, lambda other: other.id != rule.id)
    texts = [example.text for example in (*rule.match, *rule.no_match)]
    blocked = [text for text in texts if found(annotator, text) != found(without, text)]
    assert blocked, "no example shows what the rule is there for"


def test_without_rules_nothing_is_found(annotator: Annotator) -> None:
    bare = only(annotator, lambda _: False)
    for rule in RULES:
        for example in rule.match:
            record = bare.record(example.text)
            assert not record["attributions"]
            assert not record["hedges"]
            assert not record["sources"]
            labelled = [s for s in record["sentences"] if s["label"]]
            # What a quotation is stands in the pack's layout; one that is a whole sentence is not the author's.
            others = [s for s in labelled if example.text[s["start"]] not in MARKS_OF_QUOTATIONS]
            assert {s["label"]["voice"] for s in others} <= {"author"}
            assert not any(s["label"]["sources"] for s in labelled)


def test_ignored_rule_and_filtered_rule_are_the_same(annotator: Annotator) -> None:
    """The short cut of these tests does what `ignore` does."""
    ignored = ("en/attribution/verb-that", "en/denial/deny-that", "en/hedge/may-might", "en/pseudo/according-to-plan")
    short, real = only(annotator, lambda rule: rule.id not in ignored), Annotator(ignore=ignored)
    for rule in RULES:
        if rule.id in ignored:
            for example in (*rule.match, *rule.no_match):
                assert found(short, example.text) == found(real, example.text)


# Words of the contract and of rule files: the engine has to know their names, in any language.
CONTRACT = {word for alias in vars(model).values() for word in get_args(alias) if isinstance(word, str)}
FIELDS = {
    name
    for module in (model, schema)
    for cls in vars(module).values()
    if isinstance(cls, type)
    for name in getattr(cls, "model_fields", {})
}
NAMES = CONTRACT | FIELDS | {"schema"} | set(MARKS) | set(schema.kinds())

# Other lists of words in Python, and why they are no word lists.
ALLOWED = {
    ("certainty.py", "counts"): "columns of combine.tsv",
    ("cli/parser.py", "annotate"): "names of commands",
    ("ratings/importers.py", "source"): "columns of a file of ratings",
    ("ratings/views.py", "voice"): "columns of a table that is printed",
    ("cli/sources.py", "id"): "columns of a table that is printed",
    ("cli/sources.py", "source"): "columns of a file of ratings",
    ("match/tokens.py", "clitics"): "keys of tags.yml",
    ("resolve/kinds.py", "articles"): "keys of kinds.yml",
    ("resolve/kinds.py", "name"): "shapes of a source, asked for by kinds.yml",
    ("resolve/kinds.py", "shape"): "conditions of kinds.yml",
    ("resolve/registry_table.py", "id"): "columns of the registry",
    ("resolve/words.py", "offices"): "names of lexicons",
    ("rules/describe.py", "id"): "columns of a table that is printed",
    ("rules/scale.py", "source"): "what a scale may grade",
    ("rules/schema.py", "back"): "where a content may lie",
    ("rules/schema.py", "verb"): "parts of speech a rule file may name",
    ("rules/schema.py", "clause"): "scopes a rule file may name",
    ("score/gold.py", "attribution"): "names of gold tasks",
    ("score/projects.py", "sourcemention"): "labels of other annotation projects",
    ("score/labels.py", "doc"): "columns of a gold table",
    ("score/labels.py", "source"): "figures of the score",
    ("score/report.py", "attribution"): "names of gold tasks",
    ("score/report.py", "documents"): "columns of a table that is printed",
    ("score/attribution.py", "documents"): "figures of the score",
    ("score/certainty.py", "mae"): "figures of the score",
    ("score/attribution.py", "we"): "speakers by the scheme of an English gold corpus, for the scorer alone",
    ("segment/compiled.py", "quotes"): "keys of layout.yml",
}
# What the formats of other tools call their parts is the business of these rooms.
FORMATS = "read/", "write/", "integrations/", "frames.py"
LEAST = 4  # words that make a list


def words(node: ast.AST) -> list[str]:
    """The plain words of a literal collection, or of a text that is split into one."""
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        parts = [part.value for part in node.elts if isinstance(part, ast.Constant)]
    elif isinstance(node, ast.Dict):
        parts = [part.value for part in node.keys if isinstance(part, ast.Constant)]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("split"):
        text = node.func.value
        parts = text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
    else:
        return []
    return [part for part in parts if isinstance(part, str) and part.isalpha() and part.islower() and len(part) > 1]


def lists(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Lists of lower-case words in a module, but for its slots."""
    tree = ast.parse(path.read_text("utf-8"))
    slots = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__slots__" for t in node.targets)
    }
    for node in ast.walk(tree):
        found = words(node)
        if len(found) >= LEAST and id(node) not in slots:
            yield getattr(node, "lineno", 0), found


MODULES = sorted(HOME.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_module_holds_no_list_of_words(path: Path) -> None:
    name = path.relative_to(HOME).as_posix()
    strangers = [
        f"{name}:{line}: {found}"
        for line, found in lists(path)
        if not NAMES.issuperset(found) and (name, found[0]) not in ALLOWED and not name.startswith(FORMATS)
    ]
    assert not strangers


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_expressions_hold_no_list_of_words(path: Path) -> None:
    """Nor is one hidden in the alternatives of an expression: `said|says|told|…`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            alternatives = [part.strip("()?: ") for part in node.value.split("|")]
            found = [part for part in alternatives if part.isalpha() and part.islower() and len(part) > 1]
            assert len(found) < LEAST, f"line {node.lineno}: {found}"


def test_what_is_allowed_is_there() -> None:
    """An exception that nothing needs any more goes."""
    seen = {(path.relative_to(HOME).as_posix(), found[0]) for path in MODULES for _, found in lists(path)}
    assert ALLOWED.keys() <= seen


def test_no_shipped_phrase_is_looked_for_in_the_whole_text(annotator: Annotator) -> None:
    """A cue that is no list of words is scanned for in every text; one such phrase once took a tenth of the time."""
    scanned = annotator._analyser.engine.index.patterns
    assert not [f"{program.rule.id} {program.number}" for _, program in scanned]
