"""The regular expressions of the program, and strings on which one might be slow.

Expressions are found by importing every module: at its top, in tables, dataclasses and classes there, in
cached functions without arguments, and as literals in calls such as ``re.sub(...)`` inside functions.

Strings to repeat are drawn from the expression itself: its characters, one of each of its classes, pairs of
these, and strings that its parts match. What is drawn at random is the same in every run.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import itertools
import pkgutil
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import reader

MOST_UNITS = 140
"""Units tried for a pattern."""
DEEPEST = 3
"""Tables in tables that are looked into."""
METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "split")
_CALLS = re.compile(rf"(\w+)\.({'|'.join(METHODS)})\b")
_LITERAL = re.compile(rf"\bre\.(?:{'|'.join(METHODS)})\(r?['\"]")
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


def expressions(package: str = "reader") -> Iterator[Found]:
    """Every pattern that the modules of a package compile, each once."""
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
        own = _methods_used(module.__file__) if module.__file__ else {}
        top = (
            (path, pattern, tuple(sorted(own.get(label) or used.get(label, {"search", "match"}))))
            for label, value in list(vars(module).items())
            for path, pattern in _patterns(label, value, name)
        )
        for path, pattern, methods in itertools.chain(top, _in_functions(module)):
            key = (pattern.pattern, pattern.flags)
            if key not in seen:
                seen.add(key)
                yield Found(name, path, pattern, methods)


def _patterns(
    label: str, value: object, module: str, depth: int = 0
) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a value: itself, in tables and records, or given by a cached function."""
    parts: Iterable[tuple[str, object]] = ()
    if isinstance(value, re.Pattern):
        yield label, value
    elif depth >= DEEPEST:
        return
    elif isinstance(value, dict):
        parts = ((f"{label}[{key!r}]", part) for key, item in value.items() for part in (key, item))
    elif isinstance(value, tuple | list | frozenset | set):
        parts = ((f"{label}[{at}]", item) for at, item in enumerate(value))
    elif isinstance(value, type):
        parts = list(vars(value).items()) if value.__module__ == module else ()
    elif dataclasses.is_dataclass(value):
        parts = ((f"{label}.{name}", item) for name, item in vars_of(value))
    elif hasattr(value, "cache_clear") and callable(value) and "Pattern" in str(inspect.signature(value)):
        parts = () if inspect.signature(value).parameters else [(f"{label}()", value())]
    for name, part in parts:
        yield from _patterns(name, part, module, depth + 1)


def vars_of(record: Any) -> Iterator[tuple[str, object]]:
    """The fields of a dataclass, whether it has slots or not."""
    return ((field.name, getattr(record, field.name, None)) for field in dataclasses.fields(record))


def _in_functions(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any], tuple[str, ...]]]:
    """Literal patterns in calls of ``re`` inside functions, such as ``re.sub(r"\\s+", " ", text)``."""
    if not module.__file__:
        return
    source = Path(module.__file__).read_text(encoding="utf-8")
    if not _LITERAL.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS
            and isinstance(node.args[0], ast.Constant)
        ):
            yield f"line {node.lineno}", re.compile(node.args[0].value), (node.func.attr,)


def _methods_used(file: str | None = None) -> dict[str, set[str]]:
    """For each name, the methods of patterns called on it in a file, or anywhere in the program."""
    used: dict[str, set[str]] = {}
    for path in [Path(file)] if file else Path(reader.__file__).parent.rglob("*.py"):
        for name, method in _CALLS.findall(path.read_text(encoding="utf-8")):
            used.setdefault(name, set()).add(method)
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
