"""Which word stands for a stretch of text: the predicate of a clause, the head noun of a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from attrib.match.field import QUOTED, STOP, Field, Items


def head_of(field: Field, start: int, end: int) -> int | None:
    """The item of the head word of these characters: of a clause its predicate, of a phrase its last noun.

    Where they hold a quotation and words around it the words around it are looked at.
    """
    for frame in field.frames:
        low = bisect_right(field.end, start, frame.first, frame.last)
        high = bisect_left(field.start, end, low, frame.last)
        items = [i for i in range(low, high) if field.word[i] and field.tags[i] != QUOTED]
        if len(items) == 1:
            return items[0]
        if items:
            return main_predicate(field, (items[0], items[-1] + 1))
    return None


_GROUP = re.compile(
    r"R*[MHXd][HXdR]*[BGEV]|[Md][DOJNPZ']{1,5}R*[BV]|(?<![^C\n.])H[DOJNPZ']{1,5}R*[EV]|[MHXd](?:R*[HXd])*"
)
FINITE = frozenset("VXHMd")  # tags of finite verbs
EMBEDDING = frozenset("WtOD")  # of what may begin a clause inside the clause
VERBAL = frozenset("VBGEXHMd")
CLOSING = {",": ",", "-": "-", "(": ")"}  # what ends a clause that such a mark goes before
_NOUN_HEAD = re.compile(r"[^.\nI,]*?[NPZ](?![NPZ'])")
_INFINITIVE = re.compile(r"R?TR*(?:[HX]R*)*[BVEGXHd]")
_NEW_CLAUSE = re.compile(r",[CR]?[DOJNPZ']{1,8}R?[VXHMd]")  # "To win, he must run"
_OPENING = re.compile(
    r"(?:[HX]R*[EJ]|E|H[DOJNPZ']{1,6}R*E|W[^.\n,VXHMd]*[VXHMd])[^.\n,]*,[CR]?[DOJNPZ']{1,8}R*[VXHMd]"
)  # "Having lost, he left", "Whatever they say, he left"
_FREE_RELATIVE = re.compile(  # "What we could do was to wait", "What he sold was a lie"
    r"W[DOJNPZ']{0,6}R*(?:M[RHXd]*[BEGV]?[^.\n,VXMHdtSWC?]{0,25}(?:,R,)?|VR*[JE]?)(?=[VXHMd])"
)
_GOVERNED = re.compile(r"(?:O|D[JNPZE]{0,3}[NP]|[NP]{1,3})R?[VXHMd]")
_TO_OF_NOUN = re.compile(r"[NP]TR*\Z")
_REDUCED = re.compile(r"(?<=[NP])D[JNPZE]{0,3}[NP]R?[VXHMd]")  # "the money the town has paid"


def main_predicate(field: Field, items: Items) -> int | None:
    """The item of the predicate of the clause in `items`; the head noun where there is no verb.

    Looked for once a clause: what bears on a sentence asks for the same one again and again.
    """
    known = field.predicates
    if items not in known:
        known[items] = _predicate(field.tags, items)
    return known[items]


def _predicate(tags: str, items: Items) -> int | None:
    if (infinitive := _INFINITIVE.match(tags, *items)) and not _NEW_CLAUSE.search(tags, *items):
        return infinitive.end() - 1
    return _Walk(tags, *items).predicate()


class _Walk:
    """A walk along a clause to its predicate, past the clauses inside it."""

    __slots__ = ("closing", "depth", "doubted", "doubtful", "first", "inner", "last", "start", "tags")

    def __init__(self, tags: str, first: int, last: int) -> None:
        self.tags, self.start, self.first, self.last = tags, first, first, last
        self.inner, self.depth = last, 0  # where the first clause inside begins; how many are open
        self.closing = ""  # what ends one that was set apart
        self.doubtful, self.doubted = False, -1  # one that may be the main one after all; its predicate

    def predicate(self) -> int | None:
        at, tags = self._opened(), self.tags
        while at < self.last:
            tag = tags[at]
            if tag in FINITE and tags[at - 1] not in "TI":
                group = _GROUP.match(tags, at, self.last)
                at = group.end() - 1 if group else at
                if not self.depth:
                    if self.doubted >= 0 or not self._goes_on(at):
                        return at
                    self.doubted = at
                elif self.closing != ",":  # what stands between commas ends with one, however many verbs it has
                    self._leave(at)
            elif tag == "S" and not self.depth:
                at = self._subordinate(at)
            elif tag == STOP and self.doubted >= 0:
                return self.doubted
            elif self.closing and tag == self.closing:
                self._leave()
            elif tag in EMBEDDING and at > self.start and not self._resumes(tag) and _embeds(tags, at):
                self._enter(at)
            at += 1
        if self.doubted >= 0:
            return self.doubted
        return _verbless(tags, (self.first, self.inner) if self.first < self.inner else (self.start, self.last))

    def _opened(self) -> int:
        """Behind a clause without a conjunction that opens the sentence: "Having lost, he left", "What he sold was"."""
        if subject := _FREE_RELATIVE.match(self.tags, self.start, self.last):
            return subject.end()
        opened = _OPENING.match(self.tags, self.start, self.last)
        return self.start if opened is None else self._subordinate(self.start)

    def _subordinate(self, at: int) -> int:
        """Past a clause that a conjunction opens: to its comma, or into it. "Whether to go" has no finite verb."""
        if at > self.start and self.tags[at + 1 : at + 2] == "T":
            return at
        comma = self.tags.find(",", at, self.last)
        if comma < 0 or not self.tags[comma + 1 : self.last].strip(",."):
            # "When he left the hall fell silent": the first verb is its own, if there is a second one
            self.depth, self.doubtful = 1, self.doubtful or at == self.start
            return at
        self.first = comma + 1
        return comma

    def _resumes(self, tag: str) -> bool:
        """Whether a pronoun is the subject that a clause before it waits for ("If it is late *we* wait")."""
        return tag == "O" and self.doubted >= 0 and self.tags[self.start] == "S"

    def _enter(self, at: int) -> None:
        before = at - 2 if self.tags[at - 1] == "I" else at - 1
        self.depth, self.closing = self.depth + 1, CLOSING.get(self.tags[before], "")
        self.inner = min(self.inner, at)
        if self.tags[at] == "D" or (self.tags[at] == "O" and self.tags[self.start] == "I"):  # "In this case I think"
            self.doubtful = True

    def _goes_on(self, at: int) -> bool:
        """Whether a verb is the second one of a relative that the subject has ("who rode but *did not* pay")."""
        joint = self.tags.rfind("C", self.inner, at)
        return joint > self.inner and self.tags[self.inner] == "W" and not self.tags[joint + 1 : at].strip("RMHXd")

    def _leave(self, predicate: int = -1) -> None:
        """Out of a clause behind its predicate, and into what it may govern ("who said *he left* was")."""
        self.depth, self.closing = self.depth - 1, ""
        if self.doubtful and self.doubted < 0:
            self.doubted = predicate
        if predicate >= 0 and not self.depth and self.doubted < 0 and _GOVERNED.match(self.tags, predicate + 1):
            self.depth, self.doubtful = 1, True


def _embeds(tags: str, at: int) -> bool:
    """Whether a clause inside the clause begins here: a relative, a "that", a subject right after another noun."""
    tag, before = tags[at], tags[at - 1]
    if tag == "W":
        return before != "C"
    if tag == "D":
        return _REDUCED.match(tags, at) is not None
    if tag == "t":  # but for the pronoun: "While the mill slept, *that* did not stop the owners"
        return before != "," or tags[at + 1 : at + 2] not in FINITE
    return tag == "O" and before in "NO" and tags[at + 1 : at + 2] in FINITE


def _verbless(tags: str, items: Items) -> int | None:
    first, last = items
    if tags[first] == QUOTED:  # what is quoted, with who says so
        return first
    if found := [i for i in range(first, last) if tags[i] in "BGE" and not _of_noun(tags, first, i)]:
        return found[0]
    noun = _NOUN_HEAD.match(tags, first, last)
    return noun.end() - 1 if noun else (first if first < last else None)


def _of_noun(tags: str, first: int, item: int) -> bool:
    """Whether an infinitive hangs on a noun ("a plan to sell"): then the noun is the head."""
    return tags[item] == "B" and _TO_OF_NOUN.search(tags, first, item) is not None
