"""The layout file of a rule pack, compiled once: sets and patterns instead of lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from attrib.errors import UsageError
from attrib.segment.opening import Openings
from attrib.segment.table import Table, either

Words = frozenset[str]
Regex = re.Pattern[str]
NEVER = "(?!)"


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
    clock: Words
    after_clock: Regex


@dataclass(frozen=True, slots=True)
class ClauseRules:
    """What stands around a quotation: reporting clauses, and words that make it a piece of their own sentence."""

    reporting_clause: Regex
    determined: Regex
    trailing: Regex
    verbs: Words
    before: Words
    joins: Words
    integrated: Words
    talk: Words
    cries: Words
    addressed: Words
    brand: Regex


@dataclass(frozen=True, slots=True)
class NoiseRules:
    """Sentences that are no text: export noise, credits, headings."""

    whole: Openings
    begins: Openings
    credit: Regex
    salutation: Regex
    heading_words: int
    heading_verbs: Words
    heading_endings: tuple[str, ...]
    contracted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadRules:
    """Datelines, bylines and date lines at the head of a text."""

    datelines: tuple[Regex, ...]
    byline: Regex
    date_line: Regex
    agencies: Words
    months: Mapping[str, int]
    no_place: Words
    narrator: Words
    least_narrator: float
    title_page: Regex
    stamp: Regex


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """What running prose of the pack's language looks like; `least_share` of `words` is asked from `many_words` on."""

    words: Words
    others: Words
    least_others: int
    least_share: float
    few_words: int
    many_words: int
    sample_words: int
    borrowed: Regex
    symbols: Regex
    most_symbols: float


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """`compile_layout`'s result: what every step of `layout` looks up."""

    quotes: QuoteRules
    wrapping: Words
    stops: StopRules
    clauses: ClauseRules
    noise: NoiseRules
    head: HeadRules
    language: LanguageRules
    markup: Regex
    signs: str  # without one of these there is no mark-up; none: it is always looked for


TABLES = (
    "quotes", "wrapping", "abbreviations", "reporting", "integrated", "boilerplate", "heading", "dateline", "byline",
    "language", "markup",
)  # fmt: skip


def compile_layout(mapping: Mapping[str, Any]) -> LayoutRules:
    """Compile the mapping of a pack's `layout.yml`; a key that is left out is empty.

    Tables that other rooms read are left alone. Raises UsageError for an unknown key in one of ours, a value of the
    wrong kind, a pattern that is none.
    """
    file = Table("layout", mapping)
    tables = {name: file.table(name) for name in TABLES}
    rules = LayoutRules(
        _quotes(tables["quotes"]),
        frozenset(tables["wrapping"].words("goes_on")),
        _stops(tables["abbreviations"]),
        _clauses(tables["reporting"], tables["integrated"]),
        _noise(tables["boilerplate"], tables["heading"], tables["reporting"].words("verbs")),
        _head(tables["dateline"], tables["byline"]),
        _language(tables["language"]),
        tables["markup"].pattern(tables["markup"].text("spans", NEVER), "spans"),
        tables["markup"].text("signs"),
    )
    if mistakes := [mistake for table in tables.values() for mistake in table.unknown()]:
        raise UsageError("\n".join(mistakes))
    return rules


def _quotes(table: Table) -> QuoteRules:
    families = table.table("families")
    family = {mark: name for name in families.data for mark in families.words(name)}
    return QuoteRules(
        table.pattern(_marks(family, table.words("apostrophe_words")), "apostrophe_words"),
        family,
        frozenset(table.words("openers")),
        frozenset(table.words("left")),
        frozenset(table.words("right")),
        int(table.number("longest_held", 4000)),
        int(table.number("longest_single", 1500)),
    )


def _marks(family: Mapping[str, str], apostrophe_words: Iterable[str]) -> str:
    """Every character that may be a quotation mark; the set it begins with lets `re` skip all others fast.

    A single mark opens after space, bracket, dash or mark and closes before anything but a letter: don't and '90s are
    neither. Of three apostrophes in a row after a word the first closes the inner quotation, the two others the outer.
    """
    single = "".join(re.escape(mark) for mark in family if family[mark] == "single")
    one = "".join(re.escape(mark) for mark in family if len(mark) == 1 and family[mark] != "single")
    doubled = [mark for mark in family if len(mark) == 2]
    twice = "|".join(rf"(?<={re.escape(mark[0])}){re.escape(mark[1])}" for mark in doubled) or NEVER
    first = one + single + "".join(re.escape(mark[0]) for mark in doubled)
    if not first:
        return NEVER
    before_opening = rf"\s(\[{{\-–—―/{one}{single}"
    words = "|".join(apostrophe_words) or NEVER
    opens = rf"(?<![^{before_opening}][{single}])(?!(?i:{words})\b)(?=[^\s{single}])"
    closes = rf"(?<=\S[{single}])(?![^\W_])"
    alone = rf"|(?<=[{single}])(?:{opens}|{closes})" if single else ""
    return rf"[{first}](?:(?<=[{one or first}])|(?<=\S')(?=''(?!'))|{twice}{alone})"


