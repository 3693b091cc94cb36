"""From a text to what is found in it: layout, reading and attributions, with nothing of it worded yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from attrib.claims import clausal
from attrib.match.agreement import Numbers
from attrib.match.engine import Engine, Match
from attrib.match.field import Field
from attrib.match.reading import Reading
from attrib.match.tagger import Tagger
from attrib.resolve.anaphora import point
from attrib.resolve.carry import carry
from attrib.resolve.choose import Chosen, Least, Lost, choose, unblocked
from attrib.resolve.draft import Draft, drafts_of
from attrib.resolve.measured import Measured
from attrib.resolve.nesting import astride, nest, share_sources
from attrib.rules.pack import Pack
from attrib.rules.phrase import Filler
from attrib.segment import compile_layout, layout
from attrib.segment.language import looks_like
from attrib.segment.spans import Layout, SentenceSpan
from attrib.segment.titles import titles

ATTRIBUTING = frozenset({"attribution", "chain", "denial"})
HEADING, BARE_CLAUSE = "heading", "bare-clause"
OBJECT = "object"
SPELT_OUT = frozenset({"that-clause", "quotation"})
TO = "T"  # the tag of what opens an infinitive
VERB, BASE, ADVERB, PRONOUN = "V", "B", "R", "O"
LONGEST_HEADING = 14  # items; longer lines without a verb are lists
Losing = Callable[[Lost], None]


@dataclass(slots=True)
class Analysis:
    """One text, analysed."""

    text: str
    layout: Layout
    reading: Reading
    drafts: list[Draft]
    hedging: list[Match]
    pseudo: list[Match]
    analysed: bool = True  # False: not in the pack's language, or no prose

    @property
    def field(self) -> Field:
        return self.reading.field


class Analyser:
    """A pack made ready. Frozen once built, so that one serves many threads and documents."""

    def __init__(self, pack: Pack, attitudes: Collection[str] | None = None) -> None:
        self.pack = pack
        self.attitudes = frozenset(attitudes) if attitudes is not None else None
        self.rules = compile_layout(pack.layout)
        self.measured = Measured(pack.table("cues"))
        self.least = Least(*(float(pack.settings.get(f"least-{what}", 0.0)) for what in Least._fields))
        self.claims = frozenset(pack.settings.get("claims", ()))
        self.marks: dict[str, str] = pack.settings.get("cue-marks", {})
        self.numbers = Numbers(pack.forms("word-of-one"), pack.forms("word-of-many"))
        self.marking = frozenset(pack.settings.get("cue-takes", ()))
        rates = {f"{extent}/{kind}": float(rate) for extent, kind, rate, *_ in pack.table("ends")}
        self.engine = Engine(pack, rates, float(pack.settings.get("end-limit", 0.42)))

    def analyse(self, text: str, lost: list[Lost] | None = None, least: Least | None = None) -> Analysis:
        """Everything but who the sources are. `lost` collects the matches that do not stand, for `explain`;
        `least` stands in for the pack's limits on measured precision."""
        laid = layout(text, self.rules)
        if not looks_like(text, self.rules):
            return Analysis(text, laid, self.engine.read(text, laid._replace(sentences=[])), [], [], [], False)
        reading = self._read(text, laid)
        _mark_headings(reading, self.engine.sight.tagger)
        drop: Losing = lost.append if lost is not None else _forget
        found = self.engine.matches(reading)
        matches = unblocked(_outside_titles(found, reading.field, drop), drop)
        chosen = choose((m for m in matches if m.rule.kind in ATTRIBUTING), self.measured, least or self.least, drop)
        drafts = self._drafts(chosen, reading, least or self.least)
        hedging = [m for m in matches if m.rule.kind == "hedge"]
        pseudo = [m for m in found if m.rule.kind == "pseudo"]
        return Analysis(text, laid, reading, drafts, hedging, pseudo)

    def read(self, text: str) -> Reading:
        """The text laid out, tagged and grouped, with nothing matched yet."""
        return self._read(text, layout(text, self.rules))

    def _read(self, text: str, laid: Layout) -> Reading:
        reading = self.engine.read(text, laid)
        reading.mark_cues(self.marks, self.marking, self.numbers)
        return reading

    def _drafts(self, chosen: Sequence[Chosen], reading: Reading, least: Least) -> list[Draft]:
        drafts = [d for one in chosen for d in _drafts(one, reading.field)]
        if self.attitudes is not None:
            drafts = [d for d in drafts if d.attitude in self.attitudes]
        carry(reading.field, drafts)
        drafts = point(drafts, reading.field, self.rules.noise.salutation)
        nest(drafts)
        share_sources(drafts)
        for d in astride(drafts, reading.field, _named):
            # An infinitive inside what somebody says is a part of it: "said it was for Holm *to show that* he was fit".
            d.listed = d.listed and _spelt_out(d.match) and reading.field.tags[d.match.cue[0][0]] != TO
        for d in drafts:
            if d.parent and not d.linked and d.confidence is not None:
                weighed = d.attitude in self.claims or d.parent.listed  # inside what is not shown it stands
                says = not weighed or _says(d, reading.field)
                d.listed = d.listed and says and d.confidence >= least.nested
        return drafts


