"""How many cables of a result were sent on each day, all together and split by post or TAG."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.library.errors import translate_sqlite_errors
from reader.library.library import Library

Days = Mapping[dt.date, int]
"""The number of cables on each day that has any, in order of time."""
Groups = Callable[[int, str | None, int | None], Sequence[str]]
"""The groups of a cable, by its id, its post and the id of its combination of TAGS."""

_FEW = 5_000
"""Cables up to which rows are looked up by id. For more, the whole index is read."""
_BATCH = 500
_EPOCH = dt.date(1970, 1, 1).toordinal()
_COLUMNS = "SELECT id, day, post, tags FROM cable INDEXED BY cable_facets WHERE current"


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The cables of a result by day."""

    days: Days
    undated: int = 0
    """Cables without a date, and without one that could be inferred."""
    inferred: int = 0
    """Cables whose date was inferred, such as from the year in the number."""
    groups: Mapping[str, Days] = field(default_factory=dict)
    """The days of each group, the largest first. A cable can be in several."""

    @property
    def total(self) -> int:
        """All cables."""
        return sum(self.days.values()) + self.undated


def count_days(library: Library, ids: Sequence[int], groups: Groups | None = None) -> DayCounts:
    """Count the cables with these ids; reads a row of each."""
    days: Counter[dt.date | None] = Counter()
    by_group: dict[str, Counter[dt.date]] = {}
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        for id_, day, post, tags in _rows(db, ids):
            when = None if day is None else dt.date.fromordinal(_EPOCH + day)
            days[when] += 1
            if groups is not None and when is not None:
                for group in groups(id_, post, tags):
                    by_group.setdefault(group, Counter())[when] += 1
        inferred = _inferred(db, ids)
    undated = days.pop(None, 0)
    largest = sorted(by_group.items(), key=lambda item: (-item[1].total(), item[0]))
    return DayCounts(
        _in_order(days), undated, inferred - undated, {name: _in_order(counts) for name, counts in largest}
    )


def by_post(id_: int, post: str | None, tags: int | None) -> Sequence[str]:
    """The post, spelt as in reference numbers."""
    return (post,) if post else ()


def by_tag(library: Library) -> Groups:
    """The TAGS of each cable."""
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        combinations = dict(db.execute("SELECT id, value FROM value WHERE kind = 'tags'").fetchall())
    split = {id_: tuple(dict.fromkeys(value.split("\n"))) for id_, value in combinations.items()}
    return lambda id_, post, tags: split.get(tags or 0, ())


def _rows(
    db: sqlite3.Connection, ids: Sequence[int]
) -> Iterator[tuple[int, int | None, str | None, int | None]]:
    if len(ids) > _FEW:
        is_among = frozenset(ids).__contains__
        yield from (row for row in db.execute(_COLUMNS) if is_among(row[0]))
        return
    for part in _batches(ids):
        yield from db.execute(f"{_COLUMNS} AND id IN ({', '.join('?' * len(part))})", part)


def _inferred(db: sqlite3.Connection, ids: Sequence[int]) -> int:
    """The cables without a date of their own."""
    if len(ids) > _FEW:
        is_among = frozenset(ids).__contains__
        without = db.execute("SELECT id FROM cable WHERE current AND date IS NULL")
        return sum(is_among(id_) for (id_,) in without)
    sql = "SELECT count(*) FROM cable WHERE current AND date IS NULL AND id IN ({})"
    return sum(
        db.execute(sql.format(", ".join("?" * len(part))), part).fetchone()[0] for part in _batches(ids)
    )


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _in_order(counts: Mapping[dt.date | None, int] | Mapping[dt.date, int]) -> Days:
    return {day: counts[day] for day in sorted(day for day in counts if day is not None)}
