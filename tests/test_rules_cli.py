"""`attrib rules`: list, show, lint, test, new."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrib.cli import main

RULE = """\
id: perhaps-so
kind: hedge
description: Doubt that agrees.
status: stable
phrases:
  - '{cue:=perhaps so}'
effect: {type: epistemic, level: possible}
references: ['Own counting']
false_positives: ['perhaps, so far']
examples:
  match:
    - '[Perhaps so](cue) he went.'
  no_match:
    - 'Perhaps he went.'
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with one sound rule in it."""
    monkeypatch.chdir(tmp_path)
    file = Path("mine/hedge/perhaps-so.yml")
    file.parent.mkdir(parents=True)
    file.write_text(RULE)
    return file


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `attrib rules` and give its exit code, output and messages."""

    def called(*args: str, annotator: Any = None) -> tuple[int, str, str]:
        code = main(["rules", *args], annotator=annotator)
        out, err = capsys.readouterr()
        return code, out, err

    return called


def firing(**slots: tuple[tuple[int, int], ...]) -> Callable[..., Any]:
    """A stand-in for the annotator that fires the rule whenever the text begins with its cue."""

    class Fake:
        def __init__(self, rules: object) -> None:
            self.rules = rules

        def fired(self, text: str) -> list[Any]:
            found = SimpleNamespace(rule="mine/hedge/perhaps-so", slots=slots)
            return [found] if text.startswith("Perhaps so") else []

    return Fake


def test_list_has_a_line_for_each_rule(path: Path, run: Run) -> None:
    code, out, _ = run("list", "mine/*", "--rules", "en", "--rules", "mine")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["id", "kind", "status", "examples", "description"]
    assert lines[1].split(maxsplit=4) == ["mine/hedge/perhaps-so", "hedge", "stable", "2", "Doubt that agrees."]
    assert len(lines) == 2


def test_list_as_json(path: Path, run: Run) -> None:
    (rule,) = json.loads(run("list", "--rules", "mine", "mine/hedge/*", "--format", "json")[1])
    assert rule == {
        "id": "mine/hedge/perhaps-so",
        "kind": "hedge",
        "status": "stable",
        "priority": 50,
        "description": "Doubt that agrees.",
        "examples": {"match": 1, "no_match": 1, "todo": 0},
        "path": "mine/hedge/perhaps-so.yml",
    }


def test_show_prints_the_whole_rule(path: Path, run: Run) -> None:
    code, out, _ = run("show", "perhaps-so", "--rules", "mine")
    assert code == 0
    for part in ("mine/hedge/perhaps-so  (hedge, stable, priority 50)", "Doubt that agrees.", "{cue:=perhaps so}"):
        assert part in out
    for part in ("type: epistemic", "[Perhaps so](cue) he went.", "Own counting", "perhaps, so far", "not measured"):
        assert part in out


def test_show_prints_measured_figures(path: Path, run: Run) -> None:
    path.write_text(RULE.replace("kind: hedge", "kind: denial").replace("{type: epistemic, level: possible}", "{}"))
    (path.parent.parent / "measured").mkdir()
    rows = ["mine/hedge/perhaps-so\t\t40\t30\t20", "mine/hedge/perhaps-so\t0:so\t10\t9\t8", "en/other\t\t1\t1\t1"]
    Path("mine/measured/cues.tsv").write_text("\n".join(rows))
    out = run("show", "perhaps-so", "--rules", "mine")[1]
    assert [line.split() for line in out.splitlines()[-2:]] == [
        ["the", "rule", "40", "0.75", "0.50"],
        ["so", "(phrase", "1)", "10", "0.90", "0.80"],
    ]


def test_show_prints_a_hedge_s_measured_commitment(path: Path, run: Run) -> None:
    (path.parent.parent / "measured").mkdir()
    Path("mine/measured/certainty.tsv").write_text("cue\tmine/hedge/perhaps-so\t1.3\t40\nweight\tx\t1\n")
    assert "the rule: commitment +1.30 (-3 to 3) of 40 words" in run("show", "perhaps-so", "--rules", "mine")[1]


def test_show_prints_a_lexicon(path: Path, run: Run) -> None:
    Path("mine/lexicon").mkdir()
    Path("mine/lexicon/hum.yml").write_text(
        "id: hum\nkind: lexicon\npart: verb\ncolumns: {takes: x}\nentries: {hum: {takes: [that, np]}}\n"
    )
    out = run("show", "mine/lexicon/hum", "--rules", "mine")[1]
    assert "mine/lexicon/hum  (verb, 1 entries" in out
    assert out.splitlines()[-1].split() == ["hum", "that,", "np"]


def test_show_of_an_unknown_rule_names_a_near_one(path: Path, run: Run) -> None:
    code, _, err = run("show", "perhap-so", "--rules", "mine")
    assert (code, err) == (2, "attrib: no rule or lexicon 'perhap-so'; did you mean 'mine/hedge/perhaps-so'?\n")


def test_lint_without_findings(path: Path, run: Run) -> None:
    assert run("lint", "mine") == (0, "", "attrib: no findings\n")


def test_lint_prints_findings_with_their_check(path: Path, run: Run) -> None:
    path.write_text(RULE.replace("effect: {type", "effect: {tpye").replace("description: Doubt that agrees.\n", ""))
    code, out, err = run("lint", "mine")
    assert code == 1
    assert out.splitlines() == [
        "mine/hedge/perhaps-so.yml:6:10: schema: unknown key 'effect.tpye'; did you mean 'type'?",
        "  effect: {tpye: epistemic, level: possible}",
        "           ^",
    ]
    assert err == "attrib: 1 finding\n"


