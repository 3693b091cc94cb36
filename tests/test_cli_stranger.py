"""What a newcomer runs into: full disks, folders without rules, odd suffixes, texts that are not analysed, no width."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from attrib import Annotator
from attrib.cli import main
from attrib.write.text import TextWriter

from cli_fake import Fake

FULL = Path("/dev/full")
GERMAN = "Der Minister sagte, die Brücke sei seit gestern geschlossen. Die Stadt will sie im Herbst wieder öffnen.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Ida Kern said the gate was locked.\n")
    (tmp_path / "none").mkdir()
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


@pytest.mark.skipif(not FULL.exists(), reason="no such device")
@pytest.mark.parametrize(
    "argv", [["explain", "It may rain."], ["rules", "list"], ["sources", "list"], ["scales", "list"], ["schema"]]
)
def test_a_full_disk_is_one_line_in_every_command(argv: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "attrib", *argv], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "attrib: standard output: cannot be written: No space left on device\n"


@pytest.mark.parametrize("argv", [["annotate", "a.txt", "--rules", "none"], ["rules", "lint", "none"]])
def test_a_folder_without_rules_is_told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert lines(capsys) == ["attrib: none: the folder holds no rule file (.yml)"]


@pytest.mark.parametrize("suffix", [".txt", ".jsonl.gz", ".out"])
def test_an_output_of_no_known_suffix_is_told_what_it_is(suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "a.txt", "-o", f"b{suffix}"], annotator=Fake()) == 0
    assert lines(capsys)[0].startswith(f"attrib: b{suffix}: written as JSON lines")


@pytest.mark.parametrize("argv", [["-o", "b.jsonl"], ["-o", "b"], ["-o", "b.out", "--format", "jsonl"]])
def test_no_word_where_the_format_is_plain(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "a.txt", *argv], annotator=Fake()) == 0
    assert len(lines(capsys)) == 1


def test_what_is_not_analysed_is_counted(
    folder: Path, annotator: Annotator, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "de.txt").write_text(GERMAN, encoding="utf-8")
    assert main(["annotate", "a.txt", "de.txt"], annotator=lambda **_: annotator) == 0
    assert lines(capsys) == ["attrib: 2 documents, 3 sentences; 1 not analysed: another language, or no prose"]


def test_nothing_at_all_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "none.jsonl").touch()
    assert main(["annotate", "none.jsonl"], annotator=Fake()) == 0
    assert lines(capsys) == ["attrib: 0 documents, 0 sentences"]


def test_a_corpus_tells_what_it_cannot_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "unknown", "no.txt", "a.txt"], annotator=Fake()) == 2
    assert lines(capsys) == [
        "attrib: no.txt: no such file or folder",
        "attrib: 1 document, 1 sentence; 1 could not be annotated",
    ]


@pytest.mark.parametrize("line", ['{"schema":"attrib/1","id":"1"}', '{"schema":"attrib/1","id":"1"}\n[]'])
def test_a_corpus_of_no_records(line: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.jsonl").write_text(line)
    assert main(["sources", "profile", "odd.jsonl"]) == 2
    assert lines(capsys) == ["attrib: odd.jsonl:1: is no record of attrib/1: attrib annotate makes them"]


def test_a_broken_line_is_told_the_same_everywhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.jsonl").write_text("\nnot json\n")
    for argv in (["annotate", "odd.jsonl"], ["convert", "odd.jsonl"]):
        assert main(argv, annotator=Fake()) == 2
        assert lines(capsys)[0] == "attrib: odd.jsonl:2: is no whole JSON object: expecting value at column 1"


def test_a_terminal_of_no_width(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    record = annotator.record("Ida Kern said the gate was locked.")
    wanted = TextWriter().document(record)
    monkeypatch.setenv("COLUMNS", "0")
    assert TextWriter().document(record) == wanted


CODE = """
import signal, sys, time
from attrib.cli import main
class Fragile:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
class Slow:
    def __init__(self, **_): pass
    def record(self, text, **_):
        Fragile()
        time.sleep(20)
    rules_used = type("Used", (), {"sha256": "", "ratings": None})
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(["annotate", "a.txt"], annotator=Slow))
"""


@pytest.mark.skipif(not hasattr(signal, "raise_signal") or os.name == "nt", reason="no such signal")
def test_ctrl_c_inside_a_finaliser_is_not_lost(folder: Path) -> None:
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, check=False, cwd=folder)
    assert done.returncode == 130, json.dumps(done.stderr.decode())
    assert time.monotonic() - start < 15
    assert b"Traceback" not in done.stderr
