"""Fills the disk, and imports from elsewhere too, while the screen imports; the screen must live through it.

``python -m tests.faults.screen_import --rounds 3 --seed 7`` from the root of a checkout; a short run is in
the suite. The disk is full for the library only: its files may not grow beyond a size.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import random
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from reader.library.library import Library
from reader.library.upkeep.maintenance import check
from tests.bench.generate import write_csv
from tests.faults.session import CABLES, State, after, run_on, started
from tests.terminal import Terminal

COUNT = 1500
EMPTY = State("", shown="This library is empty")


def full_disk(home: Path, chance: random.Random) -> list[str]:
    """The disk fills during an import from the screen; then it has room again."""
    write_csv(home / "cables.csv", COUNT)
    with (home / "cables.csv").open(newline="") as file, (home / "few.csv").open("w", newline="") as few:
        csv.writer(few).writerows(itertools.islice(csv.reader(file), 20))
    _run(home, "import", "few.csv", "--quiet")
    blocks = chance.randint(1500, 6000)
    previewed = State("", shown=" · whole cable")
    with started(home, previewed, command=[], before=f"ulimit -f {blocks}") as terminal:
        _import(terminal)
        terminal.wait_for(lambda text: "disk" in text.lower() or "too large" in text.lower(), 60)
        wrong = _still_works(terminal)
        wrong += _left(terminal, home)
    wrong += _sound(home)
    kept = _count(home)
    _run(home, "import", "cables.csv", "--quiet")
    if _count(home) != COUNT:
        wrong.append(f"{_count(home)} cables after the next import, {kept} before")
    return wrong + _sound(home)


def two_imports(home: Path, chance: random.Random) -> list[str]:
    """The same file is imported from the screen and, at any moment of that, by a command."""
    write_csv(home / "cables.csv", COUNT)
    with started(home, EMPTY, command=[]) as terminal:
        _import(terminal)
        terminal.listen(chance.uniform(0, 1.5))
        command: list[str | Path] = [CABLES, "import", "cables.csv", "--quiet"]
        with subprocess.Popen(command, cwd=home, env=_environment(home), stderr=subprocess.DEVNULL) as other:
            terminal.wait_for(lambda text: " added" in text and "stops" not in text, 90)
            while other.poll() is None:
                terminal.listen(0.05)
        wrong = [f"the command ended with {other.returncode}"] * bool(other.returncode)
        wrong += _still_works(terminal)
        wrong += _left(terminal, home)
    if _count(home) != COUNT:
        wrong.append(f"{_count(home)} cables, not {COUNT}")
    return wrong + _sound(home)


def _run(home: Path, *words: str) -> None:
    subprocess.run([CABLES, *words], cwd=home, env=_environment(home), check=True, capture_output=True)


def _import(terminal: Terminal) -> None:
    terminal.press("i")
    terminal.wait_for("Import from")
    terminal.press(*"cables.csv", "enter")


def _still_works(terminal: Terminal) -> list[str]:
    """Whether a cable can be opened and a note written."""
    terminal.press("g", "enter")
    terminal.settle(0.5)
    terminal.wait_for("¶1", 20)
    terminal.press("a")
    terminal.settle(0.2)
    terminal.press(*"still here", "\x13")
    try:
        terminal.wait_for("Noted on", 20)
    except AssertionError:
        return ["no note can be written"]
    return []


def _left(terminal: Terminal, home: Path) -> list[str]:
    terminal.press("q")
    hung = run_on(terminal, home)
    reports = list(home.glob("state/cables/reports/*"))
    return [hung] * bool(hung) + after(terminal, 0) + [path.read_text() for path in reports]


def _sound(home: Path) -> list[str]:
    with Library.open(home / "data" / "cables" / "library") as library:
        return [str(problem) for problem in check(library)]


def _count(home: Path) -> int:
    with Library.open(home / "data" / "cables" / "library") as library:
        return library.count()


def _environment(home: Path) -> dict[str, str]:
    own = {"HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state"}
    return {**os.environ, **own}


ATTACKS: dict[str, Callable[[Path, random.Random], list[str]]] = {
    "the disk fills": full_disk,
    "two imports at once": two_imports,
}


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    failed = 0
    for seed in range(asked.seed, asked.seed + asked.rounds):
        for name, attack in ATTACKS.items():
            with tempfile.TemporaryDirectory() as folder:
                wrong = attack(Path(folder), random.Random(f"{seed} {name}"))
            failed += bool(wrong)
            if wrong:
                print(f"seed {seed}, {name}: {'; '.join(wrong)}", flush=True)
    print(f"{asked.rounds * len(ATTACKS)} imports, seeds from {asked.seed}: {failed} failures")


if __name__ == "__main__":
    main()
