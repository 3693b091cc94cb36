"""Words as the tagger sees them: one character for each kind of ambiguity."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from attrib.match.readings import Readings, Spread

BOUNDARY = ""
"""The form of an item between frames; its tag is a line feed."""
QUOTATION = '""'
"""The form of an item that stands for a whole quotation; its tag is Q. (A stray mark '"' is a token like others.)"""

_FIRST_CHAR, _LAST_CHAR = 0x4E00, 0xD7FF  # codes are characters that are no tags; which ones says nothing
FIRST_CODE = chr(_FIRST_CHAR)
"""From this character on they are codes of more than one reading."""
_SURE = 0.985  # from this share on a reading is the only one
_LEVELS = {0.1: 0.04, 0.5: 0.25, 1.0: 0.8}  # a share up to the key counts as the value
_MOST = 4  # readings of one word
_SECOND = 0.2  # a second reading this common is part of what a word usually is
_VERBAL = frozenset("VEBN")  # ... where both are of these
_OPEN = frozenset("NJVEGBR")  # tags of words with meaning: in lower case they show that capitals are evidence
FORMS = 400_000  # forms that are remembered


class Code(NamedTuple):
    """A word as the tagger sees it.

    `word` is empty but for words with weights of their own; `kind` names the readings and how common each is, `usual`
    what it mostly is; `tags` are the readings, `priors` the logarithms of their shares.
    """

    word: str
    kind: str
    usual: str
    tags: str
    priors: tuple[float, ...]


def make_code(form: str, spread: Spread, own: frozenset[str]) -> Code:
    """The code of a form with these readings; `own` are the words that have weights of their own."""
    spread = spread[:1] if spread[0][1] >= _SURE else spread[:_MOST]
    tags = "".join(tag for tag, _ in spread)
    if len(tags) == 1:
        return Code("", tags, tags, tags, (0.0,))
    bounds = [next(bound for bound in _LEVELS if share <= bound) for _, share in spread]
    kind = "".join(f"{tag}{list(_LEVELS).index(bound)}" for tag, bound in zip(tags, bounds, strict=True))
    second = tags[1] if spread[1][1] >= _SECOND and _VERBAL.issuperset(tags[:2]) else "B" if "B" in tags[1:] else ""
    word = form.lower().replace("’", "'").replace("‘", "'")
    priors = tuple(log(_LEVELS[bound]) for bound in bounds)
    return Code(word if word in own else "", kind, tags[0] + second, tags, priors)


class Alphabet:
    """Gives each code a character, and knows the code of a character."""

    __slots__ = ("_chars", "codes", "usual")

    def __init__(self) -> None:
        self._chars: dict[Code, str] = {}
        self.codes: dict[str, Code] = {}
        """The codes of more than one reading, by character."""
        self.usual: _Usual = _Usual()

    def char(self, code: Code) -> str:
        """The character of a code: its tag where that is the only reading."""
        if len(code.tags) == 1:
            return code.tags
        char = self._chars.get(code)
        if char is None:
            at = _FIRST_CHAR + len(self._chars)
            if at > _LAST_CHAR:
                raise OverflowError("more kinds of words than characters for them")
            char = self._chars[code] = chr(at)
            self.codes[char] = code
            self.usual[char] = code.usual
        return char

    def code(self, char: str) -> Code:
        """The code a character stands for."""
        return self.codes.get(char) or Code("", char, char, char, (0.0,))


class _Usual(dict[str, str]):
    """Code character to what it mostly is; a tag is itself."""

    def __missing__(self, char: str) -> str:
        self[char] = char
        return char


class Coder:
    """Tells the code characters of forms; `loose` where their capitals say nothing (see `Readings`)."""

    __slots__ = ("_alphabet", "_is_loose", "_own", "_readings")

    def __init__(self, alphabet: Alphabet, readings: Readings, own: frozenset[str], loose: bool) -> None:
        self._alphabet, self._readings, self._own, self._is_loose = alphabet, readings, own, loose

    def code(self, form: str) -> str:
        """The character of a form."""
        if form in _FIXED:
            return _FIXED[form]
        spread = self._readings.spread(form, self._is_loose)
        sure = spread[0][1] >= _SURE
        return spread[0][0] if sure else self._alphabet.char(make_code(form, spread, self._own))


def shape_of(form: str, tag: str) -> str:
    """The shape of a form, `tag` being its likeliest: "." an end, C a capital, l a word with meaning in lower case, p a
    mark, o any other."""
    if form in _FIXED:
        return "." if form == BOUNDARY else "o"
    if tag == ".":
        return "."
    if form[0].isupper():
        return "C"
    if not form[0].isalnum():
        return "p"
    return "l" if tag in _OPEN and form.islower() else "o"


_FIXED = {BOUNDARY: "\n", QUOTATION: "Q"}
