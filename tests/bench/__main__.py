"""All benchmarks with one command: `python -m tests.bench [--quick] [--folder DIR]`.

Prints a table: what is measured, the figure and its baseline in the same run, the goal, and the load of the
machine (processes waiting for a core in the last minute). ``--quick`` uses small data and takes about three
minutes; without it the library has 251,287 cables and 100,000 notes, which takes an hour and 7 GB in
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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from tests.bench.generate import write_csv
from tests.bench.notes import fill


@dataclass(frozen=True)
class Data:
    """The data the benchmarks run on."""

    folder: Path
    cables: int
    notes: int
    runs: int

    @property
    def csv(self) -> Path:
        """Generated cables; made if they are missing."""
        path = self.folder / f"cables-{self.cables}.csv"
        if not path.exists():
            write_csv(path, self.cables)
        return path

    @cached_property
    def library(self) -> Path:
        """A library of these cables, without notes."""
        folder = self.folder / f"library-{self.cables}"
        with Library.open(folder) as library:
            if not library.count():
                import_paths(library, [self.csv])
        return folder

    @cached_property
    def with_notes(self) -> Path:
        """The same library with notes: the same database file under a second name, only read."""
        folder = self.folder / f"library-{self.cables}-notes-{self.notes}"
        if not folder.exists():
            folder.mkdir()
            os.link(self.library / "library.db", folder / "library.db")
            fill(folder / "notes", self.notes, self.cables)
        return folder


class Bench(NamedTuple):
    """One benchmark: a module of this package and its arguments."""

    module: str
    arguments: Callable[[Data], Sequence[object]] = lambda _: ()


class Row(NamedTuple):
    """A line of the table: the groups matched by ``pattern`` in the output, put into ``shown``."""

    what: str
    reach: str
    bench: Bench | None = None
    pattern: str = ""
    shown: str = ""


START = Bench("start", lambda data: ("--runs", data.runs, "--library", data.library))
COMMANDS = Bench(
    "commands", lambda data: ("--runs", data.runs, "--library", data.library, "--notes", data.with_notes)
)
SEARCH = Bench("library_search", lambda data: (data.library,))
IMPORT = Bench("library_import", lambda data: ("--csv", data.csv))
COLD = Bench("library_cold", lambda data: (data.library,))
SCROLL = Bench("scroll", lambda data: (data.library, "--presses", 5 * data.runs))
NOTES = Bench(
    "notes", lambda data: ("--notes", data.notes, "--cables", data.notes // 5, "--edits", data.notes // 5)
)
PARSE = Bench("parse", lambda data: ("--quick", "--runs", min(data.runs, 5)))
EXPORT = Bench("export", lambda data: ("--cables", data.cables // 125, "--notes", data.notes // 10))
SOURCES, ANCHORING = Bench("sources"), Bench("anchoring")

_MEDIAN = r" +\d+ ms at least, +(\d+) ms median"


def _command(name: str, reach: str) -> Row:
    return Row(
        f"cables {name}, with notes, without",
        f"{reach} ms; 1.2 x",
        COMMANDS,
        rf"cables {name}{_MEDIAN}[\s\S]*cables {name} with notes{_MEDIAN}",
        "{1} ms, {0} ms",
    )


ROWS = (
    Row("first frame, compared with a Textual app of one line", "1.35 x", START,
        r"first frame +(\d+) ms +([\d.]+) x", "{0} ms, {1} x"),
    Row("memory of the app, compared with the same", "1.5 x", START,
        r"list filled .* +([\d.]+) MiB +([\d.]+) x", "{0} MiB, {1} x"),
    _command("list", "150"),
    _command("search", "180"),
    _command("facets", "150"),
    _command("show", "150"),
    Row("search page with snippets, p95", "40 ms", SEARCH, r"page p50 .*p95 ([\d.]+) ms", "{0} ms"),
    Row("the same compared with FTS5's own, median, p95", "1.5 x", SEARCH,
        r"FTS5's own p50 ([\d.]+), p95 ([\d.]+)", "{0} x, {1} x"),
    Row("ranked page, p95", "100 ms", SEARCH, r"ranked page p95 ([\d.]+) ms", "{0} ms"),
    Row("all ids, facets, p95", "400, 60 ms", SEARCH,
        r"all ids p95 ([\d.]+) ms\n.*facets p50 .*p95 ([\d.]+) ms", "{0}, {1} ms"),
    Row("stopping a search for a*", "20 ms", SEARCH, r"interrupt a\* +([\d.]+)", "{0} ms"),
    Row("import, wall time compared with the plain loop", "1.1 x quiet, 1.5 x busy", IMPORT,
        r"\nimport +([\d.]+) s[\s\S]*time / plain +([\d.]+)", "{0} s, {1} x"),
    Row("import, processor time compared with the plain loop", "1.1 x", IMPORT,
        r"  of a core +([\d.]+)", "{0} x"),
    Row("size of the library compared with the plain one", "1.25 x", IMPORT,
        r"size / plain +([\d.]+)", "{0} x"),
    Row("reading rows compared with the csv module", "", SOURCES, r": ([\d.]+) times", "{0} x"),
    Row("parse, mean, compared with a plain pass", "2.0 x", PARSE,
        r"parse +([\d.]+)[\s\S]*ratio of the means ([\d.]+)", "{0} ms, {1} x"),
    Row("a cable from a cold file, p95, compared with the bare statement", "50 ms", COLD,
        r"open, get[^\n]* ([\d.]+) ms p95[\s\S]*ratio ([\d.]+)", "{0} ms, {1} x"),
    Row("key to frame in the list, p95: down, page, end, home", "16 ms", SCROLL,
        "".join(rf"\n{key} +[\d.]+ +([\d.]+)[\s\S]*?" for key in ("down", "page down", "end", "home")),
        "{0}, {1}, {2}, {3} ms"),
    Row("memory after a walk through all rows", "20 MiB", SCROLL, r"MiB, ([+-][\d.]+) after", "{0} MiB"),
    Row("first note shown", "150 ms", NOTES, r"first cable's notes +\| +(\d+) ms", "{0} ms"),
    Row("all notes found", "1500 ms", NOTES, r"counted and found +\| +(\d+) ms", "{0} ms"),
    Row("save of a note, p95, and how much faster than TinyDB's own", "1.1 ms", NOTES,
        r"save one note, p95 +\| +([\d.]+) ms[\s\S]*\| +\d+ ms, (\d+) x", "{0} ms, {1} x"),
    Row("placing 200 notes in 66 KB, compared with str.find", "5 ms", ANCHORING,
        r"str.find +([\d.]+) ms\nas it was +([\d.]+) ms", "{1} ms, {0} ms"),
    Row("UI thread busy over 50 ms in a session of ten minutes", "only the first frame"),
    Row("full garbage collections with 100,000 notes", "15 ms"),
    Row("memory with 251,287 cables, 100,000 notes, facets", "110 MiB"),
    Row("open 8 KB, 66 KB, 1 MB to the full frame, p95", "16, 33, 50 ms"),
    Row("resize, w, find as you type in 1 MB", "33 ms each"),
    Row("export of 2,000 cables with 10,000 notes; again", "4 s; 0.5 s", EXPORT,
        r"export +([\d.]+) s[\s\S]*unchanged +([\d.]+) s", "{0} s; {1} s"),
    Row("export compared with parsing and writing, processor time", "", EXPORT,
        r"export / plain +([\d.]+)", "{0} x"),
    Row("typing in a note with 100,000 notes, longest", "16 ms"),
    Row("1,000,000 notes: first note, all found", "0.3 s, 5 s"),
    Row("1,000,000 cables compared with 251,287", "1.3 x"),
)  # fmt: skip


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


def report(data: Data) -> None:
    """Run everything and print the table line by line."""
    size = f"{data.cables:,} cables, {data.notes:,} notes, {os.cpu_count()} cores"
    print(f"{size}, {time.strftime('%Y-%m-%d %H:%M')}\n")
    print("| What | Now | Reach | Load |\n|---|---|---|---|", flush=True)
    outputs: dict[Bench, tuple[str, float]] = {}
    for row in ROWS:
        if row.bench is None:
            print(f"| {row.what} | no benchmark yet | {row.reach} | |")
            continue
        if row.bench not in outputs:
            row.bench.arguments(data)  # creates its data first
            load = os.getloadavg()[0]
            outputs[row.bench] = run(row.bench, data), load
        output, load = outputs[row.bench]
        print(f"| {row.what} | {figure(row, output)} | {row.reach} | {load:.1f} |", flush=True)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small data")
    parser.add_argument("--folder", type=Path, help="where to keep the data (default: nowhere)")
    chosen = parser.parse_args()
    cables, notes, runs = (2000, 5000, 3) if chosen.quick else (251_287, 100_000, 9)
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        folder: Path = chosen.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        report(Data(folder.resolve(), cables, notes, runs))


if __name__ == "__main__":
    main()
