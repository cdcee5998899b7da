"""``cables list``: the cables that answer a query."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping

from reader.cli.opening import workspace
from reader.cli.output import Paint, cells, cut, is_terminal, json_text, on_one_line, say, width
from reader.library.listing import Listing, Row
from reader.library.order import Order

WINDOW = 500


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each cable."""
    query = _query(arguments.query)
    with workspace(arguments) as opened:
        listing = opened.library.listing(query, Order(arguments.order))
        if not len(listing):
            _say_why(query, opened.library.count())
            return 1
        notes = opened.notes.counts() if opened.notes_folder.exists() else {}
        most = min(arguments.limit or len(listing), len(listing))
        for line in _lines(listing, most, notes, as_json=arguments.json):
            print(line)
    return 0


def _query(words: list[str]) -> str:
    """The query as meant: a single argument is one as it stands; of several each is a word or a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(_requoted(word) for word in words)


def _requoted(word: str) -> str:
    """The quotes that the shell took off: ``from:PHNOM PENH`` was typed as ``from:"PHNOM PENH"``."""
    if " " not in word or '"' in word:
        return word
    field, value = re.fullmatch(r"([a-z]+:)?(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
    return f'{field or ""}"{value}"'


def _say_why(query: str, total: int) -> None:
    if total:
        say(f"No cable answers {query!r}; {total:,} were searched.")
    else:
        say("The library is empty.\nTo fill it: cables import PATH. To look around first: cables samples.")


def _lines(listing: Listing, most: int, notes: Mapping[str, int], *, as_json: bool) -> Iterator[str]:
    paint, columns, terminal = Paint(), width(), is_terminal()
    for start in range(0, most, WINDOW):
        for row in listing.window(start, min(WINDOW, most - start)):
            if as_json:
                yield json_text(shape(row, notes.get(row.mrn, 0)), indent=None)
            elif terminal:
                yield _at_terminal(row, notes.get(row.mrn, 0), paint, columns)
            else:
                yield "\t".join(_fields(row, notes.get(row.mrn, 0)))


def _fields(row: Row, notes: int) -> tuple[str, str, str, str, str]:
    guessed = f"~{row.estimated:%Y-%m}" if row.estimated else ""
    date = f"{row.date:%Y-%m-%d}" if row.date else guessed
    level = row.level.name if row.level else ""
    return date, on_one_line(row.mrn), level, str(notes or ""), on_one_line(row.subject or "")


def _at_terminal(row: Row, notes: int, paint: Paint, columns: int) -> str:
    date, mrn, level, noted, subject = _fields(row, notes)
    head = f"{date:<10}  {mrn:<18}  "
    room = columns - cells(head) - 11
    line = f"{head}{paint.level(f'{level:<3}', row.level)}  {noted:>4}"
    return f"{line}  {cut(subject, room)}".rstrip() if room >= 8 else line.rstrip()


def shape(row: Row, notes: int) -> dict[str, object]:
    """A row as JSON; the keys are promised."""
    return {
        "mrn": row.mrn,
        "date": row.date.isoformat() if row.date else None,
        "estimated_date": row.estimated.isoformat() if row.estimated else None,
        "level": row.level.name if row.level else None,
        "subject": row.subject,
        "origin": row.origin,
        "size": row.size,
        "notes": notes,
    }
