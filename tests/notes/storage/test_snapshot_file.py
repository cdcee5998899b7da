"""A large snapshot stays in its file: read table by table, and damage done to it meanwhile costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.notes.storage import loading
from reader.notes.storage.format.generations import listing
from reader.notes.storage.tinydb_storage import JournalStorage

TABLES = {f"cable:09PARIS{number}": {"1": {"body": f"Où est {number}?"}} for number in range(40)}


@pytest.fixture
def store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JournalStorage]:
    """A store opened from its second snapshot, which stays in its file; one change is newer than both."""
    monkeypatch.setattr(loading, "LARGE", 0)
    first = JournalStorage(folder)
    for names in (list(TABLES)[:20], list(TABLES)[20:]):
        with first.change() as tables:
            for name in names:
                tables[name] = TABLES[name]
        first.compact()
    with first.change() as tables:
        tables["codes"] = {"1": {"name": "visas"}}
    first.close(compact=False)
    opened = JournalStorage(folder)
    yield opened
    opened.close(compact=False)


def newest_snapshot(store: JournalStorage) -> Path:
    snapshots = listing(store.folder).snapshots
    return snapshots[max(snapshots)]


def damage(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Est ", b"EST ").replace(b"est ", b"EST "))


def everything(store: JournalStorage) -> dict[str, object]:
    return {name: store.state.docs(name) for name in store.state.tables()}


ALL = TABLES | {"codes": {"1": {"name": "visas"}}}


def test_tables_are_read_and_searched_in_the_file(store: JournalStorage) -> None:
    assert everything(store) == ALL
    assert store.state.mentioning("Où est 7?".encode()) == ["cable:09PARIS7"]
    assert store.state.mentioning("Où est".encode()) == sorted(TABLES)
    assert store.state.mentioning(b"nowhere") == []


def test_a_file_that_is_removed_while_it_is_open_is_still_read(store: JournalStorage) -> None:
    newest_snapshot(store).unlink()
    assert everything(store) == ALL


def test_a_file_damaged_while_it_is_open_is_replaced_by_the_older_files(store: JournalStorage) -> None:
    damage(newest_snapshot(store))
    assert everything(store) == ALL
    store.compact()
    assert everything(JournalStorage(store.folder, read_only=True)) == ALL


def test_without_older_files_the_damage_is_told_and_nothing_is_overwritten(store: JournalStorage) -> None:
    newest = newest_snapshot(store)
    for path in listing(store.folder).snapshots.values():
        if path != newest:
            path.unlink()
    listing(store.folder).journals[1].unlink()
    damage(newest)
    before = newest.read_bytes()
    with pytest.raises(OSError, match="was damaged while it was open"):
        everything(store)
    with pytest.raises(OSError, match="was damaged while it was open"):
        store.compact()
    assert newest.read_bytes() == before
    assert store.state.docs("codes") == ALL["codes"]
