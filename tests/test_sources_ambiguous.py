"""Names that two sources share resolve by the document or not at all; institutions by rule; whose document it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrib.cli import main
from attrib.resolve.publisher import host_of, parties
from attrib.resolve.registry import COLUMNS, Context, Registry, load_registry
from attrib.resolve.registry_lint import registry_findings

if TYPE_CHECKING:
    from attrib import Annotator

ARTICLES = re.compile("^(?:the|a|an) ")
EN = Path(__file__).resolve().parent.parent / "rules" / "en"
SAID = "ABC said the ferry had sunk. "
NOTHING = Context(frozenset(), frozenset(), frozenset(), frozenset())


def registry_of(annotator: Annotator, text: str, **meta: str) -> str | None:
    """The registry id of the source of the first sentence."""
    document = annotator.annotate(text, meta=meta)
    (source,) = document.chain(document.sentences[0])
    return source.registry


def table(folder: Path, *rows: str) -> Path:
    (folder / "registry").mkdir(exist_ok=True)
    (folder / "registry" / "own.tsv").write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", "utf-8")
    return folder


def row(key: str, name: str, aliases: str = "", *, kind: str = "outlet", country: str = "", **more: str) -> str:
    cells = {"id": key, "name": name, "kind": kind, "aliases": aliases, "country": country, "credit": "own"} | more
    return "\t".join(cells.get(column, "") for column in COLUMNS)


def test_ambiguous_alias_without_a_reason_resolves_to_nobody(annotator: Annotator) -> None:
    assert registry_of(annotator, SAID) is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("It was the worst accident in Australia for years.", "australian-broadcasting-corporation"),
        ("Rescuers in the United States saw it.", "abc-news-us"),
        ("The Australian Broadcasting Corporation had sent two reporters.", "australian-broadcasting-corporation"),
        ("Australia and the United States sent divers.", None),
        ("Rescuers in Norway saw it.", None),
    ],
)
def test_ambiguous_alias_is_settled_by_the_text(annotator: Annotator, more: str, expected: str | None) -> None:
    assert registry_of(annotator, SAID + more) == expected


def test_publisher_counts_before_countries_in_the_text(annotator: Annotator) -> None:
    text = SAID + "Rescuers in the United States saw it."
    assert registry_of(annotator, text, url="https://www.abc.net.au/news/1") == "australian-broadcasting-corporation"
    assert registry_of(annotator, SAID, publisher="The Sydney Morning Herald") == "australian-broadcasting-corporation"


def test_alias_marked_ambiguous_needs_a_reason_though_nobody_shares_it(tmp_path: Path) -> None:
    registry = load_registry([table(tmp_path, row("harbour", "Harbour News", "Beacon?", country="Norway"))], ARTICLES)
    assert registry.find("Beacon") is None
    assert registry.choose("Beacon", NOTHING) is None
    choice = registry.choose("the Beacon", NOTHING._replace(countries=frozenset({"Norway"})))
    assert choice is not None
    assert (choice.facts.id, choice.reason) == ("harbour", "its country")


def test_name_in_another_language_keeps_its_language(tmp_path: Path) -> None:
    registry = load_registry([table(tmp_path, row("harbour", "Harbour News", "Вести порта@ru|RTS@sr-Latn?"))], ARTICLES)
    facts = registry.find("Вести порта")
    assert facts is not None
    assert facts.aliases == (("Вести порта", "ru", False), ("RTS", "sr-Latn", True))


def test_later_row_may_add_names_only(tmp_path: Path) -> None:
    registry = load_registry([EN, table(tmp_path, row("reuters", "", "Solberg Wire", kind=""))], ARTICLES)
    facts = registry.find("Solberg Wire")
    assert facts is not None
    assert (facts.name, facts.kind) == ("Reuters", "wire_agency")


@pytest.mark.parametrize(
    "name",
    [
        "Norway's Ministry of Finance",
        "the Norwegian Finance Ministry",
        "Norwegian Ministry of Finance",
        "the Ministry of Finance of the Kingdom of Norway",
        "Norway’s finance ministry",
    ],
)
def test_ministry_is_one_source_however_it_is_named(annotator: Annotator, name: str) -> None:
    document = annotator.annotate(f"{name[0].upper()}{name[1:]} said that the ferry had sunk.")
    (source,) = document.sources
    assert (source.key, source.registry, source.kind) == (("norway/ministry-of-finance",) * 2 + ("government",))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the Russian Federation's Ministry of Defence", "russia/ministry-of-defence"),
        ("the General Staff of the Armed Forces of Ukraine", "ukraine/general-staff"),
        ("the Central Bank of Brazil", "brazil/central-bank"),
        ("Kyiv's foreign ministry", "ukraine/ministry-of-foreign-affairs"),
        ("the Supreme Court of India", "india/supreme-court"),
    ],
)
def test_institution_by_rule(annotator: Annotator, name: str, key: str) -> None:
    facts = annotator._finisher.resolver.registry.institution(name)
    assert facts is not None
    assert facts.id == key
    assert "by rule" in facts.credit


@pytest.mark.parametrize(
    "name",
    [
        *("the ministry", "the Finance Ministry", "Solberg Ministry of Finance", "Norwegian", "the bank of Norway"),
        *("the Supreme Court", "the government", "the Reserve Bank", "the National Security Council", "the army"),
        *("the General Staff of the Army", "the general staff of the armed forces", "Ruritania's coast guard"),
    ],
)
def test_institution_without_a_country_is_none(annotator: Annotator, name: str) -> None:
    assert annotator._finisher.resolver.registry.institution(name) is None


def test_a_general_staff_of_no_country(annotator: Annotator) -> None:
    """Some forms name the country only once of two places where it may stand: none at all was an internal error."""
    text = "The General Staff of the Armed Forces said that the bridge is shut."
    assert registry_of(annotator, text) is None


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load_registry([EN], ARTICLES)


@pytest.mark.parametrize(
    ("meta", "name", "key", "by"),
    [
        ({"publisher": "Kyiv Post"}, "Kyiv Post", "kyiv-post", "publisher"),
        ({"url": "https://www.kyivpost.com/a/b?c=d"}, "Kyiv Post", "kyiv-post", "url"),
        ({"domain": "english.kyodonews.net"}, "Kyodo News", "kyodo", "domain"),
        ({"publisher": "The Post", "url": "https://kyivpost.com/x"}, "The Post", "kyiv-post", "publisher"),
        ({"publisher": "reuters.com"}, "reuters.com", "reuters", "publisher"),
        ({"url": "https://solberg.example/x"}, "solberg.example", None, "url"),
        ({"publisher": "Solberg Gazette"}, "Solberg Gazette", None, "publisher"),
    ],
)
def test_publisher_by_name_domain_or_address(
    shipped: Registry, meta: dict[str, str], name: str, key: str | None, by: str
) -> None:
    found = parties(meta, shipped).publisher
    assert found is not None
    assert (found.name, found.facts.id if found.facts else None, found.found_by) == (name, key, by)


def test_publisher_and_agency_are_kept_apart(shipped: Registry) -> None:
    found = parties({"publisher": "Kyiv Post", "origin_agency": "AP"}, shipped)
    assert [party.facts.id for party in found if party and party.facts] == ["kyiv-post", "associated-press"]
    alone = parties({"origin_agency": "Reuters"}, shipped)
    assert alone.publisher is None


@pytest.mark.parametrize("meta", [{}, {"publisher": ""}, {"url": "no address"}, {"publisher": 7}, {"url": ["x"]}])
def test_no_publisher_is_made_up(shipped: Registry, meta: dict[str, object]) -> None:
    assert parties(meta, shipped) == (None, None)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Example.org/a", "example.org"),
        ("example.org", "example.org"),
        ("//user@news.example.org:80/", "news.example.org"),
        ("javascript:alert(1)", ""),
        ("Example", ""),
    ],
)
def test_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


def test_shipped_tables_have_no_findings() -> None:
    assert registry_findings([EN], ARTICLES) == []


@pytest.mark.parametrize(
    ("rows", "check", "message"),
    [
        (["one|The Beacon", "two|Harbour Beacon|Beacon"], "alias-shared", "'beacon' names two too"),
        (["one|The Beacon|Beacon"], "alias-repeated", "'Beacon' stands twice"),
        (["one|Beacon||outlt"], "kind-unknown", "did you mean 'outlet'?"),
        (["One!|Beacon"], "id-wrong", "lower case"),
        (["one|Beacon", "one|Beacon too"], "row-repeated", "line 2 already"),
    ],
)
def test_lint_of_the_registry(tmp_path: Path, rows: list[str], check: str, message: str) -> None:
    cells = [line.split("|") for line in rows]
    made = [row(c[0], c[1], c[2] if len(c) > 2 else "", kind=c[3] if len(c) > 3 else "outlet") for c in cells]
    findings = registry_findings([table(tmp_path, *made)], ARTICLES)
    assert check in {finding.check for finding in findings}
    assert any(message in str(finding.fault) and "own.tsv:" in str(finding.fault) for finding in findings)


@pytest.mark.parametrize(
    ("cells", "check"),
    [
        ({"credit": ""}, "credit-missing"),
        ({"control": "state_controlled"}, "credit-missing"),
        ({"control": "state_controlled", "rater": "me", "as_of": "2024-13-01"}, "date-wrong"),
        ({"parent": "nobody"}, "parent-unknown"),
        ({"domains": "https://example.org/x"}, "domain-wrong"),
    ],
)
def test_lint_asks_for_provenance(tmp_path: Path, cells: dict[str, str], check: str) -> None:
    findings = registry_findings([table(tmp_path, row("one", "The Beacon", **cells))], ARTICLES)
    assert [finding.check for finding in findings] == [check]


def test_lint_command_looks_at_the_registry_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(tmp_path, row("one", "The Beacon"), row("two", "Beacon"))
    assert main(["rules", "lint", str(tmp_path)]) == 1
    assert "own.tsv:2:1: alias-shared: one: 'beacon' names two too" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("Olin, who saw the ferry sink, said the crew jumped.", "witness"),
        ("Olin said she had been told that the ferry was safe.", "told"),
        ("Olin told reporters that the ferry was safe.", None),
        ("Olin said in an interview that the ferry was safe.", "interview"),
        ("In a statement, the harbour office said the ferry was safe.", "statement"),
        ("The mayor wrote in a letter to the council that the bridge was closed.", "document"),
    ],
)
def test_how_a_source_knows_is_what_the_text_says(annotator: Annotator, text: str, access: str | None) -> None:
    document = annotator.annotate(text)
    (source,) = document.chain(document.sentences[0])
    assert source.access == access


def test_why_a_source_is_not_named_and_whom_it_told(annotator: Annotator) -> None:
    text = (
        "Speaking on condition of anonymity because the talks are secret, a senior official told reporters that the"
        " ferry sank."
    )
    document = annotator.annotate(text)
    (source,) = document.chain(document.sentences[0])
    assert source.anonymity_reason is not None
    start, end = source.anonymity_reason
    assert text[start:end].startswith("on condition of anonymity because the talks are secret")
    (attribution,) = document.attributions
    assert attribution.addressee is not None
    assert text[slice(*attribution.addressee)] == "reporters"


@pytest.mark.parametrize(
    ("told", "addressee"),
    [
        ("reporters on condition of anonymity", "reporters"),
        ("Kyodo News in an interview", "Kyodo News"),
        ("Reuters by phone on Tuesday", "Reuters"),
        ("a crowd at the harbour", "a crowd"),
        ("members of the council", "members of the council"),
    ],
)
def test_whom_a_source_tells_ends_before_how_and_where(annotator: Annotator, told: str, addressee: str) -> None:
    text = f"The mayor told {told} that the ferry sank."
    (attribution,) = annotator.annotate(text).attributions
    assert attribution.addressee is not None
    assert text[slice(*attribution.addressee)] == addressee


@pytest.mark.parametrize("text", ["TASS said the ferry sank.", "The ferry sank, according to TASS."])
def test_capitals_that_were_taken_for_a_word_are_looked_up(annotator: Annotator, text: str) -> None:
    document = annotator.annotate(text)
    (source,) = document.chain(document.sentences[0])
    assert (source.name, source.registry, source.kind, source.naming) == ("TASS", "tass", "wire_agency", "named")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The bridge is safe, said the mayor, according to Reuters.", ["Reuters", "mayor"]),
        ("The bridge, the mayor said, was closed, according to Reuters.", ["Reuters", "mayor"]),
        ("Reuters, citing Xinhua, reported that the dam had burst.", ["Reuters", "Xinhua"]),
    ],
)
def test_who_reports_whom(annotator: Annotator, text: str, names: list[str]) -> None:
    document = annotator.annotate(text)
    assert [source.name for source in document.chain(document.sentences[0])] == names
