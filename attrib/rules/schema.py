"""The models of each kind of rule file. What a key is called, and what may stand in it, is said here and only here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

from attrib.model import Attitude, HedgeType, Level, Manner, Polarity, Stance
from attrib.rules.fields import (
    Blockable,
    Bool,
    Form,
    Free,
    Integer,
    MaybeLevel,
    Name,
    Number,
    Part,
    Text,
    Value,
    one_or_more,
)
from attrib.rules.scale import ScaleForm


class AttributionEffect(Form):
    """What a match says of its content; what is left open comes from the columns of the cue's lexicon entry.

    `becomes` is what an attitude of the entry is in this construction: to know a thing is no knowledge that something
    is so. `states`: the content says that something is so although it has no verb ("described X as Y"); with an
    attitude, where the cue has that one; with `predicate`, where something is said of the object ("called *it a
    sham*"). `impersonal`: nobody in particular judges so, and the sentence stays its author's ("it is unclear
    whether"). `somebody`: a source that turns out to be a mere thing leaves nothing attributed ("the dam broke,
    suggesting a flaw"). `beside`: the cue says nothing, and its sentence stays its author's ("He nodded." beside a
    quotation).
    """

    attitude: Attitude | None = None
    becomes: dict[Attitude, Attitude] = {}
    author_stance: Stance | None = None
    certainty: Level | None = None
    polarity: Polarity | None = None
    disputed: Bool = False
    states: Bool | Attitude | Literal["predicate"] = False
    impersonal: Bool = False
    somebody: Bool = False
    beside: Bool = False
    points: Literal["back", "caption", "forward", "letter", "piece", "quotation", "turn"] | None = None
    manner: Manner | None = None


class HedgeEffect(Form):
    """What a hedge does to its scope; what is left open comes from the columns of the cue's lexicon entry."""

    type: HedgeType | None = None
    level: MaybeLevel = None
    value: Value | None = None
    scope: Literal["clause", "complement", "phrase", "sentence", "condition", "left", "target"] | None = None
    flips: Bool = False


class PseudoEffect(Form):
    """The kinds of rules for which the words of the cue are no cue."""

    blocks: tuple[Blockable, ...] = ("attribution", "chain", "denial", "hedge")


class Examples(Form):
    """Sentences that are tests: `[words](slot)` marks a span."""

    match: tuple[Text, ...] = ()
    no_match: tuple[Text, ...] = ()
    todo: tuple[Text, ...] = ()


class RuleForm(Form):
    """A rule file."""

    id: Name
    description: str = ""
    status: Literal["stable", "testing", "deprecated"] = "stable"
    replaced_by: Text | None = None
    priority: Integer = 50
    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]
    references: tuple[Text, ...] = ()
    false_positives: tuple[Text, ...] = ()
    examples: Examples = Examples()


class AttributionForm(RuleForm):
    kind: Literal["attribution", "chain", "denial"]
    effect: AttributionEffect = AttributionEffect()


class HedgeForm(RuleForm):
    kind: Literal["hedge"]
    effect: HedgeEffect = HedgeEffect()


class PseudoForm(RuleForm):
    kind: Literal["pseudo"]
    effect: PseudoEffect = PseudoEffect()


class EntryFields(TypedDict, total=False):
    """The columns with set values. Any other column that the file's `columns` names is text or a list of texts."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]

    attitude: Attitude
    stance: Stance
    certainty: Level
    polarity: Polarity
    takes: tuple[Name, ...]
    type: HedgeType
    level: MaybeLevel
    value: Value
    flips: Bool
    disputed: Bool


def _entries(value: Any) -> Any:
    """A plain list of words is a table without columns; an entry with nothing after its colon has none filled."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return {lemma: {} for lemma in value}
    if isinstance(value, dict):
        return {lemma: {} if fields is None else fields for lemma, fields in value.items()}
    return value


class LexiconForm(Form):
    """A table of words, one entry a line."""

    id: Name
    kind: Literal["lexicon"]
    part: Part
    description: str = ""
    columns: dict[Name, Text] = {}
    entries: Annotated[dict[str, EntryFields], BeforeValidator(_entries)]
    references: tuple[Text, ...] = ()


class HeadForm(Form):
    name: Name
    pattern: Text
    part: Literal["verb", "noun", "word", "any"]
    options: dict[str, Free] = {}


class AlternativeForm(Form):
    name: Name
    pattern: Text


class SpanForm(Form):
    name: Name
    side: Literal["left", "right", "both"] = "both"
    alternatives: Annotated[tuple[AlternativeForm, ...], Field(min_length=1)]
    options: dict[str, Free] = {}


