"""What vendors of news call things in the languages of their interfaces: `wording.yml`, read when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("wording.yml")


@cache
def _all() -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


def wording(table: str) -> Any:
    """A table of the file, by its name."""
    return _all()[table]
