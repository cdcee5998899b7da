"""Measures what grows with the library: the same program on libraries of several sizes, in one run.

    python -m tests.bench.screen.growth FOLDER FOLDER... [--runs 7]

Prints for each the first frame, the first page of the list, the first page of ``tag:PHUM``, and a key in the
list, and how many times those of the first library each is. All but the first two are processor time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.library.library import Library
from reader.library.order import Order
from tests.bench.screen.spawn import Terminal
from tests.bench.start import CABLES, newest

KEYS = (b"j", b"\x1b[6~", b"G", b"g")
PAGE = 40


def worked(act: Callable[[], object]) -> float:
    """Milliseconds of processor time, the median of nine."""
    taken = []
    for _ in range(10):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken[1:])


def started(folder: Path) -> tuple[float, float]:
    """Milliseconds from the start to the first frame and to the first page."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_STATE_HOME": home}
        command = [sys.executable, "-c", CABLES.format(["--library", str(folder)])]
        with Terminal(command, environment, Path.cwd()) as terminal:
            terminal.until(b"quit")
            first = time.perf_counter() - terminal.begun
            terminal.until(newest(folder).encode())
            return first * 1000, (time.perf_counter() - terminal.begun) * 1000


def list_keys(folder: Path) -> float:
    """Milliseconds the drawing thread works for a key in the list, the median."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_STATE_HOME": home}
        command = [sys.executable, "-c", CABLES.format(["--library", str(folder)])]
        with Terminal(command, environment, Path.cwd()) as terminal:
            terminal.until(newest(folder).encode())
            terminal.rest(2)
            return statistics.median(terminal.press(key).worked for _ in range(4) for key in KEYS) * 1000


def main() -> None:
    """Measure the libraries in turn and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", type=Path, nargs="+")
    arguments.add_argument("--runs", type=int, default=7)
    chosen = arguments.parse_args()
    folders: list[Path] = chosen.folders
    starts: dict[Path, list[tuple[float, float]]] = {folder: [] for folder in folders}
    for _ in range(chosen.runs + 1):
        for folder in folders:
            starts[folder].append(started(folder))
    print(f"{'cables':>12}{'first frame':>14}{'first page':>14}{'tag:PHUM':>14}{'list key':>14}   ms")
    base: list[float] = []
    for folder in folders:
        frame, page = (statistics.median(values) for values in zip(*starts[folder][1:], strict=True))
        with Library.open(folder, read_only=True) as library:
            count = library.count()
            tag = worked(lambda library=library: library.first_rows("tag:PHUM", Order.NEWEST, PAGE))  # type: ignore[misc]
        figures = [frame, page, tag, list_keys(folder)]
        base = base or figures
        print(f"{count:>12,}" + "".join(f"{value:>14.1f}" for value in figures))
        times = (value / first for value, first in zip(figures, base, strict=True))
        print(f"{'times':>12}" + "".join(f"{value:>14.2f}" for value in times), flush=True)


if __name__ == "__main__":
    main()
