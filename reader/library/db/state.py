"""Numbers that the library stores about itself."""

from __future__ import annotations

import sqlite3


def read(db: sqlite3.Connection, name: str) -> int:
    """The number with this name; 0 if there is none."""
    found = db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else 0


def drift(db: sqlite3.Connection) -> int:
    """The largest difference between a cable's id and the one computed from its date: see ``date_ids``."""
    return read(db, "drift")


def raise_drift(db: sqlite3.Connection, to: int) -> None:
    """Store a drift unless it is smaller than the stored one."""
    db.execute(
        "INSERT INTO state (name, value) VALUES ('drift', ?)"
        " ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
        (to,),
    )


def generation(db: sqlite3.Connection) -> int:
    """A number that grows whenever cables are added, removed or changed, so that cached results are stale."""
    return read(db, "generation")


def next_generation(db: sqlite3.Connection) -> None:
    """Record that cables were added, removed or changed."""
    db.execute(
        "INSERT INTO state (name, value) VALUES ('generation', 1) ON CONFLICT DO UPDATE SET value = value + 1"
    )
