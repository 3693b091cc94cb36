"""Who the last sentence of a short text has as its source: `sources_texts.tsv`, with invented people and places."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib import Annotator

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "sources_texts.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "chain", "kinds"), ROWS)
def test_the_source_of_the_last_sentence(annotator: Annotator, text: str, chain: str, kinds: str) -> None:
    record = annotator.record(text.replace(" ¶ ", "\n\n"))
    known = {source["id"]: source for source in record["sources"]}
    found = [known[one] for one in record["sentences"][-1]["label"]["sources"]]
    assert " > ".join(source["name"] for source in found) == chain
    assert not kinds or found[-1]["kind"] in kinds.split("/")
