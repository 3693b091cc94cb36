"""The `attrib` command. Nothing heavy is imported before a command needs it.

Exit codes: 0 done; 1 findings (a broken rule, a figure below its minimum); 2 the user's mistake, or some input failed;
130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from attrib.errors import AttribError

DONE, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
FULL = frozenset((errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT))  # what a disk says that takes no more
DEBUG = "ATTRIB_DEBUG"  # set: an unexpected error shows where it happened


def command() -> NoReturn:
    """The console script: `main`, then an end at once.

    Python would first take apart what the process holds, rules and all that was met in texts, object by object: a
    twentieth of the time of a large corpus, for memory that goes back as a whole.
    """
    code = main()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a stream that was closed is none
        try:
            stream.flush()
        except BrokenPipeError:
            continue
        except OSError as error:  # a full disk
            code = _fail(_refused(error))
    os._exit(code)


def main(argv: Sequence[str] | None = None, *, annotator: Callable[..., Any] | None = None) -> int:
    """Run the command line and give its exit code. `annotator` stands in for `attrib.annotator.Annotator`."""
    from attrib.cli.parser import parse

    _use_utf8()
    sys.unraisablehook = _unraisable
    try:
        args = parse(sys.argv[1:] if argv is None else argv)
        args.annotator = annotator
        code = int(args.run(args) or DONE)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return DONE
    except SystemExit as done:  # argparse, after --help and --version
        return int(done.code or DONE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except AttribError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(_refused(error))
    except Exception as error:  # the last door: a person gets one line, whatever happens
        if os.environ.get(DEBUG):
            raise
        from attrib.cli.stream import in_short

        return _fail(f"internal error ({in_short(error)}); please report it; {DEBUG}=1 shows where")
    return code


def _fail(message: str) -> int:
    print(f"attrib: {message}", file=sys.stderr)  # noqa: T201
    try:
        sys.stdout.flush()
    except OSError:
        _drop_stdout()
    return FAILED


def _refused(error: OSError) -> str:
    """What the system refused. Where it names no file, it is standard output that is written to."""
    if error.errno in FULL and error.filename is None:
        return f"standard output: cannot be written: {error.strerror}"
    return f"{error.filename}: {error.strerror}" if error.filename is not None and error.strerror else str(error)


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Ctrl-C inside a finaliser is dropped by Python: it comes again a moment later."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    from attrib.cli.interrupt import interrupt_later

    interrupt_later()


def _use_utf8() -> None:
    """Output is UTF-8 everywhere; what no encoding can hold is shown escaped rather than raised."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_stdout() -> None:
    """When nothing can be written there any more: what Python flushes at its end goes nowhere instead of raising."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
