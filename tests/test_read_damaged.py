"""Hundreds of damaged files through every reader: no traceback, each told with its path and place, the rest kept."""

from __future__ import annotations

import gzip
import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard
from attrib.cli import main
from attrib.read import Failure, RawDocument, ReadOptions, read_paths
from attrib.read.formats import FORMATS

import exports
from cli_fake import Fake
from exports import Article
from reading import read

COUNT = 8
TEXTS = [f"Gate number {n} is shut, the keeper of gate {n} said on Monday morning." for n in range(1, COUNT + 1)]
ARTICLES = [Article(title=f"Gate {n}", body=(text,)) for n, text in enumerate(TEXTS, 1)]
ROWS: list[dict[str, object]] = [{"id": str(n), "text": text} for n, text in enumerate(TEXTS, 1)]


class Sample(NamedTuple):
    """A healthy file. `plain`: its texts stand in it as they are. `again`: reading goes on after a damage."""

    name: str
    data: bytes
    plain: bool = True
    again: bool = False
    whole: bool = False  # one document


def _csv(sign: str) -> bytes:
    return "\r\n".join([f"id{sign}text", *(f'{n}{sign}"{text}"' for n, text in enumerate(TEXTS, 1)), ""]).encode()


def _conllu() -> bytes:
    page = "# newdoc id = {0}\n# text = {1}\n1\tGate\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    return "".join(page.format(n, text) for n, text in enumerate(TEXTS, 1)).encode()


def _newsml() -> bytes:
    body = "<p>The gate is shut, the keeper said.</p><p>It may open in May, a spokesman said.</p>"
    page = exports.newsml(COUNT)
    for text in TEXTS:
        page = page.replace(body, f"<p>{text}</p>", 1)
    start, _, end = page.partition("urn:item:1")
    return (start + "urn:item:1" + end.replace("\n<p>", "<p>")).encode()


def _tei() -> bytes:
    one = '<TEI xml:id="t{0}"><teiHeader/><text><body><p>{1}</p></body></text></TEI>\n'
    items = "".join(one.format(n, text) for n, text in enumerate(TEXTS, 1))
    return f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n{items}</teiCorpus>\n'.encode()


JSONL = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
PAGES = [exports.web_page(f"Gate {n}", (text,)).encode() for n, text in enumerate(TEXTS, 1)]
ZIPPED = io.BytesIO()
with zipfile.ZipFile(ZIPPED, "w", zipfile.ZIP_DEFLATED) as archive:
    for number, text in enumerate(TEXTS, 1):
        archive.writestr(f"{number}.txt", text)

SAMPLES = [
    Sample("text.txt", TEXTS[0].encode(), whole=True),
    Sample("markdown.md", TEXTS[0].encode(), whole=True),
    Sample("lines.jsonl", JSONL, again=True),
    Sample("list.json", json.dumps(ROWS, indent=1).encode(), again=True),
    Sample("table.csv", _csv(","), again=True),
    Sample("table.tsv", _csv("\t"), again=True),
    Sample("book.xlsx", exports.xlsx([["id", "text"], *([row["id"], row["text"]] for row in ROWS)]), plain=False),
    Sample("columns.parquet", exports.columnar(ROWS, "parquet"), plain=False),
    Sample("columns.arrow", exports.columnar(ROWS, "arrow"), plain=False),
    Sample("stream.arrows", exports.columnar(ROWS, "stream"), plain=False),
    Sample("page.html", PAGES[0], plain=False, whole=True),
    Sample("crawl.warc", exports.warc(PAGES, packed=False), plain=False),
    Sample("crawl.warc.gz", exports.warc(PAGES), plain=False),
    Sample("uni.docx", exports.uni(ARTICLES), plain=False),
    Sample("uni.rtf", exports.rtf([line for one in ARTICLES for line, _ in exports.uni_lines(one)])),
    Sample("older.txt", exports.older(ARTICLES).encode(), again=True),
    Sample("coded.html", exports.factiva_coded(ARTICLES).encode(), again=True),
    Sample("shown.html", exports.factiva_shown(ARTICLES).encode(), again=True),
    Sample("coded.rtf", exports.factiva_rtf(ARTICLES, coded=True)),
    Sample("news.xml", _newsml()),
    Sample("corpus.tei", _tei()),
    Sample("trees.conllu", _conllu(), again=True),
    Sample("lines.jsonl.gz", gzip.compress(JSONL), plain=False),
    Sample("lines.jsonl.zst", zstandard.ZstdCompressor().compress(JSONL), plain=False),
    Sample("texts.zip", ZIPPED.getvalue(), plain=False),
]  # fmt: skip

Damage = Callable[[bytes], bytes]


def cut(share: float) -> Damage:
    return lambda data: data[: int(len(data) * share)]


