"""Sentence labels: how sure the main proposition is, and the least certain level anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator

# certainty, "-" for negative, lowest where it differs
TABLE = """
certain: May is the wettest month here.
certain: The parade starts in May, and May Collins will lead it.
certain: You may leave the room now.
certain: Guests may park behind the mill until six.
certain: She could swim before she could walk.
certain: When he was five he could read Latin.
certain: Every summer they would swim to the island.
uncommitted: If it rained, the race would be cancelled.
uncommitted: The bridge would have fallen without the new piers.
probable: It was more likely than not that the fuse had blown.
certain: Women are more likely than men to report the fault.
certain: Please reply as soon as possible.
certain: There is no doubt that the seal was broken.
certain: The seal was without doubt broken.
uncommitted: It is not clear whether the valve was shut.
certain-: He could not possibly have seen the ship.
certain-: Nobody saw the ship.
certain-: Few residents came to the meeting.
certain-: None of the boats returned.
certain-: Neither the mayor nor the clerk signed the paper.
certain: The explosion killed two people.
certain-: The board failed to reach an agreement.
certain: The driver did not fail to stop.
probable: The owners plan to sell the mill and move to Spain.
certain-: The treaty never came into force.
probable: The plant is expected to open in June.
probable-: The plant is unlikely to open in June.
probable-: It is unlikely that the plant will open.
uncommitted: The minister is said to have resigned.
uncommitted: The minister reportedly resigned.
uncommitted: It is believed that the painting was stolen.
uncommitted: Unless the rain stops, the road will flood.
uncommitted: Was the road flooded?
certain: They wanted to leave the island.
probable: He seems to have left.
certain: He appeared in court on Monday.
probable-: I do not think the boat was lost.
probable: The crew knew it, probably.
probable: The engine, apparently, had failed.
certain-: The shop is no longer open.
certain: The only person who did not vote was Anna.
certain: Not only the barn but the mill burned.
uncommitted: He is not sure the lock was forced.
certain-: The minister has yet to respond.
uncommitted: Had the pump worked, the hall would be dry.
certain-: The study found no evidence that the drug works.
possible: Perhaps the pump failed.
uncommitted: The rumour is that the mill will close.
possible: The fear is that the dam will break.
possible: There is a chance that the mill will reopen.
possible: There is a roughly even chance that the mill will reopen.
uncommitted: Keep the gate shut, the warden said.
certain: Let's sell the mill.
certain-: Nothing that we did would save the bridge.
certain-: There is no evidence at all that the lock was forced.
probable-: Nor do the owners expect the mill to reopen.
probable: The mill is set to reopen in May.
uncommitted: The bishop is accused of selling the bell.
uncommitted: It remains to be seen whether the mill will reopen.
certain: "Do they know what this costs us? The harbour is losing ships already," he said.
uncommitted: It is not clear who will pay.
uncommitted: The question is whether the miller will pay.
uncommitted: Whether the weir will hold is an open question.
uncommitted: If elected, she would mend the weir.
uncommitted: Suppose the weir breaks.
probable: The odds are that he will pay.
probable: Aides say she intends to pay.
certain-: Nor has the miller paid.
certain-: Neither Hale nor Reed has paid.
certain-: Not a single voter mentioned the weir.
certain-: The plan, Hale argued, doesn't go far enough.
probable: The company said it would likely appeal.
probable: The council is poised to approve the plan.
uncommitted: What happens next is anyone's guess.
uncommitted: The millers demanded that the mayor be fired.
uncommitted: "Get out and vote," he told the crowd.
probable: "My guess is that he will pay," said one aide.
probable: There are signs that the weir is giving way.
probable: He is favored to win.
probable: Chances are good that he will pay.
possible: The concern is that the weir will break.
certain-: The miller did not respond to a request for comment.
certain-: "I never said that," he said.
probable: The pump must have failed.
certain: You must close the gate.
possible-: The pump might not start.
certain-: The pump won't start.
certain: The crew cannot wait to leave.
certain/possible: The barge sailed because the river might freeze.
possible: The mayor may close the gate.
possible: 🙂 may close the gate.
possible: 🔴 BREAKING 🔴 The mayor may close the gate.
possible: LINDTOWN -- The mayor may close the gate.
possible: LINDTOWN, 5 May [XNA] The mayor may direct it.
possible: He may.
possible-: He may not.
certain: The clerk - who may leave - opened the gate.
probable: I think he and his friends cut the mast.
probable: I figured the mast was cut.
uncommitted: It is too early to say whether the mast was cut.
certain: Voters rejected him.
certain-: Without a permit the fair cannot open.
uncommitted: If the dam breaks, the town will flood.
uncommitted: If the dam breaks.
certain/possible: The mill may be old, but the wheel turned.
certain/possible: It may be late, but the fair opened.
certain-/possible: The mill may be old, but it never failed.
possible: The mill may close, and the owner knows it.
possible: The mill may close but not the inn.
certain/certain: Asked who would pay, the clerk said the town had.
certain/certain: The reeve asked the guild to mend the weir.
certain-/certain: The guild did not respond to a request for comment.
certain/certain: In May it left the guild.
certain-: There is precious little water in the weir.
probable-: Some millers were skeptical that the weir would hold.
certain/certain: The guild said in a statement that the weir was shut.
certain-/certain: The miller said in a complaint that nobody was hurt.
"""


def cases() -> list[tuple[str, str]]:
    return [tuple(line.split(": ", 1)) for line in TABLE.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("wanted", "text"), cases())
def test_sentence(annotator: Annotator, wanted: str, text: str) -> None:
    label = annotator.annotate(text).sentences[0].label
    assert label
    level, _, lowest = wanted.partition("/")
    assert label.certainty + ("-" if label.polarity == "negative" else "") == level
    if lowest:
        assert label.lowest == lowest


def test_the_deciding_rules_are_named(annotator: Annotator) -> None:
    label = annotator.annotate("The lake might not freeze.").sentences[0].label
    assert label
    assert label.because == ("en/hedge/may-not",)


def test_a_plain_sentence_names_no_rule(annotator: Annotator) -> None:
    label = annotator.annotate("The lake froze on Monday.").sentences[0].label
    assert label
    assert label.because == ()
