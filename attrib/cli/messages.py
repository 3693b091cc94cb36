"""What a run says on standard error: one line for each thing gone wrong, progress while it lasts, a sum at the end."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

MOST = 20  # lines of one kind; the rest is counted
PATIENCE = 1.0  # seconds without a sign before progress is shown
PAUSE = 0.1  # seconds between two signs
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


def printable(line: str) -> str:
    """The line with control characters escaped: a file name must not steer the terminal."""
    return CONTROLS.sub(lambda found: ascii(found[0])[1:-1], line)


def placed(path: object, line: object, name: object) -> str:
    """Where a message belongs: a path and a line as far as they are known, else the document's name."""
    return ":".join(str(part) for part in (path, line) if part is not None) or str(name)


class Messages:
    """Lines on standard error. `quiet` keeps the errors only; of a kind that is frequent most are only counted."""

    def __init__(self, *, quiet: bool = False, progress: bool = False) -> None:
        self.seen: Counter[str] = Counter()
        self.documents = self.sentences = self.unread = 0
        self._quiet = quiet
        self._ticker = Ticker() if progress and not quiet and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _k: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        if self._ticker:
            self._ticker.stop()
        for code, count in self.seen.items():
            if count > MOST:
                self._say(f"… and {count - MOST} more of this kind: {code}")

    def did(self, record: Mapping[str, Any]) -> None:
        """Count a record that is done, and show how far the run is."""
        self.documents += "error" not in record
        self.sentences += len(record.get("sentences", ()))
        self.unread += (record.get("meta") or {}).get("analysed") is False
        if self._ticker:
            self._ticker.tick(self.documents, self.sentences)

    def error(self, code: str, line: str) -> None:
        self.seen[code] += 1
        if self.seen[code] <= MOST:
            self._say(line)

    def warn(self, code: str, line: str) -> None:
        if not self._quiet:
            self.error(code, f"warning: {line}")

    def note(self, line: str) -> None:
        if not self._quiet:
            self._say(line)

    def _say(self, line: str) -> None:
        if self._ticker:
            self._ticker.clear()
        print(f"attrib: {printable(line)}", file=sys.stderr)  # noqa: T201


class Ticker:
    """How far a long run is, on one line of the terminal that goes when the run ends."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def tick(self, documents: int, sentences: int) -> None:
        now = time.monotonic()
        if now - self._started < PATIENCE or now - self._shown < PAUSE:
            return
        self._shown = now
        rate = sentences / (now - self._started)
        line = f"{documents:,} documents  {sentences:,} sentences  {rate:,.0f}/s"
        if self._progress is None or self._task is None:
            self._start(line)
        else:
            self._progress.update(self._task, description=line)

    def _start(self, line: str) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.start()
        self._task = self._progress.add_task(line, total=None)

    def clear(self) -> None:
        """Take the line away so that another can be written; the next tick shows it again."""
        self.stop()
        self._progress = self._task = None

    def stop(self) -> None:
        if self._progress:
            self._progress.stop()
