"""Which word of a clause is its predicate: the head noun where there is no verb.

A walk over tags, past the clauses inside the clause; what a verb group or an opening looks like stands in the pack
(`structure/clause.yml`).
"""

from __future__ import annotations

import re

from attrib.match.items import QUOTED, STOP, Items
from attrib.rules.pack import Structure

FINITE = frozenset("VXHMd")  # tags of finite verbs
VERBAL = frozenset("VBGEXHMd")
SUBJECT = frozenset("DOPNZ")  # of what may open a subject
ADVERBIAL = frozenset("IJYT")  # of what may open an adverbial before the subject
EMBEDDING = frozenset("WtOD")  # of what may begin a clause inside the clause
CLOSING = {",": ",", "-": "-", "(": ")"}  # what ends a clause that such a mark goes before
MODAL = "M"
VERB, NAMING = "V", frozenset("NPZ,)")  # what may be a participle, behind what it may belong to
DASH = "-"
OPEN = " "  # stands for the mark of a clause that none was put before
NEVER = "(?!)"


class Clauses:
    """The pack's patterns of clauses, compiled. A pack without them has no predicate but a lone finite verb."""

    __slots__ = (
        "adjective", "after_infinitive", "aside", "free_relative", "governed", "infinitive", "noun", "of_noun",
        "opening", "participle", "reduced", "verbs",
    )  # fmt: skip

    def __init__(self, structure: Structure) -> None:
        def pattern(name: str, end: str = "") -> re.Pattern[str]:
            return re.compile(f"{structure.either(f'predicate-{name}') or NEVER}{end}")

        self.verbs = pattern("verbs")
        self.infinitive = pattern("infinitive")
        self.after_infinitive = pattern("after-infinitive")
        self.opening = pattern("opening")
        self.participle = pattern("participle")
        self.free_relative = pattern("free-relative")
        self.governed = pattern("governed")
        self.reduced = pattern("reduced")
        self.noun = pattern("noun")
        self.adjective, self.aside = pattern("adjective"), pattern("aside")
        self.of_noun = pattern("of-noun", r"\Z")

    def predicate(self, tags: str, items: Items) -> int | None:
        """The item of the predicate of the clause in `items` (half-open); None where there is no item."""
        infinitive = self.infinitive.match(tags, *items)
        if infinitive and not self.after_infinitive.search(tags, *items):
            return infinitive.end() - 1
        return _Walk(self, tags, *items).predicate()

    def verbless(self, tags: str, items: Items) -> int | None:
        """What stands for a clause without a finite verb."""
        first, last = items
        if first >= last:
            return None
        if tags[first] == QUOTED:  # what is quoted, with who says so
            return first
        if adjective := self.adjective.match(tags, first, last):  # "due to the owner selling"
            return adjective.end() - 1
        if found := [i for i in range(first, last) if tags[i] in "BGE" and not self._of_noun(tags, first, i)]:
            return found[0]
        noun = self.noun.match(tags, first, last)
        return noun.end() - 1 if noun else first

    def _of_noun(self, tags: str, first: int, item: int) -> bool:
        """Whether an infinitive hangs on a noun ("a plan to sell"): then the noun is the head."""
        return tags[item] == "B" and self.of_noun.search(tags, first, item) is not None

    def embeds(self, tags: str, at: int) -> bool:
        """Whether a clause inside the clause begins here: a relative, a "that", a subject right after another noun."""
        tag, before = tags[at], tags[at - 1]
        if tag == "W":
            return before != "C"
        if tag == "D":
            return self.reduced.match(tags, at) is not None
        if tag == "t":  # but for the pronoun: "While the mill slept, *that* did not stop the owners"
            return before != "," or tags[at + 1 : at + 2] not in FINITE
        return tag == "O" and before in "NO" and tags[at + 1 : at + 2] in FINITE


