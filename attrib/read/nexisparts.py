"""One article of Nexis: headline, publication, date line, labels, body, and the labels after it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from attrib.errors import InputError
from attrib.read.dates import find_date, iso_date
from attrib.read.decode import doubts
from attrib.read.options import Note, RawDocument
from attrib.read.prose import Block, centred, paragraphs
from attrib.read.records import Place
from attrib.read.wording import wording

LABEL = re.compile(r"(?P<name>[^\W\d_][^:\n]{0,30}?)\s*:(?P<hard>\xa0)?\s*(?P<value>.*)", re.DOTALL)
NUMBER = re.compile(r"\d[\d., \xa0\u202f]*")
TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4})?\b|\b[A-Z]{3} \d{4}\b")
ITEM = re.compile(r"urn:contentItem:[\w-]+", re.IGNORECASE)
FARTHEST = 30  # blocks within which the label of the length stands, if there is one
LONGEST_DATE = 70  # characters of a line with the date, its weekday, time and edition
HEAD, TAIL = "head", "tail"


class Label(NamedTuple):
    """A labelled line: the meta name it stands for, whether before or after the body, and what follows the colon."""

    name: str | None
    where: str | None = None
    value: str = ""


@cache
def _labels() -> dict[str, tuple[str, str]]:
    words = wording("nexis")
    return {
        _folded(word): (name, where) for where in (HEAD, TAIL) for name, all in words[where].items() for word in all
    }


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(map(_folded, wording("nexis")[table]))


def _folded(word: str) -> str:
    return re.sub(r"[\W_]+", " ", word).strip().casefold()


def named(table: str, word: str) -> bool:
    """Whether this is a word of a table of the wording, whatever its case and hyphens."""
    return _folded(word) in _words(table)


def label(line: str) -> Label:
    """What a line is labelled as. An unknown label counts where the vendor's hard space follows its colon."""
    found = LABEL.fullmatch(line.strip())
    if found is None:
        return Label(None)
    name, where = _labels().get(_folded(found["name"]), (None, None))
    if name is None and found["hard"]:
        name, where = _folded(found["name"]).replace(" ", "_"), None
    return Label(name, where, found["value"].strip())


class _Parts(NamedTuple):
    head: list[Block]
    body: list[Block]
    tail: list[Block]


def article(blocks: list[Block], place: Place, older: bool = False) -> RawDocument:
    """The document of an article. Raises InputError where the vendor failed to deliver it.

    `older`: of the older interface, which puts publication and date above the headline.
    """
    blocks = [block for block in _split(blocks) if block.text.strip()]
    parts = _parts(blocks)
    meta: dict[str, Any] = {}
    wrapped = any(len(block.lines) > 1 for block in parts.body)
    plain = older or wrapped or any(map(centred, (line for block in parts.head for line in block.lines)))
    _read_head(parts.head, meta, plain)
    _read_tail(parts.tail, meta)
    text = "\n\n".join(_body(parts.body, plain))
    _refuse_sorry(text or " ".join(block.text for block in blocks))
    link = next((block.link for block in parts.head if block.link), None)
    item = ITEM.search(link) if link else None
    if link and "url" not in meta:
        meta["url"] = link
    notes = _settle(meta) + (() if text else (Note("no-body", "has no body: its text is empty"),))
    return RawDocument(item[0] if item else place.name, text, meta, place.shown, place.line, (*notes, *doubts(text)))


def _refuse_sorry(text: str) -> None:
    folded = _folded(text[:1000])
    if any(words in folded for words in _words("sorry")):
        raise InputError("vendor", "was not delivered: Nexis put an apology in its place")


def _split(blocks: list[Block]) -> Iterator[Block]:
    """Blocks of several lines, parted before each line that is labelled in capitals, as older plain text has them."""
    for block in blocks:
        lines = block.lines
        cuts = [i for i, line in enumerate(lines) if i and _capital(line)]
        for start, end in itertools.pairwise([0, *cuts, len(lines)]):
            yield block._replace(text="\n".join(lines[start:end]))


def _capital(line: str) -> bool:
    name = line.partition(":")[0]
    return name.isupper() and label(line).where is not None


