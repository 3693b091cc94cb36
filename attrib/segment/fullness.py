"""Whether a quotation stands for a clause, or is a title, a nickname, a scare word, a piece of its sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrib.segment.compiled import ClauseRules

WORD = re.compile(r"[^\W_][\w’'-]*")
# "A," he said, "and B": a quotation taken up again after its reporting clause.
TAKEN_UP = re.compile(r"(?:[,.?!…—-][\"”'’»]+|[\"”'’»],) ?[^\"“”»«,.?!]{3,70},\Z")
# The same with all that describes who spoke: "A," said X, the head of Y, "and b".
TAKEN_UP_AFTER = re.compile(r", ?[\"”'’»]+ ?((?:(?!(?<=[a-z]{3})\.\s+[A-Z])[^\"“”»«?!]){3,150}),\Z")
# said “A” and “b”: a second quotation behind the same verb.
SECOND = re.compile(r"(\w+)[,:]? [\"“«‘'][^\"“”«»]{1,120}[\"”»’'],? \w+\Z")
ROW = re.compile(r" ?; (?:[\"“«‘]|``)")  # “A”; “b”
ENDS = frozenset(".,?!…—-–")
STOPS = frozenset(".?!…")
PAUSES = STOPS | {";"}
MARKS = frozenset('“”"«»‘')
DASHES = " —–-"
CLOSERS = "”\"’'»)]"
AROUND_WORD = ",:;.?!…—–-(\"“”‘’'»«\u00a0"
SENTENCE = re.compile(r"[^\W\d_][\w’']* [^\W\d_A-Z]")  # a capital at its first word only
FEW, MANY, LOOK, LONGEST_WORD, BLANK = 2, 5, 160, 30, 6
FAR_BACK = 400  # characters that a paragraph before is looked back over
FAR = 5  # as many words as whom something is said to may have


class _Surroundings(NamedTuple):
    """What the decision looks at: the quotation's words, and what stands before and after it in its paragraph."""

    inner: str
    last: str
    words: int
    stopped: bool
    before: str
    last_word: str
    spoken: bool
    reported: bool
    said: bool
    joined: bool
    goes_on: bool
    at_end: bool
    comma: bool
    row: bool


def stands_for_clause(
    text: str, paragraph: tuple[int, int], outer: tuple[int, int], inside: tuple[int, int], rules: ClauseRules
) -> bool:
    """Decide for the quotation that spans `outer` with its marks and `inside` without them."""
    inner = text[inside[0] : min(inside[0] + LOOK, inside[1])].strip()
    if not inner:
        return False
    seen = _look(text, paragraph, outer, inner, text[max(inside[0], inside[1] - LOOK) : inside[1]].rstrip(), rules)
    opening = seen.before.rstrip(CLOSERS)[-1:]
    if not opening or opening in PAUSES:
        return _at_sentence_start(seen, rules) or (seen.stopped and _in_dialogue(text, paragraph, outer))
    if seen.before[-1] in CLOSERS:
        return seen.stopped and seen.reported  # one of a list of titles or words
    if seen.said and opening == ":":
        return seen.stopped or seen.words > 1
    begun = opening.isalnum() or (opening == "," and not inner[0].islower())
    whole = seen.said and begun and (seen.joined or seen.words > MANY)
    if opening == "," and seen.comma and inner[0].isupper() and seen.words > MANY:  # notes, “…”, warning that
        return seen.said or seen.spoken
    if not (seen.stopped or seen.reported or whole) and seen.goes_on:
        return False
    if opening == ":":
        return seen.stopped or (seen.words > 1 and (seen.at_end or seen.reported)) or seen.words > MANY
    if opening == ",":
        return _after_comma(seen, rules)
    if opening in "—–-(":
        return seen.stopped and seen.words > FEW and (seen.reported or not seen.goes_on)
    if seen.reported and inner[0].islower():
        return False
    if seen.last_word in rules.joins and (m := SECOND.search(seen.before)):
        return seen.words > FEW and m[1].casefold() in rules.before
    if seen.last_word in rules.talk:  # she was like “That is a goat.”; not like “That Is a Goat”, a title
        return seen.stopped and seen.words > FEW and SENTENCE.match(inner) is not None
    enough = seen.words > FEW or (seen.at_end and (seen.words == FEW or seen.last_word in rules.cries))
    many = (enough or whole) and seen.last_word not in rules.addressed
    return seen.said and (seen.stopped or many)


