"""A short cut for long lexicons: entries of one plain line are read here instead of by the YAML parser.

`  say: {attitude: assertion, takes: [that, quote]}` is some fifteen nodes to a YAML parser, and most lines of a lexicon
have one of a few hundred shapes. The braces are read once a shape and stand in the text as one plain scalar of the
same length, so that every line and column holds. Only what YAML reads in the same way is taken; the rest is left to it.
"""

from __future__ import annotations

import re
from typing import Any

Packed = dict[int, Any]  # offset in the text -> what stands there

_SECTION = re.compile(r"^entries: *\n", re.MULTILINE)
_LINE = re.compile(r"(  [a-z][a-z0-9'-]*(?: [a-z0-9'-]+)*: )(\{[^{}\n#]*\})\n")
_VALUE = r"-?\w[\w./-]*(?: \w[\w./-]*)*"
_PAIR = rf"[a-z][a-z0-9_-]*: (?:\[(?:{_VALUE}(?:, {_VALUE})*)?\]|{_VALUE})"
_FLOW = re.compile(rf"\{{(?:{_PAIR}(?:, {_PAIR})*)?\}}", re.ASCII)
_ITEM = re.compile(r"([a-z][a-z0-9_-]*): (?:\[([^\]]*)\]|([^,\]}]+))")


def pack_entries(text: str) -> tuple[str, Packed]:
    """The text with the braces of plain entries masked, and what they hold by offset."""
    section = _SECTION.search(text)
    if section is None:
        return text, {}
    packed: Packed = {}
    known: dict[str, Any] = {}
    pieces, position = [text[: section.end()]], section.end()
    while line := _LINE.match(text, position):
        head, flow = line[1], line[2]
        if flow not in known:
            known[flow] = _read(flow)
        if known[flow] is None:
            break
        packed[position + len(head)] = known[flow]
        pieces += (head, "x" * len(flow), "\n")
        position = line.end()
    pieces.append(text[position:])
    return "".join(pieces), packed


def _read(flow: str) -> dict[str, str | list[str]] | None:
    """A flow mapping as data; None when it is not of the plain kind."""
    if not _FLOW.fullmatch(flow):
        return None
    fields: dict[str, str | list[str]] = {}
    for name, items, value in _ITEM.findall(flow):
        if name in fields:
            return None
        fields[name] = value or ([item.strip() for item in items.split(",")] if items else [])
    return fields
