"""The words everyone speaks: the output contract `attrib/1` as frozen models.

Offsets are half-open offsets in code points (what `str` indexing counts) into `Document.text`, the input unchanged.
Attribution follows PolNeAR (Newell et al. 2018: source, cue, content), certainty FactBank (Saurí and Pustejovsky
2009: level by polarity, per source), hedges ConText (Harkema et al. 2009: cue and scope).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

SCHEMA = "attrib/1"

Voice = Literal["author", "attributed", "mixed"]
Level = Literal["certain", "probable", "possible", "uncommitted"]
Polarity = Literal["positive", "negative"]
Manner = Literal["direct", "indirect", "mixed"]
Attitude = Literal["assertion", "belief", "knowledge", "perception", "intention", "evaluation", "question", "denial"]
Stance = Literal["endorses", "neutral", "distances"]
HedgeType = Literal["epistemic", "hearsay", "vague", "approximation", "condition", "prospect", "question", "negation"]
Kind = Literal[
    "person", "official", "spokesperson", "government", "military", "court", "police", "company",
    "intergovernmental", "ngo", "party", "think_tank", "academic", "expert", "wire_agency", "outlet", "state_media",
    "journalist", "document", "poll", "social_media", "eyewitness", "group", "author", "unknown",
]  # fmt: skip
Naming = Literal["named", "role_only", "collective", "anonymous", "pronoun", "none"]
Access = Literal["witness", "told", "document", "statement", "interview"]
Standing = Literal["current", "superseded", "overruled", "expired"]
RatingStatus = Literal["rated", "unrated", "unresolved", "not_applicable", "conflict"]

LEVELS: tuple[Level, ...] = ("certain", "probable", "possible", "uncommitted")

Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]
Spans = tuple[Span, ...]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Certainty(NamedTuple):
    """How far a source commits to something: `value` runs from -3 (certainly false) to 3 (certainly true)."""

    level: Level
    polarity: Polarity
    value: float


class Estimate(Frozen):
    """The class of a standard's scale that words or odds stand for (ICD 203, PHIA yardstick, IPCC guidance note).

    `measures` keeps likelihood (how probable the event is) apart from confidence (how good the basis of the judgement
    is). `by`: term (the standard's own words), kin (words read so), number (odds in its range). `range` is the class's
    stretch of probability, `stated` the odds given in numbers, both 0 to 1.
    """

    scale: str
    measures: Literal["likelihood", "confidence"]
    value: str
    range: tuple[float, float] | None
    stated: tuple[float, float] | None
    by: Literal["term", "kin", "number"]


class Label(Frozen):
    """The verdict on a sentence as a whole, with the rules that gave it (most decisive first)."""

    voice: Voice
    sources: tuple[str, ...]
    certainty: Level
    polarity: Polarity
    lowest: Level
    disputed: bool
    independent_roots: Annotated[int, Field(ge=0)]
    because: tuple[str, ...]
    estimates: tuple[Estimate, ...] = ()


class Sentence(Frozen):
    """A stretch of one paragraph; `label` is null for boilerplate and for text that was not analysed."""

    index: int
    start: Offset
    end: Offset
    paragraph: int
    boilerplate: bool
    label: Label | None
    attributions: tuple[str, ...]
    hedges: tuple[str, ...]


class Attribution(Frozen):
    """Somebody (source) is said (cue) to hold something (content)."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    source_id: str | None
    parent: str | None
    addressee: Span | None
    manner: Manner
    attitude: Attitude
    author_stance: Stance
    certainty: Level
    polarity: Polarity
    confidence: Annotated[float, Field(ge=0, le=1)] | None
    rule: str
    estimates: tuple[Estimate, ...] = ()


class Hedge(Frozen):
    """Words that weaken, condition or deny what stands in their scope."""

    id: str
    cue: Spans
    scope: Spans
    type: HedgeType
    level: Level | None
    value: Annotated[float, Field(ge=-3, le=3)]
    rule: str
    estimates: tuple[Estimate, ...] = ()


class Control(Frozen):
    """Who controls an outlet, in the words of the one who assessed it."""

    value: str
    rater: str
    as_of: str


class Rating(Frozen):
    """A rater's opinion of a source at a date, in the rater's own scheme; never averaged or converted."""

    scheme: str
    value: str
    rater: str
    rated_on: str
    scope: str | None = None
    url: str | None = None
    valid_until: str | None = None
    standing: Standing | None = None
    layer: Literal["user", "shipped"] | None = None


class Source(Frozen):
    """One who vouches: all its mentions in the document folded into one, with the fullest name the text gives."""

    id: str
    name: str
    mentions: Spans
    kind: Kind
    naming: Naming
    resolved_from: tuple[str, ...]
    key: str
    members: tuple[str, ...]
    issued_by: str | None
    access: Access | None
    anonymity_reason: Span | None
    registry: str | None
    control: Control | None
    ratings: tuple[Rating, ...]
    rating_status: RatingStatus
    reason: str = ""
    """How it was told who this is, and the rule that gave its kind."""
    reasons: tuple[str, ...] = ()
    """The same for each of `resolved_from`; what is a guess says so."""


class Party(Frozen):
    """The publisher of a document, or the agency it comes from. `found_by` is the key of `meta` that names it."""

    name: str
    found_by: str
    domain: str | None
    registry: str | None
    kind: Kind
    control: Control | None
    ratings: tuple[Rating, ...]
    rating_status: RatingStatus


class Provenance(Frozen):
    """Who publishes a document and which agency it comes from; null where nothing says so."""

    publisher: Party | None = None
    origin_agency: Party | None = None


class Link(NamedTuple):
    """A source of a chain, with the ratings of it that count."""

    source: Source
    ratings: tuple[Rating, ...]
    status: RatingStatus


class Reliability(NamedTuple):
    """What is known of those who vouch for a sentence: the chain, outermost first. No figure is made of it.

    `status`: conflict where raters of a link disagree, unresolved where a link could not be resolved, rated where every
    link is rated, else unrated; not_applicable for the author's own words and for hearsay that names nobody.
    """

    links: tuple[Link, ...]
    status: RatingStatus
    publisher: Party | None

    def values(self, scheme: str) -> tuple[str | None, ...]:
        """The value of each link on one scheme; None where it has none, or several that differ."""
        given = ({rating.value for rating in link.ratings if rating.scheme == scheme} for link in self.links)
        return tuple(next(iter(values)) if len(values) == 1 else None for values in given)


class RulesUsed(Frozen):
    """The rules a document was annotated with; `ratings` is the digest of the ratings of sources, None without any."""

    pack: str
    version: str
    sha256: str
    ratings: str | None = None


class Document(Frozen):
    """One annotated text. Built by `attrib.annotate`; `model_dump(mode="json")` is the line the command line writes."""

    schema_: Literal["attrib/1"] = Field(default="attrib/1", alias="schema")
    id: str
    text: str | None
    meta: dict[str, Any] = Field(default_factory=dict)
    rules: RulesUsed | None = None
    provenance: Provenance | None = None
    sentences: tuple[Sentence, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    sources: tuple[Source, ...] = ()

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, serialize_by_alias=True)
    _certainty_at: Callable[[int, int, bool], Certainty] | None = PrivateAttr(default=None)

    def source(self, source_id: str) -> Source:
        """The source with this id. Raises KeyError when there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def chain(self, sentence: Sentence) -> tuple[Source, ...]:
        """The sources of a sentence, outermost first; empty for the author's own words and for hearsay."""
        return tuple(map(self.source, sentence.label.sources)) if sentence.label else ()

    def reliability(self, sentence: Sentence) -> Reliability:
        """The chain of a sentence with the ratings that count of each link; nothing is averaged or guessed."""
        links = tuple(
            Link(source, tuple(r for r in source.ratings if r.standing in (None, "current")), source.rating_status)
            for source in self.chain(sentence)
        )
        publisher = self.provenance.publisher if self.provenance else None
        return Reliability(links, _status([link.status for link in links]), publisher)

    def certainty_at(self, start: int, end: int, *, author: bool = False) -> Certainty:
        """How sure the innermost source is of the verb, noun or clause at `start:end` (its head word counts).

        `author=True` asks for the author's own commitment instead. Where nothing bears on it the answer is certain,
        positive, 3.0. Raises ValueError for a span outside the text, or on a document that was not annotated here
        (the certainty of a word needs the analysis, which JSON does not carry: annotate its text again).
        """
        if self.text is None or not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} lies outside the text")
        if self._certainty_at is None:
            raise ValueError("this document carries no analysis: annotate its text again")
        return self._certainty_at(start, end, author)


def _status(links: list[RatingStatus]) -> RatingStatus:
    if not links:
        return "not_applicable"
    worst: tuple[RatingStatus, ...] = ("conflict", "unresolved", "unrated", "not_applicable")
    return next((status for status in worst if status in links), "rated")


class Failure(Frozen):
    """Why a document could not be read or annotated; null where unknown."""

    code: str
    message: str
    path: str | None = None
    line: int | None = None


class ErrorRecord(Frozen):
    """The line that stands in the output for a document that could not be read; the run goes on."""

    schema_: Literal["attrib/1"] = Field(default="attrib/1", alias="schema")
    id: str | None
    error: Failure

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, serialize_by_alias=True)
