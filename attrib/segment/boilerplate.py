"""Sentences that are no text: share buttons, credits, bylines, date lines, headings without a verb."""

from __future__ import annotations

import re

from attrib.segment.compiled import LayoutRules, NoiseRules

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SIGNED = re.compile(r"(?:--|[-–—―]) ?\w")
LISTED = re.compile(r"\s*(?:[-–—*•·▪‣◦»>]|\(?\w{1,2}[.)])\s")
LONGEST_BUTTON, LONGEST_LINE = 120, 80


def is_boilerplate(text: str, span: tuple[int, int], alone: bool, quoted_before: bool, rules: LayoutRules) -> bool:
    """Whether the sentence `span` of `text` is export noise; `alone`: it is the whole of its paragraph.

    Kept are "— Name" right after a quotation (`quoted_before`), which says who spoke, and "Name:" with no list below.
    """
    sentence = text[span[0] : span[1]]
    noise = rules.noise
    if noise.begins.match(sentence) or (len(sentence) < LONGEST_BUTTON and noise.whole.fullmatch(sentence)):
        return True
    if not alone or len(sentence) > LONGEST_LINE or (quoted_before and SIGNED.match(sentence)):
        return False
    if rules.head.byline.fullmatch(sentence) or rules.head.date_line.fullmatch(sentence):
        return True
    return _is_heading(sentence, noise) and (sentence[-1] != ":" or LISTED.match(text, span[1]) is not None)


def _is_heading(sentence: str, noise: NoiseRules) -> bool:
    """Whether a line has few words and no verb."""
    words = WORD.findall(sentence)
    if (
        not 0 < len(words) <= noise.heading_words
        or sentence[-1] in '?!…”"'
        or ":" in sentence[:-1]
        or sentence[0] == "<"
    ):
        return False
    if sentence[-1] == "." and sentence[0].isupper() and not all(word[0].isupper() for word in words):
        return False  # it may be a short sentence: its tags will tell
    for word in words:
        folded = word.casefold().replace("’", "'")
        if folded.endswith(noise.contracted) or folded.partition("'")[0] in noise.heading_verbs:
            return False
    return not any(word.islower() and word.endswith(noise.heading_endings) for word in words[1:])
