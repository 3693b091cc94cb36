"""Exports of Factiva: with field codes (HD, PD, SN, LP, TD, AN …), and as they are displayed, without.

With codes ("full article plus indexing") each part says what it is. Without, the line that counts the words parts
the headline from date, time, source and language, and the copyright line those from the text. Both occur in HTML and
in RTF, in the language of the interface (`wording.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from attrib.errors import InputError
from attrib.read.dates import find_date
from attrib.read.decode import doubts
from attrib.read.find import Found
from attrib.read.limits import too_long
from attrib.read.lines import stray
from attrib.read.options import Item, Note, RawDocument, ReadOptions
from attrib.read.prose import Block
from attrib.read.records import Place
from attrib.read.wording import wording

ACCESSION = r"(?P<accession>[A-Z][A-Z0-9]{3,11}\d{8}[a-z][a-z0-9]{6,10})"
CODED = re.compile(r"(?P<code>[A-Z]{2,3})(?:\s*\||\s+|$)\s*(?P<value>.*)", re.DOTALL)
CELLS = re.compile(r"(?<!\s)\|(?!\s)|\|$")  # " | " parts the items in a cell
TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s*(?:[AaPp]\.?[Mm]\.?|GMT|UTC))?")
SOURCE_CODE = re.compile(r"[A-Z0-9]{2,8}")
COUNTED = re.compile(r"^\s*\d+\)\s*")  # numbers of a result list, saved with the headline
DIGITS = re.compile(r"\D")
BETWEEN = 9  # lines between the count of words and the text
LONGEST_NAME = 80  # characters of a publishing company, which stands last
Fields = dict[str, list[str]]


@cache
def _ends() -> re.Pattern[str]:
    """The line below an article: what the vendor calls a document, and its accession number."""
    return re.compile(rf"(?:AN\s*\|?\s*)?(?:{_any('document')})\s*{ACCESSION}\|?")


@cache
def _counts() -> re.Pattern[str]:
    return re.compile(rf"(?P<count>\d[\d.,\xa0\u202f ]*)\s*(?:{_any('words')})", re.IGNORECASE)


def _any(table: str) -> str:
    return "|".join(map(re.escape, wording("factiva")[table]))


def _codes() -> dict[str, str]:
    codes: dict[str, str] = wording("factiva")["codes"]
    return codes


def tells(blocks: list[Block]) -> bool:
    """Whether this is the beginning of an export of Factiva."""
    lines = [line.strip() for block in blocks for line in block.lines]
    codes = {match["code"] for line in lines if (match := CODED.fullmatch(line))}
    return any(map(_ends().fullmatch, lines)) or {"HD", "PD", "SN"} <= codes


def read_blocks(blocks: Iterator[Block], found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles on a page of lines, from RTF or plain text."""
    number = 0
    for lines in _parted(blocks, options.max_record):
        number += 1
        place = Place(f"{found.name}#{number}", found.shown)
        if lines is None:
            yield place.failure(InputError("too-long", f"article {number} {too_long(options.max_record).message}"))
            continue
        if undecoded := next(filter(None, map(stray, lines)), None):
            yield place.failure(InputError("encoding", f"article {number} {undecoded}"))
            continue
        yield document(_fields(lines), place, number)
    if not number:
        raise InputError("no-text", "holds no article of Factiva")


def _parted(blocks: Iterator[Block], limit: int) -> Iterator[list[str] | None]:
    """The lines of each article, the last one with its accession number; None for one that is too long."""
    kept: list[str] = []
    size = 0
    for block in blocks:
        for line in filter(None, map(str.strip, block.lines)):
            size += len(line)
            if size <= limit:
                kept.append(line)
            if _ends().fullmatch(line):
                yield kept if size <= limit else None
                kept, size = [], 0
    if size > limit or _is_article(kept):
        yield kept if size <= limit else None


def _is_article(lines: list[str]) -> bool:
    """Whether what stands after the last accession number is an article cut short, not the summary of the search."""
    return any(map(_counts().fullmatch, lines)) or any(line.startswith(("HD|", "HD ", "TD|", "LP|")) for line in lines)


def _fields(lines: list[str]) -> Fields:
    coded = {match["code"] for line in lines if (match := CODED.fullmatch(line)) and match["code"] in _codes()}
    return _coded(lines) if {"HD", "PD"} <= coded else displayed(lines)


