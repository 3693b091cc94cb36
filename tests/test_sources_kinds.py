"""Kind and naming of sources, by rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrib.errors import UsageError
from attrib.resolve.kinds import load_customs
from attrib.resolve.resolution import SourceDraft

from test_sources_resolve import resolve  # noqa: F401 - a fixture

Resolve = Callable[..., list[SourceDraft]]


@pytest.mark.parametrize(
    ("mention", "kind", "naming"),
    [
        ("Sen. Mara Olin", "official", "named"),
        ("The foreign ministry", "government", "role_only"),
        ("The Solberg state media", "state_media", "collective"),
        ("State television", "state_media", "role_only"),
        ("Police", "police", "role_only"),
        ("The Supreme Court", "court", "named"),
        ("Gen. Henk Dorsey", "military", "named"),
        ("A spokeswoman for the port", "spokesperson", "role_only"),
        ("Company spokesman Henk Dorsey", "spokesperson", "named"),
        ("Lowland University professor Anna Lund", "academic", "named"),
        ("Anna Lund, an analyst at Nordsee Capital,", "expert", "named"),
        ("Anna Lund, the president of Nordsee Holding Inc.,", "person", "named"),
        ("Anna Lund, director of the Lowland Health Department,", "official", "named"),
        ("Analysts", "expert", "collective"),
        ("Two senior officials", "official", "collective"),
        ("A senior official", "official", "role_only"),
        ("A person familiar with the matter", "person", "anonymous"),
        ("Sources", "group", "anonymous"),
        ("A poll released on Monday", "poll", "role_only"),
        ("A court filing", "document", "role_only"),
        ("A tweet", "social_media", "anonymous"),
        ("Witnesses", "eyewitness", "collective"),
        ("Villagers", "group", "collective"),
        ("Some", "group", "collective"),
        ("Reuters", "wire_agency", "named"),
        ("The Guardian", "outlet", "named"),
        ("The United Nations", "intergovernmental", "named"),
        ("Nordsee Holding Inc.", "company", "named"),
        ("The Olin campaign", "ngo", "named"),
        ("Norway", "government", "named"),
        ("Rep. Henk Dorsey, R-Ohio,", "official", "named"),
    ],
)
def test_kind_and_naming(resolve: Resolve, mention: str, kind: str, naming: str) -> None:  # noqa: F811
    (source,) = resolve(f"{mention} said the dam was safe.", mention)
    assert (source.kind, source.naming) == (kind, naming)


def test_what_the_document_says_elsewhere_counts(resolve: Resolve) -> None:  # noqa: F811
    text = "Anna Lund said the dam was safe. Lund, a spokeswoman for the port, was not asked again."
    assert resolve(text, "Anna Lund")[0].kind == "spokesperson"


def test_control_stays_apart_from_kind(resolve: Resolve) -> None:  # noqa: F811
    (source,) = resolve("Xinhua reported that the dam was safe.", "Xinhua")
    assert (source.kind, source.key, source.registry) == ("wire_agency", "xinhua", "xinhua")
    assert source.control is not None
    assert (source.control.value, source.control.as_of) == ("state_controlled", "2024-02-07")
    assert (source.ratings, source.rating_status) == ([], "unrated")


def test_pack_without_sources_knows_no_kinds() -> None:
    customs = load_customs({})
    assert customs.kinds.tests == ()
    assert customs.clue("access", "in a statement") is None


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"kinds": [{"id": "x", "text": "(", "kind": "person"}], "namings": []}, "kinds.yml"),
        ({"kinds": [{"id": "x", "colour": "red", "kind": "person"}], "namings": []}, "unknown keys colour"),
        ({"namings": []}, "'kinds'"),
        ("no table", "no table"),
    ],
)
def test_faulty_table_is_one_clear_line(table: object, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as error:
        load_customs({"sources": table})
    assert "\n" not in str(error.value)


def test_everything_but_the_two_lists_may_be_left_out() -> None:
    customs = load_customs({"sources": {"kinds": [], "namings": []}})
    assert customs.media == frozenset()
    assert not customs.plural["dams"]
    assert all(pattern.search("a dam") is None for pattern in customs.patterns.values())
