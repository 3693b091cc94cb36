"""The layout file of a rule pack, compiled once: sets and patterns instead of lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Words = frozenset[str]
Regex = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class QuoteRules:
    """Marks by family, and the pattern that finds every character that may be a quotation mark."""

    mark: Regex
    family: Mapping[str, str]
    openers: Words
    left: Words
    right: Words
    longest_held: int
    longest_single: int


@dataclass(frozen=True, slots=True)
class StopRules:
    """What tells a sentence's stop from an abbreviation's."""

    before_name: Words
    before_number: Words
    either: Words
    starters: Words
    suffixes: Words


@dataclass(frozen=True, slots=True)
class ClauseRules:
    """What stands around a quotation: reporting clauses, and words that make it a piece of their own sentence."""

    reporting_clause: Regex
    trailing: Regex
    verbs: Words
    before: Words
    integrated: Words


@dataclass(frozen=True, slots=True)
class NoiseRules:
    """Sentences that are no text: export noise, credits, headings."""

    whole: Regex
    begins: Regex
    heading_words: int
    heading_verbs: Words


@dataclass(frozen=True, slots=True)
class HeadRules:
    """Datelines, bylines and date lines at the head of a text."""

    datelines: tuple[Regex, ...]
    byline: Regex
    date_line: Regex
    agencies: Mapping[str, str]
    months: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """What running prose of the pack's language looks like."""

    words: Words
    least_share: float
    sample_words: int
    few_words: int


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """`compile_layout`'s result: what every step of `layout` looks up."""

    quotes: QuoteRules
    stops: StopRules
    clauses: ClauseRules
    noise: NoiseRules
    head: HeadRules
    language: LanguageRules


def compile_layout(mapping: Mapping[str, Any]) -> LayoutRules:
    """Compile the mapping of a pack's `layout.yml`.

    Raises KeyError for a key that is missing and re.error for a pattern that is none; `attrib.rules` turns both into faults.
    """
    return LayoutRules(
        _quotes(mapping["quotes"]),
        _stops(mapping["abbreviations"]),
        _clauses(mapping["reporting"], mapping["integrated"]),
        _noise(mapping["boilerplate"], mapping["heading"]),
        _head(mapping["dateline"], mapping["byline"]),
        _language(mapping["language"]),
    )


