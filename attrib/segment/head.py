"""Dateline, byline and date line at the head of a text."""

from __future__ import annotations

import re

from attrib.segment.compiled import HeadRules

Span = tuple[int, int]

PARAGRAPHS = 4
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+")


def read_head(text: str, paragraphs: list[Span], rules: HeadRules) -> tuple[dict[str, str], list[Span]]:
    """What the first paragraphs say of origin, place, byline and date, and the spans that say it."""
    meta: dict[str, str] = {}
    spans: list[Span] = []
    for start, end in paragraphs[:PARAGRAPHS]:
        if match := rules.byline.fullmatch(text, start, end):
            meta.setdefault("byline", match["name"])
            spans.append(match.span())
        elif match := rules.date_line.fullmatch(text, start, end):
            meta.setdefault("date", written_date(match[0], rules))
            spans.append(match.span())
        elif match := _dateline(text, start, end, rules):
            _note(match, meta, rules)
            spans.append(match.span())
            break
    return meta, spans


def _dateline(text: str, start: int, end: int, rules: HeadRules) -> re.Match[str] | None:
    matches = (pattern.match(text, start, end) for pattern in rules.datelines)
    return next((match for match in matches if match and match.end() < end), None)


def _note(match: re.Match[str], meta: dict[str, str], rules: HeadRules) -> None:
    found = match.groupdict()
    if agency := found.get("agency"):
        meta["origin_agency"] = rules.agencies[agency]
    if place := found.get("place"):
        meta["place"] = place
    if date := found.get("date"):
        meta.setdefault("date", written_date(date, rules))


def written_date(words: str, rules: HeadRules) -> str:
    """A date as ISO 8601 where day, month and year are all there, else as written."""
    month = next((rules.months[w] for w in map(str.casefold, WORD.findall(words)) if w in rules.months), None)
    numbers = NUMBER.findall(words)
    year = next((n for n in numbers if len(n) == 4), None)
    day = next((n for n in numbers if len(n) < 3), None)
    if month and year and day:
        return f"{year}-{month:02}-{int(day):02}"
    return words.strip(" .")
