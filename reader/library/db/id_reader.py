"""All ids that a statement gives, in one step of SQLite.

Between two rows Python hands its lock over and takes it back; a quarter of a million times, while the
screen's thread wants it too. As one value they come in two thirds of the time, and the screen can draw.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Sequence

_PART = 20_000
_ABOVE = (1 << 63) - 1
"""More than any id."""


def read_ids(db: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> array[int]:
    """The ids of a statement with one column ``id``, in its order."""
    # SQLite keeps a subquery's order for group_concat. Sixteen hexadecimal digits are an id's eight bytes.
    (digits,) = db.execute(
        f"SELECT group_concat(printf('%016x', id), '') FROM ({sql})", parameters
    ).fetchone()
    ids = array("q", bytes.fromhex(digits or ""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def read_all(db: sqlite3.Connection) -> array[int]:
    """The ids of all cables that are shown, the newest first.

    Some thousands at a time: as one value those of a quarter of a million take 17 MB for a moment, which a
    program that has just begun would keep.
    """
    ids = array("q", [_ABOVE])
    while True:
        part = read_ids(
            db, f"SELECT id FROM cable WHERE current AND id < ? ORDER BY id DESC LIMIT {_PART}", (ids[-1],)
        )
        ids += part
        if len(part) < _PART:
            del ids[0]
            return ids
