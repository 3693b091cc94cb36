"""`attrib eval`: gold told by its shape, figures on standard output, exit code 1 below a minimum."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrib.cli import main
from attrib.score.labels import COLUMNS

from cli_fake import Fake

TEXT = "The lock is shut, Mara Lind said.\nNobody came.\n"
ATTRIBUTION = {"source": [[18, 27]], "cue": [[28, 32]], "content": [[0, 16]]}

REST = {
    "addressee": None,
    "manner": "indirect",
    "author_stance": "neutral",
    "certainty": "certain",
    "polarity": "positive",
    "confidence": None,
}
SOURCE = {
    "id": "s1",
    "name": "Mara Lind",
    "mentions": [[18, 27]],
    "kind": "person",
    "naming": "named",
    "resolved_from": [],
    "key": "mara lind",
    "members": [],
    "issued_by": None,
    "access": None,
    "anonymity_reason": None,
    "registry": None,
    "control": None,
    "ratings": [],
    "rating_status": "unrated",
}


class Knowing(Fake):
    """Finds the one attribution of TEXT."""

    def record(self, text: str, **rest: Any) -> dict[str, Any]:
        record = super().record(text, **rest)
        if text != TEXT:
            return record
        outer = ATTRIBUTION | {"id": "a1", "parent": None, "attitude": "assertion", "rule": "en/x", "source_id": "s1"}
        inner = {"id": "a2", "parent": "a1", "attitude": "belief", "rule": "en/y", "source_id": None}
        nested = {"source": [], "cue": [[9, 11]], "content": [[12, 16]]} | inner
        label = {"voice": "attributed", "sources": ["s1"]}
        record["sentences"][0]["label"] = record["sentences"][0]["label"] | label
        return {**record, "attributions": [outer | REST, nested | REST], "sources": [SOURCE]}


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with gold of every shape."""
    monkeypatch.chdir(tmp_path)
    write("spans.jsonl", {"id": "d", "genre": "news", "text": TEXT, "attributions": [ATTRIBUTION]})
    write(
        "values.jsonl",
        {"id": "v", "text": TEXT, "predicate": [9, 11], "value": 2.0},
        {"text": "x", "predicate": None, "value": None},
    )
    write(
        "sure.jsonl", {"id": "u", "text": "It may rain.", "certain": False}, {"id": "w", "text": "No.", "certain": True}
    )
    row = ["d", "0", "33", "attributed", "Lind", "certain", "positive", "certain", "person", "named"]
    Path("labels.tsv").write_text("\t".join(COLUMNS) + "\n" + "\t".join(row) + "\n")
    return tmp_path


def write(name: str, *records: Mapping[str, Any]) -> None:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def figures(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert main(["eval", *argv, "--format", "json"], annotator=Knowing()) == 0
    return json.loads(capsys.readouterr().out)


def test_spans(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures(capsys, "spans.jsonl")["attribution"]["p"] == 0.5
    assert figures(capsys, "spans.jsonl", "--outermost")["attribution"]["p"] == 1.0
    assert figures(capsys, "spans.jsonl", "--attitudes", "belief")["attribution"]["right"] == 0
    assert figures(capsys, "spans.jsonl", "--genre", "news")["documents"] == 1


def test_labels_need_texts(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "labels.tsv"], annotator=Knowing()) == 2
    assert "no text for 1 of 1 documents (d): name them with --texts" in capsys.readouterr().err
    assert figures(capsys, "labels.tsv", "--texts", "spans.jsonl")["source"]["accuracy"] == 100.0
    Path("texts").mkdir()
    Path("texts/d.txt").write_text(TEXT)
    assert figures(capsys, "labels.tsv", "--texts", "texts")["voice"]["accuracy"] == 100.0


def test_values_and_uncertain_sentences(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys, "values.jsonl")
    assert (found["predicates"], found["mae"]) == (1, 0.0)
    found = figures(capsys, "sure.jsonl", "--prevalence", "0.2", "--types", "hearsay")
    assert (found["types"], found["uncertain"]["gold"], found["at_prevalence"]["f1"]) == (["hearsay"], 1, 0.0)


def test_several_at_once(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys, "spans.jsonl", "values.jsonl", "labels.tsv")
    assert [each["shape"] for each in found] == ["attribution", "factuality", "labels"]


def test_tables_and_misses(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "spans.jsonl", "sure.jsonl", "values.jsonl", "--misses", "1"], annotator=Knowing()) == 0
    out = capsys.readouterr().out
    assert "d:9-16 not in gold (en/y): - | is | shut" in out
    assert "attribution (content, source)   P  50.0  R 100.0  F1  66.7" in out
    assert "u:0-12 uncertain in gold | It may rain." in out


@pytest.mark.parametrize(
    ("least", "code"),
    [("attribution=0.6", 0), ("attribution.p=0.5", 0), ("attribution=0.7", 1), ("attribution.p=0.51", 1)],
)
def test_minimum(gold: Path, least: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "spans.jsonl", "--min", least], annotator=Knowing()) == code
    assert ("below" in capsys.readouterr().err) == bool(code)


def test_minimum_of_an_unknown_figure(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "spans.jsonl", "--min", "atribution=1"], annotator=Knowing()) == 2
    assert "no figure 'atribution'; did you mean 'attribution'?" in capsys.readouterr().err


def test_a_document_that_fails_is_told(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("spans.jsonl", {"id": "b", "text": "BOOM", "attributions": [ATTRIBUTION | {"content": [[0, 4]]}]})
    assert main(["eval", "spans.jsonl"], annotator=Knowing()) == 2
    assert "FAILED, counted as nothing found: 1, the first: b: internal error" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{}\n", "a gold file is"),
        ("", "a gold file is"),
        ("words\n", "a gold file is"),
        ('{"id":"d","text":"A.","attributions":[]}\n{', "gold.jsonl:2: not JSON"),
        ('{"id":"d","text":"A.","attributions":[]}\n' * 2, "id used twice: d"),
        ("\t".join(COLUMNS) + "\nd\t0\n", "gold.jsonl:2: 2 columns, not 10"),
    ],
)
def test_gold_that_is_none(gold: Path, text: str, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("gold.jsonl").write_text(text)
    assert main(["eval", "gold.jsonl"], annotator=Knowing()) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert wanted in err


def test_gold_that_is_not_there(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "no_such.jsonl"], annotator=Knowing()) == 2
    assert capsys.readouterr().err == "attrib: no_such.jsonl: No such file or directory\n"
    assert main(["eval", "spans.jsonl", "--genre", "poem"], annotator=Knowing()) == 2
    assert "no documents of genre poem" in capsys.readouterr().err
