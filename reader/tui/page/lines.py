"""The lines of a page. Those of a part of it are made when one of them is first asked for.

Where lines are broken is worked out for the whole page, so that its length is exact; that is a sixth of
the work. The rest is done only for what comes into view.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, overload


class Piece(NamedTuple):
    """Some characters in one role."""

    text: str
    role: str
    start: int | None = None
    """Offset of the first character in its flow; None for what the page adds (numbers, labels)."""


class Line(NamedTuple):
    """One row of the page."""

    flow: int = -1
    """Index into ``Layout.flows``; -1 for a blank row."""
    start: int = 0
    end: int = 0
    left: int = 0
    """Cells between the text column and the first piece."""
    lead: tuple[Piece, ...] = ()
    """Shown before the text: the portion mark, a label."""
    number: str = ""
    """The number of the paragraph, for the gutter of its first row."""
    inferred: bool = False
    """Whether that number was deduced, not printed."""
    ordinal: int | None = None
    """The paragraph this row belongs to, ``HEAD`` for the head of the cable, None between the two."""


class Lines(Sequence[Line]):
    """The rows of a page."""

    def __init__(self) -> None:
        self._parts: list[Sequence[Line] | Callable[[], Sequence[Line]]] = []
        self._firsts: list[int] = []
        """The first row of each part."""
        self._count = 0

    def add(self, *lines: Line) -> None:
        """Add rows at the end."""
        self.add_later(len(lines), lambda: lines)

    def add_later(self, count: int, make: Callable[[], Sequence[Line]]) -> None:
        """Add this many rows at the end, which ``make`` gives when one of them is asked for."""
        if count:
            self._parts.append(make)
            self._firsts.append(self._count)
            self._count += count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        """A row, or several."""
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(self._count))]
        row = at + self._count if at < 0 else at
        if not 0 <= row < self._count:
            raise IndexError(at)
        index = bisect_right(self._firsts, row) - 1
        part = self._parts[index]
        if callable(part):
            part = self._parts[index] = part()
        return part[row - self._firsts[index]]
