"""``cables list``: the cables that answer a query, a line each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from reader.cli.context import workspace
from reader.cli.output import Paint, cells, cut, is_terminal, json_text, on_one_line, width
from reader.cli.query_args import answers, asked, say_why_not
from reader.library.listing import Listing, Row
from reader.library.order import Order
from reader.workspace import Workspace

WINDOW = 500


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each cable."""
    with workspace(arguments) as opened:
        query = asked(opened.library, arguments.query)
        listing = answers(opened, query, Order.named(arguments.order))
        if not len(listing):
            say_why_not(opened, query)
            return 1
        notes = note_counts(opened)
        for row in rows(listing, arguments.limit, WINDOW):
            count = notes.get(row.mrn, 0)
            print(json_text(shape(row, count), indent=None) if arguments.json else line(row, count))
    return 0


def note_counts(opened: Workspace) -> Mapping[str, int]:
    """Notes on each cable; where there never were any, TinyDB is not waited for."""
    return opened.notes.counts() if opened.notes_folder.exists() else {}


def rows(listing: Listing, most: int | None, window: int) -> Iterator[Row]:
    """The first rows, read a window at a time; all where ``most`` is None."""
    end = min(most or len(listing), len(listing))
    for start in range(0, end, window):
        yield from listing.window(start, min(window, end - start))


def fields(row: Row, notes: int) -> tuple[str, str, str, str, str]:
    """What the columns say: date (``~`` before a guessed one), number, level, notes, subject. Harmless."""
    guessed = f"~{row.estimated:%Y-%m}" if row.estimated else ""
    date = f"{row.date:%Y-%m-%d}" if row.date else guessed
    level = row.level.name if row.level else ""
    return date, on_one_line(row.mrn), level, str(notes or ""), on_one_line(row.subject or "")


def line(row: Row, notes: int = 0) -> str:
    """The row as columns cut to the terminal's width, or between tabs where there is none."""
    if not is_terminal():
        return "\t".join(fields(row, notes))
    date, mrn, level, noted, subject = fields(row, notes)
    head = f"{date:<10}  {mrn:<18}  "
    room = width() - cells(head) - 11
    said = f"{head}{Paint().level(f'{level:<3}', row.level)}  {noted:>4}"
    return f"{said}  {cut(subject, room)}".rstrip() if room >= 8 else said.rstrip()


def shape(row: Row, notes: int | None = None) -> dict[str, object]:
    """A row as JSON; the keys are promised. Without ``notes`` where they are not asked for."""
    said: dict[str, object] = {
        "mrn": row.mrn,
        "date": row.date.isoformat() if row.date else None,
        "estimated_date": row.estimated.isoformat() if row.estimated else None,
        "level": row.level.name if row.level else None,
        "subject": row.subject,
        "origin": row.origin,
        "size": row.size,
    }
    return said if notes is None else {**said, "notes": notes}
