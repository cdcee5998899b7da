"""Reading all ids that a statement selects in one step of SQLite.

Between two rows Python releases its lock and takes it back: a quarter of a million times, while the screen's
thread needs it too. Fetched as one value, ids take two thirds of the time and the screen can draw.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Sequence

_BATCH = 20_000
_ABOVE = (1 << 63) - 1
"""Greater than any id."""


def read_ids(db: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> array[int]:
    """The ids selected by a statement with one column ``id``, in its order."""
    # SQLite keeps a subquery's order for group_concat. Sixteen hexadecimal digits are an id's eight bytes.
    (digits,) = db.execute(
        f"SELECT group_concat(printf('%016x', id), '') FROM ({sql})", parameters
    ).fetchone()
    ids = array("q", bytes.fromhex(digits or ""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def read_all(db: sqlite3.Connection) -> array[int]:
    """The ids of all current cables, newest first.

    In batches: as one value a quarter of a million ids take 17 MB for a moment, which a program that has
    just started would not give back.
    """
    ids = array("q", [_ABOVE])
    while True:
        batch = read_ids(
            db, f"SELECT id FROM cable WHERE current AND id < ? ORDER BY id DESC LIMIT {_BATCH}", (ids[-1],)
        )
        ids += batch
        if len(batch) < _BATCH:
            del ids[0]
            return ids
