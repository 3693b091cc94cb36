"""A mistake in a call is one line that says what is wrong and what was likely meant; exit code 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from attrib._version import __version__
from attrib.cli import main

from cli_fake import Fake

MISTAKES = [
    (["anotate", "x.txt"], "unknown command 'anotate'; did you mean 'annotate'?"),
    (["article.txt"], "did you mean 'attrib annotate article.txt'?"),
    (["lint", "my.yml"], "did you mean 'attrib rules lint'?"),
    (["unknown"], "did you mean 'attrib sources unknown'?"),
    (["list"], "'attrib rules list' or 'attrib sources list' or 'attrib scales list'?"),
    (["annotate"], "nothing to read"),
    (["annotate", "-", "-"], "only once"),
    (["annotate", "a.txt", "--fromat", "text"], "unknown option '--fromat'; did you mean '--format'?"),
    (["annotate", "a.txt", "--fo", "text"], "unknown option '--fo'"),
    (["annotate", "a.txt", "--format", "jsn"], "did you mean 'jsonl'?"),
    (["annotate", "a.txt", "--input-format", "xml"], "none of text, markdown, jsonl"),
    (["annotate", "a.txt", "-o"], "expected one argument"),
    (["annotate", "a.txt", "--workers", "0"], "no whole number from 1 on"),
    (["annotate", "a.txt", "--workers", "many"], "no whole number from 1 on"),
    (["annotate", "a.txt", "--encoding", "utf9"], "unknown encoding 'utf9'"),
    (["annotate", "a.txt", "--encoding", "base64"], "unknown encoding 'base64'"),
    (["annotate", "a.txt", "--attitudes", "denail"], "did you mean 'denial'?"),
    (["annotate", "a.txt", "--resume"], "--resume needs -o FILE"),
    (["annotate", "a.txt", "--overwrite"], "--overwrite needs -o FILE"),
    (["annotate", "a.txt", "-o", "b", "--overwrite", "--resume"], "not allowed with"),
    (["annotate", "a.txt", "-o", "no_such_folder/b.jsonl"], "there is no folder no_such_folder"),
    (["annotate", "a.txt", "--color", "sometimes"], "none of auto, always, never"),
    (["annotate", "a.txt", "--config", "no_such.toml"], "no_such.toml: cannot be read"),
    (["explain"], "nothing to explain"),
    (["explain", "a", "--file", "b"], "a text and --file at once"),
    (["explain", "--file", "."], ".: is a folder"),
    (["--verson"], "unknown option '--verson'; did you mean '--version'?"),
    (["annotate", "a.txt", "--where", "knd=person"], "did you mean 'kind'?"),
    (["annotate", "a.txt", "--where", "zzz=person"], "the names are kind, naming, "),
    (["explain", "a", "b"], "'b' is one argument too many"),
    (["schema", "documnt"], "did you mean 'document'?"),
    (["eval"], "required: GOLD"),
    (["eval", "g.jsonl", "--min", "f1"], "'f1' is no NAME=NUMBER"),
    (["eval", "g.jsonl", "--prevalence", "2"], "does not lie between 0 and 1"),
]


@pytest.mark.parametrize(("argv", "wanted"), MISTAKES, ids=[" ".join(argv) for argv, _ in MISTAKES])
def test_a_mistake_is_one_line(
    argv: list[str], wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv, annotator=Fake()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert wanted in err
    assert err.count("\n") == 1
    assert err.startswith("attrib: ")


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "annotate" in capsys.readouterr().out


@pytest.mark.parametrize("command", [[], ["annotate"], ["explain"], ["eval"], ["schema"], ["rules"]])
def test_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    assert "usage: attrib" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["annotate", "--help"], ["eval", "--help"]])
def test_help_and_version_import_nothing_heavy(argv: list[str]) -> None:
    code = (
        "import sys; from attrib.cli import main; code = main(sys.argv[1:]); "
        "heavy = {'pydantic', 'rich', 'regex', 'yaml'} & set(sys.modules); "
        "sys.exit(code or ', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"attrib {__version__}\n"


def test_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "attrib", "--version"], capture_output=True, text=True)
    assert done.stdout == f"attrib {__version__}\n"


class Broken:
    def __init__(self, **settings: object) -> None:
        raise RuntimeError("no such luck")


def test_an_unexpected_error_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A.")
    assert main(["annotate", str(tmp_path)], annotator=Broken) == 2
    assert capsys.readouterr().err == (
        "attrib: internal error (RuntimeError: no such luck); please report it; ATTRIB_DEBUG=1 shows where\n"
    )


def test_debug_shows_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIB_DEBUG", "1")
    with pytest.raises(RuntimeError, match="no such luck"):
        main(["annotate", str(tmp_path)], annotator=Broken)
