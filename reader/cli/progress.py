"""This is where an import says how far it is and lets itself be stopped."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from reader.cli.output import width
from reader.durations import duration
from reader.terminal_text import cut, one_line

if TYPE_CHECKING:
    from reader.library.ingest.import_report import Progress

BAR = 16
"""Cells of the bar."""
BETWEEN_LINES = 3.0
"""Seconds between two lines where there is no terminal to write over the last one."""


class ImportProgress:
    """Progress on standard error; the first Ctrl+C stops in good order, a second one at once.

    Nothing is said in the first ``quiet_for`` seconds.
    """

    def __init__(self, *, quiet_for: float = 0.3) -> None:
        self._started = time.monotonic()
        self._quiet_until = self._started + quiet_for
        self._said_at = self._started
        self._terminal = sys.stderr.isatty()
        self._dirty = False
        self._stopped = False
        self._before: object = None

    def __enter__(self) -> ImportProgress:
        self._before = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]
        if self._dirty:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._stopped

    def update(self, progress: Progress) -> None:
        """One line, written over at a terminal, every few seconds elsewhere."""
        now = time.monotonic()
        if now < self._quiet_until:
            return
        words = f"{progress.texts:,} texts read, {progress.added:,} added, {progress.rate / 1e6:.1f} MB/s"
        if progress.skipped:
            words += f", {progress.skipped:,} skipped"
        if progress.left is not None:
            words += f", {duration(progress.left)} left"
        if self._terminal:
            line = cut(f"{_bar(progress)}{words}  {one_line(progress.place)}", width() - 1)
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            self._dirty = True
        elif now - self._said_at >= BETWEEN_LINES:
            self._said_at = now
            print(words, file=sys.stderr, flush=True)


def _bar(progress: Progress) -> str:
    """How much is done, as far as that is known."""
    if not progress.total:
        return ""
    share = min(progress.bytes / progress.total, 1.0)
    done = round(share * BAR)
    return f"[{'#' * done}{'-' * (BAR - done)}] {int(share * 100):>3} %  "


class CountProgress:
    """How many of how many, written over at a terminal; elsewhere nothing is said."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._terminal = sys.stderr.isatty()
        self._dirty = False

    def __enter__(self) -> CountProgress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._dirty:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def update(self, done: int, total: int) -> None:
        """Say it."""
        if self._terminal:
            print(f"\r\x1b[K{done:,} of {total:,} {self._what}", end="", file=sys.stderr, flush=True)
            self._dirty = True
