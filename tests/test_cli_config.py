"""Settings: flags beat the environment, the environment beats the file; a mistake names its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib.cli import main
from attrib.config import Config, find_config, load_config
from attrib.errors import UsageError

from cli_fake import Fake


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command runs: two folders below the root of a project."""
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    (below / "a.txt").write_text("A.")
    return below


def load(folder: Path, environ: dict[str, str] | None = None, **flags: object) -> Config:
    return load_config(folder, environ or {}, {name.replace("_", "-"): value for name, value in flags.items()})


def test_defaults(folder: Path) -> None:
    config = load(folder)
    assert (config.packs, config.workers, config.text_field, config.pattern) == (("en",), 1, "text", None)


def test_nearest_file_upward(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "attrib.toml").write_text("workers = 2")
    assert load(folder).workers == 2
    (tmp_path / "one" / "pyproject.toml").write_text("[project]\nname = 'x'")
    assert load(folder).workers == 2  # a project without the table says nothing
    (tmp_path / "one" / "pyproject.toml").write_text("[tool.attrib]\nworkers = 3")
    assert load(folder).workers == 3
    (tmp_path / "one" / "attrib.toml").write_text("workers = 4")
    assert load(folder).workers == 4
    assert find_config(folder) == tmp_path / "one" / "attrib.toml"


def test_flags_beat_environment_beats_file(folder: Path) -> None:
    (folder / "attrib.toml").write_text("workers = 2\nencoding = 'cp1252'\ntext-field = 'body'")
    config = load(folder, {"ATTRIB_WORKERS": "3", "ATTRIB_ENCODING": "cp1251"}, workers=4)
    assert (config.workers, config.encoding, config.text_field) == (4, "cp1251", "body")


def test_lists_in_the_environment_have_commas(folder: Path) -> None:
    config = load(
        folder, {"ATTRIB_IGNORE": "en/hedge/*, en/denial/x", "ATTRIB_ATTITUDES": "denial", "ATTRIB_RULES": ""}
    )
    assert config.ignore == ("en/hedge/*", "en/denial/x")
    assert config.attitudes == ("denial",)
    assert config.rules == ("en",)


def test_paths_are_relative_to_the_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "attrib.toml").write_text('rules = ["en", "mine"]\nratings = "r/mine.csv"')
    config = load(folder)
    assert config.rules == ("en", str(tmp_path / "mine"))
    assert config.ratings == (str(tmp_path / "r/mine.csv"),)


def test_rules_join_the_english_pack_unless_they_are_one(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "whole").mkdir()
    (folder / "whole" / "pack.yml").write_text("")
    assert load(folder, rules=["mine"]).packs == ("en", "mine")
    assert load(folder, rules=["whole", "mine"]).packs == ("whole", "mine")
    assert load(folder, rules=["en", "mine"]).packs == ("en", "mine")


MISTAKES = [
    ("attrib.toml", "# mine\n\nrulse = []", "attrib.toml:3: rulse: no setting of this name; did you mean 'rules'?"),
    ("attrib.toml", "text_field = 'x'", "did you mean 'text-field'?"),
    ("attrib.toml", "workers = 0", "attrib.toml:1: workers: input should be greater than 0, not 0"),
    ("attrib.toml", "workers = 'x'", "attrib.toml:1: workers: "),
    ("attrib.toml", "color = 'alway'", "did you mean 'always'?"),
    ("attrib.toml", "attitudes = ['denial', 'denail']", "attitudes: 'denail' is none of"),
    ("attrib.toml", "rules = [", "attrib.toml: "),
    ("attrib.toml", "[rules]\nx = 1", "attrib.toml:1: rules: "),
    ("pyproject.toml", "[project]\nrulse = 1\n\n[tool.attrib]\nrulse = 1", "pyproject.toml:5: rulse: "),
    ("pyproject.toml", "[tool]\nattrib = 1", "'tool.attrib' is no table"),
]


@pytest.mark.parametrize(("name", "text", "wanted"), MISTAKES, ids=[text for _, text, _ in MISTAKES])
def test_mistakes_in_a_file(
    folder: Path, name: str, text: str, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text(text)
    assert main(["annotate", "a.txt"], annotator=Fake()) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert wanted in err


def test_all_mistakes_at_once(folder: Path) -> None:
    (folder / "attrib.toml").write_text("rulse = 1\nworkers = 0")
    with pytest.raises(UsageError) as raised:
        load(folder)
    assert str(raised.value).count("\n") == 1


def test_mistakes_in_the_environment(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"^ATTRIB_RULSE: no setting of this name; did you mean 'rules'\?$"):
        load(folder, {"ATTRIB_RULSE": "x"})
    with pytest.raises(UsageError, match=r"^ATTRIB_WORKERS: "):
        load(folder, {"ATTRIB_WORKERS": "many"})


def test_debug_is_no_setting(folder: Path) -> None:
    assert load(folder, {"ATTRIB_DEBUG": "1"}).workers == 1


def test_settings_reach_the_annotator_and_the_reader(folder: Path) -> None:
    (folder / "attrib.toml").write_text("ignore = ['en/hedge/*']\npattern = '*.md'")
    (folder / "b.md").write_text("B.")
    fake = Fake()
    argv = [
        "--select",
        "en/*,mine/*",
        "--select",
        "x",
        "--attitudes",
        "denial",
        "--hedges",
        "vague",
        "--rules",
        "en",
        "--ratings",
        "r.csv",
    ]
    assert main(["annotate", ".", *argv], annotator=fake) == 0
    assert fake.seen == ["B."]
    assert fake.settings == {
        "rules": ("en",),
        "ratings": ("r.csv",),
        "select": ("en/*", "mine/*", "x"),
        "ignore": ("en/hedge/*",),
        "attitudes": ("denial",),
        "hedges": ("vague",),
    }
