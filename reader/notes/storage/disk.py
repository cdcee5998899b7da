"""The few things the notes ask of the disk, in one place, so that each can be made to fail in a test.

Every method raises OSError. Nothing here knows what a note is.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.atomic_files import private_folder

_CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Disk:
    """The operations; stateless, replaced as a whole by the fault tests."""

    def make_folder(self, path: Path) -> None:
        """Make a folder of the owner's only, with its parents."""
        private_folder(path)

    def open(self, path: Path, *, write: bool = False, create: bool = False) -> int:
        """A file handle, for reading or for appending too; a link in the file's place is not followed."""
        flags = (os.O_RDWR | os.O_APPEND) if write else os.O_RDONLY
        return os.open(path, flags | (os.O_CREAT if create else 0) | _CLOSE_ON_EXEC | _NO_LINK, 0o600)

    def read(self, handle: int, start: int, end: int) -> bytes:
        """The bytes from ``start`` to ``end``, or as far as the file goes."""
        parts = []
        while start < end and (part := os.pread(handle, min(end - start, 1 << 26), start)):
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def write(self, handle: int, data: bytes) -> int:
        """Write what one call of the system takes; gives the number of bytes taken."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Bring a file to the disk itself, also past the drive's cache where the system offers that."""
        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            fcntl.fcntl(handle, full)
        else:
            os.fsync(handle)

    def truncate(self, handle: int, size: int) -> None:
        """Cut a file to ``size`` bytes."""
        os.ftruncate(handle, size)

    def replace(self, source: Path, target: Path) -> None:
        """Put a file in another's place, as a whole."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file that may be gone already."""
        path.unlink(missing_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Bring a folder's entries to the disk."""
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | _CLOSE_ON_EXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    # What follows is made of the above.

    def last_line(self, handle: int, longest: int) -> bytes:
        """The last line of a file, without its newline; empty where it is longer than so many bytes."""
        size = os.fstat(handle).st_size
        length = min(longest, 1 << 14)
        while True:
            end = self.read(handle, max(size - length, 0), size).removesuffix(b"\n")
            at = end.rfind(b"\n")
            if at >= 0 or length >= size:
                return end[at + 1 :]
            if length == longest:
                return b""
            length = min(length * 8, longest)

    def write_all(self, handle: int, data: bytes) -> None:
        """Write all of the data; a short write is followed up until the system says why."""
        rest = memoryview(data)
        while rest:
            rest = rest[self.write(handle, bytes(rest) if len(rest) < len(data) else data) :]

    def write_file(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Make or replace a file as a whole or not at all: beside, sync, replace, sync the folder."""
        beside = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            self.remove(beside)
            handle = self.open(beside, write=True, create=True)
            try:
                for portion in _portions(chunks):
                    self.write_all(handle, portion)
                self.sync(handle)
            finally:
                os.close(handle)
            self.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        self.sync_folder(path.parent)


def _portions(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks put together to about a megabyte each, to spare the system calls."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= 1 << 20:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
