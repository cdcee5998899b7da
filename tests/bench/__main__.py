"""All benchmarks with one command, or some: `python -m tests.bench [NAME...] [--quick] [--folder DIR]`.

Prints a table: what is measured, its figure when the goal was set, the goal, the figure now, and the load of
the machine (processes waiting for a core in the last minute). ``--quick`` uses small data and takes five
minutes; without it the libraries have up to a million cables, and 100,000 notes: hours, and 25 GB in
``DIR``. Data made there is used again the next time.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.data import Data
from tests.bench.rows import ROWS, Bench, Row


def run(bench: Bench, data: Data) -> str:
    """The output of a benchmark; if it fails, the last line of its error."""
    command = [sys.executable, "-m", f"tests.bench.{bench.module}", *map(str, bench.arguments(data))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"failed: {(done.stderr.strip() or 'no message').splitlines()[-1]}"
    return done.stdout


def figure(row: Row, output: str) -> str:
    """The figure of the row in the output of its benchmark."""
    if output.startswith("failed: "):
        return output
    found = re.search(row.pattern, f"\n{output}")
    return row.shown.format(*found.groups()) if found else "not in the output"


def report(data: Data, rows: Sequence[Row]) -> None:
    """Run the benchmarks of these rows and print the table line by line."""
    size = f"{data.cables:,} cables, {data.notes:,} notes, {os.cpu_count()} cores"
    print(f"{size}, {time.strftime('%Y-%m-%d %H:%M')}\n")
    print("| What | When the goal was set | Goal | Now | Load |\n|---|---|---|---|---|", flush=True)
    outputs: dict[Bench, tuple[str, float]] = {}
    for row in rows:
        if row.bench not in outputs:
            row.bench.arguments(data)  # creates its data first
            load = os.getloadavg()[0]
            outputs[row.bench] = run(row.bench, data), load
        output, load = outputs[row.bench]
        print(f"| {row.what} | {row.before} | {row.reach} | {figure(row, output)} | {load:.1f} |", flush=True)


def main() -> None:
    """Run the command."""
    names = sorted({row.bench.module for row in ROWS})
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="small data")
    parser.add_argument("--folder", type=Path, help="where to keep the data (default: nowhere)")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(names):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    cables, notes, runs = (2000, 5000, 3) if chosen.quick else (251_287, 100_000, 9)
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        folder: Path = chosen.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        data = Data(folder.resolve(), cables, notes, runs, chosen.quick)
        report(data, [row for row in ROWS if not chosen.names or row.bench.module in chosen.names])


if __name__ == "__main__":
    main()
