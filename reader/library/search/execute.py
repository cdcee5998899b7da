"""Runs a plan: all matching ids, or the first ones, without superseded versions and removed cables."""

from __future__ import annotations

import sqlite3
from array import array
from itertools import islice

from reader.library.db import state
from reader.library.db.id_reader import read_ids
from reader.library.order import Order
from reader.library.search.plan import Plan


def all_ids(db: sqlite3.Connection, plan: Plan, order: Order) -> array[int]:
    """All ids that match, in this order. Cost: proportional to the matches."""
    statement = plan.ids(order, state.drift(db))
    ids = read_ids(db, statement.sql, statement.parameters)
    if not plan.checks_current and (stale := _stale(db)):
        return array("q", (id_ for id_ in ids if id_ not in stale))
    return ids


def first_ids(db: sqlite3.Connection, plan: Plan, order: Order, count: int) -> list[int]:
    """The first ``count`` ids that match. By date, the cost does not grow with the number of matches."""
    statement = plan.ids(order, state.drift(db))
    stale = frozenset() if plan.checks_current else _stale(db)
    found = db.execute(f"{statement.sql} LIMIT ?", (*statement.parameters, count + len(stale)))
    return list(islice((id_ for (id_,) in found if id_ not in stale), count))


def _stale(db: sqlite3.Connection) -> frozenset[int]:
    """Ids in the index that no result shows: superseded versions and removed cables."""
    found = db.execute(
        "SELECT id FROM cable INDEXED BY cable_superseded WHERE NOT current UNION ALL SELECT id FROM removed"
    )
    return frozenset(id_ for (id_,) in found)
