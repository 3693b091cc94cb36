"""One tag a token, in context: the string every structure pattern is matched over.

Every form has a *code*: its tag where it has a single reading; else its word (a frequent one) or the kind of its
readings. A document becomes a string of codes, one character each; a run of ambiguous codes is decoded between its
neighbours once, and remembered. Weights were fitted offline and are tables of the rule pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple, Protocol

from attrib.match.readings import Readings, Spread, parse_counts

BOUNDARY = ""
"""The form of an item between frames; its tag is a line feed."""
QUOTATION = '""'
"""The form of an item that stands for a whole quotation; its tag is Q. (A stray mark '"' is a token like others.)"""

_MEMO_LIMIT = 400_000
_AMBIGUOUS, _FIXED, _LAST = 0x4E00, 0xA000, 0xD7FF  # codes are characters that are no tags; which ones says nothing
_SURE = 0.985  # from this share on a reading is the only one
_LEVELS = {0.02: 0.01, 0.1: 0.05, 0.35: 0.2, 0.65: 0.5, 0.9: 0.8, 1.0: 0.95}  # a share below the key counts as the value
_MOST = 4  # readings of one word
_SECOND = 0.2  # a second reading this common is part of what a word usually is
_OPEN = frozenset("NJVEGBR")  # tags of words with meaning: in lower case they show that capitals are evidence
_SIDE = 2  # neighbours on either side that a run is decoded between
RUN = re.compile(f"[{chr(_AMBIGUOUS)}-{chr(_FIXED - 1)}]+")
_START = re.compile(r"(?<=\.)[^.]")
_HEADLINE = re.compile(r"(?<=\.)o*Co*C[oC]*(?=\.)")

Row = Mapping[str, float]


class Weights(Protocol):
    """Features and the weights of tags with them."""

    def get(self, feature: str, /) -> Row | None: ...

    def __iter__(self) -> Iterator[str]: ...


class TableWeights:
    """Weights from the rows of a table, a row read when first asked for."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._rows: dict[str, str | Row] = dict(rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def get(self, feature: str) -> Row | None:
        """The weights of a feature, None where it has none."""
        row = self._rows.get(feature)
        if isinstance(row, str):
            row = self._rows[feature] = parse_counts(row)
        return row


class Code(NamedTuple):
    """A word as the tagger sees it: its word or kind, the kind of its readings, what it mostly is, its readings."""

    own: str
    kind: str
    usual: str
    tags: str
    priors: tuple[float, ...]


class Tagger:
    """Tags a whole document's tokens at once."""

    __slots__ = ("_alphabet", "_exact", "_loose", "_memo", "_shapes", "weights")

    def __init__(self, readings: Readings, weights: Weights) -> None:
        """`weights` maps a feature (see `observed`) to the weights of tags; words in "own" features have own codes."""
        self.weights = weights
        own = frozenset(key[2:] for key in weights if key.startswith("0 "))
        self._alphabet = _Alphabet()
        self._exact = _Chars(self._alphabet, readings, own, loose=False)
        self._loose = _Chars(self._alphabet, readings, own, loose=True)
        self._shapes = _Shapes(readings)
        self._memo: dict[str, str] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> Tagger:
        """The tagger whose tables stand in a pack's structure folder."""
        weights = TableWeights(read_rows(folder / "transitions.tsv"))
        return cls(Readings(dict(read_rows(folder / "tags.tsv"))), weights)

    def tag(self, forms: Sequence[str]) -> str:
        """One character a form. `forms` are slices of the text (not folded), BOUNDARY or QUOTATION."""
        codes = self.encode(forms)
        memo, pieces, done = self._memo, [], _SIDE
        for run in RUN.finditer(codes):
            start, end = run.span()
            key = codes[start - _SIDE : end + _SIDE]
            pieces += codes[done:start], memo.get(key) or self._settle(key)
            done = end
        pieces.append(codes[done:-_SIDE])
        return "".join(pieces).translate(self._alphabet.fixed)

    def encode(self, forms: Sequence[str]) -> str:
        """The codes of the forms, with boundaries on either side."""
        codes = list(map(self._exact.__getitem__, forms))
        shapes = "." + "".join(map(self._shapes.__getitem__, forms))
        loose = self._loose
        for start in _START.finditer(shapes):
            at = start.start() - 1
            codes[at] = loose[forms[at]]
        for headline in _HEADLINE.finditer(shapes):
            first, last = headline.start() - 1, headline.end() - 1
            codes[first:last] = map(loose.__getitem__, forms[first:last])
        return "\n" * _SIDE + "".join(codes) + "\n" * _SIDE

    def _settle(self, key: str) -> str:
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        tags = self._memo[key] = decode(list(map(self._alphabet.code, key)), self.weights)
        return tags

    def codes(self, key: str) -> list[Code]:
        """The codes that the characters of an encoded text stand for."""
        return list(map(self._alphabet.code, key))


