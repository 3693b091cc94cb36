"""From an analysis to the finished record: hedges drawn, sources resolved, sentences labelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from attrib.account import Account, account
from attrib.analyse import Analysis
from attrib.certainty import Judge
from attrib.claims import Claiming, clause, spoke
from attrib.label import NOUNS, Labeller, Verdict
from attrib.match.engine import Match
from attrib.match.field import Field
from attrib.match.items import QUOTED, Items
from attrib.model import Certainty
from attrib.predicate import main_predicate
from attrib.ratings.book import Book, load_book
from attrib.ratings.load import Known, pack_files
from attrib.record import Record, by_cue, number, provenance, record, source_id
from attrib.reported import holds
from attrib.resolve.anaphora import BACK, RUNNING
from attrib.resolve.draft import Draft, Span, ancestors, joined, trimmed, widened
from attrib.resolve.estimates import Estimates
from attrib.resolve.hedged import HedgeDraft
from attrib.resolve.hedges import Hedger
from attrib.resolve.looks import Mention
from attrib.resolve.publisher import parties
from attrib.resolve.resolution import Resolution
from attrib.resolve.somebody import of_somebody
from attrib.resolve.sources import Resolver
from attrib.rules.pack import Pack
from attrib.scales import load_scales
from attrib.trace import Firing

UNDETERMINED = "und"  # ISO 639-2, for a text that is not in the pack's language
SUBORDINATE, TO, THAT = "S", "T", "t"


Estimated = Mapping[HedgeDraft, Sequence[Record]]
"""The classes of standards that hedges stand for; those without any are left out."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A record with what it was made from."""

    record: Record
    analysis: Analysis
    hedges: list[HedgeDraft]
    listed: Sequence[HedgeDraft]  # those of the record, where only some types were asked for
    judge: Judge
    estimates: Estimated

    def certainty_at(self, start: int, end: int, author: bool) -> Certainty:
        return self.judge.certainty_at(self.analysis.field, self.hedges, self.analysis.drafts, start, end, author)

    def slots(self, match: Match) -> dict[str, tuple[Span, ...]]:
        """The spans of a match by slot, contents with the quotation marks that hug them."""
        field = self.analysis.field
        spans = {name: joined(field, match.get(name)) for name in dict.fromkeys(name for name, _ in match.slots)}
        if "content" in spans:
            spans["content"] = [widened(field, span) for span in spans["content"]]
        return {name: tuple(found) for name, found in spans.items()}

    def firings(self) -> list[Firing]:
        """The rules that were kept, pseudo rules among them, with the spans of their slots."""
        kept = dict.fromkeys(d.match for d in self.analysis.drafts if d.listed)
        found = [Firing(match.rule.id, self.slots(match)) for match in (*kept, *self.analysis.pseudo)]
        for one in self.hedges:
            spans = {"cue": one.cue, "scope": one.scope}
            found.append(Firing(one.rule, {name: tuple(joined(self.analysis.field, s)) for name, s in spans.items()}))
        return found

    def kept(self) -> Iterator[tuple[Match, str, tuple[Span, ...]]]:
        """Every match that stands, with how it became what it is, and a hedge's scope."""
        for d in self.analysis.drafts:
            inside = f"inside {d.parent.id}" if d.parent and d.parent.id else ""
            measured = "" if d.confidence is None else f"measured right {d.confidence:.2f}"
            name = d.id or "for the label alone"
            yield d.match, ", ".join(filter(None, (name, inside, measured))), ()
        kept = {(one.rule, one.cue): (number, one) for number, one in enumerate(self.listed, 1)}
        for match in self.analysis.hedging:
            if found := kept.pop((match.rule.id, match.cue), None):
                number, hedge = found
                told = _told(number, hedge, self.estimates.get(hedge, ()))
                yield match, told, tuple(joined(self.analysis.field, hedge.scope))


def _of(hedges: Iterable[HedgeDraft], estimates: Estimated) -> list[Record]:
    return [estimate for hedge in hedges for estimate in estimates.get(hedge, ())]


