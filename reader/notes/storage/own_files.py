"""The names of the files in the notes folder, and a check that nothing else is in their place."""

from __future__ import annotations

from pathlib import Path

from reader.atomic_files import check_folder, check_regular_file
from reader.notes.storage.format.generations import listing

LOCK = "lock"
COMPACTING = "compacting"
"""Locked by the process that writes a snapshot."""
WINDOWS = "windows"
ASIDE = "aside"
"""What could not be read."""
BACKUPS = "backups"
DRAFTS = "drafts"


def check_own_files(folder: Path) -> None:
    """Raise UnexpectedFileTypeError if a link, pipe, folder or anything else is in the place of a file.

    Opens nothing. The notes folder itself may be a link: its owner may have moved it elsewhere.
    """
    for name in (WINDOWS, ASIDE, BACKUPS, DRAFTS):
        check_folder(folder / name)
    for name in (LOCK, COMPACTING):
        check_regular_file(folder / name)
    files = listing(folder)
    for path in (*files.snapshots.values(), *files.journals.values()):
        check_regular_file(path)
