"""What is known of a form wherever it stands: looked up once an item, worked out when a form is first met."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from attrib.match.repair import ByTag, Repairs
from attrib.match.tagger import Tagger
from attrib.match.tokens import fold

MEMO = 400_000  # forms that are remembered


class Lexeme(NamedTuple):
    """A form by itself: `code` and `shape` are the tagger's, `word` is the form folded."""

    code: str
    shape: str
    word: str
    repairs: ByTag
    starts: bool  # whether a phrase may start with it
    needs: int  # the sets of words that it is in, a bit each (see `Needs`)


class Lexemes(dict[str, Lexeme]):
    """Form to lexeme."""

    def __init__(self, tagger: Tagger, repairs: Repairs, starting: Collection[str], needs: Mapping[str, int]) -> None:
        super().__init__()
        self._tagger, self._repairs, self._starting, self._needs = tagger, repairs, starting, needs

    def __missing__(self, form: str) -> Lexeme:
        if len(self) >= MEMO:
            self.clear()
        word = fold([form])[0]
        code, shape = self._tagger.alone(form)
        starts, needs = word in self._starting, self._needs.get(word, 0)
        found = self[form] = Lexeme(code, shape, word, self._repairs.of(word), starts, needs)
        return found
