"""Predicates: the patterns that find them stand in the pack, the walk past clauses inside in code."""

from __future__ import annotations

import pytest
from attrib import Annotator
from attrib.match.clauses import Clauses
from attrib.rules.pack import SpanPattern, Structure


def clauses(**patterns: str) -> Clauses:
    names = {f"predicate-{name.replace('_', '-')}": pattern for name, pattern in patterns.items()}
    spans = {name: SpanPattern(name, "right", (("one", pattern),), {}) for name, pattern in names.items()}
    return Clauses(Structure({}, (), spans, {}, (), (), ()))


def found(made: Clauses, tags: str) -> str:
    """The tags before the predicate, and its own."""
    item = made.predicate(tags, (0, len(tags)))
    return "" if item is None else tags[: item + 1]


@pytest.mark.parametrize(
    ("patterns", "tags", "before"),
    [
        ({}, "DNVDN.", "DNV"),
        ({}, "DNMBDN.", "DNM"),  # no pattern says that a modal is not the last word of its group
        ({"verbs": "[MHXd][BGE]"}, "DNMBDN.", "DNMB"),
        ({"verbs": "[MHXd][BGE]"}, "DNWVDNXEDN.", "DNWVDNXE"),  # past a relative clause
        ({}, "TBDN,OVDN.", "TBDN,OV"),
        ({"infinitive": "TB"}, "TBDN,OVDN.", "TB"),
        ({"infinitive": "TB", "after_infinitive": ",OV"}, "TBDN,OVDN.", "TBDN,OV"),
        ({}, "EDN,OVDN.", "EDN,OV"),
        ({"opening": "E[^,]*,OV"}, "EDNV,OVDN.", "EDNV,OV"),
        ({}, "EDNV,OVDN.", "EDNV"),
        ({}, "DNP.", "D"),
        ({"noun": "[^.]*?[NP](?![NP])"}, "DNP.", "DNP"),
        ({"noun": "[^.]*?[NP](?![NP])"}, "DNTBDN.", "DNTB"),
        ({"noun": "[^.]*?[NP](?![NP])", "of_noun": "NT"}, "DNTBDN.", "DN"),
        ({}, "Q", "Q"),
        ({"reduced": "DNV", "verbs": "V"}, "DNDNVVDN.", "DNDNVV"),
        ({"verbs": "V"}, "DNDNVVDN.", "DNDNV"),
    ],
)
def test_what_a_pack_says_of_clauses_is_followed(patterns: dict[str, str], tags: str, before: str) -> None:
    assert found(clauses(**patterns), tags) == before


def test_no_items_no_predicate() -> None:
    assert clauses().predicate("DNV.", (4, 4)) is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The miller, who said the weir was safe, left in May.", "the weir was safe"),
        ("The miller, who said that the weir was safe, resigned in May.", "that the weir was safe"),
        ("The ford, where carters say the water is low, has no bridge.", "the water is low"),
        ("The guild, which denies it owns the mill, will pay.", "it owns the mill"),
        ("He said the mill, which is old, has no wheel.", "the mill, which is old, has no wheel"),
    ],
)
def test_a_clause_goes_on_behind_its_relative_clause(annotator: Annotator, text: str, content: str) -> None:
    (attribution,) = annotator.annotate(text).attributions
    assert [text[start:end] for start, end in attribution.content] == [content]
