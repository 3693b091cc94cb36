"""Quotation marks of every style, paired within paragraphs; what stands for a clause and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from attrib.annotator import Annotator
from attrib.segment import LayoutRules, Quotation, compile_layout, layout


@pytest.fixture(scope="module")
def rules(root: Path) -> LayoutRules:
    return compile_layout(yaml.safe_load((root / "rules/en/layout.yml").read_text(encoding="utf-8")))


def quoted(text: str, rules: LayoutRules) -> list[str]:
    """The quotations with something inside, as written."""
    return [text[q.start : q.end] for q in layout(text, rules).quotations if q.inner_end > q.inner_start]


def only(text: str, rules: LayoutRules) -> Quotation:
    (found,) = layout(text, rules).quotations
    return found


@pytest.mark.parametrize(
    "quotation",
    [
        '"The gate is shut,"',
        "“The gate is shut,”",
        "„The gate is shut,“",
        '„The gate is shut,"',
        "”The gate is shut,”",
        "»The gate is shut,«",
        "«The gate is shut,»",
        "« The gate is shut, »",
        "``The gate is shut,''",
        "''The gate is shut,''",
        "‘The gate is shut,’",
        "'The gate is shut,'",
        '" The gate is shut ,"',
        "“The tenants' gate isn't shut,”",
        "'The tenants' gate isn't shut,'",
        "“Shut ‘em in the ’90s barn,”",
        "“The gate is shut, “",
    ],
)
def test_every_style_is_one_full_quotation(rules: LayoutRules, quotation: str) -> None:
    text = f"{quotation} the guard said."
    found = only(text, rules)
    assert text[found.start : found.end] == quotation
    assert (found.full, found.closed, found.continues) == (True, True, False)
    inside = text[found.inner_start : found.inner_end].strip()
    assert inside.startswith(("The", "Shut"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The dockers' pay didn't rise, and the '80s were no better.", []),
        ("It was 6' 2\" tall and the beam 5'11\" long.", []),
        ("“He told me ‘go home’ and left,” she said.", ["“He told me ‘go home’ and left,”", "‘go home’"]),
        ('"He told me "go home" and left," she said.', ['"He told me "go home" and left,"', '"go home"']),
        ("''He called it 'a gift','' she said.", ["''He called it 'a gift',''", "'a gift'"]),
        ("''He called it 'a gift''' she said.", ["''He called it 'a gift'''", "'a gift'"]),
        ("“The gate “is shut,” she said.", ["“is shut,”"]),
        ("» Gate shut\n» Guard says so", []),
        ("Rock ’n’ roll fans don’t mind the ’n’.", []),
    ],
)
def test_pairs(rules: LayoutRules, text: str, found: list[str]) -> None:
    assert quoted(text, rules) == found


@pytest.mark.parametrize(
    "text",
    [
        "Orla said “go.”",
        '"No," said Orla.',
        "Orla: “Go home now”",
        "Orla said, “the gate is shut.”",
        "“The gate is shut,” said Orla Finn, a guard.",
        "The guard shrugged. “Nobody has asked me about the gate.”",
        "“The gate,” she said.",
        "The sign reads “Keep off the grass.”",
        "The owner wrote to the tenants, telling them, “the gate stays shut!” They replied in May.",
        "The owner shrugged (“I have no key,” he said).",
        "Orla went on:\n\n“Not now.”",
        "Orla said “not today” and shut the gate.",
        "Orla said “yes” while her brother wept.",
        "The note reads “we may shut the gate in spring” on its first page.",
        "“The gate is shut”, the guard said.",
        "“The gate sticks badly”, her old uncle complained on Sunday.",
        "“The gate is shut”, the guard told the court.",
        "“The gate is shut”, Orla told the other tenants, and left.",
        "Orla told the old guard, “Shut the gate,” and left.",
        "Orla wrote, “Thank you all! We shut the gate” that evening.",
        "As Orla put it, “Well, it is shut.”",
    ],
)
def test_full(rules: LayoutRules, text: str) -> None:
    assert only(text, rules).full


@pytest.mark.parametrize(
    "text",
    [
        "The “green mile” is a road.",
        'The clerk said the United States "must mend the old gate and the wall."',
        "She wrote the ballad “Rust on the Gate.”",
        "Pat “Lucky” Moor won.",
        "The guard calls himself “Lucky.”",
        "The owner says that “the gate is sound.”",
        "The owner called it “a slap in the face for us all” and left.",
        "“Rust on the Gate” was her first song.",
        "The tenants, the letter says, “have been cold for a year” and want heat.",
        "Tenants of the block “want a roof,” Orla said.",
        "The owner wants to “fight on.”",
        "Next year, “nothing will change,” he said.",
        "Orla said “many people” in the block want heat.",
        "Orla wants “a roof” and a door.",
        "“Rust on the Gate”, the film, told the owner that he was old.",
        "“The Shut Gate”, the book tells the children about a gate.",
        "“The Shut Gate”, nobody told the owner, was lost.",
    ],
)
def test_not_full(rules: LayoutRules, text: str) -> None:
    assert not only(text, rules).full


@pytest.mark.parametrize(
    "text",
    [
        "“The gate,” Orla said, “has been shut for a year.”",
        "“The gate,” said Orla, whose shift ends at six, “stays shut.”",
        "“The gate sticks”, Orla said, “and it squeaks”.",
        "“The gate sticks”, the guard told the court, “and it squeaks”.",
    ],
)
def test_split_quotation_is_full_twice(rules: LayoutRules, text: str) -> None:
    assert [q.full for q in layout(text, rules).quotations] == [True, True]


def test_quotation_runs_on_over_paragraphs(rules: LayoutRules) -> None:
    text = "Orla said: “The gate is shut.\n\n“It will stay shut.\n\n“Go home,” she added."
    first, second, third = layout(text, rules).quotations
    assert [q.closed for q in (first, second, third)] == [False, False, True]
    assert [q.continues for q in (first, second, third)] == [False, True, True]
    assert first.end == text.index("\n\n")
    assert all(q.full for q in (first, second, third))


def test_quotation_closed_a_paragraph_later(rules: LayoutRules) -> None:
    text = 'Orla said: "The gate is shut.\n\nIt will stay shut."\n\nNobody spoke.'
    first, second = layout(text, rules).quotations
    assert not first.closed
    assert second.closed
    assert second.continues
    assert text[second.start : second.end] == 'It will stay shut."'
    assert second.start == second.inner_start


def test_unclosed_quotation_ends_with_its_paragraph(rules: LayoutRules) -> None:
    text = "The owner called it \"a gift to the street.\n\nThe tenants' union said it was none."
    found = only(text, rules)
    assert found.end == text.index("\n\n")
    assert not found.continues


def test_unclosed_mark_swallows_no_clause_after_it(rules: LayoutRules) -> None:
    text = 'The "gate is shut, said Orla. The street is empty. Nobody came.'
    found = only(text, rules)
    assert (found.start, found.end) == (4, 5)
    assert found.inner_start == found.inner_end
    assert not found.full


def test_odd_mark_inside_a_pair_crosses_nothing(rules: LayoutRules) -> None:
    text = "«The ''gate is shut« and so on."
    found = layout(text, rules).quotations
    assert [(q.start, q.closed) for q in found if q.inner_end > q.inner_start] == [(0, True)]
    assert [q.start for q in found if q.inner_end == q.inner_start] == [5]


def test_outer_stands_before_inner(rules: LayoutRules) -> None:
    found = layout("“Ilse said, ‘The gate is shut,’ and left,” Orla said.", rules).quotations
    assert [q.full for q in found] == [True, True]
    assert found[0].start < found[1].start < found[1].end < found[0].end


@pytest.mark.parametrize("role", ["fire chief Mila Huang", "co-author Mila Huang", "Mila Huang", "the team captain"])
@pytest.mark.parametrize("verb", ["said", "told reporters", "said on Monday"])
def test_a_comma_behind_the_closing_mark_leaves_it_full(annotator: Annotator, role: str, verb: str) -> None:
    quotation = "“It will be the smallest mill that we have ever built in this town”"
    text = f"{quotation}, {role} {verb}."
    (found,) = annotator.annotate(text).attributions
    assert [text[slice(*span)] for span in (*found.source, *found.content)] == [role, quotation]
