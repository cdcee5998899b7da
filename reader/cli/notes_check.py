"""Checking and repairing the notes, for ``cables check``, ``repair`` and ``doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.confirm import confirm, counted
from reader.cli.output import message, print_object, problem, result
from reader.errors import ExitCode
from reader.paths import typed_path
from reader.terminal_text import one_line

if TYPE_CHECKING:
    from reader.notes.storage.doctor import Examination

NAMED = 20
"""Unreadable documents that are listed; the others are counted."""


def examine(folder: Path) -> Examination:
    """Read all notes in the folder. Raises NotesError if there are none."""
    from reader.notes.storage import doctor  # imports TinyDB, which the library does not need

    return doctor.examine(folder)


def repair_notes(arguments: argparse.Namespace, folder: Path, target: str) -> int:
    """Write everything readable to a new folder, after confirmation."""
    copy = typed_path(target)
    found = examine(folder)
    if getattr(arguments, "json", False):
        print_object(examination_shape(folder, found))
    else:
        print_examination(folder, found)
    if found.losses:
        message("The copy will not contain what is listed as lost above.")
    if not confirm(f"Write everything readable to {one_line(str(copy))}?", arguments):
        return ExitCode.NOT_FOUND
    if arguments.dry_run:
        result(f"Would write a copy of the notes to {one_line(str(copy))}.")
        return ExitCode.DONE
    from reader.notes.storage.doctor import repair

    count = repair(folder, copy)
    message(
        f"{counted(count, 'document')} written to {one_line(str(copy))}. The notes themselves are unchanged."
    )
    message(f"To use the copy: quit cables, rename {one_line(str(folder))}, and put the copy in its place.")
    return ExitCode.PARTLY if found.losses else ExitCode.DONE


def print_examination(folder: Path, found: Examination) -> None:
    """Print the result of a check."""
    result(f"Notes in {one_line(str(folder))}, {counted(found.changes, 'change')} so far:")
    for kind, count in sorted(found.records.items()):
        result(f"{count:>9,}  {one_line(kind)}")
    if found.newer:
        problem(found.newer)
    for sentence in found.losses:
        print(one_line(sentence))
    for document in found.strange[:NAMED]:
        print(f"Kept, but this version cannot read it: {one_line(document)}")
    if len(found.strange) > NAMED:
        print(f"And {len(found.strange) - NAMED:,} more of these.")
    if found.is_whole:
        result("The notes are sound.")
    else:
        message(
            "To write a repaired copy: cables repair --notes DIR. Older states are kept beside the notes."
        )


def examination_shape(folder: Path, found: Examination) -> dict[str, object]:
    """The result of a check as JSON."""
    return {
        "folder": str(folder),
        "whole": found.is_whole,
        "changes": found.changes,
        "newer": found.newer,
        "records": dict(found.records),
        "losses": list(found.losses),
        "strange": list(found.strange),
    }
