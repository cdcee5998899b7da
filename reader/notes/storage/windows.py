"""Which windows are open on the notes: each keeps a file of its own locked while it is open.

So one window does not undo what another is doing. The system releases the lock of a window that crashed.
"""

from __future__ import annotations

import contextlib
import re
import uuid
from pathlib import Path

from reader.atomic_files import check_folder
from reader.notes.errors import NotesError
from reader.notes.storage.disk import Disk
from reader.notes.storage.locking import LockFile, is_locked
from reader.notes.storage.own_files import WINDOWS

_ID = re.compile(r"[0-9a-f]{12}")


def is_window_id(name: str) -> bool:
    """True for the id of a window, which is also the name of its file."""
    return _ID.fullmatch(name) is not None


class Windows:
    """This window and the others on the same folder. Creates no file before ``announce``."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = folder / WINDOWS
        self._disk = disk
        self._own: LockFile | None = None
        self.id = uuid.uuid4().hex[:12]
        """The id of this window."""

    def announce(self) -> None:
        """Show other windows that this one is open. If it fails they may undo its steps; that is harmless."""
        if self._own is None:
            with contextlib.suppress(OSError, NotesError):
                self._disk.make_folder(self._folder)
                self._remove_closed()
                own = LockFile(self._folder / self.id, self._disk)
                own.acquire()
                self._own = own

    def is_open(self, window: str) -> bool:
        """True if another window with this id is open."""
        if window == self.id or not is_window_id(window):
            return False
        with contextlib.suppress(OSError):
            return check_folder(self._folder) and is_locked(self._folder / window, self._disk)
        return False

    def close(self) -> None:
        """Remove this window's file and release its lock."""
        if self._own is not None:
            with contextlib.suppress(OSError):
                check_folder(self._folder)
                self._disk.remove(self._folder / self.id)
            self._own.close()
            self._own = None

    def _remove_closed(self) -> None:
        """Remove the files of windows that crashed; other files are left alone."""
        for path in self._folder.iterdir():
            if is_window_id(path.name) and not self.is_open(path.name):
                with contextlib.suppress(OSError):
                    self._disk.remove(path)
