"""`attrib explain` and `attrib schema`: what they print, and that all output keeps to the schema."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrib import Annotator
from attrib.cli import main
from attrib.cli.schema import document_schema
from attrib.model import Document
from attrib.rules.load import load_pack
from attrib.trace import CueTrace, SentenceTrace, Trace

TEXT = "The port may close, the harbour master said. It is said to be empty.\n\nNobody denied this."


@pytest.fixture
def explain(annotator: Annotator, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*argv: str, factory: Any = None) -> str:
        assert main(["explain", *argv], annotator=factory or (lambda **_: annotator)) == 0
        return capsys.readouterr().out

    return run


def test_a_text(explain: Any, annotator: Annotator) -> None:
    out = explain(TEXT)
    document = annotator.annotate(TEXT)
    for sentence in document.sentences:
        assert TEXT[sentence.start : sentence.end] in out
    for attribution in document.attributions:
        assert attribution.rule in out
    assert "won      " in out
    assert "may  en/hedge/" in out


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ud83d \x1b[31m", "word", "\0"])
def test_odd_texts(explain: Any, text: str) -> None:
    assert "\x1b" not in explain(text)


def test_standard_input_and_file(explain: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    wanted = explain(TEXT)
    assert explain("-") == wanted
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    assert explain("--file", str(tmp_path / "a.txt")) == wanted
    assert explain(str(tmp_path / "a.txt")) == wanted


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“No.”".encode("cp1252"))
    assert main(["explain", "--file", str(path)]) == 2
    assert "--encoding (perhaps cp1252)" in capsys.readouterr().err
    assert main(["explain", "--file", str(tmp_path / "no_such.txt")]) == 2
    assert capsys.readouterr().err.endswith("no_such.txt: no such file or folder\n")
    assert main(["explain", "no_such.txt"]) == 2
    assert capsys.readouterr().err.endswith("no_such.txt: no such file or folder\n")


class Traced:
    """Gives a trace made by hand."""

    def __init__(self, **_: object) -> None:
        self.made = True

    def trace(self, text: str) -> Trace:
        label = {
            "voice": "attributed", "sources": [], "certainty": "certain", "polarity": "positive", "lowest": "certain",
            "disputed": False, "independent_roots": 0, "because": ["en/x/won"],
        }  # fmt: skip
        sentence = {
            "index": 0, "start": 0, "end": len(text), "paragraph": 0, "boilerplate": False, "label": label,
            "attributions": [], "hedges": [],
        }  # fmt: skip
        cues = (
            CueTrace(15, 19, "said", "en/x/lost", "{cue:said}", "lost", "en/x/won has more words", {}),
            CueTrace(
                15, 19, "said", "en/x/won", "{source:np} {cue:said}", "won", "",
                {"source": ((0, 14),), "cue": ((15, 19),), "content": ((20, len(text)),)},
            ),
            CueTrace(20, 22, "no", "en/x/hedge", "{cue:no}", "blocked", "by en/pseudo/x", {}),
        )  # fmt: skip
        document = Document.model_validate({"schema": "attrib/1", "id": "t", "text": text, "sentences": [sentence]})
        return Trace(document, (SentenceTrace(0, cues),))


def test_layout(explain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert explain("Captain Rosell said no such ship had been seen there.", factory=Traced) == (
        "  Captain Rosell said no such ship had been seen there.\n"
        "    nobody named (hearsay)                           certain\n"
        "    because en/x/won\n"
        "\n"
        "    won      said  en/x/won\n"
        "             {source:np} {cue:said}\n"
        "             Captain Rosell said no such ship had been seen\n"
        "             source──────── cue─ content───────────────────\n"
        "             there.\n"
        "             conten\n"
        "\n"
        "    lost     said  en/x/lost  en/x/won has more words\n"
        "             {cue:said}\n"
        "\n"
        "    blocked  no  en/x/hedge  by en/pseudo/x\n"
        "             {cue:no}\n"
    )


def test_how_the_level_and_the_value_came_about(explain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    out = re.sub(r"[+-][0-9.]+", "N", explain("She did not allow them to open the mine."))
    assert (
        "    level    of “allow”, the main proposition\n"
        "             start         = certain\n"
        "             not    turns  = certain, negative  en/hedge/not\n"
        "    value    N, read off the measured curve at the sum N\n"
        "             start                   N\n"
        "             not                     N  en/hedge/not\n"
    ) in out
    assert "level" not in explain("The mine closed.")


def test_the_steps_end_at_the_label(annotator: Annotator) -> None:
    """For the examples of all rules, also that the parts sum up to the value."""
    curve = annotator._finisher.judge.commitment._read_off
    seen = 0
    for rule in load_pack(["en"]).rules:
        for example in (*rule.match, *rule.no_match):
            trace = annotator.trace(example.text)
            for sentence in trace.sentences:
                label, account = trace.document.sentences[sentence.index].label, sentence.account
                if label is None or account is None:
                    continue
                seen += 1
                assert (account.steps[-1].level, account.steps[-1].polarity) == (label.certainty, label.polarity)
                assert account.value == pytest.approx(max(-3, min(3, curve(account.total))))
    assert seen > 500


def test_colour_and_its_switches(
    explain: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in explain(TEXT)
    assert "\x1b[" not in explain(TEXT, "--color", "never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in explain(TEXT)
    assert "\x1b[" in explain(TEXT, "--color", "always")


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert main(["schema", *argv]) == 0
    return json.loads(capsys.readouterr().out)


def test_schemas_are_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([], ["document"], ["rule"]):
        jsonschema.Draft202012Validator.check_schema(printed(capsys, *argv))


def test_every_line_keeps_to_the_schema(
    annotator: Annotator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    Path("b.txt").write_bytes(b"\xff\xfe\xff")
    Path("c.jsonl").write_text(json.dumps({"text": TEXT}) + '\n{"id": 4\n')
    argv = ["a.txt", "b.txt", "c.jsonl", "no_such"]
    schema = jsonschema.Draft202012Validator(document_schema())
    for extra in ([], ["--no-text"]):
        assert main(["annotate", *argv, *extra], annotator=lambda **_: annotator) == 2
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [("error" in line) for line in lines] == [False, True, False, True, True]
        for line in lines:
            assert [error.message for error in schema.iter_errors(line)] == []


@pytest.mark.parametrize(
    "change", [{"sentences": None}, {"text": 3}, {"schema": "attrib/2"}, {"id": None}, {"attributions": [{}]}]
)
def test_the_schema_refuses_what_is_no_document(annotator: Annotator, change: dict[str, Any]) -> None:
    record = json.loads(json.dumps(annotator.record(TEXT, id="x")))
    schema = jsonschema.Draft202012Validator(document_schema())
    assert schema.is_valid(record)
    assert not schema.is_valid(record | change)
    del record["hedges"]
    assert not schema.is_valid(record)
