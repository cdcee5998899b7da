"""The history of imports, and what they skipped."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from reader.library.upkeep.history import (
    imports,
    skipped,
)
from tests.library.builders import cable_text, filled, write_cables

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def test_an_import_is_listed_with_what_it_skipped(library: Library, tmp_path: Path) -> None:
    folder = write_cables(tmp_path / "a", good=cable_text())
    (folder / "empty.txt").touch()

    import_paths(library, [folder], workers=0)
    (run,) = imports(library)

    assert (run.added, run.unchanged, run.versions, run.skipped) == (1, 0, 0, 1)
    assert run.paths == (str(folder),)
    assert run.finished
    assert run.finished >= run.started
    assert [Path(each.place).name for each in skipped(library, run.id)] == ["empty.txt"]


def test_an_import_that_was_stopped_is_not_finished(library: Library, tmp_path: Path) -> None:
    folder = write_cables(tmp_path / "a", good=cable_text())

    import_paths(library, [folder], workers=0, cancelled=lambda: True)

    assert imports(library)[0].finished is None


def test_the_latest_import_comes_first(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text())
    filled(library, tmp_path / "a", a=cable_text())

    assert [(run.added, run.unchanged) for run in imports(library)] == [(0, 1), (1, 0)]
