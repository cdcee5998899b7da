"""Cables in lists: a line at a terminal, columns between tabs in a pipe, or a JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.cli.output import Paint, is_terminal, width
from reader.library.listing import Listing, Row
from reader.notes.queries.counts import NO_NOTES, NoteCounts
from reader.terminal_text import cell_width, cut, one_line
from reader.workspace import Workspace

COLUMNS = ("date", "mrn", "level", "notes", "subject")
"""The names of the values that :func:`fields` returns."""
NOTES_WIDTH = 6
"""Cells for the counts of notes, tags and links."""


def note_counts(opened: Workspace) -> Callable[[str], NoteCounts]:
    """Gives the notes, tags and links on a cable; without notes, TinyDB is not imported."""
    return opened.notes.count_of if opened.notes_folder.exists() else lambda mrn: NO_NOTES


def rows(listing: Listing, most: int | None, window: int) -> Iterator[Row]:
    """The first rows, read a window at a time; all if ``most`` is None."""
    end = min(most or len(listing), len(listing))
    for start in range(0, end, window):
        yield from listing.window(start, min(window, end - start))


def fields(row: Row, notes: int) -> tuple[str, str, str, str, str]:
    """Date (``~`` before an estimated one), MRN, level, notes and subject, without control characters."""
    estimated = f"~{row.estimated:%Y-%m}" if row.estimated else ""
    date = f"{row.date:%Y-%m-%d}" if row.date else estimated
    level = row.level.name if row.level else ""
    return date, one_line(row.mrn), level, str(notes or ""), one_line(row.title or "")


def line(row: Row, notes: NoteCounts = NO_NOTES) -> str:
    """A row in columns, cut to the width of the terminal; tab-separated in a pipe."""
    if not is_terminal():
        return "\t".join(fields(row, notes))
    date, mrn, level, _, subject = fields(row, notes)
    noted = notes.short(NOTES_WIDTH) if notes else ""
    head = f"{date:<10}  {mrn:<18}  "
    room = width() - cell_width(head) - 7 - NOTES_WIDTH
    columns = f"{head}{Paint().level(f'{level:<3}', row.level)}  {noted:>{NOTES_WIDTH}}"
    return f"{columns}  {cut(subject, room)}".rstrip() if room >= 8 else columns.rstrip()


def shape(row: Row, notes: int | None = None) -> dict[str, object]:
    """A row as JSON."""
    fields: dict[str, object] = {
        "mrn": row.mrn,
        "date": row.date.isoformat() if row.date else None,
        "estimated_date": row.estimated.isoformat() if row.estimated else None,
        "level": row.level.name if row.level else None,
        "subject": row.subject,
        "origin": row.origin,
        "size": row.size,
    }
    return fields if notes is None else {**fields, "notes": notes}
