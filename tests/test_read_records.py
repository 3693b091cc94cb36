"""Tables and JSON: each record a document, one that is broken told with its line, the rest read."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from attrib.read import Failure, RawDocument, ReadOptions, read_paths
from attrib.read.jsonwhole import Cutter
from hypothesis import given
from hypothesis import strategies as st

import exports
from reading import Items, documents, read


def texts(items: Items) -> list[str]:
    return [item.text for item in items if isinstance(item, RawDocument)]


def faults(items: Items) -> list[tuple[str, int | None]]:
    return [(item.code, item.line) for item in items if isinstance(item, Failure)]


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


def test_a_row_is_a_document(csv: Path) -> None:
    (item,) = read(csv, 'id,text,title\r\n7,"The keeper said\r\nit is shut.",Gate\r\n')
    assert item == RawDocument("7", "The keeper said\r\nit is shut.", {"title": "Gate"}, str(csv), 2, ())


def test_a_cell_may_be_of_any_size(csv: Path) -> None:
    items = read(csv, f'id,text\n1,"{"x" * 400_000}"\n2,B.\n')
    assert [len(text) for text in texts(items)] == [400_000, 2]


def test_an_inner_quotation_mark_is_an_error_with_its_line(csv: Path) -> None:
    items = read(csv, 'id,text,x\n1,A.,x\n2,B.,x\n3,"He said "no" today",x\n4,"C ""c"".",x\n')
    assert (texts(items), faults(items)) == (["A.", "B.", 'C "c".'], [("csv", 4)])


def test_cells_are_never_shifted(csv: Path) -> None:
    items = read(csv, "id,text,x\n1,A.\n2,B.,x,y\n3,C.,x\n")
    assert (texts(items), faults(items)) == (["C."], [("csv", 2), ("csv", 3)])
    assert "has 2 cells where the header has 3" in str(items[0])


def test_a_quotation_mark_that_is_never_closed_takes_one_row(csv: Path) -> None:
    items = read(csv, 'id,text\n1,"A.\n2,B.\n3,C.\n')
    assert (texts(items), faults(items)) == (["B.", "C."], [("csv", 2)])


@pytest.mark.parametrize("sign", ",;|\t")
def test_the_delimiter_is_found(csv: Path, sign: str) -> None:
    assert texts(read(csv, f'"id"{sign}"text"\n1{sign}A.\n')) == ["A."]


def test_excel_may_name_the_delimiter(csv: Path) -> None:
    assert texts(read(csv, "sep=;\nid;text, in full\n1;A.\n", text_field="text, in full")) == ["A."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_marks_tell_the_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    data = "id,text\n1,“Née.”\n" if name == "a.csv" else '{"id":"1","text":"“Née.”"}\n'
    (item,) = read(tmp_path / name, data.encode(encoding))
    assert isinstance(item, RawDocument)
    assert (item.id, item.text) == ("1", "“Née.”")


def test_a_row_in_another_encoding(csv: Path) -> None:
    data = "id,text\n1,caf\xe9\n2,B.\n".encode("latin-1")
    items = read(csv, data)
    assert (texts(items), faults(items)) == (["B."], [("encoding", 2)])
    assert texts(read(csv, data, encoding="cp1252")) == ["café", "B."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(csv: Path, end: str) -> None:
    items = read(csv, f'id,text{end}1,A.{end}{end}2,"B{end}b."{end}3,C.')
    assert texts(items) == ["A.", f"B{end}b.", "C."]
    assert [item.line for item in items] == [2, 4, 6]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        ("id,body\n1,A.\n", "no-text", "--text-field"),
        ("id,Text\n1,A.\n", "no-text", "--text-field Text"),
        ("text,text\n1,A.\n", "csv", "two columns are called 'text'"),
        ("\x00\x01\x02" * 90, "encoding", "NUL"),
    ],
)
def test_a_table_without_what_is_needed_is_one_error(csv: Path, data: str, code: str, words: str) -> None:
    (item,) = read(csv, data)
    assert isinstance(item, Failure)
    assert item.code == code
    assert words in item.message


def test_quotation_marks_in_tables_parted_by_tabs(tmp_path: Path) -> None:
    items = read(tmp_path / "a.tsv", 'id\ttext\n1\t"Yes," he said.\n2\t"in ""q"" marks"\n3\t"open\n4\tD.\n')
    assert (texts(items), faults(items)) == (['"Yes," he said.', 'in "q" marks', '"open', "D."], [])


def test_a_long_row_is_passed_over(csv: Path) -> None:
    items = read(csv, f"id,text\n1,A.\n2,{'x' * 5000}\n3,C.\n", max_record=1000)
    assert (texts(items), faults(items)) == (["A.", "C."], [("too-long", 3)])


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_what_csv_writes_is_read_again(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    import csv as library

    rows = [(a.encode("utf-8", "replace").decode(), b.encode("utf-8", "replace").decode()) for a, b in rows]
    buffer = io.StringIO(newline="")
    library.writer(buffer, quoting=library.QUOTE_ALL).writerows([("x", "text"), *rows])
    items = read(tmp_path_factory.mktemp("csv") / "a.csv", buffer.getvalue().encode("utf-8-sig"))
    assert [(item.meta["x"], item.text) for item in items if isinstance(item, RawDocument)] == rows


LIST = """[
  {"text": "A."},
  {"text": "B." "x": 1},
  {"text": "C, she said: \\"no\\" }"}, 3,
  {"text": "D.", "x": {"y": 1},
  {"text": "E."},
  {"text": "cut"""


def test_a_list_is_read_record_by_record(tmp_path: Path) -> None:
    items = read(tmp_path / "a.json", LIST)
    assert texts(items) == ["A.", 'C, she said: "no" }', "E."]
    assert faults(items) == [("json", 3), ("json", 4), ("json", 5), ("json", 7)]


def test_a_long_record_is_passed_over(tmp_path: Path) -> None:
    data = json.dumps([{"text": "A."}, {"text": "x" * 300_000}, {"text": "C."}], indent=1)
    items = read(tmp_path / "a.json", data, max_record=1000)
    assert (texts(items), faults(items)) == (["A.", "C."], [("too-long", 5)])


@pytest.mark.parametrize(
    "data",
    [
        '{"text": "A."}',
        '{\n "text": "A."\n}',
        '[{"text": "A."}]',
        '{"n": 1, "stories": [{"text": "A."}]}',
        ' [\n{"text":"A."}]',
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.other"])
def test_shapes_of_json(tmp_path: Path, data: str, name: str) -> None:
    if not (name != "a.json" and data.startswith('{"n"')):  # a line of JSON lines is a record
        assert texts(read(tmp_path / name, data)) == ["A."]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.lists(st.dictionaries(st.text(), JSON)), st.sampled_from([None, 1]), st.integers(1, 9))
def test_records_are_cut_where_they_end(records: list[object], indent: int | None, size: int) -> None:
    data = json.dumps(records, indent=indent).encode()
    chunks = (data[at : at + size] for at in range(0, len(data), size))
    lines = list(Cutter(chunks, 0, 10**9).records())
    assert [json.loads(line.data or b"") for line in lines] == records
    assert all(data[line.offset :].startswith(line.data or b"?") for line in lines)
    assert [line.number for line in lines] == [data[: line.offset].count(b"\n") + 1 for line in lines]


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_failures(data: bytes) -> None:
    for item in read_paths(["-"], ReadOptions(format="json", stdin=io.BytesIO(data))):
        assert isinstance(item, Failure)
        item.message.encode()


@given(st.text(alphabet='ab,"\n\r;\t', max_size=60), st.sampled_from(["csv", "tsv"]))
def test_any_table_ends(data: str, name: str) -> None:
    list(read_paths(["-"], ReadOptions(format=name, stdin=io.BytesIO(b"text,a\n" + data.encode()))))


PLEASE = {
    "maintext": "A.", "source_domain": "gazette.example", "date_publish": "2021-02-03 10:11:12", "authors": ["J. Roe"],
    "title": "Gate shut", "url": "http://gazette.example/1", "image_url": "x",
}  # fmt: skip
REGISTRY = {
    "uri": "17", "body": "A.", "title": "Gate shut", "source": {"uri": "gazette.example", "title": "Gazette"},
    "dateTimePub": "2021-02-03T10:11:12Z", "isDuplicate": False, "url": "http://gazette.example/1",
    "authors": [{"name": "J. Roe", "uri": "j@gazette.example"}],
}  # fmt: skip
CLOUD = {
    "id": "17", "text": "A.", "title": "Gate shut", "media_name": "gazette.example", "media_url": "gazette.example",
    "publish_date": "2021-02-03", "indexed_date": "2021-02-04T01:02:03", "url": "http://gazette.example/1",
}  # fmt: skip
TRAFILATURA = {
    "text": "A.", "raw_text": "A.", "title": "Gate shut", "author": "J. Roe", "hostname": "gazette.example",
    "date": "2021-02-03", "source-hostname": "Gazette", "fingerprint": "17", "source": "http://gazette.example/1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "name", "publisher"),
    [
        (PLEASE, "http://gazette.example/1", "gazette.example"),
        (REGISTRY, "17", "Gazette"),
        (CLOUD, "17", "gazette.example"),
        (TRAFILATURA, "http://gazette.example/1", "Gazette"),
    ],
)
def test_records_of_known_tools(tmp_path: Path, record: dict[str, Any], name: str, publisher: str) -> None:
    (item,) = read(tmp_path / "a.jsonl", json.dumps(record))
    assert isinstance(item, RawDocument)
    assert (item.id, item.text) == (name, "A.")
    assert item.meta["title"] == "Gate shut"
    assert str(item.meta["date"]).startswith("2021-02-03")
    assert item.meta["publisher"] == publisher
    assert item.meta["url"] == "http://gazette.example/1"
    assert item.meta.get("byline", "J. Roe") == "J. Roe"


def test_what_is_asked_for_beats_what_is_found(tmp_path: Path) -> None:
    path, data = tmp_path / "a.jsonl", json.dumps(PLEASE | {"lead": "B."})
    assert texts(read(path, data, text_field="lead")) == ["B."]
    (item,) = read(path, json.dumps({"maintext": "A.", "title": "T"}), preset="news-please")
    assert (item.id, texts([item])) == (f"{path}#1", ["A."])


def test_a_list_in_an_answer(tmp_path: Path) -> None:
    data = {"articles": {"page": 1, "pages": 1, "results": [REGISTRY, REGISTRY | {"uri": "18", "body": "B."}]}}
    assert texts(read(tmp_path / "a.json", json.dumps(data))) == ["A.", "B."]


def test_the_headline_before_the_text(tmp_path: Path) -> None:
    lines = [{"text": "A.", "title": " Gate shut "}, {"text": "Gate shut. B.", "title": "Gate shut"}, {"text": "C."}]
    data = "\n".join(map(json.dumps, lines))
    assert texts(read(tmp_path / "a.jsonl", data, include_title=True)) == ["Gate shut\n\nA.", "Gate shut. B.", "C."]


def test_markdown(tmp_path: Path) -> None:
    front = "---\ntitle: Gate shut\ndate: 3 February 2021\nauthor: [A. Poe, J. Roe]\n---\n"
    body = "# Gate\n\nThe *keeper* said [it](http://x.example) is\nshut.\n\n    code\n\n- One `x`.\n- Two.\n"
    (item,) = read(tmp_path / "a.md", front + body)
    assert isinstance(item, RawDocument)
    assert item.text == "Gate\n\nThe keeper said it is\nshut.\n\nOne x.\n\nTwo."
    assert item.meta == {"title": "Gate shut", "date": "2021-02-03", "byline": "A. Poe; J. Roe"}


def test_front_matter_that_is_none(tmp_path: Path) -> None:
    assert faults(read(tmp_path / "a.md", "---\na: &x [1]\nb: *x\n---\nA.")) == [("front-matter", None)]
    assert texts(read(tmp_path / "a.md", "---\n- a\n---\nA.")) == ["A."]


def test_json_lines_that_are_called_text(tmp_path: Path) -> None:
    lines = '{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    assert [item.text for item in documents(read(tmp_path / "a.txt", lines))] == ["One.", "Two."]
    for prose in ('{"so": to say}\nshe said.\n', '{"id": "a",\n"text": "One."}\n', '"One," she said.\n'):
        assert documents(read(tmp_path / "b.txt", prose))[0].text == prose
    assert documents(read(tmp_path / "a.txt", lines, format="text"))[0].text == lines


def test_markup_and_rows_that_are_called_text(tmp_path: Path) -> None:
    """Told by what they hold; prose that begins with a bracket or a sharp stays a text."""
    for data in (exports.tei(2), exports.NITF, exports.newsml(2), exports.conllu(2)):
        first, *_ = documents(read(tmp_path / "a.txt", data))
        assert first.text.startswith("The gate is shut, the keeper said.")
    for prose in ("<b>Rain</b> fell, he said.\n", "# 1\n1\tRain fell.\n", "<it rained> is a tag, he said.\n"):
        assert documents(read(tmp_path / "b.txt", prose))[0].text == prose


def test_the_list_of_an_object_is_the_one_with_texts(tmp_path: Path) -> None:
    page = {"authors": [{"name": "A"}], "result": {"tags": [{"n": 1}], "rows": [{"id": "1", "text": "One."}]}}
    assert texts(read(tmp_path / "a.json", json.dumps(page))) == ["One."]
    (failure,) = read(tmp_path / "b.json", json.dumps({"ok": True, "rows": [{"content": "One."}]}))
    assert "has no 'text', only content" in str(failure)


@pytest.mark.parametrize("lines", [True, False])
def test_an_article_of_event_registry_with_little_in_it(tmp_path: Path, lines: bool) -> None:
    article = {
        "uri": "77", "body": "One.", "title": "T", "dateTimePub": "2021-02-03T10:00:00Z",
        "source": {"title": "Gazette"}, "authors": [{"name": "A. Poe"}],
    }  # fmt: skip
    (item,) = documents(read(tmp_path / ("a.jsonl" if lines else "a.json"), json.dumps(article)))
    assert (item.text, item.id) == ("One.", "77")
    assert [item.meta[name] for name in ("title", "publisher", "byline")] == ["T", "Gazette", "A. Poe"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_key_that_stands_twice_is_told(tmp_path: Path, name: str) -> None:
    twice, nested = '{"id": "a", "text": "A.", "text": "B."}', '{"id": "b", "text": "\\"text\\"", "more": {"id": 1}}'
    first, second = read(tmp_path / name, f"{twice}\n{nested}\n")
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.text, [note.code for note in first.notes], second.notes) == ("B.", ["key-repeated"], ())
