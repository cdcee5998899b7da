"""Files that survive: owner-only folders, and writing beside, syncing and replacing."""

from __future__ import annotations

import os
from pathlib import Path


def private_folder(path: Path) -> Path:
    """Make the folder and its missing parents, readable by the owner only, and return it."""
    missing = []
    at = path
    while not at.exists():
        missing.append(at)
        at = at.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def sync_folder(path: Path) -> None:
    """Bring a folder's entries to the disk, so that a rename in it is not undone by a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(path: Path, data: bytes, *, mode: int = 0o600, sync_parent: bool = True) -> None:
    """Replace the file's content as a whole or not at all.

    Writes beside it, syncs, replaces, syncs the folder. Raises OSError with the old content untouched;
    what was written beside is removed. Without ``sync_parent`` the folder's sync is left to the caller.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if sync_parent:
        sync_folder(path.parent)
