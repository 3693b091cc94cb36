"""What a user installs works away from the project's folder, with the rules inside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest
from attrib.rules.load import load_pack

TEXT = "The ferry may sail in May, the harbour master said."
ASK_RULES = "import attrib; print(*attrib.Annotator().pack.roots, sep='\\n')"


def run(command: Sequence[str | Path], folder: Path) -> str:
    """The output of a command that must succeed, run in a folder with no trace of this project in its environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([str(part) for part in command], cwd=folder, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip(folder: Path, *arguments: str | Path) -> str:
    return run([sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments], folder)


class Environment:
    """A new virtual environment; `borrow` lets it see the packages installed here, so that nothing is fetched."""

    def __init__(self, folder: Path, *, borrow: bool) -> None:
        venv.create(folder, with_pip=not borrow, symlinks=os.name != "nt")
        self.folder = folder
        self.python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        self.packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
        if borrow:
            # A path in a .pth file is searched last, and .pth files found there are not followed: an editable
            # install of attrib in this environment stays out of sight.
            (self.packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def install(self, *arguments: str | Path) -> None:
        offline = ["--no-deps", "--no-build-isolation", "--no-index"] if self.borrowed else []
        pip(self.folder, "--python", self.python, "install", "--quiet", *offline, *arguments)

    @property
    def borrowed(self) -> bool:
        return (self.packages / "borrowed.pth").exists()

    def rule_folders(self) -> list[Path]:
        return [Path(line) for line in run([self.python, "-c", ASK_RULES], self.folder).splitlines()]

    def annotate(self, text: str) -> dict[str, object]:
        (self.folder / "note.txt").write_text(text, encoding="utf-8")
        command = [self.python.parent / "attrib", "annotate", "note.txt", "--format", "jsonl"]
        return json.loads(run(command, self.folder))


def check_works(environment: Environment) -> None:
    record = environment.annotate(TEXT)
    (attribution,) = record["attributions"]
    ((start, end),) = attribution["source"]
    assert TEXT[start:end] == "the harbour master"
    assert record["sentences"][0]["label"]["certainty"] == "possible"


def records_of(environment: Environment, root: Path) -> str:
    """What the attrib installed there says of all texts of examples that the shipped rules have."""
    texts = environment.folder / "texts.jsonl"
    pack = load_pack(["en"])
    examples = (example.text for rule in pack.rules for example in (*rule.match, *rule.no_match))
    texts.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(examples)))
    article = root / "examples" / "article.txt"
    command = [environment.python, "-m", "attrib", "annotate", texts, article, "--format", "jsonl"]
    return run(command, environment.folder)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(folder, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, root)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_installed_elsewhere_annotates_with_its_own_rules(tmp_path: Path, wheel: Path) -> None:
    environment = Environment(tmp_path, borrow=True)
    environment.install(wheel)
    check_works(environment)
    assert all(folder.is_relative_to(environment.packages) for folder in environment.rule_folders())


def installed_from() -> str | None:
    """The folder, as a URL, that attrib is an editable install of in this environment."""
    try:
        origin = json.loads(metadata.distribution("attrib").read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        return None
    return origin["url"] if origin.get("dir_info", {}).get("editable") else None


def test_editable_install_reads_the_rules_of_the_project_folder(tmp_path: Path, root: Path) -> None:
    if installed_from() != root.as_uri():
        pytest.skip("attrib is no editable install of this folder here; `make test` makes one")
    (folder,) = run([sys.executable, "-c", ASK_RULES], tmp_path).splitlines()
    assert Path(folder) == root / "rules" / "en"


def test_wheel_holds_the_licence_the_notice_and_the_types(wheel: Path) -> None:
    listing = run([sys.executable, "-m", "zipfile", "-l", wheel], wheel.parent)
    assert all(name in listing for name in ("LICENSE", "NOTICE", "attrib/py.typed", "attrib/_rules/en/pack.yml"))
    assert "tests/" not in listing


@pytest.mark.slow
def test_wheel_installs_from_nothing(tmp_path: Path, wheel: Path) -> None:
    environment = Environment(tmp_path, borrow=False)
    environment.install(wheel)
    check_works(environment)


@pytest.mark.slow
def test_wheel_built_from_the_source_archive_works(tmp_path: Path, root: Path) -> None:
    run([sys.executable, "-m", "build", "--outdir", tmp_path, root], tmp_path)
    (built,) = tmp_path.glob("*.whl")
    environment = Environment(tmp_path / "env", borrow=True)
    environment.install(built)
    check_works(environment)


def compiled_modules(root: Path) -> list[Path]:
    """The modules that a compiled wheel holds as such, as the build reads their patterns."""
    build = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    hook = build["targets"]["wheel"]["hooks"]["mypyc"]
    left_out = [path for pattern in hook["exclude"] for path in root.glob(pattern)]
    found = [path for pattern in hook["include"] for path in sorted(root.glob(pattern))]
    return [path for path in found if path not in left_out and path.name != "__init__.py"]


def test_compiled_modules_hold_nothing_that_changes_its_meaning(root: Path) -> None:
    """Compiled by mypyc a cached property is worked out each time, and what inherits from a list cannot be."""
    modules, odd = compiled_modules(root), re.compile(r"cached_property|^class \w+\((?:list|set|str)\b", re.MULTILINE)
    assert root / "attrib/match/engine.py" in modules
    assert not [path for path in modules if odd.search(path.read_text())]


@pytest.mark.slow
def test_compiled_wheel_says_what_the_plain_one_says(
    tmp_path: Path, root: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("cc"):
        pytest.skip("no C compiler here")
    monkeypatch.setenv("HATCH_BUILD_HOOKS_ENABLE", "1")
    run([sys.executable, "-m", "build", "--outdir", tmp_path, root], tmp_path)
    (built,) = tmp_path.glob("*.whl")
    assert not built.name.endswith("-any.whl")
    assert not [*(root / "attrib").rglob("*.so")], "a compiled module beside its source would be run in its place"
    plain, compiled = (Environment(tmp_path / name, borrow=True) for name in ("plain", "compiled"))
    plain.install(wheel)
    compiled.install(built)
    check_works(compiled)
    assert records_of(compiled, root) == records_of(plain, root)
