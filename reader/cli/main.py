"""The entry point of ``cables``: runs a command, and turns every error into a message and an exit code.

``reader.errors.ExitCode`` lists the codes.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from reader import __version__
from reader.errors import CablesError, ExitCode, disk_words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``cables`` with these arguments (default: the process's) and return its exit code. Never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:  # importing argparse would double the time of this command
        print(f"cables {__version__}")
        return 0
    _open_closed_streams()
    _let_streams_take_any_text()
    try:
        return _run(given)
    except SystemExit as done:  # argparse: help, or a usage error it has printed
        return done.code if isinstance(done.code, int) else ExitCode.USAGE
    except CablesError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _ignore_closed_pipe()
    except OSError as error:
        return _fail(disk_words(error), ExitCode.NOT_FOUND)
    except Exception as error:  # anything else is a bug: write a report instead of a traceback
        from reader import crash

        return _fail(crash.sentence(error, crash.report(error)), ExitCode.NOT_FOUND)


def _run(given: list[str]) -> int:
    from reader.cli.parser import parse

    arguments = parse(given)
    from reader.cli.output import set_quiet

    set_quiet(arguments.quiet)
    code: int = arguments.run(arguments)
    sys.stdout.flush()  # here, so that a closed pipe raises inside main
    return code


def _fail(text: str, code: int) -> int:
    """Print an error on standard error."""
    from reader.cli.output import problem

    problem(text)
    return code


def _open_closed_streams() -> None:
    """Give standard streams that were closed, as by ``<&-``, to the null device: a file of ours opened in the
    place of one would be written to by whatever prints.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
                setattr(sys, name, open(number, "w" if number else "r", closefd=False))  # noqa: SIM115


def _let_streams_take_any_text() -> None:
    """Print ``?`` for characters that the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


def _ignore_closed_pipe() -> int:
    """The other end of the pipe was closed, as ``head`` does; Python must not report an error."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
