"""Gold from annotation tools: marks and links of brat, UIMA CAS, Label Studio or doccano as source, cue and content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrib.errors import InputError, UsageError
from attrib.read import RawDocument, read_paths
from attrib.read.layers import KEY, PART
from attrib.suggest import did_you_mean

Record = dict[str, Any]
Roles = Mapping[str, str]  # label, case folded, to role
ROLES = ("source", "cue", "content")
# What the labels are called in PolNeAR and PARC, in our own output, and in corpora of quotations.
USUAL: Roles = {
    **{name: name for name in ROLES},
    "attribution-source": "source", "attribution-cue": "cue", "attribution-content": "content",
    "sourcemention": "source", "speaker": "source", "holder": "source", "quote": "content", "quotation": "content",
}  # fmt: skip


def roles(words: Iterable[str]) -> Roles:
    """The usual names and, before them, what was asked for: `LABEL=ROLE`, or a file with such lines.

    Raises UsageError for anything else, with the place of the line.
    """
    asked: dict[str, str] = {}
    for word in words:
        path = Path(word)
        lines = path.read_text(encoding="utf-8").splitlines() if "=" not in word and path.is_file() else [word]
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                label, role = _pair(line, f"{path}:{number}: " if lines != [word] else "")
                asked[label] = role
    return {**USUAL, **asked}


def _pair(line: str, place: str) -> tuple[str, str]:
    label, sign, role = (part.strip() for part in line.rpartition("="))
    if not sign or not label:
        raise UsageError(f"{place}--role: '{line}' is no LABEL=ROLE, and no file")
    if role not in ROLES:
        raise UsageError(f"{place}--role: '{role}' is none of {', '.join(ROLES)}{did_you_mean(role, ROLES)}")
    return label.casefold(), role


def holds_layers(path: Path) -> bool:
    """Whether the first document of this file or folder that can be read came with annotations."""
    first = next((item for item in read_paths([path]) if isinstance(item, RawDocument)), None)
    return first is not None and KEY in first.meta


def read_projects(path: Path, known: Roles) -> Iterator[Record]:
    """The documents in the form of gold. Raises InputError for one that cannot be read, or where no label is known."""
    labels: set[str] = set()
    any_role = False
    for item in read_paths([path]):
        if not isinstance(item, RawDocument):
            raise InputError(item.code, item.message, item.path, item.line)
        layers = item.meta.get(KEY) or {"marks": [], "links": []}
        labels |= {one["label"] for one in layers["marks"]}
        any_role = any_role or any(one["label"].casefold() in known for one in layers["marks"])
        yield {"id": item.id, "text": item.text, "attributions": attributions(layers, known)}
    if not any_role:
        shown = ", ".join(sorted(labels)[:8]) or "no marks"
        raise InputError(
            "gold", f"no label is source, cue or content ({shown}): tell with --role LABEL=ROLE", str(path)
        )


def attributions(layers: Mapping[str, Any], known: Roles) -> list[Record]:
    """An attribution for each cue with what it is linked to, and for each mark that links to marks with roles.

    Links may lead either way. A content linked to a source, with no cue, is one too; so is a content nobody is linked
    to. A source alone is none.
    """
    of = {one["id"]: known.get(one["label"].casefold()) for one in layers["marks"]}
    parts = {one["to"] for one in layers["links"] if one["label"] == PART}
    spans = _with_parts(layers, of)
    found = [
        {role: sorted(span for name in names if of[name] == role for span in spans[name]) for role in ROLES}
        for names in _together(layers, of, parts)
    ]
    return sorted((one for one in found if one["cue"] or one["content"]), key=_place)


def _place(attribution: Record) -> Any:
    return attribution["cue"] or attribution["content"]


def _together(layers: Mapping[str, Any], of: Mapping[str, str | None], parts: set[str]) -> list[set[str]]:
    """The marks of each attribution, those that are parts of others left out."""
    groups = _groups(layers, of)
    inside = {name for names in groups.values() for name in names}
    made = [{head, *names} - parts for head, names in groups.items() if head not in inside]
    single = (name for name, role in of.items() if role in ("cue", "content"))
    return made + [{name} for name in single if name not in inside and name not in groups and name not in parts]


def _with_parts(layers: Mapping[str, Any], of: Mapping[str, str | None]) -> dict[str, list[list[int]]]:
    """The spans of each mark with those of its parts, which then have no role of their own."""
    spans = {one["id"]: list(one["spans"]) for one in layers["marks"]}
    for one in layers["links"]:
        if one["label"] == PART and of[one["from"]] == of[one["to"]]:
            spans[one["from"]] += spans[one["to"]]
    return spans


def _groups(layers: Mapping[str, Any], of: Mapping[str, str | None]) -> dict[str, set[str]]:
    """Marks that stand for an attribution, each with the marks that belong to it."""
    groups: dict[str, set[str]] = {}
    for one in layers["links"]:
        start, end = one["from"], one["to"]
        for head, other in ((start, end), (end, start)):
            if _heads(of[head], of[other], forward=head == start):
                groups.setdefault(head, set()).add(other)
    return groups


def _heads(head: str | None, other: str | None, *, forward: bool) -> bool:
    """Whether a mark of one role stands for the attribution that one of the other belongs to."""
    if head is None:
        return forward and other is not None
    return (head == "cue" and other in ("source", "content")) or (head == "content" and other == "source")
