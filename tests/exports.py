"""Exports made for tests, in the layouts of their vendors and with sentences of our own."""

# ruff: noqa: E501  pages as their vendors make them
from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HARD = "\xa0"


class Article(NamedTuple):
    title: str = "Life along the A-12, part 3"
    publisher: str = "The Lowland Courier (Harrow)"
    date: str = "February 3, 2021 Wednesday"
    body: Sequence[str] = ("The gate is shut, the keeper said.", "It may open in May, a spokesman said.")
    section: str = "NEWS; Pg. A4"
    byline: str = "Jane Roe and A. Poe"


def para(text: str, style: str = "", link: str = "") -> str:
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    # Search terms are runs of their own, as the vendor marks them.
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in text.partition(" "))
    return f"<w:p>{props}" + (f'<w:hyperlink r:id="{link}">{runs}</w:hyperlink>' if link else runs) + "</w:p>"


def docx(body: str, links: Sequence[str] = ()) -> bytes:
    relations = "".join(f'<Relationship Id="r{n}" Target="{escape(to)}" Type="t"/>' for n, to in enumerate(links, 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
    return buffer.getvalue()


def cover(articles: Sequence[Article]) -> list[str]:
    """The page that lists the articles."""
    lines = ["User Name: ROE", "Date and Time: Thursday, February 4, 2021 7:08:00 PM CET", "Job Number: 79", ""]
    lines += [f"Documents ({len(articles)})"]
    for number, one in enumerate(articles, 1):
        lines += [
            f"{number}. {one.title}",
            "Client/Matter: -None-",
            "Search Terms: gate",
            "Search Type: Natural Language",
        ]
        lines += ["Narrowed by: ", "", "Content Type", "Narrowed by", "News", "Sources: The Lowland Courier", ""]
    return lines


LABELS = {
    "en": ("Section", "Length", "words", "Byline", "Body", "Classification", "Language", "Load-Date", "End of Document"),
    "de": ("Rubrik", "Länge", "Wörter", "Autor", "Body", "Klassifizierung", "Sprache", "Load-Date", "Ende des Dokuments"),
    "fr": ("Rubrique", "Longueur", "mots", "Auteur", "Body", "Classification", "Langue", "Date de chargement", "Fin du document"),
}  # fmt: skip


def uni_lines(one: Article, language: str = "en", *, end: bool = True, body: bool = True) -> list[tuple[str, str]]:
    """An article as Nexis Uni has it: lines and their styles."""
    section, length, words, byline, body_word, classes, tongue, load, close = LABELS[language]
    lines = [
        (one.title, "Heading1"),
        (one.publisher, ""),
        (one.date, ""),
        ("Copyright 2021 Courier Press All Rights Reserved", ""),
    ]
    lines += [("", ""), (f"{section}:{HARD}{one.section}", ""), (f"{length}:{HARD}1,204 {words}", "")]
    lines += [(f"{byline}:{HARD}{one.byline}", ""), (f"Highlight:{HARD}What the keeper says.", "")]
    lines += [("", ""), (body_word, "")] if body else []
    lines += [("", ""), *((text, "") for text in one.body), ("", "")]
    lines += [("Graphic", ""), (f"{HARD}", ""), ("The gate, photographed by A. Poe", ""), (classes, "")]
    lines += [(f"{tongue}:{HARD}ENGLISH", ""), (f"Publication-Type:{HARD}Newspaper", "")]
    lines += [(f"Subject:{HARD}GATES (90%); PORTS (72%)", ""), (f"{load}:{HARD}February 5, 2021", "")]
    return [*lines, ("", ""), *([(close, "")] if end else [])]


def uni(articles: Sequence[Article], language: str = "en", *, covered: bool = True, **how: bool) -> bytes:
    """An export of Nexis Uni, all articles in one file."""
    body = "".join(para(line) for line in (cover(articles) if covered else []))
    links = []
    for number, one in enumerate(articles, 1):
        links.append(
            f"https://advance.lexis.example/api/document?collection=news&id=urn:contentItem:5K8W-{number:04}-00"
        )
        (title, style), *rest = uni_lines(one, language, **how)
        body += para(title, style, f"r{number}") + "".join(para(text, name) for text, name in rest)
    return docx(body, links)


def centre(line: str) -> str:
    return " " * ((80 - len(line)) // 2) + line


def wrap(text: str, indent: str = "") -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, 78, initial_indent=indent))


def older(articles: Sequence[Article], layout: str = "2010") -> str:
    """Plain text of Nexis: `2010`, with headline and labels; `1999`, with copyright on top and all labels; `de`."""
    pages = []
    for number, one in enumerate(articles, 1):
        make = {"2010": _page_2010, "1999": _page_1999, "de": _page_german}[layout]
        pages.append(make(one, number, len(articles)))
    return "\n\n\n".join(pages) + "\n"


def _page_2010(one: Article, number: int, count: int) -> str:
    head = [f"{' ' * 31}{number} of {count} DOCUMENTS", "", "", "", centre(one.publisher), "", centre(one.date)]
    head += [
        centre("Final Edition"),
        "",
        wrap(one.title),
        "",
        f"BYLINE: {one.byline}",
        "",
        f"SECTION: {one.section}",
        "",
    ]
    head += ["LENGTH: 1204 words", "", "DATELINE: HARROW", ""]
    tail = [
        "LOAD-DATE: February 5, 2021",
        "",
        "LANGUAGE: ENGLISH",
        "",
        "GRAPHIC: The gate, photographed by",
        "A. Poe",
        "",
    ]
    tail += [
        "PUBLICATION-TYPE: Newspaper",
        "",
        "",
        centre("Copyright 2021 Courier Press"),
        centre("All Rights Reserved"),
    ]
    return "\n".join([*head, *("\n\n".join(map(wrap, one.body)).split("\n")), "", *tail])


def _page_1999(one: Article, number: int, count: int) -> str:
    head = [
        f"{' ' * 20}FOCUS - {number} of {count} DOCUMENTS",
        "",
        centre("Copyright 1999 Courier Press"),
        centre(one.publisher),
    ]
    head += [
        "",
        centre(one.date),
        "",
        f"SECTION: {one.section}",
        "",
        "LENGTH: 1204 words",
        "",
        f"HEADLINE: {one.title}",
        "",
    ]
    head += [f"BYLINE: {one.byline}", "", "BODY:"]
    return "\n".join([*head, *(wrap(text, "   ") for text in one.body), "", "LOAD-DATE: February 5, 1999"])


def _page_german(one: Article, number: int, count: int) -> str:
    head = [
        f"{' ' * 30}Dokument {number} von {count}",
        "",
        "",
        centre(one.publisher),
        "",
        centre("Mittwoch 3. Februar 2021"),
        "",
    ]
    head += [wrap(one.title), "", f"AUTOR: {one.byline}", "", "RUBRIK: NACHRICHTEN; S. 4", "", "LÄNGE: 1204 Wörter", ""]
    tail = ["UPDATE: 5. Februar 2021", "", "SPRACHE: GERMAN; DEUTSCH", "", "PUBLICATION-TYPE: Zeitung"]
    return "\n".join([*head, *("\n\n".join(map(wrap, one.body)).split("\n")), "", *tail])


def rtf(lines: Sequence[str]) -> bytes:
    r"""The lines as paragraphs; `a|b|` is a row of a table. What is not ASCII is written as \uN."""
    done = []
    for line in lines:
        safe = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        safe = "".join(char if ord(char) < 128 else f"\\u{(ord(char) + 32768) % 65536 - 32768}?" for char in safe)
        if line.endswith("|"):
            cells = "".join(f"\\pard\\intbl {cell}\\cell " for cell in safe[:-1].split("|", 1))
            done.append(f"\\trowd\\cellx1000\\cellx9000 {cells}\\row\n")
        else:
            done.append(f"\\pard {safe}\\par\n")
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n" + "".join(done) + "}").encode("ascii")


