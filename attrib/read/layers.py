"""Annotations that a text came with, in one shape whatever tool made them; a document keeps them in `meta["layers"]`.

`marks` lie on the text (half-open spans in code points), `links` lead from mark to mark. Label Studio counts code
points, doccano UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrib.errors import InputError
from attrib.units import Utf16

KEY = "layers"
PART = "part"  # a link from a mark to another piece of it
Record = Mapping[str, Any]
Layers = dict[str, Any]
LISTS = ("annotations", "predictions", "completions")
NOT_META = ("data", *LISTS)


def mark(id: str, label: str, spans: Iterable[Sequence[int]], /, **facts: Any) -> Layers:
    return {"id": id, "label": label, "spans": [[int(start), int(end)] for start, end in spans], "attributes": facts}


def link(label: str, start: str, end: str) -> Layers:
    return {"label": label, "from": start, "to": end}


def layers(tool: str, text: str, marks: list[Layers], links: list[Layers]) -> Layers:
    """What a tool says of a text. Links to marks there are not are left out, for nothing can be done with them.

    Raises InputError for a mark that does not lie in the text.
    """
    for one in marks:
        for start, end in one["spans"]:
            if not 0 <= start < end <= len(text):
                raise InputError("layers", f"mark {one['id']} at {start}-{end} lies outside the text")
    there = {one["id"] for one in marks}
    return {"tool": tool, "marks": marks, "links": [one for one in links if {one["from"], one["to"]} <= there]}


def unfolded(record: Record) -> Record:
    """A record of Label Studio or doccano with its annotations as layers; any other as it is.

    Raises InputError for annotations that are not as these tools write them.
    """
    try:
        return _unfolded(record)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise InputError("layers", f"holds annotations that cannot be read ({what})") from None


def is_task(record: Record) -> bool:
    """Whether this is a task of Label Studio."""
    return isinstance(record.get("data"), dict) and any(isinstance(record.get(name), list) for name in LISTS)


def _unfolded(record: Record) -> Record:
    if is_task(record):
        return _label_studio(record)
    if isinstance(record.get("text"), str):
        if _entities(record.get("entities")):
            return _doccano(record, record["entities"], record.get("relations") or [], ("entities", "relations"))
        for name in ("label", "labels"):
            if _triples(record.get(name)):
                return _doccano(record, [_entity(i, one) for i, one in enumerate(record[name])], [], (name,))
    return record


def _entities(value: Any) -> bool:
    """Whether this is doccano's long form, a list of objects."""
    wanted = {"id", "label", "start_offset", "end_offset"}
    return isinstance(value, list) and bool(value) and all(isinstance(o, dict) and wanted <= o.keys() for o in value)


def _triples(value: Any) -> bool:
    """Whether this is doccano's short form: [[start, end, label], …]."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, list) and len(one) == 3 and isinstance(one[2], str) for one in value)
    )


def _entity(number: int, triple: Sequence[Any]) -> Record:
    return {"id": number, **dict(zip(("start_offset", "end_offset", "label"), triple, strict=True))}


def _doccano(record: Record, entities: list[Any], relations: list[Any], taken: tuple[str, ...]) -> Record:
    units = Utf16(record["text"])
    marks = [
        mark(str(one["id"]), one["label"], [(units.back(one["start_offset"]), units.back(one["end_offset"]))])
        for one in entities
    ]
    links = [link(str(one["type"]), str(one["from_id"]), str(one["to_id"])) for one in relations]
    rest = {name: value for name, value in record.items() if name not in taken}
    own = {"id": record["document"]} if isinstance(record.get("document"), str) else {}
    return {**rest, **own, KEY: layers("doccano", record["text"], marks, links)}


def _label_studio(record: Record) -> Record:
    """The first annotation that was not cancelled, else the first prediction: what a person settled on comes first."""
    data = record["data"]
    results = next((found for name in LISTS if (found := _result(record.get(name)))), [])
    regions = [one for one in results if one.get("type") == "labels" and one["value"].get("labels")]
    marks = [
        mark(one["id"], one["value"]["labels"][0], [(one["value"]["start"], one["value"]["end"])], **chosen)
        for one in regions
        for chosen in [_choices(one, results)]
    ]
    links = [
        link((one.get("labels") or [""])[0], one["from_id"], one["to_id"])
        for one in results
        if one.get("type") == "relation"
    ]
    texts = [value for value in data.values() if isinstance(value, str)]
    known = layers("labelstudio", data["text"] if "text" in data else max(texts, key=len), marks, links)
    rest = {name: value for name, value in record.items() if name not in (*NOT_META, "id", "meta")}
    shown = {name: value for name, value in data.items() if name != "document"}
    return {**rest, **shown, "id": data.get("document") or record.get("id"), KEY: known}


def _result(found: Any) -> list[Any]:
    kept = [one for one in found or () if isinstance(one, dict) and not one.get("was_cancelled")]
    return kept[0].get("result") or [] if kept else []


def _choices(region: Record, results: list[Any]) -> dict[str, Any]:
    """What was chosen for this region."""
    return {
        one["from_name"]: one["value"]["choices"][0]
        for one in results
        if one.get("type") == "choices" and one.get("id") == region["id"] and one["value"].get("choices")
    }