def _parts(blocks: list[Block]) -> _Parts:
    first = _body_start(blocks)
    last = _tail_start(blocks, first)
    head, body = blocks[:first], blocks[first:last]
    if head and named("body", head[-1].text.strip().rstrip(":")):
        head = head[:-1]
    elif head and (inline := _inline_body(head[-1])):
        head, body = head[:-1], [inline, *body]
    return _Parts(head, body, blocks[last:])


def _inline_body(block: Block) -> Block | None:
    """The text that begins on the line of the label: `BODY: The keeper …`."""
    word, colon, rest = block.text.strip().partition(":")
    return Block(rest.strip()) if colon and rest.strip() and named("body", word) else None


def _body_start(blocks: list[Block]) -> int:
    """The first block of the body: after the word for it, else after the labels, else after the date line."""
    for at, block in enumerate(blocks[1:], 1):
        if named("body", block.text.strip().rstrip(":")) or _inline_body(block):
            return at + 1
    marks = [label(block.lines[0]) for block in blocks]
    heads = [at for at, mark in enumerate(marks[:FARTHEST]) if mark.where == HEAD]
    if not heads:
        return _after_date(blocks)
    length = next((at for at in heads if marks[at].name == "word_count"), heads[0])
    at = length + 1
    while at < len(blocks) and (marks[at].where == HEAD or (marks[at].name and marks[at].where is None)):
        at += 1
    return at


def _after_date(blocks: list[Block]) -> int:
    """The first block of a body above which no label stands: after date, headline where it is below, and copyright."""
    found = [at for at, block in enumerate(blocks[:8]) if find_date(block.text)]
    if not found:
        return 0
    dated = next((at for at in found if at and len(blocks[at].text.strip()) <= LONGEST_DATE), found[0])
    at = dated + 1 + (dated == 0 or centred(blocks[dated].lines[0]))
    while at < len(blocks) and _is_copyright(blocks[at].lines[0]):
        at += 1
    return min(at, len(blocks))


def _tail_start(blocks: list[Block], first: int) -> int:
    """The first block after the body: a label in capitals or with the vendor's hard space, or a heading of labels."""
    ends = [at for at in range(first, len(blocks)) if _ends_body(blocks[at])]
    heads = [at for at in range(first, len(blocks)) if _heads_tail(blocks[at].text)]
    # A word like "Graphic" may stand in the body too; a heading is the last one, and labels follow.
    headed = [at for at in heads if any(end > at for end in ends) or at == heads[-1]]
    return min([*ends, *headed[-2:], len(blocks)])


def _ends_body(block: Block) -> bool:
    line = block.lines[0]
    mark = label(line)
    if mark.where != TAIL:
        return _is_copyright(line) and centred(line)
    return line.partition(":")[0].isupper() or ":\xa0" in line or mark.name == "load_date"


def _heads_tail(text: str) -> bool:
    word = _folded(text)
    return ":" not in text and _labels().get(word, ("", ""))[0] in ("classification", "graphic", "notes", "correction")


def _is_copyright(line: str) -> bool:
    folded = line.strip().casefold()
    return any(folded.startswith(word.casefold()) for word in wording("nexis")["copyright"])


def _body(blocks: list[Block], plain: bool) -> Iterator[str]:
    for block in blocks:
        yield from filter(None, paragraphs(block) if plain else [block.text.strip()])


def _read_head(blocks: list[Block], meta: dict[str, Any], plain: bool) -> None:
    free: list[Block] = []
    capitals = plain and any(_capital(block.lines[0].strip()) for block in blocks)
    for block in blocks:
        mark = label(" ".join(map(str.strip, block.lines)))
        written = block.text.strip().partition(":")[0].isupper()
        if not written and (mark.where == TAIL or (capitals and mark.name != "title")):
            mark = Label(None)  # a headline like "Country: the new rock", or "Length: a study" where labels are capital
        if mark.name:
            _put(meta, mark.name, mark.value)
        elif named("flags", block.text):
            meta["correction_appended"] = True
        else:
            free.append(block)
    if plain:
        _read_plain(free, meta)
    else:
        _read_fields(free, meta)


