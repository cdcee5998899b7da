"""A repair loses no more than what was stored on the damaged pages, whichever they are.

The library is small, with all kinds of pages, so that every page of it can be damaged in turn.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.ingest.importer import import_paths
from reader.library.ingest.writer import Writer
from reader.library.library import FILE, Library
from reader.library.upkeep.maintenance import check, remove
from reader.library.upkeep.page_scan import PageScan, Row
from reader.library.upkeep.repair import repair
from tests.library.builders import cable_text, filled

NOW = dt.datetime(2026, 3, 1, 12, 30, 15, tzinfo=dt.UTC)
COUNT = 10
CABLE_COLUMNS, BODY_COLUMNS = 20, 5


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an undamaged library: short texts, long ones, two versions, an alias, a removed cable."""
    base = tmp_path_factory.mktemp("sound")
    chance = random.Random(11)
    folder = base / "library"
    with Library.open(folder) as library:
        texts = {
            f"c{number}": cable_text(
                f"06PHNOMPENH{number}",
                paragraphs=[_words(chance, 20 if number % 3 else 700)],
            )
            for number in range(1, COUNT + 1)
        }
        filled(library, base / "texts", **texts)
        filled(library, base / "more", v=cable_text("06PHNOMPENH1", paragraphs=[_words(chance, 800)]))
        with library.connections.writing() as db:
            db.execute("INSERT INTO alias VALUES ('06PP1', '06PHNOMPENH1')")
        remove(library, [f"06PHNOMPENH{COUNT}"])
    return folder


def _words(chance: random.Random, count: int) -> str:
    return " ".join(f"{chance.getrandbits(40):x}" for _ in range(count))


def texts_of(folder: Path) -> dict[int, str]:
    with Library.open(folder, read_only=True) as library, library.connections.reading() as db:
        ids = [id_ for (id_,) in db.execute("SELECT id FROM cable")]
        return {id_: stored.source for id_ in ids if (stored := library.version(id_))}


def rows_of(folder: Path) -> list[Row]:
    with PageScan(folder / FILE) as scan:
        return list(scan.rows())


def is_body(row: Row) -> bool:
    return row.rowid is not None and len(row.values) == BODY_COLUMNS and row.values[0] is None


def zeroed(sound: Path, folder: Path, *numbers: int) -> Path:
    shutil.copytree(sound, folder)
    with (folder / FILE).open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * 4096)
            file.write(bytes(4096))
    return folder


def test_every_row_is_found_on_the_pages_of_an_undamaged_file(sound: Path) -> None:
    with closing(sqlite3.connect(f"file:{sound / FILE}?mode=ro", uri=True)) as db:
        bodies = {row[0]: row[1:] for row in db.execute("SELECT * FROM body")}
        cables = {row[0]: row[1:] for row in db.execute("SELECT * FROM cable")}
    rows = rows_of(sound)

    assert len(bodies) == COUNT
    assert {row.rowid: row.values[1:] for row in rows if is_body(row)} == bodies
    assert {
        row.rowid: row.values[1:]
        for row in rows
        if row.rowid is not None and len(row.values) == CABLE_COLUMNS and row.values[0] is None
    } == cables


def test_rows_in_the_log_are_found_unless_half_written(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(sound, folder)
    with Library.open(folder) as library:
        filled(library, tmp_path / "texts", new=cable_text("08PARIS1"))
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)
        expected = texts_of(folder)
    assert (copy / f"{FILE}-wal").stat().st_size
    found = {row.rowid for row in rows_of(copy) if is_body(row)}
    assert found == set(expected)

    os.truncate(copy / f"{FILE}-wal", (copy / f"{FILE}-wal").stat().st_size - 2000)  # the last commit is cut

    assert {row.rowid for row in rows_of(copy) if is_body(row)} <= found


def test_each_zeroed_page_loses_at_most_what_was_on_it(sound: Path, tmp_path: Path) -> None:
    expected = texts_of(sound)
    on_page: dict[int, set[int]] = {}
    for row in rows_of(sound):
        if is_body(row) and row.rowid is not None:
            for page in row.pages:
                on_page.setdefault(page, set()).add(row.rowid)
    lost_at_most: dict[int, set[str]] = {}
    failures = []
    for number in range(1, (sound / FILE).stat().st_size // 4096 + 1):
        folder = zeroed(sound, tmp_path / f"page-{number}", number)
        damaged = (folder / FILE).read_bytes()

        done = repair(folder, NOW)

        lost_at_most[number] = {expected[id_] for id_ in on_page.get(number, ())}
        kept = set(texts_of(folder).values())
        with Library.open(folder) as library:
            if list(check(library)):
                failures.append(f"page {number}: the new library is damaged")
        if set(expected.values()) - kept - lost_at_most[number]:
            failures.append(f"page {number}: lost more than was on it")
        if kept - set(expected.values()):
            failures.append(f"page {number}: brought a removed text back")
        if done.set_aside.read_bytes() != damaged:
            failures.append(f"page {number}: the damaged file was changed")
        shutil.rmtree(folder)
    assert failures == []
    assert any(lost_at_most.values())
    assert any(len(row.pages) > 1 for row in rows_of(sound) if is_body(row))


def test_two_imports_restore_what_a_repair_lost(sound: Path, tmp_path: Path) -> None:
    pages = [page for row in rows_of(sound) if is_body(row) for page in row.pages[:1]]
    folder = zeroed(sound, tmp_path / "library", pages[0], pages[-1])
    done = repair(folder, NOW)
    assert done.lost
    assert len(done.lost_mrns) == done.lost

    with Library.open(folder) as library:
        import_paths(library, [sound.parent / "texts", sound.parent / "more"], workers=0)
        restored = {row.mrn for row in library.listing().window(0, 99)}

    assert restored == {f"06PHNOMPENH{number}" for number in range(1, COUNT + 1)}


def test_a_repair_on_a_full_disk_does_not_change_the_folder(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = zeroed(sound, tmp_path / "library", 1)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(Writer, "write", full)
    with pytest.raises(Exception, match="disk is full"):
        repair(folder, NOW)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_second_repair_overwrites_no_file(sound: Path, tmp_path: Path) -> None:
    folder = zeroed(sound, tmp_path / "library", 1)

    first, second = repair(folder, NOW), repair(folder, NOW)

    assert first.set_aside != second.set_aside
    assert first.set_aside.exists()
    assert second.set_aside.exists()
