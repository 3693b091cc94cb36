"""What a run of capital words says as a name, wherever it stands: its titles, the name itself, the bearer's sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attrib.match.memo import Memo
from attrib.resolve.words import PEOPLE, Noun, Place, Words

PERSON, BODY, PLACE, UNKNOWN = "person", "body", "place", ""
SMALL = 3  # letters of a word that tells nobody apart: "of", "for", "van", "J."
POLICE, MILITARY = "police", "military"  # kinds that share their ranks


@dataclass(frozen=True, slots=True)
class Form:
    """A run of words read as a name: `titles` words of it come before the name's own `words`.

    `kind` and `gender` are what the last title gives; `given` is the gender of the first word as a given name; `calls`
    are the titles as nouns. `sort` is None where only the text around the name can tell. `key` is the word that a
    short form repeats, `initials` the acronym the name may be cut to. `body` and `place` are what the words are the
    name of.
    """

    words: tuple[str, ...]
    titles: int
    kind: str
    gender: str
    given: str
    calls: tuple[str, ...]
    sort: str | None
    key: str
    initials: str
    body: Noun | None
    place: Place | None


class Forms(Memo[tuple[str, ...], Form]):
    """The forms of a language's names, by their folded words."""

    __slots__ = ("_words",)

    def __init__(self, words: Words) -> None:
        super().__init__(self._form)
        self._words = words

    def _form(self, run: tuple[str, ...]) -> Form:
        words = self._words
        titles, kind, gender = self._titles(run)
        own = tuple(w[:-1] if w[-1] == "." and "." not in w[:-1] and len(w) > 2 else w for w in run[titles:])
        last = own[-1] if words.particles.get(own[-1]) != "tail" else own[-2:][0]
        body, place = words.names_body(own), words.place_in(own) or words.place_in(run[titles:])
        if body and body.many and self._is_a_persons(own):
            body = None
        return Form(
            own, titles, kind, gender, words.given.get(own[0], ""), self._calls(run[:titles]),
            PERSON if kind or gender else self._sort(own, body, place), last, initials(own, words), body, place,
        )  # fmt: skip

    def _is_a_persons(self, own: tuple[str, ...]) -> bool:
        """Whether a name that ends like a body's is a person's: "Mara J. Banks", "Mara Banks"."""
        initial = any(len(word.rstrip(".")) == 1 for word in own[1:-1])
        return initial or (len(own) == 2 and own[0] in self._words.given)

    def _titles(self, run: tuple[str, ...]) -> tuple[int, str, str]:
        """How many words of a run of names are titles, and the kind and gender the last one gives."""
        words = self._words
        start, kind, gender = 0, "", ""
        whole = words.nouns.get(run[-1])
        addressed = words.titles.get(run[0].rstrip("."), ("", ""))[1]  # "Ms Banks"
        if len(run) == 1 or run[1].isdigit() or (words.names_body(run) and not addressed):
            return 0, "", ""
        if whole and whole.many and whole.lexicon == "groups" and not addressed:  # "the Liberal Democrats"
            return 0, "", ""
        for item in range(len(run) - 1):
            if (run[item] in words.given and item > start - 1) or self._hallows(run[item]):
                break
            for begin in range(max(0, item - 2), item + 1):
                found = self._titled(" ".join(run[begin : item + 1]).replace(".", ""))
                letter = begin == item and len(run[item].rstrip(".")) == len(run[item + 1].rstrip(".")) == 1
                link = words.particles.get(run[item + 1], "")
                tail = link == "tail" and item + 2 < len(run)  # "Minister Md Roig"
                own = run[item + 1] in words.given or self._hallows(run[item + 1])
                linked = link and not tail and not own  # no "Senator Ben"
                if found and not letter and not linked:
                    start, kind, gender = item + 1, self._kind(kind, found[0], run[:item]), found[1] or gender
                    break
        return start, kind, gender

    def _hallows(self, word: str) -> bool:
        """Whether a word that stands before a name as a title does is a part of it: "*St* Anne's", "Ida *St* John"."""
        plain = word.rstrip(".")
        return plain in self._words.titles and self._words.particles.get(plain) == "link"

    def _kind(self, before: str, title: str, words: tuple[str, ...]) -> str:
        """What a title makes of somebody behind these words: the army's ranks are those of the police too."""
        if title == MILITARY:
            nouns = (self._words.nouns.get(word) for word in words)
            title = POLICE if before == POLICE or any(noun and noun.kind == POLICE for noun in nouns) else title
        return before if before and title == PERSON else title or before or PERSON

    def _titled(self, key: str) -> tuple[str, str] | None:
        """The kind and gender these words give as a title."""
        found = self._words.titles.get(key)
        if found is None and (noun := self._words.nouns.get(key)) and noun.lexicon in PEOPLE and not personal(noun):
            return noun.kind, noun.gender
        return found

    def _calls(self, titles: tuple[str, ...]) -> tuple[str, ...]:
        """The titles before the name, as nouns."""
        calls = []
        for item, word in enumerate(titles):
            found = self._words.noun_at(titles, item, 0)
            title = word.rstrip(".")
            calls.append(self._post(titles[:item], found[0]) if found else self._words.written_out.get(title, title))
        return tuple(calls)

    def _post(self, before: tuple[str, ...], noun: Noun) -> str:
        """A title with the word before it that tells what it is for: "*health* minister"."""
        word = before[-1] if before else ""
        plain = word.isalpha() and word not in self._words.places and word not in self._words.nouns
        return f"{word} {noun.lemma}" if plain and " " not in noun.lemma else noun.lemma

    def _sort(self, own: tuple[str, ...], body: Noun | None, place: Place | None) -> str | None:
        """Person, body or place, as far as the words alone tell."""
        if place:
            return PLACE
        if body or any(self._words.particles.get(word) == "bind" for word in own):
            return BODY
        return PERSON if own[0] in self._words.given else None


def personal(noun: Noun) -> bool:
    """Whether a noun says no more than man or woman, so that it is no title: "Guy"."""
    return bool(noun.gender) and noun.kind == "person" and not noun.post


def initials(words: Sequence[str], known: Words) -> str:
    """The acronym a name may be cut to."""
    return "".join(word[0] for word in words if word and known.particles.get(word) != "bind")


def same_bearer(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names with one last word are of one bearer: first words equal, or one an initial or a short form, and
    nothing between that tells them apart."""
    a, b = words[0], other[0]
    if words[1:] == other[1:] == () or set(words) <= set(other) or set(other) <= set(words):
        return True
    if a == b:
        return not _apart(words[1:-1], other[1:-1])
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return len(words) > 1 and len(other) > 1 and long.startswith(short) and len(short) != 2


def _apart(middle: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words within two names tell of two bearers: "Kell *Fire* Department", "Kell *Police* Department".

    One letter they begin with is enough for one bearer: names are cut short and written in several ways.
    """
    letters, others = ({word[0] for word in words if len(word) > SMALL} for words in (middle, other))
    return bool(letters and others) and letters.isdisjoint(others)
