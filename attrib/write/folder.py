"""Formats of one file (or a pair) a document: a folder of them. `documents.index` (JSON lines) says which is which."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrib.errors import UsageError
from attrib.read.index import INDEX
from attrib.write.jsonl import line
from attrib.write.writer import Record, Target

UNSAFE = re.compile(r"[^\w.-]+|^[.-]+")
LONGEST = 80  # characters of a file's name before its ending
Files = Mapping[str, bytes]  # by ending


class FolderWriter:
    """Writes the files that `files` makes of a record, each under a name made of the document's id.

    The index holds of each document file, id, meta and rules, or why it failed. `extra` are files beside them. Raises
    UsageError for a folder that holds something, unless `overwrite` says that files of the same name may go.
    """

    def __init__(self, target: Target, files: Callable[[Record], Files], extra: Mapping[str, bytes]) -> None:
        if target.path is None:
            raise UsageError("this format needs a folder")
        self._folder, self._files, self._extra = target.path, files, extra
        if self._folder.exists() and not self._folder.is_dir():
            raise UsageError(f"{self._folder}: is no folder; this format writes several files")
        if not self._folder.absolute().parent.is_dir():
            raise UsageError(f"{self._folder}: there is no folder {self._folder.parent}")
        if self._folder.is_dir() and any(self._folder.iterdir()) and not target.overwrite:
            raise UsageError(f"{self._folder}: is not empty; --overwrite replaces files of the same names")
        self._taken: set[str] = set()

    def open(self) -> None:
        self._folder.mkdir(exist_ok=True)
        (self._folder / INDEX).write_bytes(b"")
        for name, data in self._extra.items():
            (self._folder / name).write_bytes(data)

    def render(self, record: Record) -> tuple[Record, Files]:
        return record, {} if "error" in record else self._files(record)

    def write(self, rendered: tuple[Record, Files]) -> None:
        record, files = rendered
        name = self._name(record["id"]) if files else None
        for ending, data in files.items():
            (self._folder / f"{name}{ending}").write_bytes(data)
        with (self._folder / INDEX).open("ab") as index:
            index.write(line({"file": name, **{key: record.get(key) for key in ("id", "meta", "rules", "error")}}))

    def finish(self) -> None:
        """Every file is whole already."""

    def close(self) -> None:
        """No file is open between two documents."""

    def _name(self, id: str) -> str:
        """A name that no file system minds, not used before, whatever the case of its letters."""
        stem = UNSAFE.sub("_", id.removesuffix(".txt"))[-LONGEST:].strip("._") or "document"
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}~{number}"
        self._taken.add(name.casefold())
        return name
