"""Measures first frame and memory of the app, beside a Textual app with one Static, paired in one run.

    python -m tests.bench.start [--runs 9] [--library FOLDER]

Both start in a pseudo-terminal of 120x40. A frame counts once the terminal has received its
words. Prints the medians and the ratio of each pair's medians.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from reader.library.library import Library
from reader.tui.ui.words import spoken
from tests.bench.screen.spawn import Started, start_until

BASELINE = """
from textual.app import App
from textual.widgets import Static
class One(App):
    def compose(self):
        yield Static("first frame")
One().run()
"""
CABLES = "import sys; from reader.cli.main import main; sys.exit(main({}))"


def newest_mrn(folder: Path) -> str:
    """The number of the newest cable in a library."""
    with Library.open(folder, read_only=True) as library:
        return library.listing().window(0, 1)[0].mrn


def newest(folder: Path) -> str:
    """The newest cable of a library as the list shows it: once it is there, the list is filled."""
    with Library.open(folder, read_only=True) as library:
        return spoken(library.listing().window(0, 1)[0].mrn)


def main() -> None:
    """Run the pairs and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=9)
    arguments.add_argument("--library", type=Path, help="the folder of one (default: the samples)")
    chosen = arguments.parse_args()
    runs: int = chosen.runs
    library = chosen.library.resolve() if chosen.library else None
    words = (newest(library) if library else "PHNOM PENH").encode()
    started = CABLES.format(["--library", str(library)] if library else ["samples"])
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_STATE_HOME": f"{home}/state",
        }
        there = Path.cwd()
        pairs: list[tuple[Started, Started, Started]] = []
        for _ in range(runs + 1):  # the first warms the caches and creates the library of samples
            plain = start_until([sys.executable, "-c", BASELINE], b"first frame", environment, there)
            shell = start_until([sys.executable, "-c", started], b"quit", environment, there)
            filled = start_until([sys.executable, "-c", started], words, environment, there)
            pairs.append((plain, shell, filled))
    pairs = pairs[1:]
    base = statistics.median(pair[0].seconds for pair in pairs)
    memory = statistics.median(pair[0].resident for pair in pairs)
    for name, at in (("one Static", 0), ("first frame", 1), ("list filled", 2)):
        seconds = statistics.median(pair[at].seconds for pair in pairs)
        resident = statistics.median(pair[at].resident for pair in pairs)
        print(
            f"{name:12} {seconds * 1000:7.0f} ms  {seconds / base:5.2f} x   "
            f"{resident / 2**20:7.1f} MiB  {resident / memory:5.2f} x"
        )


if __name__ == "__main__":
    main()
