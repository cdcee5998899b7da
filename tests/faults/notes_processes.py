"""Several processes that write to one store at once: no write is lost and none is stale.

``python -m tests.faults.notes_processes --writers 4 --changes 2000`` from the root of a checkout; short runs
are in the suite.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.notes.repository import Notes
from tests.notes.builders import PHNOM_PENH, notes_in, paragraph

ROOT = Path(__file__).parents[2]


def write(folder: Path, name: str, changes: int) -> None:
    """One of the writers: waits for a line on standard input, then makes so many changes."""
    notes = notes_in(folder, author=name, compact_at=20_000)
    shared = notes.for_cable(PHNOM_PENH).annotations[0]
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(changes // 4):
        note = notes.annotate(paragraph(number % 3), f"{name} {number}")
        notes.edit(note.id, f"{name} {number} edited")
        notes.tag(paragraph(number % 3), ["common", f"code {number}"])
        notes.edit(shared.id, f"last by {name} {number}")
    notes.close()


def run(folder: Path, writers: int, changes: int, patience: float = 120) -> int:
    """Let processes write, then check what is there; returns the number of changes that were saved."""
    watcher = notes_in(folder, author="watcher")
    shared = watcher.annotate(paragraph(0), "shared")
    names = [f"writer {n}" for n in range(writers)]
    processes = [_started(folder, name, changes) for name in names]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate(timeout=patience)
        assert process.returncode == 0, errors
    assert watcher.refresh()
    for notes in (watcher, notes_in(folder)):
        _look(notes, shared.id, names, changes // 4)
    return notes.storage.count


def _started(folder: Path, name: str, changes: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.faults.notes_processes",
            str(folder),
            "--writer",
            name,
            "--changes",
            str(changes),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _look(notes: Notes, shared: str, names: list[str], rounds: int) -> None:
    live = notes.for_cable(PHNOM_PENH).annotations
    texts = {note.body for note in live if note.body and note.id != shared}
    assert texts == {f"{name} {n} edited" for name in names for n in range(rounds)}
    codes = notes.codes()
    assert {code.name for code in codes} == {"common", *(f"code {n}" for n in range(rounds))}
    assert len(codes) == rounds + 1, "no name was made twice"
    for name in names:
        coded = [note for note in live if note.author == name and not note.body]
        assert len(coded) == 3
        assert sum(len(note.codes) for note in coded) == rounds + 3
    (last,) = [note.body for note in live if note.id == shared]
    assert last in {f"last by {name} {rounds - 1}" for name in names}
    assert notes.warnings == ()


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--writer", help="be the writer of this name")
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--changes", type=int, default=2000)
    asked = parser.parse_args()
    if asked.writer:
        write(asked.folder, asked.writer, asked.changes)
        return
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        run(Path(folder) / "notes", asked.writers, asked.changes, patience=3600)
    taken = time.monotonic() - began
    print(f"{asked.writers} processes, {asked.changes} changes each: nothing lost; {taken:.0f} s")


if __name__ == "__main__":
    main()