ACCESSION = "LOWCOU0020210203eh23000{}a"


def factiva_fields(one: Article, number: int, language: str = "en") -> list[tuple[str, list[str]]]:
    words, date, tongue, document = {
        "en": ("1,204 words", "3 February 2021", "English", "Document"),
        "de": ("1.204 Wörter", "3 Februar 2021", "Englisch", "Dokument"),
        "fr": ("1 204 mots", "3 février 2021", "Anglais", "Document"),
        "zh": ("1204 字", "2021 年 2 月 3 日", "英文", "文件"),
    }[language]
    return [
        ("SE", ["News"]), ("HD", [one.title]), ("BY", [one.byline]), ("WC", [words]), ("PD", [date]), ("ET", ["15:32"]),
        ("SN", [one.publisher]), ("SC", ["LOWCOU"]), ("PG", ["4"]), ("LA", [tongue]), ("CY", ["(c) 2021 Courier Press"]),
        ("LP", [*one.body[:1]]), ("TD", [*one.body[1:]]),
        ("CO", ["harbco : Harbour Company | lowgat : Lowland Gates"]), ("NS", ["gcat : Political/General News"]),
        ("RE", ["uk : United Kingdom"]), ("PUB", ["Courier Press"]), ("AN", [f"{document} {ACCESSION.format(number)}"]),
    ]  # fmt: skip


