"""The lock that two windows and the command line share: held while one writes, and not longer.

It is an ``flock`` on a file of its own, so that the system lets go of it when its holder dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.notes.errors import NotesError
from reader.notes.storage.disk import Disk

PATIENCE = 10.0
"""Seconds to wait for another window's write; one takes milliseconds."""
_PAUSE = 0.002


class LockFile:
    """A lock over a folder; not reentrant, and one thread at a time."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk
        self._handle: int | None = None

    @contextmanager
    def held(self, *, shared: bool = False) -> Iterator[None]:
        """Hold the lock; shared for reading. Raises OSError, or NotesError when it is not to be had.

        For reading, a lock file that is missing or closed to us is no hindrance: then nobody can write.
        """
        handle = self._opened(shared)
        if handle is None:
            yield
            return
        _take(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)

    def attempt(self) -> bool:
        """Take the lock for writing if it is free, until ``close``; False when someone has it."""
        handle = self._opened(shared=False)
        assert handle is not None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go of the file, and so of the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _opened(self, shared: bool) -> int | None:
        if self._handle is None:
            try:
                self._handle = self._disk.open(self._path, write=not shared, create=not shared)
            except OSError:
                if shared:
                    return None
                raise
        return self._handle


def _take(handle: int, kind: int) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise NotesError(
                    "Another window has been writing notes for too long; nothing was saved",
                    advice="Close the other window or wait for it, then try again.",
                ) from None
            time.sleep(_PAUSE)
