"""Tables of columns, workbooks, web pages, crawls, agency news, TEI and CoNLL-U: what is kept of each."""

# ruff: noqa: E501  pages as they are
from __future__ import annotations

import datetime
import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrib.read import Failure, RawDocument, read_paths
from attrib.read.formats import FORMATS

import exports
from exports import Article
from reading import documents, read

BODY = list(Article().body)
TEXT = "\n\n".join(BODY)


def failures(items: list[RawDocument | Failure]) -> list[tuple[str, int | None]]:
    return [(item.code, item.line) for item in items if isinstance(item, Failure)]


ROWS: list[dict[str, Any]] = [
    {
        "id": "1",
        "text": "“Née,” she said. 😀",
        "title": "T",
        "date": datetime.date(2021, 2, 3),
        "tags": ["a", "b"],
        "n": 1.0,
    },
    {"id": "2", "text": "B.", "title": None, "date": None, "tags": [], "n": 2.5},
    {"id": "3", "text": None, "title": "U", "date": None, "tags": None, "n": None},
    {"id": "4", "text": "D.", "title": "V", "date": datetime.date(2021, 2, 4), "tags": ["c"], "n": None},
]


@pytest.mark.parametrize("kind", ["parquet", "arrow", "stream"])
def test_columns(tmp_path: Path, kind: str) -> None:
    name = "a.parquet" if kind == "parquet" else "a.arrow"
    items = read(tmp_path / name, exports.columnar(ROWS, kind))
    assert [item.id for item in items] == ["1", "2", "3", "4"]
    assert items[0] == RawDocument(
        "1",
        "“Née,” she said. 😀",
        {"title": "T", "date": "2021-02-03", "tags": ["a", "b"], "n": 1},
        f"{tmp_path}/{name}",
        1,
    )
    assert failures(items) == [("no-text", 3)]


def test_a_damaged_row_group_leaves_the_others(tmp_path: Path) -> None:
    rows = [{"text": f"Text number {n} of many, the keeper said."} for n in range(40)]
    data = bytearray(exports.columnar(rows, "parquet"))
    data[10:40] = b"\xff" * 30
    items = read(tmp_path / "a.parquet", bytes(data))
    assert failures(items) == [("damaged", 1)]
    assert [item.line for item in items if isinstance(item, RawDocument)] == list(range(21, 41))


def test_a_row_that_is_no_text_leaves_the_others(tmp_path: Path) -> None:
    rows = [{"text": f"Text {n} of many."} for n in range(4)]
    data = exports.columnar(rows, "arrow").replace(b"Text 2 of", b"Text \xff of")
    items = read(tmp_path / "a.arrow", data)
    assert failures(items) == [("damaged", 3)]
    assert [item.line for item in items if isinstance(item, RawDocument)] == [1, 2, 4]


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.xlsx"])
def test_a_table_without_texts_names_its_columns(tmp_path: Path, name: str) -> None:
    rows = [{"body_text": "A."}]
    kind = "parquet" if name == "a.parquet" else "arrow"
    data = exports.xlsx([["body_text"], ["A."]]) if name == "a.xlsx" else exports.columnar(rows, kind)
    (item,) = read(tmp_path / name, data)
    assert isinstance(item, Failure)
    assert "only body_text: name the field with --text-field body_text" in item.message
    assert documents(read(tmp_path / name, data, text_field="body_text"))[0].text == "A."


def test_a_workbook(tmp_path: Path) -> None:
    day = datetime.datetime(2021, 2, 3)
    rows = [
        ["id", "text", "date", None, "n"],
        [7, "A\nb.", day, "x", 1.5],
        [],
        [8, None, None, "y", None],
        [9, "C.", None, None, 2.0],
    ]
    items = read(tmp_path / "a.xlsx", exports.xlsx(rows))
    assert items[0] == RawDocument(
        "7", "A\nb.", {"date": "2021-02-03", "column 4": "x", "n": 1.5}, f"{tmp_path}/a.xlsx", 2
    )
    assert failures(items) == [("no-text", 4)]
    assert (items[-1].id, items[-1].line) == ("9", 5)


def test_sheets_with_texts_are_read_and_others_are_not(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["notes"])
    for title in ("One", "Two"):
        sheet = book.create_sheet(title)
        sheet.append(["text"])
        sheet.append([f"{title}."])
    book.save(tmp_path / "a.xlsx")
    items = list(read_paths([tmp_path / "a.xlsx"]))
    assert [(item.id, item.text) for item in documents(items)] == [
        (f"{tmp_path}/a.xlsx#2", "One."), (f"{tmp_path}/a.xlsx#Two!2", "Two."),
    ]  # fmt: skip


def test_a_web_page(tmp_path: Path) -> None:
    (item,) = documents(read(tmp_path / "a.html", exports.web_page()))
    assert item.text.startswith("The gate is shut, the keeper said. The path behind it")
    assert "\n\nIt may open in May" in item.text
    assert not any(word in item.text for word in ("Cookies", "Sport"))
    assert {name: item.meta.get(name) for name in ("title", "byline", "publisher", "date")} == {
        "title": "Life along the A-12, part 3", "byline": "Jane Roe", "publisher": "The Lowland Courier", "date": "2021-02-03",
    }  # fmt: skip


