"""Reads all ids that a statement selects as a single value.

For every row, Python releases the interpreter lock and takes it again: a quarter of a million times, while
the screen's thread needs it, too. As a single value, ids take two thirds of the time, and the screen can
draw.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Sequence

BATCH = 20_000
"""Ids that :func:`read_all` reads at once."""
_MAX_ID = (1 << 63) - 1


def read_ids(db: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> array[int]:
    """The ids selected by a statement with one column ``id``, in its order."""
    # group_concat keeps the order of the subquery. The eight bytes of an id are sixteen hexadecimal digits.
    (digits,) = db.execute(
        f"SELECT group_concat(printf('%016x', id), '') FROM ({sql})", parameters
    ).fetchone()
    ids = array("q", bytes.fromhex(digits or ""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def read_all(db: sqlite3.Connection) -> array[int]:
    """The ids of all current cables, newest first.

    In batches: a quarter of a million ids as one value would take 17 MB for a moment, which Python would
    keep.
    """
    ids = array("q", [_MAX_ID])
    while True:
        batch = read_ids(
            db, f"SELECT id FROM cable WHERE current AND id < ? ORDER BY id DESC LIMIT {BATCH}", (ids[-1],)
        )
        ids += batch
        if len(batch) < BATCH:
            del ids[0]
            return ids
