"""Sentences: stops that end one, told from an abbreviation's; a quotation and its reporting clause stay together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.segment.compiled import LayoutRules, StopRules
from attrib.segment.spans import Quotation

Span = tuple[int, int]

CLOSERS = r"(?:[\"”’»«“)\]}*_]|'+|[ \u00a0](?:''|[\"”»)\]])(?=\s|\Z))*"
STOP = re.compile(
    rf"(?:[.?!…]+(?:[ \u00a0]\.)*){CLOSERS}(?=\s|\Z)"  # before a space
    r"|(?<=[^\W\d_A-Z]{2})[.?!](?=[A-Z“][a-z])"  # glued to the next sentence
    r"|(?<=[^\W\d_A-Z]{2})[.?!][\"”](?=[A-Z][a-z])"
)
NEXT = re.compile(r"\s*(?P<mark>[\"“„«»‘'`(\[*_]*)\s?(?P<word>[^\W_]+(?:[’'-][^\W_]+)*|\S)?")
TOKEN_START = re.compile(r"[\s(\[“\"„«‘'—–/]")
ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)\Z")


def sentences(text: str, span: Span, held: list[Quotation], rules: LayoutRules) -> Iterator[Span]:
    """The sentences of the paragraph `span`, white space around each left out; none ends inside a quotation of `held`."""
    start = span[0]
    for end in _ends(text, span, held, rules):
        yield start, end
        start = end
        while start < span[1] and text[start].isspace():
            start += 1
    if start < span[1]:
        yield start, span[1]


def _ends(text: str, span: Span, held: list[Quotation], rules: LayoutRules) -> Iterator[int]:
    """Where sentences end inside the paragraph, its own end left out."""
    first = span[0]
    for match in STOP.finditer(text, span[0], span[1]):
        at, end = match.span()
        around = None
        for quotation in held:
            if quotation.start < end and at < quotation.end:
                around = quotation
                break
        if around is not None:
            if around.start >= at:
                end = around.start
            elif end < around.end:
                continue
            elif _reported(text, around.end, span, rules):
                continue
        if end < span[1] and _is_end(text, first, at, end, span[1], rules.stops):
            yield end
            first = end


def _reported(text: str, end: int, span: Span, rules: LayoutRules) -> bool:
    """Whether a reporting clause follows a quotation, or the sentence around it goes on in lower case."""
    while end < span[1] and text[end].isspace():
        end += 1
    return text[end : end + 1].islower() or rules.clauses.reporting_clause.match(text, end, span[1]) is not None


def _is_end(text: str, first: int, at: int, end: int, limit: int, rules: StopRules) -> bool:
    following = NEXT.match(text, end, limit)
    word = (following["word"] if following else None) or ""
    if not word or not (word[0].isalnum() or word[0] in "$€£¥@#"):
        return bool(word) and word[0] not in ",;:.?!…)”’]" and not (word[0] in "-–—" and text[at] != ".")
    if text[at] != ".":
        return not word[0].islower() or bool(following and following["mark"])
    if end - at > 1 and text[at + 1] in ". \u00a0":
        return not word[0].islower()
    return end > at + 1 or _plain_stop(text, first, at, end, word, rules)


def _plain_stop(text: str, first: int, at: int, end: int, word: str, rules: StopRules) -> bool:
    """A single full stop with no closing mark: what stands before it and the next word decide."""
    start = at
    while start > first and not TOKEN_START.match(text, start - 1):
        start -= 1
    token = text[start:at]
    glued = not text[end].isspace()
    if glued:
        return "@" not in token and "/" not in token and "." not in token and word.casefold() not in rules.suffixes
    folded = token.casefold().removesuffix("'s").removesuffix("’s")
    if start == first and ENUMERATOR.match(token):
        return False
    if word[0].isdigit():
        return folded not in rules.before_number and folded not in rules.before_name
    if folded in rules.before_name:
        return False
    if word[0].islower():
        return "." not in token and folded not in rules.either and len(token) > 2 and token[-1].isalnum()
    if folded in rules.either or "." in token or (len(token) == 1 and token.isupper()):
        return word.casefold() in rules.starters
    return True
