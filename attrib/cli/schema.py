"""`attrib schema`: the JSON Schema of what is written and of what a rule file may say."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from attrib.cli.parser import one_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def add(subparsers: Any) -> None:
    """Add `schema` and its arguments."""
    parser = subparsers.add_parser("schema", help="print a JSON Schema", description=__doc__)
    parser.add_argument(
        "of",
        nargs="?",
        default="document",
        type=one_of("document", "rule", "labelstudio"),
        metavar="OF",
        help="document: one line of the output (default); rule: a rule file; labelstudio: the labelling interface for "
        "tasks written with --format labelstudio",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Print the schema asked for."""
    if args.of == "labelstudio":
        from attrib.write.labelstudio import configuration

        sys.stdout.write(configuration())
        return
    schema = document_schema() if args.of == "document" else rule_schema()
    sys.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def document_schema() -> dict[str, Any]:
    """The schema of one line of the output: a document, or the error that stands for one."""
    from pydantic.json_schema import models_json_schema

    from attrib.model import SCHEMA, Document, ErrorRecord, Failure

    models = [(Document, "serialization"), (ErrorRecord, "serialization")]
    refs, schema = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    for model in (Document, ErrorRecord, Failure):  # every key is written, the ones with a default too
        definition = schema["$defs"][model.__name__]
        definition["required"] = list(definition["properties"])
    return {"$schema": DRAFT, "title": SCHEMA, "anyOf": list(refs.values()), **schema}


def rule_schema() -> dict[str, Any]:
    """The schema of rule files of every kind."""
    from attrib.rules.schema import schema_for_rules

    schema: dict[str, Any] = schema_for_rules()
    return schema
