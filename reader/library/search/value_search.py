"""The first page of a query that is one field with stored values, such as ``tag:PHUM``.

The general statement collects all cables with the value before it sorts them, which grows with the library.
The table of values has its cables in the order of ids, so that the newest can be read from its end.
"""

from __future__ import annotations

import sqlite3

from reader.library.query.fields import FIELDS
from reader.library.query.tree import Field, Query
from reader.library.search.conditions import kinds_of, value_condition

MOST_VALUES = 16
"""Values whose cables are merged; a query for more goes to the general statement."""


def first_with_value(db: sqlite3.Connection, tree: Query, count: int) -> list[int] | None:
    """The newest ``count`` ids; None if the query is of another kind."""
    field = tree.root
    if not isinstance(field, Field) or field.name == "subject" or FIELDS[field.name].about_notes:
        return None
    condition = value_condition(field)
    if condition is None:
        return None
    values = db.execute(
        f"SELECT v.id FROM value AS v WHERE v.kind IN ({kinds_of(field.name)}) AND ({condition.sql}) LIMIT ?",
        (*condition.parameters, MOST_VALUES + 1),
    ).fetchall()
    if len(values) > MOST_VALUES:
        return None
    found: set[int] = set()
    for (value,) in values:
        ids = db.execute(
            "SELECT f.cable FROM fact AS f CROSS JOIN cable AS c ON c.id = f.cable"
            " WHERE f.value = ? AND c.current ORDER BY f.cable DESC LIMIT ?",
            (value, count),
        )
        found.update(id_ for (id_,) in ids)
    return sorted(found, reverse=True)[:count]
