"""Scales as data: the shipped files, a pack's own, and what is wrong with one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from attrib.cli import main
from attrib.errors import RuleError, UsageError
from attrib.scales import Scales, load_scales

ROOT = Path(__file__).resolve().parent.parent
OWN = """id: house
kind: scale
title: House scale
measures: source
standard: our handbook, page 3
source: the editors
ordered: true
values:
  - {value: gold, label: best}
  - {value: tin, label: worst, also: [pewter]}
"""


@pytest.fixture(scope="module")
def shipped() -> Scales:
    return load_scales()


def own(folder: Path, text: str) -> Path:
    (folder / "scales").mkdir()
    (folder / "scales" / "house.yml").write_text(text, "utf-8")
    return folder


def test_every_shipped_scale_names_standard_and_source(shipped: Scales) -> None:
    assert {path.stem for path in (ROOT / "rules" / "scales").glob("*.yml")} == set(shipped.by_id)
    assert all(scale.standard and scale.source and scale.license for scale in shipped.by_id.values())


@pytest.mark.parametrize(
    ("scheme", "value", "settled"),
    [
        ("admiralty", "b", "B"),
        ("admiralty", 'admiralty-scale:source-reliability="e"', "E"),
        ("rsp", "generally unreliable", "gu"),
        ("state-media-monitor", "SC", "state_controlled"),
        ("uk-3x5x2-source", "3", "3"),
        ("lin-pc1", "0.430", "0.430"),
        ("x-our-own", "three stars", "three stars"),
    ],
)
def test_value_is_settled_as_its_scale_writes_it(shipped: Scales, scheme: str, value: str, settled: str) -> None:
    assert shipped.settled(scheme, value) == (scheme, settled)


def test_machine_tag_names_its_scale_by_itself(shipped: Scales) -> None:
    assert shipped.settled("", 'admiralty-scale:information-credibility="6"') == ("admiralty-credibility", "6")


@pytest.mark.parametrize(
    ("scheme", "value", "message"),
    [
        ("admiralty", "G", "'G' is no value of 'admiralty': A, B, C, D, E, F"),
        ("admiralty", "6", "no value"),
        ("admiralty", "", "no value"),
        ("mbfc-factual", "mostly fctual", "did you mean 'mostly-factual'"),
        ("lin-pc1", "1.2", "a number from 0 to 1"),
        ("lin-pc1", "nan", "a number from 0 to 1"),
        ("admirality", "B", "did you mean 'admiralty'"),
        ("stars", "5", "'x-stars'"),
        ("x-", "5", "unknown scheme"),
    ],
)
def test_value_outside_its_scheme_is_refused(shipped: Scales, scheme: str, value: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        shipped.settled(scheme, value)


def test_shipped_machine_tags_are_those_of_the_taxonomy(shipped: Scales) -> None:
    for family in ("admiralty", "admiralty-credibility"):
        part = "source-reliability" if family == "admiralty" else "information-credibility"
        for band in shipped.by_id[family].values:
            assert band.tag == f'admiralty-scale:{part}="{band.value.lower()}"'


def test_pack_brings_a_scale_of_its_own(tmp_path: Path) -> None:
    scales = load_scales([own(tmp_path, OWN)])
    assert scales.settled("house", "Pewter") == ("house", "tin")
    assert "admiralty" in scales.by_id


@pytest.mark.parametrize(
    ("line", "other", "message"),
    [
        ("title: House scale", "titel: House scale", r"house\.yml:3:1: unknown key 'titel'; did you mean 'title'"),
        ("id: house", "id: home", r"house\.yml:1:5: id 'home' is not what the file is called"),
        ("also: [pewter]", "also: [Gold]", "the value 'gold' stands twice"),
        ("measures: source", "measures: sauce", "'sauce' is none of source"),
        ("label: best", "label: best, range: [0.9, 0.1]", "the range of 'gold' falls"),
    ],
)
def test_mistake_in_a_scale_is_named_with_its_place(tmp_path: Path, line: str, other: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        load_scales([own(tmp_path, OWN.replace(line, other))])


def test_family_is_shown_as_a_whole(shipped: Scales) -> None:
    assert [scale.measures for scale in shipped.named("uk-3x5x2")] == ["handling", "information", "source"]
    with pytest.raises(UsageError, match="did you mean 'admiralty'"):
        shipped.named("admirality")


def test_scales_of_a_pack_are_linted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own(tmp_path, OWN)
    assert main(["rules", "lint", str(folder)]) == 0
    (folder / "scales" / "house.yml").write_text(OWN.replace("label: best", "lable: best"), "utf-8")
    assert main(["rules", "lint", str(folder)]) == 1
    assert "did you mean 'label'?" in capsys.readouterr().out


def test_scale_is_shown_with_its_classes_standard_and_tags(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scales", "show", "admiralty"]) == 0
    shown = capsys.readouterr().out
    assert all(words in shown for words in ("AJP-2.1", "usually reliable", "cannot be judged, apart", "doubtful"))
    assert 'admiralty-scale:source-reliability="b"' in shown


def test_scales_come_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own(tmp_path, OWN)
    assert main(["scales", "list", "--format", "json", "--rules", str(folder)]) == 0
    names = [scale["id"] for scale in json.loads(capsys.readouterr().out)]
    assert names == sorted(names)
    assert "house" in names
    assert main(["scales", "show", "house", "--format", "json", "--rules", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)[0]["values"][1]["also"] == ["pewter"]


def test_unknown_scale_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scales", "show", "admirality"]) == 2
    assert capsys.readouterr().err == "attrib: no scale 'admirality'; did you mean 'admiralty'?\n"
