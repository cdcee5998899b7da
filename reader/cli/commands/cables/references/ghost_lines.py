"""``cables refs --ghosts``: the cables that are cited but not in the library, with those that cite them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cli.output import is_terminal, message, print_line, text_width, wrap
from reader.cli.query_args import select
from reader.errors import ExitCode
from reader.library.bulk_lookup import ids
from reader.library.discovery.ghosts import CitedGhost, GhostOrder, cited_ghosts
from reader.library.listing import Row
from reader.terminal_text import one_line
from reader.workspace import Workspace

NAMED = 5
"""Citing cables of a ghost that are named; the others are counted."""


def print_ghosts(opened: Workspace, arguments: argparse.Namespace) -> int:
    """Print the ghosts that the chosen cables cite; of all cables without any."""
    citing = None
    if arguments.cables:
        chosen = select(opened, arguments.cables)
        if not chosen.mrns:
            return chosen.exit_code
        citing = ids(opened.library, chosen.mrns).values()
    found = cited_ghosts(opened.library, citing, post=arguments.post or "", order=GhostOrder(arguments.sort))
    for ghost in found[: arguments.limit]:
        rows = opened.library.rows(ghost.citing)
        if arguments.json:
            print_line(_shape(ghost, rows))
        elif is_terminal():
            print("\n".join(_lines(ghost, rows)))
        else:
            citing_mrns = " ".join(one_line(row.mrn) for row in rows)
            print(f"{one_line(ghost.mrn)}\t{len(ghost.citing)}\t{citing_mrns}")
    _remark(opened, arguments, len(found))
    return ExitCode.DONE


def _lines(ghost: CitedGhost, rows: Sequence[Row]) -> Iterator[str]:
    days = [f"{row.date:%Y}" for row in rows if row.date]
    when = "" if not days else f" {days[-1]}" if days[0] == days[-1] else f" {days[-1]}–{days[0]}"
    text = f"{len(ghost.citing):>5,}  {one_line(ghost.mrn):<18}  by {named([row.mrn for row in rows])},{when}"
    yield from wrap(text.rstrip(","), text_width(), rest=" " * 30)


def _shape(ghost: CitedGhost, rows: Sequence[Row]) -> dict[str, object]:
    days = sorted(row.date for row in rows if row.date)
    return {
        "mrn": ghost.mrn,
        "post": ghost.post or None,
        "citations": len(ghost.citing),
        "cited_by": [row.mrn for row in rows],
        "first_cited": days[0].isoformat() if days else None,
        "last_cited": days[-1].isoformat() if days else None,
    }


def _remark(opened: Workspace, arguments: argparse.Namespace, number: int) -> None:
    if not opened.library.count():
        message("The library is empty.")
    elif not number and arguments.post:
        message(f"No missing cable of {one_line(arguments.post)} is cited.")
    elif not number:
        message("Every cited cable is in the library.")
    elif number > arguments.limit:
        message(f"{arguments.limit:,} of {number:,} shown: --limit N")


def named(mrns: Sequence[str]) -> str:
    """The first cables by number, and how many more there are."""
    rest = f" and {len(mrns) - NAMED:,} more" if len(mrns) > NAMED else ""
    return f"{', '.join(map(one_line, mrns[:NAMED]))}{rest}"
