"""The words that tell who a mention is: lexicons of the pack turned into look-ups by folded form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from attrib.rules.pack import Lexicon, Pack

_SHORT_NAME = 3
"""A last word no longer than this makes no name a body's: it is an acronym, or a part of a person's name."""
NOUN_LEXICONS = ("offices", "occupations", "groups", "bodies", "documents")
"""Lexicons of head nouns; the first that has a form decides."""
DOCUMENTS = NOUN_LEXICONS[-1]
PEOPLE = frozenset(("offices", "occupations"))
THINGS = frozenset(("bodies", "documents"))


class Noun(NamedTuple):
    """A head noun: its lemma and lexicon, the kind of source it makes, its gender, whether the form is a plural.

    `varies`: "the …" says somebody just spoken of in other words. `post`: the kind depends on the body, or the team,
    that it is a post in.
    """

    lemma: str
    lexicon: str
    kind: str
    gender: str
    many: bool
    means: tuple[str, ...] = ()
    post: str = ""
    varies: bool = False


class Pronoun(NamedTuple):
    """`person`: first, second, third or relative; `number`: one, many or any; `gender`: m, f, n or empty."""

    person: str
    number: str
    gender: str
    possessive: bool


class Place(NamedTuple):
    """`name` is the place's own name in full; `people` when the form names its people and not the place."""

    name: str
    rank: str
    people: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Look-ups by folded form. `tails` are last words of entries of several words.

    `endings` are the last words of the forms of a noun, by its lemma; `joins` the particles a name may go on over;
    `wholes` the prepositions before what a part is of;
    `pairs` the quantities that stand for two; `copulas` and `roles` the verbs and the "as" before what somebody is;
    `practised` what one does for a living; `team_posts` who a team has; `police_ranks` ranks of the army that the
    police have too; `compound_tails` what ends "Oslo-based";
    `written_out` the titles that abbreviations stand for; `papers` the documents that nouns of other lexicons may be.
    """

    nouns: Mapping[str, Noun]
    papers: Mapping[str, Noun]
    tails: frozenset[str]
    endings: Mapping[str, frozenset[str]]
    joins: frozenset[str]
    pairs: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    titles: Mapping[str, tuple[str, str]]
    written_out: Mapping[str, str]
    quantities: Mapping[str, Mapping[str, Any]]
    particles: Mapping[str, str]
    wholes: frozenset[str]
    given: Mapping[str, str]
    name_words: Mapping[str, str]
    openers: Mapping[str, str]
    copulas: frozenset[str]
    roles: frozenset[str]
    practised: frozenset[str]
    team_posts: frozenset[str]
    police_ranks: frozenset[str]
    compound_tails: frozenset[str]
    places: Mapping[str, Place]

    def noun_at(self, words: Sequence[str], head: int, first: int) -> tuple[Noun, int] | None:
        """The noun whose last word is at `head`, no part of it before `first`; and the item it begins at."""
        word = words[head]
        if word in self.tails:
            for start in range(max(first, head - 3), head):
                if found := self.nouns.get(" ".join(words[start : head + 1])):
                    return found, start
        found = self.nouns.get(word)
        return (found, head) if found else None

    def names_body(self, words: Sequence[str]) -> Noun | None:
        """What kind of body or document a name is the name of, by its last word before an "of", or its first; acronyms
        as a whole."""
        if len(words) == 1 and (kind := self.name_words.get(words[0])):
            return Noun(words[0], "bodies", kind, "", False)
        whole = self.nouns.get(" ".join(words))
        if whole and whole.lexicon in THINGS:
            return whole if words[0] not in self.given else None
        if paired := self.name_words.get(" ".join(words[-2:])) or self.name_words.get(" ".join(words[-3:])):
            return Noun(words[-1], "bodies", paired, "", False)  # "Dorn *and Sons*", "Kent *Fire and Rescue*"
        cut = next((i for i, word in enumerate(words) if i and self.particles.get(word) == "bind"), len(words))
        cut -= self.ends_in_a_place(words, cut)
        last = words[cut - 1]
        kind = self.name_words.get(last, "")
        for start in range(max(0, cut - 3), cut - bool(kind)):
            noun = self.nouns.get(" ".join(words[start:cut]))
            if noun and noun.lexicon in THINGS and (len(last) > _SHORT_NAME or start < cut - 1):
                return noun if len(words) > 1 or last not in self.given else None
        if kind:
            return Noun(last, "bodies", kind, "", False) if len(words) > 1 else None
        firm = any(self.particles.get(word) == "firm" for word in words[1:-1])
        kind = "company" if firm else self.openers.get(words[0], "") if len(words) > 1 else ""
        if kind:
            return Noun(last, "bodies", kind, "", False)
        rest = words[cut + 1 :]  # "Meteorological and *Hydrological Institute*"
        return self.names_body(rest) if len(rest) > 1 else None

    def ends_in_a_place(self, words: Sequence[str], cut: int) -> bool:
        """Whether a body's name ends in where it is: "Imperial College *London*"."""
        if cut < 2 or words[cut - 1] not in self.places:
            return False
        noun = self.nouns.get(words[cut - 2])
        return words[cut - 2] in self.name_words or (noun is not None and noun.lexicon == "bodies")

    def place_in(self, words: Sequence[str]) -> Place | None:
        """The place that these words are the whole name of."""
        return self.places.get(" ".join(words))


