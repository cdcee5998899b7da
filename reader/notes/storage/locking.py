"""The lock that windows and the command line share, held while one of them writes.

It is an ``flock`` on a separate file, so the system releases it when the process ends. If someone deletes the
file, a second writer could lock a new one. So a lock is only valid while its file is the one at the path;
this is checked when the lock is taken and again before a change is confirmed. The lock of a store is also
taken on its folder, which is rarely deleted; some network file systems cannot lock a folder.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.atomic_files import is_file_at
from reader.notes.errors import NotesError
from reader.notes.storage.disk import Disk

MAX_WAIT = 10.0
"""Seconds to wait for another window to finish a write, which takes milliseconds."""
_PAUSE = 0.002


class LockFile:
    """A lock for one thread at a time, not reentrant. ``with_folder``: also lock the folder of the file."""

    def __init__(self, path: Path, disk: Disk, *, with_folder: bool = False) -> None:
        self.path = path
        self._with_folder = with_folder
        self._folder: int | None = None
        self.was_lost = False
        """True if the file was deleted or replaced while we held the lock."""
        self._disk = disk
        self._handle: int | None = None

    @contextmanager
    def held(self, *, shared: bool = False) -> Iterator[None]:
        """Hold the lock; shared for reading. Raises OSError, or NotesError if another process keeps it.

        Reading goes on without a lock file that is missing or cannot be opened.
        """
        self._acquire(shared)
        try:
            yield
        finally:
            if not shared and not self.is_current:
                self.was_lost = True
            if self._handle is not None:
                fcntl.flock(self._handle, fcntl.LOCK_UN)
            self._release_folder()

    @property
    def is_current(self) -> bool:
        """True if the open file is the one at the path."""
        return self._handle is not None and is_file_at(self._handle, self.path)

    def renew(self) -> None:
        """Take the lock on the file that is now at the path. Raises the same as ``held``."""
        self.was_lost = True
        self._close_file()
        self._acquire(shared=False)

    def acquire(self) -> None:
        """Take the lock for writing, until ``close``. Raises the same as ``held``."""
        self._acquire(shared=False)

    def try_acquire(self) -> bool:
        """Take the lock for writing, until ``close``; False if another process has it."""
        while True:
            handle = self._opened(shared=False)
            assert handle is not None
            free = _try_lock(handle, fcntl.LOCK_EX)
            if self.is_current:
                return free
            self._close_file()

    def close(self) -> None:
        """Close the file, which releases the lock."""
        self._close_file()
        self._release_folder()

    def _close_file(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _release_folder(self) -> None:
        if self._folder is not None:
            os.close(self._folder)
            self._folder = None

    def _acquire(self, shared: bool) -> None:
        try:
            self._wait_for_lock(shared)
        except BaseException:
            self._release_folder()
            raise

    def _wait_for_lock(self, shared: bool) -> None:
        deadline = time.monotonic() + MAX_WAIT
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        if self._with_folder and self._folder is None:
            self._lock_folder(kind, deadline)
        while (handle := self._opened(shared)) is not None:
            free = _try_lock(handle, kind)
            if not self.is_current:
                self._close_file()
            elif free:
                return
            _wait(deadline)

    def _lock_folder(self, kind: int, deadline: float) -> None:
        try:
            self._folder = self._disk.open_folder(self.path.parent)
            while not _try_lock(self._folder, kind):
                _wait(deadline)
        except OSError:  # then only the file is locked
            self._release_folder()

    def _opened(self, shared: bool) -> int | None:
        if self._handle is None:
            try:
                self._handle = self._disk.open(self.path, write=not shared, create=not shared)
            except OSError:
                if shared:
                    return None
                raise
        return self._handle


def is_locked(path: Path, disk: Disk) -> bool:
    """True if a running process holds the lock on this file. Creates no file."""
    try:
        handle = disk.open(path)
    except OSError:
        return False
    try:
        return not _try_lock(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _wait(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise NotesError(
            "Another window has been writing notes for too long; nothing was saved",
            advice="Close the other window or wait for it, then try again.",
        )
    time.sleep(_PAUSE)


def _try_lock(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
