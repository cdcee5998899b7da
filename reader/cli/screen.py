"""This is where the verbs that open the screen hand over to it."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial

from reader.errors import CablesError, UsageError


def own(arguments: argparse.Namespace) -> int:
    """The user's own library."""
    _needs_a_terminal()
    from reader.cli.opening import chosen
    from reader.tui.app import run
    from reader.workspace import Workspace

    return run(partial(Workspace.open, chosen(arguments)))


def samples(arguments: argparse.Namespace) -> int:
    """The samples."""
    if arguments.library:
        raise UsageError(
            "The samples are a library of their own",
            advice="Leave out --library, or open another library with `cables --library DIR`.",
        )
    _needs_a_terminal()
    from reader.tui.app import run
    from reader.workspace import Workspace

    return run(Workspace.samples)


def read(arguments: argparse.Namespace) -> int:
    """Files and folders, just to read them."""
    from reader.cli.opening import chosen, existing

    paths = existing(arguments.paths)
    _needs_a_terminal(input_is_text="-" in paths)
    from reader.cli.progress import Telling
    from reader.workspace import Workspace

    # Read before the screen is there, so that a wrong path is answered where it was typed.
    with Telling(quiet_for=1.0) as telling:
        workspace = Workspace.reading(
            paths, folder=chosen(arguments), on_progress=telling.progress, cancelled=telling.cancelled
        )
    if telling.cancelled():
        workspace.close()
        return 130
    if "-" in paths:
        os.dup2(os.open("/dev/tty", os.O_RDWR), sys.stdin.fileno())
    from reader.tui.app import run

    return run(lambda: workspace, passing=True)


def _needs_a_terminal(*, input_is_text: bool = False) -> None:
    """Raises CablesError where there is no screen to draw on or no keys to read."""
    if sys.stdout.isatty() and (input_is_text or sys.stdin.isatty()) and os.environ.get("TERM") != "dumb":
        return
    raise CablesError(
        "The screen needs a terminal",
        advice="In a pipe use `cables list`, `cables show MRN`, `cables notes`; `cables --help` lists all.",
    )
