"""`attrib sources`, `annotate --where` and `--ratings`: what a user sees."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from attrib.cli import main

HEAD = "source,scheme,value,rater,rated_on,scope,url,valid_until,note"
TEXT = (
    "Reuters reported that KCNA said the ferry had sunk.\n\n"
    "A person familiar with the matter said the crew were safe.\n\n"
    "Solberg Wire said the ferry was old. The harbour is closed.\n"
)
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    rows = "Reuters,admiralty,B,desk,2026-01-02,,,,", "KCNA,admiralty,E,desk,2026-01-02,,,,"
    (tmp_path / "own.csv").write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    return tmp_path


def call(*argv: str) -> int:
    return main(list(argv))


def records(out: Out) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.readouterr().out.splitlines()]


def test_source_is_shown_with_provenance_names_and_ratings(here: Path, capsys: Out) -> None:
    assert call("sources", "show", "kcna", "--ratings", "own.csv") == 0
    shown = capsys.readouterr().out
    for words in (
        "korean-central-news-agency",
        "조선중앙통신 (ko)",
        "state_controlled (State Media Monitor",
        "MIT",
        "desk",
    ):
        assert words in shown
    assert call("sources", "show", "Norway's finance ministry", "--format", "json") == 0
    (shown_as_json,) = json.loads(capsys.readouterr().out)
    assert (shown_as_json["id"], shown_as_json["status"], shown_as_json["ratings"]) == (
        "norway/ministry-of-finance", "unrated", [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ABC", "'ABC' may be australian-broadcasting-corporation, abc-news-us: write the id"),
        ("Reutters", "'Reuters'?"),
    ],
)
def test_name_that_leads_to_no_one_source_is_one_line(here: Path, capsys: Out, name: str, message: str) -> None:
    assert call("sources", "show", name) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line


def test_registry_is_listed_and_filtered(here: Path, capsys: Out) -> None:
    assert call("sources", "list", "--kind", "wire_agency", "--rated", "--ratings", "own.csv", "--format", "json") == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert {name: row["ratings"] for name, row in rows.items()} == {
        "reuters": "admiralty B",
        "korean-central-news-agency": "admiralty E",
    }
    assert rows["reuters"]["control"] is None


def test_check_tells_mistakes_and_what_is_no_mistake(here: Path, capsys: Out) -> None:
    assert call("sources", "check", "own.csv") == 0
    capsys.readouterr()
    rows = "Solberg Wire,admiralty,B,desk,2020,,,2021,", "Reuters,admiralty,6,desk,2026,,,,"
    (here / "bad.csv").write_text("\n".join([HEAD, *rows]), "utf-8")
    assert call("sources", "check", "bad.csv") == 1
    told = capsys.readouterr()
    assert told.out == "bad.csv:3: '6' is no value of 'admiralty': A, B, C, D, E, F\n"
    assert "bad.csv:2: 'Solberg Wire': expired, valid until 2021" in told.err
    assert "'Solberg Wire' is not in the registry" in told.err


def test_rate_adds_a_row_that_annotate_reads(here: Path, capsys: Out) -> None:
    rate = "sources", "rate", "Solberg Wire", "--scheme", "admiralty", "--rater", "our, desk", "--on", "2026-02-03"
    assert call(*rate, "--value", "c") == 0
    assert call(*rate, "--value", "C") == 2  # it is there already
    assert "ratings.csv:3: duplicated row" in capsys.readouterr().err
    assert call(*rate, "--value", "Z") == 2
    assert len((here / "ratings.csv").read_text("utf-8").splitlines()) == 2
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "own.csv", "ratings.csv"]
    capsys.readouterr()
    assert call("annotate", "a.txt", "--ratings", "ratings.csv", "--ratings", "own.csv", "--format", "jsonl") == 0
    (record,) = records(capsys)
    given = {s["name"]: [r["value"] for r in s["ratings"]] for s in record["sources"]}
    assert given == {"Reuters": ["B"], "KCNA": ["E"], "person familiar with the matter": [], "Solberg Wire": ["C"]}


def test_ratings_of_flags_come_before_those_of_the_settings(here: Path, capsys: Out) -> None:
    (here / "attrib.toml").write_text('ratings = ["own.csv"]', "utf-8")
    (here / "mine.csv").write_text(f"{HEAD}\nReuters,admiralty,D,me,2020,,,,\n", "utf-8")
    assert call("annotate", "a.txt", "--ratings", "mine.csv", "--format", "jsonl") == 0
    (record,) = records(capsys)
    (source,) = (source for source in record["sources"] if source["name"] == "Reuters")
    assert [(r["value"], r["standing"]) for r in source["ratings"]] == [("D", "current"), ("B", "overruled")]


def test_broken_ratings_end_a_run_before_it_begins(here: Path, capsys: Out) -> None:
    (here / "bad.csv").write_text(f"{HEAD}\nReuters,admiralty,B,desk,2026,,javascript:x,,\n", "utf-8")
    assert call("annotate", "a.txt", "--ratings", "bad.csv", "-o", "out.jsonl") == 2
    assert "bad.csv:2: url: 'javascript:x' is no link" in capsys.readouterr().err
    assert not (here / "out.jsonl").exists()


def test_text_shows_chain_control_and_ratings_with_rater_and_date(here: Path, capsys: Out) -> None:
    assert call("annotate", "a.txt", "--ratings", "own.csv", "--format", "text") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Reuters (wire agency) [admiralty: B (desk, 2026-01-02)] > KCNA (wire agency) [state controlled]" in shown
    assert call("explain", "KCNA said the ferry had sunk.", "--ratings", "own.csv") == 0
    assert "[admiralty: E (desk, 2026-01-02)]" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("conditions", "sentences"),
    [
        (["naming=anonymous"], [1]),
        (["kind=wire_agency"], [0]),
        (["admiralty=D,e"], [0]),
        (["admiralty=none"], [1, 2]),
        (["kind=wire_agency", "admiralty=none"], []),
        (["control=state_controlled"], [0]),
        (["status=unrated", "naming=named"], [2]),
        (["admiralty=A"], []),
    ],
)
def test_where_keeps_the_sentences_of_such_sources(
    here: Path, capsys: Out, conditions: list[str], sentences: list[int]
) -> None:
    flags = [flag for condition in conditions for flag in ("--where", condition)]
    assert call("annotate", "a.txt", "--ratings", "own.csv", "--format", "jsonl", *flags) == 0
    (record,) = records(capsys)
    assert [sentence["index"] for sentence in record["sentences"]] == sentences
    assert record["text"] == TEXT
    known = {source["id"] for source in record["sources"]}
    assert all(name in known for sentence in record["sentences"] for name in sentence["label"]["sources"])
    there = {one["id"] for one in record["attributions"]}
    assert all(set(sentence["attributions"]) <= there for sentence in record["sentences"])
    assert all(one["parent"] is None or one["parent"] in there for one in record["attributions"])


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("kind=wire_agancy", "did you mean 'wire_agency'?"),
        ("admiralty=Z", "'Z' is no value of 'admiralty'"),
        ("admirality=B", "did you mean 'admiralty'?"),
        ("kind", "write NAME=VALUE"),
    ],
)
def test_condition_that_cannot_be_met_is_one_line(here: Path, capsys: Out, condition: str, message: str) -> None:
    assert call("annotate", "a.txt", "--where", condition) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line


@pytest.mark.parametrize("left", [0, 1])
def test_resume_refuses_other_ratings_also_when_all_is_done(here: Path, capsys: Out, left: int) -> None:
    (here / "b.txt").write_text("Solberg Wire said the ferry had sunk.", "utf-8")
    begun = ["a.txt", "b.txt"][: 2 - left]
    assert call("annotate", *begun, "--ratings", "own.csv", "-o", "done.jsonl") == 0
    before = (here / "done.jsonl").read_bytes()
    goes_on = "annotate", "a.txt", "b.txt", "-o", "done.jsonl", "--resume"
    capsys.readouterr()
    assert call(*goes_on) == 2
    assert capsys.readouterr().err == "attrib: done.jsonl: was written with other ratings; --overwrite begins anew\n"
    assert (here / "done.jsonl").read_bytes() == before
    assert call(*goes_on, "--ratings", "own.csv") == 0
    assert len((here / "done.jsonl").read_text("utf-8").splitlines()) == 2


def test_unknown_sources_are_counted_and_written_out_to_fill_in(here: Path, capsys: Out) -> None:
    (here / "b.txt").write_text("Solberg Wire said the ferry had sunk.", "utf-8")
    corpus = "sources", "unknown", "a.txt", "b.txt", "--ratings", "own.csv"
    assert call(*corpus, "--format", "json", "--fill", "fill.csv") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["sentences"], row["documents"]) for row in rows] == [
        ("Solberg Wire", 2, 2),
        ("person familiar with the matter", 1, 1),
    ]
    filled = list(csv.DictReader((here / "fill.csv").read_text("utf-8").splitlines()))
    assert filled[0]["source"] == "Solberg Wire"
    assert {row[name] for row in filled for name in ("scheme", "value", "rater", "rated_on")} == {""}
    assert call(*corpus, "--fill", "fill.csv") == 2


@pytest.mark.parametrize("annotated", [False, True])
def test_profile_of_texts_and_of_what_was_written(here: Path, capsys: Out, annotated: bool) -> None:
    corpus = "a.txt"
    if annotated:
        assert call("annotate", "a.txt", "--ratings", "own.csv", "-o", "done.jsonl") == 0
        corpus = "done.jsonl"
    assert call("sources", "profile", corpus, "--ratings", "own.csv", "--format", "csv") == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    shares = {(row["by"], row["value"]): (row["number"], row["share"]) for row in rows}
    assert shares["voice", "attributed"] == ("3", "0.75")
    assert shares["anonymous", "yes"] == ("1", "0.25")
    assert shares["kind", "wire_agency"] == ("1", "0.25")
    assert shares["control", "state_controlled"] == ("1", "0.25")
    assert shares["rating:admiralty", "E"] == ("1", "0.25")
    assert shares["status", "unrated"] == ("2", "0.5")
    assert shares["roots", "1"] == ("3", "1.0")


def test_roots_are_counted_once_a_claim(here: Path, capsys: Out) -> None:
    (here / "c.txt").write_text(
        "“The ferry sank at noon. The crew is safe. Nobody was hurt,” the mayor said.\n\n"
        "Olin and Marta Berg said the pier was closed. It was dark.", "utf-8",
    )  # fmt: skip
    assert call("sources", "profile", "c.txt", "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {(row["value"], row["number"], row["share"]) for row in rows if row["by"] == "roots"} == {
        ("1", 1, 0.5), ("2", 1, 0.5),
    }  # fmt: skip


def test_import_by_preset_and_by_columns(here: Path, capsys: Out) -> None:
    (here / "lin.csv").write_text("domain,pc1\nreuters.com,0.98\nsolberg.example,\nbeacon.example,1.7\n", "utf-8")
    assert call("sources", "import", "lin.csv", "--preset", "lin", "--on", "2023-09", "-o", "out.csv") == 1
    told = capsys.readouterr().err
    assert "lin.csv:4: '1.7' is no value of 'lin-pc1': a number from 0 to 1" in told
    assert "lin.csv: 1 rows without a value make no rating: line 3" in told
    (row,) = csv.DictReader((here / "out.csv").read_text("utf-8").splitlines())
    assert (row["source"], row["value"], row["rated_on"]) == ("reuters", "0.98", "2023-09")
    own = "--scheme", "x-stars", "--map", "source=domain", "--map", "value=pc1", "--rater", "me", "--on", "2024"
    assert call("sources", "import", "lin.csv", *own) == 0
    assert [row["value"] for row in csv.DictReader(capsys.readouterr().out.splitlines())] == ["0.98", "1.7"]
    assert call("sources", "check", "out.csv") == 0


def test_import_of_media_bias_style_json(here: Path, capsys: Out) -> None:
    row = {"name": "Solberg Wire", "url": "https://www.solberg.example/", "bias": "Left-Center", "factual": "HIGH"}
    (here / "list.json").write_text(json.dumps([row]), "utf-8")
    assert call("sources", "import", "list.json", "--preset", "mbfc", "--on", "2025-01-01") == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {(row["source"], row["scheme"], row["value"]) for row in rows} == {
        (source, scheme, value)
        for source in ("Solberg Wire", "solberg.example")
        for scheme, value in (("mbfc-bias", "left-center"), ("mbfc-factual", "high"))
    }


def test_import_of_perennial_sources_keeps_their_dates(here: Path, capsys: Out) -> None:
    table = "name,qualifier,status,last_discussed,domains\nSolberg Wire,(culture),gu,2020,solberg.example s.example\n"
    (here / "rsp.csv").write_text(f"{table}Beacon,,gr,,beacon.example\n", "utf-8")
    assert call("sources", "import", "rsp.csv", "--preset", "rsp") == 1
    told = capsys.readouterr()
    assert "rsp.csv:3: 'rated_on' is missing" in told.err
    rows = list(csv.DictReader(told.out.splitlines()))
    assert {(row["source"], row["value"], row["rated_on"], row["scope"]) for row in rows} == {
        (source, "gu", "2020", "culture") for source in ("Solberg Wire", "solberg.example", "s.example")
    }


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ((), "give either --preset"),
        (("--preset", "rps"), "no preset 'rps'; did you mean 'rsp'?"),
        (("--scheme", "admiralty", "--map", "sauce=x"), "--map 'sauce=x'"),
        (("--scheme", "admiralty", "--map", "value=grade"), "no column for the value of admiralty: none of grade in"),
    ],
)
def test_import_that_cannot_begin_is_one_line(here: Path, capsys: Out, flags: tuple[str, ...], message: str) -> None:
    assert call("sources", "import", "own.csv", *flags) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
