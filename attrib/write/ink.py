"""Words laid out for a terminal: wrapped to its width, with or without colour."""

from __future__ import annotations

import io
import os
import re

from rich.console import Console
from rich.text import Text

WIDEST = 100  # columns; longer lines are hard to read
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

SOURCE, CUE, HEDGE = "cyan", "underline", "yellow"
QUIET, STRONG, WARN = "dim", "bold", "red"
LEVELS = {"certain": "green", "probable": "yellow", "possible": "yellow", "uncommitted": "magenta"}


def _without_empty_width() -> dict[str, str]:
    """The environment, a width of no columns left out: some shells and containers say COLUMNS=0."""
    return {name: value for name, value in os.environ.items() if name != "COLUMNS" or value.strip("0")}


class Ink:
    """Lays out lines. `width` None is the terminal's. `color` False gives plain characters only."""

    def __init__(self, *, color: bool, width: int | None = None) -> None:
        self._console = Console(
            file=io.StringIO(),
            width=width,
            _environ=_without_empty_width(),
            force_terminal=color,
            color_system="standard" if color else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        self.width = max(20, min(self._console.width, WIDEST))

    def block(self, text: Text, indent: int = 0) -> str:
        """The text as wrapped lines, each ended by a line feed."""
        return "".join(self.line(line, indent) for line in self.wrap(text, indent))

    def wrap(self, text: Text, indent: int = 0) -> list[Text]:
        return list(text.wrap(self._console, max(16, self.width - indent)))

    def line(self, text: Text, indent: int = 0) -> str:
        text = text.copy()
        text.rstrip()
        with self._console.capture() as captured:
            self._console.print(Text(" " * indent) + text, soft_wrap=True)
        return captured.get()

    def ends(self, left: Text, right: Text, indent: int) -> str:
        """One text at the left and one at the right edge; on the last of several lines where the left one is long."""
        room = self.width - indent - right.cell_len - 2
        lines = list(left.wrap(self._console, max(16, room)))
        if not right.plain:
            return self.block(left, indent)
        last = lines[-1]
        last.rstrip()
        gap = " " * max(2, self.width - indent - last.cell_len - right.cell_len)
        return "".join(
            [*(self.line(line, indent) for line in lines[:-1]), self.line(Text.assemble(last, gap, right), indent)]
        )


def visible(text: str) -> str:
    """The text with each control character as one blank or mark, so that it stays as long and steers no terminal."""
    return CONTROL.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)