class ExtentForm(Form):
    name: Name
    opens: str = ""
    options: dict[str, Free] = {}


class BoundaryForm(Form):
    """A place where a content may end, and how often it does where nothing was measured.

    `resumes`: what stands there goes on with a clause that a relative clause broke into.
    """

    name: Name
    pattern: Text
    rate: Annotated[Number, Field(ge=0, le=1)]
    resumes: bool = False


class RepairForm(Form):
    """A word that was tagged one of `tags` is tagged `to` where `left` and `right` fit around it.

    `lexicon`: only a word that begins one of its entries; `unless`: only one that begins none of its entries;
    `after`: only behind the end of an entry; `ending`: only behind a word that ends so;
    `behind`: only where what `left` matched stands behind the end of an entry (`lexicon` or `lexicon/construction`);
    `can`: only a word that can have this tag, by itself. `first`: made in the whole text before those that are not.
    """

    name: Name
    lexicon: Name | None = None
    unless: Name | None = None
    after: Text | None = None
    ending: Text | None = None
    behind: Text | None = None
    can: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    tags: Text
    to: Text
    left: Text
    right: Text
    first: bool = False


class StructureForm(Form):
    """The grammar over tags; `{macro}` in a pattern stands for the macro of that name."""

    id: Name | None = None
    kind: Literal["structure"]
    description: str = ""
    macros: dict[Name, Text] = {}
    heads: tuple[HeadForm, ...] = ()
    spans: tuple[SpanForm, ...] = ()
    extents: tuple[ExtentForm, ...] = ()
    boundaries: tuple[BoundaryForm, ...] = ()
    repairs: tuple[RepairForm, ...] = ()
    order: tuple[Name, ...] = ()


class InflectionForm(Form):
    """How words are inflected: suffix rules, tried in order, and irregular words."""

    id: Name | None = None
    kind: Literal["inflection"]
    description: str = ""
    inflected: dict[Name, Literal["first", "last"]] = {}
    tails: dict[Name, tuple[Text, ...]] = {}
    prefixes: dict[Name, tuple[Text, ...]] = {}
    words: dict[Name, tuple[Text, ...]] = {}
    suffixes: dict[Name, dict[Name, tuple[tuple[str, ...], ...]]] = {}
    shared: dict[Name, dict[Name, Name]] = {}
    irregular: dict[Name, dict[str, dict[Name, Annotated[tuple[Text, ...], BeforeValidator(one_or_more)]]]] = {}
    guesses: dict[Name, tuple[tuple[str, str], ...]] = {}


class TableForm(Form):
    """A free table of patterns, lists and numbers, that the part of the engine which reads it checks."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Free] = Field(init=False)

    description: str = ""


class LayoutForm(TableForm):
    """What the layout of a text is read with."""

    kind: Literal["layout"]


class TagsForm(TableForm):
    """What tokens are cut and tagged with."""

    kind: Literal["tags"]


class PackForm(Form):
    """The pack as a whole."""

    kind: Literal["pack"] = "pack"
    name: Name | None = None
    description: str = ""
    language: Name = "en"
    version: Text = "0"
    license: Text | None = None
    order: tuple[Name, ...] = ()
    uses: tuple[Name, ...] = ()  # lexicons that the engine reads by name
    settings: dict[Name | str, Free] = {}


FileForm = Annotated[
    AttributionForm
    | HedgeForm
    | PseudoForm
    | LexiconForm
    | StructureForm
    | InflectionForm
    | LayoutForm
    | TagsForm
    | ScaleForm
    | PackForm,
    Field(discriminator="kind"),
]


def form_for(kind: str) -> type[Form] | None:
    """The model of a kind of file."""
    return _FORMS.get(kind)


def kinds() -> tuple[str, ...]:
    """Every kind a file can be of."""
    return tuple(_FORMS)


def schema_for_rules() -> dict[str, Any]:
    """The JSON Schema of a rule file, whatever its kind."""
    schema = TypeAdapter(FileForm).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "attrib rule file", **schema}


def _forms() -> Mapping[str, type[Form]]:
    models: tuple[type[Form], ...] = (
        AttributionForm, HedgeForm, PseudoForm, LexiconForm,
        StructureForm, InflectionForm, LayoutForm, TagsForm, ScaleForm, PackForm,
    )  # fmt: skip
    return {kind: model for model in models for kind in get_args(model.model_fields["kind"].annotation)}


_FORMS = _forms()
