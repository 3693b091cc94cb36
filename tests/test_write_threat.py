"""A chain with its ratings as STIX and MISP, read back by the libraries of both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import stix2
from attrib.cli import main
from attrib.write import stix
from pymisp import MISPEvent

HEAD = "source,scheme,value,rater,rated_on,scope,url,valid_until"
TEXT = (
    "Reuters reported that KCNA said the ferry had sunk. Solberg Wire said the crew were safe. The harbour is closed."
)
ROWS = (
    "Reuters,admiralty,B,desk,2026-01-02,,https://example.org/1,",
    "KCNA,admiralty,E,desk,2026-01-02,,,",
    "KCNA,admiralty,D,other desk,2026-01-03,,,",
    "KCNA,admiralty,A,third desk,2020-01-03,,,2021-01-01",
)
RATED = 'admiralty-scale:source-reliability="{}"'


def written(folder: Path, shape: str, *rows: str) -> Any:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text("KCNA said the bridge was closed.", "utf-8")
    (folder / "own.csv").write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    flags = ["--ratings", str(folder / "own.csv")] if rows else []
    out = folder / f"out.{shape}.json"
    paths = [str(folder / name) for name in ("a.txt", "b.txt")]
    assert main(["annotate", *paths, "--format", shape, "-o", str(out), *flags]) == 0
    return json.loads(out.read_text("utf-8"))


def identities(bundle: Any) -> dict[str, Any]:
    found = [one for one in bundle["objects"] if one["type"] == "identity" and one["id"] != stix.TOOL]
    assert len({one["id"] for one in found}) == len(found)
    return {one["name"]: one["extensions"][stix.EXTENSION] for one in found}


def test_stix_bundle_is_valid_and_holds_every_rating(tmp_path: Path) -> None:
    bundle = written(tmp_path, "stix", *ROWS)
    parsed = stix2.parse(bundle, version="2.1")
    assert parsed.type == "bundle"
    known = identities(bundle)
    assert known["Reuters"]["ratings"] == [
        {"scheme": "admiralty", "value": "B", "rater": "desk", "rated_on": "2026-01-02", "url": "https://example.org/1",
         "standing": "current", "layer": "user"},
    ]  # fmt: skip
    assert [(r["rater"], r["value"], r["standing"]) for r in known["KCNA"]["ratings"]] == [
        ("other desk", "D", "current"),
        ("desk", "E", "current"),
        ("third desk", "A", "expired"),
    ]


def test_stix_chain_is_in_order(tmp_path: Path) -> None:
    bundle = written(tmp_path, "stix", *ROWS)
    names = {one["id"]: one["name"] for one in bundle["objects"] if one["type"] == "identity"}
    notes = [one for one in bundle["objects"] if one["type"] == "note"]
    chains = [[names[ref] for ref in note["extensions"][stix.EXTENSION]["chain"]] for note in notes]
    assert chains == [["Reuters", "KCNA"], ["Solberg Wire"], ["KCNA"]]
    assert notes[0]["content"] == "Reuters reported that KCNA said the ferry had sunk."


def test_unknown_is_absent_from_stix(tmp_path: Path) -> None:
    for rows in (ROWS, ()):
        bundle = written(tmp_path, "stix", *rows) if rows else written(_fresh(tmp_path), "stix")
        assert "ratings" not in identities(bundle)["Solberg Wire"]
        assert "control" not in identities(bundle)["Solberg Wire"]
        assert all("confidence" not in one for one in bundle["objects"])
        assert "null" not in json.dumps(bundle)


def _fresh(folder: Path) -> Path:
    (folder / "fresh").mkdir()
    return folder / "fresh"


def tags(event: Any) -> dict[str, list[str]]:
    return {one.value: [tag.name for tag in one.tags] for one in event.attributes if one.category == "Other"}


def events(folder: Path, *rows: str) -> list[Any]:
    found = []
    for one in written(folder, "misp", *rows)["response"]:
        event = MISPEvent()
        event.load(one)
        found.append(event)
    return found


def test_misp_event_has_a_machine_tag_for_each_rating_that_counts(tmp_path: Path) -> None:
    first, second = events(tmp_path, *ROWS)
    assert tags(first) == {
        "Reuters": [RATED.format("b")],
        "KCNA": [RATED.format("d"), RATED.format("e")],
        "Solberg Wire": [],
    }
    assert set(tags(second)) == {"KCNA"}
    claims = {one.value: one.comment for one in first.attributes if one.category == "External analysis"}
    assert claims["Reuters reported that KCNA said the ferry had sunk."].startswith("Reuters > KCNA; attributed")
    comment = next(one.comment for one in first.attributes if one.value == "KCNA")
    assert "admiralty: E (desk, 2026-01-02)" in comment
    assert "admiralty: A (third desk, 2020-01-03, expired)" in comment


def test_unknown_has_no_tag_in_misp(tmp_path: Path) -> None:
    for event in events(tmp_path):
        assert set(map(tuple, tags(event).values())) == {()}
        assert "admiralty" not in event.to_json()


def test_cannot_be_judged_is_a_tag_where_a_rater_said_so(tmp_path: Path) -> None:
    first, _ = events(tmp_path, "KCNA,admiralty,F,desk,2026,,,", "KCNA,admiralty-credibility,6,desk,2026,,,")
    assert tags(first)["KCNA"] == [RATED.format("f"), 'admiralty-scale:information-credibility="6"']
    assert tags(first)["Reuters"] == []


@pytest.mark.parametrize("shape", ["stix", "misp"])
def test_missing_library_is_named_by_its_extra(
    tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, {"stix": "stix2", "misp": "pymisp"}[shape], None)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert main(["annotate", str(tmp_path / "a.txt"), "--format", shape]) == 2
    assert f'pip install "attrib[{shape}]"' in capsys.readouterr().err
