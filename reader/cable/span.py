"""Stretches of characters, and the map from clean text to the source and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

new = tuple.__new__
"""``new(Span, (start, end))`` takes half the time of ``Span(start, end)``; used where hundreds are made."""


class Span(NamedTuple):
    """A half-open stretch of characters."""

    start: int
    end: int


Pieces = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class OffsetMap:
    """Maps offsets of clean text to the normalised source and back.

    Three parallel arrays of pieces, each a run of characters kept as they are; text between two pieces
    of the source was removed, text between two of the clean text (a joining space) was added. An import reads
    a quarter of a million cables and needs no map, so the pieces are computed on first use.
    """

    __slots__ = ("_find", "_pieces")

    def __init__(self, clean: tuple[int, ...], source: tuple[int, ...], length: tuple[int, ...]) -> None:
        self._pieces: Pieces | None = (clean, source, length)
        self._find: Callable[[], Pieces] | None = None

    @classmethod
    def lazy(cls, find: Callable[[], Pieces]) -> OffsetMap:
        """A map whose pieces are computed by ``find`` on first use."""
        made = cls.__new__(cls)
        made._pieces, made._find = None, find
        return made

    def _resolve(self) -> Pieces:
        if self._pieces is None:
            self._pieces = self._find() if self._find else ((), (), ())
            self._find = None
        return self._pieces

    @property
    def clean(self) -> tuple[int, ...]:
        """Start of each piece in clean text, ascending."""
        return self._resolve()[0]

    @property
    def source(self) -> tuple[int, ...]:
        """Start of each piece in the source, ascending."""
        return self._resolve()[1]

    @property
    def length(self) -> tuple[int, ...]:
        """Characters of each piece."""
        return self._resolve()[2]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self._resolve() == other._resolve()

    def __hash__(self) -> int:
        return hash(self._resolve())

    def __repr__(self) -> str:
        return f"OffsetMap({len(self.clean)} pieces)"

    def __reduce__(self) -> tuple[type[OffsetMap], Pieces]:
        return (OffsetMap, self._resolve())

    def to_source(self, offset: int) -> int:
        """Source offset of a clean offset; inside an added space, the end of the piece before."""
        clean, source, length = self._resolve()
        return _map_offset(offset, clean, source, length)

    def to_clean(self, offset: int) -> int:
        """Clean offset of a source offset; inside removed text, the end of the piece before."""
        clean, source, length = self._resolve()
        return _map_offset(offset, source, clean, length)


def _map_offset(offset: int, starts: tuple[int, ...], to: tuple[int, ...], length: tuple[int, ...]) -> int:
    if not starts:
        return 0
    at = max(bisect_right(starts, offset) - 1, 0)
    return to[at] + min(max(offset - starts[at], 0), length[at])
