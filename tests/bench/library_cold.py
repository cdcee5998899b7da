"""Times opening a cable from a library that is not in memory, beside the bare statement for its text.

    python -m tests.bench.library_cold FOLDER [--cables 40]

Before each, the system drops the file from its cache (that of a new connection is empty); the disk's own
cache is out of reach. The library's modules are loaded.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from reader.library.db.text_codec import unpack_text
from reader.library.library import Library


def dropped(path: Path) -> None:
    """Make the system drop its cache of a file."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(fd)


def milliseconds(path: Path, work: Callable[[], object]) -> float:
    """Milliseconds of one run, from a cold file."""
    dropped(path)
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Open cables from all over the library, both ways in turn, and print both times and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--cables", type=int, default=40)
    chosen = arguments.parse_args()
    folder: Path = chosen.folder
    with Library.open(folder, read_only=True) as library:
        listing = library.listing()
        places = random.Random(1).sample(range(len(listing)), min(chosen.cables, len(listing)))
        rows = [listing.window(place, 1)[0] for place in places]
        path = library.path

    def bare(id_: int) -> str:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return unpack_text(db.execute("SELECT text FROM body WHERE id = ?", (id_,)).fetchone()[0])
        finally:
            db.close()

    def ours(mrn: str) -> str:
        with Library.open(folder, read_only=True) as library:
            stored = library.get(mrn)
        assert stored
        return stored.source

    plain, opened = [], []
    for row in rows:
        plain.append(milliseconds(path, lambda row=row: bare(row.id)))  # type: ignore[misc]
        opened.append(milliseconds(path, lambda row=row: ours(row.mrn)))  # type: ignore[misc]
    for name, taken in (("bare statement", plain), ("open, get", opened)):
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{name:15}{statistics.median(taken):8.1f} ms median{p95:8.1f} ms p95")
    print(f"ratio {statistics.median(opened) / statistics.median(plain):.2f}; to reach: p95 50 ms")


if __name__ == "__main__":
    main()
