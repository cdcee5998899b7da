"""Times opening long cables in the reader, and resizing, reflowing and finding in the longest.

    python -m tests.bench.screen.reading [--presses 20]

Two cables of each size are shown in turn (``J``, ``K``). ``first`` is the time until something is drawn,
``full`` until all is, ``own`` what the drawing thread worked of it, which a busy machine changes little.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from tests.bench.parse import cables_at_hand, long_cable
from tests.bench.screen.spawn import Drawn, Terminal
from tests.bench.start import newest
from tests.library.sources.containers import row

SIZES = {"8 KB": 8 << 10, "66 KB": 66 << 10, "1 MB": 1 << 20}
FIRST_WORDS = (b"Alphabetically", b"Zoologically")
"""The first words of the two cables: once they are there, a cable is shown."""


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return (statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]) * 1000


def show(what: str, drawn: Sequence[Drawn]) -> None:
    """Print the percentiles of some keys."""
    firsts, fulls, worked = zip(*drawn, strict=True)
    print(
        f"{what:18} first {statistics.median(firsts) * 1000:6.1f}, p95 {p95(firsts):6.1f}   full "
        f"{statistics.median(fulls) * 1000:6.1f}, p95 {p95(fulls):6.1f}   own "
        f"{statistics.median(worked) * 1000:6.1f}, p95 {p95(worked):6.1f} ms",
        flush=True,
    )


def library_of(folder: Path, size: int) -> None:
    """A library of two different cables of this size."""
    samples = cables_at_hand()
    table = folder / "cables.csv"
    half = len(samples) // 2
    orders = (samples, [*samples[half:], *samples[:half]])
    texts = (
        f"¶1. {word.decode()} begins. \n{long_cable(order, size)}"
        for word, order in zip(FIRST_WORDS, orders, strict=True)
    )
    rows = (row(f"06MADRID{number}", id=number, body=text) for number, text in enumerate(texts, 1))
    table.write_text("".join(rows), encoding="utf-8")
    with Library.open(folder) as library:
        import_paths(library, [table])


def opened(stack: ExitStack, size: int) -> Terminal:
    """The program with the first of two cables of this size open."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cables-bench-")))
    library_of(folder, size)
    environment = {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    command = [sys.executable, "-m", "reader", "--library", str(folder)]
    terminal = stack.enter_context(Terminal(command, environment, Path.cwd()))
    terminal.until(newest(folder).encode())
    terminal.rest(2)
    terminal.press(b"\r")
    terminal.rest(1)
    return terminal


def main() -> None:
    """Press the keys and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--presses", type=int, default=20)
    presses: int = arguments.parse_args().presses
    for name, size in SIZES.items():
        with ExitStack() as stack:
            terminal = opened(stack, size)
            keys = tuple(zip((b"J", b"K"), FIRST_WORDS, strict=True))
            both = [terminal.press(key, word) for _ in range(presses // 2 + 1) for key, word in keys]
            show(f"open {name}", both[2:])
            if name != "1 MB":
                continue
            sizes = ((110, 40), (120, 40))
            show("resize 1 MB", [terminal.resized(*sizes[n % 2]) for n in range(presses)])
            show("w in 1 MB", [terminal.press(b"w") for _ in range(presses)])
            found = []
            for _ in range(max(presses // 5, 1)):
                terminal.press(b"/")
                found += [terminal.press(bytes([letter])) for letter in b"inter"]
                terminal.press(b"\x1b")
                terminal.rest(0.3)
            show("find in 1 MB", found)


if __name__ == "__main__":
    main()
