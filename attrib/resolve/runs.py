"""Where names stand in a text: runs of capital words, over "of" and "van der", without what belongs to no name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.match.field import Field
from attrib.match.items import Items
from attrib.resolve.owners import Owners
from attrib.resolve.registry import Registry
from attrib.resolve.words import DOCUMENTS, PEOPLE, THINGS, Words

_RUNS = re.compile("P+")
_OVER = re.compile("(N{1,2})P+")
_LISTED = re.compile("(?:,P{1,3}){1,3}(?P<and>,?CP{1,3})(?!P)")
_SHARED = re.compile("P{2,3}(?!P)|P{1,2}N(?![NP])")
_OUTLET = "outlet"
_MARK = re.compile("[A-Z]-[A-Z]")
_SOCIAL, OFFICES = "social_media", "offices"
_OPENING = frozenset(".\n")
_AHEAD = 3  # words of a name that may be taken for common ones


class Runs:
    """Finds the names of one document."""

    __slots__ = ("_field", "_inside", "_owners", "_registry", "_words")

    def __init__(self, field: Field, words: Words, registry: Registry) -> None:
        self._field, self._words, self._registry = field, words, registry
        self._inside: frozenset[tuple[str, str]] | None = None
        self._owners = Owners(field, words)

    def find(self) -> list[Items]:
        """The items of every name, in text order."""
        tags, word, joins, found, done = self._field.tags, self._field.word, self._words.joins, list[Items](), 0
        for run in _RUNS.finditer(tags):
            first, last = run.span()
            first += last - first > 1 and word[first].rpartition("-")[2] in self._words.compound_tails
            alone = last - first == 1
            if first < done or (alone and (self._is_common(first) or self._describes(first) or self._marks(first))):
                continue
            if not alone and self._is_an_office(first, last):
                continue
            if tags[last] == "Z" and self._is_numbered(last):
                further = _RUNS.match(tags, last + 1)  # "Channel 4 News"
                last = further.end() if further else last + 1
            if tags[last] == "N" and tags[first - 1] != "C":
                last = self._over_nouns(last)
                last += self._ends_in_a_noun(last) or self._is_surname(first, last)
            if (
                tags[last] == "'"
                and (owned := _RUNS.match(tags, last + 1))
                and self._owners.named_with(first, last, owned.end())
            ):
                last = last if self._another(last + 1) else owned.end()
            if word[last] in joins:
                last, end = self._joined(first, last), last
                last += last > end and tags[last] == "N" and self._ends_in_a_noun(last)
            if tags[first - 1] == "J":
                first = self._widened(first, last)
            first -= self._begins_with_a_given_name(first, last)
            if first > 1 and tags[first - 1] == "I" and self._capital(first - 1):
                first -= 2 * self._known(first - 2, last)  # "Doctors Without Borders"
            if first and tags[first - 1] in "NJ":
                first = self._known_from(first, last) - self._begins_with_a_noun(first, last)
            first -= 2 * self._owners.opens_with(first, last)
            done = last
            if last - first > 2 and (within := self._person_within(first, last)):
                if within[0] > first:
                    found.append((first, within[0]))
                first = within[1]
            found.append((first, last))
        return found

    def _is_numbered(self, item: int) -> bool:
        """Whether a number belongs to the name before it: "M23", "Channel 12"."""
        field, noun = self._field, self._words.nouns.get(self._field.word[item - 1])
        outlet = noun is not None and noun.kind == _OUTLET and field.word[item].isdigit()
        return outlet or field.end[item - 1] == field.start[item]

    def _is_common(self, item: int) -> bool:
        """Whether what was taken for a name is a noun: "the director-general", behind another word "state *TV*"."""
        noun, field = self._words.nouns.get(self._field.word[item]), self._field
        if noun is None:
            return False
        form = field.text[field.start[item] : field.end[item]]
        return form[0].islower() or (form.isupper() and noun.lexicon in THINGS and field.tags[item - 1] in "NJ")

    def _is_an_office(self, first: int, last: int) -> bool:
        """Whether capitals are those of an office, and nobody's name: "*Prime Minister* of Norland Ana Roig"."""
        noun = self._words.nouns.get(" ".join(self._field.word[first:last]))
        return (
            noun is not None and noun.lexicon == OFFICES and self._words.particles.get(self._field.word[last]) == "bind"
        )

    def _marks(self, item: int) -> bool:
        """Whether a word behind a name is a mark of party and seat: "Ana Roig, *R-Ohio*"."""
        field, tags = self._field, self._field.tags
        return (
            tags[item - 1] in ",(" and tags[item - 2] == "P" and _MARK.match(field.text, field.start[item]) is not None
        )

    def _describes(self, item: int) -> bool:
        """Whether a word in small letters tells of the noun behind it: "the *south* quay"."""
        field, tags = self._field, self._field.tags
        return (
            tags[item - 1] == "D"
            and tags[item + 1] == "N"
            and field.text[field.start[item] : field.end[item]].islower()
        )

    def _begins_with_a_given_name(self, first: int, last: int) -> bool:
        """Whether the word before one that may be a surname is a given name that was taken for none: "*Rose* Hill"."""
        field, at = self._field, first - 1
        opens = field.tags[at] == "N" or field.tags[at - 1] in _OPENING
        if at < 1 or last - first != 1 or field.tags[at] not in "NJVBE" or not opens:
            return False
        return field.word[at] in self._words.given and field.text[field.start[at]].isupper()

    def _is_surname(self, first: int, last: int) -> bool:
        """Whether a capital noun behind a given name is a surname, where what follows is no headline: "Lila *Moon*"."""
        field, item = self._field, last + 1
        if last - first > 1 or field.word[first] not in self._words.given or not self._capital(last):
            return False
        noun = self._words.nouns.get(field.word[last])
        follows = field.text[field.start[item] : field.start[item] + 1]
        return (noun is None or not noun.many) and (
            follows.islower() or (follows == "," and not self._capital(item + 1))
        )

    def _known(self, first: int, last: int) -> bool:
        field = self._field
        return self._registry.find(field.text[field.start[first] : field.end[last - 1]]) is not None

    def _known_from(self, first: int, last: int) -> int:
        """Where a name begins that the registry has whole, at the head of a sentence: "*Human Rights* Watch"."""
        field, start = self._field, first
        while start > 1 and first - start < _AHEAD and field.tags[start - 1] in "NJ" and self._capital(start - 1):
            start -= 1
        whole = field.text[field.start[start] : field.end[last - 1]]
        return start if start < first and field.tags[start - 1] in _OPENING and self._registry.find(whole) else first

    def _capital(self, item: int) -> bool:
        start = self._field.start[item]
        return self._field.text[start : start + 1].isupper()  # nothing stands behind the last sentence

    def _over_nouns(self, item: int) -> int:
        """The end of a body's name that goes on over capital nouns: "International *Crisis* Group"."""
        m = _OVER.match(self._field.tags, item)
        if m is None or not all(self._capital(noun) for noun in range(item, m.end(1))):
            return item
        return m.end() if self._ends_a_body(m.end() - 1) and not self._is_a_role(item) else item

    def _begins_with_a_noun(self, first: int, last: int) -> bool:
        """Whether a capital noun behind an article is the first word of a body's name: "the *Crisis* Institute"."""
        at = first - 1
        begins = at > 0 and self._field.tags[at - 1 : first] == "DN" and self._capital(at)
        return begins and self._ends_a_body(last - 1) and not self._is_a_role(at)

    def _ends_a_body(self, item: int) -> bool:
        """Whether a word may be the last of a body's name."""
        word, words = self._field.word[item], self._words
        noun = words.nouns.get(word)
        return word in words.name_words or (noun is not None and noun.lexicon == "bodies" and not noun.many)

    def _is_a_role(self, item: int) -> bool:
        noun = self._words.nouns.get(self._field.word[item])
        return noun is not None and noun.lexicon in PEOPLE

    def _ends_in_a_noun(self, item: int) -> bool:
        """Whether a capital noun behind a name is its last word: "the World Health Organization"."""
        noun = self._words.nouns.get(self._field.word[item])
        return noun is not None and noun.lexicon == "bodies" and self._field.text[self._field.start[item]].isupper()

    def _widened(self, first: int, last: int) -> int:
        """Leftwards over capital adjectives inside a sentence: "the Republican National Committee"."""
        field = self._field
        while first and field.tags[first - 1] == "J" and field.text[field.start[first - 1]].isupper():
            opens = first == 1 or field.tags[first - 2] in _OPENING
            linked = self._words.particles.get(field.word[first]) == "link"  # "Joost van der Meer"
            text = field.text[field.start[first - 1] : field.end[last - 1]]
            if opens and not linked and not self._registry.find(text) and not self._recurs(first - 1):
                break
            first -= 1
        return first

    def _recurs(self, item: int) -> bool:
        """Whether two words that open a sentence stand together in capitals inside another: "*Amber* Bio", "at Amber
        Bio"."""
        if self._is_a_role(item + 1):
            return False
        if self._inside is None:
            self._inside = frozenset(self._pairs_inside())
        return (self._field.word[item], self._field.word[item + 1]) in self._inside

    def _pairs_inside(self) -> Iterator[tuple[str, str]]:
        """Every two words in capitals inside a sentence that the next one does not go on with, as a headline does."""
        field, word = self._field, self._field.word
        for at in range(1, len(word) - 2):
            if field.tags[at - 1] not in _OPENING and self._capital(at) and not self._capital(at + 2):
                yield word[at], word[at + 1]

    def _person_within(self, first: int, last: int) -> Items | None:
        """Where what stands before a person's name ends, and where the name begins, in a run that opens with a place, a
        body, a role or what an office is for: "*Tarn Systems* Chief Executive *Ida Holm*"."""
        word, words = self._field.word, self._words
        for item in range(first + 1, last - 1):
            if word[item] not in words.given or word[item - 1] in words.given:
                continue
            before = word[item - 1]
            noun = words.nouns.get(before)
            if role := self._role_before(first, item):
                return role
            if self._ends_title(first, item):
                continue
            if before in words.places or before in words.name_words or (noun and noun.lexicon in THINGS):
                return item, item
            if first and words.particles.get(word[first - 1]) == "bind" and item - first < 4:
                return item, item
        return None

    def _role_before(self, first: int, item: int) -> Items | None:
        """Where a role of some words behind a body begins that ends before `item`, and where the name does: what is an
        office goes with it, a calling does not ("Chief Executive")."""
        word, words = self._field.word, self._words
        for begin in range(max(first + 1, item - 3), item - 1):
            key = " ".join(word[begin:item])
            if key not in words.titles and (noun := words.nouns.get(key)) and noun.lexicon in PEOPLE:
                role = begin
                while role > first and self._is_a_role(role - 1):
                    role -= 1  # "Norlandic *Deputy* Foreign Minister"
                if words.place_in(word[first:role]) is not None or role == first:
                    return None
                return (role, role) if noun.lexicon == OFFICES else (role, item)
        return None

    def _ends_title(self, first: int, item: int) -> bool:
        word, words = self._field.word, self._words
        keys = (" ".join(word[begin:item]).replace(".", "") for begin in range(max(first, item - 3), item))
        return any(key in words.titles or ((n := words.nouns.get(key)) and n.lexicon in PEOPLE) for key in keys)

    def _joined(self, first: int, last: int) -> int:
        """The end of a name that goes on over "of", "for the" or "van der"."""
        tags, word, words = self._field.tags, self._field.word, self._words
        while word[last] in words.joins:
            link, role = last, words.particles[word[last]]
            while role == "link" and words.particles.get(word[link + 1]) == "link":
                link += 1
            if role == "bind":
                if not self._binds(first, last):
                    return last
                article = tags[link + 1 : link + 2] == "D"
                if article and tags[last] == "C":
                    return last  # "Halden Biotech and the University of Lund" are two
                link += article
            if tags[link + 1] == "N" and self._capital(link + 1) and self._goes_on(last):
                return link + 2
            run = _RUNS.match(tags, link + 1)
            if run is None or (self._another(run.start()) if tags[last] == "C" else self._is_medium(run.start())):
                return last
            last = run.end()
            if role == "bind" and tags[last] == ",":
                last = self._over_a_list(last)
        return last

    def _over_a_list(self, item: int) -> int:
        """The end of what a body is for, up to its last "and": "the Ministry of Health, *Labour* and Welfare"."""
        m = _LISTED.match(self._field.tags, item)
        listed = (at + 1 for at in range(item, m.end() if m else item) if self._field.tags[at] in ",C")
        if m is None or any(self._begins_anew(at) for at in listed):
            return item
        return m.start("and")

    def _binds(self, first: int, last: int) -> bool:
        """Whether a name ending at `last` takes an "of": bodies and offices do, people do not."""
        word, words = self._field.word, self._words
        if " ".join(word[last - 1 : last + 2]) in words.titles:
            return True
        heads = [words.nouns.get(word[last - 1]), words.nouns.get(word[first])]
        heads.append(words.nouns.get(" ".join(word[first:last])))
        if self._field.tags[last] == "C":
            link = next((item for item in range(first + 1, last) if word[item] in words.joins), 0)
            if not link:
                return self._goes_on(last) or self._known_whole(first, last) or self._share_a_head(first, last)
            heads.append(words.nouns.get(word[link - 1]))  # "the Northern *Institute* for Strategy and Policy"
        if word[first] not in words.given and any(noun and noun.lexicon == "bodies" for noun in heads):
            return True
        if last - first == 1 and heads[0] and heads[0].lexicon == DOCUMENTS:  # "the *Annals* of Osk"
            return True
        return self._known_whole(first, last)

    def _goes_on(self, last: int) -> bool:
        """Whether words around an "and" belong together in names: "Kent *Fire and Rescue*", "Dorn *and Sons*"."""
        word, known = self._field.word, self._words.name_words
        return " ".join(word[last - 1 : last + 2]) in known or " ".join(word[last : last + 2]) in known

    def _share_a_head(self, first: int, last: int) -> bool:
        """Whether two runs around an "and" are one body's: "the Meteorological *and* Hydrological Institute"."""
        tags = self._field.tags
        run = _SHARED.match(tags, last + 1)
        people = tags[first - 2 : first] == "DJ" and self._capital(first - 1)  # "the *Swedish* Meteorological and"
        several = last - first > 1 or tags[first - 1] in "D'" or people
        begins = first > 0 and several and tags[first - 1] in "DJ'"
        begins = begins and not self._words.place_in(self._field.word[first:last])
        if run is None or not begins or self._ends_a_body(last - 1) or not self._ends_a_body(run.end() - 1):
            return False
        return not (
            self._another(first)
            or self._words.names_body(self._field.word[first:last])
            or self._is_a_role(last - 1)
            or self._known(first, last)
        )

    def _known_whole(self, first: int, last: int) -> bool:
        """Whether the registry has two names and the "and" between them as one: "the Tide and Harbour"."""
        run = _RUNS.match(self._field.tags, last + 1)
        return run is not None and self._registry.find(" ".join(self._field.word[first : run.end()])) is not None

    def _another(self, first: int) -> bool:
        """After a conjunction, a name of its own: one that is known, or begins like one."""
        return self._begins_anew(first) or self._known(first, first + 1)

    def _is_medium(self, first: int) -> bool:
        """Whether a name is that of a place to publish in: "the ministry on *Telegram*"."""
        start, end = self._field.chars((first, first + 1))
        facts = self._registry.find(self._field.text[start:end])
        return facts is not None and facts.kind == _SOCIAL

    def _begins_anew(self, first: int) -> bool:
        """Whether a word is an acronym, or begins the name of a person or place."""
        word, words, (start, end) = self._field.word[first], self._words, self._field.chars((first, first + 1))
        if word in words.given or word.rstrip(".") in words.titles or word in words.places:
            return True
        return end - start > 1 and self._field.text[start:end].isupper()
