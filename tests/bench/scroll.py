"""Times the cable list from a key to the frame, and measures the memory after a walk through all of it.

    python -m tests.bench.scroll FOLDER [--presses 40]

The app runs in a pseudo-terminal of 120x40. ``first`` is the time until something is drawn, ``last`` until
everything is: the rows, the count, and the cable under the cursor in the reader.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.screen.spawn import Drawn, Terminal
from tests.bench.start import CABLES, newest

KEYS = {"down": b"j", "page down": b"\x1b[6~", "end": b"G", "home": b"g"}


def p95(values: list[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return statistics.quantiles(values, n=20)[-1] * 1000


def main() -> None:
    """Press the keys and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--presses", type=int, default=40)
    chosen = arguments.parse_args()
    folder = chosen.folder.resolve()
    command = [sys.executable, "-c", CABLES.format(["--library", str(folder)])]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
        with Terminal(command, environment, Path.cwd()) as terminal:
            terminal.until(newest(folder).encode())
            terminal.rest(2)
            print(f"{'':12}{'first':>8}{'p95':>8}{'last':>8}{'p95':>8}   ms; to reach: p95 16")
            taken: dict[str, list[Drawn]] = {name: [] for name in KEYS}
            for name in ("down", "page down"):
                taken[name] = [terminal.press(KEYS[name]) for _ in range(chosen.presses)]
            for _ in range(chosen.presses):
                for name in ("end", "home"):
                    taken[name].append(terminal.press(KEYS[name]))
            for name, drawn in taken.items():
                firsts, lasts = [each.first for each in drawn], [each.last for each in drawn]
                print(
                    f"{name:12}{statistics.median(firsts) * 1000:8.1f}{p95(firsts):8.1f}"
                    f"{statistics.median(lasts) * 1000:8.1f}{p95(lasts):8.1f}"
                )
            before, pages = terminal.resident(), 0
            while terminal.hold(KEYS["page down"]):
                pages += 1
            grown = (terminal.resident() - before) / 2**20
            print(f"resident {before / 2**20:.1f} MiB, {grown:+.1f} after {pages:,} pages; to reach: 20")


if __name__ == "__main__":
    main()
