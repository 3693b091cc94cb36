"""Libraries that only some formats need, missed as a fault of the file that needs them, so that the run goes on."""

from __future__ import annotations

from typing import Any

from attrib import extras
from attrib.errors import InputError, UsageError


def need(module: str, extra: str) -> Any:
    """The module, imported when it is first needed. Raises InputError that names the extra which brings it."""
    try:
        return extras.need(module, extra)
    except UsageError as error:
        raise InputError("extra", f"needs a library: {error}") from None
