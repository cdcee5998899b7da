"""Start a program in a pseudo-terminal and time what it prints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Started(NamedTuple):
    """What one start cost."""

    seconds: float
    """From the fork to the words."""
    resident: int
    """Resident bytes half a second after the words."""


def start_until(
    command: Sequence[str], words: bytes, environment: Mapping[str, str], folder: Path, timeout: float = 60.0
) -> Started:
    """Start it at 120x40, wait for the words, end it. Raises TimeoutError, ChildProcessError."""
    begun = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(
            command[0], list(command), {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        )
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    try:
        seen = b""
        while words not in seen:
            if time.perf_counter() - begun > timeout:
                raise TimeoutError(f"never printed {words!r}: {seen[-2000:]!r}")
            seen += _read(fd, 0.05)
        seconds = time.perf_counter() - begun
        settle = time.perf_counter() + 0.5
        while time.perf_counter() < settle:
            _read(fd, 0.05)
        return Started(seconds, _resident(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def _read(fd: int, seconds: float) -> bytes:
    ready, _, _ = select.select([fd], [], [], seconds)
    if not ready:
        return b""
    try:
        return os.read(fd, 65536)
    except OSError as gone:
        raise ChildProcessError("the program ended before it printed that") from gone


def _resident(pid: int) -> int:
    """Resident set of a process, in bytes (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
