"""Kills a process that imports, again and again, and checks the library after each kill.

    python -m tests.faults.import_kill FOLDER CABLES --kills 200 --seed 7

The importing process is killed at a random step of SQLite: before a statement, or in the middle of one. After
every second kill the end of SQLite's log is cut off, as if the kill, or a power failure, came while it was
written. The next process goes on with the same library; when an import is complete, the next one fills a new
library in FOLDER. The same seed gives the same kills.

For each kill, prints the number of cables in the library and the problems found in it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from reader.library.ingest import importer
from reader.library.library import FILE, Library
from reader.library.upkeep.maintenance import check

BATCH = 10
MAX_STEPS = 1500
"""Writing a batch takes some 500."""
INSTRUCTIONS = 100
"""SQLite's instructions in one step."""


class SelfKilling:
    """Kills this process after so many steps of all SQLite connections it opens."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self._connect = sqlite3.connect

    def connect(self, *args: Any, **kwargs: Any) -> sqlite3.Connection:
        """In the place of ``sqlite3.connect``."""
        connection: sqlite3.Connection = self._connect(*args, **kwargs)
        connection.set_trace_callback(lambda _: self._step() and None)
        connection.set_progress_handler(self._step, INSTRUCTIONS)
        return connection

    def _step(self) -> int:
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def import_and_die(folder: Path, source: Path, steps: int) -> bool:
    """Import in a process of its own; True if it was killed, False if it finished before."""
    child = os.fork()
    if not child:
        sqlite3.connect = SelfKilling(steps).connect  # type: ignore[assignment]
        with Library.open(folder) as library:
            importer.import_paths(library, [source], workers=0)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the import failed")
    return os.WIFSIGNALED(status)


def main(arguments: list[str]) -> int:
    """Kill, check, print; 1 if a library was damaged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("cables", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    importer.BATCH = BATCH
    damaged = kills = finished = 0
    while kills < given.kills:
        folder = given.folder / f"library-{finished + 1}"
        if not import_and_die(folder, given.cables, chance.randint(1, MAX_STEPS)):
            finished += 1
            continue
        kills += 1
        log = folder / f"{FILE}-wal"
        if kills % 2 and log.exists():
            size = log.stat().st_size
            os.truncate(log, size - chance.randint(0, size // 4))
        with Library.open(folder) as library:
            problems = list(check(library))
            print(f"{folder.name}: {library.count()} cables", *problems, sep="\t", flush=True)
        damaged += bool(problems)
    return bool(damaged)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
