"""Characters as other tools count and spell them: UTF-16 units, and what XML 1.0 has no place for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import escape

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Utf16:
    """Offsets in code points to offsets in UTF-16 code units, as Java and JavaScript count, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [found.start() for found in ASTRAL.finditer(text)]
        self._wide16 = [place + number for number, place in enumerate(self._wide)]

    def out(self, offset: int) -> int:
        """The offset in UTF-16 units of the character at this one in code points."""
        return offset + bisect_left(self._wide, offset)

    def back(self, offset: int) -> int:
        """The offset in code points; one that parts the two units of a character counts as its end."""
        before = bisect_right(self._wide16, offset - 1)
        return offset - before + (before > 0 and self._wide16[before - 1] == offset - 1)


def xml_safe(text: str) -> str:
    """The text with each character that XML 1.0 cannot hold as U+FFFD: offsets stay."""
    return NO_XML.sub("\ufffd", text)


def xml(text: str) -> str:
    """The text as XML content or attribute: a carriage return is written as a reference, else it would be lost."""
    return escape(xml_safe(text)).replace("\r", "&#13;")
