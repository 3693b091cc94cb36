"""Rule packs, from their folders to one frozen `Pack`."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from attrib.errors import RuleError
from attrib.rules.build import Finding, Read, build_lexicon, build_rule, check_notation
from attrib.rules.faults import faults_of
from attrib.rules.fields import Form
from attrib.rules.find import Root, find_roots, shown
from attrib.rules.inflect import Inflection
from attrib.rules.pack import Lexicon, Pack, Rule
from attrib.rules.paradigm import build_inflection
from attrib.rules.references import check_phrases, check_references, check_repairs
from attrib.rules.schema import (
    InflectionForm,
    LayoutForm,
    LexiconForm,
    PackForm,
    RuleForm,
    StructureForm,
    TableForm,
    TagsForm,
    form_for,
    kinds,
)
from attrib.rules.select import chosen
from attrib.rules.structure import build_structure
from attrib.rules.yamlread import read_yaml
from attrib.suggest import nearest

_NAMED_BY_KIND = ("pack", "layout", "tags", "inflection")
_NAMING = ("structure", "lexicon")

F = TypeVar("F", bound=Form)


@dataclass(slots=True)
class Workspace:
    """Everything read from some packs, sound or not: what lint looks at, and what a `Pack` is made of."""

    roots: tuple[Root, ...]
    forms: list[tuple[Read, Form]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    reads: dict[str, Read] = field(default_factory=dict)
    pack: Pack | None = None
    names_missing: bool = False  # a file that defines names could not be read, so that names cannot be checked

    @property
    def broken(self) -> bool:
        """Whether some file could not be made sense of, so that what nothing uses cannot be told."""
        return any(finding.check in {"yaml", "schema"} for finding in self.findings)

    def of(self, model: type[F]) -> list[tuple[Read, F]]:
        """The files of one model, in the order of the packs."""
        return [(read, form) for read, form in self.forms if isinstance(form, model)]


def load_pack(names_or_paths: Sequence[str | Path], *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Pack:
    """Read packs by shipped name or by path; later ones add to the first.

    `select` and `ignore` take rule ids or globs (`en/hedge/*`). Raises RuleError with every fault of every file, and
    UsageError for a pack that is not there or a pattern that fits no rule.
    """
    with collection_paused():
        return _sound(read_workspace(names_or_paths, select=select, ignore=ignore))


def _sound(workspace: Workspace) -> Pack:
    """The pack; what else was read is given up on return, before anything looks for garbage."""
    if workspace.findings or workspace.pack is None:
        faults = {finding.fault: None for finding in workspace.findings}
        raise RuleError(tuple(sorted(faults, key=lambda fault: fault[:3])))
    return workspace.pack


def read_workspace(
    names_or_paths: Sequence[str | Path], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Workspace:
    """Read packs and keep what is wrong with them as findings."""
    workspace = Workspace(find_roots(names_or_paths))
    digest = sha256()
    for root in workspace.roots:
        for path in root.files:
            _read_file(workspace, root, path)
        _digest(digest, root)
    inflection = build_inflection(workspace.of(InflectionForm), workspace.findings)
    _build_rules(workspace)
    _build_lexicons(workspace, inflection)
    # Where files are broken not all rules are known, so that a pattern that fits none is no mistake yet.
    rules = () if workspace.findings else tuple(chosen(workspace.rules, select, ignore))
    workspace.pack = _assemble(workspace, inflection, rules, digest.hexdigest())
    workspace.findings += check_phrases(workspace.rules, workspace.reads)
    if not workspace.names_missing:
        structure = workspace.pack.structure
        workspace.findings += check_references(workspace.rules, workspace.lexicons, structure, workspace.reads)
        workspace.findings += check_repairs(workspace.of(StructureForm), workspace.lexicons)
    return workspace


def _assemble(workspace: Workspace, inflection: Inflection, rules: tuple[Rule, ...], digest: str) -> Pack:
    packs = workspace.of(PackForm)
    first = packs[0][1] if packs else PackForm()
    order = next((form.order for _, form in packs if form.order), ())
    return Pack(
        name=first.name or workspace.roots[0].name,
        version=first.version,
        language=first.language,
        sha256=digest,
        roots=tuple(root.path for root in workspace.roots),
        rules=rules,
        lexicons=workspace.lexicons,
        structure=build_structure(workspace.of(StructureForm), order, workspace.findings),
        layout=_table(workspace.of(LayoutForm)),
        settings={name: value for _, form in packs for name, value in form.settings.items()},
        measured=_measured(workspace.roots),
        tags=_table(workspace.of(TagsForm)),
        inflection=inflection,
    )


@contextmanager
def collection_paused() -> Iterator[None]:
    """Reading and making ready a pack makes some hundred thousand objects that all stay: looking for garbage among them
    costs a third more."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read_file(workspace: Workspace, root: Root, path: Path) -> None:
    try:
        file = read_yaml(path, shown(path))
    except RuleError as error:
        workspace.findings += (Finding("yaml", fault) for fault in error.faults)
        workspace.names_missing |= path.parent.name in _NAMING
        return
    workspace.findings += (Finding("yaml", fault) for fault in file.faults)
    read = Read(file, path, root.rule_id(path), root.shipped)
    data = file.data
    if path.stem in _NAMED_BY_KIND:
        data.setdefault("kind", path.stem)
    model = form_for(data.get("kind")) if isinstance(data.get("kind"), str) else None
    if model is None:
        workspace.findings.append(_kind_fault(read, data))
        workspace.names_missing |= path.parent.name in _NAMING
        return
    try:
        form = model.model_validate(data)
    except ValidationError as error:
        workspace.findings += (Finding("schema", fault) for fault in faults_of(error, file, model))
        workspace.names_missing |= data["kind"] in _NAMING
        if issubclass(model, RuleForm):
            check_notation(read, workspace.findings)
        return
    workspace.forms.append((read, form))


