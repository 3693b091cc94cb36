"""Whether a text is prose in the pack's language."""

from __future__ import annotations

import re

from attrib.segment.compiled import LanguageRules, LayoutRules

WORD = re.compile(r"[^\W\d_]+")
LETTERS = 6  # of an average word, with its space
DIGITS = "0123456789"
FEW_SYMBOLS = 2  # in any text, however short
TABLE_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)  # a small table in a text does not count
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def looks_like(text: str, rules: LayoutRules) -> bool:
    """Whether `text` is prose of the pack's language, judged by its beginning.

    Refused are texts with few of the language's commonest words, with more of those of other languages, in another
    script, and tables or code. A text of a few words needs no common word: headlines have none.
    """
    sample = text[: rules.language.sample_words * LETTERS]
    if "|" in sample:
        sample = TABLE_ROW.sub("", sample)
    words = WORD.findall(sample)
    if not words or not _is_prose(sample, words, rules.language):
        return False
    if _is_language(words, rules.language):
        return True
    own = WORD.findall(rules.language.borrowed.sub(" ", sample))  # what is borrowed speaks against no text
    return len(own) < len(words) and bool(own) and _is_language(own, rules.language)


def _is_prose(sample: str, words: list[str], rules: LanguageRules) -> bool:
    """Letters outweigh digits, and the signs of code and mark-up are few."""
    if sum(map(sample.count, DIGITS)) >= sum(map(len, words)):
        return False
    symbols = len(rules.symbols.findall(sample))
    return symbols <= FEW_SYMBOLS or symbols <= rules.most_symbols * sum(map(len, sample.split()))


def _is_language(words: list[str], rules: LanguageRules) -> bool:
    joined = "\n".join(words)
    folded = joined.casefold().split("\n")
    own = sum(map(rules.words.__contains__, folded))
    others = sum(map(rules.others.__contains__, folded))
    if others > own and others >= rules.least_others:
        return False
    if not joined.isascii() and sum(word.isascii() or LATIN.match(word) is not None for word in words) * 2 < len(words):
        return False
    long = (len(words) - rules.few_words) / (rules.many_words - rules.few_words)
    return own >= int(rules.least_share * min(1.0, long) * len(words))
