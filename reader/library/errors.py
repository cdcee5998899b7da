"""The errors a library can raise, worded for its user."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.atomic_files import FULL, Denial, UnexpectedFileTypeError, why_not_writable
from reader.errors import CablesError, ExitCode, UsageError


class LibraryError(CablesError):
    """A library cannot be opened, read or written."""


class NotALibraryError(LibraryError):
    """The file is something else: another program's database, or no database at all."""


class NewerLibraryError(LibraryError):
    """The file was written by a later version of this program."""


class DamagedLibraryError(LibraryError):
    """The file is a library, but parts of it cannot be read."""

    exit_code = ExitCode.DAMAGED


class NoLibraryError(LibraryError):
    """The folder contains no library, and the caller asked not to create one."""


class UnexpectedFileError(LibraryError):
    """There is a link, folder, pipe or the like in place of one of the library's files."""


class LibraryBusyError(LibraryError):
    """Another program is writing and does not finish."""


class ReadOnlyLibraryError(LibraryError):
    """A library that is open read-only cannot be changed."""


class DiskFullError(LibraryError):
    """There is no space left for what was to be written."""


class InterruptedReadError(LibraryError):
    """A read was stopped from another thread, or by closing the library."""


class QueryError(UsageError):
    """A query cannot be parsed. ``position`` is the offset (characters, zero-based) of the mistake."""

    def __init__(self, what: str, position: int, *, advice: str | None = None) -> None:
        super().__init__(what, where=f"at character {position + 1}", advice=advice)
        self.position = position


_PRIMARY_CODE = 0xFF
"""Masks the primary result code; extended codes add detail in the higher bits."""


@contextmanager
def translate_sqlite_errors(path: Path) -> Iterator[None]:
    """Raise errors of SQLite about the file at ``path`` as LibraryError, except programming errors."""
    try:
        yield
    except sqlite3.ProgrammingError as error:
        if "closed database" not in str(error):
            raise
        raise LibraryError("The library is closed", where=str(path)) from error
    except sqlite3.Error as error:
        translated = library_error(error, path)
        if translated is None:
            raise
        raise translated from error


def library_error(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """The LibraryError for an error of SQLite; None if only a bug in the program can be the cause."""
    # sqlite3 raises some errors itself, without a code.
    code = getattr(error, "sqlite_errorcode", None)
    where = str(path)
    match code & _PRIMARY_CODE if code is not None else None:
        case sqlite3.SQLITE_NOTADB:
            return not_a_library(path)
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusyError(
                "Another program is writing to the library",
                where=where,
                advice="Wait until its import is done, then try again.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return read_only(path)
        case sqlite3.SQLITE_FULL:
            return disk_full(path)
        case sqlite3.SQLITE_IOERR:
            return LibraryError(
                "The disk reports an error",
                where=where,
                advice="Check that it has free space and is still connected. Stored cables are untouched.",
            )
        case sqlite3.SQLITE_CANTOPEN:
            return cannot_open(path)
        case sqlite3.SQLITE_PROTOCOL | sqlite3.SQLITE_NOLFS:
            return LibraryError(
                "This file system cannot lock files, so the library is not safe on it",
                where=where,
                advice="Keep the library on a local disk: choose its folder with --library.",
            )
        case sqlite3.SQLITE_INTERRUPT:
            return InterruptedReadError("Stopped")
    return None


def not_a_library(path: Path) -> NotALibraryError:
    """The error for a file that is not a library."""
    return NotALibraryError(
        "This file is not a cable library",
        where=str(path),
        advice="It was not changed. Move it away, or choose another library with --library.",
    )


def damaged(path: Path) -> DamagedLibraryError:
    """The error for a library with parts that cannot be read."""
    return DamagedLibraryError(
        "The library file is damaged",
        where=str(path),
        advice="Run `cables repair`: it renames the damaged file (it is never deleted) and copies every "
        "readable cable to a new library. Your notes are stored separately and are safe.",
    )


def disk_full(path: Path, *, quota: bool = False) -> DiskFullError:
    """The error for a full disk, or a used-up quota."""
    return DiskFullError(
        "Your disk quota is used up" if quota else "The disk is full",
        where=str(path),
        advice="Free some space and run the import again: it continues where it stopped.",
    )


def no_library(path: Path) -> NoLibraryError:
    """The error for a folder without a library where none is to be created."""
    return NoLibraryError(
        "There is no library here",
        where=str(path.parent),
        advice="`cables import PATH` creates one. To use another library, give its folder with --library.",
    )


def unexpected_file(error: UnexpectedFileTypeError) -> UnexpectedFileError:
    """The error for a link, folder, pipe or the like in the place of one of the library's files."""
    return UnexpectedFileError(
        f"This is {error.found}, not a file of the library",
        where=str(error.filename),
        advice="It was not changed. Move it away, or choose another library with --library.",
    )


def read_only(path: Path) -> LibraryError:
    """The error for a library that cannot be written, with the reason."""
    denial = _denial(path) or _denial(path.parent)
    if denial is None and _is_full(path.parent):
        return disk_full(path)
    if denial is None:
        return ReadOnlyLibraryError(
            "The library was opened read-only",
            where=str(path),
            advice="Choose a library that you can write to with --library.",
        )
    return ReadOnlyLibraryError(
        f"The library is read-only: it {denial.reason}", where=str(path), advice=denial.advice
    )


def cannot_open(path: Path) -> LibraryError:
    """The error for a library file that cannot be opened, with the reason."""
    log = path.with_name(f"{path.name}-wal")
    if (denial := _denial(path.parent)) and _has_content(log):
        return LibraryError(
            f"The library has unread changes in {log.name}, and its folder cannot be written",
            where=str(path),
            advice=f"The folder {denial.reason}. Open the library once where you can write to it.",
        )
    return LibraryError(
        "The library cannot be opened",
        where=str(path),
        advice="Check that the folder exists and that you can read it."
        if denial is None
        else f"Its folder {denial.reason}. {denial.advice}",
    )


def os_error(error: OSError, path: Path, *, doing: str) -> LibraryError:
    """The error for a file that cannot be opened or changed; ``doing`` completes "cannot be"."""
    if error.errno in FULL:
        return disk_full(path, quota=error.errno == errno.EDQUOT)
    if isinstance(error, UnexpectedFileTypeError):
        return unexpected_file(error)
    denial = _denial(path) if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else None
    if denial:
        return LibraryError(
            f"The library cannot be {doing}: its folder {denial.reason}",
            where=str(path),
            advice=denial.advice,
        )
    return LibraryError(
        f"The library cannot be {doing}: {(error.strerror or str(error)).lower()}",
        where=str(path),
        advice="Choose a folder that you can write to with --library.",
    )


def _denial(path: Path) -> Denial | None:
    try:
        return why_not_writable(path)
    except OSError:
        return None


def _is_full(folder: Path) -> bool:
    try:
        return os.statvfs(folder).f_bavail == 0
    except OSError:
        return False


def _has_content(path: Path) -> bool:
    try:
        return path.lstat().st_size > 0
    except OSError:
        return False
