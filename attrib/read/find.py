"""Which files a path stands for."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple

from attrib.read.formats import known
from attrib.read.limits import BUFFER
from attrib.read.options import Failure, ReadOptions

STDIN = "-"
STDIN_NAME = "stdin"


class Found(NamedTuple):
    """A file to read, or a member of an archive.

    `name` is what ids are made from, `shown` what messages call it. `label` is the name its suffix is read from, ""
    for standard input. A member has no `path`.
    """

    name: str
    shown: str
    label: str
    path: Path | None = None
    stdin: BinaryIO | None = None

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.label).suffix.lower()

    def open(self) -> AbstractContextManager[io.BufferedReader]:
        if self.path is not None:
            return io.BufferedReader(self.path.open("rb", buffering=0), BUFFER)
        stream: Any = self.stdin or sys.stdin.buffer
        return nullcontext(stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, BUFFER))

    def inside(self) -> Found:
        """What is packed in this file alone: `a.jsonl` in `a.jsonl.gz`."""
        return self._replace(label=PurePosixPath(self.label).stem)

    def member(self, name: str) -> Found:
        """A file in this archive."""
        return Found(f"{self.name}/{name}", f"{self.shown}/{name}", name)


def find(name: str, options: ReadOptions) -> Iterator[Found | Failure]:
    """The files this path names: itself, what a folder holds (sorted, hidden ones left out), or a pattern's matches."""
    path = Path(name)
    if name == STDIN:
        yield Found(STDIN_NAME, STDIN_NAME, "", None, options.stdin)
    elif path.is_dir():
        yield from _folder(path, options)
    elif path.exists() or path.is_symlink() or not glob.has_magic(name):
        yield _file(path, name, options)
    else:
        yield from _pattern(name, options)


def _file(path: Path, name: str, options: ReadOptions) -> Found | Failure:
    name, shown = printable(name), printable(str(path))
    if not path.exists():
        return Failure(name, "not-found", "no such file or folder", shown)
    if is_output(path, options.output):
        return Failure(name, "is-output", "is the output file itself: give -o another name", shown)
    return Found(name, shown, path.name, path)


def _pattern(pattern: str, options: ReadOptions) -> Iterator[Found | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  pathlib refuses absolute patterns
    if not matches:
        yield Failure(printable(pattern), "not-found", "no file matches this pattern", printable(pattern))
    for match in matches:
        if not Path(match).is_dir():
            yield _file(Path(match), match, options)


def _folder(folder: Path, options: ReadOptions) -> Iterator[Found | Failure]:
    problems: list[OSError] = []
    others: set[str] = set()
    none_found = True
    for path in _walk(folder, problems):
        if is_output(path, options.output):
            continue
        if path.match(options.pattern) if options.pattern else known(path.name):
            none_found = False
            yield _file(path, path.relative_to(folder).as_posix(), options)
        else:
            others.add(path.suffix)
    for problem in problems:
        name = printable(problem.filename)
        yield Failure(name, "unreadable", f"cannot be read: {problem.strerror}", name)
    if none_found and not problems:
        name = printable(str(folder))
        yield Failure(name, "no-texts", _nothing(others - {""}, options.pattern), name)


def _walk(folder: Path, problems: list[OSError]) -> Iterator[Path]:
    """The files below a folder, sorted folder by folder, without hidden files and folders."""
    for root, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))


def _nothing(suffixes: set[str], pattern: str | None) -> str:
    what = f"{pattern} file" if pattern else "file of a known format"
    if not suffixes:
        return f"the folder holds no {what}"
    shown = sorted(suffixes)
    return f"the folder holds no {what}, only {', '.join(shown[:5])}: name others with --pattern '*{shown[0]}'"


def is_output(path: Path, output: Path | None) -> bool:
    """Whether this path is the file the run writes to."""
    return output is not None and output.exists() and path.exists() and path.samefile(output)


def printable(path: str) -> str:
    """The path as valid Unicode: bytes that are none become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
