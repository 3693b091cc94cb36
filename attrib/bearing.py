"""Which hedges bear on a word, and how the word stands to each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from attrib.match.field import Field
from attrib.resolve.hedged import HedgeDraft

NOUNS, NOUN_LIKE, MODIFYING = "NPZUYO", "NPZUYOJDQ", "GE"
VERBAL, VERBS, ACTIVE, IN_PHRASE = "VBGEXH", "VBGE", "BVG", "JNPZEGR'DO"
NAMING = "D'J"  # what a gerund that is a noun stands behind
OPENING, BEFORE_OPENING = "DO", "DOR"  # "nearly all the"
BESIDE_VERB = "LIT"
ADJECTIVE, ADVERB, PARTICIPLE, GERUND, FINITE = "J", "R", "E", "G", "V"
NOUN, PARTICLE, COMMA, PREPOSITION, JOINING = "N", "L", ",", "I", "IS"
LISTING, WHO = ",C", "W"
AUXILIARIES = "HX"
CONDITION, PURPOSE = "condition", "purpose"
# What may stand before the verb of an object: no verb but those of a chain of infinitives ("is not *going to* draw").
_GOVERNED = re.compile("[^VBGE]*(?:[VBGE]R*TR*)*")
_RELATIVE = re.compile("(?:[NP],?W|[NP]t(?=[RMXHd]*[VXH]))[DOJNPZ']{0,5}[RMXHd]*[VBGEXH]$")
_INSERTED = re.compile(",[DOJNPZ']{1,8}R?V,$")
_SAID_BEHIND = re.compile(r"[.\n]|[DOJNPZ']{1,8}R?V[^,;:]{0,12}[.\n]")
_HANGING = re.compile("[NP]TR*[BXH]+$")
_BEFORE_NOUN = re.compile("(?:(?<=[DIJ'])|(?<=[DIJ']R))E(?=[NPJ])|(?:(?<=[DJ'])|(?<=[DJ']R))G(?=[NP])")


class Bearing(NamedTuple):
    """A hedge that reaches a word, and how the word stands to it.

    `stand`: own (the word the cue belongs to or governs at once, and what a verb in the scope finds), infinitive,
    gerund, verb (a further one in the same clause), modifier (a participle that goes with a noun), object (of any other
    verb in the scope, named for the first time), noun (another one behind a verb in the scope, and a known thing behind
    a preposition: "no answer to *the letter*"), left (before the cue).
    """

    hedge: HedgeDraft
    stand: str


class Bearings:
    """Finds what bears on a word.

    `definite` are the determiners of what is known already; `finding` the verbs, in all forms, whose object is there if
    they hold ("did not show *cracks*"), `causing` those that bring somebody to what an infinitive names ("did not lead
    him to *sell*"); `anything` the words for what is denied wherever it stands ("did not lead to *any talks*"). Of
    rules: `heads` whose cue is the verb they are about ("*Stop* the car"), `fronts` that tell of what stands before
    their cue ("efforts to *raise* it failed"), `undoes` whose verb, denied, undoes nothing ("did not stop *smoking*").
    `apart` are words behind which a gerund is no part of what is denied ("did not rest after *winning*").
    """

    __slots__ = ("_anything", "_apart", "_causing", "_definite", "_finding", "_fronts", "_heads", "_undoes")

    def __init__(
        self,
        definite: Collection[str] = (),
        finding: Collection[str] = (),
        causing: Collection[str] = (),
        anything: Collection[str] = (),
        heads: Collection[str] = (),
        fronts: Collection[str] = (),
        undoes: Collection[str] = (),
        apart: Collection[str] = (),
    ) -> None:
        self._heads, self._fronts, self._undoes = heads, fronts, undoes
        self._anything, self._apart = anything, apart
        self._definite = definite
        self._finding, self._causing = finding, causing

    def __call__(self, field: Field, hedges: Iterable[HedgeDraft], item: int) -> list[Bearing]:
        """The hedges whose scope holds `item`, in order of their cue."""
        found = []
        for hedge in hedges:
            if hedge.rule in self._heads and hedge.cue[0][0] == item:
                found.append(Bearing(hedge, "own"))
                continue
            for first, last in hedge.scope:
                if first <= item < last:
                    found.append(Bearing(hedge, self._stand(field, hedge, first, item)))
                    break
        if any(b.stand == PURPOSE for b in found):
            stand = "infinitive" if any(_governs(field.tags, b) for b in found) else "noun"
            found = [b._replace(stand=stand) if b.stand == PURPOSE else b for b in found]
        undoing = [b.hedge for b in found if b.hedge.rule in self._undoes and b.stand == "own"]
        return [_undone(b, undoing) for b in found] if undoing else found

    def _stand(self, field: Field, hedge: HedgeDraft, first: int, item: int) -> str:
        if item < hedge.cue[0][0]:
            return "own" if hedge.rule in self._fronts else "left"
        tags = field.tags
        begin = max(first, hedge.cue[-1][1])
        between, tag = _verbs_between(tags, begin, item), tags[item]
        inverted = hedge.type == CONDITION and tags[begin - 1] in AUXILIARIES  # "*had* the valve *held*"
        if inverted and tag == PARTICIPLE and not any(mark in between for mark in VERBS):
            return "own"
        if tag in MODIFYING and item > first:
            stand = self._participle(field, hedge, first, item)
            if stand:
                return stand
        if hedge.type == CONDITION and tag == ADJECTIVE and COMMA in between:  # "if it rains, *the yard is dry*"
            between = between[between.rfind(COMMA) :]
        if tag in VERBAL and WHO in between:
            if _RELATIVE.search(tags, begin, item + 1):
                return "noun"  # "if it breaks, the town that *was rebuilt* floods", "few who *came* stayed"
            if not any(mark in between[: between.index(WHO)] for mark in VERBS):
                between = ""  # "few who came *stayed*"
        described = PARTICIPLE in between and phrase_start(tags, item) <= begin  # "no *signed deal*"
        if described or not any(mark in between for mark in VERBS):
            further = PREPOSITION in between.lstrip(JOINING)  # than "not in *the roof*", "not because of *the rain*"
            return "noun" if tag in NOUN_LIKE and further and self._known(field, item) else "own"
        if tag in NOUN_LIKE:
            stays = tag == ADJECTIVE and item > begin and _is_predicate(tags, item)
            return "own" if stays else self._object(field, hedge, first, item)
        return (self._gerund if tag == GERUND else self._further)(field, hedge, first, item)

    def _participle(self, field: Field, hedge: HedgeDraft, first: int, item: int) -> str:
        """How a participle that goes with a noun stands, else "": behind one as the noun does ("did not lift the ban
        *imposed* in May"), before one as the noun that is denied itself ("no *signed* deal")."""
        tags = field.tags
        if _modifies(tags, item):
            head = _behind_adverbs(tags, item)
            of = self._stand(field, hedge, first, head) if head >= first else ""
            begun = phrase_start(tags, head) <= max(first, hedge.cue[-1][1])
            if of == "own" and hedge.flips and begun and not self._known(field, head):
                return "own"  # "there are no trains *running*", but not "none of the trains *running*"
            return "noun" if of in ("noun", "object") else "modifier"
        if _BEFORE_NOUN.match(tags, item):
            head = item + 1
            while tags[head + 1 : head + 2] in ("N", "P"):
                head += 1
            return "own" if self._stand(field, hedge, first, head) == "own" else "noun"
        return ""

    def _gerund(self, field: Field, hedge: HedgeDraft, first: int, item: int) -> str:
        """How a gerund behind a verb of the scope stands: as a noun does where it is one ("of the *slaying*")."""
        before = _behind_adverbs(field.tags, item)
        if field.tags[before] in NAMING:
            return self._object(field, hedge, first, item)
        return "noun" if hedge.flips and field.word[before] in self._apart else "gerund"

    def _object(self, field: Field, hedge: HedgeDraft, first: int, item: int) -> str:
        """How a noun behind a verb of the scope stands."""
        if hedge.flips and self._denied(field, item):
            return "own"
        tags, verb = field.tags, _governor(field.tags, first, item)
        if verb is None or self._known(field, item):
            return "noun"
        finds = " ".join(field.word[verb : verb + 1 + (tags[verb + 1] in BESIDE_VERB)])  # "turn up", "lead to"
        return "own" if finds in self._finding else "object"

    def _further(self, field: Field, hedge: HedgeDraft, first: int, item: int) -> str:
        """How a second verb of the scope stands: an infinitive that hangs on a noun is for what that noun is for
        ("did not close the yard *to build* a mill")."""
        tags, begin = field.tags, max(first, hedge.cue[-1][1])
        inserted = tags[item] == FINITE and _INSERTED.search(tags, begin, item + 2)  # "will not, *he said*, close"
        if inserted and not _SAID_BEHIND.match(tags, item + 2):  # but "if so, *we stay*, he said"
            return "noun"
        hangs_on = _HANGING.search(tags, begin, item + 1)
        if hangs_on and self._stand(field, hedge, first, hangs_on.start()) == "noun":
            verb = _governor(tags, first, hangs_on.start())
            return "infinitive" if verb is not None and field.word[verb] in self._causing else PURPOSE
        return "infinitive" if "T" in tags[max(begin, item - 3) : item] else "verb"

    def _denied(self, field: Field, item: int) -> bool:
        """Whether a noun phrase is one that only a denial lets stand, or what it is of: "in *any changes*", "on
        *anything*", "any sign of *wear*"."""
        tags, word = field.tags, field.word
        if determiner(tags, word, item) in self._anything or word[item] in self._anything:
            return True
        before = phrase_start(tags, item) - 2
        of = before >= 0 and tags[before + 1] == PREPOSITION and tags[before] in "NP" and not self._known(field, item)
        return of and self._denied(field, before)

    def _known(self, field: Field, item: int) -> bool:
        """Whether a noun phrase names something known: a name, "the", "its", somebody's."""
        first, tags = phrase_start(field.tags, item), field.tags
        opening = tags[first] == "O" or determiner(tags, field.word, item) in self._definite
        return opening or "'" in tags[first:item] or "P" in tags[first : item + 1]


def _verbs_between(tags: str, begin: int, item: int) -> str:
    """The tags from `begin` up to a word, where a participle before its noun counts as an adjective."""
    between = tags[begin:item]
    if PARTICIPLE in between or GERUND in between:
        return _BEFORE_NOUN.sub(ADJECTIVE, tags[begin : item + 1])[:-1]
    return between


def _governs(tags: str, bearing: Bearing) -> bool:
    """Whether a hedge has an infinitive for its complement and is no noun itself ("*let* the men *leave*")."""
    return bearing.stand == "own" and tags[bearing.hedge.cue[-1][1] - 1] not in "NP"


def _governor(tags: str, first: int, item: int) -> int | None:
    """The first verb of the scope if it is done to a noun phrase: right behind it or listed ("no *rust or soot*")."""
    begin = phrase_start(tags, item)
    while begin > first and tags[begin - 1] in LISTING:
        begin = phrase_start(tags, len(tags[:begin].rstrip(LISTING)) - 1)
    if begin - 2 >= first and tags[begin - 1] == PREPOSITION and tags[begin - 2] in ACTIVE and tags[item] == NOUN:
        begin -= 1  # "did not provide *for* repairs"
    if tags[begin - 1] == PARTICLE:  # "did not turn *up* a clue"
        begin -= 1
    if begin <= first or tags[begin - 1] not in VERBS or not _GOVERNED.fullmatch(tags, first, begin - 1):
        return None
    return begin - 1


def _undone(bearing: Bearing, undoing: Iterable[HedgeDraft]) -> Bearing:
    """The same; where it denies one of the verbs that undo the word it denies that the word is undone."""
    hedge = bearing.hedge
    beside = hedge.flips and bearing.stand in ("noun", "object")
    return bearing._replace(stand="gerund") if beside and any(_over(hedge, inner) for inner in undoing) else bearing


def _over(outer: HedgeDraft, inner: HedgeDraft) -> bool:
    """Whether the cue of one hedge stands in the scope of another, behind its cue."""
    at = inner.cue[0][0]
    return at > outer.cue[0][0] and any(first <= at < last for first, last in outer.scope)


def _is_predicate(tags: str, item: int) -> bool:
    """Whether an adjective is said of the subject of the verb before it ("did not stay *silent*", "being *idle*")."""
    return tags[_behind_adverbs(tags, item)] in ACTIVE and tags[item + 1 : item + 2] not in ("N", "P", "J", "C")


def _modifies(tags: str, item: int) -> bool:
    """Whether a participle stands with a noun ("the sold mill", "calls seeking help") and not in a verb group."""
    head = _behind_adverbs(tags, item)
    return head >= 0 and tags[head] in "NPYZ"


def _behind_adverbs(tags: str, item: int) -> int:
    """The item before a word and the adverbs that belong to it; -1 where there is none."""
    item -= 1
    while item >= 0 and tags[item] == ADVERB:
        item -= 1
    return item


def determiner(tags: str, word: Sequence[str], item: int) -> str:
    """The word that opens the noun phrase whose head is `item`, if it is a determiner or a pronoun; else "none"."""
    first = phrase_start(tags, item)
    return word[first] if first < item and tags[first] in "DO" else "none"


def phrase_start(tags: str, item: int) -> int:
    """Where the noun phrase whose head is `item` begins: behind the verb that governs it, and no further back than its
    determiner."""
    while item > 0 and tags[item - 1] in IN_PHRASE:
        if tags[item] in OPENING and tags[item - 1] not in BEFORE_OPENING:
            break
        if tags[item - 1] == "E" and tags[: item - 1].rstrip("R")[-1:] in ("X", "H"):  # "has made *offers*"
            break
        item -= 1
    return item
