"""The commands that open the screen."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.parser_base import PATH, Parser, add_linear, add_map, columns_of
from reader.errors import CablesError, ExitCode, UsageError

if TYPE_CHECKING:
    from reader.workspace import Workspace


SAMPLES_EXAMPLES = """\
  cables samples
"""
OPEN_EXAMPLES = """\
  cables open 06PHNOMPENH977.txt
  cables open ~/Downloads/cables
  curl -s https://example.org/cable.txt | cables open -

Nothing is imported. Notes are saved with the notes of your library.
"""


def declare_samples(parser: Parser) -> None:
    """The arguments of ``cables samples``."""
    add_linear(parser)
    parser.runs(open_samples, examples=SAMPLES_EXAMPLES)


def declare_open(parser: Parser) -> None:
    """The arguments of ``cables open``."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help=PATH)
    add_map(parser)
    add_linear(parser)
    parser.runs(open_files, examples=OPEN_EXAMPLES)


def open_library(arguments: argparse.Namespace) -> int:
    """The user's own library."""
    check_terminal()
    lay_out(arguments)
    from reader.cli.context import library_folder

    return show(partial(_open_library, library_folder(arguments)))


def _open_library(folder: Path | None) -> Workspace:
    from reader.workspace import Workspace  # after the first frame

    return Workspace.open(folder)


def open_samples(arguments: argparse.Namespace) -> int:
    """The samples."""
    if arguments.library:
        raise UsageError(
            "The samples have a library of their own",
            advice="Leave out --library, or open another library: cables --library DIR",
        )
    check_terminal()
    lay_out(arguments)
    return show(_samples)


def _samples() -> Workspace:
    from reader.workspace import Workspace  # after the first frame

    return Workspace.samples()


def open_files(arguments: argparse.Namespace) -> int:
    """Files and folders, without importing them."""
    from reader.cli.context import library_folder

    paths, columns = list(arguments.paths), columns_of(arguments)
    if missing := [path for path in paths if path != "-" and not os.path.lexists(path)]:
        raise CablesError("No such file or folder", where=", ".join(missing), advice="Nothing was opened.")
    check_terminal(input_is_text="-" in paths)
    lay_out(arguments)
    from reader.cli.progress import ImportProgress
    from reader.workspace import Workspace

    # Read before the screen opens, so that a wrong path is reported where it was typed.
    with ImportProgress(quiet_for=1.0) as progress:
        workspace = Workspace.reading(
            paths,
            folder=library_folder(arguments),
            on_progress=progress.update,
            cancelled=progress.cancelled,
            columns=columns,
        )
    with workspace:
        if progress.cancelled():
            return ExitCode.INTERRUPTED
        if "-" in paths:  # the keys come from the terminal now
            os.dup2(os.open("/dev/tty", os.O_RDWR), sys.stdin.fileno())
        return show(lambda: workspace, passing=True)


def show(factory: Callable[[], Workspace], *, passing: bool = False) -> int:
    """Show the screen, and close what it opened however it ends."""
    from reader.tui.app import run

    with closing(factory) as opening:
        return run(opening, temporary=passing)


@contextmanager
def closing(factory: Callable[[], Workspace]) -> Iterator[Callable[[], Workspace]]:
    """The factory of workspaces; those it made are closed at the end."""
    opened: list[Workspace] = []

    def opening() -> Workspace:
        opened.append(factory())
        return opened[-1]

    try:
        yield opening
    finally:
        for workspace in opened:
            workspace.close()


def lay_out(arguments: argparse.Namespace) -> None:
    """Ask the screen for the linear layout where ``--linear`` was given."""
    if arguments.linear:
        os.environ["CABLES_LINEAR"] = "1"  # read with the settings, each time they are


def check_terminal(*, input_is_text: bool = False) -> None:
    """Raise CablesError if there is no terminal to draw on or to read keys from."""
    if sys.stdout.isatty() and (input_is_text or sys.stdin.isatty()) and os.environ.get("TERM") != "dumb":
        return
    raise CablesError(
        "The screen needs a terminal",
        advice="In a script, use `cables search`, `cables show MRN` or `cables notes`; see `cables --help`.",
    )
