"""In a terminal: text instead of JSON lines, colour unless refused, progress only when it takes long."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
TESTS = Path(__file__).parent
CODE = """
import sys, time
from attrib.cli import main, messages
from cli_fake import Fake
messages.PATIENCE, messages.PAUSE = {patience}, 0
class Slow(Fake):
    def record(self, text, **rest):
        time.sleep({seconds})
        return Fake.record(self, text, **rest)
sys.exit(main(sys.argv[1:], annotator=Slow()))
"""


def in_terminal(
    folder: Path, *argv: str, out: bool = True, patience: float = 9.0, seconds: float = 0.0, **environ: str
) -> str:
    """What a terminal shows of this run. `out` False: standard output goes elsewhere."""
    master, slave = pty.openpty()
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    code = CODE.format(patience=patience, seconds=seconds)
    with (folder / "elsewhere").open("wb") as elsewhere:
        run = subprocess.Popen(
            [sys.executable, "-c", code, *argv],
            stdin=slave,
            stdout=slave if out else elsewhere,
            stderr=slave,
            cwd=folder,
            env=plain | {"PYTHONPATH": path, "TERM": "xterm"} | environ,
        )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert run.wait(timeout=30) == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some texts."""
    for i in range(5):
        (tmp_path / f"{i}.txt").write_text("The gate is shut.")
    return tmp_path


def test_text_in_colour(folder: Path) -> None:
    shown = in_terminal(folder, "annotate", ".")
    assert "\x1b[1m0.txt\x1b[0m\n\n  The gate is shut.\n" in shown
    assert "{" not in shown


@pytest.mark.parametrize(
    ("argv", "environ"), [(["--color", "never"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})]
)
def test_no_colour(folder: Path, argv: list[str], environ: dict[str, str]) -> None:
    assert "\x1b" not in in_terminal(folder, "annotate", ".", *argv, **environ)


def test_json_lines_on_demand(folder: Path) -> None:
    assert in_terminal(folder, "annotate", ".", "--format", "jsonl").count('{"schema":"attrib/1"') == 5


def test_no_progress_for_what_is_short(folder: Path) -> None:
    assert in_terminal(folder, "annotate", ".", out=False) == ""
    assert in_terminal(folder, "annotate", ".", "-o", "o.jsonl") == "attrib: 5 documents, 5 sentences in o.jsonl\n"


def test_progress_for_what_is_long_and_gone_at_the_end(folder: Path) -> None:
    shown = in_terminal(folder, "annotate", ".", "-o", "o.jsonl", patience=0.0, seconds=0.2)
    assert re.search(r"4 documents  4 sentences  \d+/s", shown)
    assert shown.endswith("attrib: 5 documents, 5 sentences in o.jsonl\n")
    assert shown.rfind("\x1b[2K") > shown.rfind("documents  ")  # the line was cleared
    assert in_terminal(folder, "annotate", ".", "-o", "p.jsonl", "-q", patience=0.0, seconds=0.1) == ""


def test_reading_from_the_terminal_says_so(folder: Path) -> None:
    master, slave = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", CODE.format(patience=9, seconds=0), "annotate", "-"],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])},
    )
    os.write(master, b"No.\n\x04")
    out, err = run.communicate(timeout=30)
    os.close(slave)
    os.close(master)
    assert err == b"attrib: reading from the terminal; Ctrl-D ends the text\n"
    assert b'"text":"No.\\n"' in out
