"""The journal that is open for reading and appending."""

from __future__ import annotations

import os
from pathlib import Path

from reader.atomic_files import is_file_at
from reader.notes.storage.disk import Disk


class JournalFile:
    """An open journal. Every method raises OSError."""

    def __init__(self, path: Path, disk: Disk, *, write: bool) -> None:
        self.path = path
        self._disk = disk
        self._handle = disk.open(path, write=write)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return os.fstat(self._handle).st_size

    @property
    def is_removed(self) -> bool:
        """True if the file has no name any more. Cheaper than ``is_at_path``."""
        return os.fstat(self._handle).st_nlink == 0

    @property
    def is_at_path(self) -> bool:
        """True if the open file is the one at the path: not removed or replaced since."""
        return is_file_at(self._handle, self.path)

    def read(self, start: int, end: int) -> bytes:
        """The bytes from ``start`` to ``end``, or as far as the file goes."""
        return self._disk.read(self._handle, start, end)

    def append(self, data: bytes) -> None:
        """Write at the end and sync."""
        self._disk.write_all(self._handle, data)
        self._disk.sync(self._handle)

    def truncate(self, size: int) -> None:
        """Cut the file to ``size`` bytes and sync."""
        self._disk.truncate(self._handle, size)
        self._disk.sync(self._handle)

    def remove_last(self, line: bytes) -> None:
        """Remove the line from the end of the file, if it is still the last one."""
        end = self.size
        if self.read(end - len(line), end) == line:
            self.truncate(end - len(line))
