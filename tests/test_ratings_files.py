"""Files of ratings: what is kept, which one counts, and every mistake with its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrib import Annotator
from attrib.errors import UsageError
from attrib.model import Document

ON = date(2026, 6, 1)
HEAD = "source,scheme,value,rater,rated_on,scope,url,valid_until"
TEXT = "Reuters reported that KCNA said the ferry had sunk."
SHIPPED = "reuters,admiralty,C,the pack,2025-01-01,,,"


def write(path: Path, *rows: str, head: str = HEAD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def rated(folder: Path, *rows: str, text: str = TEXT, **meta: str) -> Document:
    return Annotator(ratings=[write(folder / "own.csv", *rows)], ratings_on=ON).annotate(text, meta=meta)


def of(document: Document, name: str) -> list[tuple[str, str, str | None]]:
    (source,) = (source for source in document.sources if source.name == name)
    return [(rating.rater, rating.value, rating.standing) for rating in source.ratings]


def status(document: Document) -> dict[str, str]:
    return {source.name: source.rating_status for source in document.sources}


def test_two_raters_survive_a_round_trip(tmp_path: Path) -> None:
    document = rated(
        tmp_path,
        "Reuters,admiralty,b,desk,2026-01-02,,https://example.org/1,",
        "reuters.com,admiralty,C,other desk,2026-02-03,wires,,2027-01-01",
    )
    again = Document.model_validate_json(document.model_dump_json())
    assert again.model_dump() == document.model_dump()
    (source,) = (source for source in again.sources if source.key == "reuters")
    assert [(r.scheme, r.value, r.rater, r.rated_on, r.scope, r.url, r.valid_until) for r in source.ratings] == [
        ("admiralty", "C", "other desk", "2026-02-03", "wires", None, "2027-01-01"),
        ("admiralty", "B", "desk", "2026-01-02", None, "https://example.org/1", None),
    ]
    assert source.rating_status == "rated"  # of different scopes, so they do not contradict each other


def test_raters_who_disagree_are_both_shown_as_a_conflict(tmp_path: Path) -> None:
    rows = "Reuters,admiralty,B,desk,2026-01-02,,,", "Reuters,admiralty,D,other desk,2026-01-03,,,"
    document = rated(tmp_path, *rows)
    assert of(document, "Reuters") == [("other desk", "D", "current"), ("desk", "B", "current")]
    assert status(document) == {"Reuters": "conflict", "KCNA": "unrated"}
    assert document.reliability(document.sentences[0]).values("admiralty") == (None, None)


def test_expired_rating_is_flagged_and_does_not_count(tmp_path: Path) -> None:
    document = rated(tmp_path, "Reuters,admiralty,B,desk,2024-01-02,,,2026-05-31")
    assert of(document, "Reuters") == [("desk", "B", "expired")]
    assert status(document)["Reuters"] == "unrated"
    assert document.reliability(document.sentences[0]).links[0].ratings == ()


@pytest.mark.parametrize("until", ["2026-06-01", "2026-06", "2026"])
def test_rating_counts_until_its_last_day_is_over(tmp_path: Path, until: str) -> None:
    document = rated(tmp_path, f"Reuters,admiralty,B,desk,2024-01-02,,,{until}")
    assert of(document, "Reuters") == [("desk", "B", "current")]


def test_newer_opinion_of_a_rater_takes_the_place_of_the_older(tmp_path: Path) -> None:
    rows = "Reuters,admiralty,C,desk,2024,,,", "Reuters,admiralty,B,desk,2026-01-02,,,"
    document = rated(tmp_path, *rows)
    assert of(document, "Reuters") == [("desk", "B", "current"), ("desk", "C", "superseded")]
    assert status(document)["Reuters"] == "rated"


def test_users_rating_wins_over_a_shipped_one_and_both_are_visible(tmp_path: Path) -> None:
    pack = write(tmp_path / "pack" / "ratings" / "house.csv", SHIPPED).parent.parent
    assert of(Annotator(["en", pack], ratings_on=ON).annotate(TEXT), "Reuters") == [("the pack", "C", "current")]
    own = write(tmp_path / "own.csv", "Reuters,admiralty,B,desk,2024-01-02,,,")
    document = Annotator(["en", pack], ratings=own, ratings_on=ON).annotate(TEXT)
    (source,) = (source for source in document.sources if source.name == "Reuters")
    assert [(r.value, r.standing, r.layer) for r in source.ratings] == [
        ("B", "current", "user"),
        ("C", "overruled", "shipped"),
    ]
    assert source.rating_status == "rated"


def test_first_file_counts_before_the_next(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "one.csv", "Reuters,admiralty,D,desk,2020,,,"),
        write(tmp_path / "two.csv", "Reuters,admiralty,A,desk,2026,,,", "KCNA,admiralty,E,desk,2026,,,"),
    ]
    document = Annotator(ratings=files, ratings_on=ON).annotate(TEXT)
    assert of(document, "Reuters") == [("desk", "D", "current"), ("desk", "A", "overruled")]
    assert of(document, "KCNA") == [("desk", "E", "current")]


def numbers(value: Any) -> list[Any]:
    """All numbers in a record that are no offsets."""
    if isinstance(value, dict):
        return [n for item in value.values() for n in numbers(item)]
    if isinstance(value, list):
        return [n for item in value for n in numbers(item)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def test_unknown_is_unrated_and_never_a_number(tmp_path: Path) -> None:
    text = "Solberg Wire reported that officials said the ferry had sunk. It may sail, people said."
    for document in (Annotator().annotate(text), rated(tmp_path, "Reuters,admiralty,B,desk,2026,,,", text=text)):
        record = document.model_dump(mode="json")
        for source in record["sources"]:
            assert (source["ratings"], source["control"]) == ([], None)
            assert source["rating_status"] in ("unrated", "unresolved")
            assert (
                numbers({key: value for key, value in source.items() if key not in ("mentions", "anonymity_reason")})
                == []
            )
        assert record["provenance"] == {"publisher": None, "origin_agency": None}
        for sentence in document.sentences:
            assert document.reliability(sentence).status in ("unrated", "unresolved")
            assert set(document.reliability(sentence).values("admiralty")) == {None}


def test_admiralty_f_stands_only_where_a_rater_gave_it(tmp_path: Path) -> None:
    document = rated(tmp_path, "KCNA,admiralty,F,desk,2026-01-02,,,")
    assert of(document, "KCNA") == [("desk", "F", "current")]
    assert of(document, "Reuters") == []


def test_authors_own_words_have_no_rating_to_look_for(tmp_path: Path) -> None:
    document = rated(
        tmp_path, "Reuters,admiralty,B,desk,2026,,,", text="The ferry sank in May.", url="https://reuters.com/x"
    )
    reliability = document.reliability(document.sentences[0])
    assert (reliability.links, reliability.status) == ((), "not_applicable")
    assert reliability.publisher is not None
    assert [rating.value for rating in reliability.publisher.ratings] == ["B"]


def test_publisher_that_nobody_registered_is_rated_by_its_domain(tmp_path: Path) -> None:
    document = rated(tmp_path, "solberg.example,lin-pc1,0.43,desk,2026,,,", url="https://www.solberg.example/a")
    assert document.provenance is not None
    assert document.provenance.publisher is not None
    assert [rating.value for rating in document.provenance.publisher.ratings] == ["0.43"]
    assert document.provenance.origin_agency is None


def test_source_of_no_registry_is_rated_by_its_name(tmp_path: Path) -> None:
    document = rated(
        tmp_path, "the Solberg Wire,admiralty,B,desk,2026,,,", text="Solberg Wire said the ferry had sunk."
    )
    assert of(document, "Solberg Wire") == [("desk", "B", "current")]


def test_workers_rate_alike(tmp_path: Path) -> None:
    own = write(tmp_path / "own.csv", "Reuters,admiralty,B,desk,2024-01-02,,,2026-05-31")
    annotator = Annotator(ratings=[own], ratings_on=ON)
    documents = list(annotator.pipe([TEXT, TEXT], workers=2))
    assert [of(document, "Reuters") for document in documents] == [[("desk", "B", "expired")]] * 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Reuters,admiralty,B,desk,2026-01-02,,javascript:alert(1),", "url: 'javascript:alert(1)' is no link"),
        ("Reuters,admiralty,B,desk,2026-01-02,,ftp://example.org,", "only http and https are"),
        ("Reuters,admiralty,B,desk,2026-02-30,,,", "rated_on: '2026-02-30' is no date"),
        ("Reuters,admiralty,B,desk,02.01.2026,,,", "rated_on: '02.01.2026' is no date"),
        ("Reuters,admiralty,B,desk,2026-07-01,,,", "rated_on 2026-07-01 lies ahead"),
        ("Reuters,admiralty,B,desk,2026-01-02,,,2025-01-01", "valid_until 2025-01-01 lies before rated_on"),
        ("Reuters,admiralty,G,desk,2026-01-02,,,", "'G' is no value of 'admiralty': A, B, C, D, E, F"),
        ("Reuters,admiralty,3,desk,2026-01-02,,,", "'3' is no value of 'admiralty'"),
        ("Reuters,admirality,B,desk,2026-01-02,,,", "unknown scheme 'admirality'; did you mean 'admiralty'?"),
        ("Reuters,admiralty,B,,2026-01-02,,,", "'rater' is missing"),
        ("ABC,admiralty,B,desk,2026-01-02,,,", "'ABC' may be australian-broadcasting-corporation, abc-news-us"),
        ("Reuters,admiralty,B,desk,2026-01-02,,,,x", "9 cells, but 8 columns"),
        ("Kyodo,admiralty,B,desk,2026-01-02,,,", "duplicated row: the rating of 'Kyodo' stands in line 2"),
        ("kyodo,admiralty,C,desk,2026-01-02,,,", "'kyodo' is admiralty B in line 2 and C here"),
    ],
)
def test_mistake_in_a_row_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = write(tmp_path / "bad.csv", "Kyodo News,admiralty,B,desk,2026-01-02,,,", row)
    with pytest.raises(UsageError) as caught:
        Annotator(ratings=[path], ratings_on=ON)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert message in str(caught.value)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    rows = "Reuters,admiralty,G,desk,2026,,,", "Kyodo,admiralty,B,desk,2026,,,", "TASS,rsp,zz,desk,26,,,"
    with pytest.raises(UsageError) as caught:
        Annotator(ratings=[write(tmp_path / "one.csv", *rows), write(tmp_path / "two.csv", rows[0])], ratings_on=ON)
    places = [":".join(line.rsplit("/", 1)[-1].split(":")[:2]) for line in str(caught.value).splitlines()]
    assert places == ["one.csv:2", "one.csv:4", "one.csv:4", "two.csv:2"]  # the date and the value of the last row


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("source,scheme,value,rated_on,scope,url,valid_until", "column 'rater' is missing"),
        (f"{HEAD},ratr", "unknown column 'ratr'; did you mean 'rater'?"),
        (f"{HEAD},url", "column 'url' stands twice"),
    ],
)
def test_mistake_in_the_header_is_named(tmp_path: Path, head: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Annotator(ratings=[write(tmp_path / "bad.csv", head=head)], ratings_on=ON)
    assert f"bad.csv:1: {message}" in str(caught.value)


ENTRY = {"source": "Reuters", "scheme": "admiralty", "value": "B", "rater": "desk", "rated_on": "2026-01-02"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.json", json.dumps([ENTRY], indent=1)),
        ("r.json", json.dumps({"ratings": [ENTRY]})),
        ("r.jsonl", json.dumps(ENTRY) + "\n\n"),
        ("r.csv", ";".join(ENTRY) + "\n" + ";".join(ENTRY.values())),
        ("r.tsv", "# ours\n" + "\t".join(ENTRY) + "\n" + "\t".join(ENTRY.values())),
        ("r.csv", "\ufeff" + ",".join(ENTRY) + "\r\n" + ",".join(ENTRY.values()) + "\r\n"),
    ],
)
def test_forms_of_a_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8"))
    document = Annotator(ratings=str(tmp_path / name), ratings_on=ON).annotate(TEXT)
    assert of(document, "Reuters") == [("desk", "B", "current")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("r.json", json.dumps([ENTRY, ENTRY | {"value": "Z"}], indent=1), ":9: 'Z' is no value"),
        ("r.json", '{"a": 1}', ":1: a list of objects is wanted"),
        ("r.json", '[\n{"source": }]', ":2: is no JSON"),
        ("r.jsonl", json.dumps(ENTRY) + "\n{", ":2: is no JSON object"),
        ("r.jsonl", json.dumps(ENTRY | {"raters": 1}), ":1: raters: unknown key; did you mean 'rater'?"),
        ("r.jsonl", "[1]", ":1: is no object"),
        ("r.csv", "", ":1: is empty"),
        ("r.csv", HEAD + '\n"Reuters,x', ":2: is no CSV"),
    ],
)
def test_broken_file_is_told_by_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        Annotator(ratings=[tmp_path / name], ratings_on=ON)
    assert f"{name}{message}" in str(caught.value)


def test_file_that_is_not_utf8_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(HEAD.encode() + b"\nAgence \xe9")
    with pytest.raises(UsageError, match=r"r\.csv: not UTF-8: byte at offset"):
        Annotator(ratings=[tmp_path / "r.csv"])
    with pytest.raises(UsageError, match="cannot be read"):
        Annotator(ratings=[tmp_path / "none.csv"])
