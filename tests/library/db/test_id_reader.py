"""Ids read as a single value."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.db.id_reader import read_all, read_ids


@given(st.lists(st.integers(-(1 << 63), (1 << 63) - 1), unique=True))
def test_ids_are_exact_and_in_the_order_of_the_statement(ids: list[int]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE stored (id INTEGER PRIMARY KEY, place INTEGER)")
    db.executemany("INSERT INTO stored VALUES (?, ?)", ((id_, place) for place, id_ in enumerate(ids)))

    assert read_ids(db, "SELECT id FROM stored ORDER BY place").tolist() == ids
    assert read_ids(db, "SELECT id FROM stored WHERE id > ? ORDER BY id DESC", (0,)).tolist() == sorted(
        (id_ for id_ in ids if id_ > 0), reverse=True
    )
    db.close()


@pytest.mark.parametrize("part", [1, 2, 3, 4, 5, 1000])
def test_all_ids_are_newest_first_however_many_are_read_at_once(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.db.id_reader.BATCH", part)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE cable (id INTEGER PRIMARY KEY, current INTEGER)")
    assert read_all(db).tolist() == []
    db.execute("INSERT INTO cable VALUES (-7, 1), (1, 1), (2, 0), (30, 1), (31, 1)")

    assert read_all(db).tolist() == [31, 30, 1, -7]
    db.close()
