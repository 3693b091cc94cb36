"""Whether a word is denied, on sentences as news has them: one table, `fixtures/certainty-words.tsv`.

A row is what the word is ("+" so, "-" not so, "u" left open), the word, and the sentence.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "fixtures" / "certainty-words.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
]


@pytest.mark.parametrize(("wanted", "word", "text"), ROWS)
def test_word(annotator: Annotator, wanted: str, word: str, text: str) -> None:
    found = re.search(rf"\b{re.escape(word)}\b", text)
    assert found
    certainty = annotator.annotate(text).certainty_at(found.start(), found.end())
    if wanted == "u":
        assert certainty.level == "uncommitted"
    else:
        assert certainty.polarity == ("negative" if wanted == "-" else "positive")
