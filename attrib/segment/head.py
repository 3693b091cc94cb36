"""Dateline, byline and date line at the head of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrib.segment.compiled import HeadRules

Span = tuple[int, int]
Match = re.Match[str]

PARAGRAPHS = 5
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+")


def read_head(text: str, paragraphs: list[Span], rules: HeadRules) -> tuple[dict[str, str], list[Span]]:
    """What the first paragraphs say of `origin_agency`, `place`, `byline` and `date`, and the spans that say it.

    Names stay as written ("AP"); a date with day, month and year becomes ISO 8601.
    """
    meta: dict[str, str] = {}
    spans: list[Span] = []
    for start, end in paragraphs[:PARAGRAPHS]:
        if match := rules.byline.fullmatch(text, start, end) or rules.date_line.fullmatch(text, start, end):
            spans.append(match.span())
            _note(match.groupdict(), meta, rules)
        elif spans and (name := text[start:end].strip(" .")) in rules.agencies:
            spans.append((start, end))
            meta.setdefault("origin_agency", name)
        elif match := _dateline(text, start, end, rules):
            spans.append(match.span())
            _note(match.groupdict(), meta, rules)
            break
    return meta, spans


def signed(
    text: str, paragraphs: Sequence[Span], spans: Sequence[Span], quoted: Iterable[Span], rules: HeadRules
) -> Span | None:
    """The byline over a piece of its author's own, among the `spans` of a head that names neither place nor agency:
    one that says "I" outside of what is `quoted`, or has the title page of a story. A report's is none."""
    line = next((span for span in spans if rules.byline.fullmatch(text, *span)), None)
    if line is None:
        return None
    title_page = line in paragraphs[1:2] and len(spans) == 1 and rules.title_page.fullmatch(text, *line)
    return line if title_page or _narrated(text, line[1], quoted, rules) else None


def _narrated(text: str, begin: int, quoted: Iterable[Span], rules: HeadRules) -> bool:
    """Whether enough of the words from `begin` on, those of quotations left out, are a narrator's."""
    words: list[str] = []
    for start, end in (*quoted, (len(text), len(text))):
        if start >= begin:
            words += map(str.casefold, WORD.findall(text, begin, start))
            begin = end
    said = sum(word in rules.narrator for word in words)
    return said > 0 and said >= rules.least_narrator * len(words)


def _dateline(text: str, start: int, end: int, rules: HeadRules) -> Match | None:
    for pattern in rules.datelines:
        match = pattern.match(text, start, end)
        if match and match.end() < end and match["place"] not in rules.no_place:
            return match
    return None


def _note(found: dict[str, str | None], meta: dict[str, str], rules: HeadRules) -> None:
    if name := found.get("name"):
        meta.setdefault("byline", name)
    if place := found.get("place"):
        meta.setdefault("place", place)
    if agency := found.get("agency"):
        meta["origin_agency"] = agency
    if date := found.get("date"):
        meta.setdefault("date", iso_date(date, rules))


def iso_date(words: str, rules: HeadRules) -> str:
    """A date as ISO 8601 where day, month and year are all there, else as written."""
    month = next((rules.months[w] for w in map(str.casefold, WORD.findall(words)) if w in rules.months), None)
    numbers = NUMBER.findall(words)
    year = next((n for n in numbers if len(n) == 4), None)
    day = next((n for n in numbers if len(n) < 3), None)
    if month and year and day:
        return f"{year}-{month:02}-{int(day):02}"
    return words.strip(" .")
