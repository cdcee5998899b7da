"""What the user reads when the disk refuses: what is wrong, and what to do about it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from shlex import quote

from reader.atomic_files import UnexpectedFileTypeError, user_name
from reader.notes.errors import NotesError

_SENTENCES = {
    errno.ENOSPC: ("The disk is full", "Free some space, then try again."),
    errno.EDQUOT: (
        "Your disk quota is used up",
        "Free some space or ask for a larger quota, then try again.",
    ),
    errno.EROFS: (
        "The disk is read-only",
        "Remount it for writing, or choose another folder with --library.",
    ),
    errno.EIO: ("The disk reported an error", "Check the disk and its connection, then try again."),
    errno.ESTALE: ("The network disk is gone", "Connect it again, then try again."),
    errno.EEXIST: ("Another program wrote to the notes at the same moment", "Try again."),
    errno.EMFILE: ("Too many files are open", "Close other programs, then try again."),
    errno.ENFILE: ("Too many files are open", "Close other programs, then try again."),
    errno.ENOLCK: (
        "This file system cannot lock files, so the notes are not safe on it",
        "Keep them on a local disk: choose the folder with --library.",
    ),
}


def disk_error(error: OSError, folder: Path, outcome: str) -> NotesError:
    """The error for the user. ``outcome``: what became of the notes, "the change was not saved"."""
    if isinstance(error, UnexpectedFileTypeError):
        return NotesError(
            f"The notes need {error.expected} here but found {error.found}; {outcome}",
            where=str(error.filename),
            advice="It was left as it is. Move it away, then try again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        what, advice = _permission(folder, "use")
    else:
        what, advice = _SENTENCES.get(
            error.errno or 0,
            (
                f"The disk refused ({error.strerror or error})",
                "Check the disk and the folder, then try again.",
            ),
        )
    return NotesError(
        f"{what}; {outcome}", where=str(folder), advice=f"{advice} What was saved before is safe."
    )


def read_only_reason(folder: Path) -> tuple[str, str]:
    """Why nothing can be written there, and what to do."""
    try:
        if os.statvfs(existing(folder)).f_flag & os.ST_RDONLY:
            return _SENTENCES[errno.EROFS]
    except OSError:
        pass
    return _permission(folder, "write in")


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _permission(folder: Path, doing: str) -> tuple[str, str]:
    place = existing(folder)
    try:
        owner = place.stat().st_uid
    except OSError:
        owner = os.geteuid()
    if owner != os.geteuid():
        return (
            f"The folder {place} belongs to {user_name(owner)}, and you are {user_name(os.geteuid())}",
            f"Have the folder given to you: sudo chown -R {user_name(os.geteuid())} {quote(str(place))}",
        )
    return (
        f"You do not have permission to {doing} {place}",
        f"Give it to yourself: chmod -R u+rwX {quote(str(place))}",
    )