def test_a_page_without_an_article(tmp_path: Path) -> None:
    assert failures(read(tmp_path / "a.html", "<html><body><img src='a.png'></body></html>")) == [("no-text", None)]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_encoding_of_a_page(tmp_path: Path, encoding: str) -> None:
    page = exports.web_page(body=("“Née” — the keeper’s café is shut, she said.",)).replace("utf-8", encoding)
    assert "“Née” — the keeper’s café" in documents(read(tmp_path / "a.html", page.encode(encoding)))[0].text


def test_a_page_in_another_encoding_than_it_says(tmp_path: Path) -> None:
    page = exports.web_page(body=("“Née” — the keeper’s café is shut, she said.",))
    (item,) = documents(read(tmp_path / "a.html", page.encode("cp1252")))
    assert "“Née”" in item.text
    assert [note.code for note in item.notes] == ["encoding"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl(tmp_path: Path, packed: bool) -> None:
    pages = [exports.web_page(f"Gate {n}").encode() for n in range(3)]
    first, *others = documents(read(tmp_path / ("a.warc.gz" if packed else "a.warc"), exports.warc(pages, packed)))
    assert len(others) == 2
    assert first.id == first.meta["url"] == "http://courier.example/1"
    assert (first.line, first.meta["title"], first.meta["crawled"]) == (1, "Gate 0", "2021-02-03T10:11:12+00:00")
    assert first.text.startswith("The gate is shut")


def test_what_is_no_page_in_a_crawl_is_left_out(tmp_path: Path) -> None:
    page = exports.web_page().encode()
    data = exports.warc([page], kind="image/png") + exports.warc([page], status="404 Not Found") + exports.warc([page])
    assert len(documents(read(tmp_path / "a.warc.gz", data))) == 1


def test_a_broken_page_leaves_the_others(tmp_path: Path) -> None:
    pages = [exports.web_page().encode(), b"<html></html>", exports.web_page("Two").encode()]
    items = read(tmp_path / "a.warc", exports.warc(pages, packed=False))
    assert (failures(items), len(items)) == ([("no-text", 2)], 3)


@pytest.mark.parametrize("by", [b"rubbish\r\n\r\n", b"\xff" * 5000])
def test_rubbish_between_pages_is_told_and_passed_over(tmp_path: Path, by: bytes) -> None:
    data = exports.warc([exports.web_page(f"Gate {n}").encode() for n in range(6)], packed=False)
    at = data.index(b"WARC/1.0", data.index(b"courier.example/3"))
    items = read(tmp_path / "a.warc", data[:at] + by + data[at:])
    assert [code for code, _ in failures(items)] == ["damaged"]
    titles = [item.meta["title"] for item in items if isinstance(item, RawDocument)]
    assert titles in ([f"Gate {n}" for n in range(6)], [f"Gate {n}" for n in (0, 1, 2, 4, 5)])


def test_a_damaged_member_of_a_packed_crawl_is_told_and_the_others_read(tmp_path: Path) -> None:
    members = [exports.warc([exports.web_page(f"Gate {n}").encode()]) for n in range(6)]
    members[2] = members[2][:60] + b"\xff" * 20 + members[2][80:]
    members[4] = members[4][:-30]
    items = read(tmp_path / "a.warc.gz", b"".join(members))
    assert [item.meta["title"] for item in items if isinstance(item, RawDocument)] == [
        "Gate 0",
        "Gate 1",
        "Gate 3",
        "Gate 5",
    ]
    assert [str(item).rpartition(": ")[2] for item in items if isinstance(item, Failure)] == [
        "the gzip data is damaged or cut short (2 of its members could not be unpacked and are left out)"
    ]


def test_plain_texts_of_a_crawl(tmp_path: Path) -> None:
    text = TEXT.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://courier.example/\r\nContent-Type: text/plain\r\n"
    )
    head += "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nWARC-Date: 2021-02-03T10:11:12Z\r\n"
    data = f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text + b"\r\n\r\n"
    assert documents(read(tmp_path / "a.warc.wet", data))[0].text == TEXT


def test_nitf(tmp_path: Path) -> None:
    (item,) = documents(read(tmp_path / "a.xml", exports.NITF))
    assert (item.id, item.text) == ("17", TEXT)
    assert item.meta == {
        "title": "Life along the A-12, part 3", "date": "2021-02-03T10:11:12+00:00", "publisher": "The Lowland Courier",
        "byline": "Jane Roe", "section": "News", "dateline": "HARROW",
    }  # fmt: skip


