"""``cables export``: notes as markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.context import workspace
from reader.cli.output import on_one_line, say
from reader.errors import UsageError
from reader.export.writer import Action, PageOutcome


def run(arguments: argparse.Namespace) -> int:
    """Write the files; one line for each. 1 where there was nothing, or an edit of the user's was met."""
    if not arguments.mrns and not arguments.all:
        raise UsageError("Which notes?", advice="Name cables, `cables export 06PHNOMPENH977`, or use --all.")
    if arguments.mrns and arguments.all:
        raise UsageError("Either cables by number or --all, not both")
    folder = Path(arguments.to).expanduser()
    with workspace(arguments) as opened:
        for warning in opened.notes.warnings:
            say(f"cables: {warning}")
        mrns = None if arguments.all else [opened.mrn_of(text) for text in arguments.mrns]
        written = opened.export(mrns, folder, on_written=_tell)
    if not written:
        say("There are no notes yet.")
        return 1
    return 1 if any(one.action is Action.CONFLICT for one in written) else 0


def _tell(written: PageOutcome) -> None:
    print(f"{written.action:<9}  {on_one_line(str(written.path))}")
    if written.remark:
        say(written.remark)
