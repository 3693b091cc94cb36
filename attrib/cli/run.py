"""Records into a writer, one by one, with a word on standard error for each thing that goes wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrib.cli import DONE, FAILED, INTERRUPTED
from attrib.cli.messages import placed
from attrib.cli.stream import broken
from attrib.errors import UsageError
from attrib.read import Failure, RawDocument

if TYPE_CHECKING:
    from attrib.cli.interrupt import Interrupts
    from attrib.cli.messages import Messages
    from attrib.write.formats import Format
    from attrib.write.output import Earlier
    from attrib.write.writer import Target, Writer

Record = dict[str, Any]
Item = RawDocument | Failure


class Run:
    """One run: writes what comes, tells what went wrong, counts."""

    def __init__(
        self,
        format: Format,
        target: Target,
        writer: Writer,
        earlier: Earlier,
        messages: Messages,
        interrupts: Interrupts,
    ) -> None:
        self._format, self._target, self._writer, self._earlier = format, target, writer, earlier
        self._messages, self._interrupts, self._output = messages, interrupts, target.path
        self._failed = 0

    def all(self, results: Iterable[tuple[Item, Record]]) -> int:
        """Write all results and give the exit code."""
        opened = interrupted = False
        try:
            if self._earlier.ids or self._earlier.dropped:
                self._messages.note(f"{self._output}: {_resumed(self._earlier)}")
            self._guarded(self._writer.open)
            opened = True
            for item, record in results:
                self._one(item, record)
        except KeyboardInterrupt:
            interrupted = True
        if opened:
            self._guarded(self._writer.finish)
        if interrupted:
            self._messages.error("interrupted", self._interrupted())
            return INTERRUPTED
        self._tell_lost()
        if self._output is not None or self._failed or self._messages.unread or not self._messages.documents:
            self._messages.note(self._sum())
        return FAILED if self._failed else DONE

    def _one(self, item: Item, record: Record) -> None:
        try:
            rendered = self._writer.render(record)
        except Exception as error:  # nor must a record that cannot be written end the run
            record = broken(item, error)
            rendered = self._writer.render(record)
        self._guarded(self._writer.write, rendered)
        self._tell(item, record)
        self._messages.did(record)

    def _guarded(self, act: Any, *arguments: Any) -> None:
        """Do it as a whole, Ctrl-C held back. Raises UsageError when the system refuses."""
        try:
            with self._interrupts.held:
                act(*arguments)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(
                f"{self._output or 'standard output'}: cannot be written: {error.strerror or error}; "
                f"{self._messages.documents} documents are whole"
            ) from None

    def _tell(self, item: Item, record: Record) -> None:
        place = placed(item.path, item.line, item.id)
        for note in item.notes:
            self._messages.warn(note.code, f"{place}: {note.message}")
        if error := record.get("error"):
            self._failed += 1
            self._messages.error(error["code"], f"{place}: {error['message']}")

    def _tell_lost(self) -> None:
        """What the format does not hold, once a run."""
        name = self._format.name
        if self._format.lacks:
            self._messages.note(f"{name}: {self._format.lacks}")
        for code, line in self._target.lost.items():
            self._messages.warn(code, f"{name}: {line}")

    def _interrupted(self) -> str:
        hint = f" in {self._output}" if self._output else ""
        hint += "; --resume goes on" if self._output and self._format.resumes else ""
        return f"interrupted: {self._messages.documents + len(self._earlier.ids)} documents are done{hint}"

    def _sum(self) -> str:
        to = f" in {self._output}" if self._output else ""
        failed = f"; {self._failed} could not be annotated" if self._failed else ""
        done = self._messages
        unread = f"; {done.unread} not analysed: another language, or no prose" if done.unread else ""
        return f"{count(done.documents, 'document')}, {count(done.sentences, 'sentence')}{to}{unread}{failed}"


def count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _resumed(earlier: Earlier) -> str:
    again = f", {count(earlier.dropped, 'line')} to be done again" if earlier.dropped else ""
    return f"{count(len(earlier.ids), 'document')} done before{again}"