def head(lemma: str) -> str:
    """The last word: "majority leader" is a "leader"."""
    return lemma.rpartition(" ")[2]


def load_words(pack: Pack) -> Words:
    """Build the look-ups once for a pack."""
    nouns: dict[str, Noun] = {}
    for name in NOUN_LEXICONS:
        for form, noun in _nouns(pack, name):
            nouns.setdefault(form, noun)
    quantities = dict(_entries(pack, "quantities"))
    wholes = frozenset(form for form, fields in _entries(pack, "particles") if "whole" in fields)
    particles = {form: fields.get("role", "") for form, fields in _entries(pack, "particles")}
    return Words(
        nouns=nouns,
        papers={form: noun for form, noun in _nouns(pack, DOCUMENTS) if nouns[form].lexicon != DOCUMENTS},
        tails=frozenset(form.rsplit(" ", 1)[1] for form in nouns if " " in form),
        endings=_endings(nouns),
        joins=frozenset(form for form, role in particles.items() if role in ("bind", "link")),
        pairs=frozenset(form for form, fields in quantities.items() if fields.get("use") == "pair"),
        pronouns={form: _pronoun(fields) for form, fields in _entries(pack, "pronouns")},
        titles={form: (fields.get("kind", ""), fields.get("gender", "")) for form, fields in _entries(pack, "titles")},
        written_out={form: fields["long"] for form, fields in _entries(pack, "titles") if "long" in fields},
        quantities=quantities,
        particles=particles,
        wholes=wholes,
        given={row[0]: row[1] for row in pack.table("given-names")},
        name_words={form: fields.get("kind", "") for form, fields in _entries(pack, "name-words")},
        copulas=frozenset(form for form, _ in _entries(pack, "copula")),
        roles=frozenset(form for form, _ in _entries(pack, "as-word")),
        practised=frozenset(form for form, _ in _entries(pack, "works-at")),
        compound_tails=frozenset(form for form, _ in _entries(pack, "compound-tail")),
        team_posts=frozenset(form for form, _ in _entries(pack, "team-post")),
        police_ranks=frozenset(form for form, _ in _entries(pack, "police-rank")),
        openers={form: fields.get("kind", "") for form, fields in _entries(pack, "name-openers")},
        places=_places(pack.table("places")),
    )


def _entries(pack: Pack, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    lexicon = pack.lexicons.get(name)
    if lexicon:
        for lemma, entry in lexicon.entries.items():
            yield lemma.lower(), entry.fields


def _nouns(pack: Pack, name: str) -> Iterator[tuple[str, Noun]]:
    lexicon = pack.lexicons.get(name)
    if lexicon is None:
        return
    for lemma, entry in lexicon.entries.items():
        noun = _noun(lemma, name, entry.fields)
        yield lemma, noun
        for form in _plurals(pack, lexicon, lemma):
            yield form, noun._replace(many=True)


def _noun(lemma: str, lexicon: str, fields: Mapping[str, Any]) -> Noun:
    many, means = fields.get("number") == "many", tuple(fields.get("means", ()))
    return Noun(
        lemma,
        lexicon,
        fields.get("kind", ""),
        fields.get("gender", ""),
        many,
        means,
        fields.get("post", ""),
        "varies" in fields,
    )


def _plurals(pack: Pack, lexicon: Lexicon, lemma: str) -> Iterator[str]:
    """Of several words the last is inflected ("prime ministers")."""
    before, space, last = lemma.rpartition(" ")
    if pack.inflection is None:
        yield from (form for form, of in lexicon.forms.items() if of == lemma and form != lemma)
        return
    for forms in pack.inflection.forms(last, "noun").values():
        yield from (before + space + form for form in forms if form != last)


def _endings(nouns: Mapping[str, Noun]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form, noun in nouns.items():
        found.setdefault(noun.lemma, set()).add(form.rpartition(" ")[2])
    return {lemma: frozenset(words) for lemma, words in found.items()}


def _pronoun(fields: Mapping[str, Any]) -> Pronoun:
    form = fields.get("form") == "possessive"
    return Pronoun(fields.get("person", ""), fields.get("number", ""), fields.get("gender", ""), form)


def _places(rows: Sequence[Sequence[str]]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for name, rank, people, capital, others in rows:
        for form in (name, *_parts(capital), *_parts(others)):
            places.setdefault(form.lower(), Place(name, rank, False))
        for form in _parts(people):
            places.setdefault(form.lower(), Place(name, rank, True))
            places.setdefault(form.lower() + "s", Place(name, rank, True))
    return places


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
