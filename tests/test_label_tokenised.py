"""Text cut into words and marks, as treebanks and many corpora write it, gets the labels of plain text."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from attrib import Annotator
from attrib.rules.load import load_pack

from test_certainty_sentence import cases

OWN = """
The mayor said the pump had n't failed.
"We won't sell," she said. "They can't make us."
“It doesn't matter,” he said, “whether we've got the money.”
The clerk, who isn't sure, said: "I don't think they'll come."
It wasn't clear whether the owner's son couldn't or wouldn't sign.
"Isn't it late?" asked the guard. "It's nine o'clock."
The board (which hasn't met since May) needn't answer, the court's clerk told reporters.
The report didn't say whether the dam's gates were shut; it's likely they weren't.
They ain't gonna sell, the miller's wife said.
Ms. Brun said she'd "never" sell the mill.
"""


def treebank(text: str) -> str:
    """The text as the Penn Treebank's tokeniser cuts it: "do n't", "the mayor 's", "can not", `` … ''."""
    cuts = (
        (r"(^|(?<=[\s(\[]))[\"“]", "`` "),
        (r"[\"”]", " ''"),
        (r"\bcannot\b", "can not"),
        (r"(?<=\w)(?=n['’]t\b)", " "),
        (r"(?<=\w)(?=['’](?:s|re|ve|ll|d|m)\b)", " "),
        (r"\b(gon)(na)\b", r"\1 \2"),
        (r"(?=[,;:?!](?:\s|$))", " "),
        (r"(?<=[()])|(?=[()])", " "),
        (r"(?=\.[ ']*$)|(?<=[a-z]{4})(?=\. [A-Z`])", " "),
    )
    for pattern, by in cuts:
        text = re.sub(pattern, by, text, flags=re.MULTILINE)
    return re.sub(r"[ \t]+", " ", text).strip()


STYLES = {
    "treebank": treebank,
    "straight": lambda text: treebank(text).replace("``", '"').replace("''", '"'),
    "brackets": lambda text: treebank(text).replace("(", "-LRB-").replace(")", "-RRB-"),
}


def labels(annotator: Annotator, text: str) -> list[object]:
    """What each sentence is labelled, its chain by name, without white space."""
    document = annotator.annotate(text)
    return [
        sentence.label
        and (
            sentence.label.model_dump(exclude={"sources"}),
            [re.sub(r"\s", "", source.name) for source in document.chain(sentence)],
        )
        for sentence in document.sentences
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", [*OWN.strip().splitlines(), *(text for _, text in cases())])
def test_a_sentence(annotator: Annotator, text: str, style: str) -> None:
    assert labels(annotator, STYLES[style](text)) == labels(annotator, text)


@pytest.mark.parametrize("style", STYLES)
def test_the_examples_of_all_rules(annotator: Annotator, style: str) -> None:
    rules = load_pack(["en"]).rules
    texts = [example.text for example in chain.from_iterable((*rule.match, *rule.no_match) for rule in rules)]
    assert len(texts) > 500
    assert not [text for text in texts if labels(annotator, STYLES[style](text)) != labels(annotator, text)]
