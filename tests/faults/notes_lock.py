"""Deletes the lock file while several processes write: what was acknowledged is there, once.

``python -m tests.faults.notes_lock --writers 3 --changes 800 --seed 7`` from the root of a checkout; a short
run is in the suite. A writer whose change is refused because of the lock makes it again.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from reader.notes.errors import NotesError
from tests.notes.builders import PHNOM_PENH, bodies, notes_in, paragraph

ROOT = Path(__file__).parents[2]
PAUSES = (0.0, 0.0005, 0.002, 0.01)
"""Seconds between two deletions."""


def write(folder: Path, name: str, changes: int) -> None:
    """One of the writers: prints each text whose note was acknowledged, and how often one was refused."""
    notes = notes_in(folder, author=name, compact_at=20_000)
    refused = 0
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(changes):
        text = f"{name}.{number}"
        while True:
            try:
                notes.annotate(paragraph(number % 3), text)
                break
            except NotesError as error:
                if "not saved" not in str(error) and "nothing was saved" not in str(error):
                    raise
                refused += 1
        print(text, flush=True)
    print(f"refused {refused}", flush=True)
    notes.close()


def run(folder: Path, writers: int, changes: int, seed: int) -> tuple[int, int]:
    """Let them write while the lock is deleted; gives how often it was, and how many changes were refused.

    Raises AssertionError when an acknowledged change is missing or there twice. What is set aside are lines
    that a writer withdrew, seen by another in between.
    """
    chance = random.Random(seed)
    notes_in(folder).annotate(paragraph(0), "first")
    processes = [_started(folder, f"w{number}", changes) for number in range(writers)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    deleted = 0
    while any(process.poll() is None for process in processes):
        if (folder / "lock").exists():
            (folder / "lock").unlink()
            deleted += 1
        time.sleep(chance.choice(PAUSES))
    acknowledged = ["first"]
    refused = 0
    for process in processes:
        said, errors = process.communicate()
        assert process.returncode == 0, errors
        for line in said.split("\n"):
            if line.startswith("refused "):
                refused += int(line.split()[1])
            elif line:
                acknowledged.append(line)
    left = notes_in(folder)
    assert left.warnings == ()
    found, expected = Counter(bodies(left, PHNOM_PENH)), Counter(acknowledged)
    assert found == expected, f"gone: {expected - found}; unasked for: {found - expected}"
    left.close()
    return deleted, refused


def _started(folder: Path, name: str, changes: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.notes_lock", str(folder), name, "--changes", str(changes)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("writer", nargs="?")
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--changes", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.writer:
        write(asked.folder, asked.writer, asked.changes)
        return
    with tempfile.TemporaryDirectory() as folder:
        deleted, refused = run(Path(folder) / "notes", asked.writers, asked.changes, asked.seed)
    print(
        f"{asked.writers} writers, {asked.writers * asked.changes} changes, seed {asked.seed}: nothing lost; "
        f"the lock was deleted {deleted} times, {refused} changes were refused and made again"
    )


if __name__ == "__main__":
    main()
