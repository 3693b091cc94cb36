"""What a file is, told by how it begins."""

from __future__ import annotations

import re

from attrib.read.decode import bom

SNIFFED = 1 << 16  # bytes looked at
JSON = frozenset({"json", "jsonl"})
OBJECT = re.compile(r'\{\s*"')
LIST = re.compile(r'\[\s*\{\s*"|\[\s*\]')


def by_content(head: bytes, suffix: str | None, encoding: str | None) -> str | None:
    """The name of the format, or None where the content does not tell. `suffix` is the format that the name says."""
    text = beginning(head, encoding)
    if suffix in JSON or suffix is None:
        return _json(text, suffix)
    return None


def beginning(head: bytes, encoding: str | None) -> str:
    """The first characters, decoded as well as may be; NULs and other marks of binary data stay in it."""
    name, skip = bom(head) or (encoding or "utf-8", 0)
    return head[skip:SNIFFED].decode(name, "ignore").lstrip()


def _json(text: str, suffix: str | None) -> str | None:
    """A list, or an object spread over lines, is whole JSON; an object on a line of its own is one of many."""
    if LIST.match(text):
        return "json"
    if not OBJECT.match(text):
        return suffix
    first, _, rest = text.partition("\n")
    first = first.rstrip()
    if first == "{":
        return "json" if rest.lstrip().startswith(('"', "}")) else suffix
    if suffix == "json" and not rest:
        return suffix
    return "jsonl" if suffix == "jsonl" or first.endswith("}") or not rest else "json"
