"""What is found of the sources of a document: who they are, and which mention is whose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from attrib.resolve.kinds import Customs
from attrib.resolve.registry import Control

UNRATED, UNRESOLVED = "unrated", "unresolved"
NAMED, ANONYMOUS, PERSON = "named", "anonymous", "person"


@dataclass(slots=True)
class SourceDraft:
    """A source of one document; the fields are those of the output."""

    name: str
    mentions: list[tuple[int, int]]
    kind: str
    naming: str
    resolved_from: list[str]
    key: str
    members: list[str]
    issued_by: int | None
    access: str | None
    anonymity_reason: tuple[int, int] | None
    registry: str | None
    control: Control | None
    ratings: list[Any] = field(default_factory=list)
    rating_status: str = UNRATED
    reason: str = ""
    reasons: list[str] = field(default_factory=list)


class Resolution(NamedTuple):
    """The sources of a document; `of` maps each mention to its source, or None where nothing is named; `via` to the
    medium that it spoke to, where that is another than the document's own."""

    sources: list[SourceDraft]
    of: list[int | None]
    via: list[int | None]

    def origins(self, index: int) -> list[str]:
        """Who a source is made up of: its members, or itself."""
        source = self.sources[index]
        return source.members or [source.name]


def circumstances(draft: SourceDraft, customs: Customs, sentence: str, at: int) -> None:
    """How a source knows, why it is not named, what it writes: from a sentence that begins at this character."""
    if draft.kind == PERSON and draft.naming == NAMED and (clue := customs.clue("craft", sentence)):
        draft.kind = clue[0]
    anonymous = draft.naming != NAMED and draft.anonymity_reason is None
    if draft.access is not None and not anonymous:
        return
    if draft.access is None and (clue := customs.clue("access", sentence)):
        draft.access = clue[0]
    if anonymous and (clue := customs.clue("anonymity", sentence)):
        draft.anonymity_reason = (at + clue[1][0], at + clue[1][1])
