"""What an import loads: measured in a fresh interpreter, so that starting stays fast."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from reader import paths

HEAVY = (
    "textual",
    "rich",
    "tinydb",
    "slugify",
    "sqlite3",
    "argparse",
    "asyncio",
    "multiprocessing",
    "markdown_it",
)
CHEAP = {"reader.library", "reader.library.order"}
"""A table of names: the package does not count as loaded because of it."""


def modules_after(code: str, folder: Path) -> set[str]:
    """The modules that are loaded after the code has run in a fresh interpreter."""
    script = f"import sys\n{code}\nsys.stdout.flush()\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    environment.pop(paths.LIBRARY_VARIABLE, None)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split("\n"))


def loaded(code: str, folder: Path) -> set[str]:
    """The heavy modules and the packages of our own that are loaded after the code has run."""
    modules = modules_after(code, folder)
    rooms = {f"reader.{room}" for room in ("cable", "library", "notes", "export", "tui", "workspace", "cli")}
    return modules & set(HEAVY) | {".".join(name.split(".")[:2]) for name in modules - CHEAP} & rooms


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("reader.errors", set()),
        ("reader.paths", set()),
        ("reader.atomic_files", set()),
        ("reader.terminal_text", {"reader.cable"}),
        ("reader.cable.parse", {"reader.cable"}),
        ("reader.cable.reference.tables", {"reader.cable"}),
        ("reader.library.library", {"reader.cable", "reader.library", "sqlite3"}),
        ("reader.notes.anchoring.anchor", {"reader.cable", "reader.notes"}),
        ("reader.notes.repository", {"reader.cable", "reader.notes", "tinydb"}),
        ("reader.export.markdown", {"reader.cable", "reader.notes", "reader.export", "slugify"}),
        ("reader.export.writer", {"reader.cable", "reader.notes", "reader.export", "slugify"}),
        ("reader.workspace", {"reader.cable", "reader.library", "reader.workspace", "sqlite3"}),
        ("reader.cli.main", {"reader.cli"}),
    ],
)
def test_a_module_loads_only_what_it_needs(module: str, allowed: set[str], tmp_path: Path) -> None:
    assert loaded(f"import {module}", tmp_path) <= allowed


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the samples in its library."""
    folder = tmp_path_factory.mktemp("filled")
    importing = (
        f"from reader.cli.main import main\nassert main(['import', {str(paths.shipped('samples'))!r}]) == 0"
    )
    modules_after(importing, folder)
    return folder


LIBRARY = {"reader.cli", "reader.cable", "reader.library", "reader.workspace", "sqlite3", "argparse"}
LIBRARY |= {"reader.notes"}  # its records only: TinyDB is named by itself


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--version"], {"reader.cli"}),
        (["--help"], {"reader.cli", "argparse"}),
        (["where"], {"reader.cli", "reader.cable", "argparse"}),
        (["config", "--check"], {"reader.cli", "reader.cable", "reader.tui", "argparse"}),
        (["explain", "PHUM"], {"reader.cli", "reader.cable", "argparse"}),
        (["import", str(paths.shipped("samples"))], LIBRARY | {"multiprocessing"}),
        (["list"], LIBRARY),
        (["search", "trafficking"], LIBRARY | {"tinydb"}),  # when all is printed, to note it in the log
        (["facets", "trafficking"], LIBRARY | {"reader.export"}),
        (["people"], LIBRARY | {"reader.export"}),
        (["who", "thaksin"], LIBRARY | {"reader.export"}),
        (["timeline", "trafficking", "--by", "post"], LIBRARY),
        (["refs", "06PHNOMPENH977"], LIBRARY),
        (["similar", "06PHNOMPENH977"], LIBRARY),
        (["diff", "06PHNOMPENH977", "06PHNOMPENH1385"], LIBRARY),
        (["imports"], LIBRARY),
        (["log"], LIBRARY | {"tinydb"}),
        (["saved"], LIBRARY | {"tinydb"}),
        (["remove", "06PHNOMPENH977", "--yes"], LIBRARY),
        (["reindex"], LIBRARY),
        (["check", "--repair"], LIBRARY),
        (["backup", "copy.db"], LIBRARY),
        (["show", "06PHNOMPENH977"], LIBRARY),
        (["show", "06PHNOMPENH977", "--json"], LIBRARY),
        (["tag", "from:PHNOM*", "+visas", "--yes"], LIBRARY | {"tinydb"}),
        (["judge", "keep", "from:PHNOM*", "--yes"], LIBRARY | {"tinydb"}),
        (["undo"], LIBRARY | {"tinydb"}),
        (["codes"], LIBRARY | {"tinydb"}),
        (["trails"], LIBRARY | {"tinydb"}),
        (["links", "06PHNOMPENH977"], LIBRARY | {"tinydb"}),
        (["review"], LIBRARY | {"tinydb"}),
        (["bundle"], LIBRARY | {"tinydb"}),
        (["conflicts"], LIBRARY | {"tinydb"}),
        (["doctor"], LIBRARY | {"tinydb"}),
        (["notes"], LIBRARY | {"tinydb", "reader.export", "slugify"}),
        (["export", "06PHNOMPENH977"], LIBRARY | {"tinydb", "reader.export", "slugify"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(
    words: list[str], allowed: set[str], filled: Path, tmp_path: Path
) -> None:
    if words[0] not in ("import", "where", "config", "explain", "notes") and not words[0].startswith("-"):
        shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    options = ["--to", "out"] if words[0] == "export" else []
    assert loaded(f"from reader.cli.main import main\nmain({[*words, *options]!r})", tmp_path) <= allowed


LATE = {
    "reader.cable.model",
    "reader.cable.parse",
    "reader.cable.reference.tables",
    "reader.library.search.plan",
    "reader.library.ingest.importer",
    "reader.notes.repository",
    "reader.tui.main_screen.screen",
    "reader.tui.features.reader.reader_pane",
    "tinydb",
}


def test_the_first_page_of_the_list_loads_nothing_that_is_used_later(tmp_path: Path) -> None:
    assert {name for name in LATE if find_spec(name) is None} == set()
    modules_after("from reader.workspace import Workspace\nWorkspace.samples().close()", tmp_path)
    first_page = (
        "from reader.tui.app import CablesApp\nfrom reader.tui.main_screen.startup_shell import first_page\n"
        "from reader.workspace import Workspace\nworkspace = Workspace.samples()\n"
        "assert len(first_page(workspace).result.rows) == 5\nworkspace.close()\n"
        f"late = set({LATE!r}) & set(sys.modules)\nassert not late, late"
    )
    assert modules_after(first_page, tmp_path) & LATE == set()
