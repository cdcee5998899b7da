"""The repeated string that makes each regular expression of the program slowest, and how its time grows.

    python -m tests.faults.regex_growth                 all of reader/, up to 4 MB (some ten minutes)
    python -m tests.faults.regex_growth reader.library  one package
    python -m tests.faults.regex_growth --every         with a line for each expression

Each string that ``regex_patterns.py`` draws for a pattern is repeated and followed by something that does not
fit. A pattern is tried with the methods that the program calls on it. Linear growth doubles the time with the
length, quadratic growth quadruples it.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tests.faults.regex_patterns import MOST_UNITS, Found, expressions, units

LARGEST = 4 << 20
"""Characters."""
PROBE = 1 << 11
"""Characters at which all units are compared."""
TOO_LONG = 1.0
"""Seconds of processor time at which a doubling ends."""
SHORT, FEW_UNITS = 1 << 15, 20
"""Characters and units in the short form."""
SUSPICIOUS = 0.02
"""Seconds that no linear pattern needs for 32 KB; the slowest takes half."""
FIRST = 1 << 7
"""Characters tried first in the short form."""
REPORTED = 1.6
"""Exponents of growth from which on a pattern is reported; 1 is linear, 2 quadratic."""


class Growth(NamedTuple):
    """The worst of a regular expression."""

    found: Found
    unit: str
    method: str
    size: int
    """Characters of the longest text it was tried with."""
    seconds: float
    exponent: float


def seconds(found: Found, method: str, unit: str, size: int) -> float:
    """Processor time of one call on a unit repeated to a size, followed by what does not fit."""
    text: Any = unit * (size // len(unit) + 1) + "\x01!"
    if isinstance(found.pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    run = getattr(found.pattern, method)
    started = time.process_time()
    if method == "sub":
        run(b"" if isinstance(text, bytes) else "", text)
    elif method == "finditer":
        for _ in run(text):
            pass
    else:
        run(text)
    return time.process_time() - started


def worst(
    found: Found, largest: int = LARGEST, most_units: int = MOST_UNITS, too_long: float = TOO_LONG
) -> Growth:
    """The unit and method that take longest, and how the time grows with the length."""
    probe, method, unit = max(
        (seconds(found, method, unit, PROBE), method, unit)
        for unit in units(found.pattern)[:most_units]
        for method in found.methods
    )
    size, taken, before = PROBE, probe, 0.0
    while size < largest and (taken < too_long or before < _MEASURABLE):
        size, before = size * 2, taken
        taken = seconds(found, method, unit, size)
    if before < _MEASURABLE:
        return Growth(found, unit, method, size, taken, 1.0)
    # The least of three: other programs on the same cores only ever add.
    taken, before = (min(seconds(found, method, unit, each) for _ in range(3)) for each in (size, size // 2))
    return Growth(found, unit, method, size, taken, math.log2(taken / before))


_MEASURABLE = 0.01
"""Seconds; less says nothing about growth."""


def suspects(package: str) -> Iterator[Growth]:
    """The short form: the patterns of a package that take a text of 32 KB too long, and grow too fast."""
    for found in expressions(package):
        tried = [(unit, method) for unit in units(found.pattern)[:FEW_UNITS] for method in found.methods]
        # A pattern of the third power or more would keep the next line busy for minutes.
        for unit, method in tried:
            if (taken := seconds(found, method, unit, FIRST)) > SUSPICIOUS:
                yield Growth(found, unit, method, FIRST, taken, math.inf)
                break
        else:
            yield from _suspect(found, tried)


def _suspect(found: Found, tried: Sequence[tuple[str, str]]) -> Iterator[Growth]:
    """The growth of a pattern, if it is too fast; ``tried``: units and methods."""
    slowest = max(tried, key=lambda each: seconds(found, each[1], each[0], PROBE >> 2))
    if seconds(found, slowest[1], slowest[0], PROBE << 1) > SUSPICIOUS * (PROBE << 1) / SHORT:
        growth = worst(found, SHORT, FEW_UNITS, 3 * SUSPICIOUS)
        if growth.seconds > SUSPICIOUS and growth.exponent > REPORTED:
            yield growth


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how the patterns grow. Returns 1 where one grows faster than its text."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults.regex_growth", description=__doc__)
    asked.add_argument(
        "packages", nargs="*", default=["reader"], help="packages; all of reader if none is given"
    )
    asked.add_argument("--every", action="store_true", help="a line for each expression")
    options = asked.parse_args(arguments)
    every: list[Growth] = []
    for package in options.packages:
        for found in expressions(package):
            growth = worst(found)
            every.append(growth)
            if options.every or growth.exponent > REPORTED:
                print(_line(growth), flush=True)
    print(f"\n{'room':20}{'expressions':>12}{'faster than their text':>24}  slowest, at 4 MB")
    for room, grown in itertools.groupby(every, key=lambda each: ".".join(each.found.module.split(".")[:2])):
        of = list(grown)
        bad = sum(each.exponent > REPORTED for each in of)
        slowest = max(of, key=lambda each: each.seconds / each.size)
        print(f"{room:20}{len(of):>12}{bad:>24}  {_line(slowest)}")
    bad = sum(each.exponent > REPORTED for each in every)
    print(f"{'all':20}{len(every):>12}{bad:>24}")
    return int(bad > 0)


def _line(growth: Growth) -> str:
    """``reader.cable.x._Y: search of 'ab', 4,194,304 characters: 0.25 s, power 1.0``."""
    what = f"{growth.found}: {growth.method} of {growth.unit!r}, {growth.size:,} characters"
    return f"{what}: {growth.seconds:.2f} s, power {growth.exponent:.1f}"


if __name__ == "__main__":
    sys.exit(main())
