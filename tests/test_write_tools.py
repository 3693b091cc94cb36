"""Formats of annotation tools: what was written is read again by the tool's library, else by a parser of the format.

Every test asks the same: the text is whole, and each source, cue and content stands where the record says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import conllu
import pytest
import spacy
from attrib import Annotator
from attrib.cli import main
from attrib.units import Utf16
from attrib.write import labelstudio
from attrib.write.formats import FORMATS
from attrib.write.webanno import iri
from cassis import load_cas_from_xmi, load_typesystem
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from spacy.tokens import DocBin

from write_cases import HARD, META, Record, failed, hard, mentions, write

Found = set[tuple[str, str, int, int, str]]
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def record(annotator: Annotator) -> Record:
    return hard(annotator)


def read_brat(path: Path) -> tuple[str, Found]:
    (texts,) = path.glob("*.txt")
    text = texts.read_bytes().decode()
    names, places = {}, {}
    for line in texts.with_suffix(".ann").read_bytes().decode().split("\n")[:-1]:
        key, what, *rest = line.split("\t", 2)
        words = rest[0] if rest else ""
        if key[0] == "T":
            label, _, spans = what.partition(" ")
            pieces = [tuple(map(int, span.split())) for span in spans.split(";")]
            assert words == " ".join(text[a:b] for a, b in pieces)
            assert "\n" not in words
            places[key] = label, pieces
        elif key[0] == "#":
            names[what.split()[1]] = words.partition(";")[0]
    return text, {
        (names[key].partition(".")[0], label, a, b, text[a:b])
        for key, (label, pieces) in places.items()
        for a, b in rejoined(text, pieces)
        if label in ("source", "cue", "content")
    }


def rejoined(text: str, pieces: list[Any]) -> list[tuple[int, int]]:
    """Fragments with nothing but line ends between them are one piece again."""
    found: list[tuple[int, int]] = []
    for a, b in pieces:
        if found and not text[found[-1][1] : a].strip("\r\n"):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def read_xmi(path: Path) -> tuple[str, Found]:
    with (path / "TypeSystem.xml").open("rb") as types:
        system = load_typesystem(types)
    (file,) = path.glob("*.xmi")
    with file.open("rb") as xmi:
        cas = load_cas_from_xmi(xmi, typesystem=system)
    roles = {"source": "mentions", "cue": "cues", "content": "contents"}
    return cas.sofa_string, {
        (one.identifier, role, span.begin, span.end, span.get_covered_text())
        for one in cas.select("attrib.type.Attribution")
        for role, feature in roles.items()
        for span in one[feature].elements
    }


def read_webanno(path: Path) -> tuple[str, Found]:
    page = json.loads(path.read_bytes())
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    found = set()
    for one in page["items"]:
        name, _, role = one["id"].partition("#")[2].partition(".")
        for target in [one["target"]] if isinstance(one["target"], dict) else one["target"]:
            position, quote = target["selector"]
            a, b = position["start"], position["end"]
            assert HARD[a:b] == quote["exact"]
            assert HARD[:a].endswith(quote["prefix"])
            assert HARD[b:].startswith(quote["suffix"])
            if role in ("source", "cue", "content"):
                found.add((name, role, a, b, quote["exact"]))
    return HARD, found


def read_labelstudio(path: Path) -> tuple[str, Found]:
    from label_studio_sdk.label_interface import LabelInterface

    (task,) = json.loads(path.read_bytes())
    interface = LabelInterface(labelstudio.configuration())
    interface.validate()
    assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []
    text = task["data"]["text"]
    return text, {
        (one["id"].partition(".")[0], label, value["start"], value["end"], value["text"])
        for one in task["predictions"][0]["result"]
        if one["type"] == "labels"
        for value in [one["value"]]
        for label in value["labels"]
        if label in ("source", "cue", "content")
    }


def read_doccano(path: Path) -> tuple[str, Found]:
    (line,) = path.read_bytes().splitlines()
    example = json.loads(line)
    units = example["text"].encode("utf-16-le")
    places = {one["id"]: one for one in example["entities"]}
    found = set()
    for relation in example["relations"]:
        if relation["type"] in ("source", "content"):
            cue, other = places[relation["from_id"]], places[relation["to_id"]]
            assert cue["label"] in ("cue", "content")
            assert other["label"] == relation["type"]
    for one in places.values():
        a, b = one["start_offset"], one["end_offset"]
        words = units[2 * a : 2 * b].decode("utf-16-le")
        start = len(units[: 2 * a].decode("utf-16-le"))
        if one["label"] in ("source", "cue", "content"):
            found.add(("", one["label"], start, start + len(words), words))
    return example["text"], found


def read_prodigy(path: Path) -> tuple[str, Found]:
    (line,) = path.read_bytes().splitlines()
    task = json.loads(line)
    text, tokens = task["text"], task["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert all(text[token["start"] : token["end"]] == token["text"] for token in tokens)
    for span in task["spans"]:
        assert (span["start"], span["end"]) == (
            tokens[span["token_start"]]["start"],
            tokens[span["token_end"]]["end"],
        )
    return text, {
        (s["mark"].partition(".")[0], s["label"], s["start"], s["end"], text[s["start"] : s["end"]])
        for s in task["spans"]
        if s["label"] in ("source", "cue", "content")
    }


UNESCAPED = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


def read_conllu(path: Path) -> tuple[str, Found]:
    sentences = conllu.parse(path.read_text(encoding="utf-8"))
    text, found = "", set()
    for sentence in sentences:
        assert sentence.metadata["sent_id"]
        shown = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence)
        assert sentence.metadata["text"] == shown.rstrip(" ")
        for token in sentence:
            misc = token["misc"]
            a, b = map(int, misc["TokenRange"].split(":"))
            text += unescaped(misc.get("SpacesBefore", ""))
            assert len(text) == a
            text += token["form"]
            assert len(text) == b
            text += unescaped(misc.get("SpacesAfter", "" if misc.get("SpaceAfter") == "No" else "\\s"))
            for role in ("source", "cue", "content"):
                found |= {(name, role, a, b, token["form"]) for name in misc.get(role.title(), "").split(",") if name}
    return text, found


def unescaped(spaces: str) -> str:
    return re.sub(r"\\.", lambda mark: UNESCAPED[mark[0]], spaces)


def read_tei(path: Path) -> tuple[str, Found]:
    corpus = etree.parse(path).getroot()
    (ab,) = corpus.iter(f"{TEI}ab")
    text, places = "", {}
    for event, element in etree.iterwalk(ab, events=("start", "end")):
        if event == "start":
            if element.tag == f"{TEI}anchor":
                places[element.get(XML_ID)] = len(text)
            text += element.text or ""
        elif element is not ab:
            text += element.tail or ""
    ids = [element.get(XML_ID) for element in corpus.iter() if element.get(XML_ID)]
    assert len(ids) == len(set(ids))
    pointers = [
        p for e in corpus.iter() for n in ("from", "to", "ana", "target", "prev") for p in (e.get(n) or "").split()
    ]
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)
    found = set()
    for span in corpus.iter(f"{TEI}span"):
        a, b = (places[span.get(end).removeprefix("#")] for end in ("from", "to"))
        name = span.get(XML_ID).partition("-")[2].partition(".")[0]
        if span.get("type") in ("source", "cue", "content"):
            found.add((name, span.get("type"), a, b, text[a:b]))
    return text, found


def read_docbin(path: Path) -> tuple[str, Found]:
    (doc,) = DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab)
    assert doc.user_data["attrib"]["attributions"]
    return doc.text, {
        (span.id_.partition(".")[0], role, span.start_char, span.end_char, span.text)
        for role in ("source", "cue", "content")
        for span in doc.spans[role]
    }


READERS: dict[str, Callable[[Path], tuple[str, Found]]] = {
    "brat": read_brat, "xmi": read_xmi, "webanno": read_webanno, "labelstudio": read_labelstudio,
    "doccano": read_doccano, "prodigy": read_prodigy, "conllu": read_conllu, "tei": read_tei, "docbin": read_docbin,
}  # fmt: skip


@pytest.mark.parametrize("format", READERS)
def test_text_and_marks_come_back(record: Record, format: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert write(format, path, [failed(), record]) == {}
    text, found = READERS[format](path)
    assert text == HARD
    wanted: Found = set(mentions(record))
    if format == "doccano":  # its entities have no ids but numbers
        wanted = {("", *rest) for _, *rest in wanted}
    if format == "conllu":  # told by words: the characters that the words of a mark cover are those of the mark
        assert characters(found) == {(n, r, i) for n, r, i in characters(wanted) if not HARD[i].isspace()}
        return
    assert found == wanted


def characters(found: Found) -> set[tuple[str, str, int]]:
    return {(name, role, i) for name, role, a, b, _ in found for i in range(a, b)}


@pytest.mark.parametrize("format", READERS)
def test_nothing_in_gives_something_that_can_be_read(format: str, tmp_path: Path) -> None:
    write(format, tmp_path / "out", [])
    if format in ("webanno", "labelstudio"):
        assert json.loads((tmp_path / "out").read_bytes()) is not None
    elif format == "tei":
        etree.parse(tmp_path / "out")
    else:
        assert (tmp_path / "out").exists()


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_utf16_units(text: str) -> None:
    units = Utf16(text)
    for i in range(len(text) + 1):
        wide = len(text[:i].encode("utf-16-le")) // 2
        assert (units.out(i), units.back(wide)) == (wide, i)


@pytest.mark.parametrize("format", ["tei", "xmi"])
def test_control_characters_are_replaced_and_told(annotator: Annotator, format: str, tmp_path: Path) -> None:
    text = "The ferry\x00 sank\x0b, the mayor said."
    lost = write(format, tmp_path / "out", [annotator.record(text, id="x")])
    assert list(lost) == ["no-xml"]
    assert READERS[format](tmp_path / "out")[0] == text.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")


def test_a_cas_counts_as_java_does(record: Record, tmp_path: Path) -> None:
    write("xmi", tmp_path / "out", [record])
    (file,) = (tmp_path / "out").glob("*.xmi")
    units = HARD.encode("utf-16-le")
    found = {
        units[2 * int(cue.get("begin")) : 2 * int(cue.get("end"))].decode("utf-16-le")
        for cue in etree.parse(file).getroot().iter("{http:///attrib/type.ecore}Cue")
    }
    assert found == {words for _, role, _, _, words in mentions(record) if role == "cue"}


def test_a_folder_names_its_documents(record: Record, tmp_path: Path) -> None:
    ids = ["../../etc/passwd", "a/b.txt", "A/B", ".", "x" * 300, "ünï"]
    write("brat", tmp_path / "out", [*({**record, "id": id} for id in ids), failed()])
    lines = [json.loads(line) for line in (tmp_path / "out" / "documents.index").read_bytes().splitlines()]
    assert [line["id"] for line in lines] == [*ids, "bad.txt"]
    assert lines[-1]["error"]["code"] == "encoding"
    files = [line["file"] for line in lines[:-1]]
    assert len({file.casefold() for file in files}) == len(ids)
    assert all((tmp_path / "out" / f"{file}.txt").read_bytes().decode() == HARD for file in files)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert lines[0]["meta"]["section"] == META["section"]


def test_brat_is_told_what_it_shows(record: Record, tmp_path: Path) -> None:
    """Every type in the .ann files is one that annotation.conf declares, with a value it allows."""
    write("brat", tmp_path / "out", [record])
    sections = re.split(r"\[(\w+)\]\n", (tmp_path / "out" / "annotation.conf").read_text())
    declared = dict(zip(sections[1::2], sections[2::2], strict=True))
    names = {key: {line.split("\t")[0]: line for line in text.splitlines() if line} for key, text in declared.items()}
    (ann,) = (tmp_path / "out").glob("*.ann")
    for line in ann.read_text(encoding="utf-8").splitlines():
        key, what = line.split("\t")[:2]
        kind = {"T": "entities", "A": "attributes", "R": "relations"}.get(key[0])
        if kind:
            label, *rest = what.split(" ")
            assert label in names[kind]
            if kind == "attributes" and len(rest) == 2:
                values = names[kind][label].partition("Value:")[2].split("|")
                assert rest[1] in values


def test_facts_are_kept(record: Record, tmp_path: Path) -> None:
    one = record["attributions"][0]
    write("labelstudio", tmp_path / "ls", [record])
    (task,) = json.loads((tmp_path / "ls").read_bytes())
    results = task["predictions"][0]["result"]
    chosen = {r["from_name"]: r["value"]["choices"] for r in results if r["type"] == "choices" and r["id"] == "a1.cue"}
    assert chosen["certainty"] == [one["certainty"]]
    assert task["data"]["meta"]["section"] == META["section"]
    write("conllu", tmp_path / "c", [record])
    sentences = conllu.parse((tmp_path / "c").read_text(encoding="utf-8"))
    assert json.loads(sentences[0].metadata["a1"])["rule"] == one["rule"]
    assert [s.metadata["certainty"] for s in sentences] == [s["label"]["certainty"] for s in record["sentences"]]


def test_pages_have_iris() -> None:
    assert iri("https://a.example/b?c=1") == "https://a.example/b?c=1"
    assert iri("a b/ü.txt#3") == "a%20b/%C3%BC.txt%233"


def test_from_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(HARD.encode())
    assert main(["annotate", "a.txt", "-o", "out.tei"]) == 0
    assert main(["annotate", "a.txt", "-o", "folder", "--format", "brat"]) == 0
    assert main(["annotate", "a.txt", "-o", "folder", "--format", "brat"]) == 2
    assert main(["annotate", "a.txt", "--format", "tei", "--no-text"]) == 2
    err = capsys.readouterr().err.splitlines()
    assert err[0] == f"attrib: tei: {FORMATS['tei'].lacks}"
    assert err[-2:] == [
        "attrib: folder: is not empty; --overwrite replaces files of the same names",
        "attrib: tei holds spans of the text, so it cannot be written with --no-text",
    ]


def test_the_page_tells_of_every_format(root: Path) -> None:
    page = (root / "docs" / "output-formats.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:] for row in page.splitlines() if row.startswith("| `")]
    told = {name.strip(" `"): row for row in rows for name in row[0].split(",")}
    for name, format in FORMATS.items():
        if name != "text":
            assert all(suffix in told[name][1] for suffix in format.suffixes)
            assert told[name][2].strip() == (f"`attrib[{format.extra}]`" if format.extra else "")
            assert ("folder" in told[name][1]) == (format.into == "folder")
