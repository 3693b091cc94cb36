"""What a word can be: its tags and how common each is, from counts, or from its ending where it was never counted."""

from __future__ import annotations

from collections.abc import Mapping

Spread = tuple[tuple[str, float], ...]
"""Tags and their shares, the commonest first; shares sum to 1."""

_KEEP = 0.004  # a rarer reading is no candidate
_ECHO = 0.02  # what the lower-case readings of a word are worth to its capitalised form, which has counts of its own
_LONGEST_ENDING = 5
DASH = "—"  # what "-" and "--" between words stand for; rows of these names are endings


class Readings:
    """Looks up the readings of forms.

    `rows` maps a form to its counts ("N:12 V:3"); a lower-case form, one with a capital ("May") and one in capitals
    have rows of their own. A row "-ed" or "^-ed" holds the counts of an ending of unknown lower-case or capitalised
    words ("--ed" after a hyphen), "-attic" what a whole word is whose ending misleads, "#" the counts of a form with a
    digit, "*" those of other signs, "^" those of a capitalised word known in lower case only, "^al-" those of all with
    a capital behind this beginning ("al-Sabah").
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows

    def spread(self, form: str, loose: bool) -> Spread:
        """The readings of a form; `loose` when its capitals say nothing (first word, headline)."""
        form = form.replace("’", "'").replace("‘", "'") if form.strip("-") else DASH
        row = "" if loose or form != form.lower() else self._rows.get(form, "")
        if row and " " not in row:
            return ((row[0], 1.0),)
        counts = self._loose(form) if loose else self._exact(form)
        total = sum(counts.values()) or 1.0
        kept = {tag: n for tag, n in counts.items() if n >= _KEEP * total} or {"U": 1.0}
        total = sum(kept.values())
        return tuple(sorted(((tag, n / total) for tag, n in kept.items()), key=lambda pair: (-pair[1], pair[0])))

    def _row(self, form: str) -> dict[str, float]:
        return parse_counts(self._rows.get(form, ""))

    def _exact(self, form: str) -> dict[str, float]:
        lower = form.lower()
        own = self._linked(form) or self._row(form)
        if form == lower:
            return own or self._row(form.capitalize()) or self._row(form.upper()) or self._by_shape(form)
        low = self._row(lower)
        if own:
            return _sum(own, low, _ECHO)
        if low:
            return _sum(low, self._row("^"), sum(low.values()))
        return self._row(form.capitalize()) or self._by_shape(form)

    def _loose(self, form: str) -> dict[str, float]:
        lower = form.lower()
        counts = self._linked(form) or self._row(lower)
        for other in {lower.capitalize(), lower.upper()} - {lower}:
            counts = _sum(counts, self._row(other), 1.0)
        return counts or self._uncounted(form, lower)

    def _uncounted(self, form: str, lower: str) -> dict[str, float]:
        """A word as likely as a name."""
        shape, word = self._by_shape(form), self._row(f"-{lower}")
        return _sum(word, shape, 1 / sum(shape.values(), 0.0)) if word and form.istitle() else shape

    def _linked(self, form: str) -> dict[str, float]:
        """The readings of a name that hangs on what it begins with."""
        link, dash, name = form.partition("-")
        return self._row(f"^{link.lower()}-") if dash and name[:1].isupper() else {}

    def _by_shape(self, form: str) -> dict[str, float]:
        if any(map(str.isdigit, form)):
            return self._row("#")
        if not any(map(str.isalpha, form)):
            return self._row("*")
        mark = "^-" if form[0].isupper() else "-"
        word = form.lower()
        if "-" in word:
            mark, word = mark + "-", word.rsplit("-", 1)[1]
        for size in (len(word), *range(min(_LONGEST_ENDING, len(word)), -1, -1)):
            if counts := self._row(mark + word[len(word) - size :]):
                return counts
        return self._row("-")


def parse_counts(text: str) -> dict[str, float]:
    """ "N:12 V:3" as a mapping; a tag is one character."""
    return {pair[0]: float(pair[2:]) for pair in text.split(" ")} if text else {}


def _sum(a: Mapping[str, float], b: Mapping[str, float], times: float) -> dict[str, float]:
    return {tag: a.get(tag, 0.0) + times * b.get(tag, 0.0) for tag in {**a, **b}}
