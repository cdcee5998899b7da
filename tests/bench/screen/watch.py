"""Watches a program's event loop: how long it is busy at a stretch, with what, and how long collections take.

``python -m tests.bench.screen.watch LOG ARGUMENTS...`` runs ``cables ARGUMENTS`` and writes a line of JSON
into ``LOG`` for each stretch and each full collection. Times are those of the system's monotonic clock.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

LONG = 0.02
"""Seconds: shorter stretches are not written down."""
PAUSE = 0.01
"""Seconds between two looks at what a busy thread does."""
DEPTH = 14
"""Frames of a stack that are kept, the innermost."""


class Watch:
    """Times what the thread that made it does between two waits of its event loop."""

    def __init__(self, log: int) -> None:
        self._log = log
        self.thread = threading.get_ident()
        self.native = threading.get_native_id()
        self.begun: tuple[float, float, float] | None = None
        self._stacks: Counter[tuple[str, ...]] = Counter()
        self._collected = 0.0
        self._collecting = 0.0

    def install(self) -> None:
        """Watch from now on."""
        watch = self
        # An event loop waits nowhere else, and nothing public is called at both ends of a round of it.
        selector: Any = selectors.DefaultSelector
        plain = selector.select

        def select(self: Any, timeout: float | None = None) -> Any:
            if threading.get_ident() != watch.thread:
                return plain(self, timeout)
            watch.ended()
            try:
                return plain(self, timeout)
            finally:
                watch.begun = time.monotonic(), time.thread_time(), _waited(watch.native)

        selector.select = select
        gc.callbacks.append(self._collection)
        threading.Thread(target=self._look, daemon=True).start()

    def ended(self) -> None:
        """Note what ran since the last wait, if it took long."""
        begun, self.begun = self.begun, None
        if begun is None:
            return
        took = time.monotonic() - begun[0]
        if took >= LONG:
            own = took - (_waited(self.native) - begun[2])
            stacks = [list(stack) for stack, _ in self._stacks.most_common(2)]
            self._write(
                stretch=took,
                own=min(own, took),
                worked=time.thread_time() - begun[1],
                collected=self._collected,
                begun=begun[0],
                stacks=stacks,
            )
        self._stacks.clear()
        self._collected = 0.0

    def _collection(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.thread_time()
            return
        worked = time.thread_time() - self._collecting
        if threading.get_ident() == self.thread:
            self._collected += worked
        if info["generation"] == 2 or worked > LONG / 4:
            self._write(collection=worked, generation=info["generation"], begun=time.monotonic())

    def _look(self) -> None:
        """In a thread: what the watched one does while it is busy, and who keeps all others from running.

        When this thread gets the interpreter late, the one that kept it has just let it go.
        """
        own = threading.get_native_id()
        while True:
            slept, waited = time.monotonic(), _waited(own)
            time.sleep(PAUSE)
            late = time.monotonic() - slept - PAUSE - (_waited(own) - waited)
            frames = sys._current_frames()
            begun, frame = self.begun, frames.pop(self.thread, None)
            if late > LONG:
                frames.pop(threading.get_ident(), None)
                running = [lines for lines in map(_lines, frames.values()) if not _is_idle(lines)]
                self._write(kept=late, begun=slept, stacks=running)
            elif begun is not None and frame is not None and time.monotonic() - begun[0] > LONG:
                self._stacks[_lines(frame)] += 1

    def _write(self, **line: object) -> None:
        os.write(self._log, f"{json.dumps(line)}\n".encode())  # whole, whichever thread writes beside it


def _waited(thread: int) -> float:
    """Seconds a thread was ready and had to wait for a core (Linux)."""
    try:
        return int(Path(f"/proc/self/task/{thread}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


def _is_idle(stack: tuple[str, ...]) -> bool:
    """Whether a thread waits for work, a lock or a file."""
    return stack[-1].rpartition(" ")[2] in (
        "_worker",
        "wait",
        "select",
        "_wait_for_tstate_lock",
        "wait_for",
        "poll",
    )


def _lines(frame: FrameType | None) -> tuple[str, ...]:
    """The functions of a stack, the outermost first."""
    found: list[str] = []
    while frame is not None and len(found) < DEPTH:
        code = frame.f_code
        found.append(f"{'/'.join(Path(code.co_filename).parts[-2:])}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return tuple(reversed(found))


def main() -> int:
    """Watch the program."""
    log, *arguments = sys.argv[1:]
    Watch(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)).install()
    from reader.cli.main import main

    return main(arguments)


if __name__ == "__main__":
    sys.exit(main())
