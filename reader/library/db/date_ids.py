"""Ids that follow the dates, and dates as the library stores them.

An id is taken from the date, in steps of twenty seconds; the next free one where several cables share it.
SQLite keeps rows and full-text matches in the order of ids, so the newest matches of any search come first
without reading the others, in whatever order the cables were imported. The gaps between ids make the index
9 % larger than ids without gaps would.
"""

from __future__ import annotations

import datetime as dt

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_FIRST = dt.datetime(1960, 1, 1, tzinfo=dt.UTC)
_STEP = dt.timedelta(seconds=20)

UNDATED = -(1 << 40)
"""Where ids of cables without any date begin, before every dated one."""


def first_id(date: dt.datetime | dt.date | None) -> int:
    """The id a cable of this date gets if it is free."""
    if date is None:
        return UNDATED
    if not isinstance(date, dt.datetime):
        date = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    return (date - _FIRST) // _STEP


def seconds(date: dt.datetime) -> int:
    """An aware date as the library stores it: seconds since 1970."""
    return (date - EPOCH) // dt.timedelta(seconds=1)


def from_seconds(stored: int) -> dt.datetime:
    """The date that :func:`seconds` stored."""
    return EPOCH + dt.timedelta(seconds=stored)
