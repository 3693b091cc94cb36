"""What `explain` shows: for each sentence the cues seen, the rules that fired on them, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attrib.account import Account
from attrib.model import Document

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CueTrace:
    """One match. `outcome` is won, lost or blocked; `reason` says why; `slots` holds half-open character offsets."""

    start: int
    end: int
    text: str
    rule: str
    phrase: str
    outcome: str
    reason: str
    slots: Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """`account` is None where nothing bears on what the sentence says."""

    index: int
    cues: tuple[CueTrace, ...]
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The document with the history of every match."""

    document: Document
    sentences: tuple[SentenceTrace, ...]


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired and was kept: the spans of its slots, by name; `scope` is a hedge's."""

    rule: str
    slots: Mapping[str, tuple[Span, ...]]
