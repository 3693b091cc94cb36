"""The JSON Schema of rule files says the same as the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrib.rules.schema import schema_for_rules
from attrib.rules.yamlread import read_yaml
from jsonschema import Draft202012Validator


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = schema_for_rules()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def typed(data: Any) -> Any:
    """Plain text as an editor's YAML reader would type it."""
    import yaml

    if isinstance(data, dict):
        return {key: typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [typed(value) for value in data]
    return yaml.safe_load(data) if data in {"true", "false", "null", "~"} or str(data).lstrip("-").isdigit() else data


@pytest.mark.parametrize("folder", ["attribution", "chain", "denial", "hedge", "pseudo"])
def test_shipped_rules_fit_the_schema(validator: Draft202012Validator, root: Path, folder: str) -> None:
    for path in (root / "rules" / "en" / folder).glob("*.yml"):
        assert [error.message for error in validator.iter_errors(_numbers(typed(read_yaml(path).data)))] == []


def _numbers(data: dict[str, Any]) -> dict[str, Any]:
    effect = data.get("effect", {})
    if "value" in effect:
        effect["value"] = float(effect["value"])
    return data


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "hedge", "id": "a"},
        {"kind": "hedge", "id": "a", "phrases": ["{cue:=x}"], "colour": "red"},
        {"kind": "hedge", "id": "a", "phrases": ["{cue:=x}"], "effect": {"type": "doubt"}},
        {"kind": "lexicon", "id": "a", "part": "verbs", "entries": {}},
        {"kind": "rule", "id": "a"},
    ],
)
def test_mistakes_do_not_fit(validator: Draft202012Validator, data: dict[str, Any]) -> None:
    assert not validator.is_valid(data)
