"""A file to its documents: through its packing, if it has any, to the reader of its format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from attrib.errors import InputError
from attrib.read import pack
from attrib.read.find import Found
from attrib.read.formats import FORMATS, Format, format_of, known
from attrib.read.limits import Budget, seekable
from attrib.read.options import Failure, Item, ReadOptions
from attrib.read.sniff import SNIFFED


def read_file(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """The documents of a file. What cannot be read ends in a Failure, after all that could."""
    return _read(stream, found, options, Budget(), 0)


def _read(stream: io.BufferedReader, found: Found, options: ReadOptions, budget: Budget, depth: int) -> Iterator[Item]:
    try:
        yield from _layer(stream, found, options, budget, depth)
    except InputError as error:
        name = found.name if error.line is None else f"{found.name}#{error.line}"
        yield Failure(name, error.code, error.message, found.shown, error.line)


def _layer(stream: io.BufferedReader, found: Found, options: ReadOptions, budget: Budget, depth: int) -> Iterator[Item]:
    head = stream.peek(SNIFFED)
    kind = pack.packing(head)
    if depth > pack.DEPTH:
        raise InputError("bomb", f"is packed more than {pack.DEPTH} times over: not read further")
    if not head and (found.suffix in pack.SUFFIXES or found.suffix in pack.ARCHIVES):
        raise InputError("damaged", f"is empty, no {found.suffix[1:]} archive")
    if kind is None:
        yield from _documents(stream, found, options, head)
    elif kind != "zip":
        inside = found.inside()
        records = inside.suffix == ".warc" or options.format == "warc"
        unpacked = pack.unpacked(stream, kind, budget, not depth, records)
        yield from _read(unpacked, inside, options, budget, depth + 1)
    else:
        yield from _zip(stream, found, options, budget, depth)


def _zip(stream: io.BufferedReader, found: Found, options: ReadOptions, budget: Budget, depth: int) -> Iterator[Item]:
    """An office document, which is an archive by its make, or an archive of files."""
    with seekable(stream) as source, pack.open_zip(source, budget, not depth) as archive:
        office = pack.office(archive)
        if office is None:
            yield from _archive(archive, found, options, budget, depth)
        else:
            source.seek(0)
            chosen = FORMATS[options.format or office]
            whole = source if isinstance(source, io.BufferedReader) else io.BufferedReader(_Unowned(source))
            yield from _guarded(chosen, chosen.read()(whole, found, options), found)


class _Unowned(io.RawIOBase):
    """A temporary file as a raw stream that may be dropped without closing it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _documents(stream: io.BufferedReader, found: Found, options: ReadOptions, head: bytes) -> Iterator[Item]:
    chosen = FORMATS[options.format] if options.format else format_of(head, found.suffix, options.encoding)
    return _guarded(chosen, chosen.read()(stream, found, options), found)


def _guarded(chosen: Format, items: Iterator[Item], found: Found) -> Iterator[Item]:
    """The same items; a fault that the reader did not foresee ends this file, not the run."""
    done = 0
    try:
        for item in items:
            done += 1
            yield item
    except (InputError, OSError, KeyboardInterrupt, GeneratorExit):
        raise
    except Exception as error:
        after = f" after {done} documents" if done else ""
        message = f"cannot be read as {chosen.name}{after}: {type(error).__name__}: {pack.in_words(error)}"
        yield Failure(found.name, "damaged", message, found.shown)


def _archive(
    archive: zipfile.ZipFile, found: Found, options: ReadOptions, budget: Budget, depth: int
) -> Iterator[Item]:
    none = True
    for name, stream, problem in pack.members(archive, budget):
        if not (pack.wanted(name, options.pattern) if options.pattern else known(name)):
            continue
        none = False
        inside = found.member(name)
        if stream is None:
            yield Failure(inside.name, "damaged", problem or "", inside.shown)
        else:
            with stream:
                yield from _read(stream, inside, options, budget, depth + 1)
    if none:
        raise InputError("no-texts", "the archive holds no file of a known format: name others with --pattern")
