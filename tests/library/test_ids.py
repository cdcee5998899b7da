"""What a statement gives, read as one value."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from reader.library.ids import read_ids


@given(st.lists(st.integers(-(1 << 63), (1 << 63) - 1), unique=True))
def test_ids_come_whole_and_in_the_order_of_the_statement(ids: list[int]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE held (id INTEGER PRIMARY KEY, place INTEGER)")
    db.executemany("INSERT INTO held VALUES (?, ?)", ((id_, place) for place, id_ in enumerate(ids)))

    assert read_ids(db, "SELECT id FROM held ORDER BY place").tolist() == ids
    assert read_ids(db, "SELECT id FROM held WHERE id > ? ORDER BY id DESC", (0,)).tolist() == sorted(
        (id_ for id_ in ids if id_ > 0), reverse=True
    )
    db.close()
