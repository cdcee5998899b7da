"""Single values that the library stores about itself."""

from __future__ import annotations

import sqlite3


def read(db: sqlite3.Connection, name: str) -> int:
    """The value of this name; 0 if none is stored."""
    found = db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else 0


def drift(db: sqlite3.Connection) -> int:
    """The largest distance between a cable's id and the first id of its date."""
    return read(db, "drift")


def raise_drift(db: sqlite3.Connection, to: int) -> None:
    """Store a drift, unless a larger one is stored."""
    db.execute(
        "INSERT INTO state (name, value) VALUES ('drift', ?)"
        " ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
        (to,),
    )


def generation(db: sqlite3.Connection) -> int:
    """A number that grows whenever cables are added, removed or changed: cached results may be stale."""
    return read(db, "generation")


def next_generation(db: sqlite3.Connection) -> None:
    """Record that cables were added, removed or changed."""
    db.execute(
        "INSERT INTO state (name, value) VALUES ('generation', 1) ON CONFLICT DO UPDATE SET value = value + 1"
    )
