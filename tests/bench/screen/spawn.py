"""Runs a program in a pseudo-terminal of 120x40, presses keys, and times what it prints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

QUIET = 0.1
"""Seconds without output after which a program has finished drawing."""
PATIENCE = 10.0
"""Seconds a key may take until something is drawn."""


class Started(NamedTuple):
    """The cost of one start."""

    seconds: float
    """From the fork to the words."""
    resident: int
    """Resident bytes half a second after the words."""


class Drawn(NamedTuple):
    """The time a key took, in seconds."""

    first: float
    """Until something was drawn."""
    last: float
    """Until all was drawn that follows from it."""
    worked: float = 0.0
    """Of a core, by the thread that draws, however busy the machine is (Linux)."""


class Terminal:
    """A running program and its keyboard; killed at the end of the ``with`` block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.begun = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            os.execvpe(
                command[0],
                list(command),
                {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            )
        self.resize(120, 40)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def until(self, words: bytes, timeout: float = 60.0) -> None:
        """Wait for the words. Raises TimeoutError, ChildProcessError."""
        seen = b""
        end = time.perf_counter() + timeout
        while words not in seen:
            if time.perf_counter() > end:
                raise TimeoutError(f"never printed {words!r}: {seen[-2000:]!r}")
            seen += self._read(0.05)

    def rest(self, seconds: float) -> None:
        """Read what is printed for a number of seconds."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.05)

    def press(self, keys: bytes, words: bytes = b"") -> Drawn:
        """Press keys and wait until the words, if any, and all else are drawn. Raises TimeoutError."""
        return self._drawn(lambda: os.write(self._fd, keys), repr(keys), words)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resized(self, columns: int, rows: int) -> Drawn:
        """Give the terminal another size, and wait until nothing more is drawn."""
        return self._drawn(lambda: self.resize(columns, rows), f"{columns}x{rows}", b"")

    def _drawn(self, act: Callable[[], object], what: str, words: bytes) -> Drawn:
        worked, begun = self._worked(), time.perf_counter()
        act()
        seen = b""
        first = last = 0.0
        while not first or words not in seen or time.perf_counter() - begun - last < QUIET:
            if (not first or words not in seen) and time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"nothing was drawn for {what}")
            if drawn := self._read(QUIET / 4):
                seen += drawn
                last = time.perf_counter() - begun
                first = first or last
        return Drawn(first, last, self._worked() - worked)

    def _worked(self) -> float:
        """Seconds of a core that the program's main thread has used."""
        try:
            return int(Path(f"/proc/{self._pid}/schedstat").read_text().split()[0]) / 1e9
        except OSError:
            return 0.0

    def hold(self, keys: bytes) -> bool:
        """Press keys and wait until something is drawn; False if nothing is drawn in two seconds."""
        os.write(self._fd, keys)
        return bool(self._read(2))

    def resident(self) -> int:
        """Resident set size of the program, in bytes (Linux)."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._fd, 65536)
        except OSError as gone:
            raise ChildProcessError("the program ended before it printed that") from gone


def start_until(
    command: Sequence[str], words: bytes, environment: Mapping[str, str], folder: Path, timeout: float = 60.0
) -> Started:
    """Start the program, wait for the words, and end it. Raises TimeoutError, ChildProcessError."""
    with Terminal(command, environment, folder) as terminal:
        terminal.until(words, timeout)
        seconds = time.perf_counter() - terminal.begun
        terminal.rest(0.5)
        return Started(seconds, terminal.resident())
