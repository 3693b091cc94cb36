"""The phrase notation: plain `regex` syntax plus `{slot:filler}`.

`'^{cue:=according to} {source:np}, {content:clause}'` is read into a flat sequence of words and fillers. What a
filler's name means (a structure of the pack, a head with a lexicon, a lexicon) is settled when the pack is put
together; here only the notation counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from attrib.suggest import nearest

SLOTS = ("source", "author", "inner", "cue", "content", "target", "addressee")
MARKS = (*SLOTS, "scope")

_QUANTIFIER = re.compile(r"\{(?:\d+(?:,\d*)?|,\d+)\}")
_RUN = re.compile(r"[\w ,'-]+")  # stands for itself
_REPEATED = re.compile(r"\)(?:[*+]|\{[\d,]+\})")
_SLOT = re.compile(r"([A-Za-z_][\w-]*)\s*:\s*")
_SPACE_AROUND = re.compile(r"\A(?: (?:[?*+][?+]?)?)+|(?<!\\) +\Z")
_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
_NAMED_GROUP = re.compile(r"\(\?(?:P?<(?![=!])|P=|P>|&|R\)|\d)|\\(?:[1-9]|g<)")


class RuleFault(Exception):  # noqa: N818 - a Fault that is raised
    """A mistake in one phrase or example; `line` and `column` are 1-based, `offset` counts from the text's start."""

    def __init__(self, line: int, column: int, message: str, offset: int = 0, hint: str | None = None) -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.offset, self.hint = line, column, message, offset, hint


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of plain pattern, or `{slot:=pattern}`.

    `pattern` holds no capturing groups; a single space in it means any white space (see `spaced`). A literal part
    may be a fragment: brackets opened in one part may close in a later one. A part with a slot is whole in itself.
    """

    pattern: str
    slot: str | None
    column: int


@dataclass(frozen=True, slots=True)
class Filler:
    """`{slot:name}`, `{slot:head/lexicon}` or `{slot:head/lexicon/takes}`; without a slot it is matched, not kept.

    `{?name}` and `{?slot:name}` are optional: matched where it is there, passed over where it is not. `{!lexicon}` is a
    condition: no entry of the lexicon may begin here.
    """

    name: str
    lexicon: str | None
    takes: str | None
    slot: str | None
    column: int
    optional: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a rule; `at_start` and `at_end` tie it to the start and the end of its sentence."""

    source: str
    parts: tuple[Words | Filler, ...]
    at_start: bool
    at_end: bool
    line: int
    column: int


def parse_phrase(source: str, line: int, column: int) -> Phrase:
    """Read one phrase whose text begins at `line` and `column` (1-based). Raises RuleFault."""
    begin = 1 if source.startswith("^") else 0
    at_end = source.endswith("$") and not _escaped(source, len(source) - 1)
    end = len(source) - 1 if at_end else len(source)
    scanner = _Scanner(source, line, column, end)
    parts = tuple(scanner.parts(begin))
    if not parts:
        raise RuleFault(line, column, "the phrase is empty")
    return Phrase(source, parts, bool(begin), at_end, line, column)


def spaced(pattern: str, space: str = r"(?:\s+)") -> str:
    """`pattern` with every single space outside a character class turned into `space`."""
    if " " not in pattern:
        return pattern
    out = []
    position = 0
    while position < len(pattern):
        end = _token_end(pattern, position, len(pattern))
        piece = pattern[position:end]
        out.append(space if piece == " " else piece)
        position = end
    return "".join(out)


def trimmed(pattern: str) -> str:
    """`pattern` without the white space it begins and ends with, that which need not stand there (" ?") too."""
    return _SPACE_AROUND.sub("", pattern)


def tokens(pattern: str) -> Iterator[tuple[int, str]]:
    """The pieces of a pattern with their offsets: an escape, a whole character class, or one character."""
    position = 0
    while position < len(pattern):
        end = _token_end(pattern, position, len(pattern))
        yield position, pattern[position:end]
        position = end


def alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern that stand in no bracket."""
    depth, begin = 0, 0
    for at, piece in tokens(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            yield pattern[begin:at]
            begin = at + 1
    yield pattern[begin:]


def _escaped(text: str, position: int) -> bool:
    before = text[:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _token_end(text: str, position: int, end: int) -> int:
    char = text[position]
    if char == "\\":
        return min(position + 2, end)
    if char == "[":
        return _class_end(text, position, end)
    return position + 1


def _class_end(text: str, position: int, end: int) -> int:
    """The offset after the class that opens at `position`; `end` itself when it never closes."""
    position += 1
    if text.startswith("^", position):
        position += 1
    if text.startswith("]", position):
        position += 1
    while position < end:
        if text[position] == "\\":
            position += 2
        elif text[position] == "]":
            return position + 1
        else:
            position += 1
    return end


class _Scanner:
    """Walks a phrase once from left to right."""

    def __init__(self, text: str, line: int, column: int, end: int) -> None:
        self.text, self.line, self.column, self.end = text, line, column, end
        self.last_brace = -1  # where the last slot or filler opened

    def fault(self, position: int, message: str, hint: str | None = None) -> RuleFault:
        return RuleFault(self.line, self.column + position, message, position, hint)

    def parts(self, position: int) -> Iterator[Words | Filler]:
        start, open_groups, pieces = position, list[int](), list[str]()
        while position < self.end:
            if self.text[position] == "{" and not _QUANTIFIER.match(self.text, position):
                if pieces:
                    yield Words("".join(pieces), None, self.column + start)
                self.last_brace = position
                part, position = self.brace(position)
                yield part
                start, pieces = position, []
                continue
            end = self.step(position)
            piece = self.piece(position, end)
            self.track(piece, position, open_groups)
            pieces.append(piece)
            position = end
        if open_groups:
            raise self.fault(open_groups[-1], "this bracket is never closed")
        if pieces:
            yield Words("".join(pieces), None, self.column + start)

    def step(self, position: int) -> int:
        run = _RUN.match(self.text, position, self.end) or _QUANTIFIER.match(self.text, position)
        return run.end() if run else _token_end(self.text, position, self.end)

    def track(self, piece: str, position: int, open_groups: list[int]) -> None:
        if piece.startswith("("):
            open_groups.append(position)
        elif piece == ")":
            if not open_groups:
                raise self.fault(position, "this bracket closes nothing")
            if open_groups.pop() < self.last_brace and _REPEATED.match(self.text, position):
                raise self.fault(position, "brackets around a slot or filler cannot be repeated; '?' may follow them")
        elif piece == "|" and not open_groups:
            raise self.fault(position, "alternatives need brackets around them, or a phrase each")
        elif piece == "}":
            raise self.fault(position, r"this brace closes nothing; a brace itself is written \}")

    def piece(self, position: int, end: int) -> str:
        """One token as the engine gets it: groups do not capture, and names and back references are refused."""
        text = self.text[position:end]
        if text.startswith("[") and (end > self.end or not text.endswith("]") or len(text) < 3):
            raise self.fault(position, "this character class is never closed")
        if text == "\\":
            raise self.fault(position, "a backslash at the very end escapes nothing")
        if text[0] in "(\\" and _NAMED_GROUP.match(self.text, position):
            raise self.fault(position, "named groups and back references are not part of the notation")
        if text == "(" and not self.text.startswith("(?", position):
            return "(?:"
        return text

    def brace(self, position: int) -> tuple[Words | Filler, int]:
        optional, absent = self.text.startswith("?", position + 1), self.text.startswith("!", position + 1)
        begin = position + 1 + (optional or absent)
        slot_match = _SLOT.match(self.text, begin, self.end)
        slot = slot_match[1] if slot_match else None
        inner = slot_match.end() if slot_match else begin
        if slot is not None and slot not in SLOTS:
            raise self.fault(begin, f"unknown slot '{slot}'; slots are {', '.join(SLOTS)}", nearest(slot, SLOTS))
        if absent and (slot or self.text.startswith("=", inner)):
            raise self.fault(position, "'!' stands before the name of a lexicon, as in {!lexicon}")
        if self.text.startswith("=", inner):
            if optional:
                raise self.fault(position, "'?' makes a name optional; words are, as in (?:words )?")
            pattern, end = self.words(position, inner + 1)
            return Words(pattern, slot, self.column + position), end
        close = self.text.find("}", inner, self.end)
        if close < 0:
            raise self.fault(position, "this brace is never closed")
        filler = self.filler(self.text[inner:close].strip(), slot, position, inner)
        return replace(filler, optional=optional, absent=absent), close + 1

    def words(self, brace: int, position: int) -> tuple[str, int]:
        """The pattern after `=` up to the closing brace, and the offset after that."""
        start, pieces, open_groups, split = position, list[str](), list[int](), False
        while position < self.end and self.text[position] != "}":
            end = self.step(position)
            piece = self.piece(position, end)
            if piece == "|" and not open_groups:
                split = True
            else:
                self.track(piece, position, open_groups)
            pieces.append(piece)
            position = end
        if position >= self.end:
            raise self.fault(brace, "this brace is never closed")
        if open_groups:
            raise self.fault(open_groups[-1], "this bracket is never closed")
        pattern = trimmed("".join(pieces))
        if not pattern:
            raise self.fault(start, "nothing stands after '='")
        return (f"(?:{pattern})" if split else pattern), position + 1

    def filler(self, text: str, slot: str | None, brace: int, inner: int) -> Filler:
        names = text.split("/")
        if len(names) > 3:
            raise self.fault(inner, "at most head/lexicon/takes can stand in a filler")
        for name in names:
            if not _NAME.match(name):
                what = f"'{name}' is no name" if name else "a name is missing here"
                raise self.fault(inner, f"{what}; words are written {{{slot or ''}{':' if slot else ''}=words}}")
        head, lexicon, takes = (*names, None, None)[:3]
        assert head is not None
        return Filler(head, lexicon, takes, slot, self.column + brace)
