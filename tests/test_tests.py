"""What holds for all tests: they wait for events, assert something, and read only what is public."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests import tree

TESTS = tree.ROOT / "tests"

TIMED = {
    "browser.py": "waits for a browser and a server, which are other programs",
    "bench": "benchmarks measure time",
    "faults": "watches other programs, which have no events to wait for",
    "figures.py": "prints how long the corpus took",
    "monkey.py": "random hands pause at random",
    "pictures": "waits until nothing moves any more",
    "tui/stage.py": "the one wait that all tests of the screen are made of",
    "tui/features/pipe/test_shell_command.py": "waits for the start of processes that are not its own",
}
"""Folders and modules that may sleep and look at the clock, each with the reason."""
CLOCKS = {"perf_counter", "perf_counter_ns", "sleep"}

ASSERTING = {
    "until", "shows", "said", "sees", "found", "wait_for", "wait_for_exit", "raises", "fail", "warns",
    "notes_processes.run",
}  # fmt: skip
"""Helpers that fail when what they wait for does not come, or is not as it should be."""

OTHERS_PRIVATE = {
    "_replace": "a public method of named tuples",
    "_current_frames": "the stacks of all threads, which sys gives under this documented name only",
    "_compositor": "the screen's text, which Textual gives to nobody else",
    "_actions": "the options of a parser, which argparse lists nowhere else",
    "_SubParsersAction": "the commands of a parser, likewise",
    "_running": "Textual's; random hands ask whether a screen still runs",
    "_driver": "Textual's; random hands press keys at the terminal itself",
    "_parse_rules": "Textual's; the apps of all tests share what it gives",
    "_variables": "Textual's; what that depends on",
    "_exit": "a public function of ``os`` that ends a process at once",
}
"""Private attributes that tests may read, each with the reason."""


def sources() -> list[str]:
    """The modules of the tests, by their paths in ``tests``."""
    return sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py"))


def is_timed(name: str) -> bool:
    """Whether a module may sleep and look at the clock."""
    return name in TIMED or name.partition("/")[0] in TIMED


def findings(path: Path, *, timed: bool = False) -> Iterator[str]:
    """What a module of tests does that it must not."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and is_foreign_private(node):
            yield f"line {node.lineno} reads the private {node.attr}"
        if isinstance(node, ast.Call):
            name = name_of(node)
            if name == "pause" and node.args and not timed:
                yield f"line {node.lineno} pauses for a fixed time"
            if name in CLOCKS and not timed:
                yield f"line {node.lineno} calls {name}()"
        if is_test(node) and not asserts(node):
            yield f"line {node.lineno}: {node.name} asserts nothing"  # type: ignore[attr-defined]


def name_of(call: ast.Call) -> str:
    """The last part of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_foreign_private(node: ast.Attribute) -> bool:
    """Whether an attribute is private and of another object."""
    own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
    private = node.attr.startswith("_") and not node.attr.startswith("__")
    return private and not own and node.attr not in OTHERS_PRIVATE


def is_test(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")


def asserts(test: ast.AST) -> bool:
    """Whether a test has an assertion, or waits for something that must come."""
    return any(
        isinstance(node, ast.Assert)
        or (
            isinstance(node, ast.Call)
            and ({name_of(node), ast.unparse(node.func)} & ASSERTING or checks(node))
        )
        for node in ast.walk(test)
    )


def checks(call: ast.Call) -> bool:
    """Whether a program that is run must succeed: ``check=True``."""
    return any(each.arg == "check" and ast.unparse(each.value) == "True" for each in call.keywords)


def test_tests_wait_for_events_assert_and_read_what_is_public() -> None:
    found = {name: list(findings(TESTS / name, timed=is_timed(name))) for name in sources()}
    assert {name: each for name, each in found.items() if each} == {}


def test_each_exception_is_needed() -> None:
    for name in TIMED:
        modules = [each for each in sources() if each == name or each.startswith(f"{name}/")]
        assert any(each for module in modules for each in findings(TESTS / module)), name


def test_each_breach_is_found(tmp_path: Path) -> None:
    path = tmp_path / "test_bad.py"
    path.write_text(
        "async def test_one(pilot):\n"
        "    await pilot.pause(0.2)\n"
        "    time.sleep(1)\n"
        "    time.perf_counter()\n"
        "    app.main._hidden\n"
        "async def test_two(stage):\n"
        "    self._own\n"
        "    await stage.pilot.pause()\n"
        "    await stage.shows('words')\n"
    )
    assert sorted(findings(path)) == [
        "line 1: test_one asserts nothing",
        "line 2 pauses for a fixed time",
        "line 3 calls sleep()",
        "line 4 calls perf_counter()",
        "line 5 reads the private _hidden",
    ]
