"""The documentation is held to what it says: links lead somewhere, code runs, the tutorial's rules work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml
from attrib import Annotator
from attrib.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(rf"{BLOCK.pattern}|`[^`\n]*`", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^(?P<code>\S.*?)\s{2,}# (?P<value>[\"\[(\d].*)$", re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    return [code for name, code in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_of_the_project(page: Path) -> None:
    targets = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_python_in_the_readme_gives_what_it_shows() -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    names: dict[str, object] = {}
    exec(SHOWN.sub("", code), names)
    shown = {m["code"]: ast.literal_eval(m["value"]) for m in SHOWN.finditer(code)}
    assert shown
    assert {expression: eval(expression, names) for expression in shown} == shown


def test_readme_shows_what_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    (shown,) = blocks(ROOT / "README.md", "text")
    assert main(["annotate", str(ROOT / "examples" / "article.txt"), "--format", "text"]) == 0
    printed = capfd.readouterr().out.splitlines()
    assert [line for line in shown.splitlines() if line.rstrip() not in map(str.rstrip, printed)] == []


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules and lexicons of the tutorial, as a reader would save them."""
    folder = tmp_path_factory.mktemp("tutorial") / "my_rules"
    for text in blocks(ROOT / "docs" / "writing-rules.md", "yaml"):
        data = yaml.safe_load(text)
        place = folder / data["kind"] / f"{data['id']}.yml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("check", ["lint", "test"])
def test_rules_of_the_tutorial_are_sound(tutorial: Path, check: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", check, str(tutorial)]) == 0, capsys.readouterr()


def test_first_rule_of_the_tutorial_does_what_it_promises(tutorial: Path, annotator: Annotator) -> None:
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    sentence = re.search(r"^> (.+)$", page, re.MULTILINE)[1]
    label = Annotator(rules=["en", tutorial]).annotate(sentence).sentences[0].label
    assert label.voice == "attributed"
    assert "my_rules/attribution/the-talk-of" in label.because
    assert annotator.annotate(sentence).sentences[0].label.voice == "author"


def test_word_added_by_the_tutorial_is_a_cue(tutorial: Path) -> None:
    label = (
        Annotator(rules=["en", tutorial]).annotate("The keeper nattered that the sluice had jammed.").sentences[0].label
    )
    assert label.voice == "attributed"


def test_changelog_has_the_version() -> None:
    from attrib import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
