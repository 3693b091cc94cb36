"""`attrib convert`: what it writes is what annotating would have written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrib.cli import main
from attrib.write.formats import FORMATS

from write_cases import HARD


@pytest.fixture
def labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(HARD.encode())
    assert main(["annotate", "a.txt", "missing.txt", "-o", "labels.jsonl", "-q"]) == 2
    return Path("labels.jsonl")


NEW_IDS = {"stix"}  # a bundle is another one each time


@pytest.mark.parametrize("format", [n for n, one in FORMATS.items() if one.into == "stream" and n not in NEW_IDS])
def test_the_same_as_annotating(labels: Path, format: str) -> None:
    assert main(["annotate", "a.txt", "missing.txt", "-o", "direct", "--format", format]) == 2
    assert main(["convert", "labels.jsonl", "-o", "converted", "--format", format]) == 2  # of a document that failed
    assert Path("converted").read_bytes() == Path("direct").read_bytes()


@pytest.mark.parametrize("output", ["out.xlsx", "out.parquet", "out.spacy", "out.csv"])
def test_the_format_is_known_by_the_suffix(labels: Path, output: str) -> None:
    assert main(["convert", "labels.jsonl", "-o", output]) == 2
    assert Path(output).stat().st_size > 500
    assert main(["convert", "labels.jsonl", "-o", output]) == 2  # is there already
    assert main(["convert", "labels.jsonl", "-o", output, "--overwrite"]) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"schema": "attrib/1"', "labels.jsonl:1: is no whole JSON object"),
        ('{"text": "x"}', "labels.jsonl:1: is no record of attrib/1"),
        (
            '{"schema": "attrib/1", "id": "x", "text": "x", "sentences": [{"index": "a"}]}',
            "labels.jsonl:1: sentences.0",
        ),
        ("[]", "labels.jsonl:1: is no record of attrib/1"),
    ],
)
def test_what_is_no_record_is_told(labels: Path, line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    good = labels.read_bytes().splitlines()[0]
    labels.write_bytes(line.encode() + b"\n\n" + good + b"\n")
    capsys.readouterr()
    assert main(["convert", "labels.jsonl", "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    assert json.loads(first)["error"]["line"] == 1
    assert json.loads(second) == json.loads(good)
    assert said in err.splitlines()[0]


def test_texts_left_out_are_missed(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["annotate", "a.txt", "-o", "bare.jsonl", "--no-text"])
    capsys.readouterr()
    assert main(["convert", "bare.jsonl", "-o", "folder", "--format", "brat"]) == 2
    assert "bare.jsonl:1: has no text (it was left out with --no-text), and brat needs it" in capsys.readouterr().err
    assert main(["convert", "bare.jsonl", "-o", "out.csv"]) == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["no.jsonl"], "no.jsonl: no such file"),
        (["labels.jsonl", "-o", "labels.jsonl"], "is input and output at once"),
        (["labels.jsonl", "--overwrite"], "--overwrite needs -o FILE"),
        (["labels.jsonl", "--format", "brad"], "did you mean 'brat'"),
    ],
)
def test_mistakes(labels: Path, argv: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["convert", *argv]) == 2
    assert said in capsys.readouterr().err


def test_the_interface_for_label_studio(capsys: pytest.CaptureFixture[str]) -> None:
    from attrib.write.labelstudio import configuration

    assert main(["schema", "labelstudio"]) == 0
    assert capsys.readouterr().out == configuration()
