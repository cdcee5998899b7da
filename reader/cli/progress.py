"""Progress on standard error, and stopping an import with Ctrl+C."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from reader.cli.output import is_quiet, width
from reader.durations import duration
from reader.terminal_text import cut, one_line

if TYPE_CHECKING:
    from reader.library.ingest.import_report import Progress

BAR = 16
"""Columns of the progress bar."""
BETWEEN_LINES = 3.0
"""Seconds between two lines if there is no terminal, where each line replaces the last."""


class ImportProgress:
    """Progress of an import; the first Ctrl+C finishes what was begun, a second one stops at once.

    Nothing is printed in the first ``quiet_for`` seconds, nor with ``--quiet``.
    """

    def __init__(self, *, quiet_for: float = 0.3) -> None:
        self._started = time.monotonic()
        self._quiet_until = self._started + quiet_for
        self._printed_at = self._started
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
        """Print the progress: one line that is replaced at a terminal, a line every few seconds elsewhere."""
        now = time.monotonic()
        if is_quiet() or now < self._quiet_until:
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
        elif now - self._printed_at >= BETWEEN_LINES:
            self._printed_at = now
            print(words, file=sys.stderr, flush=True)


def _bar(progress: Progress) -> str:
    """The progress bar; empty if the total is unknown."""
    if not progress.total:
        return ""
    share = min(progress.bytes / progress.total, 1.0)
    done = round(share * BAR)
    return f"[{'#' * done}{'-' * (BAR - done)}] {int(share * 100):>3} %  "


class CountProgress:
    """``7 of 20 cables``, replaced at a terminal; nothing elsewhere."""

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
        """Print the count."""
        if self._terminal and not is_quiet():
            print(f"\r\x1b[K{done:,} of {total:,} {self._what}", end="", file=sys.stderr, flush=True)
            self._dirty = True
