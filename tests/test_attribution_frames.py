"""Who says what, whatever stands around it: the same clause in many frames, behind many subjects, in all marks."""

from __future__ import annotations

import pytest
from attrib.annotator import annotate

CLAUSE = "the dam was safe"
SUBJECTS = ("Ola Ek", "the mayor", "Orr's lawyer")
# S says, C is said.
FRAMES = """
S has repeatedly said that C
S on Monday said that C
S also said that C
S later told the court that C
S is reported to have said that C
S would only say that C
S went so far as to say that C
S did say that C
S, in turn, said that C
S says, however, that C
S said on Monday that C
S said in a statement on Monday that C
S said at a press conference in Osk that C
S said by email that C
S said via Twitter that C
S said under oath that C
S said yesterday that C
S said last week that C
S said during a visit to Osk that C
S said after the match that C
S said before leaving that C
S said when asked that C
S said without giving details that C
S said privately that C
S once said that C
S has been saying for years that C
S keeps saying that C
S was quoted as saying that C
S was the first to say that C
S went on record as saying that C
S has always maintained that C
S has long argued that C
S neither confirmed nor denied that C
S did not deny that C
S has since denied that C
S admitted to police that C
S let slip that C
S made it clear that C
S made clear on Monday that C
S took the view that C
S is of the view that C
S is of the opinion that C
S is convinced that C
S is certain that C
S was adamant that C
S remains sceptical that C
S was quick to point out that C
S could be heard saying that C
S can be heard saying that C
S was overheard saying that C
S is on tape saying that C
S appeared to suggest that C
S seemed to say that C
S hinted that C
S gave a warning that C
S issued a warning that C
S gave assurances that C
S gave an assurance that C
S sent word that C
S spread the rumour that C
S swore that C
S testified that C
S testified on Friday that C
S wrote in a letter to the bank that C
S wrote on Facebook that C
S posted on Facebook that C
S tweeted that C
S announced at noon that C
S informed the bank that C
S notified passengers that C
S assured the town that C
S reminded them that C
S warned drivers that C
S persuaded the jury that C
S convinced everyone that C
S told me that C
S told the Echo's Ida Holm that C
S told a crowd of 400 that C
S told his wife that C
S told radio listeners on Friday that C
S told Reuters by phone that C
S told reporters in Osk on Friday that C
According to S, C
C, according to S
In the view of S, C
As S put it, C
As S said, C
As S told the court, C
C, as S has said
C, S said
C, said S
C, S told the court
C, S says in a report
C, S believes
If S is to be believed, C
The fear, S said, is that C
What S said was that C
Asked on Friday, S said that C
Speaking on Friday, S said that C
Citing the report, S said that C
In a letter to the bank, S said that C
In his report, S says that C
Until now, S has said that C
But S said that C
And yet S insists that C
Even S says that C
Only S said that C
Not only S said that C
S too said that C
S himself said that C
S, meanwhile, said that C
S, for his part, said that C
S, however, said that C
S, like others, said that C
S, by contrast, said that C
S, too, says that C
S and others say that C
S, among others, said that C
It is argued by S that C
It was claimed by S on Monday that C
It was claimed on Monday by S that C
Reporters were told by S that C
The court was told on Monday by S that C
The claim that C was made by S
Fears that C were voiced by S
A claim by S that C was rejected
All that S would say was that C
According to S on Monday, C
According to the Echo, citing S, C
C, S said; others laughed
S said, and Orr agreed, that C
S said C, and added that it was late
S said that C (although nobody asked)
"""
# Whoever says it does something else behind "and": what is said ends there, for its verb is of another number.
OTHER_NUMBER = """
Police believe <it was arson>, and have appealed for witnesses.
Doctors say <the boy is stable> but are keeping him in.
The owners say <the roof was safe> and have hired an engineer.
The teachers said <the offer was an insult> and were planning a strike.
Prosecutors say <he acted alone>, and do not expect more arrests.
"""
# Where something else ends it: a bracket, what another says, what is said besides.
ENDS = """
The mayor said <the dam was safe> (although nobody asked).
The dam is safe (Roth thinks <it leaks>) and will hold.
Earlier work suggested <that bees avoid clover> (Roth, 2019).
Holm mocked the letter, saying <it was late> and adding that nobody had read it.
The clerk said <the list was long>, while another says it is short.
Holm said <that Roth, Ek and Orr had left>.
"""
SAME_NUMBER = """
The firm said <the valves were old and had been patched twice>.
Farmers say <wolves are shy and have never hurt a child>.
She said <the boats were leaking and were sold for scrap>.
"""
# Who says that who says that C, the outermost first.
CHAINS = (
    ("Holm said the Echo had reported that Orr had denied that C.", ("Holm", "the Echo", "Orr")),
    ("According to the Echo, Holm told the court that C.", ("the Echo", "Holm")),
    ("Orr testified that Holm had said that the police knew that C.", ("Orr", "Holm", "the police")),
    ("The report says Holm warned the council that C.", ("The report", "Holm")),
    ("“Orr says that C,” Holm said.", ("Holm", "Orr")),
)
# What somebody said, with and without "that".
SAID = """
costs rose
profit fell by a third
sales dropped in May
rents doubled
the plan cut costs
the storm hit two villages
the tax hurt shops
unions split over pay
turnout beat forecasts
fans cheered the team
the gate shut at noon
the fire spread fast
demand for boats slowed
talks with the union stalled
men in masks fled
water levels dropped
oil prices hit a record
the bank set limits
it cost too much
nobody knew
everyone left
there was no fire
there were two fires
two of the boats sank
most of the crew survived
40 people died
more than 40 people died
the two had met
her father lied
his car was stolen
its profits were up
that was untrue
this will not do
to leave would be a mistake
leaving was a mistake
if it rains, the race is off
when the dam broke, nobody was there
by then it was too late
Lund was cut off
Lund and Osk were cut off
President Orr lied
police used force
police were slow
the police had lied
NATO was to blame
the US backs the plan
Reuters had erred
both sides agreed
neither side won
all is well
some boats sank
few boats returned
many of them are ill
children under five are at risk
women earn less
people want change
voters in the north want change
young people drink less
"""
# The same in the present, where a plural and its verb look like two nouns.
SAYS = """
dogs bark
boats sink
taxes kill jobs
walls have ears
rules matter
young voters care
local farmers need help
drivers face fines
schools lack books
whales sing
"""
SPEAKERS = """
A group of nurses
Some of the nurses
People familiar with the matter
The guild's head of safety, Ana Roig,
Dr Ek, lead author of the study,
Nurse Ana Roig, 40,
Ana Roig (Greens)
One of the two men arrested
The man accused of the fire
A lawyer for the two brothers
The woman next to me
Two people briefed on the plan
The driver of the bus, a 50-year-old man from Lund,
Ida Holm, a spokeswoman for the bank,
"""
MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("``", "''"))
QUOTERS = ("Holm", "Ana Roig, a baker,", "the minister's spokesman Ola Ek", "Police", "Lund coach Lee Moss, 41,")
QUOTED = """
<The dam is safe,> S said.
<Is the dam safe?> S said.
S told reporters: <The dam is safe.>
S said, <The dam is safe.>
<The dam is safe. We checked,> S wrote.
It rained. <The dam is safe,> S said at noon. Nobody came.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def said(text: str, words: str, subject: str, longest: int) -> bool:
    """Whether some attribution gives these words to this subject, and not much more."""
    at, name = text.lower().index(words.lower()), subject.rstrip(",").lower()
    return any(
        any(start <= at and end >= at + len(words) and end - start <= longest for start, end in one.content)
        and any(name in text[start:end].lower() for start, end in one.source)
        for one in annotate(text).attributions
    )


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("frame", lines(FRAMES))
def test_a_clause_is_found_in_every_frame(frame: str) -> None:
    for subject in SUBJECTS:
        words = [subject if word == "S" else CLAUSE if word == "C" else word for word in frame.split(" ")]
        text = capital(" ".join(words).replace("S,", f"{subject},").replace("C,", f"{CLAUSE},")) + "."
        assert said(text, CLAUSE, subject, len(CLAUSE) + 12), text


@pytest.mark.parametrize("sentence", lines(OTHER_NUMBER) + lines(SAME_NUMBER) + lines(ENDS))
def test_what_is_said_ends_there(sentence: str) -> None:
    words, text = sentence[sentence.index("<") + 1 : sentence.index(">")], sentence.replace("<", "").replace(">", "")
    assert [words] in [[text[start:end] for start, end in one.content] for one in annotate(text).attributions]


@pytest.mark.parametrize(("frame", "chain"), CHAINS)
def test_who_says_that_who_says_so(frame: str, chain: tuple[str, ...]) -> None:
    text = frame.replace("that C", f"that {CLAUSE}")
    found = {one.id: one for one in annotate(text).attributions}
    at: str | None = max(found.values(), key=lambda one: one.content[0][0]).id
    names = []
    while at:
        names.append(text[slice(*found[at].source[0])])
        at = found[at].parent
    assert tuple(reversed(names)) == chain, names


@pytest.mark.parametrize("clause", lines(SAID))
def test_a_clause_of_any_shape_is_said(clause: str) -> None:
    for text in (f"The minister said {clause}.", f"Holm says that {clause}.", f"Critics argued that {clause}."):
        assert said(text, clause, text.split(" s")[0].split(" argued")[0], len(clause) + 6), text


@pytest.mark.parametrize("clause", lines(SAYS))
def test_what_many_do_is_said(clause: str) -> None:
    for verb in ("says", "says that", "believes that", "insists that", "told reporters", "told reporters that"):
        assert said(f"Holm {verb} {clause}.", clause, "Holm", len(clause) + 6), verb


@pytest.mark.parametrize("speaker", lines(SPEAKERS))
def test_whoever_says_it(speaker: str) -> None:
    for verb in ("said", "says that", "had told the court"):
        assert said(f"{speaker} {verb} {CLAUSE}.", CLAUSE, speaker, len(CLAUSE) + 6), verb


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("frame", lines(QUOTED))
def test_a_quotation_in_all_marks(frame: str, marks: tuple[str, str]) -> None:
    for subject in QUOTERS:
        text = capital(frame.replace("S ", f"{subject} ").replace("<", marks[0]).replace(">", marks[1]))
        words = frame[frame.index("<") + 1 : frame.index(">")]
        assert said(text, words, subject, len(words) + 6), text


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("A man who said he was ill left the hall.", "he was ill"),
        ("A man whose wife called him a liar left the hall.", "him a liar"),
        ("The man who told guards that the dam was safe has resigned.", "that the dam was safe"),
        ("A man who said he saw the boat when it sank was late.", "he saw the boat when it sank"),
        ("He is the man who said the dam was safe.", "the dam was safe"),
    ],
)
def test_what_is_said_in_a_relative_clause_ends_before_the_main_verb(text: str, content: str) -> None:
    assert content in [text[slice(*one.content[0])] for one in annotate(text).attributions]
