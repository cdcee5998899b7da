"""Opens a library file: creates a new one, migrates an old one, explains why one cannot be used."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.atomic_files import UnexpectedFileTypeError, check_regular_file, private_folder
from reader.library.db import schema
from reader.library.db.connections import Connections
from reader.library.errors import (
    LibraryError,
    NewerLibraryError,
    UnexpectedFileError,
    cannot_open,
    damaged,
    no_library,
    not_a_library,
    os_error,
    translate_sqlite_errors,
    unexpected_file,
)

MIN_SQLITE = (3, 35, 0)


SIDE_FILES = ("-wal", "-shm", "-journal")
"""Suffixes of the files that SQLite keeps next to the database."""


def open_file(path: Path, *, read_only: bool = False, create: bool = True) -> Connections:
    """Open the library at ``path``, or create it if ``create`` is set.

    A file that cannot be written is opened read-only. Raises LibraryError and then does not change any file.
    A link, folder, pipe or device in place of the library or of SQLite's side files is not opened and not
    removed.
    """
    if sqlite3.sqlite_version_info < MIN_SQLITE:
        raise LibraryError(
            f"SQLite {sqlite3.sqlite_version} is too old",
            advice=f"Use a Python with SQLite {'.'.join(map(str, MIN_SQLITE))} or newer.",
        )
    exists = check_files(path)
    if not exists and (read_only or not create):
        raise no_library(path)
    created = None if exists else _create_file(path)
    with translate_sqlite_errors(path):
        try:
            return _connect(path, read_only=read_only)
        except BaseException:
            if created is not None and _identity(path) == created:
                path.unlink(missing_ok=True)
            raise


def check_files(path: Path) -> bool:
    """Whether ``path`` exists. Raises LibraryError if it or a side file is not a regular file."""
    try:
        exists = check_regular_file(path)
        side_files = [
            name for end in SIDE_FILES if check_regular_file(name := path.with_name(path.name + end))
        ]
    except UnexpectedFileTypeError as error:
        raise unexpected_file(error) from error
    except ValueError as error:
        raise LibraryError(
            "The name of the library's folder contains a NUL character",
            where=str(path.parent).replace("\0", "\\0"),
            advice="Choose another folder with --library.",
        ) from error
    except NotADirectoryError as error:
        raise os_error(error, path, doing="opened") from error
    except PermissionError as error:
        raise cannot_open(path) from error
    if side_files and not exists:
        # SQLite would delete them, though they may contain cables that are stored nowhere else.
        raise UnexpectedFileError(
            "The library's main file is missing; only a side file is left",
            where=str(side_files[0]),
            advice=f"Restore {path.name}, or move {', '.join(name.name for name in side_files)} away.",
        )
    return exists


def _create_file(path: Path) -> tuple[int, int] | None:
    """Create an empty file that only its owner can read; returns its identity, None if it exists by now."""
    try:
        private_folder(path.parent)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        if check_files(path):
            return None
        raise os_error(error, path, doing="created") from error
    except OSError as error:
        raise os_error(error, path, doing="created") from error
    try:
        found = os.fstat(descriptor)
        return found.st_dev, found.st_ino
    finally:
        os.close(descriptor)


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a file; None if there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connect(path: Path, *, read_only: bool) -> Connections:
    connections = Connections(path, read_only=read_only or not os.access(path, os.W_OK))
    try:
        version = _version(connections)
    except sqlite3.OperationalError as error:
        connections.close()
        if not _side_files_fail(path, connections, error):
            raise
        # As SQLite's side files cannot be written, no other program can be writing to the library.
        connections = Connections(path, immutable=True)
        version = _version(connections)
    except BaseException:
        connections.close()
        raise
    try:
        _create_or_migrate(connections, version)
    except BaseException:
        connections.close()
        raise
    return connections


def _side_files_fail(path: Path, connections: Connections, error: sqlite3.OperationalError) -> bool:
    """Whether the only problem is that SQLite's side files cannot be written: a read-only folder, a full
    disk.

    False if the log still contains pages, which would be missing without side files.
    """
    code = error.sqlite_errorcode & 0xFF
    if code not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL) and not (
        connections.read_only and code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    ):
        return False
    log = path.with_name(f"{path.name}-wal")
    return path.is_file() and path.stat().st_size > 0 and not (log.exists() and log.stat().st_size)


def _version(connections: Connections) -> int:
    """The schema version of a library; 0 for an empty file. Raises NotALibraryError for other files."""
    path = connections.path
    with connections.connection() as db:
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (application,) = db.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID and (application or version or tables):
        raise not_a_library(path)
    if version > schema.VERSION:
        raise NewerLibraryError(
            "The library was written by a newer version of this program",
            where=str(path),
            advice="Install the newest version of cable-reader. The library was not changed.",
        )
    if version and not tables:
        raise damaged(path)
    return int(version)


def _create_or_migrate(connections: Connections, version: int) -> None:
    """Create the tables of an empty file, or upgrade those of an earlier version."""
    if version == schema.VERSION:
        return
    if connections.read_only:
        raise LibraryError(
            "The library is from an earlier version of this program and cannot be upgraded: it is read-only"
            if version
            else "The library is empty and read-only",
            where=str(connections.path),
            advice="Open it once where you can write to it.",
        )
    if version == 0:
        with connections.connection() as db:
            db.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
            # On a file system without shared memory, SQLite uses another mode, which works but is slower.
            db.execute("PRAGMA journal_mode = WAL")
    with connections.writing() as db:
        # Another process may have created the tables while this one waited for the lock.
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            schema.create(db)
            db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {schema.VERSION}")
        elif version < schema.VERSION:
            schema.migrate(db, version)


@contextmanager
def translate_damage_errors(path: Path) -> Iterator[None]:
    """Raise errors from unpacking damaged bytes as DamagedLibraryError."""
    try:
        yield
    except (zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise damaged(path) from error
