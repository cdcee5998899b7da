"""This is where the user is asked before much is changed."""

from __future__ import annotations

import sys

from reader.cli.output import terminal_safe
from reader.errors import UsageError


def confirm(question: str, *, assume_yes: bool = False) -> bool:
    """Whether the user says yes; not asked with ``without``. Raises UsageError where nobody is there."""
    return assume_yes or prompt(f"{question} [y/N] ").lower() in ("y", "yes")


def prompt(question: str) -> str:
    """What the user types, without spaces around it; empty at the end of the input. Raises UsageError."""
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to be asked", advice="Say --yes to go on without being asked.")
    print(terminal_safe(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def counted(number: int, what: str) -> str:
    """``1 note``, ``1,180 notes``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
