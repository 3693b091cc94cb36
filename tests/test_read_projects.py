"""Annotated exports in: brat, UIMA CAS, Label Studio, doccano; as input with their layers, and as gold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrib import Annotator
from attrib.cli import main
from attrib.errors import InputError, UsageError
from attrib.read import Failure, read_paths
from attrib.score.projects import USUAL, attributions, read_projects, roles

from write_cases import HARD, META, Record, hard, write

NAMES = {"brat": "out", "xmi": "out", "labelstudio": "out.json", "doccano": "out.jsonl"}


@pytest.fixture(scope="module")
def record(annotator: Annotator) -> Record:
    return hard(annotator)


@pytest.fixture
def exported(record: Record, tmp_path: Path) -> Callable[[str], Path]:
    def export(tool: str) -> Path:
        path = tmp_path / NAMES[tool]
        write(tool, path, [record])
        return path

    return export


@pytest.mark.parametrize("tool", NAMES)
def test_what_was_written_is_read_as_it_was(record: Record, exported: Callable[[str], Path], tool: str) -> None:
    (item,) = read_paths([exported(tool)])
    assert not isinstance(item, Failure), item
    assert item.text == HARD
    layers = item.meta["layers"]
    found = {(one["label"].lower(), a, b) for one in layers["marks"] for a, b in one["spans"]}
    wanted = {("cue", a, b) for one in record["attributions"] for a, b in one["cue"]}
    assert {one for one in found if one[0] == "cue"} == wanted
    assert json.loads(json.dumps(layers)) == layers
    assert item.id == record["id"]
    assert (item.meta.get("meta") or item.meta)["section"] == META["section"]


@pytest.mark.parametrize("tool", ["brat", "xmi"])
@pytest.mark.parametrize("index", [b"\xff{", b"[]\n{}", b'{"file": "a", "id": 3, "meta": null}', None])
def test_a_folder_without_a_whole_index_is_read_by_its_paths(
    record: Record, exported: Callable[[str], Path], tool: str, index: bytes | None
) -> None:
    folder = exported(tool)
    if index is None:
        (folder / "documents.index").unlink()
    else:
        (folder / "documents.index").write_bytes(index)
    (item,) = read_paths([folder])
    assert not isinstance(item, Failure), item
    assert item.text == HARD
    assert item.id != record["id"]


@pytest.mark.parametrize("tool", NAMES)
def test_gold_from_a_project_is_what_was_marked(record: Record, exported: Callable[[str], Path], tool: str) -> None:
    (gold,) = read_projects(exported(tool), USUAL)
    wanted = [{role: one[role] for role in ("source", "cue", "content")} for one in record["attributions"]]
    assert sorted(map(json.dumps, gold["attributions"])) == sorted(map(json.dumps, wanted))


@pytest.mark.parametrize("tool", NAMES)
def test_attrib_agrees_with_itself(
    exported: Callable[[str], Path], tool: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(exported(tool)), "--format", "json", "--min", "attribution=1"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["shape"] == "attribution"
    assert figures["documents"] == 1


ANN = """T1\tQuote 0 18\tThe ferry may sail
T2\tSpeaker 20 29\tthe mayor
T3\tSaying 30 34\tsaid
E1\tSaying:T3 Says:T1 By:T2
A1\tSure T3 possible
A2\tOdd T1
#1\tAnnotatorNotes T1\twhat is this?
"""
TEXT = "The ferry may sail, the mayor said."


def test_a_brat_project_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text(ANN)
    (tmp_path / "annotation.conf").write_text("[entities]\n")
    (item,) = read_paths([tmp_path])
    (same,) = read_paths([tmp_path / "a.ann"])
    assert item.meta == same.meta
    assert (item.id, same.text) == ("a.txt", TEXT)
    by_id = {one["id"]: one for one in item.meta["layers"]["marks"]}
    assert by_id["T1"]["attributes"] == {"Odd": True, "note": "what is this?"}
    assert by_id["T3"]["attributes"] == {"Sure": "possible"}
    assert main(["eval", str(tmp_path), "--role", "Saying=cue", "--min", "attribution=1"]) == 0
    (tmp_path / "map.conf").write_text("# mine\nSaying=cue\nQuote = content\n")
    assert main(["eval", str(tmp_path), "--role", str(tmp_path / "map.conf"), "--min", "cue_exact=1"]) == 0


def test_labels_that_say_nothing_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text("T1\tZitat 0 18\tThe ferry may sail\n")
    assert main(["eval", str(tmp_path)]) == 2
    assert "no label is source, cue or content (Zitat): tell with --role" in capsys.readouterr().err


def test_roles_are_checked(tmp_path: Path) -> None:
    assert roles(["Zitat=content"])["zitat"] == "content"
    with pytest.raises(UsageError, match="did you mean 'source'"):
        roles(["Speaker=sourse"])
    with pytest.raises(UsageError, match="is no LABEL=ROLE"):
        roles(["Speaker"])
    (tmp_path / "map").write_text("A=cue\nB\n")
    with pytest.raises(UsageError, match=r"map:2: "):
        roles([str(tmp_path / "map")])


def layers(marks: dict[str, str], links: list[tuple[str, str, str]]) -> dict[str, Any]:
    places = {name: i for i, name in enumerate(marks)}
    return {
        "marks": [{"id": n, "label": label, "spans": [[places[n], places[n] + 1]]} for n, label in marks.items()],
        "links": [{"label": label, "from": a, "to": b} for label, a, b in links],
    }


@pytest.mark.parametrize(
    ("links", "wanted"),
    [
        ([("by", "c", "s"), ("of", "c", "q")], [([0], [1], [2])]),
        ([("by", "s", "c"), ("of", "q", "c")], [([0], [1], [2])]),
        ([("says", "q", "s")], [([], [1], []), ([0], [], [2])]),
        ([("x", "o", "s"), ("x", "o", "c"), ("x", "o", "q")], [([0], [1], [2])]),
        ([("part", "q", "r"), ("of", "c", "q")], [([], [1], [2, 3])]),
        ([], [([], [1], []), ([], [], [2]), ([], [], [3])]),
    ],
)
def test_links_make_attributions(links: list[tuple[str, str, str]], wanted: list[Any]) -> None:
    marks = {"s": "Source", "c": "cue", "q": "CONTENT", "r": "content", "o": "Other"}
    if ("part", "q", "r") not in links and links:
        marks["r"] = "Other"
    found = attributions(layers(marks, links), USUAL)
    assert [tuple([a for a, _ in one[role]] for role in ("source", "cue", "content")) for one in found] == wanted


def test_people_come_before_predictions(tmp_path: Path) -> None:
    def result(label: str) -> dict[str, Any]:
        value = {"start": 0, "end": 3, "text": "The", "labels": [label]}
        return {"result": [{"id": "r", "type": "labels", "from_name": "l", "to_name": "t", "value": value}]}

    task = {"id": 7, "data": {"text": TEXT, "url": "u"}, "predictions": [result("cue")]}
    people = {**task, "id": 8, "annotations": [{**result("x"), "was_cancelled": True}, result("source")]}
    (tmp_path / "p.json").write_text(json.dumps([task, people]))
    items = list(read_paths([tmp_path / "p.json"]))
    assert [one.meta["layers"]["marks"][0]["label"] for one in items] == ["cue", "source"]
    assert [(one.id, one.meta["url"]) for one in items] == [("7", "u"), ("8", "u")]


def test_doccano_counts_in_utf16(tmp_path: Path) -> None:
    text = "😀 The mayor said."
    line = {"id": 1, "text": text, "label": [[3, 12, "Speaker"], [13, 17, "cue"]], "Comments": []}
    (tmp_path / "d.jsonl").write_text(
        json.dumps(line) + "\n" + json.dumps({"id": 2, "text": "x", "label": ["a"]}) + "\n"
    )
    first, second = read_paths([tmp_path / "d.jsonl"])
    assert [text[a:b] for m in first.meta["layers"]["marks"] for a, b in m["spans"]] == ["The mayor", "said"]
    assert second.meta["label"] == ["a"]
    assert "layers" not in second.meta


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.ann", "T1\tX 0 99\tx\n", "brat"),
        ("a.ann", "T1\tX 0\n", "brat"),
        ("a.ann", "T1\tX zero 1\tx\n", "brat"),
        ("a.ann", "A1\tX T9\n", "brat"),
        ("b.ann", "", "no-text"),
        ("a.xmi", "<xmi:XMI xmlns:xmi='http://www.omg.org/XMI'>", "type-system"),
        ("a.json", '[{"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels"}]}]}]', "layers"),
        ("a.jsonl", '{"text": "x", "label": [[0, 5, "A"]]}', "layers"),
        ("a.jsonl", '{"text": "x", "label": [[0, "1", "A"]]}', "layers"),
    ],
)
def test_what_is_broken_is_told(tmp_path: Path, name: str, data: str, code: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / name).write_text(data)
    (item,) = read_paths([tmp_path / name])
    assert isinstance(item, Failure)
    assert item.code == code


def test_a_broken_cas_is_told(record: Record, tmp_path: Path) -> None:
    write("xmi", tmp_path / "out", [record])
    (file,) = (tmp_path / "out").glob("*.xmi")
    file.write_bytes(file.read_bytes()[:2000])
    (item,) = read_paths([file])
    assert isinstance(item, Failure)
    assert item.code == "xmi"
    with pytest.raises(InputError):
        list(read_projects(file, USUAL))
