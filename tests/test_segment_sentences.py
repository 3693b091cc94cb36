"""Where sentences end: abbreviations, glued stops, ellipses, quotations with their reporting clauses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from attrib.segment import LayoutRules, compile_layout, layout

Split = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def rules(root: Path) -> LayoutRules:
    return compile_layout(yaml.safe_load((root / "rules/en/layout.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def split(rules: LayoutRules) -> Split:
    return lambda text: [text[s.start : s.end] for s in layout(text, rules).sentences]


@pytest.mark.parametrize(
    "text",
    [
        # "|" marks where a sentence ends
        "Mr. K. Lund of Vik Ltd. kept the map.| It was old.",
        "The M.Sc.'s pupils met in Room No. 7.| Nobody came.",
        "Sen. Ana Prout and Gov. Lee met at 6 p.m. Tuesday.| The hall was cold.",
        "The ferry left at 6 p.m.| The wind had dropped.",
        "The kiln opens at 7 a.m.| Bricks are sold until noon.",
        "The train leaves at 9 a.m. New York time and at 6 p.m. Friday.| Bring tea.",
        "The gate was shut。|The dog slept。",
        "You shut it⁉| Who saw it⁈| No one‼| Why‽| I wonder.",
        "“Never!”| The crowd went quiet.",
        "“When?”| Nobody answered.",
        "“We shall see.”| The rain began.",
        "“Shall we go?” the boy asked.| It rained.",
        "They met at No. 10 Hill St.| The door was red.",
        "St. Olaf lived in Apt. 4B.| It had 6 sq. ft. of floor.",
        "the boat is late!!!| i am so cold",
        "The boat is late 😡| The crew left at noon.| We saw 🐟 Nemo there.",
        "The boat is late! 😡| Dogs bark.",
        "The weir was shut.\u200b| A barge passed.",
        "She moved to the U.S. Army depot.| He stayed in the U.S.| They met in May.",
        "Rain fell on Jan. 5 and on Feb. 12.| Snow fell later.",
        "The barge weighs 3.5 tons.| It cost $4.20 a day.",
        "It was sold for approx. $5 in Vik.| Nobody paid more.",
        "At 5 p.m. Orr left.| At 6 p.m. Pell came.",
        "The list is in b.txt.| Open it.",
        "It snowed in Jan.| Nobody saw it.",
        "The score was settled by R. J. Holm.| He was pleased.",
        "Dredging began at dawn.|The channel was closed.",
        "“We stay.”|The crew cheered.",
        "The bill was 40\u00a0crowns.| It rose.",
        "It was late ... and dark.| Nobody spoke ...| Then the bell rang.",
        "Was it rain?!| Nobody knew.",
        "The file is at www.example.org/a.b?c=d. |Ask Dana.".replace(" |", "| "),
        "Write to d.orr@example.org.| She answers.",
        "The lake froze. . . .| Skaters came.",
        "1. Close the valve.| Wait an hour.",
        "This is an old saying (Phil. 4:8).| It holds.",
        "The gate is shut.| 12:03 “I have the key,” she wrote.",
        "They met in the U.S.A.|  Bo came late to the U.S.A. meeting.",
        "They met at 7:30 p.m. EST.| Nobody spoke.",
        "The weir, Est. 1911, cost Rs. 500.| It was cheap.",
        "The note read: 1. Close the valve.| 2. Call the guard.| 3. Wait.",
        "The rules: a. No dogs.| b. No fires.",
        "The score was 6.| They had won 3.| He cheered.",
        "Yahoo! bought the mill.| It closed.",
        "The port is in russia.| moscow denied it.",
        "The dam held (see Fig. 3).| It leaked later.",
        "See fig. 3 and tab. 2.| Review Fig. A for more.",
        "They met in Sept.| I was ill.",
        "The dam was built in 1911. [4]| It leaked later.",
        "The firm, e.g. its owner, paid.| The town did not.",
        "Plan B was dropped.| I saw it.",
    ],
)
def test_stops(split: Split, text: str) -> None:
    assert split(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is shut. Go home,” the guard said.| Nobody moved.",
        '"Who rang the bell?" asked Ilse.| The street was empty.',
        '"Who rang the bell?" Captain Moor asked.| The street was empty.',
        '"Who rang the bell?" she asked.| The street was empty.',
        '"Go home!", the guard shouted.| Nobody moved.',
        "»The gate is shut. I have the key.« His sister wrote that in May.".replace("« ", "«| "),
        'He asked, "Who has the key?"| The porter wrote that he had lost it.',
        "“The gate is shut,” Orla said.| “We wait.”| “Is it cold?” Captain Moor asked.",
        "The porter wrote 'the key is gone. The gate is shut.'",
        "The town calls it “the wet mile.”| It is dry.",
        'The tenants want "a roof. And heat," the letter says.| The owner is silent.',
        "“Stop!” he cried. “The bridge is down.”".replace(". “", ".| “"),
        "The mayor said: ''Wait. It is late.''| Nobody waited.",
        'Jo said, "It is late. Go." and left.| The door fell shut.',
        '"It rained."| Nobody had said so.',
        "“Otto told us, “Shut the gate and feed the ‘uns.”",
    ],
)
def test_quotations_keep_their_clause(split: Split, text: str) -> None:
    assert split(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def test_long_quotation_is_split_where_it_is_longer_than_held(rules: LayoutRules) -> None:
    text = "“" + "The water rose by a metre. " * 300 + "”"
    assert len(layout(text, rules).sentences) > 100


def test_stray_mark_makes_no_sentence(split: Split) -> None:
    assert split('The ferry left. "') == ['The ferry left. "']
