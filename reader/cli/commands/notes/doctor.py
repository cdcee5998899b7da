"""``cables doctor``: whether the notes are sound, and a copy of what can be read of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader import paths
from reader.cli.confirm import confirm, counted
from reader.cli.output import json_text, message, one_line
from reader.cli.parser_base import Parser, add_json, add_yes
from reader.notes.storage import doctor
from reader.notes.storage.doctor import Examination
from reader.workspace import NOTES

SHOWN = 20
"""Strange documents named; the others are counted."""


DOCTOR_EXAMPLES = """\
  cables doctor
  cables doctor --repair ~/notes-copy

Reads everything and changes nothing. --repair lists what a copy would be without, asks, and writes it; the
notes themselves stay as they are. --json gives: folder, whole, changes, records, losses, strange.
"""


def declare_doctor(parser: Parser) -> None:
    """The arguments of ``cables doctor``."""
    add_json(parser)
    parser.add_argument(
        "--repair", metavar="DIR", help="write what can be read as new notes into this folder"
    )
    add_yes(parser)
    parser.runs(run, examples=DOCTOR_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Look the notes through; with ``--repair`` write what can be read as new notes elsewhere."""
    folder = paths.library_home(arguments.library) / NOTES
    found = doctor.examine(folder)
    if arguments.json:
        print(json_text(_shape(folder, found)))
    else:
        _print_report(folder, found)
    if arguments.repair is None:
        return 0 if found.is_whole else 1
    copy = Path(arguments.repair).expanduser()
    if found.losses:
        message("The copy will be without what is said to be lost above.")
    if not confirm(f"Write what can be read to {one_line(str(copy))}?", assume_yes=arguments.yes):
        message("Nothing was written.")
        return 1
    count, there = doctor.repair(folder, copy), one_line(str(copy))
    message(f"{counted(count, 'document')} written to {there}. The notes as they were are untouched.")
    message(f"To use the copy: close the program, rename {one_line(str(folder))}, put the copy in its place.")
    return 0


def _print_report(folder: Path, found: Examination) -> None:
    print(f"Notes in {one_line(str(folder))}, {counted(found.changes, 'change')} over their life:")
    for kind, count in sorted(found.records.items()):
        print(f"{count:>9,}  {one_line(kind)}")
    for sentence in found.losses:
        print(one_line(sentence))
    for document in found.strange[:SHOWN]:
        print(f"Kept, though this version cannot read it: {one_line(document)}")
    if len(found.strange) > SHOWN:
        print(f"And {len(found.strange) - SHOWN:,} more of these.")
    if found.is_whole:
        print("Nothing is lost.")
    else:
        message("A copy of what can be read: cables doctor --repair DIR. Older states lie beside the notes.")


def _shape(folder: Path, found: Examination) -> dict[str, object]:
    return {
        "folder": str(folder),
        "whole": found.is_whole,
        "changes": found.changes,
        "records": dict(found.records),
        "losses": list(found.losses),
        "strange": list(found.strange),
    }
