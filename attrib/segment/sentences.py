"""Sentences: stops that end one, told from an abbreviation's; a quotation and its reporting clause stay together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.segment.compiled import LayoutRules, StopRules
from attrib.segment.spans import Quotation

Span = tuple[int, int]

CLOSING = r"[\"”’»«“)\]}*_'\u200b-\u200f\u2060\ufeff]|[ \u00a0](?:''|[\"”»)\]])(?=\s|\Z)|[ \u00a0]?\[\d{1,3}\]"
BEFORE_SPACE = r"(?=\s|\Z)"
GLUED = r"(?<=[。！？])(?=\w)|(?<=[^\W\d_A-Z]{2}[.?!])(?=[A-Z“][a-z])|(?<=[^\W\d_A-Z]{2}[.?!][\"”])(?=[A-Z][a-z])"
NEXT = r"\s*([\"“„«»‘'`(\[*_]*)\s?([^\W_]+|\S)?"
# It begins with one set, by which `re` skips all other characters fast; what stands before tells which they are. A run
# of stops is looked at once, from its first. An emoji that stands apart may end a sentence.
STOP_MARK, EMOJI = ".?!…。！？‼⁇⁈⁉‽", "\U0001f300-\U0001faff\u2600-\u27bf"
STOP = re.compile(
    rf"([{STOP_MARK}{EMOJI}](?:(?<=[{STOP_MARK}])(?<![.?!…]{{2}})[{STOP_MARK}]*+(?:[ \u00a0]\.)*+"
    rf"|(?<=[\s.?!…][{EMOJI}])[{EMOJI}\ufe0f\u200d]*+))(?:{CLOSING})*(?:{BEFORE_SPACE}|{GLUED})(?={NEXT})"
)
FOLLOWING = re.compile(NEXT)
TOKEN_STARTS = "([{“\"„«‘'*_"
ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)\Z")
ENDING = re.compile(r"\.[a-z]{3,}\Z")  # of a file's name: "a.txt"
AMOUNT = re.compile(r"\d[a-z]{1,2}\Z")  # "£2m. or so"
HOUR_ALONE = re.compile(r"\s*(?:\w+ )?\d{1,2}(?:[:.]\d\d)? ")  # "At 5" p.m., before who did what then
DASH = re.compile(r"[ \u00a0]*[—–-]{1,2}[ \u00a0]+(?=\w)")  # "…" - said the mayor
VERSE = re.compile(r"\s?\d{1,3}:\d{1,3}\b(?! ?[ap]\.?m)")  # Phil. 4:8
ANNOUNCING = re.compile(r"([a-z]+)[:,] ?\Z")  # she said: "…"
STOPS = frozenset(STOP_MARK)
BEGINS_SENTENCE = frozenset("$€£¥@#-–—•")
SHORT_WITH_STOPS, LONGEST_TOKEN, LONGEST_BOOK, BLANK, LONGEST_VERB = 7, 60, 5, 3, 20
LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # "N.A.A.C.P"


def sentences(text: str, span: Span, held: list[Quotation], rules: LayoutRules) -> Iterator[Span]:
    """The sentences of the paragraph `span`, white space around each left out.

    None ends inside a quotation of `held` (in order, apart), nor between it and its reporting clause.
    """
    start = span[0]
    for end in _ends(text, span, held, rules):
        yield start, end
        start = end
        while text[start].isspace():
            start += 1
    yield start, span[1]


def _ends(text: str, span: Span, held: list[Quotation], rules: LayoutRules) -> Iterator[int]:
    """Where sentences end inside the paragraph, its own end left out."""
    first, limit = span
    ahead = 0
    for match in STOP.finditer(text, first, limit):
        at, end = match.span()
        if end == limit:
            return
        stops, mark, word = match.groups()
        while ahead < len(held) and held[ahead].end <= at:
            ahead += 1
        if ahead < len(held) and held[ahead].start < end:
            moved = _out_of_quotation(text, at, end, limit, held[ahead], rules)
            if moved < 0:
                continue
            if moved != end:
                end = moved
                mark, word = FOLLOWING.match(text, end, limit).groups()  # type: ignore[union-attr]
        if _is_end(text, (first, at, end), stops, mark, word or "", rules.stops):
            yield end
            first = end


def _out_of_quotation(text: str, at: int, end: int, limit: int, one: Quotation, rules: LayoutRules) -> int:
    """Where a stop that meets a quotation ends; -1 inside it or before the reporting clause that belongs to it."""
    if one.start >= at:
        return one.start
    if end < one.end:
        return -1
    goes_on = _reported(text, one.inner_end, one.end, limit, rules)
    return -1 if goes_on and not (_closes(text, one) or _is_announced(text, one, end, rules)) else end


def _closes(text: str, one: Quotation) -> bool:
    """Whether a quotation is the last piece of its sentence, stop and all: "He called it “a farce.” Holm said …"."""
    piece = text[one.inner_start].islower() and text[one.start - 2 : one.start - 1].isalpha()
    return piece and text[one.inner_end - 1] == "."


def _is_announced(text: str, one: Quotation, end: int, rules: LayoutRules) -> bool:
    """Whether who says a whole quotation was told before it: "Holm said: “It is over.” Dr Roig said …"."""
    before = ANNOUNCING.search(text, max(0, one.start - LONGEST_VERB), one.start)
    said = before is not None and before[1] in rules.clauses.before
    return said and text[one.inner_end - 1] == "." and text[end : end + BLANK].lstrip()[:1].isupper()


def _reported(text: str, inner_end: int, end: int, limit: int, rules: LayoutRules) -> bool:
    """Whether a reporting clause follows a quotation, or the sentence around it goes on in lower case."""
    stopped = text[inner_end - 1] in STOPS
    if dash := DASH.match(text, end, limit):
        end = dash.end()
    while end < limit and text[end].isspace():
        end += 1
    if text[end : end + 1].islower():
        return True
    clauses = rules.clauses
    if stopped and clauses.determined.match(text, end, limit):
        return False  # a comma would stand before it: "“We shall see.” The rain began."
    return clauses.reporting_clause.match(text, end, limit) is not None


def _is_end(text: str, where: tuple[int, int, int], stops: str, mark: str, word: str, rules: StopRules) -> bool:
    """Whether a stop ends a sentence; `where`: the sentence's start, the stop, the end of its closing marks."""
    first, at, end = where
    initial = word[:1]
    if not initial.isalnum():
        if not initial:
            return bool(mark)
        if initial not in BEGINS_SENTENCE or stops != ".":
            return False
        token = _token(text, first, at).casefold()
        return token not in rules.before_number and token not in rules.before_name  # "approx. $5", "vs. $5"
    if stops[0] not in STOPS:  # an emoji
        before = text[first:at].rstrip()
        begins = before[-1:] in STOPS or word.casefold() in rules.starters
        return initial.isupper() and begins and not before.isupper()  # no label: "BREAKING"
    if stops != ".":
        return not initial.islower() or bool(mark) or text[first].islower()
    if end > at + 1:
        return not initial.islower() or text[end - 1] == "]"
    return _plain_stop(text, first, at, word, rules)


