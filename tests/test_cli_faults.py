"""Every kind of bad input: a clear line on standard error, an error record in its place, the rest done, exit code 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from attrib.cli import main

from cli_fake import Fake

Record = dict[str, Any]


class Done(NamedTuple):
    code: int
    records: list[Record]
    lines: list[str]

    @property
    def errors(self) -> list[tuple[str, int | None]]:
        return [(r["error"]["code"], r["error"]["line"]) for r in self.records if "error" in r]

    @property
    def texts(self) -> dict[str, str]:
        return {r["id"]: r["text"] for r in self.records if "error" not in r}


class Run:
    """Runs `attrib annotate` in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *argv: str, annotator: Any = None) -> Done:
        code = main(["annotate", *argv], annotator=annotator or Fake())
        out, err = self._capsys.readouterr()
        return Done(code, [json.loads(line) for line in out.splitlines()], err.splitlines())

    def file(self, name: str, data: bytes | str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return name


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(tmp_path, capsys)


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_missing_file(run: Run) -> None:
    done = run("no_such.txt", run.file("b.txt", "B."))
    assert done.code == 2
    assert done.errors == [("not-found", None)]
    assert done.records[0]["id"] == done.records[0]["error"]["path"] == "no_such.txt"
    assert done.texts == {"b.txt": "B."}
    assert done.lines[0] == "attrib: no_such.txt: no such file or folder"


def test_pattern_without_match(run: Run) -> None:
    done = run("*.txt")
    assert done.errors == [("not-found", None)]
    assert "no file matches" in done.lines[0]


def test_folder_without_texts(run: Run) -> None:
    run.file("d/a.log", "A.")
    done = run("d")
    assert (done.code, done.errors) == (2, [("no-texts", None)])
    assert "only .log: name others with --pattern '*.log'" in done.lines[0]


def test_unreadable_file(run: Run) -> None:
    path = run.folder / run.file("a.txt", "A.")
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        done = run("a.txt")
        assert done.errors == [("unreadable", None)]
        assert done.lines[0] == "attrib: a.txt: cannot be read: Permission denied"


@pytest.mark.parametrize(
    ("encoding", "hint"), [("mac_roman", "mac_roman"), ("cp1252", "cp1252")], ids=["mac_roman", "cp1252"]
)
def test_wrong_encoding(run: Run, encoding: str, hint: str) -> None:
    text = "“The gate is shut,” the keeper’s wife said."
    name = run.file("a.txt", text.encode(encoding))
    done = run(name)
    assert (done.code, done.errors) == (2, [("encoding", None)])
    assert "at offset 0" in done.lines[0]
    assert f"--encoding (perhaps {hint})" in done.lines[0]
    assert run(name, "--encoding", encoding).texts == {"a.txt": text}


def test_encoding_that_reads_but_is_wrong_is_not_silent(run: Run) -> None:
    name = run.file("a.txt", "“The gate is shut,” the keeper said.".encode("mac_roman"))
    done = run(name, "--encoding", "cp1252")
    assert done.code == 0
    assert "mac_roman" in done.lines[0]
    name = run.file("b.txt", "“The gate is shut,” the keeper said.".encode("cp1252"))
    assert "cp1252" in run(name, "--encoding", "latin-1").lines[0]
    assert "cp1252" in run(name, "--encoding", "mac_roman").lines[0]


def test_text_damaged_before_is_not_silent(run: Run) -> None:
    twice = "“The gate is shut,” the keeper said.".encode().decode("cp1252", "replace")
    done = run(run.file("a.txt", twice))
    assert (done.code, len(done.texts)) == (0, 1)
    assert any("UTF-8 read as cp1252" in line or "U+FFFD" in line for line in done.lines)


@pytest.mark.parametrize(
    "text", ["Čaj, řekl Ďábel. “Ano,” řekla.", "Ò è più», disse.", "„Ja“, sagte Øyvind Århus – ÄÖÜ", "AMANHÃ… É”"]
)
def test_accents_raise_no_doubt(run: Run, text: str) -> None:
    assert run(run.file("a.txt", text)).lines == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_byte_order_marks(run: Run, encoding: str) -> None:
    mark = b"" if encoding in ("utf-8-sig", "utf-16", "utf-32") else "\ufeff".encode(encoding)
    text = "“Née,” said Å.\r\nYes.\n"
    assert run(run.file("a.txt", mark + text.encode(encoding))).texts == {"a.txt": text}
    lines = jsonl({"id": "x", "text": text}, {"id": "y", "text": "Ü"})
    assert run(run.file("a.jsonl", mark + lines.encode(encoding))).texts == {"x": text, "y": "Ü"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_utf16_without_a_mark(run: Run, encoding: str, name: str) -> None:
    text = 'He said: "no".' if name == "a.txt" else jsonl({"id": "x", "text": "No."})
    run.file(name, text.encode(encoding))
    done = run(name)
    assert done.errors == [("encoding", 1 if name == "a.jsonl" else None)]
    assert f"try --encoding {encoding}" in done.lines[0]
    assert list(run(name, "--encoding", encoding).texts.values()) == ["No." if name == "a.jsonl" else text]


def test_a_few_nuls_and_a_form_feed_stay(run: Run) -> None:
    done = run(run.file("a.txt", "Page one.\x0cPage \x00two."))
    assert (done.code, done.texts) == (0, {"a.txt": "Page one.\x0cPage \x00two."})
    assert "1 NUL character" in done.lines[0]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 \x00\xff", b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n.", bytes(range(256)) * 9]
)
def test_binary_data(run: Run, data: bytes) -> None:
    done = run(run.file("a.txt", data))
    assert done.code == 2
    assert done.errors in ([("binary", None)], [("encoding", None)], [("damaged", None)])
    assert len(done.lines) == 2


