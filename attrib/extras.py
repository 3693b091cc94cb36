"""Libraries that only some formats need: loaded when first used, and named by their extra when they are not there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from attrib.errors import UsageError


def need(module: str, extra: str) -> Any:
    """The module of this name. Raises UsageError with the line that installs it when it is not there."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise  # it is there, and misses something itself
        library = module.partition(".")[0]
        raise UsageError(f'{library} is not installed: pip install "attrib[{extra}]"') from None
