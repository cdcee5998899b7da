"""The files that stay open: the journal, for reading and appending, and a large snapshot, for reading."""

from __future__ import annotations

import errno
import os
import weakref
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from reader.atomic_files import is_file_at
from reader.notes.storage.disk import Disk
from reader.notes.storage.format.journal_lines import is_intact
from reader.notes.storage.format.snapshot import line_start
from reader.notes.storage.table_state import State

_BLOCK = 1 << 18


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


class SnapshotFile:
    """A snapshot whose tables are read when they are needed; most never are. Its methods raise OSError.

    The checksum of each line shows whether the file has been damaged since it was opened.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.older: Callable[[], State | None] = lambda: None
        """Gives the same tables from older files, if they are there; asked when this one is damaged."""
        self._disk = disk
        self._rescued: State | None = None
        self._block = 0, b""
        """A stretch of the file, and where it begins: read ahead while lines are read one after the other."""
        self._next = 0
        """Where the line after the one read last begins."""
        self._handle = handle = disk.open(path)
        weakref.finalize(self, os.close, handle)
        self.size = os.fstat(handle).st_size

    def read(self, start: int, end: int) -> bytes:
        """The bytes from ``start`` to ``end``, or as far as the file goes."""
        return self._disk.read(self._handle, start, end)

    def checksum(self, end: int) -> int:
        """The CRC-32 of the bytes up to ``end``; holds one block at a time."""
        checksum = 0
        for at in range(0, end, _BLOCK):
            checksum = crc32(self.read(at, min(at + _BLOCK, end)), checksum)
        return checksum

    def documents(self, name: str, start: int, end: int) -> bytes:
        """The JSON text of a table's documents."""
        if self._rescued is None:
            begin = line_start(name, start)
            line = self._line(begin, end + 1)
            if is_intact(line, memoryview(line), 0, len(line)):
                return line[start - begin : -1]
            self._rescue()
        assert self._rescued
        return self._rescued.raw(name) or b"{}"

    def _line(self, start: int, end: int) -> bytes:
        at, block = self._block
        if not at <= start <= end <= at + len(block):
            if start != self._next:
                self._next = end + 1
                return self.read(start, end)
            at, block = self._block = start, self.read(start, max(start + _BLOCK, end))
        self._next = end + 1
        return block[start - at : end - at]

    def find(self, needle: bytes, start: int) -> int:
        """Where these bytes are next; -1 if nowhere. Some twenty milliseconds for 50 MB."""
        for at in range(start, self.size, _BLOCK):
            found = self.read(at, at + _BLOCK + len(needle) - 1).find(needle)
            if found >= 0:
                return at + found
        return -1

    def _rescue(self) -> None:
        self._rescued = self.older()
        if self._rescued is None:
            raise OSError(errno.EIO, "The file was damaged while it was open", str(self.path))
