"""The house stays as docs/architecture.md draws it: imports point one way, files and functions stay readable."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(ROOT.glob("attrib/**/*.py"))
# From the ground up; a room may import from the rooms before it.
ROOMS = """_version errors suggest extras units entities model rules scales segment match resolve ratings predicate
reported bearing commitment levels certainty account claims label analyse record trace finish annotator
read write frames integrations score config cli __init__ __main__"""
FLOOR = {room: floor for floor, room in enumerate(ROOMS.split())}
LONGEST_FILE = 350


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(module: str) -> str:
    """The room of a dotted name: `attrib.match.field` is in `match`, `attrib` alone is the door `__init__`."""
    return [*module.split("."), "__init__"][1]


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "attrib":
            yield from (f"attrib.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    inside = path.relative_to(ROOT / "attrib")
    room = inside.parts[0].removesuffix(".py")
    needs = {room_of(module) for module in imported(ast.parse(path.read_text("utf-8"))) if module.startswith("attrib")}
    assert {other for other in needs - {room} if FLOOR[other] > FLOOR[room]} == set()


def test_every_room_has_its_floor() -> None:
    assert {path.relative_to(ROOT / "attrib").parts[0].removesuffix(".py") for path in MODULES} == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not text or ast.get_docstring(ast.parse(text))


def test_functions_stay_short() -> None:
    """Half of them under ten lines, nine of ten under thirty, as in the houses we learn from."""
    trees = (ast.parse(path.read_text("utf-8")) for path in MODULES)
    functions = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    lengths = sorted((f.end_lineno or f.lineno) - f.lineno + 1 for f in functions)
    assert lengths[len(lengths) // 2] < 10
    assert lengths[len(lengths) * 9 // 10] < 30