def _plain_stop(text: str, first: int, at: int, word: str, rules: StopRules) -> bool:
    """A full stop with no closing mark: what stands before it and the next word decide."""
    token = _token(text, first, at)
    if not text[at + 1].isspace():
        return "@" not in token and "/" not in token and "." not in token and word.casefold() not in rules.suffixes
    folded = token.casefold()
    initial = word[0]
    if len(token) == 1 and (token.islower() or initial.isdigit()):
        return False
    if initial.isdigit():
        if token.istitle() and len(token) <= LONGEST_BOOK and VERSE.match(text, at + 1):
            return False
        return (
            folded not in rules.before_number
            and folded not in rules.before_name
            and not _enumerates(text, first, at, token)
        )
    if len(word) == 1 and _counted_by_letters(folded, word, rules):
        return False
    if folded in rules.before_name or _enumerates(text, first, at, token):
        return folded in rules.either and initial.isupper() and word.casefold() in rules.starters
    short = len(token) < SHORT_WITH_STOPS or LETTERS.fullmatch(token)
    inner = "." in token and short and not ENDING.search(token)
    abbreviated = folded in rules.either or inner
    if initial.islower():
        return not abbreviated and len(token) > 2 and token[-1].isalnum() and not AMOUNT.search(token)
    if abbreviated and text[at + 1 : at + 3] == "  ":
        return True  # typed so between sentences
    if abbreviated or (len(token) == 1 and token.isupper()):
        if folded in rules.clock and word[0].isupper() and not HOUR_ALONE.fullmatch(text, first, at - len(token)):
            return word.casefold() in rules.starters or not rules.after_clock.match(text, text.index(word, at))
        return word.casefold() in rules.starters
    return True


def _token(text: str, first: int, at: int) -> str:
    """What stands right before a stop at `at`, in the sentence that begins at `first`."""
    window = max(first, at - LONGEST_TOKEN)
    token = text[max(text.rfind(" ", window, at) + 1, window) : at]
    return token if token.isalpha() else _last_token(token)


def _last_token(words: str) -> str:
    """The last token of a run without blanks: other white space, dashes and opening marks cut off, "'s" too."""
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else ""
    for dash in "—–/":
        last = last.rpartition(dash)[2] if "://" not in last else last
    return last.lstrip(TOKEN_STARTS).removesuffix("'s").removesuffix("’s")


def _counted_by_letters(folded: str, word: str, rules: StopRules) -> bool:
    """Whether a letter stands for the number of a figure: "Fig. A", not "in Sept. I went"."""
    return word.isupper() and folded in rules.before_number - rules.either - rules.starters


def _enumerates(text: str, first: int, at: int, token: str) -> bool:
    """Whether the stop is that of "1." or "b." at the beginning of a sentence, or of a list behind a colon."""
    before = text[max(first, at - len(token) - BLANK) : at - len(token)].rstrip()
    return (not before or before[-1] == ":") and ENUMERATOR.match(token) is not None
