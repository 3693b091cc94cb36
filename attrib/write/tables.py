"""Annotations as two tables, one row a sentence and one row an attribution: what spreadsheets and data frames hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import orjson

from attrib.write.text import rated, ruled

Record = Mapping[str, Any]
Row = list[Any]
Kind = Literal["str", "int", "float", "bool"]
CHAIN, PIECES, LIST = " > ", " … ", "; "
OWN_COLUMNS = ("title", "publisher", "date", "language")


class Column(NamedTuple):
    """A column: its name, the type of its cells (any may be null), and what it means."""

    name: str
    kind: Kind
    what: str


DOCUMENT = (
    Column("document", "str", "id of the document"),
    Column("title", "str", "its title, where the reader found one"),
    Column("publisher", "str", "who published it"),
    Column("date", "str", "its date, as written"),
)
SOURCE = (
    Column("source_kind", "str", "what that source is: official, outlet, person …"),
    Column("source_naming", "str", "how it is named: named, role_only, collective, anonymous, pronoun, none"),
    Column("source_key", "str", "the same for the same source in every document"),
    Column("source_control", "str", "who controls it, with rater and date"),
    Column("source_ratings", "str", "what raters say of it, each with scheme, rater and date"),
    Column("source_rating_status", "str", "rated, unrated, unresolved, not_applicable or conflict"),
)
SENTENCES = (
    *DOCUMENT,
    Column("sentence", "int", "number of the sentence in the document, from 0"),
    Column("text", "str", "its words, unchanged"),
    Column("voice", "str", "author, attributed, or mixed (in part attributed)"),
    Column("source", "str", "who states it: the innermost source of the chain"),
    Column("chain", "str", "all sources, outermost first: who reports whom"),
    Column("certainty", "str", "how far that source commits to it: certain, probable, possible, uncommitted"),
    Column("polarity", "str", "positive or negative"),
    Column("lowest", "str", "the least certain level anywhere in the sentence"),
    Column("disputed", "bool", "whether a source denies or rejects it"),
    Column("independent_roots", "int", "separate origins that vouch for it"),
    Column("hedges", "str", "words that weaken it, each with type and level"),
    *SOURCE,
    Column("attributions", "str", "ids of the attributions whose cue stands in it (see that table)"),
    Column("because", "str", "rules that gave the label, most decisive first"),
    Column("boilerplate", "bool", "no text of the article (share buttons, credits): then it has no label"),
    Column("paragraph", "int", "number of its paragraph, from 0"),
    Column("start", "int", "the sentence's first character in the text, in code points"),
    Column("end", "int", "the character after its last"),
    Column("language", "str", "of the document; und: not that of the rules, and so not analysed"),
    Column("rules", "str", "rule pack and version"),
    Column("meta", "str", "what else the reader found of the document, as JSON"),
    Column("error", "str", "why the document could not be annotated; all else is empty then"),
)
ATTRIBUTIONS = (
    *DOCUMENT,
    Column("attribution", "str", "id of the attribution in the document"),
    Column("sentence", "int", "number of the sentence its cue stands in"),
    Column("source_text", "str", "the words that name the source"),
    Column("cue_text", "str", "the words that attribute"),
    Column("content_text", "str", "the words that are attributed"),
    Column("source", "str", "name of the source, as resolved"),
    Column("source_id", "str", "id of the source in the document"),
    *SOURCE,
    Column("parent", "str", "the attribution whose content holds this one"),
    Column("addressee", "str", "who was told, as written"),
    Column("manner", "str", "direct, indirect or mixed"),
    Column("attitude", "str", "assertion, belief, knowledge, perception, intention, evaluation, question or denial"),
    Column("author_stance", "str", "endorses, neutral or distances"),
    Column("certainty", "str", "of the content, as this source states it"),
    Column("polarity", "str", "positive or negative"),
    Column("confidence", "float", "measured precision of rule and cue, 0 to 1; empty where not measured"),
    Column("rule", "str", "the rule that found it"),
    Column("source_spans", "str", "where the words stand, in code points: start-end, parted by blanks"),
    Column("cue_spans", "str", "the same of the cue"),
    Column("content_spans", "str", "the same of the content"),
)
Table = Literal["sentences", "attributions"]
TABLES: dict[Table, tuple[Column, ...]] = {"sentences": SENTENCES, "attributions": ATTRIBUTIONS}


def sentence_rows(record: Record) -> Iterator[Row]:
    """A row a sentence; for a document that failed one row that says why."""
    if "error" in record:
        yield [record["id"], *[None] * (len(SENTENCES) - 2), record["error"]["message"]]
        return
    head, tail = _document(record), _end(record)
    sources, hedges = _by_id(record["sources"]), _by_id(record["hedges"])
    for sentence in record["sentences"]:
        label = sentence["label"]
        inner = sources[label["sources"][-1]] if label and label["sources"] else None
        yield [
            *head, sentence["index"], _words(record, [(sentence["start"], sentence["end"])]), *_verdict(label, sources),
            LIST.join(_hedge(record, hedges[name]) for name in sentence["hedges"]) or None, *_source(inner),
            LIST.join(sentence["attributions"]) or None, LIST.join(label["because"]) or None if label else None,
            sentence["boilerplate"], *(sentence[name] for name in ("paragraph", "start", "end")), *tail,
        ]  # fmt: skip


def attribution_rows(record: Record) -> Iterator[Row]:
    """A row an attribution, in order of their cues."""
    if "error" in record:
        return
    head, sources = _document(record), _by_id(record["sources"])
    at = {name: sentence["index"] for sentence in record["sentences"] for name in sentence["attributions"]}
    for one in record["attributions"]:
        spans = [one[name] for name in ("source", "cue", "content")]
        source = sources.get(one["source_id"])
        addressee = _words(record, [one["addressee"]]) if one["addressee"] else None
        yield [
            *head, one["id"], at.get(one["id"]), *(_words(record, found) for found in spans),
            source["name"] if source else None, one["source_id"], *_source(source), one["parent"], addressee,
            *(one[name] for name in FROM_ATTRIBUTION), *map(_places, spans),
        ]  # fmt: skip


FROM_ATTRIBUTION = ("manner", "attitude", "author_stance", "certainty", "polarity", "confidence", "rule")
ROWS: dict[Table, Callable[[Record], Iterator[Row]]] = {"sentences": sentence_rows, "attributions": attribution_rows}


def _document(record: Record) -> Row:
    meta = record["meta"]
    return [record["id"], *(_plain(meta.get(name)) for name in ("title", "publisher", "date"))]


def _end(record: Record) -> Row:
    meta, rules = record["meta"], record.get("rules")
    more = {name: value for name, value in meta.items() if name not in OWN_COLUMNS}
    used = f"{rules['pack']} {rules['version']}" if rules else None
    return [_plain(meta.get("language")), used, _json(more), None]


SURE = ("certainty", "polarity", "lowest", "disputed", "independent_roots")


def _verdict(label: Record | None, sources: Mapping[str, Record]) -> Row:
    if label is None:
        return [None] * (3 + len(SURE))
    chain = [sources[name]["name"] for name in label["sources"]]
    return [label["voice"], chain[-1] if chain else None, CHAIN.join(chain) or None, *(label[name] for name in SURE)]


def _source(source: Record | None) -> Row:
    if source is None:
        return [None] * len(SOURCE)
    control = source["control"]
    return [
        source["kind"], source["naming"], source["key"], ruled(control) if control else None,
        LIST.join(map(rated, source["ratings"])) or None, source["rating_status"],
    ]  # fmt: skip


def _hedge(record: Record, hedge: Record) -> str:
    what = ", ".join(filter(None, (hedge["type"], hedge["level"])))
    words = _words(record, hedge["cue"])
    return f"{words} ({what})" if words else what


def _words(record: Record, spans: Iterable[Sequence[int]]) -> str | None:
    text = record["text"]
    return None if text is None else PIECES.join(text[start:end] for start, end in spans) or None


def _places(spans: Iterable[Sequence[int]]) -> str | None:
    return " ".join(f"{start}-{end}" for start, end in spans) or None


def _plain(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _by_id(items: Iterable[Record]) -> dict[str, Record]:
    return {item["id"]: item for item in items}