def _outside_titles(found: list[Match], field: Field, drop: Losing) -> list[Match]:
    """The matches without those whose cue stands in the title of a work."""
    spans = titles(field.text, field.layout.quotations)
    if not spans:
        return found
    kept = []
    for match in found:
        at = field.start[match.cue[0][0]]
        if any(start <= at < end for start, end in spans):
            drop(Lost(match, "inside a title", True))
        else:
            kept.append(match)
    return kept


def _mark_headings(reading: Reading, tagger: Tagger) -> None:
    """Lines of their own that turn out to be noun phrases, once they are tagged, are no sentences."""
    if HEADING not in reading.grammar.spans:
        return
    field, sentences = reading.field, reading.field.layout.sentences
    for number, (first, last) in field.outer.items():
        stamped = sentences[number].start in field.layout.stamps
        if stamped or last - first > LONGEST_HEADING or not _alone(sentences, number):
            continue
        written = field.text[sentences[number].end - 1]
        ends = written.isalnum() or written in ".)"
        if not ends or not any(end >= last - 1 for end, _ in reading.span(HEADING, first)):
            continue
        if written != "." or not _may_be_clause(reading, first, tagger):
            sentences[number] = sentences[number]._replace(boilerplate=True)


def _may_be_clause(reading: Reading, first: int, tagger: Tagger) -> bool:
    """Whether a word of a line that ends in a stop may be its inflected verb after all: "The crowd cheers."."""
    field = reading.field
    if field.tags[first] == PRONOUN:
        return True  # no line but a clause begins with "they"
    for end, _ in reading.span(BARE_CLAUSE, first) if BARE_CLAUSE in reading.grammar.spans else ():
        readings = tagger.readings(field.word[end - 1])
        inflected = VERB in readings and BASE not in readings
        return field.text[field.start[end - 1]].islower() and (inflected or field.tags[end - 2] == ADVERB)
    return False


def _alone(sentences: Sequence[SentenceSpan], number: int) -> bool:
    """Whether a sentence is the whole of its paragraph."""
    here = sentences[number].paragraph
    before = number > 0 and sentences[number - 1].paragraph == here
    return not before and not any(s.paragraph == here for s in sentences[number + 1 : number + 2])


def _drafts(one: Chosen, field: Field) -> list[Draft]:
    drafts = drafts_of(one.match, field, one.precision.right if one.precision else None)
    for d in drafts:
        d.listed = one.listed
    return drafts


def _says(draft: Draft, field: Field) -> bool:
    """Whether a content holds a verb or a quotation, or lies elsewhere.

    What stands inside another's content and names no more than a thing was right once in fourteen (GUM train).
    """
    if _named(draft.match):
        return any(field.quotations_in(one) for one in draft.content_items)
    return bool(draft.points) or any(field.tags[one[0]] == TO or clausal(field, one) for one in draft.content_items)


def _named(match: Match) -> bool:
    """Whether the content of a match is the object of its cue: a thing, whatever a relative clause says of it."""
    return OBJECT in _contents(match)


def _spelt_out(match: Match) -> bool:
    """Whether the content of a match can be nothing but what somebody says."""
    return any(name in SPELT_OUT for name in _contents(match))


def _contents(match: Match) -> list[str]:
    """The pieces that the phrase of a match finds its content by."""
    parts = match.rule.phrases[match.phrase].parts
    return [part.name for part in parts if isinstance(part, Filler) and part.slot == "content"]


def _forget(_lost: Lost) -> None:
    return None
