"""Paragraphs, boilerplate, the head of a text, its language, and what holds of every text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from attrib.errors import UsageError
from attrib.segment import Layout, LayoutRules, compile_layout, layout, looks_like
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def rules(root: Path) -> LayoutRules:
    return compile_layout(yaml.safe_load((root / "rules/en/layout.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def read(rules: LayoutRules) -> Read:
    return lambda text: layout(text, rules)


def paragraphs(text: str, rules: LayoutRules) -> list[str]:
    return [text[start:end] for start, end in layout(text, rules).paragraphs]


def noise(text: str, rules: LayoutRules) -> list[str]:
    return [text[s.start : s.end] for s in layout(text, rules).sentences if s.boilerplate]


Read = Callable[[str], Layout]
WRAPPED = """The harbour board met on Monday and closed the
old pier, which had stood for a century and was
no longer safe for the ferries. Orla Finn said the
board had no choice.
A second vote is due in May, after the survey of
the piles is done."""


def test_blank_lines_part_paragraphs(rules: LayoutRules) -> None:
    assert paragraphs("\n\n One.\r\n\r\nTwo.\n \t\nThree.\n", rules) == ["One.", "Two.", "Three."]


def test_wrapped_prose_is_joined(rules: LayoutRules) -> None:
    first, second = paragraphs(WRAPPED, rules)
    assert first.endswith("no choice.")
    assert second.startswith("A second vote")


@pytest.mark.parametrize(
    "text",
    [
        "Orla Finn said the\nold pier was closed\nuntil Monday.",
        "A letter from the\nHarbour Board was\nread out to all.",
        "The pier that storms\nhad broken was sold.",
    ],
)
def test_narrow_lines_are_joined_where_their_words_tell(text: str, rules: LayoutRules) -> None:
    assert paragraphs(text, rules) == [text]


@pytest.mark.parametrize(
    "lines",
    [
        ["The pier is shut.", "Nobody came."],
        ["Findings:", "- no leak", "- rust on the ladder", "- pump running"],
        ["» Pier shut on Friday", "» Orla Finn says so"],
        ["Venue: Hall 4", "Time: noon"],
        ["Pier Closed", "The harbour board closed the old pier on Monday, after a survey of its piles."],
        ["1. Close the valve", "2. Wait"],
        ["new planks for the pier", "rope for both ladders"],
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_that_are_paragraphs(rules: LayoutRules, lines: list[str], line_end: str) -> None:
    assert paragraphs(line_end.join(lines), rules) == lines


@pytest.mark.parametrize(
    "line",
    [
        "Share:",
        "date 2024-07 Share:",
        "Copied",
        "Share this article on Facebook",
        "Read also: Ten piers to see this summer",
        "Read more: Pier closed",
        "Click here to subscribe.",
        "ADVERTISEMENT",
        "Follow us on Telegram",
        "Follow Dana Orr on Twitter @danaorr.",
        "Photo by Dana Orr",
        "Image: Dana Orr.",
        "Lee Po/Reuters.",
        "(Reporting by Dana Orr; Editing by Lee Po)",
        "https://example.org/pier",
        "d.orr@example.org",
        "ABSTRACT.",
        "FULL TEXT.",
        "By Dana Orr",
        "By DANA ORR, Associated Press",
        "Tuesday, May 7, 2024",
        "* * *",
        "12:30 p.m.",
        "3 min read",
        "Copyright 2024 The Vik Gazette",
    ],
)
def test_boilerplate(rules: LayoutRules, line: str) -> None:
    text = f"The old pier was closed on Monday.\n\n{line}\n\nThe harbour board had no choice in the matter."
    assert noise(text, rules) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Council Votes To Close The Old Pier",
        "Ferry sinks off Vik",
        "Orla disagreed.",
        "It didn't.",
        "Nobody laughed, said Orla.",
        "Share prices fell on Monday.",
        "Photo labs closed in May.",
        "Yes.",
        "Share of voters: one in ten said so.",
        "By Monday the pier was shut.",
        "Image rights are a matter of law.",
        "Orla Finn:",
        "Follow the money, she said.",
    ],
)
def test_text_is_no_boilerplate(rules: LayoutRules, line: str) -> None:
    text = f"The old pier was closed on Monday.\n\n{line}\n\nThe harbour board had no choice in the matter."
    assert noise(text, rules) == []


def test_signature_after_a_quotation_is_kept(rules: LayoutRules) -> None:
    assert noise("“The pier is sound.”\n\n— Orla Finn", rules) == []


@pytest.mark.parametrize(
    ("text", "span", "meta"),
    [
        ("VIK, July 8 (Reuters) - Rain fell on us.", "VIK, July 8 (Reuters) - ", ("Reuters", "VIK", "July 8")),
        ("VIK, Norway, July 8 (UPI) -- Rain.", "VIK, Norway, July 8 (UPI) -- ", ("UPI", "VIK, Norway", "July 8")),
        ("VIK, July 8, 2024 (AP) -- Rain.", "VIK, July 8, 2024 (AP) -- ", ("AP", "VIK", "2024-07-08")),
        ("Vik (AFP) – Rain fell on the pier.", "Vik (AFP) – ", ("AFP", "Vik", None)),
        ("VIK (AP) _ Rain fell on the pier.", "VIK (AP) _ ", ("AP", "VIK", None)),
        ("(Reuters) - Rain fell on the pier.", "(Reuters) - ", ("Reuters", None, None)),
        ("VIK — Rain fell on the old pier.", "VIK — ", (None, "VIK", None)),
        ("Vik, July 8 /TASS/. Rain fell on us.", "Vik, July 8 /TASS/. ", ("TASS", "Vik", "July 8")),
        ("VIK, 8 July. /TARNA/. Rain fell on us.", "VIK, 8 July. /TARNA/. ", ("TARNA", "VIK", "8 July")),
        ("VIK, Jul. 08 (Tarn News) – Rain fell.", "VIK, Jul. 08 (Tarn News) – ", ("Tarn News", "VIK", "Jul. 08")),
        ("Vik. July 8. INTERFAX. Rain fell on us.", "Vik. July 8. INTERFAX. ", ("INTERFAX", "Vik", "July 8")),
        ("(Vik, July 8, 2024) – Rain fell on us.", "(Vik, July 8, 2024) – ", (None, "Vik", "2024-07-08")),
        ("Vik – July 8, 2024 – Rain fell.", "Vik – July 8, 2024 – ", (None, "Vik", "2024-07-08")),
        ("VIK--(BUSINESS WIRE)--Rain fell on us.", "VIK--(BUSINESS WIRE)--", ("BUSINESS WIRE", "VIK", None)),
    ],
)  # fmt: skip
def test_dateline(rules: LayoutRules, text: str, span: str, meta: tuple[str | None, ...]) -> None:
    found = layout(text, rules)
    assert [text[start:end] for start, end in found.dateline] == [span]
    assert tuple(found.meta.get(key) for key in ("origin_agency", "place", "date")) == meta


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — met in Vik.",
        "EXCLUSIVE - Orla Finn Leaves The Board",
        "The pier (AP) was closed.",
        "Orla Finn - a guard - left.",
        "Monday, July 8 – Rain fell on the pier.",
        "Orla Finn (Tarn News) - The pier is shut.",
    ],
)
def test_no_dateline(rules: LayoutRules, text: str) -> None:
    assert layout(text, rules).dateline == []


def test_byline_and_date_line(rules: LayoutRules) -> None:
    text = "Pier Closed\n\nBy DANA ORR and LEE PO, Associated Press\n\nFebruary 3, 2021\n\nVIK (AP) — It rained."
    found = layout(text, rules)
    assert found.meta == {
        "byline": "DANA ORR and LEE PO", "origin_agency": "AP", "date": "2021-02-03", "place": "VIK",
    }  # fmt: skip
    assert len(found.dateline) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell.",
        "Harbour board closes pier; Finn resigns",
        "The harbour board met on Monday and closed the old pier, which was no longer safe.",
        "Of 4,116 piers surveyed, 3,056 (74%) were sound (p = .03).",
        "“Nein, danke,” said Orla when she was asked about the pier.",
    ],
)
def test_english_is_recognised(rules: LayoutRules, text: str) -> None:
    assert looks_like(text, rules)


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen bleibt bis zum Herbst geschlossen, sagte die Ministerin, und die Fähren sind nicht mehr sicher.",
        "Le port est fermé jusqu'à l'automne, a dit la ministre, et les bateaux ne sont plus sûrs.",
        "El puerto está cerrado hasta el otoño, dijo la ministra, y los barcos no son seguros para la gente.",
        "Порт закрито до осені, сказала міністерка.",
        "De haven blijft tot het najaar dicht, zei de minister, en de boten zijn niet veilig.",
        "12.4\t33\t91\n18.2\t44\t90\nTotal 30.6 77 181",
        "def shut(pier):\n    for boat in boats(pier):\n        boat.leave(now=True)\n    return [1, 2][0]\n",
        '{"id": 3, "name": "pier", "open": "no", "boats": [1, 2, 3]}',
        "",
        "1234 5678",
    ],
)
def test_other_languages_and_no_prose_are_refused(rules: LayoutRules, text: str) -> None:
    assert not looks_like(text, rules)


def test_mistakes_in_the_layout_file_are_told() -> None:
    with pytest.raises(UsageError, match="did you mean 'families'"):
        compile_layout({"quotes": {"familes": {}}})
    with pytest.raises(UsageError, match="should be a list of words"):
        compile_layout({"reporting": {"verbs": "said"}})
    with pytest.raises(UsageError, match="'whole' is no pattern"):
        compile_layout({"boilerplate": {"whole": ["("]}})


def test_empty_layout_file_still_parts_paragraphs() -> None:
    found = layout("One. Two.\n\n“Three.”", compile_layout({}))
    assert len(found.paragraphs) == 2
    assert found.quotations == []


SIGNS = list("aB. ,?!“”\"'‘’«»\n\r\t(-—:;…1")
RUNS = ["\n\n", "''", "``", "Mr. ", " said ", "„", "\u00a0", "[1]", "\x0c", "\x00"]
PIECES = st.lists(st.sampled_from([*SIGNS, *RUNS]))


@given(st.one_of(st.text(max_size=300), PIECES.map("".join)))
def test_every_text_is_covered_in_order(read: Read, text: str) -> None:
    found = read(text)
    covered = set()
    for sentence in found.sentences:
        first, last = found.paragraphs[sentence.paragraph]
        assert first <= sentence.start < sentence.end <= last
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        covered.update(range(sentence.start, sentence.end))
    assert all(before.end <= after.start for before, after in pairwise(found.sentences))
    assert all(index in covered for index, character in enumerate(text) if not character.isspace())
    for one in found.quotations:
        first, last = found.paragraphs[one.paragraph]
        assert first <= one.start <= one.inner_start <= one.inner_end <= one.end <= last
        assert one.closed or not one.full or one.end == last
    assert [q.start for q in found.quotations] == sorted(q.start for q in found.quotations)
    assert all(0 <= start < end <= len(text) for start, end in found.dateline)


@given(PIECES.map("".join))
def test_quotations_nest_or_stand_apart(read: Read, text: str) -> None:
    pairs = [(q.start, q.end) for q in read(text).quotations if q.inner_end > q.inner_start]
    for index, (start, end) in enumerate(pairs):
        for first, last in pairs[index + 1 :]:
            assert first >= end or last <= end, (start, end, first, last)
