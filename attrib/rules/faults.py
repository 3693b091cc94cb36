"""What pydantic finds wrong with a file, said as faults with a place and, where one is near, the right spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from attrib.errors import Fault
from attrib.rules.yamlread import YamlFile
from attrib.suggest import nearest

_WANTED = {
    "string_type": "text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_attributes_type": "a mapping",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
}
_CHOICE = re.compile(r"'([^']*)'")


def faults_of(error: ValidationError, file: YamlFile, model: type[BaseModel]) -> Iterator[Fault]:
    """One fault for each of pydantic's errors."""
    for detail in error.errors(include_url=False):
        loc = tuple(_real(detail["loc"], file.data))
        yield _fault(detail, loc, file, model)


def _fault(detail: ErrorDetails, loc: tuple[str | int, ...], file: YamlFile, model: type[BaseModel]) -> Fault:
    kind = detail["type"]
    if kind == "extra_forbidden":
        hint = nearest(str(loc[-1]), keys_of(model, loc[:-1]))
        return file.fault(loc, f"unknown key '{dotted(loc)}'", hint, key=True)
    if kind == "missing":
        return file.fault(loc[:-1], f"key '{dotted(loc)}' is missing")
    if kind == "literal_error":
        return _choice(detail, loc, file)
    return file.fault(loc, f"{dotted(loc)}: {_message(detail)}")


def _choice(detail: ErrorDetails, loc: tuple[str | int, ...], file: YamlFile) -> Fault:
    choices = _CHOICE.findall(str(detail.get("ctx", {}).get("expected", "")))
    value = detail["input"]
    what = f"{dotted(loc)}: {_shown(value)} is none of {', '.join(choices)}"
    return file.fault(loc, what, nearest(value, choices) if isinstance(value, str) else None)


def _message(detail: ErrorDetails) -> str:
    kind, value = detail["type"], detail["input"]
    if kind in _WANTED:
        return f"{_WANTED[kind]} is wanted here, not {_shown(value)}"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "string_pattern_mismatch":
        return f"{_shown(value)} is no name: names are lower case letters, digits and hyphens"
    if kind in {"string_too_short", "too_short"}:
        return "nothing stands here"
    return detail["msg"][:1].lower() + detail["msg"][1:]


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"'{value if len(value) <= 40 else value[:37] + '...'}'"
    return "a list" if isinstance(value, list | tuple) else "a mapping" if isinstance(value, dict) else repr(value)


def dotted(loc: Sequence[str | int]) -> str:
    """`effect.certainty`, `phrases[2]`: the way to a part of a file, list items counted from 1."""
    text = ""
    for step in loc:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def keys_of(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that `model` knows at `loc`."""
    current: type[BaseModel] = model
    for step in loc:
        field = current.model_fields.get(step) if isinstance(step, str) else None
        if field is not None:
            current = next(_models(field.annotation), current)
    return list(current.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _real(loc: tuple[str | int, ...], data: Any) -> Iterator[str | int]:
    """`loc` without the steps that pydantic adds for members of unions and keys of mappings."""
    for position, step in enumerate(loc):
        if step == "[key]":
            continue
        if isinstance(data, dict) and (step in data or position == len(loc) - 1):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        yield step
