"""Errors of the disk in plain words: what is wrong with the notes, and what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path
from shlex import quote

from reader.atomic_files import UnexpectedFileTypeError, why_not_writable
from reader.notes.errors import NotesError
from reader.notes.storage.format.generations import listing
from reader.notes.storage.own_files import LOCK

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
    """The error for the user. ``outcome``: what this means, such as "the change was not saved"."""
    if isinstance(error, UnexpectedFileTypeError):
        return NotesError(
            f"The notes need {error.expected} here but found {error.found}; {outcome}",
            where=str(error.filename),
            advice="It was left as it is. Move it away, then try again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        what, advice = read_only_reason(folder) or _no_access(folder)
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


def read_only_reason(folder: Path) -> tuple[str, str] | None:
    """Why notes cannot be saved there, and what to do about it; None if they can."""
    try:
        if denial := why_not_writable(folder):
            return f"The notes folder {denial.reason}", denial.advice
        for path in (*listing(folder).journals.values(), folder / LOCK):
            if path.exists() and (denial := why_not_writable(path)):
                return f"The file {path.name} in the notes folder {denial.reason}", denial.advice
    except OSError:
        return _no_access(folder)
    return None


def _no_access(folder: Path) -> tuple[str, str]:
    return (
        f"You do not have permission to use {folder}",
        f"Give it to yourself: chmod -R u+rwX {quote(str(folder))}",
    )
