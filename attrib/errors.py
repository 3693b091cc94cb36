"""What can go wrong, as exceptions that print as one clear line each."""

from __future__ import annotations

from typing import NamedTuple


class AttribError(Exception):
    """Anything attrib raises on purpose; its text is fit to show a person."""


class UsageError(AttribError):
    """A mistake in a call, a flag or a configuration file."""


class InputError(AttribError):
    """A document that cannot be read: `code` is stable, `line` is 1-based where known."""

    def __init__(self, code: str, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.path, self.line = code, message, path, line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{place}: {self.message}" if place else self.message


class Fault(NamedTuple):
    """One mistake in a rule file. `line` and `column` are 1-based; `hint` is a likely right spelling."""

    path: str
    line: int
    column: int
    what: str
    hint: str | None = None
    source_line: str | None = None

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {self.what}"
        if self.hint:
            head += f"; did you mean '{self.hint}'?"
        if self.source_line is None:
            return head
        return f"{head}\n  {self.source_line}\n  {' ' * (self.column - 1)}^"


class RuleError(AttribError):
    """The mistakes of one or several rule files, all at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
