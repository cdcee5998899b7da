"""Reading and replacing page files safely: no links followed, no change by another program overwritten."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.atomic_files import NewContents, private_folder
from reader.errors import CablesError

MAX_SIZE = 64 * 2**20
"""Bytes. A larger file is not one of ours and is not read."""


class ExportError(CablesError):
    """A page cannot be written. Pages written before it are complete."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A regular file as read."""

    text: str
    newline: str
    """Its line ending; ``text`` has ``\\n``."""
    identity: tuple[int, int, int]
    """Inode, modification time and size, to notice a change by another program."""
    mode: int


_UNREADABLE = (errno.ENOENT, errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EISDIR, errno.EACCES, errno.EPERM)
"""Errors from opening a missing file, a link, a device with no other end, a folder, a forbidden file."""


def resolve_folder(folder: Path) -> Path:
    """Create the folder if needed and return its real path; links inside it are never followed."""
    private_folder(folder)
    resolved = folder.resolve(strict=True)
    if not resolved.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return resolved


def existing_folder(folder: Path) -> Path:
    """The folder's real path, or the path it would have once created. Raises NotADirectoryError."""
    resolved = folder.resolve()
    if resolved.is_dir():
        return resolved
    nearest = resolved
    while not os.path.lexists(nearest):
        nearest = nearest.parent
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return resolved


def read_page_file(path: Path) -> PageFile | None:
    """Read a regular file; None if it is missing, a link, a device, or too large to be ours.

    Bytes that are not UTF-8 survive a round trip.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno in _UNREADABLE:
            return None
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_SIZE:
            return None
        with os.fdopen(handle, "rb", closefd=False) as stream:
            text = stream.read().decode("utf-8", "surrogateescape")
    finally:
        os.close(handle)
    newline = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
    if newline == "\r\n":
        text = text.replace("\r\n", "\n")
    return PageFile(text, newline, identity_of(status), status.st_mode)


def identity_of(status: os.stat_result) -> tuple[int, int, int]:
    """Inode, modification time in nanoseconds, and size."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def save_page_file(path: Path, text: str, replaced: PageFile | None) -> None:
    """Create the file, or replace the one that was read as ``replaced``.

    The folder is not synced: after a power cut a file may be the one before, but it is whole.
    Raises ExportError if another program created or changed it meanwhile, and OSError.
    """
    new = new_page_file(path, text, replaced)
    try:
        new.sync()
        put_in_place(new, replaced)
    except BaseException:
        new.discard()
        raise


def new_page_file(path: Path, text: str, replaced: PageFile | None) -> NewContents:
    """The contents of the file beside it, to be synced and put in place. Raises OSError."""
    if replaced is None:
        return NewContents(path, text.encode("utf-8", "surrogateescape"))
    data = text.replace("\n", replaced.newline).encode("utf-8", "surrogateescape")
    return NewContents(path, data, stat.S_IMODE(replaced.mode))


def put_in_place(new: NewContents, replaced: PageFile | None) -> None:
    """Put a new page file in place. Raises ExportError if another program changed the file, and OSError."""
    is_as_read = (
        identity_of(new.path.lstat()) == replaced.identity if replaced else not os.path.lexists(new.path)
    )
    if not is_as_read:
        raise ExportError(
            "The file was changed by another program while the export ran",
            where=str(new.path),
            advice="It was left as it is. Export again.",
        )
    new.replace()


_ERROR_MESSAGES = {
    errno.ENOSPC: (
        "The disk is full",
        "Free some space, then export again. Files written so far are complete.",
    ),
    errno.EDQUOT: ("Your disk quota is used up", "Free some space and export again."),
    errno.EROFS: ("The disk is read-only", "Choose another folder with --to."),
    errno.EACCES: (
        "You do not have permission to write here",
        "Choose another folder with --to, or change its permissions.",
    ),
    errno.EPERM: (
        "You do not have permission to write here",
        "Choose another folder with --to, or change its permissions.",
    ),
    errno.ENOTDIR: ("This is a file, not a folder", "Choose a folder with --to."),
    errno.EEXIST: ("This is a file, not a folder", "Choose a folder with --to."),
    errno.ENAMETOOLONG: ("The name is too long for this disk", "Choose a shorter path with --to."),
}


@contextmanager
def translated_errors(folder: Path) -> Iterator[None]:
    """Raise an OSError as an ExportError."""
    try:
        yield
    except OSError as error:
        raise translate_os_error(error, folder) from error


def translate_os_error(error: OSError, folder: Path) -> ExportError:
    """The error as one of ours, saying what to do."""
    what, advice = _ERROR_MESSAGES.get(
        error.errno or 0,
        (f"The notes cannot be written ({error.strerror or error})", "Choose another folder with --to."),
    )
    return ExportError(what, where=str(folder), advice=advice)
