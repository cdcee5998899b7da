"""``cables doctor``: whether the notes are sound, and a copy of what can be read of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader import paths
from reader.cli.confirm import agreed, many
from reader.cli.output import json_text, on_one_line, say
from reader.notes.storage import doctor
from reader.notes.storage.doctor import Examination
from reader.workspace import NOTES

SHOWN = 20
"""Strange documents named; the others are counted."""


def run(arguments: argparse.Namespace) -> int:
    """Look the notes through; with ``--repair`` write what can be read as new notes elsewhere."""
    folder = paths.library_home(arguments.library) / NOTES
    found = doctor.examine(folder)
    if arguments.json:
        print(json_text(_shape(folder, found)))
    else:
        _tell(folder, found)
    if arguments.repair is None:
        return 0 if found.is_whole else 1
    copy = Path(arguments.repair).expanduser()
    if found.losses:
        say("The copy will be without what is said to be lost above.")
    if not agreed(f"Write what can be read to {on_one_line(str(copy))}?", without=arguments.yes):
        say("Nothing was written.")
        return 1
    count, there = doctor.repair(folder, copy), on_one_line(str(copy))
    say(f"{many(count, 'document')} written to {there}. The notes as they were are untouched.")
    say(f"To use the copy: close the program, rename {on_one_line(str(folder))}, put the copy in its place.")
    return 0


def _tell(folder: Path, found: Examination) -> None:
    print(f"Notes in {on_one_line(str(folder))}, {many(found.changes, 'change')} over their life:")
    for kind, count in sorted(found.records.items()):
        print(f"{count:>9,}  {on_one_line(kind)}")
    for sentence in found.losses:
        print(on_one_line(sentence))
    for document in found.strange[:SHOWN]:
        print(f"Kept, though this version cannot read it: {on_one_line(document)}")
    if len(found.strange) > SHOWN:
        print(f"And {len(found.strange) - SHOWN:,} more of these.")
    if found.is_whole:
        print("Nothing is lost.")
    else:
        say("A copy of what can be read: cables doctor --repair DIR. Older states lie beside the notes.")


def _shape(folder: Path, found: Examination) -> dict[str, object]:
    return {
        "folder": str(folder),
        "whole": found.is_whole,
        "changes": found.changes,
        "records": dict(found.records),
        "losses": list(found.losses),
        "strange": list(found.strange),
    }