def decode(codes: Sequence[Code], weights: Weights) -> str:
    """The best tags of a run of ambiguous codes; the first and last two codes are its neighbours."""
    best: dict[str, tuple[float, str]] = {codes[_SIDE - 1].tags: (0.0, "")}
    for i in range(_SIDE, len(codes) - _SIDE):
        seen = observed(codes, i)
        rows = [row for row in map(weights.get, seen) if row]
        code, step = codes[i], {}
        for tag, prior in zip(code.tags, code.priors, strict=True):
            here = prior + sum([row.get(tag, 0.0) for row in rows])
            step[tag] = max(
                (score + here + moved(left, tag, codes, i, weights), path + tag) for left, (score, path) in best.items()
            )
        best = step
    i = len(codes) - _SIDE
    right = codes[i].tags
    return max((score + moved(left, right, codes, i, weights), path) for left, (score, path) in best.items())[1]


def moved(left: str, tag: str, codes: Sequence[Code], i: int, weights: Weights) -> float:
    """The weight of going from one tag to the next."""
    return sum(row.get(tag, 0.0) for row in map(weights.get, transitions(left, codes, i)) if row)


def transitions(left: str, codes: Sequence[Code], i: int) -> tuple[str, ...]:
    """The features of item `i` that know the tag before it."""
    return (f"t {left}", f"u {left} {codes[i].kind}")


def observed(codes: Sequence[Code], i: int) -> tuple[str, ...]:
    """The features of item `i` that know the words around it, not their tags."""
    (_, _, ua, _, _), (_, _, ub, _, _), (own, kind, _, _, _), (_, _, uc, _, _), (_, _, ud, _, _) = codes[i - 2 : i + 3]
    return (
        f"0 {own}",
        f"1 {ub}",
        f"2 {uc}",
        f"3 {ua}",
        f"4 {ud}",
        f"5 {ub} {uc}",
        f"6 {ua} {ub}",
        f"7 {uc} {ud}",
        f"8 {own} {ub}",
        f"9 {own} {uc}",
        f"a {kind}",
        f"b {kind} {ub}",
        f"c {kind} {uc}",
        f"d {kind} {uc} {ud}",
        f"e {kind} {ua} {ub}",
    )


class _Alphabet:
    """Gives each code a character, and knows the code of a character."""

    __slots__ = ("_chars", "_codes", "_next", "fixed")

    def __init__(self) -> None:
        self._chars: dict[Code, str] = {}
        self._codes: dict[str, Code] = {}
        self._next = {True: _FIXED, False: _AMBIGUOUS}
        self.fixed: dict[int, str] = {}

    def char(self, code: Code) -> str:
        """The character of a code: its tag where that says it all."""
        if len(code.tags) == 1 and code.own == code.tags:
            return code.tags
        return self._chars.get(code) or self._add(code)

    def _add(self, code: Code) -> str:
        fixed = len(code.tags) == 1
        at = self._next[fixed]
        if at in (_FIXED - 1, _LAST):
            raise OverflowError("more kinds of words than characters for them")
        self._next[fixed] += 1
        self._chars[code] = chr(at)
        self._codes[chr(at)] = code
        if fixed:
            self.fixed[at] = code.tags
        return chr(at)

    def code(self, char: str) -> Code:
        name = "¶" if char == "\n" else char
        return self._codes.get(char) or Code(name, name, name, name, (0.0,))


class _Chars(dict[str, str]):
    """Form to code character, worked out when first asked for."""

    def __init__(self, alphabet: _Alphabet, readings: Readings, own: frozenset[str], loose: bool) -> None:
        super().__init__({BOUNDARY: "\n", QUOTATION: "Q"})
        self._alphabet, self._readings, self._own, self._is_loose = alphabet, readings, own, loose

    def __missing__(self, form: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
            self.update({BOUNDARY: "\n", QUOTATION: "Q"})
        code = make_code(form, self._readings.spread(form, self._is_loose), self._own)
        char = self[form] = self._alphabet.char(code)
        return char


class _Shapes(dict[str, str]):
    """Form to "." (end), C (capitals), l (a word with meaning in lower case) or o (other)."""

    def __init__(self, readings: Readings) -> None:
        super().__init__({BOUNDARY: ".", QUOTATION: "o"})
        self._readings = readings

    def __missing__(self, form: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
            self.update({BOUNDARY: ".", QUOTATION: "o"})
        tag = self._readings.spread(form, False)[0][0]
        if tag == ".":
            shape = "."
        elif form[0].isupper():
            shape = "C"
        else:
            shape = "l" if tag in _OPEN and form.islower() else "o"
        self[form] = shape
        return shape


def make_code(form: str, spread: Spread, own: frozenset[str]) -> Code:
    """The code of a form with these readings."""
    word = form.lower().replace("’", "'")
    spread = spread[:1] if spread[0][1] >= _SURE else spread[:_MOST]
    levels = [next(level for level, bound in enumerate(_LEVELS) if share <= bound) for _, share in spread]
    tags = "".join(tag for tag, _ in spread)
    usual = "".join(tag for tag, share in spread[:2] if share >= _SECOND)
    kind = "".join(f"{tag}{level}" for tag, level in zip(tags, levels, strict=True)) if tags[1:] else tags
    if word in own and (tags[0] not in _OPEN and tags[0] != "P"):
        usual = word
    name = word if word in own else kind
    values = list(_LEVELS.values())
    return Code(name, kind, usual, tags, tuple(log(values[level]) for level in levels))


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a two-column table; lines that begin with "# " are its head."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab and not key.startswith("# "):
            yield key, value