def struck(share: float, by: bytes) -> Damage:
    return lambda data: data[: (at := int(len(data) * share))] + by + data[at + len(by) :]


def flipped(seed: int) -> Damage:
    def damage(data: bytes) -> bytes:
        chance = random.Random(seed)
        changed = bytearray(data)
        for _ in range(3):
            changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(changed)

    return damage


DAMAGES: dict[str, Damage] = {
    "cut-2": cut(0.02),
    "cut-30": cut(0.3),
    "cut-70": cut(0.7),
    "cut-97": cut(0.97),
    "one-less": lambda data: data[:-1],
    "empty": lambda data: b"",
    "struck-ff": struck(0.5, b"\xff" * 24),
    "struck-nul": struck(0.6, b"\0" * 24),
    "struck-quote": struck(0.45, b'"'),
    "struck-brace": struck(0.55, b"}{"),
    "struck-tag": struck(0.4, b"<p"),
    "struck-line": struck(0.35, b"\r\n\r"),
    "flipped-1": flipped(1),
    "flipped-2": flipped(2),
    "flipped-3": flipped(3),
    "doubled-end": lambda data: data + data[-len(data) // 3 :],
    "noise": lambda data: random.Random(5).randbytes(len(data)),
    "picture": lambda data: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "wide": lambda data: data.decode("latin-1").encode("utf-16-le"),
}


def test_there_are_enough() -> None:
    assert len(SAMPLES) * len(DAMAGES) >= 200


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_healthy_file_is_read_whole(tmp_path: Path, sample: Sample) -> None:
    items = read(tmp_path / sample.name, sample.data)
    wanted = TEXTS[:1] if sample.whole else TEXTS
    assert [item for item in items if isinstance(item, Failure)] == []
    assert [text in item.text for text, item in zip(wanted, items, strict=True) if isinstance(item, RawDocument)] == [
        True
    ] * len(wanted)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_damaged_file(tmp_path: Path, sample: Sample, damage: str) -> None:
    path = tmp_path / sample.name
    data = DAMAGES[damage](sample.data)
    items = read(path, data)
    failures = [item for item in items if isinstance(item, Failure)]
    texts = [item.text for item in items if isinstance(item, RawDocument)]
    for item in failures:
        assert str(item.path).startswith(str(path))
        assert "\n" not in item.message
        assert "please report" not in item.message
    kept = [text for text in TEXTS if any(text in found for found in texts)]
    assert [text for text in healthy(sample, data, damage) if text not in kept] == []
    if not sample.plain and len(kept) < (1 if sample.whole else COUNT) and not texts_changed(sample, texts):
        assert failures


def texts_changed(sample: Sample, texts: list[str]) -> bool:
    """Whether as many texts are there as there were: the damage was done to words, which nobody can tell."""
    return len(texts) >= (1 if sample.whole else COUNT)


def healthy(sample: Sample, data: bytes, damage: str) -> list[str]:
    """The texts of the records that the damage did not touch and that can still be told from others."""
    if not sample.plain or sample.whole or damage in ("wide", "noise", "picture"):
        return []
    first = next(
        (at for at, (a, b) in enumerate(zip(data, sample.data, strict=False)) if a != b),
        min(len(data), len(sample.data)),
    )
    last = len(data) if len(data) != len(sample.data) else max(
        (at for at, (a, b) in enumerate(zip(data, sample.data, strict=True)) if a != b), default=0
    )  # fmt: skip
    places = [sample.data.find(text.encode()) for text in TEXTS]
    ends = [*places[1:], len(sample.data)]
    # A record is healthy if it and the one after it begin before the damage, or after the record that was damaged.
    before = [text for text, end in zip(TEXTS, ends, strict=True) if end < first]
    after = [text for text, at in zip(TEXTS[2:], places, strict=False) if at > last] if sample.again else []
    return before + (after if len(data) == len(sample.data) else [])


@pytest.mark.parametrize("sample", SAMPLES[::3], ids=lambda sample: sample.name)
@pytest.mark.parametrize("damage", ["cut-30", "struck-ff", "noise"])
def test_a_run_tells_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sample: Sample, damage: str
) -> None:
    path, other = tmp_path / sample.name, tmp_path / "other.txt"
    path.write_bytes(DAMAGES[damage](sample.data))
    other.write_text("The other gate is open.")
    code = main(["annotate", str(path), str(other)], annotator=Fake())
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert records[-1]["text"] == "The other gate is open."
    assert code == (2 if any("error" in record for record in records) else 0)
    assert "Traceback" not in err
    for record in records:
        if "error" in record:
            assert record["error"]["path"].startswith(str(path))


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "gate">{ENTITIES}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'
BODIES = {
    "news.xml": '<newsItem guid="1"><contentSet><inlineXML><p>&a9;</p></inlineXML></contentSet></newsItem>',
    "nitf.xml": "<nitf><body><body.content><p>&a9;</p></body.content></body></nitf>",
    "corpus.tei": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&a9;</p></body></text></TEI>',
    "other.xml": "<x>&a9;</x>",
}


