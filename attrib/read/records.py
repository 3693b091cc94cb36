"""A record, whatever it was read from, to a document: its text, its id, and all else as meta."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrib.errors import InputError
from attrib.read import layers
from attrib.read.dates import iso_date
from attrib.read.decode import doubts
from attrib.read.find import Found
from attrib.read.options import TEXT_FIELD, Failure, Item, Note, RawDocument, ReadOptions
from attrib.read.presets import PRESETS, Preset, first_of, preset_of, renamed
from attrib.suggest import nearest

OWN_SCHEMA = "attrib/1"
TEXT = 80  # characters of a value that is likely to be the text
SHOWN = 6  # names told to a person who must choose one
BYLINES = "; "


class Place(NamedTuple):
    """Where a record stands: the name it is called by where it has none of its own, and its line or row."""

    name: str
    shown: str
    line: int | None = None

    def failure(self, error: InputError, notes: Iterable[Note] = (), name: str | None = None) -> Failure:
        return Failure(name or self.name, error.code, error.message, self.shown, error.line or self.line, tuple(notes))


def numbered(found: Found, number: int) -> Place:
    """The place of the record that begins in this line or row."""
    return Place(f"{found.name}#{number}", found.shown, number)


class Fields(NamedTuple):
    """The keys of text and id in a record, and the tool that named them."""

    text: str
    id: str
    preset: Preset | None


def document(record: Any, place: Place, options: ReadOptions, damaged: tuple[Note, ...] = ()) -> Item:
    """The document of a record, or why it is none. `damaged` says what was mended in it already."""
    notes = list(damaged)
    name = place.name
    try:
        record = layers.unfolded(_object(record))
        fields = fields_of(record, options)
        own = _own_id(record, fields.id, notes)
        name = own if own is not None else name
        text = _text(record, fields.text)
    except InputError as error:
        return place.failure(error, notes, name)
    if not damaged:
        notes += doubts(text)
    return RawDocument(name, text, _meta(record, fields), place.shown, place.line, tuple(notes))


def _object(record: Any) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise InputError("json", f"is {kind(record)}, not an object")
    return record


def fields_of(record: Mapping[str, Any], options: ReadOptions) -> Fields:
    """What is asked for, else what the tool that wrote the record calls it."""
    name = options.preset or (None if record.get("schema") == OWN_SCHEMA else preset_of(record))
    if name is None or (options.text_field != TEXT_FIELD and options.preset is None):
        return Fields(options.text_field, options.id_field, None)
    preset = PRESETS[name]
    text = options.text_field if options.text_field in record else first_of(record, preset.text)
    key = options.id_field if options.id_field in record else first_of(record, preset.id)
    return Fields(text or preset.text[0], key or options.id_field, preset)


def _own_id(record: Mapping[str, Any], field: str, notes: list[Note]) -> str | None:
    value = record.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    notes.append(Note("id-type", f"'{field}' is {kind(value)}, no id: the line number is taken for one"))
    return None


def _text(record: Mapping[str, Any], field: str) -> str:
    if field not in record:
        raise InputError("no-text", _no_text(record, field))
    text = record[field]
    if not isinstance(text, str):
        raise InputError("text-type", f"'{field}' is {kind(text)}, not a string")
    return text


def _no_text(record: Mapping[str, Any], field: str) -> str:
    if isinstance(record.get("error"), dict) and record.get("schema") == OWN_SCHEMA:
        return f"is an error line of an earlier run: {record['error'].get('message')}"
    if not record:
        return f"has no '{field}': the object is empty"
    texts = {key: value for key, value in record.items() if isinstance(value, str) and len(value) >= TEXT}
    return lacking(field, record, max(texts, key=lambda key: len(texts[key]), default=""))


def lacking(field: str, names: Iterable[str], longest: str = "") -> str:
    """That a field is not there, what is, and which may be meant: one called alike, else that of the longest text."""
    names = [*names]
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    likely = nearest(field, names) or longest or "NAME"
    return f"has no '{field}', only {shown}: name the field with --text-field {likely}"


def _meta(record: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """What the record says besides text and id; of an annotated document only its `meta`."""
    own = record.get("meta")
    meta = dict(own) if isinstance(own, dict) else {}
    if record.get("schema") == OWN_SCHEMA:
        return meta
    taken = {fields.text, fields.id} - (set(fields.preset.names) if fields.preset else set())
    if isinstance(own, dict):
        taken.add("meta")
    if fields.preset is not None:
        return renamed(record, fields.preset, taken, settled) | meta
    return {name: value for name, value in record.items() if name not in taken} | meta


def settled(name: str, value: Any) -> Any:
    """A value as meta has it: dates as ISO 8601 where they can be read, several authors in one line."""
    if name == "date" and isinstance(value, str):
        return iso_date(value) or value
    if isinstance(value, list):
        return BYLINES.join(filter(None, map(_called, value)))
    return value


def _called(value: Any) -> str:
    """A person or thing by its name."""
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("title") or value.get("uri") or "")
    return str(value)


def kind(value: Any) -> str:
    """What a value is, in words for a person who wrote it in JSON."""
    kinds = {str: "a string", list: "a list", dict: "an object", bool: "a truth value"}
    return "null" if value is None else kinds.get(type(value), "a number")
