"""Whether something that stands in a text may be what a pronoun or a short description points to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrib.resolve.forms import BODY, PERSON, PLACE, UNKNOWN
from attrib.resolve.kinds import QUANTITY
from attrib.resolve.looks import Look, is_person
from attrib.resolve.names import Entity, Name
from attrib.resolve.registry import Registry
from attrib.resolve.stands import Stand
from attrib.resolve.weighing import lean_of
from attrib.resolve.words import PEOPLE, THINGS, Noun

EVIDENCE = "evidence"  # what a verb tells of its subject: it may be a document


def may_be(entity: Entity, gender: str) -> bool:
    """Whether a bearer may be a man or a woman (without a gender: either); of no sort, where capitals make a name.

    Whose name does not tell and who was "she" is not "he".
    """
    if entity.sort != PERSON and not (entity.sort == UNKNOWN and entity.sure):
        return False
    return not gender or entity.gender == gender or (not entity.gender and entity.leaning * lean_of(gender) >= 0)


def is_likely_body(entity: Entity, kind: str) -> bool:
    """Whether a name that acts may be that of a body of this kind, and is no person's as far as words tell."""
    if not entity.acts or entity.sort in (PERSON, PLACE):
        return False
    body = entity.form.body
    if entity.sort == BODY:
        called = any(noun.kind == kind for noun in entity.described)
        return called or (entity.text.isupper() if body is None else body.kind in (kind, "unknown"))
    return entity.sure and len(entity.words) == 1 and not entity.gender and not entity.leaning


def bodies_called(
    names: Iterable[Name], noun: Noun, kinds: Collection[str] | None, common: Mapping[str, Noun], registry: Registry
) -> set[Entity]:
    """The bodies that a noun may be another word for: of its kind, or where it is a word for bodies of several `kinds`,
    those that are known to be of them."""
    found = set()
    for name in names:
        entity = name.entity
        facts = registry.find(entity.text) if kinds and entity.acts else None
        fit = bool(facts and facts.kind in kinds) if kinds else is_likely_body(entity, noun.kind)
        if fit and common.get(name.words[-1], noun).lexicon == noun.lexicon:
            found.add(entity)
    return found


def fits(stand: Stand, gender: str) -> bool:
    """Whether "he" or "she" may stand for somebody."""
    if stand.many:
        return False
    entity, noun = stand.entity, stand.noun
    if entity is not None:
        return may_be(entity, gender)
    return noun is not None and noun.lexicon in PEOPLE and (not gender or noun.gender in ("", gender))


def answers(asked: Stand, sentence: int, look: Look, barred: Collection[object]) -> bool:
    """Whether a pronoun is whoever was asked in the sentence before: "Orr asked *Ede* why. *He* said"."""
    near = sentence == asked.sentence + 1 and asked.bearer not in barred
    return near and look.pronoun is not None and fits(asked, look.pronoun.gender)


def is_plural(stand: Stand, kind: str = "") -> bool:
    """Whether "they" may stand for something: more than one; documents only with a verb of evidence ("they show"); a
    body only where it acts."""
    lexicon = stand.noun.lexicon if stand.noun else ""
    if stand.many:
        return lexicon != "documents" or kind == EVIDENCE
    return stand.subject and (stand.entity.sort == BODY if stand.entity else lexicon == "bodies")


def nameless(stand: Stand) -> bool:
    """Whether somebody is told by no name and no gender: "a spokesperson said … they added"."""
    noun = stand.noun
    return stand.entity is None and noun is not None and noun.lexicon in PEOPLE and not noun.gender


def can_speak(stand: Stand) -> bool:
    """Whether something plural is people or bodies for certain, and no things: "the years"."""
    return stand.entity is not None or stand.noun is not None or stand.look.shape == QUANTITY or bool(stand.look.parts)


def is_many(name: Name) -> bool:
    """Whether "they" may stand for a name: a people's, or a body's that acts."""
    place = name.form.place
    return bool(place and place.people) or (name.entity.sort == BODY and name.subject)


def may_act(name: Name) -> bool:
    """Whether "it" may stand for a name: no person's, and a place's only as the subject of a verb."""
    entity = name.entity
    if entity.sort == UNKNOWN and entity.leaning:  # somebody was "he" or "she"
        return False
    return entity.sort != PERSON and (entity.sort != PLACE or name.subject)


def is_body(stand: Stand) -> bool:
    """Whether "it" may stand for something."""
    if stand.many:
        return False
    if (entity := stand.entity) is not None:
        return entity.sort not in (PERSON, PLACE) and not (entity.sort == UNKNOWN and entity.leaning)
    return stand.noun is not None and stand.noun.lexicon in THINGS


def hinted(stands: Sequence[Stand], kind: str) -> Sequence[Stand]:
    """Those whose noun is of a kind, where there are any: "a memo to the guild", "it reads"."""
    return [one for one in stands if one.noun and one.noun.kind == kind] or stands if kind else stands


def is_group(look: Look) -> bool:
    """Whether "they" or "who" may stand for what was looked at: people as a class or by number."""
    if look.pronoun is not None or (look.many and look.shape == QUANTITY):
        return True
    return bool(look.noun and look.noun.lexicon == "groups")


def are_people(look: Look) -> bool:
    """Whether what was looked at is somebody or some: a name, a role, a class, a number of them."""
    return look.shape == QUANTITY or is_group(look) or is_person(look)
