"""How sure sentences are, on sentences as news has them: one table, `fixtures/certainty-news.tsv`, by kind.

A row is a kind, the level with "-" behind it where the sentence is negative ("a or b" where readers differ), and the
sentence. It is read between two others, as in a text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "fixtures" / "certainty-news.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
BEFORE, AFTER = "The council met in the old hall on Monday.", "The mill was shut in May."


@pytest.mark.parametrize(("kind", "wanted", "text"), ROWS)
def test_sentence(annotator: Annotator, kind: str, wanted: str, text: str) -> None:
    label = annotator.annotate(f"{BEFORE}\n\n{text}\n\n{AFTER}").sentences[1].label
    assert label
    assert label.certainty + ("-" if label.polarity == "negative" else "") in wanted.split(" or "), kind
