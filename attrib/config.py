"""Settings: from `attrib.toml` or `[tool.attrib]` of `pyproject.toml`, the environment and the command line.

Flags beat the environment, the environment beats the file. The file is the nearest one upward from where the command
is run; paths in it are relative to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PositiveFloat, PositiveInt, ValidationError
from pydantic_core import ErrorDetails

from attrib.errors import UsageError
from attrib.model import Attitude
from attrib.suggest import did_you_mean

PREFIX = "ATTRIB_"
OWN_FILE, PROJECT_FILE = "attrib.toml", "pyproject.toml"
NOT_SETTINGS = frozenset({"ATTRIB_DEBUG"})
DEFAULT_PACK = "en"


def _listed(value: Any) -> Any:
    """One word may stand for a list of one; in the environment commas part the items."""
    return [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Config(BaseModel):
    """What can be set. In files the names have hyphens (`text-field`), in the environment `ATTRIB_TEXT_FIELD`."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), populate_by_name=False
    )

    rules: Words = (DEFAULT_PACK,)
    ratings: Words = ()
    select: Words = ()
    ignore: Words = ()
    attitudes: Annotated[tuple[Attitude, ...], BeforeValidator(_listed)] | None = None
    hedges: Words | None = None
    workers: PositiveInt = 1
    encoding: str | None = None
    text_field: str = "text"
    id_field: str = "id"
    pattern: str | None = None
    max_record_mb: PositiveFloat = 50
    include_title: bool = False
    color: Literal["auto", "always", "never"] = "auto"

    @property
    def packs(self) -> tuple[str, ...]:
        """The rule packs: a folder or file of rules that is no pack of its own is added to the default pack."""
        whole = any(not Path(name).exists() or (Path(name) / "pack.yml").exists() for name in self.rules)
        return self.rules if whole else (DEFAULT_PACK, *self.rules)


NAMES = tuple(name.replace("_", "-") for name in Config.model_fields)


def load_config(folder: Path, environ: Mapping[str, str], flags: Mapping[str, Any], file: Path | None = None) -> Config:
    """The settings in force in this folder. `flags` has hyphened names; a value of None is a flag not given.

    Raises UsageError that names every mistake with its file and line, variable or flag.
    """
    path = file or find_config(folder)
    layers: dict[str, Any] = {}
    if path is not None:
        layers |= _from_file(path)
    layers |= _checked(_from_environ(environ), lambda name: PREFIX + name.upper().replace("-", "_"))
    rated = [*_listed(flags.get("ratings") or ()), *_listed(layers.get("ratings", ()))]
    layers |= _checked({name: value for name, value in flags.items() if value is not None}, lambda name: f"--{name}")
    if rated:
        layers["ratings"] = list(dict.fromkeys(rated))
    return Config.model_validate(layers)


def find_config(folder: Path) -> Path | None:
    """The nearest `attrib.toml`, or `pyproject.toml` with a table `[tool.attrib]`, from this folder upward."""
    for place in (folder.absolute(), *folder.absolute().parents):
        if (own := place / OWN_FILE).is_file():
            return own
        project = place / PROJECT_FILE
        if project.is_file() and "attrib" in _read(project).get("tool", {}):
            return project
    return None


def _from_file(path: Path) -> dict[str, Any]:
    data = _read(path)
    table = data.get("tool", {}).get("attrib", {}) if path.name == PROJECT_FILE else data
    if not isinstance(table, dict):
        raise UsageError(f"{path}: 'tool.attrib' is no table")
    values = _checked(table, lambda name: f"{path}:{_line_of(path, name)}: {name}")
    for name in ("rules", "ratings"):
        if name in values:
            values[name] = [_beside(path, item, name == "ratings") for item in _listed(values[name])]
    return values


def _beside(path: Path, name: str, always: bool) -> str:
    """A path in the file is meant relative to the file; the name of a shipped pack stays what it is."""
    return str(path.parent / name) if always or (path.parent / name).exists() or "/" in name else name


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8: byte at offset {error.start}") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _from_environ(environ: Mapping[str, str]) -> dict[str, str]:
    values = {}
    for name, value in environ.items():
        if name.startswith(PREFIX) and name not in NOT_SETTINGS and value:
            values[name.removeprefix(PREFIX).lower().replace("_", "-")] = value
    return values


def _checked(values: Mapping[str, Any], place: Callable[[str], str]) -> dict[str, Any]:
    """The same values. Raises UsageError with one line for each mistake."""
    try:
        Config.model_validate(values)
    except ValidationError as error:
        raise UsageError("\n".join(_messages(error, place))) from None
    return dict(values)


def _messages(error: ValidationError, place: Callable[[str], str]) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0])
        yield f"{place(name)}: {_message(detail, name)}"


def _message(detail: ErrorDetails, name: str) -> str:
    value = detail["input"]
    if detail["type"] == "extra_forbidden":
        return f"no setting of this name{did_you_mean(name, NAMES)}"
    if detail["type"] == "literal_error":
        choices = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        return f"{value!r} is none of {', '.join(choices)}{did_you_mean(str(value), choices)}"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}, not {value!r}"


def _line_of(path: Path, name: str) -> int:
    """The line of a key, 1-based: in `pyproject.toml` the first one after the table's head."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    start = next((i for i, line in enumerate(lines) if line.strip().startswith("[tool.attrib")), 0)
    key = re.compile(rf"\s*(?:\[(?:tool\.attrib\.)?)?[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    return next((i + 1 for i, line in enumerate(lines) if i >= start and key.match(line)), start + 1)