def _look(
    text: str, paragraph: tuple[int, int], outer: tuple[int, int], inner: str, tail: str, rules: ClauseRules
) -> _Surroundings:
    before = text[max(paragraph[0], outer[0] - LOOK) : outer[0]].rstrip()
    if not before and text[max(0, outer[0] - BLANK) : outer[0]].rstrip()[-1:] == ":":
        before = ":"  # the paragraph before announces it
    after = text[outer[1] : min(paragraph[1], outer[1] + LOOK)].lstrip(" ,\u00a0")
    last_word, next_word = _last_word(before), WORD.match(after)
    last = (last_word, " ".join(WORD.findall(before[-LONGEST_WORD:])[-2:]))
    said = after.lstrip(DASHES)  # "…", - said the mayor
    return _Surroundings(
        inner,
        tail[-1:],
        len(WORD.findall(inner)),
        tail[-1:] in ENDS,
        before,
        last_word,
        not rules.verbs.isdisjoint(last),
        rules.reporting_clause.match(said) is not None,
        not rules.before.isdisjoint(last),
        next_word is not None and next_word[0] in rules.joins,
        after[:1].islower(),
        not after or after[0] == ".",
        text[outer[1] : outer[1] + 1] == ",",
        ROW.match(text, outer[1], paragraph[1]) is not None,
    )


def _last_word(before: str) -> str:
    """In lower case; none for a capital inside a sentence: "the United States" states nothing."""
    near = before[-LONGEST_WORD:]
    if near.endswith((" ,", " :")):  # text in tokens
        near = near[:-2].rstrip()
    rest, _, word = near.rpartition(" ")
    word = word.strip(AROUND_WORD)
    inside = rest.rstrip(CLOSERS)[-1:] not in STOPS
    return "" if rest and inside and word[:1].isupper() else word.casefold()


def _in_dialogue(text: str, paragraph: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether a quotation fills its paragraph and a paragraph beside it begins or ends with one: no heading."""
    first, last = paragraph
    alone = not text[first : outer[0]].strip() and not text[outer[1] : last].strip()
    if not alone:
        return False
    before, after = text[max(0, first - BLANK) : first].rstrip(), text[last : last + BLANK].lstrip()[:1]
    end = max(0, first - BLANK) + len(before)
    opening = text[text.rfind("\n", max(0, end - FAR_BACK), end) + 1 : end][:1]
    return before[-1:] in MARKS or opening in MARKS or after in MARKS


def _at_sentence_start(seen: _Surroundings, rules: ClauseRules) -> bool:
    if seen.reported:
        return seen.stopped or seen.words > FEW or (seen.comma and seen.words == FEW)
    if not seen.stopped:
        ends = seen.at_end or (seen.comma and SENTENCE.match(seen.inner) is not None)
        return (seen.words > MANY and ends) or (seen.words > FEW and seen.row)
    if seen.last == "." and not seen.before and seen.at_end:
        return seen.words > MANY  # a short one alone in its paragraph is a heading
    return not rules.brand.fullmatch(seen.inner)


def _told(before: str, rules: ClauseRules, far: int) -> bool:
    """Whether a verb of saying and whom it was said to stand before a quotation, no more than `far` words away: "She
    told him, “Stay,” and left"."""
    return not rules.before.isdisjoint(WORD.findall(before.casefold())[-1 - far : -1])


def _after_comma(seen: _Surroundings, rules: ClauseRules) -> bool:
    """After a comma: a reporting clause stands before it, or a quotation is taken up again."""
    if seen.said or seen.spoken or seen.last_word in rules.talk:
        return True
    enough = seen.words > FEW or (seen.stopped and seen.at_end)
    if TAKEN_UP.search(seen.before):
        return enough
    lower = not seen.inner[0].isupper()
    if seen.stopped and not lower and _told(seen.before, rules, 2 if not SENTENCE.match(seen.inner) else FAR):
        return True
    resumed = lower and enough and seen.last_word not in rules.integrated
    if resumed and (m := TAKEN_UP_AFTER.search(seen.before)):
        return not rules.verbs.isdisjoint(WORD.findall(m[1].casefold()))
    told = lower and seen.reported and seen.last == ","
    if not seen.stopped or seen.goes_on or told or seen.last_word in rules.integrated:
        return False
    if not lower and (seen.words > MANY or (seen.words > FEW and seen.at_end and SENTENCE.match(seen.inner))):
        return True
    return not rules.before.isdisjoint(WORD.findall(seen.before.casefold())[-3 if lower else -6 :])
