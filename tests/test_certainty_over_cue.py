"""What stands over the cue of an attribution alone: "never said that", "may have said", "reportedly told"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrib import Annotator

CASES = """
uncommitted: He never said that the mine was safe.
uncommitted: She did not say that the mine was safe.
uncommitted: Nobody said that the mine was safe.
uncommitted: No official said that the mine was safe.
uncommitted: The board failed to mention that the mine was safe.
uncommitted: She did not know that the mine was safe.
uncommitted: He did not deny that the mine was safe.
uncommitted: He has not confirmed that the mine was safe.
uncommitted: She did not say whether the mine was safe.
possible: He may have said that the mine was safe.
possible: She might tell them that the mine was safe.
probable: He apparently said that the mine was safe.
probable: He probably knew that the mine was safe.
certain: He reportedly told the board that the mine was safe.
certain: He allegedly claimed that the mine was safe.
certain: She will say that the mine was safe.
certain: He said that the mine was safe.
certain-: He denied that the mine was safe.
certain-: He never said that the mine was not safe, the clerk said that the mine was not safe.
probable-: He does not believe that the mine was safe.
probable-: He does not suspect that the mine was safe.
"""


def cases() -> list[tuple[str, str]]:
    return [tuple(line.split(": ", 1)) for line in CASES.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("wanted", "text"), cases())
def test_the_content(annotator: Annotator, wanted: str, text: str) -> None:
    document = annotator.annotate(text)
    at = text.rindex("was")
    certainty = document.certainty_at(at, at + 3)
    assert certainty.level + ("-" if certainty.polarity == "negative" else "") == wanted


@pytest.mark.parametrize("text", [text for wanted, text in cases() if wanted == "uncommitted"][:4])
def test_the_attribution_says_the_same(annotator: Annotator, text: str) -> None:
    (attribution,) = annotator.annotate(text).attributions
    assert (attribution.certainty, attribution.polarity) == ("uncommitted", "positive")


@pytest.mark.parametrize("text", ["She did not know that the mine was shut.", "He may have noticed that it was shut."])
def test_what_the_author_endorses_stands(annotator: Annotator, text: str) -> None:
    document = annotator.annotate(text)
    at = text.rindex("was")
    assert document.certainty_at(at, at + 3).level != "certain"
    assert document.certainty_at(at, at + 3, author=True)[:2] == ("certain", "positive")


def test_explain_tells_the_reason(annotator: Annotator) -> None:
    (sentence,) = annotator.trace("Few think that the mine was safe.").sentences
    assert sentence.account
    last = sentence.account.steps[-1]
    assert (last.rule, last.level, last.turns) == ("en/hedge/few", "probable", True)
    assert last.why.startswith("Who does not hold a thing leans to its contrary.")


def test_the_page_has_every_row_of_the_table(root: Path) -> None:
    page = re.sub(r"\s+", " ", (root / "docs" / "certainty.md").read_text("utf-8"))
    rows = [line.split("\t") for line in (root / "rules/en/structure/combine.tsv").read_text("utf-8").splitlines()]
    for what, pair, _, *told in (row for row in rows if len(row) > 3):
        outer, inner = pair.split()
        assert what == "over"
        assert f"| {outer} | {inner} |" in page
        assert all(text in page for text in told)