@pytest.mark.parametrize(
    "bomb", [BOMB, OUTSIDE, BOMB.replace("<!ENTITY", "<!ENTITY %", 1)], ids=["laughs", "file", "parameter"]
)
@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_read(tmp_path: Path, name: str, bomb: str, encoding: str) -> None:
    (item,) = read(
        tmp_path / name, (bomb + BODIES[name]).replace('"1.0"?', f'"1.0" encoding="{encoding}"?').encode(encoding)
    )
    assert isinstance(item, Failure)
    assert item.code == "xml"


@pytest.mark.parametrize("bomb", [BOMB, OUTSIDE], ids=["laughs", "file"])
def test_entities_in_office_documents_are_not_read(tmp_path: Path, bomb: str) -> None:
    for name, part, data in (
        ("a.docx", "word/document.xml", exports.uni(ARTICLES)),
        ("a.xlsx", "xl/worksheets/sheet1.xml", exports.xlsx([["text"], ["A."]])),
    ):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            for info in old.infolist():
                page = old.read(info)
                if info.filename == part:
                    _, _, rest = page.decode().partition("?>") if page.startswith(b"<?xml") else ("", "", page.decode())
                    page = (bomb + rest).encode()
                new.writestr(info.filename, page)
        items = read(tmp_path / name, buffer.getvalue())
        assert [type(item) for item in items] == [Failure]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_office_documents_that_are_bombs(tmp_path: Path, name: str) -> None:
    part = "word/document.xml" if name == "a.docx" else "xl/worksheets/sheet1.xml"
    data = exports.uni(ARTICLES) if name == "a.docx" else exports.xlsx([["text"], ["A."]])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            page = old.read(info)
            if info.filename == part:
                head, sign, rest = page.partition(b"body>" if name == "a.docx" else b"sheetData>")
                page = head + sign + b" " * (1 << 27) + rest
            new.writestr(info.filename, page)
    items = read(tmp_path / name, buffer.getvalue())
    assert [item.code for item in items if isinstance(item, Failure)] in (["bomb"], ["xml"])


