"""Times typing in a note of a library with many, and the memory of the program with the facets shown.

    python -m tests.bench.screen.writing FOLDER [--keys 200]

``own`` is what the drawing thread worked from a key until all was drawn.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.screen.reading import show
from tests.bench.screen.spawn import Terminal
from tests.bench.start import newest


def main() -> None:
    """Type, then show the facets, and print both."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--keys", type=int, default=200)
    chosen = arguments.parse_args()
    folder: Path = chosen.folder
    with tempfile.TemporaryDirectory(prefix="cables-bench-", dir=folder.parent) as name:
        library = Path(name)
        os.link(folder / "library.db", library / "library.db")  # only read
        shutil.copytree(folder / "notes", library / "notes")
        environment = {**os.environ, "HOME": name, "XDG_STATE_HOME": name}
        command = [sys.executable, "-m", "reader", "--library", name]
        with Terminal(command, environment, Path.cwd()) as terminal:
            terminal.until(newest(folder).encode())
            terminal.rest(4)  # the index of the notes
            print(f"memory {terminal.resident() / 2**20:.0f} MiB with the list", end=", ", flush=True)
            terminal.press(b"F")
            terminal.rest(3)
            print(f"{terminal.resident() / 2**20:.0f} MiB with the facets", flush=True)
            terminal.press(b"F")
            terminal.press(b"\r")
            terminal.press(b"a")
            letters = random.Random(1).choices(b"etaoin shrdlu ", k=chosen.keys)
            typed = [terminal.press(bytes([letter])) for letter in letters]
            show("typing", typed)
            for what, at in (("wall", 1), ("own", 2)):
                print(f"longest, {what:4} {max(each[at] for each in typed) * 1000:6.1f} ms")
            print(f"memory {terminal.resident() / 2**20:.0f} MiB after that")


if __name__ == "__main__":
    main()
