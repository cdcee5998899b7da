"""A real terminal for tests: runs a command in a pseudo-terminal, presses keys, reads the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import selectors
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "backspace": "\x7f",
    "ctrl+s": "\x13",
}


class Terminal:
    """A program at a terminal of ``columns`` by ``lines`` cells; use it as a context manager."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str],
        folder: Path,
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._received = 0
        self.printed = bytearray()
        """All that the program has printed."""
        self.exit_code: int | None = None
        words = [str(word) for word in command]
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, {"TERM": "xterm-256color", **environment})
        self._set_size(columns, lines)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            self.kill()
        if self._fd >= 0:
            os.close(self._fd)

    @property
    def text(self) -> str:
        """What the screen shows, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, *keys: str) -> None:
        """Press keys, by name where they have one; a moment passes between two of them."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self._read(0.05)

    def send(self, data: str | bytes) -> None:
        """Type characters or bytes, all at once."""
        os.write(self._fd, data if isinstance(data, bytes) else data.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Drag the corner of the window."""
        self._set_size(columns, lines)
        self.screen.resize(max(lines, 1), max(columns, 1))

    def hang_up(self) -> None:
        """Close the window, while the program runs in it."""
        os.close(self._fd)
        self._fd = -1

    def wait_for(self, what: str | Callable[[str], bool], seconds: float = 20.0) -> str:
        """Read until the screen shows it; the screen's text. Fails with the screen when it never does."""
        shown: Callable[[str], bool] = (lambda text: what in text) if isinstance(what, str) else what
        deadline = time.monotonic() + seconds
        while not shown(self.text):
            assert time.monotonic() < deadline, f"never shown: {what!r}\n{self.text}"
            assert self._read(0.1), f"ended before it showed {what!r}\n{self.text}"
        return self.text

    def listen(self, seconds: float) -> None:
        """Take in what the program prints for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            assert self._read(left), f"ended\n{self.text}"

    def settle(self, seconds: float = 0.4) -> None:
        """Read until the program prints nothing for so long."""
        while True:
            before = self._received
            assert self._read(seconds), f"ended\n{self.text}"
            if self._received == before:
                return

    def wait_for_exit(self, seconds: float = 20.0) -> int:
        """Read until the program ends; its exit code."""
        deadline = time.monotonic() + seconds
        while self._read(0.1):
            assert time.monotonic() < deadline, f"still running\n{self.text}"
        _, status = os.waitpid(self.pid, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.exit_code = -signal.SIGKILL

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _read(self, seconds: float) -> bool:
        """Take in what the program prints for so long; False when it has closed the terminal."""
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._fd, selectors.EVENT_READ)
            while (left := end - time.monotonic()) > 0:
                if not selector.select(left):
                    return True
                try:
                    data = os.read(self._fd, 65536)
                except OSError:  # Linux says EIO when the other side is gone
                    return False
                if not data:
                    return False
                self._received += len(data)
                self.printed += data
                self._stream.feed(data)
        return True
