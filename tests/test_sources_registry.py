"""The registry: facts found by name and domain, shared names leading nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrib.errors import UsageError
from attrib.resolve.registry import COLUMNS, Registry, load_registry

ARTICLES = re.compile("^(?:the|a|an) ")
EN = Path(__file__).resolve().parent.parent / "rules" / "en"


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load_registry([EN], ARTICLES)


def table(folder: Path, *rows: str) -> Path:
    (folder / "registry").mkdir(exist_ok=True)
    (folder / "registry" / "own.tsv").write_text("\n".join(["# own", "\t".join(COLUMNS), *rows]) + "\n", "utf-8")
    return folder


def row(key: str, name: str, aliases: str = "", control: str = "") -> str:
    return "\t".join([key, name, "outlet", aliases, f"{key}.example", "NO", "", control, "me", "2026-01-01", "own"])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Reuters", "reuters"),
        ("the AP", "associated-press"),
        ("TASS", "tass"),
        ("Tass", "tass"),
        ("BBC", "british-broadcasting-corporation"),
        ("The New York Times", "new-york-times"),
        ("new york times", "new-york-times"),
        ("Yonhap", "yonhap-news-agency"),
    ],
)
def test_name_leads_to_its_source(shipped: Registry, name: str, key: str) -> None:
    facts = shipped.find(name)
    assert facts is not None
    assert facts.id == key


@pytest.mark.parametrize("name", ["ABC", "metro", "who", "us", "nature", "Solberg Gazette", ""])
def test_shared_and_ordinary_names_lead_nowhere(shipped: Registry, name: str) -> None:
    assert shipped.find(name) is None


def test_control_names_rater_and_date(shipped: Registry) -> None:
    facts = shipped.find("KCNA")
    assert facts is not None
    assert facts.control is not None
    assert facts.control.value == "state_controlled"
    assert facts.control.rater
    assert facts.control.as_of == "2024-02-07"
    assert "MIT" in facts.credit


def test_every_row_has_credit_and_a_kind(shipped: Registry) -> None:
    assert all(facts.credit and facts.kind for facts in shipped.by_id.values())


def test_domain_leads_to_its_source(shipped: Registry) -> None:
    facts = shipped.find_domain("www.reuters.com")
    assert facts is not None
    assert facts.id == "reuters"
    assert shipped.find_domain("solberg.example") is None


def test_later_pack_adds_to_a_row(tmp_path: Path) -> None:
    registry = load_registry([EN, table(tmp_path, row("reuters", "Reuters", "Solberg Wire"))], ARTICLES)
    facts = registry.find("Solberg Wire")
    assert facts is not None
    assert facts.id == "reuters"
    assert "reuters.com" in facts.domains


def test_name_of_two_sources_leads_nowhere(tmp_path: Path) -> None:
    folder = table(tmp_path, row("one", "The Gazette"), row("two", "Solberg Gazette", "Gazette"))
    registry = load_registry([folder], ARTICLES)
    assert registry.find("The Gazette") is None
    assert registry.find("Solberg Gazette") is not None


@pytest.mark.parametrize("line", ["id\tname", "one\tThe Gazette"])
def test_faulty_table_names_file_and_line(tmp_path: Path, line: str) -> None:
    folder = table(tmp_path)
    path = folder / "registry" / "own.tsv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("# own", line) if "name" in line else text + line, "utf-8")
    with pytest.raises(UsageError, match=r"own\.tsv:\d+: "):
        load_registry([folder], ARTICLES)
