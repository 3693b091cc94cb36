"""Whether a quotation stands for a clause, or is a title, a nickname, a scare word, a piece of the sentence around it."""

from __future__ import annotations

import re

from attrib.segment.compiled import ClauseRules

Span = tuple[int, int]

WORD = re.compile(r"[^\W_][\w’'-]*")
LAST_WORD = re.compile(r"[^\W_][\w’'-]*\Z")
ENDS = frozenset(".,?!…—-–")


def stands_for_clause(
    text: str, span: Span, start: int, end: int, inner_start: int, inner_end: int, rules: ClauseRules
) -> bool:
    """Decide from what stands before the opening mark, inside, and after the closing one, within the paragraph `span`."""
    inner = text[inner_start:inner_end].strip()
    if not inner:
        return False
    words = len(WORD.findall(inner[:400]))
    stopped = inner[-1] in ENDS
    before = text[span[0] : start].rstrip()[-40:]
    after = text[end : min(span[1], end + 80)].lstrip(" ,")
    reported = rules.reporting_clause.match(after) is not None
    if not before or before[-1] in '.?!…”"’»)':
        return reported or (stopped and (inner[-1] != "." or words > 2)) or (words > 5 and not inner.istitle())
    if before[-1] == ":":
        return words > 1 or stopped
    match = LAST_WORD.search(before)
    last = match[0].casefold() if match else ""
    if last in rules.before:
        return words > 2 or stopped
    if before[-1] == ",":
        return reported or (stopped and words > 2 and inner[0].isupper())
    if before[-1] in "—–-(":
        return stopped and words > 2
    if last in rules.integrated:
        return False
    return inner[0].isupper() and inner[-1] in ".?!" and words > 4