def _coded(lines: list[str]) -> Fields:
    """The parts of an article with codes: each line that begins with a code known opens one."""
    fields: Fields = {}
    current: list[str] = []
    for line in lines:
        found = CODED.fullmatch(line)
        if found and found["code"] in _codes() and (found["code"] not in fields or found["code"] in ("LP", "TD")):
            current = fields.setdefault(found["code"], [])
            current += _cells(found["value"])
        else:
            current += _cells(line)
    return fields


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in CELLS.split(line) if cell.strip()]


def displayed(lines: list[str], body: list[str] | None = None) -> Fields:
    """The parts of an article without codes. `body`, where the markup tells it, is not among the lines."""
    at = next((at for at, line in enumerate(lines) if _counts().fullmatch(line)), None)
    if at is None:
        return {"TD": body or lines}
    fields: Fields = {"WC": [lines[at]]}
    _above(lines[:at], fields)
    rest = lines[at + 1 :]
    if rest and (end := _ends().fullmatch(rest[-1])):
        fields["AN"] = [end["accession"]]
        rest = rest[:-1]
    used = _below(rest[:BETWEEN], fields)
    rest = rest[used:]
    if len(rest) > (body is None) and len(rest[-1]) <= LONGEST_NAME and rest[-1][-1:] not in ".!?”\"'":
        fields["PUB"] = [rest[-1]]
        rest = rest[:-1]
    return fields | {"TD": body if body is not None else rest}


def _above(lines: list[str], fields: Fields) -> None:
    """Section, headline, byline, the headline being the longest; what a result list adds is taken away."""
    lines = [COUNTED.sub("", line) for line in lines]
    if not lines:
        return
    at = max(range(len(lines)), key=lambda i: len(lines[i]))
    fields["HD"] = [lines[at]]
    if lines[:at]:
        fields["SE"] = [lines[at - 1]]
    if lines[at + 1 :]:
        fields["BY"] = lines[at + 1 :]


def _below(lines: list[str], fields: Fields) -> int:
    """Date, time, source, its code, page, language and copyright; how many lines they are."""
    rights = next((at for at, line in enumerate(lines) if _begins(line, "copyright")), None)
    language = next((at for at, line in enumerate(lines) if line in wording("factiva")["languages"]), None)
    last = rights if rights is not None else language
    if last is None:
        last = next((at for at, line in enumerate(lines) if SOURCE_CODE.fullmatch(line)), -1)
    for at, line in enumerate(lines[: last + 1]):
        code = "CY" if at == rights else "LA" if at == language else _told(line, fields)
        if code is not None:
            fields[code] = [line]
    return last + 1


def _told(line: str, fields: Fields) -> str | None:
    if "PD" not in fields:
        return "PD" if find_date(line) else None
    if TIME.fullmatch(line):
        return "ET"
    if "SN" not in fields:
        return "SN"
    if "SC" not in fields and SOURCE_CODE.fullmatch(line):
        return "SC"
    return "PG" if any(map(str.isdigit, line)) else "ED"


def _begins(line: str, table: str) -> bool:
    return line.casefold().startswith(tuple(wording("factiva")[table]))


def document(fields: Fields, place: Place, number: int) -> Item:
    """The document of an article, by its accession number where it has one."""
    lead, body = fields.get("LP", []), fields.get("TD", [])
    if "HD" not in fields and not (lead or body):
        return place.failure(InputError("no-text", f"article {number} has neither headline nor text"))
    text = "\n\n".join([*lead, *body])
    meta: dict[str, Any] = {}
    for code, values in fields.items():
        if code not in ("LP", "TD") and (value := " ".join(values).strip()):
            meta[_codes().get(code, code.lower())] = value
    _settle(meta)
    name = str(meta.get("accession_number") or place.name)
    notes = () if text else (Note("no-body", "has no body: its text is empty"),)
    return RawDocument(name, text, meta, place.shown, place.line, (*notes, *doubts(text)))


def _settle(meta: dict[str, Any]) -> None:
    if found := re.search(ACCESSION, meta.get("accession_number", "")):
        meta["accession_number"] = found["accession"]
    if digits := DIGITS.sub("", meta.get("word_count", "")):
        meta["word_count"] = int(digits)
    if found_date := find_date(meta.get("date", "")):
        time = re.fullmatch(r"(\d{1,2})[:.](\d\d)", meta.get("time", ""))
        meta["date"] = found_date[0] + (f"T{int(time[1]):02}:{time[2]}" if time else "")
    for name in ("companies", "industries", "subjects", "regions"):
        if name in meta:  # "gvote : Elections | gcat : Political News"
            meta[name] = "; ".join(part.partition(" : ")[2] or part for part in re.split(r"\s*\|\s*", meta[name]))
