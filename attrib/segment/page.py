"""`layout`: everything that is known of a text before a rule is tried on it."""

from __future__ import annotations

from attrib.segment.boilerplate import is_boilerplate
from attrib.segment.compiled import LayoutRules
from attrib.segment.head import read_head
from attrib.segment.paragraphs import paragraphs
from attrib.segment.quotations import quotations
from attrib.segment.sentences import sentences
from attrib.segment.spans import Layout, Quotation, SentenceSpan


def layout(text: str, rules: LayoutRules) -> Layout:
    """Paragraphs, sentences, quotations and head of `text`; offsets are code points, the text is not changed."""
    blocks = paragraphs(text)
    quoted = quotations(text, blocks, rules)
    held = _held(quoted, rules.quotes.longest_held)
    found: list[SentenceSpan] = []
    for index, block in enumerate(blocks):
        spans = list(sentences(text, block, held.get(index, []), rules))
        alone = len(spans) == 1
        found += [SentenceSpan(s, e, index, is_boilerplate(text[s:e], alone, rules)) for s, e in spans]
    meta, head = read_head(text, blocks, rules.head)
    return Layout(blocks, found, quoted, meta, head)


def _held(quoted: list[Quotation], longest: int) -> dict[int, list[Quotation]]:
    """By paragraph, the outermost closed quotations that are short enough to stay in one sentence."""
    held: dict[int, list[Quotation]] = {}
    end = 0
    for one in quoted:
        if one.closed and one.start >= end and one.end - one.start <= longest:
            held.setdefault(one.paragraph, []).append(one)
            end = one.end
    return held
