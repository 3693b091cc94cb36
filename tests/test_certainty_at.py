"""`certainty_at`: level and polarity of a word, as the innermost source states it and as the author does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator
    from attrib.model import Certainty

# sentence | word: level, with "-" for negative
TABLE = """
The dog has no fever, cough or rash. | fever: certain- | cough: certain- | rash: certain-
Neither rust nor mould was found. | rust: certain- | mould: certain-
There were no losses, and two barns burned. | losses: certain- | burned: certain
No evidence of fraud was found. | fraud: probable-
The walls are free of damp. | damp: certain-
The walls do not show rust, soot or damp. | rust: certain- | soot: certain- | damp: certain-
The stain may represent a crack or a leak. | crack: possible | leak: possible
The stain shows no cracks and marks a leak. | cracks: certain- | leak: certain
The gauge failed to show any sign of wear. | show: certain- | wear: certain-
Damp was not found in the attic. | Damp: certain- | found: certain-
Probable leak in the north wall, the surveyor wrote. | leak: probable
A long drought does not necessarily mean a fire. | mean: possible
The report denies any leak. | leak: certain-
He left without paying the bill. | paying: certain- | left: certain
The crew didn’t hear the alarm. | hear: certain-
The crew did n't hear the alarm . | hear: certain-
`` The crew did n't hear the alarm , '' he said . | hear: certain-
THE CREW DID NOT HEAR THE ALARM. | HEAR: certain-
The board may approve the loan and shut the plant. | approve: possible | shut: possible
The board approved the loan and may shut the plant. | approved: certain | shut: possible
The board may approve the loan, but the plant closed in May. | approve: possible | closed: certain
The mayor, who may resign, opened the fair. | resign: possible | opened: certain
The mayor opened the fair because the bridge might collapse. | opened: certain | collapse: possible
If the river rises, the road floods. | rises: uncommitted | floods: uncommitted
The road will flood when the river rises. | flood: certain | rises: certain
She asked whether the road had flooded. | flooded: uncommitted
He tried to open the safe. | open: possible
He managed to open the safe. | open: certain
He failed to open the safe. | open: certain-
He did not fail to open the safe. | open: certain
They prevented him from leaving. | leaving: certain-
The fence stopped cows from leaving the field. | leaving: certain-
There was no answer to the letter. | answer: certain- | letter: certain
They tried in vain to raise the hull. | raise: certain-
The town scrapped plans to drain the pond. | drain: certain-
The owner would not name the buyer or confirm that the pond was sold. | name: certain- | confirm: certain-
The reeve had not signed any lease or met the owner. | signed: certain- | met: certain-
The pond had no sealed bed. | bed: certain-
The pond never froze and was drained in May. | froze: certain- | drained: certain
The pond never froze or dried up. | froze: certain- | dried: certain-
The pond did not, as was feared, spread to the road. | spread: certain-
The owner does not regret draining the pond. | draining: certain | regret: certain-
Not until May could the owner drain the pond. | drain: certain
The town failed to properly drain the pond. | drain: certain-
The pond is neither deep nor growing. | deep: certain- | growing: certain-
A pond thought to be haunted was drained. | haunted: uncommitted | drained: certain
The owner denied that any of the ponds had been drained. | drained: certain-
The plan may include selling ponds, closing mills and draining fields. | closing: possible
At no time did the guard leave his post. | leave: certain-
The race is far from over. | is: certain-
So far no price or date was named. | named: certain-
It is a law few owners know. | know: certain-
The boat barely cleared the bar. | cleared: certain
The bridge fell barely a month after it opened. | opened: certain
The rain could not have come at a worse time. | come: certain
They ordered him to leave. | leave: uncommitted
The firm considered selling the mill. | selling: possible
The firm announced plans to sell the mill. | sell: probable
The mill was not sold because the price fell. | sold: certain- | fell: certain
The mill was probably sold on Monday. | sold: probable
Probably the mill was sold, and the staff left. | sold: probable
It is possible that the mill was sold. | sold: possible
It is not possible that the mill was sold. | sold: certain-
It is unlikely that the mill was sold. | sold: probable-
It is likely that the mill was not sold. | sold: probable-
The possibility of a strike worried the board. | strike: possible | worried: certain
A possible strike was discussed. | strike: possible
The police ruled out sabotage. | sabotage: certain-
I doubt that the mill was sold. | sold: probable-
I do not doubt that the mill was sold. | sold: probable
The mill seems to have been sold. | sold: probable
The mill was allegedly sold. | sold: uncommitted
The mill is said to have been sold. | sold: uncommitted
The mill would have been sold. | sold: uncommitted
The mill must have been sold. | sold: probable
When was the mill sold? | sold: uncommitted
None of the mills was sold. | sold: certain-
A few mills were sold. | sold: certain
Hardly any mills were sold. | sold: certain-
There is no doubt the mill was sold. | sold: certain
The mill will probably be sold. | sold: probable
The mill will be sold. | sold: certain
The mill is expected to be sold. | sold: probable
They do not want to sell the mill. | sell: uncommitted-
They said they would not sell the mill. | sell: certain-
They said the mill had been sold. | sold: certain
They were accused of selling the mill. | selling: uncommitted
They have yet to sell the mill. | sell: certain-
They sold the mill instead of repairing it. | sold: certain | repairing: certain-
Had they sold the mill, the firm would have lived. | sold: uncommitted | lived: uncommitted
They were not able to sell the mill. | sell: certain-
He did not try to open the safe. | open: certain-
He tried not to open the safe. | open: possible-
They did not allow him to leave. | leave: certain-
They did not order him to leave. | leave: uncommitted
The mayor refused to say whether the bridge was closed. | closed: uncommitted
The board did not sell the mill but opened a shop. | sell: certain- | opened: certain
The mill did not close, nor was the barn sold. | sold: certain-
The owner rejected claims that the well was dry. | was: certain-
There is a realistic possibility that the dam will fail. | fail: possible
There is only a remote chance that the dam will fail. | fail: probable-
"""


def cases() -> list[tuple[str, str, str]]:
    rows = [line.split(" | ") for line in TABLE.strip().splitlines()]
    return [(text, *pair.split(": ")) for text, *pairs in rows for pair in pairs]  # type: ignore[misc]


def at(annotator: Annotator, text: str, word: str, *, author: bool = False) -> Certainty:
    found = re.search(rf"\b{word}\b", text)
    assert found
    return annotator.annotate(text).certainty_at(*found.span(), author=author)


@pytest.mark.parametrize(("text", "word", "wanted"), cases())
def test_level_and_polarity(annotator: Annotator, text: str, word: str, wanted: str) -> None:
    certainty = at(annotator, text, word)
    assert certainty.level + ("-" if certainty.polarity == "negative" else "") == wanted


def test_nothing_bears_on_it(annotator: Annotator) -> None:
    assert at(annotator, "The mill burned.", "burned")[:2] == ("certain", "positive")
    assert annotator.annotate("The mill burned.\n\n").certainty_at(16, 18) == ("certain", "positive", 3.0)


def test_the_head_of_a_clause_counts(annotator: Annotator) -> None:
    text = "The miller who owned the barge may sell it."
    document = annotator.annotate(text)
    assert document.certainty_at(0, len(text) - 1).level == "possible"
    assert document.certainty_at(text.index("who"), text.index(" may")).level == "certain"


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 400)])
def test_a_span_outside_the_text_is_refused(annotator: Annotator, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        annotator.annotate("The mill burned.").certainty_at(*span)


def test_the_author_is_uncommitted_to_what_others_say(annotator: Annotator) -> None:
    text = "Keeper Alma Rowe said the lamp had been stolen."
    assert at(annotator, text, "stolen").level == "certain"
    assert at(annotator, text, "stolen", author=True).level == "uncommitted"
    assert at(annotator, text, "said", author=True).level == "certain"


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("They might sell the mill.", "They will sell the mill."),
        ("They will sell the mill.", "They sell the mill."),
        ("They want to sell the mill.", "They continued to sell the mill."),
        ("They did not sell the mill.", "They might sell the mill."),
        ("They failed to sell the mill.", "They tried to sell the mill."),
    ],
)
def test_values_keep_their_order(annotator: Annotator, weaker: str, stronger: str) -> None:
    assert at(annotator, weaker, "sell").value < at(annotator, stronger, "sell").value


def test_negation_is_below_zero(annotator: Annotator) -> None:
    assert at(annotator, "The clerk refused to sign the lease.", "sign").value < -1.5
    assert at(annotator, "The clerk did not sign the lease.", "sign").value < -1.0
    assert at(annotator, "The clerk signed the lease.", "signed").value > 2.5
