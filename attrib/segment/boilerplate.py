"""Sentences that are no text: share buttons, credits, bylines, date lines, headings without a verb."""

from __future__ import annotations

import re

from attrib.segment.compiled import LayoutRules

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def is_boilerplate(sentence: str, alone: bool, rules: LayoutRules) -> bool:
    """Whether `sentence` is export noise; `alone`: it is the whole of its paragraph."""
    noise = rules.noise
    if noise.begins.match(sentence) or (len(sentence) < 120 and noise.whole.fullmatch(sentence)):
        return True
    if not alone or len(sentence) > 80:
        return False
    return (
        rules.head.byline.fullmatch(sentence) is not None
        or rules.head.date_line.fullmatch(sentence) is not None
        or _is_heading(sentence, rules)
    )


def _is_heading(sentence: str, rules: LayoutRules) -> bool:
    words = WORD.findall(sentence)
    return (
        0 < len(words) <= rules.noise.heading_words
        and sentence[-1] not in '?!…”"'
        and ":" not in sentence[:-1]
        and not rules.noise.heading_verbs.intersection(map(str.casefold, words))
    )
