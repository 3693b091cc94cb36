"""What all writers share: what they are given, what they are asked to do, and files that appear when they are whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from attrib.errors import UsageError
from attrib.write.output import Sink, StreamSink, check_free, file_sink

Record = dict[str, Any]


@dataclass
class Target:
    """Where a writer writes: `path` as -o names it, or `stream` where there is none.

    `text` False leaves the texts out. Writers put into `lost`, by a stable code, a line for each thing in these
    documents that their format could not hold.
    """

    path: Path | None
    stream: Any = None
    overwrite: bool = False
    resume: bool = False
    text: bool = True
    color: bool = False
    lost: dict[str, str] = field(default_factory=dict)

    def sink(self, path: Path | None = None, hint: str = "") -> Sink:
        """A sink for whole pieces of bytes. Raises UsageError when the path is taken; `hint` names ways out."""
        path = path or self.path
        if path is None:
            return StreamSink(self.stream)
        return file_sink(path, overwrite=self.overwrite, resume=self.resume, hint=hint)

    def shown(self, record: Record) -> Record:
        """The record as it is to be written: without its text where that was asked for."""
        return record if self.text or "error" in record else {**record, "text": None}

    def lose(self, code: str, line: str) -> None:
        self.lost.setdefault(code, line)


class Writer(Protocol):
    """Takes records one by one. What `render` makes of a record, `write` puts out whole."""

    def open(self) -> None:
        """Make ready: afterwards the output is there, empty. Raises OSError."""

    def render(self, record: Record) -> Any:
        """The record as this format has it; whatever it raises is this record's fault alone."""

    def write(self, rendered: Any) -> None:
        """Raises OSError."""

    def finish(self) -> None:
        """Everything is written: end the output. Raises OSError."""

    def close(self) -> None:
        """Let go of everything; after `finish` nothing is left to do. An unfinished file does not stay half."""


class PieceWriter:
    """Writes each record as one piece of bytes, with something before the first, between two, and after the last."""

    def __init__(
        self,
        sink: Sink,
        render: Callable[[Record], bytes],
        *,
        begin: bytes = b"",
        between: bytes = b"",
        end: bytes = b"",
    ) -> None:
        self._sink, self.render = sink, render
        self._begin, self._between, self._end = begin, between, end
        self._first = True

    def open(self) -> None:
        self._sink.open()
        if self._begin:
            self._sink.write(self._begin)

    def write(self, rendered: bytes) -> None:
        if rendered:
            self._sink.write(rendered if self._first else self._between + rendered)
            self._first = False

    def finish(self) -> None:
        if self._end:
            self._sink.write(self._end)

    def close(self) -> None:
        self._sink.close()


class Draft:
    """A file written beside its place, which it takes when it is finished: a reader never meets half of it.

    Raises UsageError when the place is taken and `overwrite` does not say so.
    """

    def __init__(self, place: Path, *, overwrite: bool) -> None:
        check_free(place, overwrite=overwrite)
        if place.exists() and not place.is_file():
            raise UsageError(f"{place}: is no plain file; this format needs one")
        self.place, self.path = place, place.with_name(f".{place.name}.part")

    def finish(self) -> None:
        self.path.replace(self.place)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def beside(path: Path, word: str) -> Path:
    """The path of a companion file: `out.csv` and `attributions` give `out.attributions.csv`."""
    return path.with_name(f"{path.stem}.{word}{path.suffix}")
