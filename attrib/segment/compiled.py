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
    heading_endings: tuple[str, ...]
    contracted: str


@dataclass(frozen=True, slots=True)
class HeadRules:
    """Datelines, bylines and date lines at the head of a text."""

    datelines: tuple[Regex, ...]
    byline: Regex
    date_line: Regex
    agencies: Mapping[str, str]
    months: Mapping[str, int]
    no_place: Words


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """What running prose of the pack's language looks like: `least_shares` maps a text's words to their least share."""

    words: Words
    others: Words
    least_others: int
    least_shares: tuple[tuple[int, float], ...]
    symbols: Regex
    most_symbols: float
    sample: int


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

    Raises KeyError for a missing key and re.error for a pattern that is none.
    """
    return LayoutRules(
        _quotes(mapping["quotes"]),
        _stops(mapping["abbreviations"]),
        _clauses(mapping["reporting"], mapping["integrated"]),
        _noise(mapping["boilerplate"], mapping["heading"], mapping["reporting"]["verbs"]),
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
    return StopRules(
        *(frozenset(data[key]) for key in ("before_name", "before_number", "either", "starters", "suffixes"))
    )


def _clauses(data: Mapping[str, Any], integrated: Mapping[str, Any]) -> ClauseRules:
    name = r"[A-Z][\w.’'-]*"
    described = rf"(?:{_either(data['determiners'])})(?: [\w.’'-]+){{1,3}}?"
    named = rf"{name}(?: (?:{name}|{_either(data['particles'])})){{0,3}}"
    subject = rf"(?:(?i:{_either(data['pronouns'])})|(?:{name} )?(?:{described}|{named}))"
    verb = rf"(?:{_either(data['verbs'])})\b"
    # An object or a quotation right after the verb makes it a sentence of its own.
    tail = rf"(?! (?:{_either(data['own_object'])})\b)(?!\s?[,:]?\s?[\"“„«`‘])"
    clause = rf"{subject} {verb}{tail}|{verb} {subject}(?=\s?[.,])"
    return ClauseRules(
        re.compile(clause),
        re.compile(rf"[,?!] (?:{clause})"),
        frozenset(data["verbs"]),
        frozenset(data["before"]),
        frozenset(integrated["before"]),
    )


def _noise(data: Mapping[str, Any], heading: Mapping[str, Any], reporting: Iterable[str]) -> NoiseRules:
    return NoiseRules(
        re.compile(rf"(?i:{'|'.join(data['whole'])})"),
        re.compile(rf"(?i)[-–—*•>\s\[(]*(?:{'|'.join(data['begins'])})"),
        heading["most_words"],
        frozenset(heading["verbs"]).union(reporting),
        tuple(heading["endings"]),
        heading["contracted"],
    )


def _head(data: Mapping[str, Any], byline: Mapping[str, Any]) -> HeadRules:
    date = _date_pattern(data)
    agencies = {**data["agencies"], **{name: name for name in data["agencies"].values()}}
    return HeadRules(
        _dateline_patterns(data, date),
        _byline_pattern(byline, agencies, date),
        re.compile(rf"(?i:{data['date_opens']})?(?P<date>{date}|\d{{4}}-\d\d-\d\d)(?i:{data['date_closes']})?\.?"),
        agencies,
        _month_numbers(data),
        frozenset(data["no_place"]),
    )


def _month_numbers(data: Mapping[str, Any]) -> dict[str, int]:
    names = (data["months"], data["short_months"], [month[:3] for month in data["months"]])
    return {name.casefold(): number for months in names for number, name in enumerate(months, 1)}


def _date_pattern(data: Mapping[str, Any]) -> str:
    month = rf"(?i:{_either(_month_numbers(data))})\.?"
    weekday = rf"(?:(?i:{_either(data['weekdays'])}),? )?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return rf"{weekday}(?:{month} {day}(?:,? \d{{4}})?|{day} {month}(?:,? \d{{4}})?)"


def _dateline_patterns(data: Mapping[str, Any], date: str) -> tuple[Regex, ...]:
    """With an agency in brackets or slashes; then capitals and a dash alone, which need a sentence to follow."""
    capital = r"[^\W\d_a-z][^\Wa-z_]*"
    capitals = rf"{capital}(?:[ .'’/-]{{1,2}}{capital}){{0,3}}\.?"
    region = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
    name = r"[A-Z]\w+\.?(?: [A-Z]\w+){0,2}"
    dash = rf"\.?\s*(?:{_either(data['dashes'])})?\s*"
    agency = rf"[(/](?P<agency>{_either(data['agencies'])})[)/]"
    place = rf"(?P<place>(?:{capitals}|{name}){region})"
    return (
        re.compile(rf"(?:{place},? ?)??(?:(?P<date>{date}),? ?)?{agency}{dash}"),
        re.compile(
            rf"(?P<place>{capitals}{region})(?:, ?(?P<date>{date}))?\s+[-–—―]{{1,2}}\s*(?=[^\Wa-z_]|[\"“„«'‘`$])"
        ),
    )


def _byline_pattern(data: Mapping[str, Any], agencies: Iterable[str], date: str) -> Regex:
    word = r"[^\W\d_a-z][\w’'-]*(?:\.(?= ))?"
    name = rf"{word}(?:,? (?:{_either(data['joins'])})(?= )|,? {word}){{1,8}}?"
    outlet = rf"(?:(?:{_either(data['at'])}) )?(?:(?P<agency>{_either(agencies)})|{data['roles']})"
    return re.compile(rf"{data['opens']}(?P<name>{name})(?:,? {outlet})?(?:\s?[|,·•–—-]\s?(?P<date>{date}))?\.?")


def _language(data: Mapping[str, Any]) -> LanguageRules:
    words = frozenset(data["words"])
    return LanguageRules(
        words,
        frozenset(data["others"]) - words,
        data["least_others"],
        tuple(sorted(data["least_shares"].items(), reverse=True)),
        re.compile(data["symbols"]),
        data["most_symbols"],
        data["sample"],
    )
