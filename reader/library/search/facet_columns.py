"""The facets of large results: the columns to count, kept in memory.

They take about twenty bytes a cable, and are read again when the library has changed.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress

from reader.library.db import state
from reader.library.search.facets import Counts, Facets, month_of

CHUNK = 20_000
"""Cables counted at once. Between chunks, the screen's thread can draw."""
_RARE = 64
"""Tags on one cable in this many, or fewer, are stored as positions: bits would take more memory."""
_NO_MONTH = -(1 << 15)


class FacetColumns:
    """The columns to count, with one entry for each cable, in the order of ids."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read the columns: some 600 ms for 250,000 cables."""
        self.generation = state.generation(db)
        """The library's generation when they were read."""
        self._ids = array("q")
        self._months = array("h")
        self._levels = bytearray()
        self._posts = array("H")
        self._signers = array("q")
        self._post_names: list[str | None] = [None]
        post_numbers: dict[str | None, int] = {None: 0}
        tag_names, combinations = _tags(db)
        tag_positions = [array("l") for _ in tag_names]
        months: dict[int | None, int] = {None: _NO_MONTH}
        rows: Iterator[tuple[int, int | None, int | None, str | None, int | None, int | None]] = db.execute(
            "SELECT id, day, level, post, tags, signer FROM cable INDEXED BY cable_facets"
            " WHERE current ORDER BY id"
        )
        for position, (id_, day, level, post, tags, signer) in enumerate(rows):
            if day not in months:
                months[day] = month_of(day or 0)
            if post not in post_numbers:
                post_numbers[post] = len(post_numbers)
                self._post_names.append(post)
            self._ids.append(id_)
            self._months.append(months[day])
            self._levels.append(level or 0)
            self._posts.append(post_numbers[post])
            self._signers.append(signer or 0)
            for number in combinations.get(tags, ()):
                tag_positions[number].append(position)
        self._tags = {
            name: CableSet(positions, len(self._ids))
            for name, positions in zip(tag_names, tag_positions, strict=True)
        }

    def __len__(self) -> int:
        return len(self._ids)

    def count(self, ids: Sequence[int], db: sqlite3.Connection) -> Facets:
        """Count the cables with these ids. Takes some 60 ms in a library of 250,000 cables."""
        flags = None if len(ids) == len(self._ids) else self._flags(ids)

        def counted(column: Sequence[int]) -> Counter[int]:
            counts: Counter[int] = Counter()
            for start in range(0, len(column), CHUNK):
                chunk = column[start : start + CHUNK]
                counts.update(compress(chunk, flags[start : start + CHUNK]) if flags else chunk)
            return counts

        posts = counted(self._posts)
        months = counted(self._months)
        levels = counted(self._levels)
        signers = counted(self._signers)
        del signers[0]
        del months[_NO_MONTH]
        bits = as_bits(flags) if flags else 0
        tags = Counter({tag: cables.count(flags, bits) for tag, cables in self._tags.items()})
        names = Counter({name: posts[n] for n, name in enumerate(self._post_names) if name})
        return Counts(names, months, levels, tags, signers).facets(len(ids), db)

    def _flags(self, ids: Sequence[int]) -> bytes:
        """A byte for each cable of the library: 1 if it is among the ids, otherwise 0."""
        if len(ids) > len(self._ids) // 16:
            is_among = frozenset(ids).__contains__
            starts = range(0, len(self._ids), CHUNK)
            return b"".join(bytes(map(is_among, self._ids[start : start + CHUNK])) for start in starts)
        flags = bytearray(len(self._ids))
        for id_ in ids:
            position = bisect_left(self._ids, id_)
            if position < len(self._ids) and self._ids[position] == id_:
                flags[position] = 1
        return bytes(flags)


class CableSet:
    """The cables with one tag: a bit for each cable of the library or, for a rare tag, their positions."""

    def __init__(self, positions: array[int], library_size: int) -> None:
        """``positions`` count cables from 0 in the order of ids."""
        self._size = len(positions)
        self._positions, self._bits = positions, 0
        if len(positions) * _RARE > library_size:
            flags = bytearray(library_size)
            for position in positions:
                flags[position] = 1
            self._positions, self._bits = array("l"), as_bits(flags)

    def count(self, flags: bytes | None, bits: int) -> int:
        """How many of the cables are flagged. Takes the flags as bytes and as bits; None flags all cables."""
        if flags is None:
            return self._size
        return (self._bits & bits).bit_count() + sum(map(flags.__getitem__, self._positions))


def as_bits(flags: bytes | bytearray) -> int:
    """The flags, each 0 or 1, as the binary digits of one number."""
    return int(flags.translate(_DIGITS), 2)


_DIGITS = b"01" + bytes(254)


def _tags(db: sqlite3.Connection) -> tuple[list[str], dict[int | None, array[int]]]:
    """All tags, and for each combination of tags, by its id, the indexes of its tags in that list."""
    numbers: dict[str, int] = {}
    combinations: dict[int | None, array[int]] = {}
    for id_, value in db.execute("SELECT id, value FROM value WHERE kind = 'tags'"):
        # Two bytes for each: garbled texts could contain more tags, which are then not counted.
        indexes = (numbers.setdefault(tag, len(numbers)) for tag in value.split("\n"))
        combinations[id_] = array("H", (index for index in indexes if index < 1 << 16))
    return list(numbers)[: 1 << 16], combinations
