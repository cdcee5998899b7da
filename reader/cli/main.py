"""This is where the command begins and every way it can end is given its words and its exit code.

0: done. 1: failed, or there was nothing. 2: the request itself was wrong. 130: stopped with Ctrl+C.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from reader import __version__
from reader.errors import CablesError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``cables`` with these arguments (default: the process's) and return its exit code. Never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:  # before argparse, whose import is half of this command's time
        print(f"cables {__version__}")
        return 0
    _let_streams_take_any_text()
    try:
        return _run(given)
    except SystemExit as done:  # argparse: help, or a usage error it has printed
        return done.code if isinstance(done.code, int) else 2
    except CablesError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return _reader_has_left()
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        return _say(f"{error.strerror or type(error).__name__}{where}", 1)
    except Exception as error:  # the last line of defence: a report, never a traceback
        from reader import crash

        return _say(crash.sentence(error, crash.report(error)), 1)


def _run(given: list[str]) -> int:
    from reader.cli.parser import parse

    arguments = parse(given)
    code: int = arguments.run(arguments)
    sys.stdout.flush()  # here, so that a reader who has left is met inside main
    return code


def _say(text: str, code: int) -> int:
    """What went wrong, on standard error, unable to drive the terminal."""
    from reader.cli.output import terminal_safe

    first, *rest = terminal_safe(text).split("\n")
    print("\n".join([f"cables: {first}", *rest]), file=sys.stderr)
    return code


def _let_streams_take_any_text() -> None:
    """A terminal that knows no ``¶`` gets a ``?``, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


def _reader_has_left() -> int:
    """The pipe's other end was closed, as ``head`` does: no failure, and Python must not report one."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