def _stops(table: Table) -> StopRules:
    def words(key: str) -> Words:
        return frozenset(table.words(key))

    return StopRules(
        words("before_name"), words("before_number"), words("either"), words("starters"), words("suffixes"),
        words("clock"), table.pattern(table.text("after_clock", NEVER), "after_clock"),
    )  # fmt: skip


def _clauses(table: Table, integrated: Table) -> ClauseRules:
    name = r"[^\W\d_a-z][\w.’'-]*"
    described = rf"(?i:{either(table.words('determiners'))})(?: [\w.’'-]+){{1,3}}?"
    named = rf"{name}(?: (?:{name}|{either(table.words('particles'))})){{0,3}}"
    subject = rf"(?:(?i:{table.text('subjects', NEVER)})|(?:{name} (?:[a-z-]{{3,15}} )?)?(?:{described}|{named}))"
    verbs = table.words("verbs")
    verb = rf"(?:{either(verbs)})\b"
    # An object or a quotation right after the verb makes it a sentence of its own.
    tail = rf"(?! (?:{either(table.words('own_object'))})\b)(?!\s?:?\s?[\"“„«`‘']|\s?,\s?[\"“„«`‘'](?![a-z]))"
    nobody = rf"(?!(?:{either(table.words('nobody'))})\b)"
    # Whom it was told to may stand there, but no more than that: "told the court", not "told the court that".
    listener = rf"(?: (?!(?:{either(table.words('told'))})\b)[\w.’'-]+){{1,5}}?"
    told = rf"(?:{either((*table.words('addressed'), *table.words('speaks_to')))}){listener}(?=\s?[,;]|\.?\s*\Z|\.\s)"
    ends = rf"(?=\s?[.,;]|\s[-–—]|\s(?:{either(table.words('joins'))})\b)"
    # What somebody is, between commas, and who somebody is: "Ana Roig, a baker, said", "a nurse who was there said".
    aside = r"(?: ?, [^.?!;:“”\"\n]{2,60}? ?,| who [^.,?!;:“”\"\n]{2,50}?)?"
    clause = rf"{nobody}(?:{subject}{aside} (?:{verb}{tail}|{told})|{verb} {subject}{ends})"
    return ClauseRules(
        table.pattern(clause, "subjects"),
        table.pattern(rf"(?:{either(table.words('determiners'))}) ", "determiners"),
        table.pattern(rf"[,?!] (?:{clause})", "subjects"),
        frozenset(verbs),
        frozenset(table.words("before")),
        frozenset(table.words("joins")),
        frozenset(integrated.words("before")),
        frozenset(table.words("talk")),
        frozenset(table.words("cries")),
        frozenset(table.words("addressed")),
        table.pattern(table.text("brand", NEVER), "brand"),
    )


def _noise(table: Table, heading: Table, reporting: Iterable[str]) -> NoiseRules:
    credit = "|".join(table.words("credit")) or NEVER
    salutation = table.text("salutation", NEVER)
    return NoiseRules(
        table.openings("whole"),
        table.openings("begins", r"[-–—*•>\s\[(]*"),
        table.pattern(rf"(?i)(?:{credit}):", "credit"),
        table.pattern(rf"(?i)(?:{salutation})", "salutation"),
        int(heading.number("most_words", 0)),
        frozenset(heading.words("verbs")).union(reporting),
        heading.words("endings"),
        heading.words("contracted"),
    )


def _head(table: Table, byline: Table) -> HeadRules:
    months = _month_numbers(table)
    date = _date(table, months)
    origins = table.table("agencies").pairs()
    agencies = frozenset(origins).union(origins.values())
    opens, closes = table.text("date_opens", NEVER), table.text("date_closes", NEVER)
    date_line = rf"(?i:{opens})?(?P<date>{date}|\d{{4}}-\d\d-\d\d)(?i:{closes})?\.?"
    return HeadRules(
        _datelines(table, origins, date),
        byline.pattern(_byline(byline, agencies, date), "opens"),
        table.pattern(date_line, "date_opens"),
        agencies,
        months,
        frozenset(table.words("no_place")),
        frozenset(byline.words("narrator")),
        byline.number("least_narrator", 1.0),
        byline.pattern(byline.text("title_page", NEVER), "title_page"),
        table.pattern(table.text("stamp", NEVER), "stamp"),
    )