def _kind_fault(read: Read, data: dict[str, Any]) -> Finding:
    if "kind" not in data:
        return Finding("schema", read.file.fault((), f"key 'kind' is missing; kinds are {', '.join(kinds())}"))
    kind = data["kind"]
    what = f"kind: {kind!r} is none of {', '.join(kinds())}"
    return Finding(
        "schema", read.file.fault(("kind",), what, nearest(kind, kinds()) if isinstance(kind, str) else None)
    )


def _build_rules(workspace: Workspace) -> None:
    for read, form in workspace.of(RuleForm):
        _check_id(workspace, read, form.id)
        if read.id in workspace.rules:
            what = f"rule '{read.id}' is there already: {workspace.rules[read.id].path}"
            workspace.findings.append(Finding("duplicate-id", read.file.fault(("id",), what)))
            continue
        workspace.rules[read.id] = build_rule(read, form, workspace.findings)
        workspace.reads[read.id] = read


def _build_lexicons(workspace: Workspace, inflection: Inflection) -> None:
    """A lexicon of a later pack adds its entries to the one of the same name."""
    for read, form in workspace.of(LexiconForm):
        _check_id(workspace, read, form.id)
        new = build_lexicon(read, form, inflection, workspace.findings)
        old = workspace.lexicons.get(new.name)
        workspace.reads[read.id] = read
        if old is None:
            workspace.lexicons[new.name] = new
        elif old.part != new.part:
            what = f"lexicon '{new.name}' holds {old.part}s in {old.id}, not {new.part}s"
            workspace.findings.append(Finding("schema", read.file.fault(("part",), what)))
        else:
            entries, forms = {**old.entries, **new.entries}, {**old.forms, **new.forms}
            workspace.lexicons[new.name] = Lexicon(old.name, old.id, old.part, entries, forms)


def _check_id(workspace: Workspace, read: Read, name: str) -> None:
    if name != read.path.stem:
        what = f"id '{name}' is not what the file is called: '{read.path.stem}'"
        workspace.findings.append(Finding("id-file", read.file.fault(("id",), what)))


def _table(forms: Iterable[tuple[Read, TableForm]]) -> dict[str, Any]:
    return {name: value for _, form in forms for name, value in (form.model_extra or {}).items()}


def _measured(roots: Iterable[Root]) -> dict[str, tuple[Path, ...]]:
    tables: dict[str, tuple[Path, ...]] = {}
    for root in roots:
        for path in root.tables():
            if path.parent.name == "measured":
                tables[path.stem] = (*tables.get(path.stem, ()), path)
    return tables


def _digest(digest: Any, root: Root) -> None:
    """Names and contents of all a pack's files, so that any change to them shows."""
    for path in (*root.files, *root.tables()):
        digest.update(root.rule_id(path).encode())
        digest.update(sha256(path.read_bytes()).digest())
