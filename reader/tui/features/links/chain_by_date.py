"""The cables of a chain of links by date, with the gaps between them. Pure but for looking up rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from reader.joined.timeline.periods import Gap, gaps_before
from reader.library.listing import Row
from reader.notes.reports.link_outline import Line
from reader.terminal_text import safe_line
from reader.tui.ui.pieces import Piece, gap_line
from reader.tui.ui.words import long_date, opening


@dataclass(frozen=True, slots=True)
class DatedCable:
    """A cable of the chain."""

    mrn: str
    hops: int
    """The fewest links from the first cable."""
    row: Row | None
    """None for a cable outside the library."""
    gap: Gap | None = None
    """The time without cables before it."""

    @property
    def day(self) -> dt.date | None:
        """When it was sent."""
        return self.row.day if self.row else None


def by_date(lines: Iterable[Line], row: Callable[[str], Row | None]) -> list[DatedCable]:
    """Each cable of an outline once, the oldest first; those without a date come last."""
    hops: dict[str, int] = {}
    for line in lines:
        hops[line.mrn] = min(line.depth, hops.get(line.mrn, line.depth))
    cables = [DatedCable(mrn, depth, row(mrn)) for mrn, depth in hops.items()]
    cables.sort(key=lambda one: (one.day or dt.date.max, one.mrn))
    gaps = gaps_before([one.day for one in cables])
    return [replace(one, gap=gap) for one, gap in zip(cables, gaps, strict=True)]


def dated_lines(one: DatedCable, width: int) -> list[list[Piece]]:
    """The gap before a cable; its date, number, distance and subject."""
    lines = []
    if one.gap is not None:
        lines.append(gap_line(one.gap.words, width))
    date = long_date(one.row.date, one.row.estimated) if one.row else " " * 11
    far = "start" if not one.hops else f"{one.hops} away"
    title = (one.row.title or "") if one.row else "not in library"
    head = f"{safe_line(one.mrn):<16}  "
    room = width - len(date) - len(head) - len(far) - 4
    lines.append(
        [
            Piece(f"{date}  ", "dim"),
            Piece(head, "link" if one.row else "dim"),
            Piece(f"{far}  ", "dim"),
            Piece(opening(title, room) if room > 3 else "", "plain"),
        ]
    )
    return lines