def factiva_coded(articles: Sequence[Article], language: str = "en") -> str:
    """The page of Factiva with field codes, as it is saved."""
    pages = ""
    for number, one in enumerate(articles, 1):
        rows = ""
        for code, values in factiva_fields(one, number, language):
            inner = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(text)}</p>' for text in values)
            shown = (
                inner
                if code in ("LP", "TD")
                else f"<b class='enHeadline'>{escape(values[0])}</b>"
                if code == "HD"
                else escape(values[0])
            )
            rows += f'<tr><td align="right" valign="top" class="index"><b>{code}</b>&nbsp;</td><td>{shown}</td></tr>\n'
        pages += f'<div class="article {language}Article"><table>{rows}</table><br/></div><br/><span></span>'
    return _factiva_page(pages)


def factiva_shown(articles: Sequence[Article], language: str = "en") -> str:
    """The page of Factiva without codes, as it is displayed since about 2014."""
    pages = ""
    for number, one in enumerate(articles, 1):
        field = {code: values[0] for code, values in factiva_fields(one, number, language) if values}
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(text)}</p>\n' for text in one.body)
        lines = "".join(
            f"<div>{escape(field[code])}</div>" for code in ("WC", "PD", "ET", "SN", "SC", "PG", "LA", "CY")
        )
        pages += (
            f'<div id="article-{ACCESSION.format(number)}" class="article"><div class="article {language}Article"><p>\n</p>'
            f'<div>{field["SE"]}</div><div id="hd"><span class="{language}Headline counted">{number}) {escape(one.title)}</span>\n</div>'
            f'<div class="author">{one.byline}</div>{lines}\n<p></p>\n{body}'
            f"<p>{field['PUB']}</p><p>{field['AN']}</p></div></div><br><span></span>"
        )
    return _factiva_page(pages)


def _factiva_page(pages: str) -> str:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><title>Factiva</title>'
    return f'<!DOCTYPE html><html><head>{head}<style>.article {{}}</style></head><body><div id="contentWrapper">{pages}</div></body></html>\n'


def factiva_rtf(articles: Sequence[Article], language: str = "en", *, coded: bool) -> bytes:
    lines = ["Factiva RTF Display Format"]
    for number, one in enumerate(articles, 1):
        fields = factiva_fields(one, number, language)
        if coded:
            lines += [f"{code}|{value}|" for code, values in fields for value in values]
        else:
            shown = [(code, values) for code, values in fields if code not in ("CO", "NS", "RE")]
            lines += [value for _, values in shown for value in values]
        lines += [""]
    return rtf(lines)


NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">
<nitf><head><title>Gate shut</title><docdata><doc-id id-string="17"/><date.issue norm="20210203T101112Z"/></docdata>
<pubdata name="The Lowland Courier" date.publication="20210203T000000" position.section="News"/></head>
<body><body.head><hedline><hl1>Life along the A-12, part 3</hl1></hedline><byline><person>Jane Roe</person></byline>
<dateline><location>HARROW</location></dateline></body.head>
<body.content><media><media-caption><p>A gate.</p></media-caption></media>
<block><p>The gate is shut, the <em>keeper</em> said.</p>
<p>It may open in May, a spokesman said.</p></block></body.content></body></nitf>"""

G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{id}" version="1">
<itemMeta><provider literal="The Lowland Courier"/><versionCreated>2021-02-03T10:11:12Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2021-02-03T09:00:00Z</contentCreated><headline>Life along the A-12, part 3</headline>
<by>Jane Roe</by><creditline>Courier</creditline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The gate is shut, the keeper said.</p><p>It may open in May, a spokesman said.</p></body></html></inlineXML></contentSet></newsItem>"""


def newsml(count: int) -> str:
    items = "\n".join(G2.format(id=f"urn:item:{number}") for number in range(1, count + 1))
    message = "http://iptc.org/std/nar/2006-10-01/"
    return f'<?xml version="1.0"?>\n<newsMessage xmlns="{message}"><itemSet>\n{items}\n</itemSet></newsMessage>\n'


def tei(count: int) -> str:
    one = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t{}"><teiHeader><fileDesc><titleStmt>
<title>Life along the A-12, part 3</title><author>Jane Roe</author></titleStmt><publicationStmt>
<publisher>The Lowland Courier</publisher><date when="2021-02-03"/></publicationStmt><sourceDesc><p>None.</p></sourceDesc>
</fileDesc></teiHeader><text><body><div><p>The gate is <choice><sic>shtu</sic><corr>shut</corr></choice>, the
<hi>keeper</hi><note>A note.</note> said.</p><fw>17</fw><p>It may open in May,<pb/>a spokesman said.</p></div></body></text></TEI>"""
    items = "\n".join(one.format(number) for number in range(1, count + 1))
    return f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n{items}\n</teiCorpus>\n'


def conllu(count: int) -> str:
    def sentence(head: str, *forms: str) -> str:
        rows = "".join(
            f"{n}\t{form.rstrip('~')}\t{'_' + chr(9)}{chr(9).join('_' * 6)}\t{'SpaceAfter=No' if form.endswith('~') else '_'}\n"
            for n, form in enumerate(forms, 1)
        )
        return f"{head}{rows}\n"

    page = "# newdoc id = d{}\n# title = Gate\n# sent_id = 1\n# text = The gate is shut, the keeper said.\n"
    first = sentence(page, "The", "gate", "is", "shut~", ",", "the", "keeper", "said~", ".")
    second = sentence("# newpar\n", "It", "may", "open~", ".")
    return "".join((first + second).replace("{}", str(number)) for number in range(1, count + 1))


def web_page(title: str = "Life along the A-12, part 3", body: Sequence[str] = Article().body) -> str:
    text = "".join(
        f"<p>{escape(line)} The path behind it was flooded again in the night, as it is each winter.</p>"
        for line in body
    )
    meta = '<meta name="author" content="Jane Roe"/><meta property="og:site_name" content="The Lowland Courier"/>'
    meta += '<meta property="article:published_time" content="2021-02-03T10:11:12Z"/>'
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>{escape(title)}</title>{meta}</head><body><nav><a href="/">Home</a>'
        f"<a href='/sport'>Sport</a></nav><article><h1>{escape(title)}</h1>{text * 2}</article><footer>Cookies</footer></body></html>\n"
    )


def warc(
    pages: Sequence[bytes], packed: bool = True, kind: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    import gzip

    records = []
    for number, page in enumerate(pages, 1):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"WARC-Date: 2021-02-03T10:11:12Z\r\nWARC-Target-URI: http://courier.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    return b"".join(records)


def xlsx(rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def columnar(rows: Sequence[dict[str, object]], kind: str) -> bytes:
    """A table as `parquet` (two row groups at least), `arrow` or `stream`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table, sink = pa.Table.from_pylist(list(rows)), pa.BufferOutputStream()
    if kind == "parquet":
        pq.write_table(table, sink, row_group_size=max(1, len(rows) // 2))
    else:
        make = pa.ipc.new_file if kind == "arrow" else pa.ipc.new_stream
        with make(sink, table.schema) as writer:
            writer.write_table(table, max_chunksize=2)
    return sink.getvalue().to_pybytes()
