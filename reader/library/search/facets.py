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
from reader.library.db import metadata

MOST = 200
"""Signers that are told; there are thousands, most of one cable."""
STRETCH = 20_000
"""Entries that are counted without a pause: the screen's thread can draw meanwhile."""
_RARE = 64
"""A tag of one cable in so many, or fewer, is counted cable by cable: its bits would take more room."""
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
        """Read them: some 600 ms for 250,000 cables."""
        self.generation = metadata.generation(db)
        self._ids = array("q")
        self._months = array("h")
        self._levels = bytearray()
        self._posts = array("H")
        self._signers = array("q")
        self._post_names: list[str | None] = [None]
        numbers: dict[str | None, int] = {None: 0}
        names, together = _tags(db)
        tagged = [array("l") for _ in names]
        months: dict[int | None, int] = {None: _NO_MONTH}
        rows: Iterator[tuple[int, int | None, int | None, str | None, int | None, int | None]] = db.execute(
            "SELECT id, day, level, post, tags, signer FROM cable INDEXED BY cable_facets"
            " WHERE current ORDER BY id"
        )
        for at, (id_, day, level, post, tags, signer) in enumerate(rows):
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
            self._signers.append(signer or 0)
            for number in together.get(tags, ()):
                tagged[number].append(at)
        self._tags = {
            name: Tagged(places, len(self._ids)) for name, places in zip(names, tagged, strict=True)
        }

    def count(self, ids: Sequence[int], db: sqlite3.Connection) -> Facets:
        """The counts of these cables. Proportional to the library; some 60 ms for 250,000 cables."""
        chosen = None if len(ids) == len(self._ids) else self._chosen(ids)

        def counted(column: Sequence[int]) -> Counter[int]:
            counts: Counter[int] = Counter()
            for start in range(0, len(column), STRETCH):
                stretch = column[start : start + STRETCH]
                counts.update(compress(stretch, chosen[start : start + STRETCH]) if chosen else stretch)
            return counts

        posts = counted(self._posts)
        months = counted(self._months)
        levels = counted(self._levels)
        signers = counted(self._signers)
        del signers[0]
        bits = as_bits(chosen) if chosen else 0
        tags = Counter({tag: tagged.count(chosen, bits) for tag, tagged in self._tags.items()})
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
            tags={tag: count for tag, count in tags.most_common() if count},
            signers={named[id_]: count for id_, count in signers.most_common(MOST) if id_ in named},
        )

    def _chosen(self, ids: Sequence[int]) -> bytes:
        """One for each cable that is among the ids, zero for each other."""
        if len(ids) > len(self._ids) // 16:
            among = frozenset(ids).__contains__
            stretches = range(0, len(self._ids), STRETCH)
            return b"".join(bytes(map(among, self._ids[start : start + STRETCH])) for start in stretches)
        chosen = bytearray(len(self._ids))
        for id_ in ids:
            at = bisect_left(self._ids, id_)
            if at < len(self._ids) and self._ids[at] == id_:
                chosen[at] = 1
        return bytes(chosen)


class Tagged:
    """The cables of a tag: a bit for each of the library, or, of a rare one, their places."""

    def __init__(self, places: array[int], cables: int) -> None:
        self._all = len(places)
        self._places, self._bits = places, 0
        if len(places) * _RARE > cables:
            flags = bytearray(cables)
            for place in places:
                flags[place] = 1
            self._places, self._bits = array("l"), as_bits(flags)

    def count(self, chosen: bytes | None, bits: int) -> int:
        """How many of them are among the chosen, given as bytes and as bits; None: all are."""
        if chosen is None:
            return self._all
        return (self._bits & bits).bit_count() + sum(map(chosen.__getitem__, self._places))


def as_bits(flags: bytes | bytearray) -> int:
    """A number whose binary digits are these zeros and ones."""
    return int(flags.translate(_DIGITS), 2)


_DIGITS = b"01" + bytes(254)


def _tags(db: sqlite3.Connection) -> tuple[list[str], dict[int | None, array[int]]]:
    """All TAGS, and for each combination of them, by its id, the places of its TAGS among them."""
    numbers: dict[str, int] = {}
    together: dict[int | None, array[int]] = {}
    for id_, value in db.execute("SELECT id, value FROM value WHERE kind = 'tags'"):
        # Two bytes a tag: garbled text may make up more names than that, which are then not counted.
        known = (numbers.setdefault(tag, len(numbers)) for tag in value.split("\n"))
        together[id_] = array("H", (number for number in known if number < 1 << 16))
    return list(numbers)[: 1 << 16], together


def _values(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The values that these ids stand for."""
    marks = ", ".join("?" * len(ids))
    return dict(db.execute(f"SELECT id, value FROM value WHERE id IN ({marks})", ids))
