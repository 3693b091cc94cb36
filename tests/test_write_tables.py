"""Tables: CSV, TSV, XLSX and Parquet, read again by the libraries people read them with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest
from attrib import Annotator
from attrib.cli import main
from attrib.errors import UsageError
from attrib.write import xlsx
from attrib.write.delimited import unguarded
from attrib.write.formats import FORMATS, make
from attrib.write.tables import ATTRIBUTIONS, SENTENCES, SURE, TABLES, attribution_rows, sentence_rows
from attrib.write.writer import Target
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from pyarrow import parquet

from write_cases import HARD, Record, failed, hard, words, write

Rows = list[dict[str, Any]]
NAMES = {table: [column.name for column in columns] for table, columns in TABLES.items()}
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(scope="module")
def record(annotator: Annotator) -> Record:
    return hard(annotator)


def of(record: Record) -> tuple[Rows, Rows]:
    """The rows that every table must give back."""
    sentences = [dict(zip(NAMES["sentences"], row, strict=True)) for row in sentence_rows(record)]
    attributions = [dict(zip(NAMES["attributions"], row, strict=True)) for row in attribution_rows(record)]
    return sentences, attributions


def read_delimited(delimiter: str) -> Callable[[Path], tuple[Rows, Rows]]:
    def rows(path: Path, table: Any) -> Rows:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found = list(csv.DictReader(lines, delimiter=delimiter))
        return [{c.name: typed(unguarded(row[c.name]), c.kind) for c in table} for row in found]

    return lambda path: (
        rows(path, SENTENCES),
        rows(path.with_name(f"{path.stem}.attributions{path.suffix}"), ATTRIBUTIONS),
    )


def typed(cell: str, kind: str) -> Any:
    if cell == "":
        return None
    return {"str": str, "int": int, "float": float, "bool": lambda word: {"true": True, "false": False}[word]}[kind](
        cell
    )


def read_xlsx(path: Path) -> tuple[Rows, Rows]:
    book = load_workbook(path)

    def rows(name: str) -> Rows:
        head, *rest = book[name].values
        return [dict(zip(head, map(plain, row), strict=True)) for row in rest]

    return rows("sentences"), rows("attributions")


def plain(value: Any) -> Any:
    return unescape(value) if isinstance(value, str) else value


def read_parquet(path: Path) -> tuple[Rows, Rows]:
    beside = path.with_name(f"{path.stem}.attributions.parquet")
    return parquet.read_table(path).to_pylist(), parquet.read_table(beside).to_pylist()


READERS = {"csv": read_delimited(","), "tsv": read_delimited("\t"), "xlsx": read_xlsx, "parquet": read_parquet}


@pytest.mark.parametrize("format", READERS)
def test_tables_come_back_as_they_were(record: Record, format: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{format}"
    other = {**record, "id": "second"}
    assert write(format, path, [record, failed(), other]) == {}
    sentences, attributions = READERS[format](path)
    wanted = [of(one) for one in (record, failed(), other)]
    assert sentences == [row for rows, _ in wanted for row in rows]
    assert attributions == [row for _, rows in wanted for row in rows]


def test_rows_say_what_the_record_says(record: Record) -> None:
    sentences, attributions = of(record)
    assert [row["text"] for row in sentences] == words(record, [(s["start"], s["end"]) for s in record["sentences"]])
    for row, sentence in zip(sentences, record["sentences"], strict=True):
        label = sentence["label"]
        assert {name: row[name] for name in ("voice", *SURE)} == {name: label[name] for name in ("voice", *SURE)}
    ferry = sentences[0]
    shown = (ferry["source"], ferry["certainty"], ferry["hedges"])
    assert shown == ("harbour master", "possible", "may (epistemic, possible)")
    assert (ferry["title"], ferry["publisher"], ferry["date"]) == ("Ferry 🚢", "The Élan Post", "2024-05-03")
    assert json.loads(ferry["meta"])["section"] == {"page": 3}
    for row, one in zip(attributions, record["attributions"], strict=True):
        assert row["cue_text"] == " … ".join(words(record, one["cue"]))
        spans = [[int(n) for n in span.split("-")] for span in row["content_spans"].split()]
        assert spans == one["content"]
        assert row["attribution"] in record["sentences"][row["sentence"]]["attributions"]


def test_a_chain_is_outermost_first(annotator: Annotator) -> None:
    record = annotator.record("State media announced this, Reuters reports.", id="x")
    (row,) = of(record)[0]
    assert (row["source"], row["chain"]) == ("State media", "Reuters > State media")


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_no_cell_begins_like_a_formula(record: Record, format: str, tmp_path: Path) -> None:
    write(format, tmp_path / "out", [record])
    for path in (tmp_path / "out", tmp_path / "out.attributions"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            cells = [cell for row in csv.reader(lines, delimiter="," if format == "csv" else "\t") for cell in row]
        assert not [cell for cell in cells if cell.lstrip(" \u00a0").startswith(TRIGGERS)]
        assert any(cell.startswith("'=HYPERLINK") for cell in cells)


@given(st.text(st.characters(codec="utf-8"), max_size=12) | st.from_regex(r"'*\s?[=+@-].?", fullmatch=True))
def test_a_guard_is_taken_away_exactly(cell: str) -> None:
    from attrib.write.delimited import _cell

    written = _cell(cell)
    assert not written.startswith(TRIGGERS)
    assert unguarded(written) == cell


def test_a_workbook_holds_no_formula(record: Record, tmp_path: Path) -> None:
    write("xlsx", tmp_path / "out.xlsx", [record])
    cells = [cell for sheet in load_workbook(tmp_path / "out.xlsx") for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "-"))]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


def test_a_workbook_explains_its_columns(record: Record, tmp_path: Path) -> None:
    write("xlsx", tmp_path / "out.xlsx", [record])
    book = load_workbook(tmp_path / "out.xlsx")
    _, *rows = book["columns"].values
    assert [row[1] for row in rows] == [*NAMES["sentences"], *NAMES["attributions"]]
    assert all(row[3] for row in rows)
    assert book["sentences"].freeze_panes == "A2"
    assert book["sentences"].auto_filter.ref == f"A1:{xlsx.letter(len(SENTENCES))}{len(record['sentences']) + 1}"


def test_a_table_longer_than_a_sheet_goes_on(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST", 5)
    write("xlsx", tmp_path / "out.xlsx", [record])
    book = load_workbook(tmp_path / "out.xlsx")
    sheets = [sheet for sheet in book if sheet.title.startswith("sentences")]
    assert [sheet.max_row for sheet in sheets[:-1]] == [5] * (len(sheets) - 1)
    rows = [row for sheet in sheets for row in list(sheet.values)[1:]]
    assert [row[NAMES["sentences"].index("sentence")] for row in rows] == list(range(len(record["sentences"])))
    assert [sheet.auto_filter.ref[-1] for sheet in sheets] == [str(sheet.max_row) for sheet in sheets]


@pytest.mark.parametrize("mark", ["a", "😀"])
def test_a_cell_too_long_for_a_workbook_is_cut_and_told(annotator: Annotator, tmp_path: Path, mark: str) -> None:
    record = annotator.record("He left.", id="x", meta={"long": mark * 40_000})
    lost = write("xlsx", tmp_path / "out.xlsx", [record])
    assert list(lost) == ["long-cells"]
    (row,) = read_xlsx(tmp_path / "out.xlsx")[0]
    assert 32_700 < len(row["meta"].encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    "text",
    ["a\x00b\x07", "_x000D_", "__x0041_", "\x0b\x0c", " lead \r\n", "\ufffe\uffff", "#N/A", "=1", "12"],
)
def test_a_workbook_holds_every_character(annotator: Annotator, tmp_path: Path, text: str) -> None:
    write("xlsx", tmp_path / "out.xlsx", [annotator.record("Hm.", id=text)])
    assert read_xlsx(tmp_path / "out.xlsx")[0][0]["document"] == text


def test_parquet_is_written_in_groups(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.write.parquet.GROUP", 8)
    write("parquet", tmp_path / "out.parquet", [record] * 3)
    file = parquet.ParquetFile(tmp_path / "out.parquet")
    assert file.num_row_groups > 1
    assert file.metadata.num_rows == 3 * len(record["sentences"])
    fields = {field.name: field.metadata[b"description"].decode() for field in file.schema_arrow}
    assert fields == {column.name: column.what for column in SENTENCES}


def test_people_read_them_in_one_line(record: Record, tmp_path: Path) -> None:
    for format in ("csv", "parquet", "xlsx"):
        write(format, tmp_path / f"out.{format}", [record])
    wanted = [row["certainty"] for row in of(record)[0]]
    for frame in (
        pandas.read_csv(tmp_path / "out.csv"),
        pandas.read_excel(tmp_path / "out.xlsx", engine="openpyxl"),
        pandas.read_parquet(tmp_path / "out.parquet"),
    ):
        assert list(frame.columns) == NAMES["sentences"]
        assert [None if pandas.isna(level) else level for level in frame["certainty"]] == wanted
    for frame in (polars.read_csv(tmp_path / "out.csv"), polars.read_parquet(tmp_path / "out.parquet")):
        assert frame["certainty"].to_list() == wanted


@pytest.mark.parametrize("format", READERS)
def test_no_document_gives_empty_tables(tmp_path: Path, format: str) -> None:
    write(format, tmp_path / f"out.{format}", [])
    assert READERS[format](tmp_path / f"out.{format}") == ([], [])


@pytest.mark.parametrize("format", READERS)
def test_without_text(record: Record, tmp_path: Path, format: str) -> None:
    write(format, tmp_path / f"out.{format}", [record], text=False)
    sentences, attributions = READERS[format](tmp_path / f"out.{format}")
    assert {row["text"] for row in sentences} == {None}
    assert {row["content_text"] for row in attributions} == {None}
    assert [row["certainty"] for row in sentences] == [row["certainty"] for row in of(record)[0]]


@pytest.mark.parametrize("format", ["xlsx", "parquet"])
def test_an_unfinished_file_does_not_stay(record: Record, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"out.{format}"
    path.write_bytes(b"before")
    with pytest.raises(UsageError, match="exists already"):
        make(FORMATS[format], Target(path))
    writer = make(FORMATS[format], Target(path, overwrite=True))
    writer.open()
    writer.write(writer.render(record))
    writer.close()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"before")]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_file_beside_is_not_overwritten_unasked(tmp_path: Path, format: str) -> None:
    (tmp_path / f"out.attributions.{format}").write_text("mine")
    with pytest.raises(UsageError, match=r"out\.attributions\.\w+: exists already"):
        make(FORMATS[format], Target(tmp_path / f"out.{format}"))


def test_from_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(HARD.encode())
    assert main(["annotate", "a.txt", "missing.txt", "-o", "out.xlsx"]) == 2
    assert read_xlsx(Path("out.xlsx"))[0][-1]["error"] == "no such file or folder"
    assert capsys.readouterr().err.splitlines() == [
        "attrib: missing.txt: no such file or folder",
        "attrib: xlsx: hedges' scopes and sources' mentions are left out",
        "attrib: 1 document, 7 sentences in out.xlsx; 1 could not be annotated",
    ]
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "out.xlsx"]


def test_a_pipe_gets_the_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The ferry may sail, the mayor said.")
    assert main(["annotate", "a.txt", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["source"], row["certainty"]) == ("mayor", "possible")
    assert "standard output has the table of sentences only" in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--format", "xlsx"], "xlsx cannot be written to standard output: name a file with -o"),
        (["--format", "excel"], "'excel' is none of text, jsonl, csv, tsv, xlsx, parquet, "),
        (["--format", "parket"], "; did you mean 'parquet'?"),
        (["-o", "out.xslx"], "out.xslx: no format has this suffix; did you mean '.xlsx'?"),
        (["-o", "out.csv", "--resume"], "--resume goes on with JSON lines, not with csv"),
        (["-o", "no/out.xlsx"], "there is no folder no"),
    ],
)
def test_mistakes_are_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argv: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Hm.")
    assert main(["annotate", "a.txt", *argv]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_a_missing_library_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module in ("openpyxl", "pyarrow"):
        monkeypatch.setitem(sys.modules, module, None)
    for format, extra in (("xlsx", "xlsx"), ("parquet", "parquet")):
        with pytest.raises(UsageError, match=rf'is not installed: pip install "attrib\[{extra}\]"'):
            make(FORMATS[format], Target(tmp_path / f"out.{format}"))
