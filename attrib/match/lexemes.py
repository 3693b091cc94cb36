"""What is known of a form wherever it stands: looked up once an item, worked out when a form is first met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attrib.match.codes import FORMS
from attrib.match.memo import Memo
from attrib.match.repair import ByTag, Repairs
from attrib.match.tagger import Tagger
from attrib.match.tokens import fold


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A form by itself: `code` and `shape` are the tagger's, `word` is the form folded."""

    code: str
    shape: str
    word: str
    first_repairs: ByTag
    repairs: ByTag
    starts: Any  # what phrases it may start, as the engine has it; None: none
    needs: Any  # a number: the sets of words that it is in, a bit each (see `WordSets`)


class Lexemes(Memo[str, Lexeme]):
    """Form to lexeme."""

    __slots__ = ("_needs", "_repairs", "_starting", "_tagger")

    def __init__(
        self,
        tagger: Tagger,
        repairs: tuple[Repairs, Repairs],
        starting: Mapping[str, Any],
        needs: Mapping[str, int],
    ) -> None:
        """`repairs` are those that come first, and the others."""
        super().__init__(self._lexeme, FORMS)
        self._tagger, self._repairs, self._starting, self._needs = tagger, repairs, starting, needs

    def _lexeme(self, form: str) -> Lexeme:
        word = fold([form])[0]
        code, shape = self._tagger.alone(form)
        readings = self._tagger.code(code).tags if word == form else self._tagger.readings(word)
        first, others = self._repairs
        repairs = first.of(word, readings), others.of(word, readings)
        return Lexeme(code, shape, word, *repairs, self._starting.get(word), self._needs.get(word, 0))
