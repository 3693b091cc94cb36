"""What only a name's surroundings give away: "Norrmill said *it* would close a yard", "the Holm *campaign*"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrib.match.field import Field
from attrib.match.items import Items
from attrib.resolve.forms import BODY, PERSON, UNKNOWN
from attrib.resolve.looks import Mention
from attrib.resolve.names import NameIndex
from attrib.resolve.words import Noun, Words

_THAT, _WHICH = "t", "W"
_DOES = "MHV"  # what "it" does, and not how it is: "said it was late" may be of anything


def note_bodies(field: Field, names: NameIndex, words: Words, mentions: Iterable[Mention], body: Noun | None) -> None:
    """Call such a name of one word what the pack takes a speaker for who is no person.

    A name that the text writes out, calls anything or that is somebody's given name is not looked at.
    """
    for mention in mentions if body else ():
        first, last = mention.items
        name = names.at.get(first) if mention.said and last == first + 1 else None
        entity = name.entity if name else None
        if entity is None or entity.sort != UNKNOWN or len(entity.words) > 1 or entity.kinds or entity.described:
            continue
        if body and _of_itself(field, words, mention.said[0]):
            entity.sort = BODY
            entity.described.append(body)


def note_relatives(field: Field, names: NameIndex, words: Words, body: Noun | None) -> None:
    """Call so a name, too, that opens its clause and is told of by "which": "Norrmill, *which* owns the yard, said"."""
    for name in names.placed if body else ():
        entity, at = name.entity, name.last + 1
        if field.tags[name.last] != "," or not name.subject or entity.sort != UNKNOWN:
            continue
        pronoun = words.pronouns.get(field.word[at])
        telling = pronoun is not None and pronoun.person == "relative" and pronoun.gender == "n"
        if body and telling and field.tags[at] == _WHICH and not (entity.kinds or entity.described):
            entity.sort = BODY
            entity.described.append(body)


def _of_itself(field: Field, words: Words, said: Items) -> bool:
    """Whether what is said begins with "it", which does something, or with what it has."""
    first = said[0] + (field.tags[said[0]] == _THAT)
    pronoun = words.pronouns.get(field.word[first])
    if pronoun is None or pronoun.gender != "n" or pronoun.person != "third":
        return False
    return pronoun.possessive or field.tags[first + 1] in _DOES


def note_owners(field: Field, names: NameIndex, words: Words, owned: Mapping[str, str]) -> None:
    """Call the person whose name is one with a noun of these what the pack makes of them: "the Holm campaign", "Holm's
    campaign chief"; anybody may have a campaign for something."""
    tags, word = field.tags, field.word
    for name in names.placed:
        apart = tags[name.last] == "'"
        at = name.last + apart
        if tags[at] != "N" or word[at] not in owned or (apart and tags[at + 1] != "N"):
            continue
        noun, entity = words.nouns.get(owned[word[at]]), name.entity
        if noun and entity.sort == PERSON and noun not in entity.described:
            entity.described.append(noun)
