"""Running a shell command on a text, away from the terminal, until it ends or is stopped."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import IO

MOST_OUTPUT = 2_000_000
"""Bytes kept of what a command prints; it is stopped when it prints more."""
TIME_LIMIT = 300.0
"""Seconds a command may run."""
GRACE, PATIENCE = 0.5, 0.2
"""Seconds between asking a command to end and ending it; seconds to wait for that."""
_CHUNK = 65_536
_TICK = 0.1
"""Seconds after which it is looked whether to stop."""


class Ending(Enum):
    """Why a command no longer runs."""

    ENDED = "ended"
    STOPPED = "stopped"
    TIMED_OUT = "timed out"
    TOO_MUCH = "printed too much"


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a command."""

    output: bytes
    """Standard output and standard error, as they came."""
    code: int
    """Its exit code; negative for the number of a signal."""
    ending: Ending


class ShellCommand:
    """One run of a command. ``run`` is for a thread of its own; ``stop`` may be called from any thread.

    The command has a session of its own: it has no terminal to write on or to read passwords from, and all
    that it started can be ended together. The text never becomes part of the command.
    """

    def __init__(self, command: str, text: str) -> None:
        self._command = command
        self._data = memoryview(text.encode("utf-8", errors="replace"))
        self._stop = threading.Event()

    def stop(self) -> None:
        """End the command and all that it started, soon."""
        self._stop.set()

    def run(self, time_limit: float = TIME_LIMIT, most_output: int = MOST_OUTPUT) -> Finished:
        """Run the command and wait for its end. Raises OSError where there is no shell."""
        process = subprocess.Popen(
            self._command,
            shell=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            bufsize=0,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        output = bytearray()
        try:
            ending = self._attend(process, process.stdin, process.stdout, output, time_limit, most_output)
        except BaseException:
            _end_group(process)
            raise
        finally:
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()
        if ending is not Ending.ENDED:
            _end_group(process)
        return Finished(bytes(output[:most_output]), process.wait(), ending)

    def _attend(
        self,
        process: subprocess.Popen[bytes],
        stdin: IO[bytes],
        stdout: IO[bytes],
        output: bytearray,
        time_limit: float,
        most_output: int,
    ) -> Ending:
        """Write the text and read the output, at the same time, until there is a reason to end."""
        end, written = time.monotonic() + time_limit, 0
        for pipe in (stdin, stdout):
            os.set_blocking(pipe.fileno(), False)
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            if self._data:
                selector.register(stdin, selectors.EVENT_WRITE)
            else:
                stdin.close()
            while True:
                if self._stop.is_set():
                    return Ending.STOPPED
                if time.monotonic() > end:
                    return Ending.TIMED_OUT
                has_ended = process.poll() is not None  # before reading: what it printed is there by then
                ready = selector.select(0 if has_ended else _TICK)
                for key, _ in ready:
                    if key.fileobj is stdin:
                        written += _write(stdin, self._data[written : written + _CHUNK])
                        if written >= len(self._data):
                            selector.unregister(stdin)
                            stdin.close()
                    elif chunk := stdout.read(_CHUNK):
                        output += chunk
                    else:
                        return Ending.ENDED  # the last program that could print has closed its end
                if len(output) > most_output:
                    return Ending.TOO_MUCH
                if has_ended and not any(key.fileobj is stdout for key, _ in ready):
                    return Ending.ENDED  # something it left behind may still hold the other end open


def _write(pipe: IO[bytes], data: memoryview) -> int:
    """The bytes that were taken; all of them where nobody reads any more, as ``head`` does."""
    try:
        return pipe.write(data) or 0
    except BrokenPipeError:
        return 1 << 62
    except BlockingIOError:
        return 0


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a command and all that it started: first asking, then without."""
    for sign, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, PATIENCE)):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, sign)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            process.poll()
            if not _has_group(process.pid):
                return
            time.sleep(0.01)


def _has_group(group: int) -> bool:
    """Whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
