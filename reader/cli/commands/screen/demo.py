"""``cables demo``: the program types a short story by itself, on a copy of the samples."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands.screen.open_screen import check_terminal, closing
from reader.cli.parser_base import Parser
from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.workspace import Workspace

EXAMPLES = """\
  cables demo
  cables demo --speed 2

Any key stops it. Your library, notes and settings are not touched.
"""
SPEEDS = (0.1, 20.0)
PLACES = {"XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_CONFIG_HOME": "config"}


def declare_demo(parser: Parser) -> None:
    """The arguments of ``cables demo``."""
    parser.add_argument(
        "--speed",
        type=float,
        default=1.0,
        metavar="N",
        help="2 is twice as fast, 0.5 half as fast (default: 1)",
    )
    parser.runs(run_demo, examples=EXAMPLES)


def run_demo(arguments: argparse.Namespace) -> int:
    """Show the demo."""
    if arguments.library:
        raise UsageError("The demo has a library of its own", advice="Leave out --library.")
    slowest, fastest = SPEEDS
    if not slowest <= arguments.speed <= fastest:
        raise UsageError(
            f"--speed must be between {slowest:g} and {fastest:g}", advice="For example: --speed 2"
        )
    check_terminal()
    from reader.tui.demo import run

    with home_of_its_own(), closing(_samples) as opening:
        return run(opening, speed=arguments.speed)


@contextmanager
def home_of_its_own() -> Iterator[Path]:
    """A home folder that is deleted afterwards: no file of the user is read or written meanwhile."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="cables-demo-") as home:
        os.environ.update({name: f"{home}/{folder}" for name, folder in PLACES.items()}, HOME=home)
        try:
            yield Path(home)
        finally:
            os.environ.clear()
            os.environ.update(before)


def _samples() -> Workspace:
    from reader.workspace import Workspace

    return Workspace.samples()
