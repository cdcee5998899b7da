"""The memory an export takes: of all its processes together, over what the program had before.

``python -m tests.bench.export_memory [--cables 2000] [--notes 10000] [--in FOLDER]`` prints a row for each
kind of export. A library in FOLDER is made once, and used again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.export.dossier.dossier_file import MAKERS, made, write_dossier
from reader.joined.exporting import exporter_for
from reader.library.ingest.importer import import_paths
from reader.workspace import Workspace
from tests.bench.export import documents
from tests.bench.generate import write_csv
from tests.bench.notes import write

KINDS = ("folder", "one file", "html", "docx")
PAGE = 4096
"""Bytes of a page of memory."""
OFTEN = 0.02
"""Seconds from one look at the memory to the next."""


def make(library: Path, cables: int, notes: int) -> None:
    """A library with notes."""
    table = library.with_name("cables.csv")
    write_csv(table, cables)
    with Workspace.open(library) as workspace:
        import_paths(workspace.library, [table])
        mrns = [row.mrn for row in workspace.library.first_rows("", count=cables)]
        write(workspace.notes.storage, documents(workspace, mrns, notes))


def export(kind: str, library: Path, out: Path) -> None:
    """One export, begun when a line is read: the process that is measured."""
    with Workspace.open(library) as workspace:
        workspace.notes.counts()
        print("ready", flush=True)
        sys.stdin.readline()
        exporter = exporter_for(workspace, "plain" if kind in MAKERS else "obsidian")
        if kind == "folder":
            list(exporter.to_folder(out))
        elif kind in MAKERS:
            write_dossier(out / f"dossier.{kind}", made(exporter.dossier(None, "Notes"), kind))
        else:
            exporter.to_file(out / "notes.md")


def resident(process: int) -> int:
    """Bytes in memory of a process and those it started."""
    total, left = 0, [process]
    while left:
        folder = Path("/proc", str(left.pop()))
        try:
            total += int((folder / "statm").read_text().split()[1]) * PAGE
            for children in folder.glob("task/*/children"):
                left += map(int, children.read_text().split())
        except OSError:
            continue  # it has ended
    return total


def measure(kind: str, library: Path) -> None:
    """Print a row."""
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as out:
        command = [
            sys.executable,
            "-m",
            "tests.bench.export_memory",
            "--export",
            kind,
            "--in",
            str(library),
            "--to",
            out,
        ]
        running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert running.stdin
        assert running.stdout
        running.stdout.readline()
        before = most = resident(running.pid)
        begun = time.perf_counter()
        running.stdin.write("\n")
        running.stdin.close()
        while running.poll() is None:
            most = max(most, resident(running.pid))
            time.sleep(OFTEN)
        took = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in Path(out).rglob("*"))
    assert running.returncode == 0
    print(
        f"{kind:<10} {(most - before) / 1e6:6.0f} MB over {before / 1e6:.0f} MB,"
        f" {size / 1e6:6.1f} MB written, {took:5.1f} s",
        flush=True,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.export_memory", description=__doc__)
    parser.add_argument("--cables", type=int, default=2000)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--in", dest="folder", type=Path)
    parser.add_argument("--export", choices=KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.export:
        export(chosen.export, chosen.folder, chosen.to)
        return
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        library = Path(chosen.folder or name) / "library"
        if not library.exists():
            library.parent.mkdir(parents=True, exist_ok=True)
            make(library, chosen.cables, chosen.notes)
        for kind in chosen.kinds:
            measure(kind, library)


if __name__ == "__main__":
    main()
