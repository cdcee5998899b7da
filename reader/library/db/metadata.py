"""Single values that the library keeps about itself."""

from __future__ import annotations

import sqlite3


def read(db: sqlite3.Connection, name: str) -> int:
    """The value of this name; 0 where none was stored."""
    found = db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else 0


def drift(db: sqlite3.Connection) -> int:
    """By how many ids a cable stands after the first one of its date at most."""
    return read(db, "drift")


def raise_drift(db: sqlite3.Connection, to: int) -> None:
    """Note a drift, unless a greater one is known."""
    db.execute(
        "INSERT INTO state (name, value) VALUES ('drift', ?)"
        " ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
        (to,),
    )


def generation(db: sqlite3.Connection) -> int:
    """A number that grows whenever cables come, go or change: what was worked out before may be stale."""
    return read(db, "generation")


def next_generation(db: sqlite3.Connection) -> None:
    """Note that cables came, went or changed."""
    db.execute(
        "INSERT INTO state (name, value) VALUES ('generation', 1) ON CONFLICT DO UPDATE SET value = value + 1"
    )
