"""The Python door: texts and documents in, documents out, in order, lazily, alike from every thread and process."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrib
import pytest
from attrib import Annotator
from attrib.errors import UsageError
from attrib.model import Document

TEXTS = [
    "The mayor said that the dam was dry.", "“The dam is dry,” said Ms Oduya.", "It may rain.", "", "It rained.",
    "The dam is dry, Reuters reported, citing Xinhua.", "The mayor denied that the dam was dry.",
]  # fmt: skip


def same(one: Document, other: Document) -> bool:
    return one.model_dump(mode="json") == other.model_dump(mode="json")


@pytest.mark.parametrize("text", TEXTS)
def test_record_is_the_dump(annotator: Annotator, text: str) -> None:
    record = annotator.record(text, id="a", meta={"n": 1})
    dump = annotator.annotate(text, id="a", meta={"n": 1}).model_dump(mode="json")
    assert json.loads(json.dumps(record)) == dump


def test_nothing_is_left_for_the_garbage_collector(annotator: Annotator) -> None:
    """Objects that refer to each other in a circle would stay until it runs, and make it run more often."""
    text = "\n\n".join((*TEXTS, "Ana Brandt said the keeper had told her that the board, he thought, may deny it."))
    annotator.record(text)  # what is remembered between documents is remembered now
    gc.collect()
    assert any(one["parent"] for one in annotator.record(text)["attributions"])
    assert gc.collect() == 0


def test_hedges_are_listed_by_type_or_profile_and_labels_stay() -> None:
    text = "Some experts think the mill may not open if it rains."
    whole, some = Annotator().annotate(text), Annotator(hedges=["weasel"]).annotate(text)
    assert {hedge.type for hedge in whole.hedges} > {hedge.type for hedge in some.hedges} == {"vague"}
    assert some.sentences[0].label == whole.sentences[0].label
    assert some.certainty_at(text.index("open"), text.index(" if")) == whole.certainty_at(
        text.index("open"), text.index(" if")
    )


def test_an_unknown_hedge_type_is_refused() -> None:
    with pytest.raises(UsageError, match="did you mean 'weasel'"):
        Annotator(hedges=["weasle"])


def test_text_id_and_meta_are_kept(annotator: Annotator) -> None:
    document = annotator.annotate(TEXTS[0], id="n7", meta={"date": "2026-01-02"})
    assert (document.id, document.text, document.meta["date"]) == ("n7", TEXTS[0], "2026-01-02")
    assert annotator.annotate(TEXTS[0]).id == "text"


def test_document_is_annotated_anew(annotator: Annotator) -> None:
    given = Document(id="n7", text=TEXTS[0], meta={"date": "2026-01-02"})
    document = annotator.annotate(given)
    assert (document.id, document.meta["date"]) == ("n7", "2026-01-02")
    assert document.attributions
    assert same(annotator.annotate(document), document)
    assert annotator.annotate(given, id="n8").id == "n8"
    assert "date" not in annotator.annotate(given, meta={}).meta


def test_document_without_text_is_refused(annotator: Annotator) -> None:
    with pytest.raises(ValueError, match="document n7 has no text"):
        annotator.annotate(Document(id="n7", text=None))


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_keeps_the_order(annotator: Annotator, workers: int) -> None:
    texts = TEXTS * 6
    documents = [Document(id=f"n{n}", text=text) for n, text in enumerate(texts)]
    found = list(annotator.pipe(documents, workers=workers))
    assert [one.id for one in found] == [one.id for one in documents]
    assert all(same(one, annotator.annotate(given)) for one, given in zip(found, documents, strict=True))


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_takes_strings(annotator: Annotator, workers: int) -> None:
    found = list(annotator.pipe(TEXTS, workers=workers))
    assert [one.text for one in found] == TEXTS
    assert {one.id for one in found} == {"text"}


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (2, 16 * 4 * 2)])
def test_pipe_reads_no_further_than_it_has_to(annotator: Annotator, workers: int, most: int) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "It rained."

    found = annotator.pipe(endless(), workers=workers)
    assert read == 0
    assert next(found).text == "It rained."
    assert 1 <= read <= most


def test_pipe_of_nothing(annotator: Annotator) -> None:
    assert list(annotator.pipe([])) == list(annotator.pipe([], workers=2)) == []


def test_mistake_in_a_worker_reaches_the_caller(annotator: Annotator) -> None:
    with pytest.raises(ValueError, match="no text"):
        list(annotator.pipe([Document(id="n7", text=None)]))


@pytest.mark.parametrize("workers", [1, 2])
def test_certainty_of_a_word(annotator: Annotator, workers: int) -> None:
    (document,) = annotator.pipe(["It may rain."], workers=workers)
    assert document.certainty_at(7, 11) == annotator.annotate("It may rain.").certainty_at(7, 11)
    assert document.certainty_at(7, 11).level == "possible"


def test_certainty_outside_the_text_or_without_analysis(annotator: Annotator) -> None:
    document = annotator.annotate("It may rain.")
    for span in ((0, 99), (5, 5), (-1, 3), (7, 3)):
        with pytest.raises(ValueError, match="outside the text"):
            document.certainty_at(*span)
    read_back = Document.model_validate(document.model_dump(mode="json"))
    with pytest.raises(ValueError, match="annotate its text again"):
        read_back.certainty_at(7, 11)


def test_threads_give_the_same(annotator: Annotator) -> None:
    texts = TEXTS * 8
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(annotator.record, texts)) == list(map(annotator.record, texts))


def test_only_some_attitudes(annotator: Annotator) -> None:
    beliefs = Annotator(attitudes=["belief"])
    text = "The mayor said that the dam was dry. Ms Oduya believes that the lake is low."
    assert {one.attitude for one in annotator.annotate(text).attributions} == {"assertion", "belief"}
    assert [one.attitude for one in beliefs.annotate(text).attributions] == ["belief"]
    assert [one.label.voice for one in beliefs.annotate(text).sentences] == ["author", "attributed"]
    assert Annotator(attitudes=[]).annotate(text).attributions == ()


def test_select_and_ignore() -> None:
    hedges = Annotator(select=["en/hedge/*"], ignore=["en/hedge/may-might"])
    assert all(rule.kind == "hedge" and rule.id != "en/hedge/may-might" for rule in hedges.pack.rules)
    assert not hedges.annotate(TEXTS[0]).attributions


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"rules": "nowhere"}, "nowhere"),
        ({"rules": Path("no/such/folder")}, "no/such/folder"),
        ({"select": ["en/no-such-*"]}, "en/no-such-*"),
        ({"ignore": ["en/no-such-rule"]}, "en/no-such-rule"),
        ({"ratings": ["ratings.tsv"]}, "ratings"),
    ],
)
def test_mistake_is_one_clear_line(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        Annotator(**arguments)  # type: ignore[arg-type]
    assert words in str(caught.value)


def test_unknown_attitude_is_refused() -> None:
    with pytest.raises(UsageError, match="asertion"):
        Annotator(attitudes=["asertion"])


def test_module_function_is_the_shipped_annotator(annotator: Annotator) -> None:
    assert same(attrib.annotate(TEXTS[0]), annotator.annotate(TEXTS[0]))


def test_rules_without_a_pack_are_told_what_they_lack(tmp_path: Path) -> None:
    """Rules alone are added to a pack; a structure of one's own has to be whole."""
    rule = "id: mine\nkind: pseudo\ndescription: Mine.\nphrases: ['{cue:=mine}']\neffect: {blocks: [hedge]}\n"
    (tmp_path / "mine.yml").write_text(rule + "examples: {match: ['It is [mine](cue).'], no_match: ['It is his.']}\n")
    assert Annotator(["en", tmp_path]).record("It is mine.")["sentences"]
    with pytest.raises(UsageError, match="name the one they are added to"):
        Annotator([tmp_path])
    (tmp_path / "structure").mkdir()
    with pytest.raises(UsageError, match=r"tags\.yml: no such file"):
        Annotator([tmp_path])


def test_unknown_source_is_a_key_error(annotator: Annotator) -> None:
    with pytest.raises(KeyError):
        annotator.annotate(TEXTS[0]).source("s99")


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The clerk hopes to end the quarrel while criticizing the guild.", ["hopes"]),
        ("The mayor blamed the clerk, saying that the key was lost.", ["blamed", "saying"]),
    ],
)
def test_verb_inside_what_is_said_has_no_source_outside_unless_its_content_is_spelt_out(
    annotator: Annotator, text: str, cues: list[str]
) -> None:
    found = annotator.record(text)["attributions"]
    assert [text[slice(*one["cue"][0])] for one in found] == cues


def test_who_says_and_adds_is_one(annotator: Annotator) -> None:
    text = "The mayor said the millers were late, but warned, “The weir will not wait.”"
    said, warned = annotator.record(text)["attributions"]
    assert said["source"] == warned["source"] == [[0, 9]]
