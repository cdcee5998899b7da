"""A list of cables: their ids in order, and the rows of whatever window of them is looked at."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import neg

from reader.cable.model import Level
from reader.library.db.date_ids import first_id, from_seconds
from reader.library.order import Order

RowTuple = tuple[
    int,
    str,
    int | None,
    str | None,
    int | None,
    str | None,
    str | None,
    int,
    str | None,
    str | None,
    int,
]

ROW_COLUMNS = (
    "c.id, c.mrn, c.date, c.estimated, c.level, c.subject, c.origin, c.size,"
    " (SELECT value FROM value WHERE id = c.tags), (SELECT value FROM value WHERE id = c.signer), c.imported"
)
"""What a :class:`Row` is made of, from ``cable AS c``."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the list shows of a cable."""

    id: int
    """The library's own, in the order of dates; it may change when the library is built anew."""
    mrn: str
    date: dt.datetime | None
    """UTC."""
    estimated: dt.date | None
    """Where there is no date."""
    level: Level | None
    subject: str | None
    origin: str | None
    """As printed after FM, else as the container gave it."""
    size: int
    """Characters."""
    tags: tuple[str, ...] = ()
    signer: str | None = None
    """The first one."""
    imported: dt.datetime | None = None

    @classmethod
    def of(cls, stored: RowTuple) -> Row:
        """The row of what the database gave for ``ROW_COLUMNS``."""
        id_, mrn, date, estimated, level, subject, origin, size, tags, signer, imported = stored
        return cls(
            id_,
            mrn,
            None if date is None else from_seconds(date),
            dt.date.fromisoformat(estimated) if estimated else None,
            None if level is None else Level(level),
            subject,
            origin,
            size,
            tuple(tags.split("\n")) if tags else (),
            signer,
            from_seconds(imported),
        )


class Listing:
    """The cables that answer a query, in one order, as they were when it was run.

    Holds eight bytes a cable. Rows are fetched by id, so any window costs the same, wherever it lies.
    """

    def __init__(
        self,
        ids: array[int],
        rows: Callable[[Sequence[int]], list[Row]],
        find: Callable[[str], Sequence[int]],
        query: str = "",
        order: Order = Order.NEWEST,
    ) -> None:
        self._ids = ids
        self._rows = rows
        self._find = find
        self.query = query
        """The query in normal form."""
        self.order = order

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> Sequence[int]:
        """The ids in order; not to be changed."""
        return self._ids

    def window(self, start: int, count: int) -> list[Row]:
        """The rows from ``start`` on (zero-based), ``count`` or fewer at the end.

        A cable removed meanwhile leaves its place empty, so the result may be shorter. Raises LibraryError.
        """
        start = max(start, 0)
        return self._rows(self._ids[start : start + max(count, 0)])

    def position_of(self, mrn: str) -> int | None:
        """Where the cable stands, zero-based; None when it does not. Some milliseconds in a long list."""
        for found in self._find(mrn):
            try:
                return self._ids.index(found)
            except ValueError:
                continue
        return None

    def position_on(self, day: dt.date) -> int | None:
        """Where the list comes to a day: its first cable on that day, else the next one in its direction.

        Zero-based; the length of the list where it ends before. None where it is not in the order of dates.
        Twenty comparisons.
        """
        if self.order is Order.OLDEST:
            return bisect_left(self._ids, first_id(day))
        if self.order is Order.NEWEST:
            return bisect_left(self._ids, -first_id(day + dt.timedelta(days=1)) + 1, key=neg)
        return None
