"""The kinds of values that keys of rule files take, and what all files share."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from attrib.model import Level

_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)\Z")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?\Z")
_TRUTH = {"true": True, "false": False}


def _boolean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in _TRUTH:
        raise ValueError(f"'{value}' is plain text here; write true or false")
    return _TRUTH[value]


def _integer(value: Any) -> Any:
    if isinstance(value, str):
        if not _INTEGER.match(value):
            raise ValueError(f"'{value}' is not a whole number")
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        if not _NUMBER.match(value):
            raise ValueError(f"'{value}' is not a number")
        return float(value)
    return value


def _null(value: Any) -> Any:
    return None if value in ("null", "~") else value


def _setting(value: Any) -> Any:
    """Settings are of any type: what looks like a number or a truth value is one."""
    if isinstance(value, dict):
        return {int(name) if _INTEGER.match(name) else name: _setting(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_setting(item) for item in value]
    if not isinstance(value, str):
        return value
    if _INTEGER.match(value):
        return int(value)
    return float(value) if _NUMBER.match(value) else _TRUTH.get(value, value)


def one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Bool = Annotated[bool, BeforeValidator(_boolean)]
Integer = Annotated[int, BeforeValidator(_integer)]
Number = Annotated[float, BeforeValidator(_number)]
Value = Annotated[Number, Field(ge=-3, le=3)]
Share = Annotated[Number, Field(ge=0, le=1)]
MaybeLevel = Annotated[Level | None, BeforeValidator(_null)]
Free = Annotated[Any, BeforeValidator(_setting)]
Part = Literal["verb", "noun", "word"]
Blockable = Literal["attribution", "chain", "denial", "hedge"]


class Form(BaseModel):
    """What all files and their parts share: no key but the ones named."""

    model_config = ConfigDict(extra="forbid", frozen=True)
