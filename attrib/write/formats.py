"""The formats that annotations can be written in, in one table: names, suffixes, extras, writers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from attrib.errors import UsageError
from attrib.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from attrib.write.writer import Target, Writer

DEFAULT = "jsonl"
TABLES_LACK = "hedges' scopes and sources' mentions are left out"


class Format(NamedTuple):
    """A format. `extra` names what has to be installed for it, `lacks` says in one line what it cannot hold."""

    name: str
    what: str
    maker: str  # module:function that makes a Writer of a Target
    suffixes: tuple[str, ...] = ()  # of -o, told from one another by it
    into: Literal["stream", "file", "folder"] = "stream"  # stream: standard output will do
    extra: str | None = None
    needs_text: bool = True  # whether it makes no sense with --no-text
    lacks: str | None = None
    resumes: bool = False  # whether --resume can go on with it


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("text", "to read", "attrib.write.text:writer", needs_text=False),
        Format(
            "jsonl",
            "JSON lines, the whole contract",
            "attrib.write.jsonl:writer",
            (".jsonl", ".ndjson", ".json"),
            needs_text=False,
            resumes=True,
        ),
        Format(
            "csv",
            "a table of sentences and one of attributions",
            "attrib.write.delimited:csv_writer",
            (".csv",),
            needs_text=False,
            lacks=f"{TABLES_LACK}; cells that begin like a formula have an apostrophe before them",
        ),
        Format(
            "tsv",
            "the same, parted by tabs",
            "attrib.write.delimited:tsv_writer",
            (".tsv",),
            needs_text=False,
            lacks=f"{TABLES_LACK}; cells that begin like a formula have an apostrophe before them",
        ),
        Format(
            "xlsx",
            "a workbook with both tables",
            "attrib.write.xlsx:writer",
            (".xlsx",),
            "file",
            "xlsx",
            needs_text=False,
            lacks=TABLES_LACK,
        ),
        Format(
            "parquet",
            "both tables, typed columns",
            "attrib.write.parquet:writer",
            (".parquet",),
            "file",
            "parquet",
            needs_text=False,
            lacks=TABLES_LACK,
        ),
        Format(
            "brat",
            "brat standoff, a folder of texts and .ann files",
            "attrib.write.brat:writer",
            into="folder",
            lacks="a mark that runs over a line end is written in fragments; what is no choice is a note",
        ),
        Format(
            "xmi",
            "UIMA CAS, a folder of XMI files with their type system",
            "attrib.write.xmi:writer",
            into="folder",
            extra="cas",
            lacks="sources' ratings are one feature, as JSON",
        ),
        Format(
            "webanno",
            "W3C Web Annotation, JSON-LD",
            "attrib.write.webanno:writer",
            (".jsonld",),
            lacks="texts are pointed at and quoted, not held; sources' mentions without a cue and meta are left out",
        ),
        Format(
            "labelstudio",
            "Label Studio, tasks with predictions",
            "attrib.write.labelstudio:writer",
            lacks="sources' other mentions, ratings and control are left out; a mark with gaps is several regions",
        ),
        Format(
            "doccano",
            "doccano, JSON lines",
            "attrib.write.doccano:writer",
            lacks="attitudes, levels of attributions and all else that is known of a mark but its label are left out",
        ),
        Format(
            "prodigy",
            "Prodigy, JSON lines",
            "attrib.write.prodigy:writer",
            lacks="sources' other mentions, ratings and control are left out; a mark with gaps is several spans",
        ),
        Format(
            "conllu",
            "CoNLL-U, marks in MISC",
            "attrib.write.conllu:writer",
            (".conllu",),
            lacks="there are no tags and no trees; marks are told by the words they cover",
        ),
        Format(
            "tei",
            "TEI P5, a corpus with stand-off annotation",
            "attrib.write.tei:writer",
            (".tei", ".xml"),
            lacks="sources' other mentions, ratings and control are left out",
        ),
        Format(
            "docbin",
            "spaCy DocBin",
            "attrib.write.docbin:writer",
            (".spacy",),
            "file",
            "spacy",
            lacks="all documents are held in memory until the end",
        ),
        Format(
            "stix",
            "STIX 2.1, one bundle: sources with their ratings, sentences with their chain",
            "attrib.write.stix:writer",
            extra="stix",
            lacks="sentences of the author's own, attributions and hedges are left out",
        ),
        Format(
            "misp",
            "MISP, an event a document: sources with machine tags, sentences with their chain",
            "attrib.write.misp:writer",
            extra="misp",
            lacks="sentences of the author's own, attributions and hedges are left out; raters and dates are comments",
        ),
    )
}


def choose(name: str | None, output: Path | None, default: str = DEFAULT) -> Format:
    """The format of this name, else the one that the suffix of the output names, else the default.

    Raises UsageError for a suffix that looks like a slip of a known one.
    """
    if name is not None:
        return FORMATS[name]
    suffix = output.suffix.lower() if output is not None else ""
    by_suffix = {suffix: one for one in FORMATS.values() for suffix in one.suffixes}
    if suffix in by_suffix:
        return by_suffix[suffix]
    if suffix and nearest(suffix, by_suffix):
        raise UsageError(f"{output}: no format has this suffix{did_you_mean(suffix, by_suffix)}")
    return FORMATS[default]


def unnamed(name: str | None, output: Path | None) -> bool:
    """Whether the output has a suffix of no format, and no format was named: what is in it may surprise."""
    suffix = output.suffix.lower() if output is not None and name is None else ""
    return bool(suffix) and all(suffix not in one.suffixes for one in FORMATS.values())


def make(format: Format, target: Target) -> Writer:
    """A writer to this target. Raises UsageError when the target is of the wrong kind or a library is missing."""
    if format.into != "stream" and target.path is None:
        raise UsageError(f"{format.name} cannot be written to standard output: name a {format.into} with -o")
    if format.needs_text and not target.text:
        raise UsageError(f"{format.name} holds spans of the text, so it cannot be written with --no-text")
    module, _, maker = format.maker.partition(":")
    writer: Writer = getattr(import_module(module), maker)(target)
    return writer
