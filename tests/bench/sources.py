"""Times reading the rows of a table, beside the csv module alone on the same file in the same run.

python -m tests.bench.sources [--rows 6000]
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.library.sources import read
from tests.library.sources.containers import row


def seconds(work: Callable[[], int]) -> float:
    """The least processor time of three runs."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Write a table of rows of 10 KB, read it both ways, print both and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=6000)
    rows: int = arguments.parse_args().rows
    body = "\n".join(f'{n}. (U) The minister said "no" & left for the day, as ever.' for n in range(1, 160))
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "cables.csv"
        with table.open("w", encoding="utf-8") as file:
            for number in range(1, rows + 1):
                file.write(row(f"06MADRID{number}", id=number, body=body))

        def plain() -> int:
            with table.open(newline="", encoding="utf-8") as lines:
                return sum(1 for _ in csv.reader(lines, escapechar="\\", doublequote=False))

        bare, ours = seconds(plain), seconds(lambda: sum(1 for _ in read([table])))
    print(f"csv module {bare:.2f} s, ours {ours:.2f} s: {ours / bare:.2f} times, {rows} rows")


if __name__ == "__main__":
    main()