class _Walk:
    """A walk along a clause to its predicate, past the clauses inside it."""

    __slots__ = (
        "clauses",
        "closing",
        "depth",
        "doubted",
        "doubtful",
        "first",
        "inner",
        "last",
        "left",
        "start",
        "tags",
    )

    def __init__(self, clauses: Clauses, tags: str, first: int, last: int) -> None:
        self.clauses = clauses
        self.tags, self.start, self.first, self.last = tags, first, first, last
        self.inner, self.depth = last, 0  # where the first clause inside begins; how many are open
        self.closing = ""  # what ends each of them, the innermost last
        self.left = first  # the last predicate of a clause inside
        self.doubtful, self.doubted = False, -1  # one that may be the main one after all; its predicate

    def predicate(self) -> int | None:
        at, tags = self._opened(), self.tags
        while at < self.last:
            tag = tags[at]
            if tag in FINITE and (tags[at - 1] not in "TI" or self._stranded(at)):
                group, begun = self.clauses.verbs.match(tags, at, self.last), at
                at = group.end() - 1 if group else at
                if not self.depth:
                    if tag == VERB and tags[at - 1] in NAMING and self.clauses.participle.match(tags, at):
                        at += 1
                        continue
                    if self.doubted >= 0 and self._joined(at):
                        return self.doubted
                    if self.doubted >= 0 or not (self._goes_on(at) or self._extracted(begun)):
                        return at
                    self.doubted = at
                elif self.closing[-1:] != ",":  # what stands between commas ends with one, however many verbs it has
                    self._leave(at)
                    self.left = at
            elif tag == "S" and not self.depth:
                at = self._subordinate(at)
            elif tag == "(" and at > self.start and (closed := tags.find(")", at, self.last)) >= 0:
                at = closed
            elif tag == STOP and self.doubted >= 0:
                return self.doubted
            elif tag == "," and not self.depth and self.doubted < 0 and (aside := self.clauses.aside.match(tags, at)):
                at = aside.end() - 1
            elif tag == DASH and not self.depth and self.doubted < 0:
                at = self._over_dashes(at)
            elif tag in self.closing and self.depth:
                self._close(tag)
            elif tag in EMBEDDING and at > self.start and not self._resumes(tag) and self._embeds(at):
                self._enter(at)
            at += 1
        if self.doubted >= 0:
            return self.doubted
        left = (self.first, self.inner) if self.first < self.inner else (self.start, self.last)
        return self.clauses.verbless(tags, left)

    def _stranded(self, at: int) -> bool:
        """Whether a finite verb may follow what a clause inside left: "the bed we lie in *may* go", "all who want to
        *may* stay"."""
        return self.tags[at] == MODAL and (self.depth > 0 or self.doubted >= 0 or self.tags[at - 1] == "T")

    def _opened(self) -> int:
        """Behind a clause without a conjunction that opens the sentence: "Having lost, he left", "What he sold was"."""
        if subject := self.clauses.free_relative.match(self.tags, self.start, self.last):
            return subject.end()
        opened = self.clauses.opening.match(self.tags, self.start, self.last)
        return self.start if opened is None else self._subordinate(self.start)

    def _subordinate(self, at: int) -> int:
        """Past a clause that a conjunction opens: to its comma, or into it. "Whether to go" has no finite verb."""
        if at > self.start and self.tags[at + 1 : at + 2] == "T":
            return at
        comma = self._end_of_subordinate(at)
        if comma < 0 or not self.tags[comma + 1 : self.last].strip(",.") or self._hangs_on(at, comma):
            # "When he left the hall fell silent": the first verb is its own, if there is a second one
            self.depth, self.closing, self.doubtful = 1, OPEN, self.doubtful or at == self.start
            return at
        self.first = comma + 1
        return comma

    def _hangs_on(self, at: int, comma: int) -> bool:
        """Whether all that follows a clause is another that hangs on it: "whether they met, *although it rained*"."""
        follows = self.tags[comma + 1 : self.last]
        return at == self.start and follows.startswith("S") and "," not in follows.rstrip(",.")

    def _over_dashes(self, at: int) -> int:
        """Past an aside between dashes that stands before the verb: "the sale - *it was the last* - might go ahead"."""
        closed = self.tags.find(DASH, at + 1, self.last)
        resumes = closed > 0 and self.clauses.verbs.match(self.tags, closed + 1, self.last)
        return closed if resumes and STOP not in self.tags[at:closed] else at

    def _end_of_subordinate(self, at: int) -> int:
        """The comma that ends a clause; -1 where there is none. An aside between its subject and its verb ends nothing
        ("although locks, like weirs, leak, …")."""
        comma = self.tags.find(",", at, self.last)
        if comma < 0 or self.tags[at] != "S" or not FINITE.isdisjoint(self.tags[at:comma]):
            return comma
        end = comma
        while (end := self.tags.find(",", begun := end + 1, self.last)) >= 0:
            behind = self.tags[begun : begun + 1]
            if not FINITE.isdisjoint(self.tags[begun:end]):  # the verb at last: behind an aside, or the end of a list
                aside = begun > comma + 1 and (behind in FINITE or behind == "C")
                return end if aside and not FINITE.isdisjoint(self.tags[end : self.last]) else comma
        return comma

    def _resumes(self, tag: str) -> bool:
        """Whether a pronoun is the subject that a clause before it waits for ("If it is late *we* wait")."""
        return tag == "O" and self.doubted >= 0 and self.tags[self.start] == "S"

    def _embeds(self, at: int) -> bool:
        """Whether a clause inside begins here: a second relative too ("who ask, and *who* pay, are")."""
        tags, inner = self.tags, self.inner
        joined = tags[at] == "W" and tags[at - 1] == "C" and inner < at - 1 and tags[inner] == "W"
        return joined or self.clauses.embeds(tags, at)

    def _enter(self, at: int) -> None:
        before = at - 1
        if self.tags[before] == "I":  # ", some of *whom* left,"
            before = self.start + len(self.tags[self.start : before].rstrip("DOJZ")) - 1
        self.depth, self.closing = self.depth + 1, self.closing + CLOSING.get(self.tags[before], OPEN)
        self.inner = min(self.inner, at)
        led = self.tags[self.start : at].lstrip("CR,")[:1] in ADVERBIAL  # "But in this case I think"
        main = led and self.depth == 1 and "S" not in self.tags[self.start + 1 : at]
        if self.tags[at] == "D" or (self.tags[at] == "O" and main):
            self.doubtful = True

    def _goes_on(self, at: int) -> bool:
        """Whether a verb is the second one of a relative that the subject has ("who rode but *did not* pay")."""
        joint = self.tags.rfind("C", self.inner, at)
        return joint > self.inner and self.tags[self.inner] == "W" and not self.tags[joint + 1 : at].strip("RMHXd")

    def _extracted(self, begun: int) -> bool:
        """Whether a verb follows that of a relative with a subject of its own, and may be inside too ("the man who they
        say *may have paid* left")."""
        inside = self.tags[self.inner + 1 : self.left]
        return (
            self.tags[self.inner : self.inner + 1] == "W" and begun == self.left + 1 and not SUBJECT.isdisjoint(inside)
        )

    def _joined(self, at: int) -> bool:
        """Whether a verb is joined to the one that was in doubt, or is that of another clause joined to it: then that
        one was the main one."""
        between = self.tags[self.doubted + 1 : at]
        if ";" in between:
            return True
        joint = between.rfind("C")
        if joint < 0 or self.tags[self.start] == "S":
            return False
        own = not SUBJECT.isdisjoint(between[joint + 1 :])
        return between[joint - 1 : joint] == "," if own else not between[joint + 1 :].strip("RMHXd")

    def _close(self, mark: str) -> None:
        """Out of all that is open inside what the mark ends, and of that."""
        while not self.closing.endswith(mark):
            self.depth, self.closing = self.depth - 1, self.closing[:-1]
        self._leave()

    def _leave(self, predicate: int = -1) -> None:
        """Out of a clause behind its predicate, and into what it may govern ("who said *he left* was")."""
        self.depth, self.closing = self.depth - 1, self.closing[:-1]
        if self.doubtful and self.doubted < 0:
            self.doubted = predicate
        if (
            predicate >= 0
            and not self.depth
            and self.doubted < 0
            and self.clauses.governed.match(self.tags, predicate + 1)
        ):
            self.depth, self.closing, self.doubtful = 1, OPEN, True
