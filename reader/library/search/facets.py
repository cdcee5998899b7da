"""Counts of a result by post, year, month, level, TAGS and signer, without reading texts."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from reader.cable.model import Level

Key = TypeVar("Key", int, str)
MAX_SIGNERS = 200
"""The most frequent signers; there are thousands, most with one cable."""
_FEW = 8
"""A result of one cable in this many, or fewer, is counted from its own rows."""
_BATCH = 500
_DAY = dt.date(1970, 1, 1).toordinal()


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    @property
    def quarter(self) -> tuple[int, int]:
        """Its year and its quarter, 1 to 4."""
        return self.year, (self.month + 2) // 3


@dataclass(frozen=True, slots=True)
class Facets:
    """How many cables of a result have each value. Cables without a value are not counted."""

    total: int
    posts: Mapping[str, int]
    """By post, spelt as in reference numbers; most frequent first, as tags and signers are."""
    months: Mapping[Month, int]
    """In order of time, without months that have no cables."""
    levels: Mapping[Level, int]
    """Lowest first."""
    tags: Mapping[str, int]
    signers: Mapping[str, int]
    """The ``MAX_SIGNERS`` most frequent."""

    @property
    def years(self) -> Mapping[int, int]:
        """By year, in order of time."""
        counted: Counter[int] = Counter()
        for month, count in self.months.items():
            counted[month.year] += count
        return dict(sorted(counted.items()))

    @property
    def quarters(self) -> Mapping[tuple[int, int], int]:
        """By year and quarter, in order of time."""
        counted: Counter[tuple[int, int]] = Counter()
        for month, count in self.months.items():
            counted[month.quarter] += count
        return dict(sorted(counted.items()))


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, by the values as they are stored."""

    posts: Counter[str]
    months: Counter[int]
    """Months since January 1970."""
    levels: Counter[int]
    tags: Counter[str]
    signers: Counter[int]
    """By the id of the value."""

    def facets(self, total: int, db: sqlite3.Connection) -> Facets:
        """The counts in words and in order; of equally frequent values the first in the alphabet."""
        signers = _ranked(self.signers)[:MAX_SIGNERS]
        names = values(db, [id_ for id_, _ in signers])
        return Facets(
            total=total,
            posts=dict(_ranked(self.posts)),
            months={
                Month(1970 + number // 12, number % 12 + 1): count
                for number, count in sorted(self.months.items())
            },
            levels={Level(level): count for level, count in sorted(self.levels.items()) if level},
            tags=dict(_ranked(self.tags)),
            signers={names[id_]: count for id_, count in signers if id_ in names},
        )


def is_small(ids: Sequence[int], library_size: int) -> bool:
    """Whether counting the rows of these ids is quicker than reading the columns of the whole library."""
    return len(ids) * _FEW < library_size


def count_rows(ids: Sequence[int], db: sqlite3.Connection) -> Facets:
    """Count the cables with these ids from their own rows: some 4 ms for a thousand."""
    days: Counter[int] = Counter()
    levels: Counter[int] = Counter()
    posts: Counter[str] = Counter()
    combinations: Counter[int] = Counter()
    signers: Counter[int] = Counter()
    counted: tuple[Counter[Any], ...] = (days, levels, posts, combinations, signers)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = db.execute(
            "SELECT day, level, post, tags, signer FROM cable INDEXED BY cable_facets"
            f" WHERE current AND id IN ({', '.join('?' * len(batch))})",
            list(batch),
        )
        for counter, column in zip(counted, zip(*rows, strict=True), strict=False):
            counter.update(column)
    for counter in counted:
        del counter[None]
    months: Counter[int] = Counter()
    for day, count in days.items():
        months[month_of(day)] += count
    tags: Counter[str] = Counter()
    for id_, value in values(db, list(combinations)).items():
        for tag in value.split("\n"):
            tags[tag] += combinations[id_]
    return Counts(posts, months, levels, tags, signers).facets(len(ids), db)


def month_of(day: int) -> int:
    """The month of a day, both counted from January 1, 1970."""
    date = dt.date.fromordinal(_DAY + day)
    return (date.year - 1970) * 12 + date.month - 1


def values(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The values with these ids, by id."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        marks = ", ".join("?" * len(batch))
        found.update(db.execute(f"SELECT id, value FROM value WHERE id IN ({marks})", batch))
    return found


def _ranked(counts: Counter[Key]) -> list[tuple[Key, int]]:
    return sorted(
        ((key, count) for key, count in counts.items() if count), key=lambda item: (-item[1], item[0])
    )
