"""What went wrong when other tools exchanged files, tried on the whole command: one test a report."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from attrib import Annotator
from attrib.cli import main
from attrib.score.projects import USUAL, read_projects
from lxml import etree

import exports

Record = dict[str, Any]


class Done(NamedTuple):
    code: int
    records: list[Record]
    err: str

    @property
    def texts(self) -> list[str]:
        return [record["text"] for record in self.records if "error" not in record]

    @property
    def errors(self) -> list[tuple[str, int | None]]:
        return [(record["error"]["code"], record["error"]["line"]) for record in self.records if "error" in record]


class Run:
    """`attrib annotate` in a folder of its own, with the shipped rules."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], annotator: Annotator) -> None:
        self.folder, self._capsys, self._annotator = folder, capsys, annotator

    def __call__(self, name: str, data: bytes | str, *argv: str) -> Done:
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return self.again(name, *argv)

    def again(self, *argv: str) -> Done:
        code = main(["annotate", *argv], annotator=lambda **_: self._annotator)
        out, err = self._capsys.readouterr()
        return Done(code, [json.loads(line) for line in out.splitlines()], err)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], annotator: Annotator
) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(tmp_path, capsys, annotator)


def mentions(record: Record) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, cut out of the text by their offsets."""
    text = record["text"]
    return [
        tuple(" … ".join(text[a:b] for a, b in one[part]) for part in ("source", "cue", "content"))
        for one in record["attributions"]
    ]


def test_a_cell_of_400000_characters(run: Run) -> None:
    """csvkit 812: "field larger than field limit (131072)"."""
    done = run(
        "a.csv",
        f'id,text\n1,"{"The pier is closed. " * 20_000}"\n2,"The pier is open, the warden said."\n',
        "--no-text",
    )
    assert (done.code, [record["id"] for record in done.records]) == (0, ["1", "2"])
    assert len(done.records[0]["sentences"]) == 20_000


def test_carriage_returns_stay(run: Run) -> None:
    """brat 853: offsets shifted by one for each line."""
    text = "Vera said it thundered.\r\nShe said it hailed.\r\n"
    (record,) = run("a.txt", text.encode()).records
    assert record["text"] == text
    assert [source for source, _, _ in mentions(record)] == ["Vera", "She"]
    assert record["attributions"][1]["source"] == [[25, 28]]
    assert [text[s["start"] : s["end"]] for s in record["sentences"]] == [
        "Vera said it thundered.",
        "She said it hailed.",
    ]


def test_columns_never_shift(run: Run) -> None:
    """xsv 186: a quotation mark inside a quoted cell."""
    done = run(
        "a.csv", 'id,text\n1,"The pier is open."\n2,"She said it."\n3,"She said "never" today"\n4,"It hailed."\n'
    )
    assert (done.code, done.errors) == (2, [("csv", 4)])
    assert done.texts == ["The pier is open.", "She said it.", "It hailed."]


def test_a_run_cut_within_a_line_is_resumed(run: Run) -> None:
    """openenv 1154: half a line and the next one glued to it."""
    data = "".join(json.dumps({"id": str(n), "text": f"Pier {n} is open, the warden said."}) + "\n" for n in range(100))
    run("a.jsonl", data, "-o", "out.jsonl")
    lines = (run.folder / "out.jsonl").read_bytes().splitlines(keepends=True)
    (run.folder / "out.jsonl").write_bytes(b"".join(lines[:60]) + lines[60][:40])
    done = run.again("a.jsonl", "-o", "out.jsonl", "--resume")
    assert done.code == 0
    records = [json.loads(line) for line in (run.folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == [str(n) for n in range(100)]


def test_form_feeds_and_nuls(run: Run) -> None:
    """inception 1799: characters that no XML may hold."""
    text = "The pier is open, the warden said.\x0cPage two.\x00 It hailed."
    done = run("a.txt", text)
    assert (done.code, done.texts) == (0, [text])
    for form, out in (("tei", "out.tei"), ("xmi", "out")):
        assert "control characters" in run.again("a.txt", "-o", out, "--format", form).err
    (xmi,) = (run.folder / "out").glob("*.xmi")
    for path in (run.folder / "out.tei", xmi):
        shown = ["".join(one.itertext()) + (one.get("sofaString") or "") for one in etree.parse(path).iter()]
        assert re.sub(r"[\x00\x0c]", "\ufffd", text) in shown


@pytest.mark.parametrize("layout", ["uni", "older"])
def test_a_headline_with_numbers_is_no_date(run: Run, layout: str) -> None:
    """LexisNexisTools 19: "A-12, part 3" was taken for the date."""
    article = exports.Article(title="Walking the B-9, stage 4", date="February 3, 2021")
    name, data = ("a.docx", exports.uni([article])) if layout == "uni" else ("a.txt", exports.older([article]).encode())
    (record,) = run(name, data).records
    assert (record["meta"]["title"], record["meta"]["date"]) == ("Walking the B-9, stage 4", "2021-02-03")


def test_runs_of_blanks_stay(run: Run) -> None:
    """Label Studio 3078: blanks folded, offsets wrong."""
    (record,) = run("a.jsonl", '{"id":"d","text":"The  warden   said  it hailed."}').records
    assert mentions(record) == [("The  warden", "said", "it hailed")]


def test_missing_ratings_and_rules_end_the_run_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """CoreNLP 839: a missing file was a warning, and all labels were missing."""
    (tmp_path / "a.txt").write_text("It hailed.")
    for flag in ("--ratings", "--rules"):
        assert main(["annotate", str(tmp_path / "a.txt"), flag, "no_such/x.csv"]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("attrib: ")
        assert "no_such/x.csv" in err


def test_a_table_that_a_spreadsheet_opens(run: Run) -> None:
    """NLP Suite 1558: signs garbled, a text over many rows."""
    text = "“The pier — née quay — is open,” the warden\nsaid."
    done = run("a.txt", text, "-o", "out.csv")
    assert done.code == 0
    data = (run.folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert [row["text"] for row in rows] == [text]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_quotation_marks_in_other_encodings(run: Run, encoding: str) -> None:
    """Manifold 1006: Ò and Ó passed on."""
    text = "“It hailed,” the warden said."
    done = run("a.txt", text.encode(encoding))
    assert (done.code, done.errors) == (2, [("encoding", None)])
    byte = text.encode(encoding)[0]
    assert f"a.txt: not UTF-8: byte 0x{byte:02x} at offset 0" in done.err
    assert f"--encoding (perhaps {encoding})" in done.err
    assert run.again("a.txt", "--encoding", encoding).texts == [text]


def test_half_an_emoji(run: Run) -> None:
    """WebAnno 746: a lone surrogate."""
    done = run("a.jsonl", '{"id":"s","text":"\\ud83d The warden said it hailed."}\n{"id":"t","text":"It hailed."}\n')
    assert (done.code, done.texts) == (0, ["\ufffd The warden said it hailed.", "It hailed."])
    assert "surrogates" in done.err


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.txt"])
def test_a_mark_at_the_start(run: Run, name: str) -> None:
    """RAGFlow 19179: the first record was lost to a byte order mark."""
    lines = [{"id": str(n), "text": "It hailed."} for n in range(3)]
    data = (
        "\n".join(map(json.dumps, lines))
        if name.startswith("a.j")
        else "id,text\n0,It hailed.\n1,It hailed.\n2,It hailed.\n"
    )
    done = run(name, ("It hailed." if name == "a.txt" else data).encode("utf-8-sig"))
    assert [record["id"] for record in done.records] == (["a.txt"] if name == "a.txt" else ["0", "1", "2"])
    assert set(done.texts) == {"It hailed."}


def test_one_bad_line_in_ten(run: Run) -> None:
    """Claude Code 50347: all lines after the broken one were lost."""
    lines = [json.dumps({"id": str(n), "text": "It hailed."}) for n in range(1, 11)]
    lines[3] = '{"id": 4, "te'
    done = run("a.jsonl", "\n".join(lines))
    assert (len(done.texts), done.errors, done.records[-1]["id"]) == (9, [("json", 4)], "10")


def test_signs_of_several_code_points(run: Run) -> None:
    """doccano 99: offsets in other units."""
    (record,) = run("a.txt", "👩‍🚒 said no. 😀 The mayor said yes.").records
    assert ("The mayor", "said", "yes") in mentions(record)


def test_a_line_break_within_a_string(run: Run) -> None:
    """doccano 1404: one raw line break, and the whole upload failed."""
    done = run("a.jsonl", '{"id":"1","text":"A."}\n{"id":"2","text":"B\nC."}\n{"id":"3","text":"D."}\n')
    assert (done.code, done.texts, done.errors) == (2, ["A.", "D."], [("json", 2), ("json", 3)])


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_utf16(run: Run, name: str) -> None:
    """readtext 21: every second character a NUL."""
    text = "“It hailed,” the warden said."
    data = {
        "a.txt": text,
        "a.csv": f'id,text\n1,"{text}"\n',
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False),
    }[name]
    assert run(name, b"\xff\xfe" + data.encode("utf-16-le")).texts == [text]


@pytest.mark.parametrize("escaped", [True, False])
def test_astral_signs_count_one_each(run: Run, escaped: bool) -> None:
    """Label Studio 1347: spans shifted by one for each emoji."""
    text = "🦺🧯 Pier fire: the warden said the blaze was out."
    line = json.dumps({"id": "e", "text": text}, ensure_ascii=escaped)
    (record,) = run("a.jsonl", line).records
    assert record["text"] == text
    assert mentions(record) == [("the warden", "said", "the blaze was out")]


@pytest.mark.parametrize("tool", ["brat", "xmi", "labelstudio", "doccano"])
def test_a_content_in_many_pieces(run: Run, tool: str) -> None:
    """dkpro-core 1390: of a mark in three fragments two came back."""
    text = "The lock, she said, held, she added, for a week, she said, and more."
    found = run("a.txt", text).records[0]
    pieces = [[0, 8], [20, 24], [37, 47], [59, 67]]
    assert [text[start:end] for start, end in pieces] == ["The lock", "held", "for a week", "and more"]
    assert len(found["attributions"]) == 3
    found["attributions"][1]["content"] = pieces
    (run.folder / "a.jsonl").write_text(json.dumps(found), encoding="utf-8")
    out = run.folder / {"brat": "out", "xmi": "out", "labelstudio": "out.json", "doccano": "out.jsonl"}[tool]
    assert main(["convert", str(run.folder / "a.jsonl"), "-o", str(out), "--format", tool]) == 0
    (gold,) = read_projects(out, USUAL)
    wanted = [{role: one[role] for role in ("source", "cue", "content")} for one in found["attributions"]]
    assert sorted(map(json.dumps, gold["attributions"])) == sorted(map(json.dumps, wanted))
