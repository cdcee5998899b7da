"""Running another program at our terminal, and getting the terminal back from it."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

FORWARDED = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end us: the editor ends first, and may save."""
TYPED = (signal.SIGINT, signal.SIGQUIT)
"""Signals that Ctrl+C and Ctrl+\\ send to the editor and to us: they are for the editor."""
GRACE = 2.0
"""Seconds the editor has to end when we are to end."""
_TICK = 0.1


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    code: int = 0
    asked_to_end: int = 0
    """The signal that is to end us, too; 0 where none came."""
    error: OSError | None = None
    """Why it could not be run."""


def run(command: Sequence[str]) -> Ended:
    """Run a program to its end."""
    asked: list[int] = []
    with _terminal_kept():
        try:
            process = subprocess.Popen(command)
        except OSError as error:
            return Ended(error=error)

        def forward(number: int, frame: FrameType | None) -> None:
            asked.append(number)
            process.send_signal(number)

        def leave_to_it(number: int, frame: FrameType | None) -> None:
            """A handler, where ignoring would be inherited."""

        before = {number: signal.signal(number, forward) for number in FORWARDED}
        before |= {number: signal.signal(number, leave_to_it) for number in TYPED}
        try:
            code = _ended(process, asked)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
    return Ended(code, asked[0] if asked else 0)


def _ended(process: subprocess.Popen[bytes], asked: Sequence[int]) -> int:
    """Wait for the end; an editor that does not end with us is killed, as the terminal goes away."""
    deadline: float | None = None
    while True:
        try:
            return process.wait(_TICK)
        except subprocess.TimeoutExpired:
            if asked and deadline is None:
                deadline = time.monotonic() + GRACE
            if deadline is not None and time.monotonic() > deadline:
                process.kill()


@contextlib.contextmanager
def _terminal_kept() -> Iterator[None]:
    """The settings of the terminal are as before afterwards; a program that is killed leaves its own."""
    settings = None
    with contextlib.suppress(termios.error, OSError, ValueError, AttributeError):
        settings = termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    try:
        yield
    finally:
        if settings is not None:
            with contextlib.suppress(termios.error, OSError, ValueError):
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSADRAIN, settings)  # type: ignore[union-attr]
