"""Works through a script at the keyboard, and says how long the screen's thread was busy at a stretch.

    python -m tests.bench.screen.session FOLDER CSV [--seconds 600]

``FOLDER`` is a library with notes; the session has a copy. In the second third of the time it imports
``CSV``. ``own`` is a stretch without the time the thread was ready and had to wait for a core, so that a
busy machine changes it little. Lists the worst ten with their stacks, and the collections.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.screen.spawn import Terminal
from tests.bench.start import newest

BUSY = 0.05
"""Seconds of a stretch that count."""
READING = 1.0
"""Seconds the user looks at what a step showed; within a step some ten keys a second are pressed."""
SHOWN = 10
ESCAPE, ENTER, SAVE = b"\x1b", b"\r", b"\x13"
PAGE_DOWN = b"\x1b[6~"


class Step(NamedTuple):
    """What the user does, and the keys for it, each pressed when the one before has been drawn."""

    what: str
    keys: tuple[bytes, ...]


SCRIPT = (
    Step("walk through the list", (b"j", b"j", b"j", b"k", PAGE_DOWN, PAGE_DOWN, b"G", b"g")),
    Step("open a cable and read it", (ENTER, b"}", b"}", b" ", b"b", b"G", b"g", b"H", b"H", b"w", b"w")),
    Step("find in it", (b"/", *(b"m", b"i", b"n"), ENTER, b"n", b"n", ESCAPE)),
    Step("write a note", (b"a", *(bytes([byte]) for byte in b"typed in a session"), SAVE)),
    Step("tag", (b"t", *(bytes([byte]) for byte in b"code 3"), ENTER, b"u")),
    Step("references, similar cables", (b"r", ESCAPE, b"P", ESCAPE)),
    Step("next and previous cable", (b"J", b"J", b"K", b"<", b">")),
    Step("back to the list", (b"\t", b"\t")),
    Step("search", (b"\\", *(bytes([byte]) for byte in b"visa fraud"), ENTER, b"j", b"j")),
    Step("facets", (b"F", b"j", b"j", b"}", b"F")),
    Step("histogram", (b"h", b"h")),
    Step("sort by match and back", (b"s", b"b", b"s", b"n")),
    Step("search a tag", (ESCAPE, b"\\", *(bytes([byte]) for byte in b"tag:PHUM"), ENTER, PAGE_DOWN, ESCAPE)),
    Step("facets of everything", (b"F", b"j", b"F")),
    Step("search the notes", (b"L", *(bytes([byte]) for byte in b"minpolice"), ENTER, b"j", ESCAPE, ESCAPE)),
    Step("codebook", (b"c", b"j", b"j", ESCAPE)),
    Step("passages under a code", (b"C", ENTER, b"j", ESCAPE, ESCAPE)),
    Step("help", (b"?", ESCAPE)),
    Step("judge", (b"D", b"1", b"2", ESCAPE, ESCAPE)),
    Step("mark and unmark everything", (b"*", b"*", ESCAPE)),
)  # fmt: skip


class Done(NamedTuple):
    """A key that was pressed."""

    at: float
    what: str


def work(terminal: Terminal, seconds: float, source: Path) -> list[Done]:
    """Go through the script again and again; what was pressed, and when."""
    begun = time.monotonic()
    done: list[Done] = []
    imported = False
    for what, key in _keys(SCRIPT):
        if done and done[-1].what != what:
            terminal.rest(READING)
        passed = time.monotonic() - begun
        if passed > seconds:
            break
        if not imported and passed > seconds / 3 and what == SCRIPT[0].what:
            imported = True
            done.append(Done(time.monotonic(), "begin an import"))
            for keys in (b"i", os.fsencode(source), ENTER):
                terminal.hold(keys)
                terminal.rest(0.2)
        done.append(Done(time.monotonic(), what))
        terminal.hold(key)
        terminal.rest(0.05)
    return done


def _keys(script: Sequence[Step]) -> Iterator[tuple[str, bytes]]:
    """Each key with what it is for, without end."""
    for step in cycle(script):
        for key in step.keys:
            yield step.what, key


def report(lines: Sequence[dict[str, Any]], done: Sequence[Done], shown: float) -> None:
    """Print the counts, the worst stretches and the collections. ``shown``: when the list was there."""
    stretches = [line for line in lines if "stretch" in line and line["begun"] > shown]
    for name, words in (("stretch", "wall time"), ("own", "own"), ("worked", "of a core")):
        over = [line[name] for line in stretches if line[name] > BUSY]
        worst = max((line[name] for line in stretches), default=0)
        print(f"busy over {BUSY * 1000:.0f} ms, {words:10} {len(over):5} times, worst {worst * 1000:6.0f} ms")
    full = [
        line["collection"] * 1000 for line in lines if line.get("generation") == 2 and line["begun"] > shown
    ]
    middle = statistics.median(full) if full else 0
    print(f"full collections {len(full):5}, median {middle:.1f} ms, worst {max(full, default=0):.1f} ms")
    young = [line["collection"] * 1000 for line in lines if line.get("generation", 2) < 2]
    print(f"other collections over 5 ms {len(young):5}, worst {max(young, default=0):.1f} ms")
    kept = sorted(
        (line for line in lines if "kept" in line and line["begun"] > shown), key=_kept, reverse=True
    )
    over = sum(line["kept"] > BUSY for line in kept)
    print(f"another thread kept the interpreter over {BUSY * 1000:.0f} ms {over:5} times")
    for line in kept[: SHOWN // 2]:
        ends = (" < ".join(stack[:-4:-1]) for stack in line["stacks"])
        print(f"  {line['kept'] * 1000:.0f} ms: {'; '.join(ends)}")
    for line in sorted(stretches, key=lambda line: line["own"], reverse=True)[:SHOWN]:
        before = [each.what for each in done if each.at <= line["begun"] + line["stretch"]]
        figures = (line[name] * 1000 for name in ("own", "stretch", "worked", "collected"))
        print("\n{:.0f} ms own, {:.0f} wall, {:.0f} of a core, {:.0f} collecting".format(*figures), end="")
        print(f": {before[-1] if before else 'before the first key'}")
        for stack in line["stacks"][:1]:
            print("    " + "\n    ".join(stack))


def _kept(line: dict[str, Any]) -> float:
    seconds: float = line["kept"]
    return seconds


def main() -> None:
    """Run the session and print what it showed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("csv", type=Path)
    parser.add_argument("--seconds", type=float, default=600)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cables-bench-", dir=chosen.folder.parent) as name:
        home = Path(name)
        shutil.copytree(chosen.folder, home / "library")
        environment = {**os.environ, "HOME": name, "XDG_DATA_HOME": name, "XDG_STATE_HOME": name}
        log = home / "watch.jsonl"
        command = [sys.executable, "-m", "tests.bench.screen.watch", str(log)]
        with Terminal([*command, "--library", str(home / "library")], environment, Path.cwd()) as terminal:
            terminal.until(newest(chosen.folder).encode())
            shown = time.monotonic()
            terminal.rest(2)
            done = work(terminal, chosen.seconds, chosen.csv.resolve())
            terminal.rest(1)
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        print(f"{len(done):,} keys in {chosen.seconds:.0f} s")
        report(lines, done, shown)


if __name__ == "__main__":
    main()