def _denied(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The claim in the sentence before that a denial of "it" means: whoever makes it is somebody else."""
    if draft.points != BACK or draft.match.rule.kind != "denial":
        return None
    (start, end), *_ = draft.content
    return next((one for one in drafts if one.parent is None and start <= one.first_cue < end), None)


def _cited(draft: Draft, field: Field) -> bool:
    """Whether a source is named in passing: behind its own cue in the clause of another ("Reuters said, citing *a
    clerk*"), or within what another says."""
    if draft.parent is None or draft.parent.points in RUNNING:
        return False
    return not draft.linked or (bool(draft.cue) and field.text[draft.cue[-1][1] : draft.source[0][0]].isspace())


def _clause_of(draft: Draft, told: Items | None) -> Sequence[Items]:
    """What stands in the clause of a source up to the end of its cue, and whom it speaks to: "she *freed Roig and*
    told *Holm*" is neither of them."""
    source, cue = draft.source_items, draft.match.cue[-1][1]
    between = [(source[1], cue)] if source and source[1] < cue else []
    return [*between, told] if told else between


def _signer(draft: Draft) -> Draft | None:
    """Whose letter or speech it is that an attribution stands in."""
    return next((above for above in ancestors(draft) if above.match.rule.effect.get("points") in RUNNING), None)


def _told(number: int, hedge: HedgeDraft, estimates: Sequence[Record]) -> str:
    """What a hedge says of its scope."""
    classes = [f"{one['scale']}: {one['value'].replace('_', ' ')}" for one in estimates]
    turning = "turns the polarity" if hedge.flips else ""
    told = (f"h{number}", hedge.type, hedge.level, turning, f"value {hedge.value:.1f}", *classes)
    return ", ".join(filter(None, told))


class Finisher:
    """What a pack says about hedges, certainty and sources, made ready. Frozen once built."""

    def __init__(
        self, pack: Pack, ratings: Sequence[Path] = (), on: date | None = None, types: Collection[str] | None = None
    ) -> None:
        """`types` are the hedges the record lists (None: all); levels and polarity follow from all of them."""
        self.pack = pack
        self.types = types
        self.hedger = Hedger(pack)
        self.estimates = Estimates(pack, self.hedger.odds)
        self.judge = Judge(pack)
        self.resolver = Resolver(pack)
        self.book = self._book(ratings, on or date.today())
        claims, asserts, leaves = (frozenset(pack.settings.get(name, ())) for name in ("claims", "asserts", "leaves"))
        unsays = pack.forms("negative") | frozenset(pack.settings.get("unsays", ()))
        acts, nobody = pack.forms("speech-act"), pack.forms("nobody")
        self.claiming = Claiming(claims, asserts, leaves, unsays, acts, nobody, pack.forms("pointing-word"))

    def _book(self, ratings: Sequence[Path], on: date) -> Book | None:
        """The ratings of sources, where there are any."""
        if not ratings and not pack_files(self.pack.roots):
            return None
        known = Known(load_scales(self.pack.roots), self.resolver.registry, self.resolver.customs.fold.__getitem__, on)
        return load_book(ratings, self.pack.roots, known)

    def finish(self, analysis: Analysis, id: str, meta: Mapping[str, Any]) -> Finished:
        field = analysis.field
        hedges = self.hedger.hedges(field, analysis.hedging)
        analysis.drafts = by_cue(analysis.drafts)
        known = self._meta(analysis, meta)
        head = {"id": id, "text": analysis.text, "meta": known}
        resolution = self._resolve(field, analysis.drafts, known)
        analysis.drafts, resolution = of_somebody(analysis.drafts, resolution)
        number(analysis.drafts)
        if self.book:
            for source in resolution.sources:
                source.ratings = list(self.book.of(source.key))
                source.rating_status = self.book.status(source.key, source.rating_status)
        estimates = self.estimates.of(field, hedges)
        for d in analysis.drafts:
            self._state(d, field, hedges, estimates)
        labels = self._labels(analysis, hedges, resolution, estimates)
        listed = hedges if self.types is None else [hedge for hedge in hedges if hedge.type in self.types]
        written = record(analysis, listed, estimates, resolution, labels, self.pack, head)
        written["rules"]["ratings"] = self.book.sha256 if self.book else None
        written["provenance"] = provenance(parties(known, self.resolver.registry), self.book)
        return Finished(written, analysis, hedges, listed, self.judge, estimates)

    def _meta(self, analysis: Analysis, meta: Mapping[str, Any]) -> dict[str, Any]:
        """What the text says of itself, under what the reader knows."""
        language = self.pack.language if analysis.analysed else UNDETERMINED
        return {**analysis.layout.meta, "language": language, **meta, "analysed": analysis.analysed}

    def _resolve(self, field: Field, drafts: Sequence[Draft], meta: Mapping[str, Any]) -> Resolution:
        sourced = [d for d in drafts if d.source_items]
        place = {id(d): i for i, d in enumerate(sourced)}
        speakers = {item: d for d in drafts for span in d.content_items for item in field.quotations_in(span)}
        mentions, setting = [], self.resolver.customs.patterns["setting"]
        for d in sourced:
            quoted = field.frame_of(d.match.anchor[0]).parent
            speaker = speakers.get(quoted) if quoted is not None else _signer(d)
            told = trimmed(d, field, setting)
            said = () if d.points else (*d.content_items, *_clause_of(d, told))
            by, items, denied = place.get(id(speaker)), d.source_items or (0, 0), place.get(id(_denied(d, sourced)))
            asked = told if d.attitude == "question" else None
            mentions.append(Mention(tuple(d.source), items, by, d.speaks, told, said, denied, _cited(d, field), asked))
        resolution = self.resolver.resolve(field, mentions, meta)
        for d, index, via in zip(sourced, resolution.of, resolution.via, strict=True):
            d.source_index, d.via_index = index, via
        return resolution

    def _state(self, d: Draft, field: Field, hedges: Sequence[HedgeDraft], estimates: Estimated) -> None:
        """The level and polarity of the content as its source states it."""
        item = self._main(field, d)
        if item is None:
            return
        d.level, d.sign, bearing = self.judge.content(field, hedges, item, d)
        if estimates:
            d.estimates = _of([b.hedge for b in bearing], estimates)

    def _main(self, field: Field, d: Draft) -> int | None:
        pieces = [_plain(field, clause(field, items)) for items in d.content_items]
        return main_predicate(field, _with_verb(field, pieces) or _done(field, pieces)) if pieces else None

    def _labels(
        self, analysis: Analysis, hedges: Sequence[HedgeDraft], resolution: Resolution, estimates: Estimated
    ) -> list[Record | None]:
        if not analysis.analysed:
            return [None] * len(analysis.layout.sentences)
        labeller = Labeller(analysis.field, analysis.drafts, self.claiming)
        return [
            None if s.boilerplate else self._label(analysis, labeller, i, hedges, resolution, estimates)
            for i, s in enumerate(analysis.layout.sentences)
        ]

    def accounts(self, finished: Finished) -> Iterator[tuple[int, Account]]:
        """How the certainty of each sentence came about, by the sentence's index, where something bears on it."""
        analysis, field = finished.analysis, finished.analysis.field
        labeller = Labeller(field, analysis.drafts, self.claiming)
        for i, sentence in enumerate(analysis.layout.sentences if analysis.analysed else ()):
            if sentence.boilerplate:
                continue
            verdict = labeller.verdict(i)
            main = self._proposition(field, verdict, i)
            around = labeller.around(verdict, i, main)
            carried = self._carried(field, verdict, i, main)
            if found := account(self.judge, field, i, main, finished.hedges, around, carried):
                yield i, found

    def _label(
        self,
        analysis: Analysis,
        labeller: Labeller,
        sentence: int,
        hedges: Sequence[HedgeDraft],
        resolution: Resolution,
        estimates: Estimated,
    ) -> Record:
        verdict, touching = labeller.verdict(sentence), labeller.touching.get(sentence, ())
        field, chain = analysis.field, verdict.chain
        main = self._proposition(field, verdict, sentence)
        claims = [d for d in touching if labeller.is_claim(d)]
        around = labeller.around(verdict, sentence, main)
        sure = self.judge.sentence(field, sentence, main, hedges, around, claims)
        level, lowest = sure.level, sure.lowest
        indices = (index for d in chain for index in (d.via_index, d.source_index))
        sources = list(dict.fromkeys(index for index in indices if index is not None))
        if carried := self._carried(field, verdict, sentence, main):
            level = self.judge.levels.least((level, carried.certainty))
        told = verdict.voice == "author" and self.judge.is_told(sure.hedges)
        return {
            "voice": "attributed" if told else verdict.voice,
            "sources": [source_id(i) for i in sources],
            "certainty": level,
            "polarity": sure.polarity,
            "lowest": self.judge.levels.least((lowest, level)),
            "disputed": sentence in labeller.disputed or any(d.disputed for d in chain),
            "independent_roots": verdict.roots(resolution.origins),
            "because": list(dict.fromkeys([*(d.match.rule.id for d in reversed(chain)), *sure.because])),
            "estimates": _of(sure.hedges, estimates) if estimates else [],
        }

    def _proposition(self, field: Field, verdict: Verdict, sentence: int) -> Items | None:
        """The clause the verdict is about, where it is not the sentence as a whole.

        What only names a thing says nothing of it ("mentioned the weir"), nor does who keeps silent about it.
        """
        if verdict.voice != "attributed":
            return None
        speaking = (d for d in reversed(verdict.chain) if d.match.rule.id not in self.judge.states)
        for inner in speaking:  # "said she hopes the fair reflects on the flood": what she hopes
            if _encloses(inner, verdict.chain):
                continue
            if inner.points not in {None, *RUNNING}:
                return None
            if stated := _stated(field, inner, sentence):
                return stated
        return None

    def _carried(self, field: Field, verdict: Verdict, sentence: int, main: Items | None) -> Draft | None:
        """The innermost attribution where it stands in another sentence, which this one goes on with, or where it
        asserts no more than a thing, and so no clause that the verdict would be about ("suggests a rift")."""
        inner = verdict.chain[-1] if verdict.chain and verdict.voice == "attributed" else None
        if inner is None or inner.sentence != sentence:
            return inner if inner and inner.points else None
        if inner.points or inner.match.rule.kind != "attribution" or inner.attitude not in self.claiming.asserts:
            return None
        further = main is not None and (_encloses(inner, verdict.chain) or _stated(field, inner, sentence) is not None)
        return None if further else inner


def _stated(field: Field, draft: Draft, sentence: int) -> Items | None:
    """The clause of a content that stands in this sentence; None where it is no more than the name of a thing."""
    here = [items for items in draft.content_items if field.sentence[items[0]] == sentence]
    pieces = [_plain(field, clause(field, items)) for items in here]
    names = draft.match.rule.kind == "attribution" and not any(field.tags[first] in "tTQ" for first, _ in here)
    stated = _with_verb(field, pieces)
    if stated and names and _is_thing(field, stated):  # "discussed *a plan* that might fail"
        return None
    return stated or (None if names or not pieces else _done(field, pieces))


def _is_thing(field: Field, items: Items) -> bool:
    """Whether all that stands in these items is the name of a thing with a clause about it."""
    head = main_predicate(field, items)
    return head is not None and field.tags[head] in NOUNS


def _plain(field: Field, items: Items) -> Items:
    """A content without the clause about a mere thing: "recalled *the heaters* because they could burn"."""
    first, last = items
    at = field.tags.find(SUBORDINATE, first + 1, last)
    before = field.tags[first:at]
    thing = at > 0 and before[-1] in NOUNS and before[0] != THAT and not spoke(field, (first, at)) and ":" not in before
    return (first, at) if thing and QUOTED not in before else items


def _with_verb(field: Field, pieces: Sequence[Items]) -> Items | None:
    """The first piece of a content that holds a finite verb: one that a conjunction subordinates only if there is no
    other ("said although it rained, nobody came")."""
    acts = [piece for piece in pieces if field.tags[piece[0]] == TO]
    if acts and len(acts) < len(pieces) and field.tags[pieces[0][0]] != TO:  # "*all who left* are said *to be ill*"
        return acts[0]
    spoken = [piece for piece in pieces if spoke(field, piece)]
    return next((piece for piece in spoken if field.tags[piece[0]] != SUBORDINATE), spoken[0] if spoken else None)


def _done(field: Field, pieces: Sequence[Items]) -> Items:
    """Of pieces without a verb the one that says what is done: "*the board*, under fire, is said *to resign*"."""
    return next((piece for piece in pieces if field.tags[piece[0]] == TO), pieces[0])


def _encloses(draft: Draft, chain: Sequence[Draft]) -> bool:
    """Whether a link holds the cue of one further out: "X said it was so, according to Y" says what X said."""
    outer = chain[: next(i for i, one in enumerate(chain) if one is draft)]
    return any(holds(draft.content, one.cue[0][0]) for one in outer)
