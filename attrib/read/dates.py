"""Dates as exports write them, to ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from attrib.read.wording import wording

NUMERIC = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?:19|20)\d{6}(?:T\d{4,6}(?:Z|[+-]\d{4})?)?")
ASIAN = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]")
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)"


@cache
def _written() -> re.Pattern[str]:
    """A day, the name of a month and a year: February 3, 2021; 3. Februar 2021; 3 de febrero de 2021."""
    name = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month, link = rf"(?P<month>{name})\.?", r"(?:\s*,)?\s+(?:de[l]?\s+)?"
    day = rf"(?P<day>[0-3]?\d)(?:{'|'.join(map(re.escape, wording('ordinals')))})?"
    american = rf"{month}\s+{day}{link}{YEAR}"
    other = rf"{day}(?:\s+|-)?(?:de\s+)?{month}(?:{link}|-){YEAR}"
    groups = re.sub(r"\?P<(\w+)>", r"?P<\1_>", other)
    return re.compile(rf"(?<![\w-])(?:{american}|{groups})(?!\d)", re.IGNORECASE)


@cache
def months() -> Mapping[str, int]:
    """The number of each month by its names, folded."""
    return {name.casefold(): number for number, names in wording("months").items() for name in names}


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first whole date in the text as ISO 8601, with where it stands; a day without its year is none."""
    for pattern in (_written(), NUMERIC, ASIAN):
        for found in pattern.finditer(text):
            if day := _valid(found):
                return day, found.start(), found.end()
    return None


def iso_date(text: str) -> str | None:
    """This date, with its time if it has one, as ISO 8601; None where it cannot be read for certain."""
    text = text.strip()
    if ISO_TIME.fullmatch(text) or COMPACT.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return moment.isoformat() if "T" in text or ":" in text else moment.date().isoformat()
    found = find_date(text)
    return found[0] if found else None


def _valid(found: re.Match[str]) -> str | None:
    parts = {name.rstrip("_"): value for name, value in found.groupdict().items() if value}
    month = months().get(parts["month"].casefold()) if not parts["month"].isdecimal() else int(parts["month"])
    try:
        return date(int(parts["year"]), month or 0, int(parts["day"])).isoformat()
    except ValueError:
        return None
