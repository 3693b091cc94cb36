"""Whether a text is prose in the pack's language."""

from __future__ import annotations

import re
from itertools import islice

from attrib.segment.compiled import LayoutRules

WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"\S+")


def looks_like(text: str, rules: LayoutRules) -> bool:
    """Whether `text` is prose of the pack's language, judged by the share of its commonest words in the beginning.

    A text of a few words gets the benefit of the doubt unless its letters are mostly of another script.
    """
    language = rules.language
    words = [match[0].casefold() for match in islice(WORD.finditer(text), language.sample_words)]
    if not words:
        return False
    if len(words) < language.few_words:
        return sum(map(str.isascii, words)) * 2 > len(words)
    share = sum(map(language.words.__contains__, words)) / len(words)
    return share >= language.least_share
