"""The repeated string that makes each regular expression of the program slowest, and how its time grows.

    python -m tests.faults.regex_growth                 all of reader/, up to 4 MB
    python -m tests.faults.regex_growth reader.library  one package

Units to repeat are drawn from the pattern itself: its characters, one of each of its classes, pairs of these,
and strings that its parts match. Each is repeated and followed by something that does not fit. A pattern is
tried with the methods that the program calls on it. Linear growth doubles the time with the length, quadratic
growth quadruples it.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import math
import pkgutil
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import reader

LARGEST = 4 << 20
"""Characters."""
PROBE = 1 << 11
"""Characters at which all units are compared."""
TOO_LONG = 1.0
"""Seconds of processor time at which a doubling ends."""
MOST_UNITS = 140
REPORTED = 1.6
"""Exponents of growth from which on a pattern is reported; 1 is linear, 2 quadratic."""
METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "split")
_PLAIN = "aA0 \n\t-_.,:/()<>&;=\"'\0é"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "0",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: "-",
}


class Found(NamedTuple):
    """One regular expression."""

    module: str
    name: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]
    """Those that the program calls on it."""

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


class Growth(NamedTuple):
    """The worst of a regular expression."""

    found: Found
    unit: str
    method: str
    size: int
    """Characters of the longest text it was tried with."""
    seconds: float
    exponent: float


def expressions(package: str = "reader") -> Iterator[Found]:
    """The patterns that the modules of a package have at their top, also inside tables."""
    root = importlib.import_module(package)
    names = [package]
    if hasattr(root, "__path__"):
        names += [each.name for each in pkgutil.walk_packages(root.__path__, f"{package}.")]
    used = _methods_used()
    seen: set[tuple[object, int]] = set()
    for name in names:
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        for label, value in vars(module).items():
            for path, pattern in _patterns(label, value):
                key = (pattern.pattern, pattern.flags)
                if key not in seen:
                    seen.add(key)
                    yield Found(name, path, pattern, tuple(sorted(used.get(label, {"search", "match"}))))


def _patterns(label: str, value: object, depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield label, value
    elif isinstance(value, dict) and depth < 3:
        for key, item in value.items():
            yield from _patterns(f"{label}[{key!r}]", item, depth + 1)
            yield from _patterns(f"{label} key", key, depth + 1)
    elif isinstance(value, tuple | list | frozenset) and depth < 3:
        for at, item in enumerate(value):
            yield from _patterns(f"{label}[{at}]", item, depth + 1)


def _methods_used() -> dict[str, set[str]]:
    """For each name, the methods of patterns called on it anywhere in the program."""
    used: dict[str, set[str]] = {}
    for path in Path(reader.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
                used.setdefault(name, set()).add(node.attr)
    return used


def units(pattern: re.Pattern[Any], seed: int = 1) -> list[str]:
    """Strings to repeat, made for a pattern."""
    chance = random.Random(seed)
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(
        source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    letters = list(dict.fromkeys([*_characters(tree), *"a 0\n-"]))[:12]
    pieces = {_matching(part, chance) for part in _parts(tree) for _ in range(3)}
    pieces |= {_matching(tree, chance) for _ in range(6)}
    singles = [*letters, *sorted(piece for piece in pieces if 0 < len(piece) <= 200)]
    pairs = ["".join(pair) for pair in itertools.product(letters, repeat=2)]
    more = [one + other for one in singles[-20:] for other in letters[:5]]
    chosen = list(dict.fromkeys([*singles, *pairs, *more]))
    return (
        chosen if len(chosen) <= MOST_UNITS else [*chosen[:60], *chance.sample(chosen[60:], MOST_UNITS - 60)]
    )


def _parts(tree: Any) -> Iterator[Any]:
    """Every sequence inside a parsed pattern."""
    for op, argument in tree:
        for part in _inner(op, argument):
            yield part
            yield from _parts(part)


def _inner(op: Any, argument: Any) -> list[Any]:
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
        return [argument[2]]
    if op is sre.SUBPATTERN:
        return [argument[3]]
    if op is sre.BRANCH:
        return list(argument[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [argument[1]]
    if op is getattr(sre, "ATOMIC_GROUP", None):
        return [argument]
    return []


def _characters(tree: Any) -> Iterator[str]:
    """The characters that a pattern names."""
    for op, argument in tree:
        if op in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(argument)
        elif op is sre.IN:
            yield _one_of(argument)
        for part in _inner(op, argument):
            yield from _characters(part)


def _one_of(choices: Any) -> str:
    negated = choices[0][0] is sre.NEGATE
    for op, argument in choices:
        if op is sre.LITERAL and not negated:
            return chr(argument)
        if op is sre.RANGE and not negated:
            return chr(argument[0])
        if op is sre.CATEGORY and not negated:
            return _CATEGORIES.get(argument, "a")
    excluded = re.compile("[" + re.escape("".join(chr(a) for op, a in choices if op is sre.LITERAL)) + "\0]")
    return next((letter for letter in _PLAIN if not excluded.match(letter)), "a")


def _matching(tree: Any, chance: random.Random) -> str:
    """A string that a part of a pattern matches, but for what looks around it demand."""
    made = []
    for op, argument in tree:
        if op is sre.LITERAL:
            made.append(chr(argument))
        elif op is sre.NOT_LITERAL:
            made.append("a" if chr(argument) != "a" else "b")
        elif op is sre.ANY:
            made.append(chance.choice("a 0"))
        elif op is sre.IN:
            made.append(_one_of(argument))
        elif op is sre.BRANCH:
            made.append(_matching(chance.choice(argument[1]), chance))
        elif op is sre.SUBPATTERN:
            made.append(_matching(argument[3], chance))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            least, most, part = argument
            count = max(least, min(most, chance.choice((1, 2))))
            made += [_matching(part, chance) for _ in range(min(count, 20))]
        elif op is getattr(sre, "ATOMIC_GROUP", None):
            made.append(_matching(argument, chance))
    return "".join(made)


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


def worst(found: Found, largest: int = LARGEST) -> Growth:
    """The unit and method that take longest, and how the time grows with the length."""
    probe, method, unit = max(
        (seconds(found, method, unit, PROBE), method, unit)
        for unit in units(found.pattern)
        for method in found.methods
    )
    size, taken, before = PROBE, probe, 0.0
    while size < largest and taken < TOO_LONG:
        size, before = size * 2, taken
        taken = seconds(found, method, unit, size)
    if before < _MEASURABLE:
        return Growth(found, unit, method, size, taken, 1.0)
    # The least of three: other programs on the same cores only ever add.
    taken, before = (min(seconds(found, method, unit, each) for _ in range(3)) for each in (size, size // 2))
    return Growth(found, unit, method, size, taken, math.log2(taken / before))


_MEASURABLE = 0.02
"""Seconds; less says nothing about growth."""


def offenders(package: str, largest: int = LARGEST) -> Iterator[Growth]:
    """The patterns of a package whose time grows faster than their text."""
    for found in expressions(package):
        growth = worst(found, largest)
        if growth.exponent > REPORTED:
            yield growth


def main(packages: list[str]) -> None:
    """Print every pattern of the packages that grows faster than its text."""
    count = 0
    for package in packages or ["reader"]:
        for growth in offenders(package):
            count += 1
            print(
                f"{growth.found}: {growth.method} of {growth.unit!r}, {growth.size:,} characters", flush=True
            )
            print(f"    {growth.seconds:.2f} s, grows with the power {growth.exponent:.1f}", flush=True)
    print(f"{count} patterns grow faster than their text")


if __name__ == "__main__":
    main(sys.argv[1:])
