"""A list of cables: their ids in order, and the rows of any window of them."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import neg

from reader.cable.level import Level
from reader.cable.source.portions import without_portion
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
"""The columns of a :class:`Row`, from ``cable AS c``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: a cable without its text."""

    id: int
    """The library's own, in the order of dates; it may change when the library is rebuilt."""
    mrn: str
    date: dt.datetime | None
    """UTC."""
    estimated: dt.date | None
    """Set if there is no date."""
    level: Level | None
    subject: str | None
    origin: str | None
    """As printed after FM, otherwise from the container's metadata."""
    size: int
    """Characters."""
    tags: tuple[str, ...] = ()
    signer: str | None = None
    """The first one."""
    imported: dt.datetime | None = None

    @property
    def day(self) -> dt.date | None:
        """When it was sent, as far as known or estimated."""
        return self.date.date() if self.date else self.estimated

    @property
    def title(self) -> str | None:
        """The subject without its portion mark."""
        return without_portion(self.subject) if self.subject else self.subject

    @classmethod
    def of(cls, stored: RowTuple) -> Row:
        """The row made of one result of ``ROW_COLUMNS``."""
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
    """The cables matching a query, in one order, as they were when it was run.

    Takes eight bytes a cable. Rows are fetched by id, so every window costs the same.
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
        """The ids in order; do not change them."""
        return self._ids

    def window(self, start: int, count: int) -> list[Row]:
        """The rows from ``start`` (zero-based), ``count`` of them, fewer at the end.

        Cables removed since are left out, so the result may be shorter. Raises LibraryError.
        """
        start = max(start, 0)
        return self._rows(self._ids[start : start + max(count, 0)])

    def position_of(self, mrn: str) -> int | None:
        """The index of a cable, None if it is not in the list. Some milliseconds in a long list."""
        for found in self._find(mrn):
            try:
                return self._ids.index(found)
            except ValueError:
                continue
        return None

    def position_on(self, day: dt.date) -> int | None:
        """The index of the first cable on a day, or of the next one in the list's direction.

        The length of the list if it ends before; None if the list is not sorted by date. Twenty comparisons.
        """
        if self.order is Order.OLDEST:
            return bisect_left(self._ids, first_id(day))
        if self.order is Order.NEWEST:
            return bisect_left(self._ids, -first_id(day + dt.timedelta(days=1)) + 1, key=neg)
        return None