def test_what_is_no_plain_text_is_not_taken_for_it_in_silence(run: Run) -> None:
    name = run.file("a.yml", "text: A.\n")
    assert run(name).lines == ["attrib: warning: a.yml: is read as plain text, whatever .yml means"]
    assert run(name, "--input-format", "text").lines == []


def test_empty_text(run: Run) -> None:
    done = run(run.file("a.txt", ""), run.file("b.jsonl", jsonl({"id": "x", "text": ""})))
    assert (done.code, done.texts, done.lines) == (0, {"a.txt": "", "x": ""}, [])


def test_long_line(run: Run) -> None:
    text = "The keeper said it is shut. " * 750_000  # 21 MB
    done = run(run.file("a.txt", text), run.file("b.jsonl", jsonl({"id": "x", "text": text})))
    assert [len(found) for found in done.texts.values()] == [len(text)] * 2


def test_broken_line(run: Run) -> None:
    lines = [jsonl({"id": str(i), "text": f"Text {i}."}) for i in range(10)]
    lines[3] = '{"id": 4, "te\n'
    done = run(run.file("a.jsonl", "".join(lines)))
    assert (done.code, done.errors, len(done.records)) == (2, [("json", 4)], 10)
    assert done.records[3]["id"] == "a.jsonl#4"
    assert done.lines[0] == "attrib: a.jsonl:4: is no whole JSON object: unterminated string starting at column 11"


def test_raw_newline_in_a_string(run: Run) -> None:
    data = '{"id":"1","text":"A."}\n{"id":"2","text":"B\nC"}\n{"id":"3","text":"D."}\n'
    done = run(run.file("a.jsonl", data))
    assert (done.code, done.errors, done.texts) == (2, [("json", 2), ("json", 3)], {"1": "A.", "3": "D."})


def test_blank_lines_are_counted_and_left_out(run: Run) -> None:
    done = run(run.file("a.jsonl", '\n{"text":"A."}\r\n \n{"text":"B."}'))
    assert done.texts == {"a.jsonl#2": "A.", "a.jsonl#4": "B."}


