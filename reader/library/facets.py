"""Counts of a result by post, year, month, level, TAGS and signer, without touching a text.

What is counted is held in memory, some twenty bytes a cable, and read anew when the library has changed.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from reader.cable.model import Level
from reader.library import state

MOST = 200
"""Signers that are told; there are thousands, most of one cable."""
STRETCH = 20_000
"""Entries that are counted without a pause: the screen's thread can draw meanwhile."""
_NO_MONTH = -(1 << 15)
_DAY = dt.date(1970, 1, 1).toordinal()


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    @property
    def quarter(self) -> tuple[int, int]:
        """Its year and quarter, 1 to 4."""
        return self.year, (self.month + 2) // 3


@dataclass(frozen=True, slots=True)
class Facets:
    """How many cables of a result have each value; those with none of a kind are not counted there."""

    total: int
    posts: Mapping[str, int]
    """By post, as reference numbers spell it; the most frequent first, like tags and signers."""
    months: Mapping[Month, int]
    """In their order; those without cables are left out."""
    levels: Mapping[Level, int]
    """The lowest first."""
    tags: Mapping[str, int]
    signers: Mapping[str, int]
    """The ``MOST`` most frequent."""

    @property
    def years(self) -> Mapping[int, int]:
        """By year, in their order."""
        counted: Counter[int] = Counter()
        for month, count in self.months.items():
            counted[month.year] += count
        return dict(sorted(counted.items()))

    @property
    def quarters(self) -> Mapping[tuple[int, int], int]:
        """By year and quarter, in their order."""
        counted: Counter[tuple[int, int]] = Counter()
        for month, count in self.months.items():
            counted[month.quarter] += count
        return dict(sorted(counted.items()))


class FacetColumns:
    """The columns that are counted, one entry a cable, in the order of ids."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read them: some 300 ms for 250,000 cables."""
        self.generation = state.generation(db)
        self._ids = array("q")
        self._months = array("h")
        self._levels = bytearray()
        self._posts = array("H")
        # Each tag of each cable, and beside it the cable's place.
        self._tags = array("H")
        self._tagged = array("l")
        self._tag_names: list[str] = []
        self._signers = array("q")
        self._post_names: list[str | None] = [None]
        numbers: dict[str | None, int] = {None: 0}
        together = self._read_tags(db)
        months: dict[int | None, int] = {None: _NO_MONTH}
        rows: Iterator[tuple[int, int | None, int | None, str | None, int | None, int | None]] = db.execute(
            "SELECT id, day, level, post, tags, signer FROM cable INDEXED BY cable_facets"
            " WHERE current ORDER BY id"
        )
        for id_, day, level, post, tags, signer in rows:
            if day not in months:
                date = dt.date.fromordinal(_DAY + (day or 0))
                months[day] = (date.year - 1970) * 12 + date.month - 1
            if post not in numbers:
                numbers[post] = len(numbers)
                self._post_names.append(post)
            self._ids.append(id_)
            self._months.append(months[day])
            self._levels.append(level or 0)
            self._posts.append(numbers[post])
            if own := together.get(tags):
                self._tags.extend(own)
                self._tagged.extend([len(self._ids) - 1] * len(own))
            self._signers.append(signer or 0)

    def _read_tags(self, db: sqlite3.Connection) -> dict[int | None, array[int]]:
        """For each combination of TAGS, by its id, the places of their names."""
        numbers: dict[str, int] = {}
        together: dict[int | None, array[int]] = {}
        for id_, value in db.execute("SELECT id, value FROM value WHERE kind = 'tags'"):
            # Two bytes a tag: garbled text may make up more names than that, which are then not counted.
            known = (numbers.setdefault(tag, len(numbers)) for tag in value.split("\n"))
            together[id_] = array("H", (number for number in known if number < 1 << 16))
        self._tag_names = list(numbers)
        return together

    def count(self, ids: Sequence[int], db: sqlite3.Connection) -> Facets:
        """The counts of these cables. Proportional to the library; some 60 ms for 250,000 cables."""
        chosen = None if len(ids) == len(self._ids) else self._chosen(ids)

        def counted(column: Sequence[int], chosen: Sequence[int] | None = chosen) -> Counter[int]:
            counts: Counter[int] = Counter()
            for start in range(0, len(column), STRETCH):
                stretch = column[start : start + STRETCH]
                counts.update(compress(stretch, chosen[start : start + STRETCH]) if chosen else stretch)
            return counts

        posts = counted(self._posts)
        months = counted(self._months)
        levels = counted(self._levels)
        tags = counted(self._tags, bytes(map(chosen.__getitem__, self._tagged)) if chosen else None)
        signers = counted(self._signers)
        del signers[0]
        named = _values(db, [id_ for id_, _ in signers.most_common(MOST)])
        return Facets(
            total=len(ids),
            posts=dict(
                Counter(
                    {name: posts[n] for n, name in enumerate(self._post_names) if name and posts[n]}
                ).most_common()
            ),
            months={
                Month(1970 + number // 12, number % 12 + 1): count
                for number, count in sorted(months.items())
                if number != _NO_MONTH
            },
            levels={Level(level): count for level, count in sorted(levels.items()) if level},
            tags={self._tag_names[number]: count for number, count in tags.most_common()},
            signers={named[id_]: count for id_, count in signers.most_common(MOST) if id_ in named},
        )

    def _chosen(self, ids: Sequence[int]) -> bytes:
        """One for each cable that is among the ids, zero for each other."""
        if len(ids) > len(self._ids) // 16:
            wanted = frozenset(ids)
            return bytes(id_ in wanted for id_ in self._ids)
        chosen = bytearray(len(self._ids))
        for id_ in ids:
            at = bisect_left(self._ids, id_)
            if at < len(self._ids) and self._ids[at] == id_:
                chosen[at] = 1
        return bytes(chosen)


def _values(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The values that these ids stand for."""
    marks = ", ".join("?" * len(ids))
    return dict(db.execute(f"SELECT id, value FROM value WHERE id IN ({marks})", ids))
