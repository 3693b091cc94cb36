"""What was found, worded as the output contract says: plain dicts, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from attrib.analyse import Analysis
from attrib.match.field import Field
from attrib.match.items import QUOTED
from attrib.model import SCHEMA
from attrib.ratings.book import Book
from attrib.resolve.draft import Draft, ancestors
from attrib.resolve.hedged import HedgeDraft
from attrib.resolve.publisher import Parties, Party
from attrib.resolve.resolution import Resolution, SourceDraft

Record = dict[str, Any]


class Rules(Protocol):
    """The pack as a record names it."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def sha256(self) -> str: ...


def by_cue(drafts: Sequence[Draft]) -> list[Draft]:
    """The attributions in order of their cue."""
    return sorted(drafts, key=lambda d: (d.first_cue, d.cue))


def number(drafts: Sequence[Draft]) -> None:
    """Give the listed ones their ids, in order."""
    for at, draft in enumerate((d for d in drafts if d.listed), 1):
        draft.id = f"a{at}"


def attribution(draft: Draft, field: Field) -> Record:
    return {
        "id": draft.id,
        "source": _spans(draft.source),
        "cue": _spans(draft.cue),
        "content": _spans(draft.content),
        "source_id": None if draft.source_index is None else source_id(draft.source_index),
        "parent": next((p.id for p in ancestors(draft) if p.listed), None),
        "addressee": list(draft.addressee) if draft.addressee else None,
        "manner": draft.manner or manner(draft, field),
        "attitude": draft.attitude,
        "author_stance": draft.stance,
        "certainty": draft.level,
        "polarity": draft.sign,
        "confidence": None if draft.confidence is None else round(draft.confidence, 3),
        "rule": draft.match.rule.id,
        "estimates": list(draft.estimates),
    }


def manner(draft: Draft, field: Field) -> str:
    """Direct when quotations alone are the content, mixed when they are a part of it."""
    tags = "".join(field.tags[first:last] for first, last in draft.content_items)
    if QUOTED in tags:
        return "mixed" if tags.strip(QUOTED + ",.") else "direct"
    return "mixed" if any(_holds_mark(field, start, end) for start, end in draft.content) else "indirect"


def _holds_mark(field: Field, start: int, end: int) -> bool:
    quotations = field.layout.quotations
    for quotation in quotations[bisect_left(quotations, (start,)) :]:
        if quotation.start >= end:
            return False
        if quotation.end <= end and quotation.inner_start < quotation.inner_end:
            return True
    return False


def hedge(draft: HedgeDraft, number: int, field: Field, estimates: Sequence[Record]) -> Record:
    return {
        "id": f"h{number}",
        "cue": [list(field.chars(items)) for items in draft.cue],
        "scope": [list(field.chars(items)) for items in draft.scope if items[0] < items[1]],
        "type": draft.type,
        "level": draft.level,
        "value": draft.value,
        "rule": draft.rule,
        "estimates": list(estimates),
    }


def source_id(index: int) -> str:
    return f"s{index + 1}"


def source(draft: SourceDraft, index: int) -> Record:
    return {
        "id": source_id(index),
        "name": draft.name,
        "mentions": _spans(draft.mentions),
        "kind": draft.kind,
        "naming": draft.naming,
        "resolved_from": list(draft.resolved_from),
        "key": draft.key,
        "members": list(draft.members),
        "issued_by": None if draft.issued_by is None else source_id(draft.issued_by),
        "access": draft.access,
        "anonymity_reason": list(draft.anonymity_reason) if draft.anonymity_reason else None,
        "registry": draft.registry,
        "control": draft.control._asdict() if draft.control else None,
        "ratings": list(draft.ratings),
        "rating_status": draft.rating_status,
        "reason": draft.reason,
        "reasons": list(draft.reasons),
    }


def provenance(found: Parties, book: Book | None) -> Record:
    """Publisher and agency of a document, kept apart; null where nothing names one."""
    return {name: party(one, book) if one else None for name, one in zip(Parties._fields, found, strict=True)}


def party(one: Party, book: Book | None) -> Record:
    facts = one.facts
    key = facts.id if facts else one.domain or one.name
    return {
        "name": one.name,
        "found_by": one.found_by,
        "domain": one.domain or None,
        "registry": facts.id if facts else None,
        "kind": facts.kind if facts else "unknown",
        "control": facts.control._asdict() if facts and facts.control else None,
        "ratings": list(book.of(key)) if book else [],
        "rating_status": book.status(key, "unrated") if book else "unrated",
    }


def record(
    analysis: Analysis,
    hedges: Sequence[HedgeDraft],
    estimates: Mapping[HedgeDraft, Sequence[Record]],
    resolution: Resolution,
    labels: Sequence[Record | None],
    rules: Rules,
    head: Mapping[str, Any],
) -> Record:
    """The whole document. `head` holds its id, text and meta; `estimates` the classes of standards that hedges
    stand for; `labels` one entry a sentence."""
    field = analysis.field
    listed = [d for d in analysis.drafts if d.listed]
    by_sentence = _by_sentence([(d.id, d.sentence) for d in listed])
    hedges_by_sentence = _by_sentence([(f"h{n}", field.sentence[h.cue[0][0]]) for n, h in enumerate(hedges, 1)])
    return {
        "schema": SCHEMA,
        **head,
        "rules": {"pack": rules.name, "version": rules.version, "sha256": rules.sha256},
        "sentences": [
            {
                "index": index,
                "start": s.start,
                "end": s.end,
                "paragraph": s.paragraph,
                "boilerplate": s.boilerplate,
                "label": label,
                "attributions": by_sentence.get(index, []),
                "hedges": hedges_by_sentence.get(index, []),
            }
            for index, (s, label) in enumerate(zip(analysis.layout.sentences, labels, strict=True))
        ],
        "attributions": [attribution(d, field) for d in listed],
        "hedges": [hedge(h, n, field, estimates.get(h, ()) if estimates else ()) for n, h in enumerate(hedges, 1)],
        "sources": [source(s, i) for i, s in enumerate(resolution.sources)],
    }


def _by_sentence(pairs: Sequence[tuple[str, int]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name, sentence in pairs:
        found.setdefault(sentence, []).append(name)
    return found


def _spans(spans: Sequence[Sequence[int]]) -> list[list[int]]:
    return [list(span) for span in spans]
