"""CoNLL-U (https://universaldependencies.org/format.html): the text of each document, from `# text` or the forms."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from attrib.errors import InputError
from attrib.read.decode import doubts
from attrib.read.find import Found
from attrib.read.limits import too_long
from attrib.read.lines import Line, encoding_of, read_lines, stray
from attrib.read.options import Item, Note, RawDocument, ReadOptions
from attrib.read.records import Place

COLUMNS = 10
TOO_LONG = "\0 too long"
ID = re.compile(r"(\d+)(?:-(\d+)|\.\d+)?")
COMMENT = re.compile(r"#\s*(?P<name>[^=]+?)\s*(?:=\s*(?P<value>.*))?")
OWN = frozenset({"newdoc", "newdoc id", "newpar", "newpar id", "sent_id", "text", "global.columns"})


def read_conllu(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """One document a `# newdoc`, else the file; one paragraph a `# newpar`. A sentence that is broken is told."""
    page = _Page(found, options)
    for number, sentence in _sentences(read_lines(stream, options), encoding_of(stream, options), options.max_record):
        try:
            words, comments = _read(sentence, options.max_record)
        except InputError as error:
            yield Place(f"{found.name}#{error.line or number}", found.shown, number).failure(error)
            page.broken = True
            continue
        if any(name.startswith("newdoc") for name in comments):
            yield from page.finish()
            page.begin(comments.get("newdoc id"), number)
        yield from page.add(words, comments, number)
    yield from page.finish()


Lines = list[tuple[int, str]]


def _sentences(lines: Iterator[Line], encoding: str | None, limit: int) -> Iterator[tuple[int, Lines]]:
    """The lines between blank ones; a sentence longer than the limit is told as one line that is too long."""
    kept: Lines = []
    size = 0
    for line in lines:
        text = line.text(encoding, "surrogateescape") if line.data is not None else TOO_LONG
        size += len(text)
        if not text.strip():
            if kept:
                yield kept[0][0], kept
            kept, size = [], 0
        elif size > limit:
            kept = [(kept[0][0] if kept else line.number, TOO_LONG)]
        else:
            kept.append((line.number, text))
    if kept:
        yield kept[0][0], kept


def _read(sentence: Lines, limit: int) -> tuple[str, dict[str, str]]:
    """The text of a sentence and its comments. Raises InputError with the line that is none of CoNLL-U."""
    comments: dict[str, str] = {}
    pieces: list[str] = []
    covered = 0
    for number, line in sentence:
        _refuse(number, line, limit)
        if line.startswith("#"):
            if found := COMMENT.fullmatch(line.strip()):
                comments[found["name"]] = found["value"] or ""
            continue
        columns = line.split("\t")
        place = ID.fullmatch(columns[0])
        if len(columns) != COLUMNS or place is None:
            raise InputError("conllu", f"is no line of ten columns: it has {len(columns)}", line=number)
        if "." in columns[0] or int(place[1]) <= covered:
            continue
        covered = int(place[2] or place[1])
        pieces.append(columns[1] + ("" if "SpaceAfter=No" in columns[9] else " "))
    return comments.get("text") or "".join(pieces).strip(), comments


def _refuse(number: int, line: str, limit: int) -> None:
    if line == TOO_LONG:
        raise InputError("too-long", too_long(limit).message, line=number)
    if undecoded := stray(line):
        raise InputError("encoding", undecoded, line=number)


class _Page:
    """The document under way."""

    def __init__(self, found: Found, options: ReadOptions) -> None:
        self._found, self._limit = found, options.max_record
        self._count = 0
        self.begin(None, None)

    def begin(self, name: str | None, line: int | None) -> None:
        self._name, self._line = name, line
        self._paragraphs: list[list[str]] = []
        self._meta: dict[str, str] = {}
        self._size = 0
        self.broken = False

    def add(self, words: str, comments: dict[str, str], line: int) -> Iterator[Item]:
        if not self._paragraphs or any(name.startswith("newpar") for name in comments):
            self._paragraphs.append([])
        self._paragraphs[-1].append(words)
        self._size += len(words)
        self._line = self._line or line
        if len(self._paragraphs) == 1 and len(self._paragraphs[0]) == 1:
            self._meta = {name.removeprefix("meta::"): value for name, value in comments.items() if name not in OWN}
        if self._size > self._limit:
            yield self._place().failure(too_long(self._limit))
            self.begin(None, None)

    def finish(self) -> Iterator[Item]:
        if not self._paragraphs:
            return
        self._count += 1
        place = self._place()
        text = "\n\n".join(map(" ".join, self._paragraphs))
        notes = (Note("incomplete", "lacks the sentences that could not be read"),) if self.broken else ()
        yield RawDocument(place.name, text, self._meta, place.shown, place.line, (*notes, *doubts(text)))
        self.begin(None, None)

    def _place(self) -> Place:
        alone = self._name is None and self._count < 2
        return Place(
            self._name or (self._found.name if alone else f"{self._found.name}#{self._count}"),
            self._found.shown,
            self._line,
        )
