"""Times an import and measures the library, beside a plain loop over the same rows.

    python -m tests.bench.library_import [COUNT] [--csv FILE] [--keep FOLDER]

The plain loop is what anyone would write without this program: csv reader, zlib, one table, FTS5 over the
bodies (without a second copy of the text), one process, a transaction for every 2,000 rows.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import sqlite3
import tempfile
import time
import zlib
from pathlib import Path

from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from tests.bench.generate import write_csv


def plain_loop(source: Path, target: Path) -> int:
    """Import the CSV with the plain loop; returns the number of rows."""
    csv.field_size_limit(1 << 30)
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(
        "CREATE TABLE cable (id INTEGER PRIMARY KEY, mrn TEXT, date TEXT, origin TEXT, classification TEXT,"
        " refs TEXT, text BLOB)"
    )
    db.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    rows = 0
    with source.open(encoding="utf-8", newline="") as file:
        db.execute("BEGIN")
        for number, date, mrn, origin, level, refs, header, body in csv.reader(
            file, escapechar="\\", doublequote=False
        ):
            text = f"{header}\n{body}"
            packed = zlib.compress(text.encode())
            db.execute(
                "INSERT INTO cable VALUES (?, ?, ?, ?, ?, ?, ?)",
                (int(number), mrn, date, origin, level, refs, packed),
            )
            db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (int(number), text))
            rows += 1
            if rows % 2000 == 0:
                db.execute("COMMIT")
                db.execute("BEGIN")
        db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return rows


def measure(source: Path, folder: Path, kept: Path, workers: int | None = None) -> None:
    """Print the table. The plain database is made in ``folder``, the library in ``kept``."""
    started, used = time.perf_counter(), time.process_time()
    rows = plain_loop(source, folder / "plain.db")
    plain_seconds = time.perf_counter() - started
    plain_used = time.process_time() - used
    plain_size = (folder / "plain.db").stat().st_size
    (folder / "plain.db").unlink()

    started, used = time.perf_counter(), time.process_time()
    with Library.open(kept) as library:
        report = import_paths(library, [source], workers=workers)
        ours_seconds = time.perf_counter() - started
        writing = time.process_time() - used
        again = time.perf_counter()
        unchanged = import_paths(library, [source], workers=workers)
        again_seconds = time.perf_counter() - again
        path = library.path
    ours_size = path.stat().st_size
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    parsing = others.ru_utime + others.ru_stime
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cores = os.cpu_count() or 1

    print(f"cables          {rows:>12,}   added {report.added:,}, skipped {len(report.skipped)}")
    print(f"cores           {cores:>12}")
    print(f"plain loop      {plain_seconds:>10.1f} s   {plain_size / 1e6:,.1f} MB")
    print(f"                {plain_used:>10.1f} s of a core")
    print(f"import          {ours_seconds:>10.1f} s   {ours_size / 1e6:,.1f} MB")
    print(f"                {writing:>10.1f} s of a core to read and write, {parsing:.1f} s to parse")
    print(f"import again    {again_seconds:>10.1f} s   unchanged {unchanged.unchanged:,}")
    print(f"time / plain    {ours_seconds / plain_seconds:>10.2f}     to reach: 1.30")
    print(f"  of a core     {(writing + parsing) / cores / plain_used:>10.2f}     with nothing else running")
    print(f"a core          {source.stat().st_size / 1e6 / (writing + parsing):>10.2f} MB/s")
    print(f"size / plain    {ours_size / plain_size:>10.2f}     to reach: 1.25")
    print(f"this process    {largest / 1024:>10.0f} MB  to reach: 400")
    print(f"largest other   {others.ru_maxrss / 1024:>10.0f} MB")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=5000)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--keep", type=Path, help="an empty folder in which the library stays")
    parser.add_argument("--workers", type=int)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        source = chosen.csv or Path(name) / "cables.csv"
        if not chosen.csv:
            write_csv(source, chosen.count)
        measure(source, Path(name), chosen.keep or Path(name) / "library", chosen.workers)


if __name__ == "__main__":
    main()
