"""Asking for confirmation before a change to many records."""

from __future__ import annotations

import argparse
import sys

from reader.cli.output import message
from reader.errors import UsageError
from reader.terminal_text import terminal_safe


def confirm(question: str, arguments: argparse.Namespace) -> bool:
    """Whether the user agrees; does not ask with ``--yes`` or ``--dry-run``.

    A command whose question is declined ends with ``ExitCode.NOT_FOUND``, so that a script stops. Raises
    UsageError if standard input is not a terminal.
    """
    if arguments.yes or arguments.dry_run:
        return True
    if prompt(f"{question} [y/N] ").lower() in ("y", "yes"):
        return True
    message("Nothing was changed.")
    return False


def prompt(question: str) -> str:
    """What the user types, stripped; empty at the end of the input. Raises UsageError."""
    if not sys.stdin.isatty():
        raise UsageError(
            "Cannot ask for confirmation: not a terminal",
            advice="Use --yes to go ahead without confirmation.",
        )
    print(terminal_safe(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def counted(number: int, noun: str) -> str:
    """``1 note``, ``1,180 notes``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
