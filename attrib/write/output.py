"""Where the lines go: whole ones only, to a file or a stream, and what an earlier run left there.

A line is handed to the system in one piece as soon as it is done, so that a run that is stopped keeps all it finished.
Should the disk fill up or the process be killed inside a line, the file ends in a piece of one: it is cut off when
the write fails, and by `resume` when the process could not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import orjson

from attrib.errors import UsageError

SCHEMA = "attrib/1"
RESUME_HINT = ", --resume goes on where it stops"
OPENING = b'{"schema":"%s"' % SCHEMA.encode()


class Earlier(NamedTuple):
    """What an unfinished output file holds: ids done, digests of rules and ratings used, lines to be done again."""

    ids: frozenset[str]
    digests: frozenset[str]
    ratings: frozenset[str | None]
    dropped: int


NOTHING = Earlier(frozenset(), frozenset(), frozenset(), 0)


class FileSink:
    """Appends whole lines to a file that it creates with the first one. `truncate`: an old file is emptied first."""

    def __init__(self, path: Path, *, truncate: bool) -> None:
        self.path, self._truncate = path, truncate
        self._fd: int | None = None

    def write(self, line: bytes) -> None:
        """Raises OSError when the line cannot be written whole; the file then ends after the line before."""
        fd = self.open()
        whole = os.lseek(fd, 0, os.SEEK_END)
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[os.write(fd, rest) :]
        except OSError:
            os.ftruncate(fd, whole)
            raise

    def open(self) -> int:
        if self._fd is None:
            flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if self._truncate else 0) | getattr(os, "O_BINARY", 0)
            self._fd = os.open(self.path, flags, 0o666)
        return self._fd

    def close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


class StreamSink:
    """Writes whole lines to a stream, each at once. `owned`: the stream is closed with the sink."""

    def __init__(self, stream: BinaryIO, *, owned: bool = False) -> None:
        self._stream, self._owned = stream, owned

    def write(self, line: bytes) -> None:
        self._stream.write(line)
        self._stream.flush()

    def open(self) -> None:
        """Nothing to open: the stream is."""

    def close(self) -> None:
        if self._owned:
            with suppress(OSError):  # what could not be written was told when it was
                self._stream.close()


Sink = FileSink | StreamSink


def file_sink(path: Path, *, overwrite: bool = False, resume: bool = False, hint: str = "") -> Sink:
    """A sink for this path. Raises UsageError when a file is there and neither flag says what becomes of it."""
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or a named pipe
        return StreamSink(path.open("wb"), owned=True)
    check_free(path, overwrite=overwrite or resume, hint=hint)
    return FileSink(path, truncate=overwrite)


def check_free(path: Path, *, overwrite: bool, hint: str = "") -> None:
    """Raises UsageError when no file can be made at this path, or one is there and must not be replaced."""
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; -o names a file")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}")
    if path.is_file() and not overwrite:
        raise UsageError(f"{path}: exists already; --overwrite replaces it{hint}")


def resume(path: Path) -> Earlier:
    """What an earlier run finished in this file, after taking out what it did not.

    A line cut short, an error line and a second line of one id are taken out, so that their documents are done again.
    Raises UsageError, and leaves the file alone, when it holds anything else than attrib's JSON lines.
    """
    if not path.is_file():
        return NOTHING
    beside = path.with_name(path.name + ".resume")
    try:
        with beside.open("wb") as kept:
            earlier = _keep_finished(path, kept)
        if earlier.dropped:
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return earlier


def _keep_finished(path: Path, kept: BinaryIO) -> Earlier:
    ids: set[str] = set()
    digests: set[str] = set()
    ratings: set[str | None] = set()
    dropped = 0
    for line, record in _records(path):
        name = str(record.get("id"))
        if not record or "error" in record or name in ids:
            dropped += 1
            continue
        ids.add(name)
        rules = record.get("rules") or {}
        digests.add(rules.get("sha256") or "")
        ratings.add(rules.get("ratings"))
        kept.write(line)
    return Earlier(frozenset(ids), frozenset(digests), frozenset(ratings), dropped)


def _records(path: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Each line with its record, which is empty for a line that was cut short."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = orjson.loads(line)
            except orjson.JSONDecodeError:
                record = {}
            if not (line.startswith(OPENING) or OPENING.startswith(line.rstrip())):
                raise UsageError(f"{path}:{number}: is no line of {SCHEMA}, so there is nothing to resume")
            yield line, record if line.endswith(b"\n") else {}
