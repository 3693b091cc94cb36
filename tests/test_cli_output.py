"""Where the output goes: whole lines only, nothing overwritten unasked, an unfinished run can go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrib.cli import main
from attrib.cli.interrupt import Interrupts
from attrib.cli.stream import annotated
from attrib.read import RawDocument

from cli_fake import Fake

RUNNER = (
    "import sys; from attrib.cli import main; from cli_fake import Fake; sys.exit(main(sys.argv[1:], annotator=Fake()))"
)
SLOW = (
    "import sys, time; from attrib.cli import main; from cli_fake import Fake\n"
    "class Slow(Fake):\n"
    "    def record(self, text, **rest):\n"
    "        time.sleep(0.02)\n"
    "        return Fake.record(self, text, **rest)\n"
    "sys.exit(main(sys.argv[1:], annotator=Slow()))"
)
TESTS = Path(__file__).parent


def test_a_dash_is_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Lena said it rained.", encoding="utf-8")
    assert main(["annotate", "a.txt", "-o", "-"], annotator=Fake()) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a.txt"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def records(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    assert not data or data.endswith(b"\n")
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def ids(path: Path) -> list[str]:
    return [record["id"] for record in records(path)]


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hundred documents."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": str(i), "text": f"Text {i}."}) + "\n" for i in range(100)))
    return path


@pytest.fixture
def environ() -> dict[str, str]:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path}


def test_a_pipe_gets_json_lines(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "in.jsonl"], annotator=Fake()) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == [str(i) for i in range(100)]
    assert err == ""


def test_a_file_gets_json_lines_and_a_sum(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl"], annotator=Fake()) == 0
    assert ids(Path("out.jsonl")) == [str(i) for i in range(100)]
    assert capsys.readouterr() == ("", "attrib: 100 documents, 100 sentences in out.jsonl\n")


def test_text_on_demand(texts: Path) -> None:
    assert main(["annotate", "in.jsonl", "-o", "out.txt", "--format", "text"], annotator=Fake()) == 0
    assert Path("out.txt").read_text(encoding="utf-8").startswith("0\n\n  Text 0.\n")


def test_no_text(texts: Path) -> None:
    main(["annotate", "in.jsonl", "-o", "out.jsonl", "--no-text"], annotator=Fake())
    assert {record["text"] for record in records(Path("out.jsonl"))} == {None}


def test_an_existing_file_is_kept(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.jsonl").write_text("mine")
    fake = Fake()
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl"], annotator=fake) == 2
    assert capsys.readouterr().err == (
        "attrib: out.jsonl: exists already; --overwrite replaces it, --resume goes on where it stops\n"
    )
    assert (Path("out.jsonl").read_text(), fake.seen) == ("mine", [])
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--overwrite"], annotator=fake) == 0
    assert len(ids(Path("out.jsonl"))) == 100


def test_overwrite_keeps_the_old_file_when_the_run_cannot_begin(texts: Path) -> None:
    Path("out.jsonl").write_text("mine")
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--overwrite", "--rules", "no_such"]) == 2
    assert Path("out.jsonl").read_text() == "mine"


@pytest.mark.parametrize("argv", [["in.jsonl"], ["in.jsonl", "--overwrite"], ["./in.jsonl", "--resume"]])
def test_input_is_never_output(texts: Path, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = texts.read_bytes()
    assert main(["annotate", *argv, "-o", "in.jsonl"], annotator=Fake()) == 2
    assert "in.jsonl" in capsys.readouterr().err
    assert texts.read_bytes() == before


def test_output_inside_the_folder_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A.")
    for extra in ([], ["--overwrite"]):
        assert main(["annotate", ".", "-o", "out.txt", *extra], annotator=Fake()) == 0
        assert ids(Path("out.txt")) == ["a.txt"]


def test_a_folder_is_no_output(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "in.jsonl", "-o", "."], annotator=Fake()) == 2
    assert "is a folder" in capsys.readouterr().err


def test_a_device_may_be_output(texts: Path) -> None:
    assert main(["annotate", "in.jsonl", "-o", os.devnull], annotator=Fake()) == 0


@pytest.mark.parametrize("cut", [1, 15, 40, -1])
def test_resume_after_a_cut_line(texts: Path, cut: int, capsys: pytest.CaptureFixture[str]) -> None:
    out = Path("out.jsonl")
    main(["annotate", "in.jsonl", "-o", "out.jsonl"], annotator=Fake())
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:60]) + lines[60][:cut])
    fake = Fake()
    capsys.readouterr()
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--resume"], annotator=fake) == 0
    assert out.read_bytes() == whole
    assert len(fake.seen) == 40
    assert capsys.readouterr().err == (
        "attrib: out.jsonl: 60 documents done before, 1 line to be done again\n"
        "attrib: 40 documents, 40 sentences in out.jsonl\n"
    )
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


def test_resume_without_a_file_begins(texts: Path) -> None:
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--resume"], annotator=Fake()) == 0
    assert len(ids(Path("out.jsonl"))) == 100


def test_resume_does_failed_documents_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    Path("d/a.txt").write_bytes("“No.”".encode("cp1252"))
    Path("d/b.txt").write_text("B.")
    assert main(["annotate", "d", "-o", "out.jsonl"], annotator=Fake()) == 2
    assert main(["annotate", "d", "-o", "out.jsonl", "--resume", "--encoding", "cp1252"], annotator=Fake()) == 0
    assert [(r["id"], r.get("text")) for r in records(Path("out.jsonl"))] == [("b.txt", "B."), ("a.txt", "“No.”")]


def test_resume_knows_repeated_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text('{"id":"x","text":"A."}\n' * 4)
    main(["annotate", "in.jsonl", "-o", "out.jsonl"], annotator=Fake())
    lines = Path("out.jsonl").read_bytes().splitlines(keepends=True)
    Path("out.jsonl").write_bytes(b"".join(lines[:2]))
    main(["annotate", "in.jsonl", "-o", "out.jsonl", "--resume"], annotator=Fake())
    assert ids(Path("out.jsonl")) == ["x", "x#2", "x#3", "x#4"]


def test_resume_refuses_other_rules(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["annotate", "in.jsonl", "-o", "out.jsonl"], annotator=Fake())
    out = Path("out.jsonl")
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:5]))
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--resume"], annotator=Fake(sha256="1" * 64)) == 2
    assert "was written with other rules" in capsys.readouterr().err
    assert len(ids(out)) == 5


@pytest.mark.parametrize("data", ["my notes\n", '{"id": 1}\n', "x"])
def test_resume_refuses_files_of_others(texts: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.jsonl").write_text(data)
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--resume"], annotator=Fake()) == 2
    assert "nothing to resume" in capsys.readouterr().err
    assert Path("out.jsonl").read_text() == data
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "in.jsonl", "-o", "/dev/full"], annotator=Fake()) == 2
    assert capsys.readouterr().err == (
        "attrib: /dev/full: cannot be written: No space left on device; 0 documents are whole\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("argv", [["annotate", "in.jsonl"], ["schema"]])
def test_a_full_standard_output(texts: Path, environ: dict[str, str], argv: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", RUNNER, *argv], stdout=full, stderr=subprocess.PIPE, env=environ)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert b"No space left on device" in done.stderr


def test_a_reader_that_leaves(texts: Path, environ: dict[str, str]) -> None:
    texts.write_text('{"text":"A."}\n' * 20_000)
    command = [sys.executable, "-c", RUNNER, "annotate", "in.jsonl"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
    assert run.stdout is not None
    assert run.stderr is not None
    assert json.loads(run.stdout.readline())["id"] == "in.jsonl#1"
    run.stdout.close()
    assert (run.stderr.read(), run.wait(timeout=20)) == (b"", 0)
    run.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("to", ["file", "pipe"])
def test_ctrl_c_keeps_whole_lines(texts: Path, environ: dict[str, str], to: str) -> None:
    command = [sys.executable, "-c", SLOW, "annotate", "in.jsonl", *(["-o", "out.jsonl"] if to == "file" else [])]
    with Path("piped.jsonl").open("wb") as piped:
        run = subprocess.Popen(command, stdout=piped, stderr=subprocess.PIPE, env=environ)
    out = Path("out.jsonl" if to == "file" else "piped.jsonl")
    deadline = time.monotonic() + 20
    while not (out.exists() and out.stat().st_size > 1000) and time.monotonic() < deadline:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=20)
    done = ids(out)
    assert run.returncode == 130
    assert 0 < len(done) < 100
    assert done == [str(i) for i in range(len(done))]
    where = " in out.jsonl; --resume goes on" if to == "file" else ""
    assert err.decode() == f"attrib: interrupted: {len(done)} documents are done{where}\n"


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C interrupts, though the tests were started in the background, where a shell has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_ctrl_c_inside_a_write_waits_for_the_line() -> None:
    done = []

    def work() -> None:
        with Interrupts() as interrupts:
            with interrupts.held:
                os.kill(os.getpid(), signal.SIGINT)
                done.append("line")
            done.append("next line")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["line"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_second_ctrl_c_is_not_held() -> None:
    done = []

    def work() -> None:
        with Interrupts() as interrupts, interrupts.held:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)
            done.append("line")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == []


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "argv", "wanted"),
    [
        (b"Just text. {", [], ["stdin"]),
        (b'{"id":"x","text":"A."}\n{"text":"B."}\n', [], ["x", "stdin#2"]),
        (b'\n  { "id":"x","text":"A."}\n', [], ["x"]),
        (b'\xef\xbb\xbf{"id":"x","text":"A."}\n', [], ["x"]),
        (b'{"id":"x","text":"A."}\n', ["--input-format", "text"], ["stdin"]),
        ("{“Braces,” he said.}".encode(), [], ["stdin"]),
        (b"", [], ["stdin"]),
        (b"", ["--input-format", "jsonl"], []),
    ],
)
def test_standard_input(
    data: bytes, argv: list[str], wanted: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _stdin(monkeypatch, data)
    assert main(["annotate", "-", *argv], annotator=Fake()) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == wanted


def test_standard_input_is_read_as_it_comes(environ: dict[str, str]) -> None:
    command = [sys.executable, "-c", RUNNER, "annotate", "-", "--input-format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for name in "abc":
            run.stdin.write(json.dumps({"id": name, "text": "A."}).encode() + b"\n")
            run.stdin.flush()
            assert json.loads(run.stdout.readline())["id"] == name
        run.stdin.close()
        assert run.wait(timeout=20) == 0


def test_several_workers_keep_the_order(texts: Path) -> None:
    texts.write_text('{"x":1}\n{"id":"1","text":"A."}\n{\n{"id":"2","text":"B."}\n{"x":1}\n')
    assert main(["annotate", "in.jsonl", "nope", "-o", "out.jsonl", "--workers", "2"], annotator=Fake()) == 2
    wanted = ["in.jsonl#1", "1", "in.jsonl#3", "2", "in.jsonl#5", "nope"]
    assert ids(Path("out.jsonl")) == wanted


def test_a_worker_that_fails_loses_nothing(texts: Path) -> None:
    lines = [json.dumps({"id": str(i), "text": "BOOM" if i in (3, 40) else f"Text {i}."}) for i in range(100)]
    texts.write_text("\n".join(lines))
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl", "--workers", "2"], annotator=Fake()) == 2
    found = records(Path("out.jsonl"))
    assert [record["id"] for record in found] == [str(i) for i in range(100)]
    assert [record["id"] for record in found if "error" in record] == ["3", "40"]


@pytest.mark.parametrize("before", [0, 1, 40])
def test_a_reader_that_breaks_is_not_silent(before: int) -> None:
    def documents() -> Iterator[RawDocument]:
        yield from (RawDocument(str(i), "A.", {}) for i in range(before))
        raise RuntimeError("reader")

    for workers in (1, 2):
        with pytest.raises(RuntimeError, match="reader"):
            list(annotated(Fake(), documents(), workers))


def test_workers_that_do_not_start_are_not_silent() -> None:
    class Lame(Fake):
        def records(self, documents: object, *, workers: int = 1) -> Iterator[dict[str, Any]]:
            raise OSError("no processes")
            yield {}

    with pytest.raises(OSError, match="no processes"):
        list(annotated(Lame(), [RawDocument("1", "A.", {})], 2))


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """Documents are taken one by one: nothing is read before what comes before it is written."""
    taken = []

    def documents() -> Iterator[RawDocument]:
        for i in range(5):
            taken.append(i)
            yield RawDocument(str(i), "A.", {})

    results = annotated(Fake(), documents(), 1)
    next(results)
    assert taken == [0]
