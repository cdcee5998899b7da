"""Times parsing a cable, beside one plain regular-expression pass over the same text.

    python -m tests.bench.parse [--runs 5] [--quick]

Prints milliseconds a cable (mean, median, p99, the slowest named), bytes a second, the time of a long cable
doubled from 64 KB to 4 MB, of a megabyte of each hostile repeat, and the peak of memory as a multiple of the
text.
Uses the corpus if there is one, else the samples many times over.
"""

from __future__ import annotations

import argparse
import gc
import re
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from reader.cable.parse import parse
from tests.corpus import folder, rows

_SAMPLES = Path(__file__).parents[2] / "samples"
_PLAIN = re.compile(r"\w+|[^\w\s]")
_HOSTILE = (
    "1", "-", " ", "(", ")", "[", "*", "#", "¶1. ", "1. (C) ", "A. ", "TAGS: ", "TAGS: \n",
    "REF: A. \n", "- \n", "-\n", "\n", " \n", "\r", "X", "x ", "word ", "PARIS 1, ",
    "PARIS 00000123  002 OF 002\n", "ref A ", "para 4 ", "(protect) ", "& 8 ", "a,s ", "SUBJECT: ",
    "INFO ", "S E C R E T ", "¶", ". ", "U.S. ", "PAGE 02 ", "12345678 ",
)  # fmt: skip

_FIELDS = (
    "VZCZCXRO1234\nPP RUEHC\n", "FM ", "TO ", "INFO ", "S E C R E T ", "SECRET SECTION 01 OF 02 PARIS ",
    "SIPDIS ", "E.O. 12958: ", "TAGS: ", "SUBJECT: ", "REF: ", "REF: A. PARIS 12 ", "Classified By: ",
    "Classified By: SUZA ", "Classified By: A for reasons ", "¶1. ", "¶1. (C) ", "¶1. (C) Word ",
    "¶1. (C) Word.\n\n", "(", "## ", "- ", "--", "PARIS 00000123 ",
)  # fmt: skip
_FILLERS = (" ", "1", "A", "a ", "A ", ", ", "(", "(a) ", "-", "\n", " \n", ".", "1.4 ", "PARIS ")


class Sample(NamedTuple):
    """A text to time."""

    name: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures. Returns 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.parse", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="each time is the best of this many")
    parser.add_argument("--quick", action="store_true", help="cables only")
    asked = parser.parse_args(arguments)
    samples = cables_at_hand()
    parse(samples[0].text)
    _cables(samples, asked.runs)
    if not asked.quick:
        _doubling(samples, asked.runs)
        _hostile()
        _fields()
        _memory(samples)
    return 0


def cables_at_hand() -> list[Sample]:
    """The corpus if there is one, else the samples."""
    place = folder()
    if place:
        return [Sample(row.mrn, row.text) for row in rows(place / "cables.csv")]
    return [Sample(path.stem, path.read_text(encoding="utf-8")) for path in sorted(_SAMPLES.glob("*.txt"))]


def _plain(text: str) -> int:
    """The baseline: finds every word and sign once, and keeps nothing."""
    return sum(1 for _ in _PLAIN.finditer(text))


def _seconds(work: Callable[[str], object], text: str, runs: int) -> float:
    # Processor time leaves out what other programs do meanwhile.
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        work(text)
        best = min(best, time.process_time() - began)
    return best


def _cables(samples: Sequence[Sample], runs: int) -> None:
    size = sum(len(sample.text.encode()) for sample in samples)
    print(f"{len(samples)} cables, {size / 1e6:.2f} MB, best of {runs}\n")
    print(f"{'':10}{'mean ms':>9}{'median':>9}{'p99':>9}{'MB/s':>9}  slowest")
    means = []
    for name, work in (("plain pass", _plain), ("parse", parse)):
        # One after another and then again, as in an import, so that none is warm from the run before.
        passes = [[_seconds(work, sample.text, 1) * 1000 for sample in samples] for _ in range(runs)]
        times = [min(each) for each in zip(*passes, strict=True)]
        ranked = sorted(zip(times, samples, strict=True), key=lambda pair: pair[0])
        p99 = ranked[min(len(ranked) - 1, round(len(ranked) * 0.99))][0]
        took, slowest = ranked[-1]
        means.append(statistics.mean(times))
        print(
            f"{name:10}{means[-1]:9.3f}{statistics.median(times):9.3f}{p99:9.3f}"
            f"{size / sum(times) / 1000:9.2f}  {slowest.name} {took:.2f} ms, {len(slowest.text)} characters"
        )
    print(f"ratio of the means {means[1] / means[0]:.1f}\n")


def long_cable(samples: Sequence[Sample], size: int) -> str:
    """A cable of about this many characters: the paragraphs of real ones, numbered in sequence."""
    parts: list[str] = ["UNCLAS PARIS 000123\n\nE.O. 12958: N/A\nTAGS: PREL FR\nSUBJECT: A LONG CABLE\n"]
    total = number = 0
    while total < size:
        for sample in samples:
            for text in re.split(r"^¶?\d{1,3}\. +", sample.text, flags=re.M)[1:]:
                number += 1
                parts.append(f"¶{number}. {text}")
                total += len(parts[-1])
            if total >= size:
                break
    return "\n".join(parts)[:size]


def _doubling(samples: Sequence[Sample], runs: int) -> None:
    print(f"{'long cable':>12}{'plain ms':>10}{'parse ms':>10}{'times the half':>16}")
    before = 0.0
    for size in (2**power for power in range(16, 23)):
        text = long_cable(samples, size)
        plain, took = (_seconds(work, text, min(runs, 3)) * 1000 for work in (_plain, parse))
        ratio = f"{took / before:16.2f}" if before else ""
        print(f"{size // 1024:>9} KB{plain:10.1f}{took:10.1f}{ratio}")
        before = took
    print()


def _hostile() -> None:
    print("repeats of half a megabyte and of one, ms; more than 2.2 times the half is marked")
    for token in _HOSTILE:
        half, whole = (
            _seconds(parse, (token * (size // len(token) + 1))[:size], 2) * 1000 for size in (2**19, 2**20)
        )
        mark = "  <--" if whole > 2.2 * half and whole > 50 else ""
        print(f"  {token!r:36}{half:10.1f}{whole:10.1f}{mark}")
    print()


def _fields() -> None:
    print("a field's start, then 8 and 16 KB of one thing: the worst, ms")
    worst = []
    for field, filler, end in product(_FIELDS, _FILLERS, ("\n¶1. (C) End.", " )")):
        half, whole = (
            _seconds(parse, field + (filler * size)[:size] + end, 1) * 1000 for size in (2**13, 2**14)
        )
        worst.append((whole, half, field, filler))
    for whole, half, field, filler in sorted(worst, reverse=True)[:12]:
        print(f"  {field[-24:]!r:28}{filler!r:10}{half:10.1f}{whole:10.1f}{whole / half:8.1f} times")
    print()


def _memory(samples: Sequence[Sample]) -> None:
    print("peak of memory while parsing, times the text's bytes")
    texts = [max(samples, key=lambda s: len(s.text)), Sample("long", long_cable(samples, 2**20))]
    median = sorted(samples, key=lambda s: len(s.text))[len(samples) // 2]
    for name, text in (median, *texts):
        gc.collect()
        tracemalloc.start()
        cable = parse(text)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        del cable
        size = len(text.encode())
        print(f"  {name:20}{size:>10} bytes{peak / size:8.1f}")


if __name__ == "__main__":
    sys.exit(main())