def _read_fields(blocks: list[Block], meta: dict[str, Any]) -> None:
    """Headline, publication, date with edition, copyright, in this order; any but the first may be missing."""
    lines = [line for block in blocks if (line := " ".join(block.text.split()))]
    rights = [line for line in lines if _is_copyright(line)]
    lines = [line for line in lines if line not in rights]
    _put(meta, "copyright", "; ".join(rights))
    dated = next((at for at in range(1, len(lines)) if find_date(lines[at])), None)
    before = lines[:dated] if dated is not None else lines
    if before and "title" not in meta:
        _put(meta, "title", before[0])
    if len(before) > 1:
        _put(meta, "publisher", before[-1])
        _put(meta, "subtitle", "; ".join(before[1:-1]))
    if dated is not None:
        _put_date(meta, lines[dated], lines[dated + 1 :])


def _read_plain(blocks: list[Block], meta: dict[str, Any]) -> None:
    """Centred lines with publication, date and edition, and the headline flush left, between or after them."""
    lines = [line for block in blocks for line in block.lines if line.strip()]
    rights = [line for line in lines if _is_copyright(line)]
    lines = [line for line in lines if line not in rights]
    _put(meta, "copyright", "; ".join(map(str.strip, rights)))
    dated = next((at for at, line in enumerate(lines) if find_date(line) and (centred(line) or at < 3)), None)
    flush = [line.strip() for at, line in enumerate(lines) if not centred(line) and at != dated]
    middle = [line.strip() for line in lines[: dated or 0] if centred(line)]
    above: list[str] = []
    if dated is not None and not middle:  # saved without its blanks: the last line is the headline
        middle, flush = lines[:dated], list(map(str.strip, lines[dated + 1 :]))
        above, flush = flush[:-1], flush[-1:]
    _put(meta, "publisher", " ".join(middle))
    if "title" not in meta:
        _put(meta, "title", " ".join(flush))
    if dated is not None:
        _put_date(meta, lines[dated], above or [line for line in lines[dated + 1 :] if centred(line)])


def _put_date(meta: dict[str, Any], line: str, after: list[str]) -> None:
    found = find_date(line)
    if found is None:
        return
    meta["date"] = found[0]
    rest = f"{line[: found[1]]} {line[found[2] :]}"
    for day in wording("weekdays"):
        rest = re.sub(rf"\b{day}\b", "", rest, flags=re.IGNORECASE)
    edition = [TIME.sub("", rest).strip(" ,;\xa0"), *map(str.strip, after)]
    _put(meta, "edition", "; ".join(filter(None, edition)))


def _read_tail(blocks: list[Block], meta: dict[str, Any]) -> None:
    """Labelled blocks; what has no label goes on with the one before it."""
    current = "notes"
    for block in blocks:
        line = " ".join(map(str.strip, block.lines))
        mark = label(line)
        if _is_copyright(line):
            _put(meta, "copyright", line)
        elif mark.name and (mark.where == TAIL or mark.where is None or line.partition(":")[0].isupper()):
            current = mark.name
            _put(meta, current, mark.value)
        elif _heads_tail(line):
            current = _labels()[_folded(line)][0]
        else:
            _put(meta, current, line)


def _put(meta: dict[str, Any], name: str, value: str) -> None:
    value = value.strip()
    if not value or (name == "title" and named("no_title", value)):
        return
    meta[name] = f"{meta[name]}; {value}" if name in meta else value


def _settle(meta: dict[str, Any]) -> tuple[Note, ...]:
    """Numbers and dates as such; the page apart from the section."""
    if (number := NUMBER.search(str(meta.get("word_count", "")))) and (digits := re.sub(r"\D", "", number[0])):
        meta["word_count"] = int(digits)
    for name in ("load_date", "correction_date"):
        if name in meta:
            meta[name] = iso_date(meta[name]) or meta[name]
    if "section" in meta:
        _part_section(meta)
    if "date" not in meta and "load_date" in meta:
        meta["date"] = meta["load_date"]
        return (Note("load-date", "has no date line: the date it was loaded is taken"),)
    return ()


def _part_section(meta: dict[str, Any]) -> None:
    pages = "|".join(map(re.escape, wording("nexis")["page"]))
    found = re.search(rf"[;,]?\s*\b(?:{pages})\b\.?\s*(?P<page>[A-Z]{{0,3}}-?\d[\w, -]*)", meta["section"])
    if found is None:
        return
    meta["page"] = found["page"].strip()
    meta["section"] = (meta["section"][: found.start()] + meta["section"][found.end() :]).strip(" ;,")
    if not meta["section"]:
        del meta["section"]
