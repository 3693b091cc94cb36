"""Packed files: what lies in gzip, zstd, bzip2, xz and zip, to any depth, within a `Budget`."""

from __future__ import annotations

import bz2
import fnmatch
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from attrib.errors import InputError
from attrib.read.extras import need
from attrib.read.limits import CHUNK, SPOOL, Budget, Counted, buffered, seekable

MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))
GZIP = b"\x1f\x8b\x08"
ZIP = b"PK\x03\x04", b"PK\x05\x06"
SUFFIXES = frozenset({".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz"})
ARCHIVES = frozenset({".zip"})
DEPTH = 4  # layers of packing
WORD, SHEETS = "word/document.xml", "xl/workbook.xml"
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError)
ZSTD_STEP = 512  # packed bytes at once: a block of four bytes may hold 128 KiB


class Member(NamedTuple):
    """A file in an archive; `problem` says why it cannot be opened."""

    name: str
    stream: io.BufferedReader | None
    problem: str | None = None


def packing(head: bytes) -> str | None:
    """How a file that begins so is packed: `gzip`, `zstd`, `bzip2`, `xz`, `zip` or not at all."""
    if head.startswith(ZIP):
        return "zip"
    return next((name for magic, name in MAGIC if head.startswith(magic)), None)


def unpacked(stream: BinaryIO, kind: str, budget: Budget, whole: bool, by_member: bool = False) -> io.BufferedReader:
    """The bytes packed in this stream. `whole` says that it is the file itself, not already a layer of it.

    `by_member`: each member of a gzip file is a record of its own, so one that is damaged is left out.
    """
    source: Any = buffered(Counted(stream, budget)) if whole else stream
    if kind == "gzip":
        opened: Any = Members(source) if by_member else gzip.GzipFile(fileobj=source)
    elif kind == "bzip2":
        opened = bz2.BZ2File(source)
    elif kind == "xz":
        opened = lzma.LZMAFile(source)  # noqa: SIM115
    else:
        opened = Zstd(source)
    return buffered(Expanded(opened, kind, budget))


class Expanded(io.RawIOBase):
    """What comes out of a packed stream, counted; what is wrong with it becomes an InputError."""

    def __init__(self, opened: Any, kind: str, budget: Budget) -> None:
        # One step at a time: what came before the damage is not lost with it.
        self._read = getattr(opened, "read1", opened.read)
        self._kind, self._budget = kind, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except BROKEN as error:
            raise InputError("damaged", f"the {self._kind} data is damaged or cut short ({in_words(error)})") from None
        self._budget.give(len(data))
        buffer[: len(data)] = data
        return len(data)


class Members:
    """The members of a gzip file, each whole or, where it is damaged, not at all; EOFError at the end tells of those.

    A member longer than `SPOOL` is given on as it comes.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._packed = self._ready = b""  # of the member under way, from its first byte on; what may be read
        self._at = self._lost = 0
        self._begin()

    def _begin(self) -> None:
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._held: list[bytes] = []
        self._size = 0

    def read(self, size: int) -> bytes:
        while not self._ready:
            more = self._at < len(self._packed) or self._more()
            if not more:
                return self._end()
            self._step()
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _more(self) -> bool:
        data = self._source.read(CHUNK)
        self._packed += data
        return bool(data)

    def _step(self) -> None:
        try:
            out = self._member.decompress(self._packed[self._at :], SPOOL)
        except zlib.error:
            self._skip()
            return
        rest = self._member.unconsumed_tail or self._member.unused_data
        self._at = len(self._packed) - len(rest)
        self._held.append(out)
        self._size += len(out)
        if self._member.eof or self._size > SPOOL:
            self._ready, self._held = b"".join(self._held), []
            self._packed, self._at = rest, 0
        if self._member.eof:
            self._packed = self._packed.lstrip(b"\0")  # padding between members
            self._begin()

    def _skip(self) -> None:
        """Leave this member out and go on with what looks like the next one."""
        self._lost += 1
        at = self._packed.find(GZIP, 1)
        while at < 0:
            self._packed = self._packed[-len(GZIP) :]
            if not self._more():
                self._packed = b""
                break
            at = self._packed.find(GZIP)
        self._packed, self._at = self._packed[max(at, 0) :], 0
        self._begin()

    def _end(self) -> bytes:
        if self._lost:
            raise EOFError(
                f"{self._lost} of its members could not be unpacked and {'is' if self._lost == 1 else 'are'} left out"
            )
        if self._held or self._size:
            self._lost, held = 1, b"".join(self._held)
            self._begin()
            if held:
                self._ready = held
                return self.read(len(held))
        if self._packed:
            raise EOFError("the last member has no end")
        return b""


class Zstd:
    """Frames of Zstandard (RFC 8878), one after the other. Raises EOFError when the last one is cut short."""

    def __init__(self, source: BinaryIO) -> None:
        self._library = need("zstandard", "zstd")
        self._source = source
        self._frame: Any = None
        self._packed = self._ready = b""

    def read(self, size: int) -> bytes:
        while not self._ready and self._step():
            pass
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _step(self) -> bool:
        self._packed = self._packed or self._source.read(ZSTD_STEP)
        if not self._packed:
            if self._frame is not None:
                raise EOFError("the last frame has no end")
            return False
        self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            self._ready = self._frame.decompress(self._packed)
        except self._library.ZstdError as error:
            raise OSError(str(error)) from None
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True


@contextmanager
def open_zip(stream: BinaryIO, budget: Budget, whole: bool) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises InputError (code `damaged`) when it is none."""
    with seekable(stream) as source:
        if whole:
            budget.take(source.seek(0, io.SEEK_END))
            source.seek(0)
        try:
            archive = zipfile.ZipFile(source)
        except BROKEN as error:
            raise InputError("damaged", f"is no whole zip archive ({in_words(error)})") from None
        with archive:
            yield archive


def office(archive: zipfile.ZipFile) -> str | None:
    """The format of an office document: `docx` or `xlsx`; None for an archive of files."""
    names = set(archive.namelist())
    return "docx" if WORD in names else "xlsx" if SHEETS in names else None


def member(archive: zipfile.ZipFile, name: str, budget: Budget) -> io.BufferedReader:
    """A file in the archive. Raises InputError when it cannot be opened."""
    try:
        opened = archive.open(name)
    except BROKEN as error:
        raise InputError("damaged", f"cannot be unpacked: {in_words(error)}") from None
    except KeyError:
        raise InputError("damaged", f"has no {name}") from None
    return buffered(Expanded(opened, "zip", budget))


def members(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Member]:
    """The files in the archive in order of their names, without folders and what is hidden."""
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        if info.is_dir() or hidden(info.filename):
            continue
        try:
            yield Member(info.filename, member(archive, info.filename, budget))
        except InputError as error:
            yield Member(info.filename, None, error.message)


def hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part.strip(".") for part in name.split("/"))


def wanted(name: str, pattern: str) -> bool:
    """Whether a file in an archive matches a pattern that is meant for the names in a folder."""
    return fnmatch.fnmatchcase(name.rpartition("/")[2], pattern) or fnmatch.fnmatchcase(name, pattern)


def in_words(error: BaseException) -> str:
    words = str(error).strip().partition("\n")[0]
    return (words[:1].lower() + words[1:]) if words else type(error).__name__
