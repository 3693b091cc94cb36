"""The bundled article gets the labels written beside it: what a newcomer sees first is what the tests hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrib import Annotator
from attrib.model import Document, Sentence

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
WANTED: dict[str, Any] = json.loads((EXAMPLES / "article.labels.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(annotator: Annotator) -> Document:
    return annotator.annotate((EXAMPLES / WANTED["article"]).read_text(encoding="utf-8"), id="article")


def sentence_at(article: Document, starts: str) -> Sentence:
    where = article.text.index(starts)
    return next(sentence for sentence in article.sentences if sentence.start <= where < sentence.end)


@pytest.mark.parametrize("row", WANTED["sentences"], ids=lambda row: row["starts"])
def test_sentence_of_the_article_is_labelled_as_written_down(article: Document, row: dict[str, Any]) -> None:
    sentence = sentence_at(article, row["starts"])
    assert sentence.label is not None
    got = {key: getattr(sentence.label, key) for key in row if key not in ("starts", "sources")}
    got["sources"] = [source.name for source in article.chain(sentence)]
    assert got == {key: value for key, value in row.items() if key != "starts"}


def test_every_sentence_of_the_article_that_is_text_has_a_row(article: Document) -> None:
    listed = [sentence_at(article, row["starts"]).index for row in WANTED["sentences"]]
    assert listed == [sentence.index for sentence in article.sentences if not sentence.boilerplate]


def test_export_noise_in_the_article_is_boilerplate(article: Document) -> None:
    noise = " ".join(article.text[s.start : s.end] for s in article.sentences if s.boilerplate)
    assert noise.split() == " ".join(WANTED["boilerplate"]).split()
    assert all(sentence.label is None for sentence in article.sentences if sentence.boilerplate)


def test_dateline_of_the_article_goes_into_meta(article: Document) -> None:
    assert {key: article.meta[key] for key in WANTED["dateline"]} == WANTED["dateline"]


def test_labels_of_the_article_name_rules_that_exist(article: Document, annotator: Annotator) -> None:
    known = {rule.id for rule in annotator.pack.rules}
    fired = {rule for s in article.sentences if s.label for rule in s.label.because}
    assert fired
    assert fired <= known