def test_other_line_separators_part_no_line(run: Run) -> None:
    data = '{"id":"1","text":"A\u2028B\x85C."}\n'
    assert run(run.file("a.jsonl", data)).texts == {"1": "A\u2028B\x85C."}


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        ({"id": "1", "body": "A."}, "no-text", "has no 'text', only id, body"),
        ({"id": "1", "texts": "A."}, "no-text", "--text-field texts"),
        ({}, "no-text", "the object is empty"),
        ({"id": "1", "text": 3}, "text-type", "'text' is a number"),
        ({"id": "1", "text": None}, "text-type", "'text' is null"),
        ({"id": "1", "text": ["A."]}, "text-type", "'text' is a list"),
        ([1], "json", "is a list, not an object"),
        ("A.", "json", "is a string, not an object"),
        ({"schema": "attrib/1", "id": "1", "error": {"code": "x", "message": "gone"}}, "no-text", "error line"),
    ],
)
def test_record_without_a_text(run: Run, record: object, code: str, words: str) -> None:
    done = run(run.file("a.jsonl", jsonl(record, {"text": "B."})))
    assert (done.code, done.errors, list(done.texts.values())) == (2, [(code, 1)], ["B."])
    assert words in done.lines[0]
    assert done.records[0]["id"] == ("1" if isinstance(record, dict) and record else "a.jsonl#1")


def test_fields_of_other_names(run: Run) -> None:
    name = run.file("a.jsonl", jsonl({"key": 7, "body": "A.", "publisher": "Gazette", "meta": {"x": 1}}))
    done = run(name, "--text-field", "body", "--id-field", "key")
    assert done.texts == {"7": "A."}
    assert done.records[0]["meta"] == {"publisher": "Gazette", "x": 1}


@pytest.mark.parametrize(("value", "name"), [(7, "7"), (1.5, "1.5"), (None, "a.jsonl#1"), ("", "a.jsonl#1")])
def test_ids_are_strings(run: Run, value: object, name: str) -> None:
    done = run(run.file("a.jsonl", jsonl({"id": value, "text": "A."})))
    assert (list(done.texts), done.lines) == ([name], [])


def test_an_id_that_is_none(run: Run) -> None:
    done = run(run.file("a.jsonl", jsonl({"id": ["x"], "text": "A."})))
    assert (done.code, list(done.texts)) == (0, ["a.jsonl#1"])
    assert "'id' is a list, no id" in done.lines[0]


def test_repeated_ids(run: Run) -> None:
    lines = jsonl({"id": "x#2", "text": "A."}, *({"id": "x", "text": text} for text in "BCD"))
    done = run(run.file("a.jsonl", lines))
    assert (done.code, done.texts) == (0, {"x#2": "A.", "x": "B", "x#3": "C", "x#4": "D"})
    assert done.lines == [
        "attrib: warning: a.jsonl:3: id 'x' was seen before: kept apart as 'x#3'",
        "attrib: warning: a.jsonl:4: id 'x' was seen before: kept apart as 'x#4'",
    ]


def test_same_name_in_two_folders(run: Run) -> None:
    run.file("one/a.txt", "A.")
    run.file("two/a.txt", "B.")
    done = run("one", "two")
    assert done.texts == {"a.txt": "A.", "a.txt#2": "B."}


def test_lone_surrogates(run: Run) -> None:
    record = b'{"id":"s\\ud83d","text":"\\ud83d No, she said. \\ud83e\\uddba \\udc00","m":{"\\udfff":["\\udbff"]}}'
    data = record + b'\n{"text":"B."}\n'
    done = run(run.file("a.jsonl", data))
    assert (done.code, done.texts["s\ufffd"]) == (0, "\ufffd No, she said. \U0001f9ba \ufffd")
    assert done.records[0]["meta"] == {"m": {"\ufffd": ["\ufffd"]}}
    assert len(done.records) == 2
    assert "lone surrogates" in done.lines[0]


def test_astral_characters_and_escapes_are_one_code_point(run: Run) -> None:
    text = "🦺🧯 Port fire: the chief said the blaze was out. 👩‍🚒"
    data = "".join(json.dumps({"text": text}, ensure_ascii=escaped) + "\n" for escaped in (True, False))
    assert set(run(run.file("a.jsonl", data)).texts.values()) == {text}


