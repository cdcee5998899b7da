"""Times short commands beside an empty Python, and what notes add to them, in one run.

    python -m tests.bench.commands [--runs 15] [--library FOLDER] [--notes FOLDER]

Prints the least and the median wall time. ``--library`` is a library without notes, ``--notes`` the same
library with many (default: the samples, without a comparison).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = [sys.executable, "-m", "reader"]


def commands(library: Path | None, notes: Path | None) -> dict[str, list[str]]:
    """The commands by name; those on the library with notes are marked."""
    from tests.bench.start import newest_mrn

    found = {"python -c pass": [sys.executable, "-c", "pass"], "cables --version": [*PROGRAM, "--version"]}
    for folder, suffix in ((library, ""), (notes, " with notes")):
        if folder is None and suffix:
            continue
        where = ["--library", str(folder)] if folder else ["--samples"]
        mrn = newest_mrn(folder) if folder else "06PHNOMPENH977"
        for words in (
            ["list", "--limit", "20"],
            ["search", "--limit", "20", "trafficking"],
            ["facets", "trafficking"],
            ["show", mrn],
        ):
            found[f"cables {words[0]}{suffix}"] = [*PROGRAM, words[0], *where, *words[1:]]
    return found


def main() -> None:
    """Run them in turn and print a line for each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--library", type=Path)
    arguments.add_argument("--notes", type=Path)
    chosen = arguments.parse_args()
    runs: int = chosen.runs
    listed = commands(chosen.library, chosen.notes)
    times: dict[str, list[float]] = {name: [] for name in listed}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": f"{home}/data"}
        subprocess.run([*PROGRAM, "list", "--samples"], env=environment, capture_output=True, check=True)
        for _ in range(runs + 1):
            for name, command in listed.items():
                started = time.perf_counter()
                subprocess.run(command, env=environment, capture_output=True, check=True)
                times[name].append((time.perf_counter() - started) * 1000)
    for name, taken in times.items():
        print(f"{name:24} {min(taken[1:]):6.0f} ms at least, {statistics.median(taken[1:]):6.0f} ms median")


if __name__ == "__main__":
    main()
