"""docs/example has what the program exports now."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import zipfile
from pathlib import Path

from tests.make_example import FOLDER, KEPT, make


def contents(folder: Path) -> dict[str, object]:
    """Each file's bytes; of archives and databases what is in them, as compression and header may differ."""
    found: dict[str, object] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found[name] = path.read_bytes()
            if path.suffix == ".sqlite":
                with contextlib.closing(sqlite3.connect(path)) as db:
                    found[name] = list(db.iterdump())
            elif zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found[name] = {entry: archive.read(entry) for entry in archive.namelist()}
    return found


def test_the_example_is_current(tmp_path: Path) -> None:
    for name in KEPT:
        shutil.copy(FOLDER / name, tmp_path)
    make(tmp_path)
    made, kept = contents(tmp_path), contents(FOLDER)
    assert sorted(made) == sorted(kept), "run: python -m tests.make_example"
    assert [name for name in made if made[name] != kept[name]] == [], "run: python -m tests.make_example"


def test_the_example_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 1_000_000