def _month_numbers(table: Table) -> dict[str, int]:
    months = table.words("months")
    names = (months, table.words("short_months"), [month[:3] for month in months])
    return {name.casefold(): number for each in names for number, name in enumerate(each, 1)}


def _date(table: Table, months: Iterable[str]) -> str:
    month = rf"(?i:{either(months)})\.?"
    weekday = rf"(?:(?i:{either(table.words('weekdays'))}),? )?"
    day = r"\d{1,2}(?:st|nd|rd|th|\.)?"
    return rf"{weekday}(?:{month} {day}(?:,? \d{{4}})?|{day} {month}(?:,? \d{{4}})?)"


def _datelines(table: Table, agencies: Iterable[str], date: str) -> tuple[Regex, ...]:
    """With an agency in brackets or slashes, or behind the date; then a place and a date, or capitals and a dash alone,
    which need a sentence to follow. An agency that is not known needs the date."""
    capital = r"[^\W\d_a-z][^\Wa-z_]*"
    capitals = rf"{capital}(?:[ .'’/-]{{1,2}}{capital}){{0,3}}\.?"
    region = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
    name = r"[A-Z]\w+\.?(?: [A-Z]\w+){0,2}"
    dash = rf"\.?\s*(?:{either(table.words('dashes'))})?\s*"
    agency = rf"[(/](?P<agency>{either(agencies)})[)/]"
    place = rf"(?P<place>(?:{capitals}|{name}){region})"
    follows = r"(?=[^\Wa-z_]|[\"“„«'‘`$])"
    line, dated = r"[-–—―]{1,2}", rf"(?P<date>{date})"
    bracket, dashed = r"(?=[^(/]{0,150}+[(/])", r"(?=[^-–—―]{0,150}+[-–—―])"  # seen at a glance
    day = either(table.words("weekdays"))
    unknown = r"[A-Z][\w&.-]{0,24}(?: [A-Z][\w&.-]{0,24}){0,2}"
    return (
        re.compile(rf"{bracket}(?:{place},? ?)??(?:{dated},? ?)?(?:{line} ?)?{agency}{dash}"),
        re.compile(
            rf"{bracket}{place}[,.]? ?{dated}[,.]? ?[(/](?P<agency>{unknown})[)/]\.?\s*(?:{line}|(?<=\.))\s*{follows}"
        ),
        re.compile(rf"{place}[,.] (?:{dated}[,.] )?(?P<agency>{either(agencies)})(?:\.|\s?{line})\s*{follows}"),
        re.compile(rf"{dashed}(?P<place>{capitals}{region})(?:, ?{dated})?\s+{line}\s*{follows}"),
        re.compile(rf"\((?P<place>{name}{region}), {dated}\)\s*{line}\s*{follows}"),
        re.compile(rf"{dashed}(?!{day}\b)(?P<place>{name}{region})(?:,| ?{line}) ?{dated} ?{line}\s*{follows}"),
    )


def _byline(table: Table, agencies: Iterable[str], date: str) -> str:
    word = r"[^\W\d_a-z][\w’'-]*(?:\.(?= ))?"
    name = rf"{word}(?:,? (?:{either(table.words('joins'))})(?= )|,? {word}){{1,8}}?"
    outlet = rf"(?P<agency>{either(agencies)})|{table.text('outlet', NEVER)}"
    at = rf"(?:(?:{either(table.words('at'))}) )?(?:{outlet})"
    return rf"{table.text('opens', NEVER)}(?P<name>{name})(?:,? {at})?(?:\s?[|,·•–—-]\s?(?P<date>{date}))?\.?"


def _language(table: Table) -> LanguageRules:
    words = frozenset(table.words("words"))
    return LanguageRules(
        words,
        frozenset(table.words("others")) - words,
        int(table.number("least_others", 2)),
        table.number("least_share", 0.0),
        int(table.number("few_words", 8)),
        int(table.number("many_words", 120)),
        int(table.number("sample_words", 400)),
        table.pattern(table.text("borrowed", NEVER), "borrowed"),
        table.pattern(table.text("symbols", NEVER), "symbols"),
        table.number("most_symbols", 1.0),
    )