LONG = "x" * 200_000
HUGE = {
    "a.txt": LONG,
    "a.md": LONG,
    "a.jsonl": json.dumps({"text": LONG}),
    "a.json": json.dumps([{"text": LONG}]),
    "a.csv": f"text\n{LONG}\n",
    "a.tsv": f"text\n{LONG}\n",
    "a.html": f"<html><body><p>{LONG}</p></body></html>",
    "a.xml": f'<newsItem guid="1"><contentSet><inlineXML><p>{LONG}</p></inlineXML></contentSet></newsItem>',
    "a.tei": f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{LONG}</p></body></text></TEI>',
    "a.conllu": f"# text = {LONG}\n1\ta{chr(9) * 8}\n",
    "b.txt": exports.older([Article(body=(LONG,))]),
    "a.docx": exports.uni([Article(body=(LONG,))]),
    "a.rtf": exports.rtf([LONG]),
    "b.html": exports.factiva_coded([Article(body=(LONG,))]),
    "a.xlsx": exports.xlsx([["text"], [LONG[:30_000]]]),
    "a.parquet": exports.columnar([{"text": LONG}], "parquet"),
    "a.warc": exports.warc([LONG.encode()], packed=False),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_record_that_is_too_long(tmp_path: Path, name: str) -> None:
    data = HUGE[name]
    items = read(tmp_path / name, data.encode() if isinstance(data, str) else data, max_record=20_000)
    assert [item.code for item in items if isinstance(item, Failure)] == ["too-long"]
    assert [item for item in items if isinstance(item, RawDocument)] == []


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.xml", "a.tei", "a.html", "a.rtf", "a.md"])
def test_nesting_without_end(tmp_path: Path, name: str) -> None:
    pieces = {
        "a.json": '[{"text": ' + "[" * 100_000,
        "a.jsonl": '{"text": "A.", "x": ' + "[" * 100_000 + "]" * 100_000 + "}\n",
        "a.xml": "<newsItem>" + "<p>" * 100_000,
        "a.tei": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>' + "<p>" * 100_000,
        "a.html": "<html><body>" + "<div>" * 20_000,
        "a.rtf": "{\\rtf1 " + "{" * 20_000,
        "a.md": "> " * 5_000 + "[" * 2_000,
    }
    items = read(tmp_path / name, pieces[name].encode())
    assert all("\n" not in item.message for item in items if isinstance(item, Failure))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_folder_where_a_file_was_meant(tmp_path: Path, sample: Sample) -> None:
    (tmp_path / sample.name).mkdir()
    (item,) = read_paths([tmp_path / sample.name])
    assert isinstance(item, Failure)
    assert (item.code, item.path) == ("no-texts", str(tmp_path / sample.name))


@pytest.mark.parametrize(
    "name", [sample.name for sample in SAMPLES if sample.plain and not sample.name.endswith("rtf")]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\n\r\n", "mixed"])
def test_ends_of_lines_of_every_kind(tmp_path: Path, name: str, ends: str) -> None:
    sample = next(one for one in SAMPLES if one.name == name)
    lines = sample.data.decode().replace("\r\n", "\n").split("\n")
    if ends == "\n\r\n" and name in ("trees.conllu", "older.txt"):
        return  # a blank line means something there
    chance = random.Random(7)
    data = "".join(line + (chance.choice(["\n", "\r\n"]) if ends == "mixed" else ends) for line in lines)
    items = read(tmp_path / name, data.encode())
    assert [item for item in items if isinstance(item, Failure)] == []
    assert len(items) == (1 if sample.whole else COUNT)


@pytest.mark.parametrize("format", FORMATS)
def test_every_reader_with_what_is_none_of_its(format: str) -> None:
    for data in (
        b"",
        b"\n",
        b"A gate.",
        b"\xff\xfe",
        b"\0" * 99,
        b"{",
        b"<",
        b"PK\x03\x04",
        b"{\\rtf",
        b"PAR1",
        b"ARROW1\0\0",
        b"WARC/1.0\r\n",
    ):
        for item in read_paths(["-"], ReadOptions(format=format, stdin=io.BytesIO(data))):
            if isinstance(item, Failure):
                assert "\n" not in item.message
                assert item.path == "stdin"


class Endless(io.RawIOBase):
    """A stream of so many bytes, made as they are read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._pieces, b"")
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


MUCH = 12_000_000
RECORD = 200_000


def many(before: str, one: str, after: str = "") -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield before.encode()
        piece = one.encode() * (1 + 20_000 // len(one))
        yield from (piece for _ in range(MUCH // len(piece)))
        yield after.encode()

    return pieces


LONGER = "The gate is shut, the keeper said. " * 200
NEWS = f"<newsItem guid='1'><contentSet><inlineXML><p>{LONGER}</p></inlineXML></contentSet></newsItem>\n"
TEI = f"<TEI><text><body><p>{LONGER}</p></body></text></TEI>\n"
STREAMS = {
    "jsonl": many("", json.dumps({"text": "The gate is shut. " * 50}) + "\n"),
    "json": many("[", json.dumps({"text": "The gate is shut. " * 50}) + ",\n", "]"),
    "csv": many("id,text\n", "1," + "The gate is shut. " * 50 + "\n"),
    "tsv": many("id\ttext\n", "1\t" + "The gate is shut. " * 50 + "\n"),
    "conllu": many("", "# newdoc\n# text = " + LONGER + "\n1\tGate" + "\t_" * 8 + "\n\n"),
    "newsml": many("<newsMessage>", NEWS, "</newsMessage>"),
    "tei": many("<teiCorpus>", TEI, "</teiCorpus>"),
    "nexis": many("", exports.older([Article(body=(LONGER,))])),
    "factiva": many(
        "",
        "HD\nGate\nWC\n12 words\nPD\n3 May 2021\nSN\nC\nTD\n" + LONGER + "\nAN\nDocument LOWCOU0020210203eh230001a\n\n",
    ),
    "no-end-jsonl": many('{"text": "', "x" * 1000),
    "no-end-json": many('[{"text": "', "x" * 1000),
    "no-end-csv": many("id,text\n1,", "x" * 1000),
    "no-end-quote-csv": many('id,text\n1,"', "x" * 1000 + "\n"),
    "no-end-text": many("", "x" * 1000),
    "no-end-conllu": many("", "1\tGate" + "\t_" * 8 + "\n"),
    "no-end-nexis": many("1 of 2 DOCUMENTS\n\n", f"{LONGER}\n\n"),
}


@pytest.mark.parametrize("name", STREAMS)
def test_memory_is_bounded(name: str) -> None:
    """12 MB of records, or one without an end, in half of it at most."""
    stream = io.BufferedReader(Endless(STREAMS[name]()))
    options = ReadOptions(format=name.rpartition("-")[2], stdin=stream, max_record=RECORD)  # type: ignore[arg-type]
    tracemalloc.start()
    try:
        kinds = [type(item) for item in without_ids(options)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert kinds
    assert peak < 5_000_000


def without_ids(options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """What is read; not through `read_paths`, which remembers every id to keep them apart."""
    from attrib.read.find import find
    from attrib.read.unpack import read_file

    (found,) = find("-", options)
    assert not isinstance(found, Failure)
    with found.open() as stream:
        last: type[object] | None = None
        for item in read_file(stream, found, options):
            if type(item) is not last:
                last = type(item)
                yield item
