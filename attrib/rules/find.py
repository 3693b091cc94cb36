"""Where rule packs are: the shipped ones by name, others by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.errors import UsageError
from attrib.suggest import nearest

PARTS = ".tsv", ".csv"
"""What a pack holds beside rules: tables and ratings."""


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of rule files, or one such file. `files` are its YAML files in the order of their paths."""

    path: Path
    name: str
    shipped: bool
    files: tuple[Path, ...]

    def rule_id(self, path: Path) -> str:
        """The full id of a rule file: the pack's name, then the path below it."""
        below = path.relative_to(self.path) if path != self.path else Path(path.name)
        return "/".join((self.name, *below.with_suffix("").parts))

    def tables(self) -> tuple[Path, ...]:
        """The pack's TSV files."""
        return tuple(_below(self.path, (".tsv",))) if self.path.is_dir() else ()


def shown(path: Path) -> str:
    """A path as messages show it: relative to where the command runs, when it lies below."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def shipped_folder() -> Path:
    """The folder that holds the shipped packs: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def packaged() -> bool:
    """Whether attrib runs as it was installed, with the packs inside the package, and not from a checkout."""
    return shipped_folder().name == "_rules"


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that come with attrib."""
    folder = shipped_folder()
    return tuple(sorted(path.parent.name for path in folder.glob("*/pack.yml"))) if folder.is_dir() else ()


def find_roots(names_or_paths: Sequence[str | Path]) -> tuple[Root, ...]:
    """The packs meant, in order, each once. Raises UsageError for one that is not there."""
    if isinstance(names_or_paths, str | Path):
        names_or_paths = [names_or_paths]
    roots = {root.path.resolve(): root for root in reversed([_root(name) for name in names_or_paths])}
    if not roots:
        raise UsageError("no rule pack is given")
    return tuple(reversed(roots.values()))


def _root(name: str | Path) -> Root:
    if isinstance(name, str) and name in shipped_packs():
        path = shipped_folder() / name
        return Root(path, name, True, tuple(_below(path, (".yml", ".yaml"))))
    path = Path(name)
    if path.is_file():
        return Root(path, path.absolute().parent.name or "rules", False, (path,))
    if not path.is_dir():
        raise UsageError(_missing(str(name)))
    shipped = path.resolve().parent == shipped_folder().resolve()
    root = Root(path, path.resolve().name or "rules", shipped, tuple(_below(path, (".yml", ".yaml"))))
    if not root.files and next(_below(path, PARTS), None) is None:
        raise UsageError(f"{name}: the folder holds no rule file (.yml)")
    return root


def _missing(name: str) -> str:
    packs = shipped_packs()
    message = f"no rule pack '{name}': it is neither a folder nor one of the shipped packs ({', '.join(packs)})"
    hint = nearest(name, packs)
    return f"{message}; did you mean '{hint}'?" if hint else message


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}") from None
    for path in paths:
        if path.name.startswith((".", "_")):
            continue
        if path.is_dir():
            if not path.is_symlink():  # a link may lead back to where it stands
                yield from _below(path, suffixes)
        elif path.suffix.lower() in suffixes:
            yield path
