"""Bounds, so that no input, however made, takes all memory or all disk."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from attrib.errors import InputError

FREE = 1 << 26  # bytes that may come of packed data at any rate
RATE = 200  # bytes out of one byte in: past it and past `FREE` it is a bomb, not a text (text packs about 4 to 1)
CHUNK = 1 << 16
SPOOL = 1 << 24  # bytes kept in memory before a temporary file is used
BUFFER = 1 << 17


class Budget:
    """How much may come of one packed file, through all its layers together."""

    def __init__(self) -> None:
        self._taken = self._given = 0

    def take(self, size: int) -> None:
        """So many packed bytes were read from the file itself."""
        self._taken += size

    def give(self, size: int) -> None:
        """So many bytes came of them. Raises InputError (code `bomb`) when that is out of all proportion."""
        self._given += size
        if self._given > FREE and self._given > RATE * self._taken:
            raise InputError(
                "bomb", f"unpacks to more than {RATE} times its size and {FREE >> 20} MiB: not read further"
            )


class Counted(io.RawIOBase):
    """A stream that reports what is read from it."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._budget.take(len(data))
        return len(data)


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, BUFFER)


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """All that is left of the stream. Raises InputError (code `too-long`) past `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_long(limit)
    return data


def too_long(limit: int) -> InputError:
    return InputError("too-long", f"is longer than {limit / 1e6:g} MB: --max-record-mb sets another limit")


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself if it can be sought in, else a copy of it, on disk if it is large."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as copy:
        shutil.copyfileobj(stream, copy, CHUNK)
        copy.seek(0)
        yield cast("BinaryIO", copy)
