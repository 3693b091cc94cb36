"""Ctrl-C, held back while a line is written so that no line is cut."""

from __future__ import annotations

import signal
import threading
from _thread import interrupt_main
from types import FrameType, TracebackType
from typing import Self

_MOMENT = 0.05  # seconds


class Interrupts:
    """Within it Ctrl-C raises KeyboardInterrupt as ever, but not inside a `with interrupts.held:` block: then after it.

    A second Ctrl-C is not held, so that a write which cannot end can be left.
    """

    def __init__(self) -> None:
        self.held = _Held()
        self._before: signal._HANDLER = None

    def __enter__(self) -> Self:
        # Where Ctrl-C is ignored (`nohup`, a background job) it stays so.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            try:
                self._before = signal.signal(signal.SIGINT, self.held.on_signal)
            except ValueError:  # no handler can be set outside the main thread, and no Ctrl-C arrives there
                self._before = None
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)


class _Held:
    def __init__(self) -> None:
        self._busy = self._wanted = False

    def on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if not self._busy or self._wanted:
            raise KeyboardInterrupt
        self._wanted = True

    def __enter__(self) -> None:
        self._busy = True

    def __exit__(self, kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        self._busy = False
        if self._wanted and kind is None:
            self._wanted = False
            raise KeyboardInterrupt


def interrupt_later() -> None:
    """Ctrl-C once more, in a moment, by a thread that keeps nothing from ending."""
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):  # which ends a wait too
        again = threading.Timer(_MOMENT, signal.pthread_kill, (main, signal.SIGINT))
    else:
        again = threading.Timer(_MOMENT, interrupt_main)
    again.daemon = True
    again.start()
