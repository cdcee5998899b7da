"""Which windows are open on the notes: each holds a lock on a file of its own while it lives.

So that one window does not undo what another is doing. A window that died lets go of its lock by itself.
"""

from __future__ import annotations

import contextlib
import uuid
from pathlib import Path

from reader.notes.storage.disk import Disk
from reader.notes.storage.locking import LockFile


class Windows:
    """This window and the others on the same folder. Makes no file before ``announce``."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = folder / "windows"
        self._disk = disk
        self._own: LockFile | None = None
        self.id = uuid.uuid4().hex[:12]
        """This window's."""

    def announce(self) -> None:
        """Let others know that this window lives. Without that, they may undo its steps: no harm done."""
        if self._own is None:
            with contextlib.suppress(OSError):
                self._disk.make_folder(self._folder)
                self._sweep()
                own = LockFile(self._folder / self.id, self._disk)
                own.attempt()
                self._own = own

    def lives(self, window: str) -> bool:
        """True when another window with this id is open."""
        path = self._folder / window
        if window == self.id or not path.exists():
            return False
        lock = LockFile(path, self._disk)
        try:
            return not lock.attempt()
        except OSError:
            return False
        finally:
            lock.close()

    def close(self) -> None:
        """This window is no more."""
        if self._own is not None:
            with contextlib.suppress(OSError):
                self._disk.remove(self._folder / self.id)
            self._own.close()
            self._own = None

    def _sweep(self) -> None:
        """Remove what dead windows left."""
        for path in self._folder.iterdir():
            if not self.lives(path.name):
                self._disk.remove(path)