def test_lint_with_one_line_a_finding(path: Path, run: Run) -> None:
    path.write_text(RULE.replace("stable", "deprecated"))
    out = run("lint", str(path), "--format", "line")[1]
    what = "replacement-missing: deprecated, but 'replaced_by' does not name the rule to use"
    assert out == f"mine/hedge/perhaps-so.yml:4:9: {what}\n"


def test_lint_as_json(path: Path, run: Run) -> None:
    path.write_text(RULE.replace("stable", "deprecated"))
    (finding,) = json.loads(run("lint", "mine", "--format", "json")[1])
    assert (finding["check"], finding["line"], finding["column"]) == ("replacement-missing", 4, 9)


def test_lint_of_a_folder_of_packs_takes_each_alone(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    code, out, _ = run("lint", "tests/packs", "--format", "line")
    assert code in {0, 1}
    assert all(line.startswith("tests/packs/de/") for line in out.splitlines())


def test_lint_of_what_is_not_there(path: Path, run: Run) -> None:
    assert run("lint", "yours") == (2, "", "attrib: no folder or file 'yours'\n")


def test_examples_that_pass(path: Path, run: Run) -> None:
    code, out, err = run("test", "mine", annotator=firing(cue=((0, 10),)))
    assert (code, out, err) == (0, "", "attrib: 2 examples of 1 rule: none failed\n")


def test_examples_that_fail_are_shown_where_they_stand(path: Path, run: Run) -> None:
    code, out, err = run("test", "mine", annotator=firing(cue=((0, 7),)))
    assert code == 1
    assert out.splitlines() == [
        "mine/hedge/perhaps-so.yml:12:8: example: match: cue should be 'Perhaps so', not 'Perhaps'",
        "      - '[Perhaps so](cue) he went.'",
        "         ^",
    ]
    assert err == "attrib: 2 examples of 1 rule: 1 failed\n"


def test_examples_of_broken_rules_are_not_run(path: Path, run: Run) -> None:
    path.write_text(RULE.replace("{cue:=", "{cuw:="))
    code, out, _ = run("test", "mine", "--format", "line", annotator=firing())
    assert code == 1
    assert out.startswith("mine/hedge/perhaps-so.yml:6:7: example: unknown slot 'cuw'")


@pytest.mark.parametrize("kind", ["attribution", "chain", "denial", "hedge", "pseudo", "lexicon"])
def test_a_new_file_can_be_read_and_lint_says_what_is_missing(path: Path, run: Run, kind: str) -> None:
    code, _, err = run("new", kind, "so-it-seems")
    file = Path("my_rules") / kind / "so-it-seems.yml"
    assert code == 0
    assert str(file) in err
    code, out, _ = run("lint", str(file), "--format", "line")
    checks = {line.split(": ")[1] for line in out.splitlines()}
    assert code == 1
    assert "schema" not in checks
    assert "description-missing" in checks


def test_a_new_file_is_not_written_over_an_old_one(path: Path, run: Run) -> None:
    code, _, err = run("new", "hedge", "mine/hedge/perhaps-so")
    assert (code, err) == (2, "attrib: mine/hedge/perhaps-so.yml is there already\n")
    assert path.read_text() == RULE


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("hegde", "a", "no kind 'hegde'; kinds are"),
        ("hedge", "A b", "'A b' is no name"),
        ("hedge", "en/hedge/x", "would be a rule of the shipped pack"),
    ],
)
def test_a_new_file_that_cannot_be(path: Path, run: Run, kind: str, name: str, message: str) -> None:
    code, _, err = run("new", kind, name)
    assert code == 2
    assert message in err
    assert not Path("my_rules").exists()


GOLD = (
    '{"id": "1", "text": "According to the smith, the bridge is shut.", '
    '"attributions": [{"source": [[13, 22]], "cue": [[0, 12]], "content": [[24, 42]]}]}\n'
)


def test_measured_tables_are_those_of_the_last_pack(path: Path, run: Run) -> None:
    Path("mine/attribution").mkdir()
    Path("mine/attribution/as-of.yml").write_text(
        "id: as-of\nkind: attribution\nphrases: ['^{cue:=according to} {source:np}, {content:clause}']\n"
    )
    Path("gold.jsonl").write_text(GOLD)
    code, _, err = run("measure", "gold.jsonl", "--rules", "en", "--rules", "mine")
    rows = Path("mine/measured/cues.tsv").read_text().splitlines()
    assert (code, err) == (0, "attrib: measured 1 rules; tables in mine/measured\n")
    assert rows[0] == "# Made by: attrib rules measure gold.jsonl"
    assert rows[2:] == ["mine/attribution/as-of\t\t1\t1\t1", "mine/attribution/as-of\t0\t1\t1\t1"]
    assert not Path("mine/measured/ends.tsv").exists()


def test_gold_of_another_kind_cannot_measure_rules(path: Path, run: Run) -> None:
    Path("gold.jsonl").write_text('{"text": "a", "certain": true}\n')
    code, _, err = run("measure", "gold.jsonl", "--rules", "mine")
    assert code == 2
    assert "gold.jsonl: holds uncertainty; rules are measured on attributions" in err


def test_a_command_is_needed(run: Run) -> None:
    code, _, err = run()
    assert code == 2
    assert err.startswith("attrib: ")


def test_the_shipped_pack_has_no_findings(run: Run) -> None:
    code, out, _ = run("lint", "en", "--format", "line")
    assert out == ""
    assert code == 0


def test_the_examples_of_the_shipped_pack_come_out(run: Run) -> None:
    code, out, _ = run("test", "en", "--format", "line")
    assert out == ""
    assert code == 0