def test_bytes_that_are_no_utf8_in_a_line(run: Run) -> None:
    data = b'{"text":"A."}\n{"id":"2","text":"caf\xe9 \x93no\x94"}\n{"text":"C."}\n'
    name = run.file("a.jsonl", data)
    done = run(name)
    assert (done.errors, list(done.texts.values())) == ([("encoding", 2)], ["A.", "C."])
    assert "byte 0xe9 at offset 35" in done.lines[0]
    assert data[35] == 0xE9
    assert list(run(name, "--encoding", "cp1252").texts.values()) == ["A.", "café “no”", "C."]


def test_a_broken_first_line_is_no_end(run: Run) -> None:
    done = run(run.file("a.jsonl", '{\n{"text":"B."}\n'), run.file("b.jsonl", '[{"text":"A."}]\n{"text":"D."}\n'))
    assert (done.errors, list(done.texts)) == ([("json", 1)], ["a.jsonl#2", "b.jsonl#1", "b.jsonl#2"])


@pytest.mark.parametrize("value", ["NaN", "[" * 100_000, "1" * 5000 + "e9"])
def test_odd_json(run: Run, value: str) -> None:
    done = run(run.file("a.jsonl", f'{{"text":"A.","x":{value}}}\n{{"text":"B."}}\n'))
    assert len(done.records) == 2
    assert done.texts["a.jsonl#2"] == "B."


def test_double_blanks_and_crlf_stay(run: Run) -> None:
    text = "The  keeper   said  no.\r\nHe said yes.\r\n"
    assert run(run.file("a.txt", text)).texts == {"a.txt": text}


def test_an_error_inside_annotating_ends_nothing(run: Run) -> None:
    done = run(run.file("a.jsonl", jsonl({"id": "1", "text": "BOOM"}, {"id": "2", "text": "B."})))
    assert (done.code, done.errors, done.texts) == (2, [("internal", 1)], {"2": "B."})
    assert done.lines[0] == ("attrib: a.jsonl:1: internal error (KeyError: 'boom'); please report it, with the text")


def test_an_error_of_many_lines_is_told_in_one(run: Run) -> None:
    class Wordy(Fake):
        def record(self, text: str, **rest: Any) -> Record:
            raise ValueError("first\nsecond")

    done = run(run.file("a.txt", "A."), annotator=Wordy())
    assert done.lines[0] == "attrib: a.txt: internal error (ValueError: first); please report it, with the text"
    assert done.records[0]["error"]["message"] == done.lines[0].removeprefix("attrib: a.txt: ")


def test_a_record_that_cannot_be_written_ends_nothing(run: Run) -> None:
    done = run(run.file("a.jsonl", jsonl({"id": "1", "text": "UNWRITABLE"}, {"id": "2", "text": "B."})))
    assert (done.code, done.errors, done.texts) == (2, [("internal", 1)], {"2": "B."})


def test_many_faults_of_a_kind_are_summed(run: Run) -> None:
    done = run(run.file("a.jsonl", '{"x":1}\n' * 500))
    assert len(done.records) == 500
    assert len(done.lines) == 22
    assert done.lines[-1] == "attrib: … and 480 more of this kind: no-text"


def test_quiet_keeps_errors_only(run: Run) -> None:
    name = run.file("a.jsonl", jsonl({"id": "1", "text": "A\0."}, {"id": "1", "text": 3}))
    done = run(name, "-q")
    assert done.lines == ["attrib: a.jsonl:2: 'text' is a number, not a string"]


def test_names_steer_no_terminal(run: Run) -> None:
    done = run("no\x1b]31m\nsuch.txt")
    assert done.lines[0] == "attrib: no\\x1b]31m\\nsuch.txt: no such file or folder"


def test_undecodable_file_name(run: Run) -> None:
    try:
        (run.folder / "d").mkdir()
        (run.folder / "d" / b"caf\xe9.txt".decode("utf-8", "surrogateescape")).write_text("A.")
    except OSError:
        pytest.skip("this file system knows no such names")
    assert run("d").texts == {"caf\ufffd.txt": "A."}