def _either(words: Iterable[str]) -> str:
    """An alternation of literals, longest first so that a prefix does not win."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _quotes(data: Mapping[str, Any]) -> QuoteRules:
    families = data["families"]
    family = {mark: name for name, marks in families.items() for mark in marks}
    left, right, openers = (frozenset(data[key]) for key in ("left", "right", "openers"))
    return QuoteRules(
        _mark_pattern(family, data["apostrophe_words"]),
        family,
        openers,
        left,
        right,
        data["longest_held"],
        data["longest_single"],
    )


def _mark_pattern(family: Mapping[str, str], apostrophe_words: Iterable[str]) -> Regex:
    """Every character that may be a quotation mark; the set it begins with lets `re` skip all others fast.

    A single mark opens after space, bracket, dash or mark and closes before anything but a letter: don't and '90s are
    neither. Of three apostrophes in a row after a word the first closes the inner quotation, the two others the outer.
    """
    single = "".join(re.escape(mark) for mark in family if family[mark] == "single")
    one = "".join(re.escape(mark) for mark in family if len(mark) == 1 and family[mark] != "single")
    doubled = [mark for mark in family if len(mark) == 2]
    twice = "|".join(rf"(?<={re.escape(mark[0])}){re.escape(mark[1])}" for mark in doubled)
    first = one + single + "".join(re.escape(mark[0]) for mark in doubled)
    before_opening = rf"\s(\[{{\-–—―/{one}{single}"
    words = "|".join(apostrophe_words)
    opens = rf"(?<![^{before_opening}][{single}])(?!(?i:{words})\b)(?=[^\s{single}])"
    closes = rf"(?<=\S[{single}])(?![^\W_])"
    return re.compile(rf"[{first}](?:(?<=[{one}])|(?<=\S')(?=''(?!'))|{twice}|(?<=[{single}])(?:{opens}|{closes}))")


def _stops(data: Mapping[str, Any]) -> StopRules:
    return StopRules(*(frozenset(data[key]) for key in StopRules.__slots__))


def _clauses(reporting: Mapping[str, Any], integrated: Mapping[str, Any]) -> ClauseRules:
    name = r"[A-Z][\w.’'-]*"
    subject = rf"(?:(?i:{reporting['subjects']})|(?:{name} )?(?:(?:The|A|An|His|Her|Their|My|Our)(?: [\w.’'-]+){{1,3}}?|{name}(?: (?:{name}|of|de|von|van|al|bin)){{0,3}}))"
    verb = rf"(?:{_either(reporting['verbs'])})\b"
    tail = rf"(?! (?:{_either(reporting['own_object'])})\b)(?!\s?[,:]?\s?[\"“„«`‘])"
    clause = re.compile(rf"{subject} {verb}{tail}|{verb} {subject}(?=\s?[.,])")
    return ClauseRules(
        clause,
        re.compile(rf"[,?!] (?:{clause.pattern})"),
        frozenset(reporting["verbs"]),
        frozenset(reporting["before"]),
        frozenset(integrated["before"]),
    )


def _noise(data: Mapping[str, Any], heading: Mapping[str, Any]) -> NoiseRules:
    return NoiseRules(
        re.compile(rf"(?i:{'|'.join(data['whole'])})"),
        re.compile(rf"(?i)[\W_]*(?:{'|'.join(data['begins'])})"),
        heading["most_words"],
        frozenset(heading["verbs"]),
    )


def _head(data: Mapping[str, Any], byline: Mapping[str, Any]) -> HeadRules:
    months = {month.casefold(): number for number, month in enumerate(data["months"], 1)}
    months |= {month.casefold(): number for number, month in enumerate(data["short_months"], 1)}
    months |= {month.casefold()[:3]: number for number, month in enumerate(data["months"], 1)}
    month = rf"(?:{_either([*data['months'], *data['short_months'], *(m[:3] for m in data['months'])])})\.?"
    weekday = rf"(?:(?:{_either(data['weekdays'])}),? )?"
    date = rf"{weekday}(?:{month} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {month}(?:,? \d{{4}})?)"
    place = (
        r"[^\W\d_a-z][^\Wa-z_]*(?:[ .'’-]{1,2}[^\W\d_a-z][^\Wa-z_]*){0,4}\.?(?:, (?:[A-Z][\w.]*\.?)(?: [A-Z][\w.]*)?)?"
    )
    at_place = rf"(?P<place>{place}|[A-Z]\w+(?: [A-Z]\w+)?)"
    on_date = rf"(?:,? ?(?P<date>{date}))?"
    by_agency = rf"[(/](?P<agency>{_either(data['agencies'])})[)/]"
    dash = rf"(?:{_either(data['dashes'])})"
    return HeadRules(
        (
            re.compile(rf"(?:{at_place}{on_date},? ?)?{by_agency}\s*{dash}?\s*"),
            re.compile(rf"(?P<place>{place}){on_date}\s+[-–—―]{{1,2}}\s*"),
        ),
        re.compile(
            rf"{byline['opens']}(?P<name>[A-Z][\w.’'-]*(?: (?:and |de |van |von |der |al-)?[A-Z][\w.’'-]*){{1,6}})"
            rf"(?:,? (?:of |for |for the |the )?(?:{byline['outlet']}))?\.?"
        ),
        re.compile(rf"{date}\.?|\d{{4}}-\d\d-\d\d\.?"),
        data["agencies"],
        months,
    )


def _language(data: Mapping[str, Any]) -> LanguageRules:
    return LanguageRules(frozenset(data["words"]), data["least_share"], data["sample_words"], data["few_words"])
