"""The shape of the source tree: no import circles, small folders, short files, names that are unique."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests import tree

MOST_FILES = 15
"""Modules in a folder, ``__init__.py`` not counted."""
MOST_LINES = 300

LONGER_FILES: dict[str, str] = {
    "reader/tui/core/services.py": "what features may ask of one another, on one page",
}
"""Files over the limit, each with the reason."""

SHARED_NAMES: dict[str, str] = {
    "controller": "each feature of the screen has one",
    "screen": "a feature that fills the screen has one",
    "model": "what a command is; what the page is",
}
"""Base names that more than one module of a room may have, each with the reason."""

NOT_MIRRORED = {
    "bench",
    "bench/others",
    "bench/screen",
    "faults",
    "gold",
    "cable/damage",
    "pictures",
    "stories",
}
"""Folders of tests that are about no folder of ``reader``: benchmarks, faults, labelled cables, stories."""

SOURCES = tree.modules()


def room(name: str) -> str:
    """The top-level package of a module: ``reader.tui`` of ``reader.tui.ui.picker``."""
    return ".".join(name.split(".")[:2])


def rings() -> dict[str, list[str]]:
    """One import circle for each room that has one of its own."""
    edges = tree.imports(SOURCES)
    inside: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for name, targets in edges.items():
        inside[room(name)][name] = {target for target in targets if room(target) == room(name)}
    return {each: ring for each, part in inside.items() if (ring := tree.circle(part))}


def test_no_modules_import_one_another_in_a_circle() -> None:
    found = [" -> ".join(ring) for ring in rings().values()]
    assert found == [], "import circles, type-only imports counted"


def test_rooms_do_not_import_one_another_in_a_circle() -> None:
    edges: dict[str, set[str]] = defaultdict(set)
    for name, targets in tree.imports(SOURCES).items():
        edges[room(name)].update(room(target) for target in targets if target != "reader")
        edges[room(name)].discard(room(name))
    assert tree.circle(edges) == []


def test_a_circle_is_found_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text("from house.two import a\n")
    (package / "two.py").write_text("def f():\n    from . import three\n")
    (package / "three.py").write_text("if TYPE_CHECKING:\n    import house.one\n")
    (package / "four.py").write_text("from house import one\n")
    ring = tree.circle(tree.imports(tree.modules(package)))
    assert ring[0] == ring[-1]
    assert set(ring) == {"house.one", "house.two", "house.three"}


@pytest.mark.parametrize("folder", tree.folders(), ids=lambda path: str(path.relative_to(tree.ROOT)))
def test_a_folder_is_small_and_says_what_it_is(folder: Path) -> None:
    files = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(files) <= MOST_FILES
    assert tree.summary(folder)


def test_every_folder_with_code_is_a_package() -> None:
    assert {path.parent for path in tree.PACKAGE.rglob("*.py")} == set(tree.folders())


def test_files_are_short() -> None:
    lengths = {
        str(path.relative_to(tree.ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES.values()
    }
    assert {
        path: lines for path, lines in lengths.items() if lines > MOST_LINES and path not in LONGER_FILES
    } == {}
    assert [path for path in LONGER_FILES if lengths.get(path, 0) <= MOST_LINES] == []


def test_base_names_are_unique_within_a_room() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    for name, path in SOURCES.items():
        if path.name != "__init__.py":
            names[f"{room(name)}: {path.stem}"].append(name)
    shared = {key: found for key, found in names.items() if len(found) > 1}
    allowed = {key for key in shared if key.rpartition(" ")[2] in SHARED_NAMES}
    assert {key: found for key, found in shared.items() if key not in allowed} == {}
    unused = SHARED_NAMES.keys() - {key.rpartition(" ")[2] for key in allowed}
    assert unused == set()


def test_tests_mirror_the_source_tree() -> None:
    tests = tree.ROOT / "tests"
    mirrored = [
        path.parent.relative_to(tests)
        for path in tests.rglob("*.py")
        if path.parent != tests and path.parent.relative_to(tests).as_posix() not in NOT_MIRRORED
    ]
    assert [str(path) for path in sorted(set(mirrored)) if not (tree.PACKAGE / path).is_dir()] == []
