"""Exports of Nexis and Factiva: every layout known, several articles each, what is in them where it belongs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrib.read import Failure, RawDocument

import exports
from exports import HARD, Article
from reading import documents, read

SECOND = Article(
    title="What happened on 1 May 2020?",
    publisher="Gazette",
    date="4 February 2021 Thursday 3:00 AM GMT",
    body=("Nobody knows, the mayor said. " * 9,),
    byline="B. Quill",
)
ARTICLES = (Article(), SECOND)


def check_first(item: RawDocument) -> None:
    assert item.text == "\n\n".join(Article().body)
    said = {name: item.meta.get(name) for name in ("title", "publisher", "byline", "word_count")}
    assert said == {
        "title": "Life along the A-12, part 3",
        "publisher": "The Lowland Courier (Harrow)",
        "byline": "Jane Roe and A. Poe",
        "word_count": 1204,
    }
    assert str(item.meta["date"]).startswith("2021-02-03")


def check_second(item: RawDocument) -> None:
    assert item.text == SECOND.body[0].strip()
    assert item.meta["title"] == SECOND.title
    assert item.meta["publisher"] == "Gazette"
    assert str(item.meta["date"])[:7] == "2021-02"


@pytest.mark.parametrize("language", exports.LABELS)
@pytest.mark.parametrize("covered", [True, False])
def test_nexis_uni(tmp_path: Path, language: str, covered: bool) -> None:
    first, second = documents(read(tmp_path / "Files(2).DOCX", exports.uni(ARTICLES, language, covered=covered)))
    check_first(first)
    check_second(second)
    assert first.id == "urn:contentItem:5K8W-0001-00"
    assert (first.meta["section"], first.meta["page"]) == ("NEWS", "A4")
    assert first.meta["highlight"] == "What the keeper says."
    assert first.meta["graphic"] == "The gate, photographed by A. Poe"
    assert first.meta["declared_language"] == "ENGLISH"
    assert first.meta["load_date"] == "2021-02-05"
    assert first.meta["subject"] == "GATES (90%); PORTS (72%)"
    assert first.meta["copyright"] == "Copyright 2021 Courier Press All Rights Reserved"
    assert first.meta["publication_type"] == "Newspaper"
    assert str(first.meta["url"]).startswith("https://advance.lexis.example/")


@pytest.mark.parametrize("covered", [True, False])
def test_nexis_uni_without_the_word_for_body(tmp_path: Path, covered: bool) -> None:
    first, second = documents(read(tmp_path / "a.docx", exports.uni(ARTICLES, covered=covered, body=False)))
    check_first(first)
    check_second(second)


def test_nexis_uni_without_ends(tmp_path: Path) -> None:
    first, second = documents(read(tmp_path / "a.docx", exports.uni(ARTICLES, end=False)))
    check_first(first)
    check_second(second)


def test_one_article_in_a_file(tmp_path: Path) -> None:
    for how in ({}, {"covered": False}, {"end": False}, {"end": False, "covered": False}):
        (item,) = documents(read(tmp_path / "a.docx", exports.uni(ARTICLES[:1], **how)))
        check_first(item)


def test_nexis_uni_as_rtf(tmp_path: Path) -> None:
    lines = [*exports.cover(ARTICLES), *(line for one in ARTICLES for line, _ in exports.uni_lines(one))]
    first, second = documents(read(tmp_path / "a.rtf", exports.rtf(lines)))
    check_first(first)
    check_second(second)
    assert first.id.endswith("a.rtf#1")


@pytest.mark.parametrize("layout", ["2010", "1999", "de"])
def test_older_plain_text(tmp_path: Path, layout: str) -> None:
    first, second = documents(read(tmp_path / "a.TXT", exports.older(ARTICLES, layout)))
    check_first(first)
    check_second(second)
    assert (first.id, first.meta.get("page")) == (f"{tmp_path}/a.TXT#1", "4" if layout == "de" else "A4")
    assert first.meta["section"] in ("NEWS", "NACHRICHTEN")
    assert first.meta["load_date"] == ("1999-02-05" if layout == "1999" else "2021-02-05")
    assert first.meta.get("edition", "Final Edition") == "Final Edition"
    assert str(first.meta.get("copyright", "Copyright")).startswith("Copyright")


@pytest.mark.parametrize("layout", ["2010", "1999", "de"])
@pytest.mark.parametrize("suffix", ["rtf", "html", "docx"])
def test_older_layout_in_other_files(tmp_path: Path, layout: str, suffix: str) -> None:
    blocks = [" ".join(block.split()) for block in exports.older(ARTICLES, layout).split("\n\n") if block.strip()]
    if layout == "1999":  # each line is a paragraph of its own there
        blocks = [line.strip() for line in exports.older(ARTICLES, layout).splitlines() if line.strip()]
    page = "".join(f'<p class="c1"><span class="c2">{block}</span></p>' for block in blocks)
    data: dict[str, bytes] = {
        "rtf": exports.rtf(blocks),
        "html": f"<!DOCTYPE html><html><body>{page}</body></html>".encode(),
        "docx": exports.docx("".join(map(exports.para, blocks))),
    }
    first, second = documents(read(tmp_path / f"a.{suffix}", data[suffix]))
    assert first.text == "\n\n".join(Article().body)
    assert (first.meta["title"], second.meta["title"]) == (Article().title, SECOND.title)
    assert first.meta["publisher"] == Article().publisher
    assert first.meta["date"] == "2021-02-03"


@pytest.mark.parametrize("missing", [True, False])
def test_articles_that_are_missing_are_told(tmp_path: Path, missing: bool) -> None:
    uni = exports.docx("".join(exports.para(line) for line in exports.cover(ARTICLES)) + "".join(
        exports.para(*line) for one in ARTICLES[: 1 if missing else 2] for line in exports.uni_lines(one)
    ))  # fmt: skip
    page = exports.older(ARTICLES)
    older = page[: page.index("2 of 2")] if missing else page
    for name, data in (("a.docx", uni), ("a.txt", older.encode())):
        *_, last = documents(read(tmp_path / name, data))
        words = ["the export counts 2 articles, 1 are here"] if missing else []
        assert [note.message for note in last.notes if note.code == "missing"] == words


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_older_plain_text_in_other_encodings(tmp_path: Path, encoding: str, end: str) -> None:
    data = exports.older(ARTICLES, "de").replace("\n", end).encode(encoding)
    options = {"encoding": encoding} if encoding == "cp1252" else {}
    check_first(documents(read(tmp_path / "a.txt", data, **options))[0])


def test_headlines_with_dates_numbers_and_colons_stay_whole(tmp_path: Path) -> None:
    for title in ("May 1, 2020: a day", "Country: the new rock", "1 of 2 gates shut", "Section 3, in full", "Body"):
        one = Article(title=title)
        assert documents(read(tmp_path / "a.docx", exports.uni([one, one])))[0].meta["title"] == title
    for title in ("Part 3: 4 February 2021", "Length: a study"):
        one = Article(title=title)
        assert documents(read(tmp_path / "a.docx", exports.uni([one])))[0].meta["date"] == "2021-02-03"


def test_a_headline_over_two_lines(tmp_path: Path) -> None:
    title = "The gate that was shut in February may be opened in May, if the keeper is to be believed at all"
    (item,) = documents(read(tmp_path / "a.txt", exports.older([Article(title=title)])))
    assert item.meta["title"] == title


@pytest.mark.parametrize(
    ("date", "iso", "edition"),
    [
        ("February 3, 2021 Wednesday", "2021-02-03", None),
        ("Wednesday, February 3, 2021, Late Edition", "2021-02-03", "Late Edition"),
        ("3 februari 2021 woensdag", "2021-02-03", None),
        ("3 février 2021 mercredi 3:00 AM GMT", "2021-02-03", None),
        ("Mardi 10 Décembre 2019", "2019-12-10", None),
        ("Dienstag 10.Dezember 2019", "2019-12-10", None),
        ("miércoles 3 de febrero de 2021", "2021-02-03", None),
        ("2021年2月3日 星期三", "2021-02-03", "星期三"),
    ],
)
def test_dates_as_they_are_written(tmp_path: Path, date: str, iso: str, edition: str | None) -> None:
    (item,) = documents(read(tmp_path / "a.docx", exports.uni([Article(date=date)])))
    assert (item.meta["date"], item.meta.get("edition")) == (iso, edition)
    assert item.meta["title"] == Article().title


def test_without_publication_or_date(tmp_path: Path) -> None:
    lines = exports.uni_lines(Article())
    page = "".join(exports.para(text, style) for text, style in (lines[0], *lines[2:]))
    (item,) = documents(read(tmp_path / "a.docx", exports.docx(page)))
    assert (item.meta.get("publisher"), item.meta["date"]) == (None, "2021-02-03")
    page = "".join(exports.para(text, style) for text, style in (*lines[:2], *lines[3:]))
    (item,) = documents(read(tmp_path / "a.docx", exports.docx(page)))
    assert (item.meta["title"], item.meta["date"]) == (Article().title, "2021-02-05")
    assert [note.code for note in item.notes] == ["load-date"]


def test_a_correction_is_no_publication(tmp_path: Path) -> None:
    lines = exports.uni_lines(Article())
    page = "".join(exports.para(*line) for line in (lines[0], ("Correction Appended", ""), *lines[1:]))
    (item,) = documents(read(tmp_path / "a.docx", exports.docx(page)))
    check_first(item)
    assert item.meta["correction_appended"] is True


def test_words_of_the_vendor_in_the_body(tmp_path: Path) -> None:
    body = (
        "Classification is hard, she said.",
        "Graphic",
        "Length: it is long.",
        "Subject: gates. He wrote that.",
        "Body",
    )
    (item,) = documents(read(tmp_path / "a.docx", exports.uni([Article(body=body)])))
    assert item.text == "\n\n".join(body)


def without(articles: tuple[Article, ...], *labels: str, titles: int | None = None) -> list[tuple[str, str]]:
    """The lines of an export that lacks some labels, with so much of each title on its cover (all by default)."""
    lines = [(text[: titles if re.match(r"\d\. ", text) else None], "") for text in exports.cover(articles)]
    body = [line for one in articles for line in exports.uni_lines(one)]
    return lines + [(text, style) for text, style in body if text.partition(":")[0] not in labels]


@pytest.mark.parametrize(
    "lacking", [(), ("Length",), ("Length", "Body"), ("Length", "End of Document"), ("Load-Date",)]
)
@pytest.mark.parametrize("titles", [None, 12, 0])
@pytest.mark.parametrize("suffix", ["docx", "rtf"])
def test_layouts_that_lack_a_label(tmp_path: Path, lacking: tuple[str, ...], titles: int | None, suffix: str) -> None:
    whole = ARTICLES if suffix == "docx" or "End of Document" not in lacking else ARTICLES[:1]  # no headings in RTF
    lines = without(whole, *lacking, titles=titles)
    data = exports.docx("".join(exports.para(*line) for line in lines)) if suffix == "docx" else None
    first, *rest = documents(read(tmp_path / f"a.{suffix}", data or exports.rtf([text for text, _ in lines])))
    check_first(first._replace(meta={"word_count": 1204, **first.meta}))
    assert len(rest) == len(whole) - 1
    for item in rest:
        check_second(item)


def test_the_list_that_comes_beside_articles_is_none(tmp_path: Path) -> None:
    listed = [*exports.cover(ARTICLES), "Language: English; Source: The Lowland Courier"]
    names = {"Files(2)_doclist.DOCX": exports.docx("".join(map(exports.para, listed))), "list.rtf": exports.rtf(listed)}
    for name, data in names.items():
        assert read(tmp_path / name, data) == []
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Gate.DOCX", exports.uni(ARTICLES[:1], covered=False))
        archive.writestr("Files(2)_doclist.DOCX", names["Files(2)_doclist.DOCX"])
    (item,) = documents(read(tmp_path / "a.zip", (tmp_path / "a.zip").read_bytes()))
    check_first(item)


@pytest.mark.parametrize("layout", ["2010", "1999", "de"])
@pytest.mark.parametrize("title", ["Length: a study", "Section: who decides?", "Subject: gates"])
def test_a_headline_like_a_label_in_the_older_layouts(tmp_path: Path, layout: str, title: str) -> None:
    first, second = documents(read(tmp_path / "a.txt", exports.older([Article(title=title), SECOND], layout)))
    check_first(first._replace(meta={**first.meta, "title": Article().title}))
    assert first.meta["title"] == title
    check_second(second)


@pytest.mark.parametrize("make", [exports.factiva_coded, exports.factiva_shown])
def test_a_page_that_is_called_a_text(tmp_path: Path, make: Any) -> None:
    check_first(documents(read(tmp_path / "Factiva.txt", make(ARTICLES)))[0])


def test_articles_without_any_label(tmp_path: Path) -> None:
    lines = without(ARTICLES, "Section", "Length", "Byline", "Highlight", "Body")
    first, second = documents(read(tmp_path / "a.docx", exports.docx("".join(exports.para(*line) for line in lines))))
    assert (first.text, first.meta["date"]) == ("\n\n".join(Article().body), "2021-02-03")
    check_second(second)


@pytest.mark.parametrize("layout", ["2010", "de"])
def test_one_older_article_that_is_not_counted(tmp_path: Path, layout: str) -> None:
    counted = re.compile(r"(?m)^.*(?:1 of|Dokument 1 von) .*$")
    (item,) = documents(read(tmp_path / "a.txt", counted.sub("", exports.older(ARTICLES[:1], layout))))
    check_first(item)
    both = counted.sub("", exports.older(ARTICLES[:1], layout)) * 2
    assert documents(read(tmp_path / "b.txt", both))[0].text == both


def test_an_apology_is_a_failure(tmp_path: Path) -> None:
    sorry = "We are sorry but there is an error in this document and it is not possible to display it."
    items = read(tmp_path / "a.docx", exports.uni([Article(body=(sorry,)), SECOND]))
    assert [type(item) for item in items] == [Failure, RawDocument]
    assert "article 1 was not delivered" in str(items[0])


def test_an_article_without_text_is_told(tmp_path: Path) -> None:
    (item,) = documents(read(tmp_path / "a.docx", exports.uni([Article(body=())])))
    assert (item.text, [note.code for note in item.notes]) == ("", ["no-body"])
    assert item.meta["graphic"]


def test_two_blank_lines_part_nothing(tmp_path: Path) -> None:
    body = ("The gate is shut, the keeper said.", "", "", "", "It may open, he said.")
    first, second = documents(read(tmp_path / "a.docx", exports.uni([Article(body=body), SECOND])))
    assert first.text == "The gate is shut, the keeper said.\n\nIt may open, he said."
    check_second(second)


def test_a_plain_word_document(tmp_path: Path) -> None:
    data = exports.docx(exports.para("Gate shut", "Title") + exports.para("The keeper said\u2028so."))
    (item,) = documents(read(tmp_path / "a.docx", data))
    assert (item.text, dict(item.meta)) == ("Gate shut\n\nThe keeper said\u2028so.", {"title": "Gate shut"})


def test_plain_rich_text(tmp_path: Path) -> None:
    (item,) = documents(read(tmp_path / "a.rtf", exports.rtf(["“Née,” she said. 😀", "Two."])[:-1] + b"}\n"))
    assert item.text.endswith("Two.")
    assert item.text.startswith("“Née,” she said.")


def test_addresses_of_links_are_no_text(tmp_path: Path) -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "mailto:keeper@gate.example"}}{\fldrslt{\ul keeper@gate.example}}}'
    body = ("Write to LINK, the keeper said. HYPERLINK it is.", "It is shut.")
    one = Article(body=body)
    data = exports.rtf([*exports.cover([one]), *(line for line, _ in exports.uni_lines(one))]).replace(
        b"LINK, ", link + b", "
    )
    (item,) = documents(read(tmp_path / "a.rtf", data))
    assert item.text == "\n\n".join(body).replace("LINK, ", "keeper@gate.example, ")
    coded = exports.factiva_rtf(ARTICLES, coded=True).replace(b"The gate", link + b" The gate")
    first, _ = documents(read(tmp_path / "b.rtf", coded))
    assert first.text.startswith("keeper@gate.example The gate is shut")


FACTIVA = {
    "coded": lambda language: exports.factiva_coded(ARTICLES, language),
    "shown": lambda language: exports.factiva_shown(ARTICLES, language),
    "rtf-coded": lambda language: exports.factiva_rtf(ARTICLES, language, coded=True),
    "rtf-shown": lambda language: exports.factiva_rtf(ARTICLES, language, coded=False),
}


@pytest.mark.parametrize("layout", FACTIVA)
@pytest.mark.parametrize("language", ["en", "de", "fr", "zh"])
def test_factiva(tmp_path: Path, layout: str, language: str) -> None:
    suffix = "rtf" if layout.startswith("rtf") else "html"
    first, second = documents(read(tmp_path / f"Factiva-1.{suffix}", FACTIVA[layout](language)))
    check_first(first)
    assert second.text == SECOND.body[0].strip()
    assert (first.id, second.id) == ("LOWCOU0020210203eh230001a", "LOWCOU0020210203eh230002a")
    assert (first.meta["date"], first.meta["source_code"], first.meta["page"]) == ("2021-02-03T15:32", "LOWCOU", "4")
    assert (first.meta["section"], first.meta["publishing_company"]) == ("News", "Courier Press")
    assert first.meta["copyright"] == "(c) 2021 Courier Press"
    if "coded" in layout:
        assert first.meta["companies"] == "Harbour Company; Lowland Gates"
        assert first.meta["subjects"] == "Political/General News"


def test_factiva_as_plain_text(tmp_path: Path) -> None:
    lines = []
    for number, one in enumerate(ARTICLES, 1):
        for code, values in exports.factiva_fields(one, number):
            lines += [code, *values]
        lines.append("")
    first, second = documents(read(tmp_path / "a.txt", "\n".join(lines)))
    check_first(first)
    check_second(second._replace(meta={**second.meta, "date": "2021-02-04"}))


def test_factiva_with_little_in_it(tmp_path: Path) -> None:
    lines = ["Gate shut", "1,204 words", "3 February 2021", "Courier", "LOWCOU", "English", "The keeper said so."]
    (item,) = documents(read(tmp_path / "a.rtf", exports.rtf([*lines, "Document LOWCOU0020210203eh230001a"])))
    assert (item.text, item.meta["title"], item.meta["publisher"]) == ("The keeper said so.", "Gate shut", "Courier")
    assert (item.meta["date"], item.meta["word_count"]) == ("2021-02-03", 1204)


def test_what_is_asked_for_is_read_as_such(tmp_path: Path) -> None:
    lines = "\n".join(f"{text}\n" for text, _ in exports.uni_lines(Article(), end=False))
    (item,) = documents(read(tmp_path / "a.txt", lines, format="nexis"))
    check_first(item)
    assert documents(read(tmp_path / "a.txt", lines, format="text"))[0].text == lines
    (failure,) = read(tmp_path / "a.txt", "", format="nexis")
    assert isinstance(failure, Failure)


def test_headline_before_the_text(tmp_path: Path) -> None:
    data = exports.uni(ARTICLES)
    first, _ = documents(read(tmp_path / "a.docx", data, include_title=True))
    assert first.text.startswith("Life along the A-12, part 3\n\nThe gate is shut")


def test_a_prose_text_is_no_export(tmp_path: Path) -> None:
    text = f"Chapter 1 of 9\n\nDocuments were found, he said.\n\n1 of 3 gates\n\nBody:{HARD}none.\n"
    assert documents(read(tmp_path / "a.txt", text))[0].text == text


def test_an_export_of_nexis_to_a_spreadsheet_in_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], annotator: Any
) -> None:
    import openpyxl
    from attrib.cli import main

    articles = [
        Article(
            f"Gate {n}",
            body=(f"Gate {n} may open in May, the keeper said.", f"The mayor denied that gate {n} is shut."),
        )
        for n in range(1, 51)
    ]
    (tmp_path / "Files(50).DOCX").write_bytes(exports.uni(articles))
    code = main(
        ["annotate", str(tmp_path / "Files(50).DOCX"), "-o", str(tmp_path / "out.xlsx")],
        annotator=lambda **_: annotator,
    )
    assert code == 0
    assert "50 documents, 100 sentences" in capsys.readouterr().err
    header, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["sentences"].values
    first = dict(zip(header, rows[0], strict=True))
    assert len(rows) == 100
    assert {name: first[name] for name in ("title", "publisher", "date", "text", "source", "certainty")} == {
        "title": "Gate 1",
        "publisher": "The Lowland Courier (Harrow)",
        "date": "2021-02-03",
        "text": "Gate 1 may open in May, the keeper said.",
        "source": "keeper",
        "certainty": "possible",
    }
