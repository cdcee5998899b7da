"""How much each number in the parser's rules decides, measured on the corpus.

    python -m tests.rule_limits              every limit, as the table in docs/cable-format.md
    python -m tests.rule_limits body tail    those of the modules whose names contain one of these words

Each number is halved and doubled, all cables are parsed again, and those whose parse differs are counted. A
limit that decides nothing at half its value has room to spare; one that decides at twice its value keeps
something out. Bounds in regular expressions are treated in the same way. Takes about ten minutes.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

import reader.cable
from reader.cable.model import Cable
from reader.cable.parse import parse
from reader.cable.span import OffsetMap
from tests.corpus import folder, rows

_BOUND = re.compile(r"\{(?P<least>\d*),(?P<most>\d+)\}")
_NO_PARSER = re.compile(r"\.compare|\.sentence_|\.word_forms|\.broken_words|\.naming|\.outline")
_NAME = re.compile(r"_?[A-Z][A-Z0-9_]*")


class Limit(NamedTuple):
    """A number that a rule depends on: a constant, or the upper bound of a repetition in a pattern."""

    module: str
    name: str
    value: int | float
    place: tuple[int, int] | None = None
    """Of a bound, where it is in the pattern."""

    def __str__(self) -> str:
        return f"{self.module.removeprefix('reader.cable.')}.{self.name}"


def modules() -> dict[str, dict[str, Any]]:
    """The names of each module of the parser; comparing two cables and their looks are no part of it."""
    found = pkgutil.walk_packages(reader.cable.__path__, "reader.cable.")
    names = [each.name for each in found if not each.ispkg and not _NO_PARSER.search(each.name)]
    return {name: vars(importlib.import_module(name)) for name in names}


def limits(of: Mapping[str, Mapping[str, Any]]) -> Iterator[Limit]:
    """Every limit, where it is defined; one that another module imports is not given again."""
    for module, names in of.items():
        own = _own_names(module)
        for name, value in names.items():
            if name not in own or not _NAME.fullmatch(name):
                continue
            if isinstance(value, int | float) and not isinstance(value, bool | Enum):
                yield Limit(module, name, value)
            elif isinstance(value, re.Pattern):
                source = value.pattern
                for bound in _BOUND.finditer(source if isinstance(source, str) else source.decode("latin-1")):
                    yield Limit(module, name, int(bound["most"]), bound.span())


@cache
def _own_names(module: str) -> set[str]:
    """The names a module assigns itself, by its source."""
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def changed_value(limit: Limit, value: object, factor: float) -> object:
    """The constant or pattern with the limit at ``factor`` times its value."""
    most = limit.value * factor if isinstance(limit.value, float) else round(limit.value * factor)
    if not isinstance(value, re.Pattern):
        return most
    assert limit.place is not None
    source = value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1")
    bound = _BOUND.fullmatch(source, *limit.place)
    assert bound is not None
    most = max(most, int(bound["least"] or 0))
    text = f"{source[: bound.start()]}{{{bound['least']},{most}}}{source[bound.end() :]}"
    flags = value.flags & ~(re.UNICODE if isinstance(value.pattern, bytes) else 0)
    return re.compile(text if isinstance(value.pattern, str) else text.encode("latin-1"), flags)


@contextmanager
def changed(limit: Limit, of: Mapping[str, dict[str, Any]], factor: float) -> Iterator[None]:
    """The parser with one limit changed, in every module that uses it."""
    old = of[limit.module][limit.name]
    new = changed_value(limit, old, factor)
    users = [
        names
        for module, names in of.items()
        if module == limit.module or (names.get(limit.name) is old and limit.name not in _own_names(module))
    ]
    caches = [value for names in of.values() for value in names.values() if hasattr(value, "cache_clear")]
    for names in users:
        names[limit.name] = new
    for each in caches:
        each.cache_clear()
    try:
        yield
    finally:
        for names in users:
            names[limit.name] = old
        for each in caches:
            each.cache_clear()


def differences(
    limit: Limit,
    of: Mapping[str, dict[str, Any]],
    texts: Mapping[str, str],
    clean: Mapping[str, Cable],
    factor: float,
) -> int:
    """How many cables are read otherwise with the limit changed."""
    with changed(limit, of, factor):
        return sum(_without_maps(parse(text, mrn=mrn)) != clean[mrn] for mrn, text in texts.items())


def _without_maps(cable: Cable) -> Cable:
    """The cable without the offset maps of its paragraphs, which are slow to make."""
    return replace(cable, paragraphs=tuple(each._replace(map=_NO_MAP) for each in cable.paragraphs))


_NO_MAP = OffsetMap((), (), ())


def main(words: Sequence[str]) -> int:
    """Print the table. Returns 2 where there is no corpus."""
    place = folder()
    if place is None:
        print("No corpus: name its folder in CABLES_CORPUS.", file=sys.stderr)
        return 2
    texts = {row.mrn: row.text for row in rows(place / "cables.csv")}
    clean = {mrn: _without_maps(parse(text, mrn=mrn)) for mrn, text in texts.items()}
    of = modules()
    idle: list[str] = []
    print(f"| limit | value | halved, of {len(texts)} cables | doubled |")
    print("|---|---|---|---|")
    for limit in limits(of):
        if words and not any(word in str(limit) for word in words):
            continue
        half, double = (differences(limit, of, texts, clean, factor) for factor in (0.5, 2))
        if limit.place is not None and not half and not double:
            idle.append(str(limit))
            continue
        bound = f", up to {limit.value}" if limit.place else ""
        print(f"| `{limit}`{bound} | {limit.value} | {half or '-'} | {double or '-'} |", flush=True)
    print(f"\n{len(idle)} bounds in patterns decide nothing, halved or doubled.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
