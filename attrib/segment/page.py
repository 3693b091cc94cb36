"""`layout`: everything that is known of a text before a rule is tried on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrib.segment.boilerplate import is_boilerplate
from attrib.segment.compiled import LayoutRules
from attrib.segment.head import read_head, signed
from attrib.segment.paragraphs import paragraphs
from attrib.segment.quotations import quotations
from attrib.segment.sentences import sentences
from attrib.segment.spans import Layout, Quotation, SentenceSpan

# Characters. What runs on for longer is no sentence, and is cut at white space so that no text takes long.
LONGEST = 5000
# The same, at most: of the closing of a letter, of the name below it, and of a closing that is written as a sentence
# ("Love ya."). Looser limits only cost time: a rule has to know the words.
LONGEST_CLOSING, LONGEST_NAME, SHORTEST = 60, 40, 12
OWN = {"byline", "date"}  # all that the head of a piece of its author's own says; a report names place or agency
CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
NAMED = re.compile(rf"{CAPITAL}(?:,? (?:\w{{1,3}} ){{0,2}}{CAPITAL}){{0,4}}|\[[^\]\n]{{1,30}}\]")


def layout(text: str, rules: LayoutRules) -> Layout:
    """Paragraphs, sentences, quotations and head of `text`; offsets are code points, the text is not changed."""
    blocks = paragraphs(text, rules.wrapping)
    quoted = quotations(text, blocks, rules)
    held = _held(quoted, rules.quotes.longest_held)
    meta, head = read_head(text, blocks, rules.head)
    found: list[SentenceSpan] = []
    for index, block in enumerate(blocks):
        whole = sentences(text, block, held.get(index, []), rules)
        spans = [piece for span in whole for piece in _in_pieces(text, *span)]
        alone = len(spans) == 1
        for start, end in spans:
            quoted_before = bool(found) and text[found[-1].end - 1] in rules.quotes.family
            noise = is_boilerplate(text, (start, end), alone, quoted_before, rules)
            credit = noise and not alone and start != spans[0][0] and bool(rules.noise.credit.match(text, start, end))
            found.append(SentenceSpan(start, end, index, noise or _within(start, end, head), credit))
    for at in _closings(text, found):
        found[at : at + 2] = [one._replace(read=True) for one in found[at : at + 2]]
    own = meta.keys() <= OWN and signed(text, blocks, head, ((one.start, one.end) for one in quoted), rules.head)
    if own:
        found = [one._replace(read=True) if one.start == own[0] else one for one in found]
        head.remove(own)
    stamps = dict(match.span() for start, end in blocks if (match := rules.head.stamp.match(text, start, end)))
    return Layout(blocks, found, quoted, meta, head, stamps, _markup(text, rules))


def _markup(text: str, rules: LayoutRules) -> list[tuple[int, int]]:
    """Tags, marks of emphasis and targets of links that were left in prose."""
    some = not rules.signs or any(map(text.__contains__, rules.signs))
    return [match.span() for match in rules.markup.finditer(text)] if some else []


def _closings(text: str, found: Sequence[SentenceSpan]) -> list[int]:
    """Where a line looks like the closing of a letter, and the next one like the name below it."""
    return [
        at
        for at, (line, name) in enumerate(pairwise(found))
        if name.end - name.start <= LONGEST_NAME
        and line.end - line.start <= LONGEST_CLOSING
        and line.paragraph != name.paragraph
        and _closes(text, line, name)
        and NAMED.fullmatch(text, name.start, name.end)
    ]


def _closes(text: str, line: SentenceSpan, name: SentenceSpan) -> bool:
    """Whether a line ends like a closing, in a comma; else neither it nor the name may be a sentence."""
    no_sentence = line.boilerplate or line.end - line.start <= SHORTEST
    return text[line.end - 1] == "," or (name.boilerplate and no_sentence)


def _in_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence itself, or pieces of it where it is too long to be one."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        while cut < end and text[cut].isspace():
            cut += 1
        start = cut
    if start < end:
        yield start, end


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _held(quoted: list[Quotation], longest: int) -> dict[int, list[Quotation]]:
    """By paragraph, the outermost quotations that are short enough to stay in one sentence, odd marks left out."""
    held: dict[int, list[Quotation]] = {}
    end = 0
    for one in quoted:
        if (one.closed or one.full) and one.start >= end and one.end - one.start <= longest:
            held.setdefault(one.paragraph, []).append(one)
            end = one.end
    return held
