"""Who the mentions of a document are: one draft a source, with its name, kind, naming and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from attrib.match.field import Field
from attrib.match.items import Items
from attrib.resolve.described import Descriptions
from attrib.resolve.earlier import Earlier
from attrib.resolve.fitting import are_people
from attrib.resolve.forms import BODY, PERSON, PLACE, Forms
from attrib.resolve.institutions import registry_of
from attrib.resolve.itself import note_bodies, note_owners, note_relatives
from attrib.resolve.kinds import BEARER, HEAD, NAME, PRONOUN, QUANTITY, ROLE, ROW, Customs, Evidence, load_customs
from attrib.resolve.leads import Leads
from attrib.resolve.looks import Look, Mention, as_called, describe, telling
from attrib.resolve.media import Media
from attrib.resolve.mentions import Reader
from attrib.resolve.names import Entity, NameIndex
from attrib.resolve.naming import Namer
from attrib.resolve.parties import Parties
from attrib.resolve.pronouns import Antecedents
from attrib.resolve.registry import Facts, Registry
from attrib.resolve.resolution import ANONYMOUS, UNRATED, UNRESOLVED, Resolution, SourceDraft, circumstances
from attrib.resolve.rows import Rows
from attrib.resolve.weighing import PEOPLE_OR_GROUPS
from attrib.resolve.words import PEOPLE, Noun, Words, load_words
from attrib.rules.pack import Pack

# The hint of who says "I" outside of quotations, and kinds that somebody else issues.
WRITER, ISSUED = "writer", frozenset(("document", "poll", "social_media"))


class Resolver:
    """Tells who mentions are, with the data of one pack. Build it once, use it for many documents."""

    __slots__ = ("customs", "forms", "registry", "words")

    def __init__(self, pack: Pack, registry: Registry | None = None) -> None:
        self.words: Words = load_words(pack)
        self.forms = Forms(self.words)
        self.customs: Customs = load_customs(pack.layout)
        self.registry = registry or registry_of(pack, self.words.places, self.customs.patterns["articles"])

    def resolve(self, field: Field, mentions: Sequence[Mention], meta: Mapping[str, Any]) -> Resolution:
        """Fold the mentions of one document into sources."""
        return _Document(self, field, mentions, meta).resolution() if mentions else Resolution([], [], [])


class _Document:
    """One document while its mentions are resolved, in text order; a speaker before what is said."""

    def __init__(self, resolver: Resolver, field: Field, mentions: Sequence[Mention], meta: Mapping[str, Any]) -> None:
        self.customs, self.words, self.registry = resolver.customs, resolver.words, resolver.registry
        self.fold, self.field, self.mentions, self.meta = self.customs.fold, field, mentions, meta
        self.names = names = NameIndex(field, self.words, resolver.forms, self.registry)
        self.descriptions = Descriptions(field, names, self.words, self.customs)
        body = self.words.nouns.get(self.customs.itself)
        note_bodies(field, names, self.words, mentions, body)
        note_relatives(field, names, self.words, body)
        note_owners(field, names, self.words, self.customs.owned)
        self.reader = Reader(field, names, self.words, self.customs)
        self.antecedents = Antecedents(self.reader, self.descriptions, self.customs)
        self.namer = Namer(self.reader, self.antecedents, self.words, self.customs)
        self.sources: list[SourceDraft] = []
        self.keys: dict[object, int] = {}
        self.looks: list[Look] = []
        self.at: dict[tuple[int, int], int] = {}  # sources by the items of a mention
        self.earlier = Earlier(self.reader, self.antecedents.posts, self.customs, self.sources, self.looks, self.at)
        self.of: list[int | None] = [None] * len(mentions)
        self.via: list[int | None] = [None] * len(mentions)
        self.parties = Parties(field, mentions)
        self.media = Media(self.names, self.reader, self.customs, meta)
        self.open: set[int] = set(range(len(mentions)))
        self.leads = Leads(self.reader, self.customs, self.descriptions, [m.items for m in mentions if m.spans])
        self.rows = Rows(self.reader, self.words, self.customs, self.registry, meta)

    def resolution(self) -> Resolution:
        order = sorted(range(len(self.mentions)), key=lambda i: self.mentions[i].spans[:1] or ((0, 0),))
        for index in order:
            self._resolve(index)
        return Resolution(self.sources, self.of, self.via)

    def _resolve(self, index: int) -> int | None:
        if index not in self.open:
            return self.of[index]
        self.open.discard(index)
        mention = self.mentions[index]
        if not mention.spans or mention.items[0] >= mention.items[1]:
            return None
        look = self.reader.look(mention.items)
        target, reason = self._target(look, mention)
        if isinstance(target, Look) and target.noun and target.shape == ROLE and not target.many:
            target = target._replace(noun=self.words.papers.get(target.noun.lemma, target.noun))
        source = self._source(target, mention, reason)
        self.of[index] = source
        self._note(source, look, mention, reason)
        if (mention.told or look.owner is None) and (medium := self.media.told(look.items[0], mention.told)):
            self.via[index] = self._passed_on(medium)
        elif mention.told:
            self.via[index] = self._medium_before(mention.told)
        return source

    def _medium_before(self, told: Items) -> int | None:
        """The source that is meant by "the newspaper", where somebody speaks to it and it was named before."""
        look = self.reader.look(told)
        noun = look.noun
        if noun is None or look.shape != ROLE or self.customs.media.isdisjoint((noun.kind, *noun.means)):
            return None
        mention = Mention((self.field.chars(look.items),), look.items)
        target, reason = self._described(look, mention)
        if isinstance(target, int):
            return target if self.sources[target].kind in self.customs.media else None
        entity = target.entity
        if entity is None:
            new = not look.many and (not look.definite or self.field.tags[look.items[0]] != "D")
            new = new and noun.kind in self.customs.media
            return self._source(target, mention, reason) if new else None  # "told state television"
        known = self._body_kind(entity) in self.customs.media and not self.media.own(entity)
        return self._source(target, mention, reason) if known else None

    def _passed_on(self, medium: Look) -> int:
        """The source that a medium is, with the place where it is named."""
        span = self.field.chars(medium.items)
        index = self._source(medium, Mention((span,), medium.items), "spoken to")
        if span not in self.sources[index].mentions:
            self.sources[index].mentions.append(span)
        return index

    def _target(self, look: Look, mention: Mention) -> tuple[Look | int, str]:
        """What a mention stands for: itself, an antecedent, or a source that is there already."""
        pronoun = look.pronoun
        if pronoun is None:
            describe(look, self.field.word, self.descriptions.weighed)
            return self._described(look, mention)
        speaker, denied = (None if i is None else self._resolve(i) for i in (mention.speaker, mention.denied))
        if pronoun.person == "first":
            return (look, "pronoun, not resolved") if speaker is None else (speaker, "speaker of the quotation")
        if (other := self.parties.of(pronoun, mention.speaker, speaker, self._resolve)) is not None:
            return other, "takes turns with who speaks, a guess"
        found, reason = None, ""
        if pronoun.person == "relative":
            found, reason = self.antecedents.relative(look), "antecedent of the relative pronoun"
        elif pronoun.person == "third":
            barred = {*self._bearers(speaker), *self.names.within(mention.said)}
            found = None if denied is None else self.antecedents.pronoun(look, barred | self._bearers(denied))
            found = found or self.antecedents.pronoun(look, barred, mention.hint)
            reason = "nearest fitting antecedent, a guess"
        if found is None:
            return look, "pronoun, not resolved"
        if found.entity and pronoun.gender in ("m", "f"):
            found.entity.leaning += 1 if pronoun.gender == "m" else -1
        elif found.entity and pronoun.gender == "n" and not found.entity.sort:
            found.entity.sort = BODY
        if found.entity is None and found.items in self.at:  # "a report by the guild", "the report", "it"
            return self.at[found.items], reason
        return self._target(found, Mention(mention.spans, found.items))[0] if found.pronoun is None else found, reason

    def _described(self, look: Look, mention: Mention) -> tuple[Look | int, str]:
        """For "the …": whom the text calls so elsewhere, or an earlier source with the same head."""
        if look.pair and not look.parts and (pair := self.earlier.pair(look, self.namer.members(look))) is not None:
            return pair, "the two who spoke together, a guess"
        if look.shape in (ROLE, QUANTITY) and not look.many and (entity := self.earlier.apposed(look)):
            named = look._replace(shape=NAME, entity=entity)
            describe(named, self.field.word, self.descriptions.weighed)
            return named, "named beside it"
        if entity := self.leads.named.get(look.items):
            return look._replace(shape=NAME, entity=entity, noun=None), "named elsewhere, a guess"
        if look.shape != ROLE or look.noun is None:
            return look, "as written"
        if look.many:
            return self.earlier.same_head(look, look.noun) or (look, "as written")
        if look.owner is not None and (entity := self.antecedents.related(look)):
            return look._replace(shape=NAME, entity=entity, noun=None), "called so elsewhere"
        if not look.definite:
            return look, "as written"
        known = look.noun.lexicon in PEOPLE_OR_GROUPS or not self.reader.proper(look)
        body = self.earlier.body(look, look.noun) if known else None
        entity = self.antecedents.described(look, self._body_kind) if known else None
        same = self.earlier.same_head(look, look.noun)
        sources = [source for source in (body, same and same[0]) if source is not None]
        if entity and all(self.earlier.named_since(entity, source, look) for source in sources):
            if entity.sort == BODY and look.noun not in entity.described:
                entity.described.append(look.noun)
            return look._replace(shape=NAME, entity=entity, noun=None), "called so elsewhere"
        if same:
            return same
        fuller = self.antecedents.introduced(look) if look.bare else None
        if fuller and self.earlier.fits(look, fuller):
            return fuller, "introduced before, a guess"
        if body is not None:
            return body, "spoken of before, a guess"
        if entity := self.antecedents.spoken_of(look, self.names.within(mention.said)):
            return look._replace(shape=NAME, entity=entity, noun=None), "spoken of before, a guess"
        return look, "as written"

    def _body_kind(self, entity: Entity) -> str:
        """The kind that the registry, a body's name or what it is called give it."""
        if facts := self.registry.find(entity.text):
            return facts.kind
        body = entity.form.body or next((noun for noun in entity.described if noun.lexicon == "bodies"), None)
        return body.kind if body else ""

    def _bearers(self, source: int | None) -> set[object]:
        """What a source is among the candidates: the bearer of a name, or the phrases it was called without one."""
        entity = None if source is None else self.looks[source].entity
        return {entity} if entity else {items for items, at in self.at.items() if at == source}

    def _source(self, target: Look | int, mention: Mention, reason: str) -> int:
        """The source of this target, a new one where there is none yet."""
        if isinstance(target, int):
            return target
        name = self.namer.name(target)
        key: object = target.entity if target.entity and not target.parts else (target.shape, self.fold[name])
        known = self.keys.get(key)
        if known is None:
            facts = self.rows.find(target, name)
            known = self.keys.get(facts.id) if facts else None
            if known is None:
                known = self._open(target, name, mention, facts, reason)
            self.keys[key] = known
            if facts:
                self.keys[facts.id] = known
        return known

    def _open(self, look: Look, name: str, mention: Mention, facts: Facts | None, reason: str) -> int:
        """A new source."""
        index = len(self.sources)
        evidence = self._evidence(look, name, mention, facts)
        kind, rule = self.customs.kinds.first(evidence)
        naming, _ = self.customs.namings.first(evidence)
        folded = evidence.name
        draft = SourceDraft(
            name=facts.name if facts and folded == self.fold[facts.name] else name,
            mentions=[], kind=kind, naming=naming, resolved_from=[], key=facts.id if facts else folded,
            members=self.namer.members(look), issued_by=None, access=None, anonymity_reason=None,
            registry=facts.id if facts else None, control=facts.control if facts else None,
            rating_status=UNRESOLVED if naming == PRONOUN else UNRATED,
            reason=f"{reason}; kind by {rule}{self.rows.chosen.get(facts.id, '') if facts else ''}",
        )  # fmt: skip
        self.sources.append(draft)
        self.looks.append(look)
        self.earlier.note(look, index)
        if kind in ISSUED:
            draft.issued_by = self._issuer(look)
        return index

    def _note(self, source: int, look: Look, mention: Mention, reason: str) -> None:
        """Record the mention with its source, and remember the source as an antecedent."""
        draft = self.sources[source]
        draft.mentions += mention.spans
        text = self.field.text[mention.spans[0][0] : mention.spans[-1][1]]
        if text != draft.name and text not in draft.resolved_from and self.fold[text] != self.fold[draft.name]:
            draft.resolved_from.append(text)
            draft.reasons.append(reason)
        if look.pronoun is None or look.pronoun.person != "first":
            self.at[look.items] = source
            self.antecedents.note(self.looks[source], look.items, mention.cited, mention.asked)
        if draft.kind == PERSON and look.shape == ROLE and not look.many and (noun := self._noun(look)):
            draft.kind = noun.kind if noun.lexicon in PEOPLE else PERSON  # "the diplomat", of somebody known by name
        sentence = self.field.layout.sentences[self.field.sentence[look.items[0]]]
        circumstances(draft, self.customs, self.field.text[sentence.start : sentence.end], sentence.start)
        if draft.anonymity_reason and draft.naming != PRONOUN and are_people(look):
            draft.naming = ANONYMOUS

    def _evidence(self, look: Look, name: str, mention: Mention, facts: Facts | None) -> Evidence:
        if look.parts:
            first = telling(look.parts, self.field.tags)
            return self._evidence(self.namer.part(first), name, mention, self.rows.find(first, self.namer.name(first)))
        noun = self._noun(look)
        return Evidence(
            shape=NAME if facts and self.reader.acronym(look) else look.shape,
            number="many" if look.many else "one",
            lexicon=noun.lexicon if noun else "none",
            noun_kind=noun.kind if noun else "",
            text=self.fold[self.reader.text(look.items)] if look.items[1] > look.items[0] else "",
            name=self.fold[name],
            hint=WRITER if self._writes(look) else mention.hint,
            grounds=(ROW if facts else "") + (HEAD if noun else "") + (BEARER if look.entity else ""),
            proper=self.reader.has_name(look),
            head=self.field.word[look.head],
            known=partial(self._known, look if look.noun is noun else look._replace(noun=noun), facts),
        )

    def _writes(self, look: Look) -> bool:
        """Whether a pronoun is the writer's "I" or "we": one that nobody is quoted with."""
        pronoun, frames = look.pronoun, self.field.frames
        first = pronoun is not None and pronoun.person == "first"
        return first and frames[self.field.frame[look.items[0]]].quotation is None

    def _noun(self, look: Look) -> Noun | None:
        """What a mention calls its bearer; a post makes somebody what its owner makes them: "its president"."""
        noun, item = look.noun, look.items[0]
        if noun is None or not noun.post:
            return noun
        pronoun = self.words.pronouns.get(self.field.word[item])
        if pronoun is None or not pronoun.possessive or pronoun.person != "third":
            called = as_called(noun, look.entity) if look.entity else None
            return called or self.descriptions.weighed(noun, look.head)
        owner = self.antecedents.pronoun(Look((item, item + 1), PRONOUN, item, pronoun=pronoun))
        body = self._kind_of(owner) if owner else ""
        own = noun._replace(kind=self.customs.posts.get(body, noun.kind))
        if look.entity and body:
            look.entity.described = [own if one == noun else one for one in look.entity.described]
        return own

    def _kind_of(self, look: Look) -> str:
        """The kind of a body, as a source that is there already, by its name or by its noun."""
        if look.items in self.at:
            return self.sources[self.at[look.items]].kind
        if look.entity:
            return self._body_kind(look.entity) or next(iter(look.entity.kinds), "")
        return look.noun.kind if look.noun and look.noun.lexicon not in PEOPLE else ""

    def _known(self, look: Look, facts: Facts | None, where: str) -> Sequence[str]:
        """The kinds that speak for a source, by where they are looked for."""
        entity = look.entity
        if where == "registry":
            return (facts.kind,) if facts else ()
        if where == "role":
            return (look.noun.kind,) if look.noun else ()
        return self._known_of(entity, where) if entity else ()

    def _known_of(self, entity: Entity, where: str) -> Sequence[str]:
        """The kinds that speak for the bearer of a name."""
        if where == "title":
            return entity.kinds
        if where == "described":
            return [noun.kind for noun in entity.described]
        if where == "affiliation":
            return self.descriptions.affiliated(entity)
        if entity.sort == PLACE:
            return ("government",) if where == "place" else ()
        if noun := entity.form.body:
            return (noun.kind,) if where == "word" else ()
        return ("person",) if where == "person" and entity.sort != BODY else ()

    def _issuer(self, look: Look) -> int | None:
        """The body or person a document comes from: the last name in its words."""
        for item in range(look.items[1] - 1, look.items[0] - 1, -1):
            if self.field.tags[item] == "P" and (name := self.names.over(item)):
                entity = name.entity
                if look.entity is entity or entity.sort == PLACE:
                    return None
                issuer = Look((name.first, name.last), NAME, name.last - 1, entity=entity)
                return self._source(issuer, Mention((), issuer.items), "named in the document's name")
        return None
