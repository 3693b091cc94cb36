"""Brackets that hold fillers, written out: `(?:{np} )?{cue:verb}` stands for two sequences of parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.rules.phrase import Filler, Words, alternatives, tokens

LIMIT = 64  # sequences one phrase may stand for
FIRST = 0xE000  # fillers stand as private-use characters while brackets are taken apart

Part = Words | Filler


def variants(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """The sequences of parts a phrase stands for, in its own order of preference.

    Raises ValueError when brackets around a filler are repeated (`*`, `+`, `{2}`), which no phrase may do.
    """
    if not any(isinstance(p, Words) and p.slot is None and p.pattern.count("(") != p.pattern.count(")") for p in parts):
        return [tuple(parts)]
    held = [p for p in parts if isinstance(p, Filler) or p.slot]
    text, at = "", 0
    for part in parts:
        if isinstance(part, Filler) or part.slot:
            text += chr(FIRST + at)
            at += 1
        else:
            text += part.pattern
    return [tuple(_parts(flat, held)) for flat in _written_out(text)]


def _written_out(text: str) -> list[str]:
    """The text with every bracket that holds a filler replaced by each of its alternatives."""
    done: list[str] = []
    todo = [text]
    while todo:
        text = todo.pop(0)
        group = _group_with_filler(text)
        if group is None:
            done.append(text)
        else:
            start, end, options = group
            todo = [text[:start] + option + text[end:] for option in options] + todo
        if len(done) + len(todo) > LIMIT:
            raise ValueError(f"the phrase stands for more than {LIMIT} sequences")
    return list(dict.fromkeys(done))


def _group_with_filler(text: str) -> tuple[int, int, list[str]] | None:
    """The first bracket to close that holds a filler: where it stands, and what may stand for it."""
    opened: list[int] = []
    for at, piece in tokens(text):
        if piece == "(":
            opened.append(at)
        elif piece == ")":
            start = opened.pop()
            inside = text[start + 1 : at].removeprefix("?:")
            if any(ord(char) >= FIRST for char in inside):
                return _options(text, start, at + 1, inside)
    return None


def _options(text: str, start: int, end: int, inside: str) -> tuple[int, int, list[str]]:
    follows = text[end : end + 1]
    if follows and follows in "*+{":
        raise ValueError("brackets around a filler cannot be repeated")
    options = list(alternatives(inside))
    return (start, end + 1, [*options, ""]) if follows == "?" else (start, end, options)


def _parts(text: str, held: Sequence[Part]) -> Iterator[Part]:
    words = ""
    for char in text:
        if ord(char) >= FIRST and ord(char) - FIRST < len(held):
            if words:
                yield Words(words, None, 1)
                words = ""
            yield held[ord(char) - FIRST]
        else:
            words += char
    if words:
        yield Words(words, None, 1)
