"""The names of what the notes keep in their folder, and a check that nothing else is in its place."""

from __future__ import annotations

from pathlib import Path

from reader.atomic_files import check_folder, check_regular_file
from reader.notes.storage.generations import listing

LOCK = "lock"
COMPACTING = "compacting"
"""Locked by the process that writes a snapshot."""
WINDOWS = "windows"
ASIDE = "aside"
"""What could not be read."""
BACKUPS = "backups"
DRAFTS = "drafts"


def check_own_files(folder: Path) -> None:
    """Raises UnexpectedFileTypeError where a link, pipe, folder or other thing is in a file's place.

    Nothing is opened. The folder itself may be a link: whoever chose it may have put it elsewhere.
    """
    for name in (WINDOWS, ASIDE, BACKUPS, DRAFTS):
        check_folder(folder / name)
    for name in (LOCK, COMPACTING):
        check_regular_file(folder / name)
    files = listing(folder)
    for path in (*files.snapshots.values(), *files.journals.values()):
        check_regular_file(path)
