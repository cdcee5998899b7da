"""What a short command costs beside an empty Python, in one run.

    python -m tests.bench.commands [--runs 15]

The goals are 100 ms for ``--version`` and 250 ms for ``show``. Prints the least and the median wall time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "cables --version": [sys.executable, "-m", "reader", "--version"],
    "cables show": [sys.executable, "-m", "reader", "show", "--samples", "06PHNOMPENH977"],
}


def main() -> None:
    """Run them in turn and print a line each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=15)
    runs: int = arguments.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": f"{home}/data"}
        for _ in range(runs + 1):
            for name, command in COMMANDS.items():
                begun = time.perf_counter()
                subprocess.run(command, env=environment, capture_output=True, check=True)
                times[name].append((time.perf_counter() - begun) * 1000)
    for name, taken in times.items():
        print(f"{name:17} {min(taken[1:]):6.0f} ms at least, {statistics.median(taken[1:]):6.0f} ms median")


if __name__ == "__main__":
    main()
