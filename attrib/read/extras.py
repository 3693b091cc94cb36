"""Libraries that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from attrib.errors import InputError


def need(module: str, extra: str) -> Any:
    """The module, imported when it is first needed. Raises InputError that names the extra which brings it."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        message = f'needs {package}, which is not installed: pip install "attrib[{extra}]"'
        raise InputError("extra", message) from None