def test_newsml_g2(tmp_path: Path) -> None:
    first, second = documents(read(tmp_path / "a.xml", exports.newsml(2)))
    assert (first.id, second.id, first.text) == ("urn:item:1", "urn:item:2", TEXT)
    assert first.meta == {
        "title": "Life along the A-12, part 3", "date": "2021-02-03T09:00:00+00:00", "publisher": "The Lowland Courier",
        "byline": "Jane Roe", "credit": "Courier",
    }  # fmt: skip
    assert documents(read(tmp_path / "b.xml", exports.G2.format(id="x")))[0].text == TEXT


def test_nitf_within_newsml(tmp_path: Path) -> None:
    inner = exports.NITF[exports.NITF.index("<nitf>") :]
    page = exports.G2.format(id="x")
    start, end = page.index("<html"), page.index("</html>") + len("</html>")
    (item,) = documents(read(tmp_path / "a.xml", page[:start] + inner + page[end:]))
    assert (item.id, item.text) == ("x", TEXT)


def test_reuters_corpus(tmp_path: Path) -> None:
    page = '<newsitem itemid="2286" date="1996-08-20"><title>T</title><headline>Gate shut</headline><text><p>A.</p><p>B.</p></text></newsitem>'
    (item,) = documents(read(tmp_path / "a.xml", page))
    assert (item.id, item.text, item.meta["date"], item.meta["title"]) == ("2286", "A.\n\nB.", "1996-08-20", "T")


def test_tei(tmp_path: Path) -> None:
    first, second = documents(read(tmp_path / "a.xml", exports.tei(2)))
    assert (first.id, second.id, first.text) == ("t1", "t2", TEXT)
    assert first.meta == {
        "title": "Life along the A-12, part 3", "byline": "Jane Roe", "date": "2021-02-03", "publisher": "The Lowland Courier",
    }  # fmt: skip


def test_tei_by_the_word(tmp_path: Path) -> None:
    words = "<s><w>The</w><w>gate</w><w>is</w><w>shut</w><pc>.</pc></s>"
    page = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{words}</p></body></text></TEI>'
    assert documents(read(tmp_path / "a.tei", page))[0].text == "The gate is shut."


def test_conllu(tmp_path: Path) -> None:
    first, second = documents(read(tmp_path / "a.conllu", exports.conllu(2)))
    assert (first.id, first.text, first.meta) == (
        "d1",
        "The gate is shut, the keeper said.\n\nIt may open.",
        {"title": "Gate"},
    )
    assert second.id == "d2"


def test_conllu_words_of_several_tokens(tmp_path: Path) -> None:
    rows = ["1-2\tdon't\t", "1\tdo\t", "2\tn't\t", "2.1\tnever\t", "3\topen\t"]
    page = "".join(f"{row}{chr(9).join('_' * 8)}\n" for row in rows) + "\n"
    assert documents(read(tmp_path / "a.conllu", page))[0].text == "don't open"


def test_a_broken_sentence_is_told_and_the_rest_read(tmp_path: Path) -> None:
    page = exports.conllu(2).replace("2\tgate", "x\tgate", 1)
    items = read(tmp_path / "a.conllu", page)
    assert failures(items) == [("conllu", 6)]
    assert [item.id for item in items if isinstance(item, RawDocument)] == [f"{tmp_path}/a.conllu", "d2"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (exports.NITF, TEXT), (exports.tei(1), TEXT), (exports.newsml(1), TEXT),
        (exports.conllu(1), "The gate is shut, the keeper said.\n\nIt may open."),
        (exports.older([Article()]), TEXT), (exports.factiva_shown([Article()]), TEXT),
        (exports.rtf([line for line, _ in exports.uni_lines(Article())]), TEXT), (exports.uni([Article()]), TEXT),
        (exports.columnar([{"text": "A."}], "parquet"), "A."), (exports.columnar([{"text": "A."}], "arrow"), "A."),
        (exports.xlsx([["text"], ["A."]]), "A."), ('[\n{"text": "A."}]', "A."),
    ],
)  # fmt: skip
def test_formats_are_told_by_content(tmp_path: Path, data: bytes | str, text: str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    for name, packed in (("export", raw), ("export.gz", gzip.compress(raw))):
        assert documents(read(tmp_path / name, packed))[0].text == text


def test_every_format_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.docx", exports.uni([Article()]))
        archive.writestr("b.xlsx", exports.xlsx([["text"], [TEXT]]))
        archive.writestr("c.parquet", exports.columnar([{"text": TEXT}], "parquet"))
        archive.writestr("d.html", exports.factiva_coded([Article()]))
        archive.writestr("e.xml", exports.newsml(1))
        archive.writestr("f.txt", exports.older([Article()]))
        archive.writestr("g.feather", exports.columnar([{"text": TEXT}], "arrow"))
    assert [item.text for item in documents(list(read_paths([tmp_path / "a.zip"])))] == [TEXT] * 7


def test_every_reader_is_there() -> None:
    for one in FORMATS.values():
        assert callable(one.read())


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    data = exports.columnar([{"text": "A."}], "parquet")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (item,) = read(tmp_path / "a.parquet", data)
    assert isinstance(item, Failure)
    assert item.code == "extra"
    assert 'pip install "attrib[parquet]"' in item.message
