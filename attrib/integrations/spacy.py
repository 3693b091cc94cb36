"""A spaCy component: `nlp.add_pipe("attrib")`.

It needs no model and leaves everything else of the doc alone. Afterwards

- `doc._.attrib` is the record of the contract (plain data, kept by `DocBin` and `to_disk`);
- `doc.spans["source"]`, `["cue"]`, `["content"]`, `["hedge"]`, `["scope"]`, `["sentence"]` are what was found;
- `doc._.attributions` gives each attribution with its spans;
- `span._.voice`, `span._.sources`, `span._.certainty`, `span._.polarity` tell of the sentence that a span begins in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrib.extras import need
from attrib.write.docbin import set_spans

if TYPE_CHECKING:
    from attrib.annotator import Annotator

    Language: Any
    Doc: Any
    Span: Any
else:
    need("spacy", "spacy")
    from spacy.language import Language
    from spacy.tokens import Doc, Span

ROLES = ("source", "cue", "content")


class Attrib:
    """The component. The arguments are those of `attrib.Annotator`, and stand in the pipeline's config."""

    def __init__(self, rules: list[str], select: list[str], ignore: list[str], attitudes: list[str] | None) -> None:
        self._arguments = {"rules": rules, "select": select, "ignore": ignore, "attitudes": attitudes}
        self._annotator: Annotator | None = None
        self._annotator = self.annotator

    @property
    def annotator(self) -> Annotator:
        """Built again after a journey to another process, which it cannot make."""
        if self._annotator is None:
            from attrib.annotator import Annotator

            self._annotator = Annotator(**self._arguments)  # type: ignore[arg-type]
        return self._annotator

    def __call__(self, doc: Any) -> Any:
        record = self.annotator.record(doc.text)
        doc._.attrib = record
        set_spans(doc, record)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        return {"_arguments": self._arguments, "_annotator": None}


def make(
    nlp: Any, name: str, rules: list[str], select: list[str], ignore: list[str], attitudes: list[str] | None
) -> Attrib:
    """What `nlp.add_pipe("attrib", config={…})` calls. Raises RuleError and UsageError as `Annotator` does."""
    del nlp, name
    return Attrib(rules, select, ignore, attitudes)


DEFAULTS = {"rules": ["en"], "select": [], "ignore": [], "attitudes": None}
Language.factory("attrib", assigns=["doc._.attrib", "doc.spans"], default_config=DEFAULTS, func=make)


def _attributions(doc: Any) -> list[dict[str, Any]]:
    """The attributions as plain data, with spans of the doc for source, cue and content, and the source's name."""
    record = doc._.attrib or {"attributions": [], "sources": []}
    names = {source["id"]: source["name"] for source in record["sources"]}
    return [
        {**one, **{role: _spans(doc, one[role]) for role in ROLES}, "source_name": names.get(one["source_id"])}
        for one in record["attributions"]
    ]


def _spans(doc: Any, pieces: list[list[int]]) -> list[Any]:
    return [doc.char_span(start, end, alignment_mode="expand") for start, end in pieces]


def _label(span: Any) -> dict[str, Any]:
    """The verdict on the sentence of attrib's that a span begins in."""
    record = span.doc._.attrib or {"sentences": []}
    at = span.start_char
    found = next((one for one in record["sentences"] if one["start"] <= at < one["end"]), None)
    return (found or {}).get("label") or {}


def _sources(span: Any) -> list[str]:
    label = _label(span)
    names = {source["id"]: source["name"] for source in (span.doc._.attrib or {"sources": []})["sources"]}
    return [names[name] for name in label.get("sources", ())]


Doc.set_extension("attrib", default=None, force=True)
Doc.set_extension("attributions", getter=_attributions, force=True)
Span.set_extension("sources", getter=_sources, force=True)
for _name in ("voice", "certainty", "polarity"):
    Span.set_extension(_name, getter=lambda span, name=_name: _label(span).get(name), force=True)
