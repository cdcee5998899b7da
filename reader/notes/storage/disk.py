"""The disk operations that the notes need, in one place, so that a test can make each of them fail.

Every method raises OSError. Links, pipes, devices and folders in the place of a file are refused with
UnexpectedFileTypeError; they are not opened, followed, replaced or removed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.atomic_files import check_folder, check_regular_file, open_regular_file, private_folder

_CHUNK = 1 << 20
"""Bytes written with one system call when a file is written in many small parts."""
_LARGEST_READ = 1 << 26


class Disk:
    """The operations. Stateless; the fault tests replace it."""

    def make_folder(self, path: Path) -> None:
        """Create a folder for the owner only, with its parents, and sync the entry of each new one.

        A link in its place is not followed.
        """
        check_folder(path)
        private_folder(path)

    def open(self, path: Path, *, write: bool = False, create: bool = False) -> int:
        """Open a regular file for reading, or also for appending, and return its descriptor."""
        flags = (os.O_RDWR | os.O_APPEND) if write else os.O_RDONLY
        return open_regular_file(path, flags | (os.O_CREAT if create else 0))

    def read(self, handle: int, start: int, end: int) -> bytes:
        """The bytes from ``start`` to ``end``, or as far as the file goes."""
        parts = []
        while start < end and (part := os.pread(handle, min(end - start, _LARGEST_READ), start)):
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def write(self, handle: int, data: bytes) -> int:
        """Write as much as one system call takes; returns the number of bytes written."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Flush a file to disk, past the drive's cache if the system can do that."""
        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            fcntl.fcntl(handle, full)
        else:
            os.fsync(handle)

    def truncate(self, handle: int, size: int) -> None:
        """Cut a file to ``size`` bytes."""
        os.ftruncate(handle, size)

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file over another."""
        check_regular_file(target)
        source.replace(target)

    def rename_new(self, source: Path, target: Path) -> None:
        """Rename a file to a new name. Raises FileExistsError if the name is taken."""
        try:
            target.hardlink_to(source)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if check_regular_file(target):
                raise FileExistsError(target) from None
            source.rename(target)
        else:
            source.unlink()

    def remove(self, path: Path) -> None:
        """Remove a file that may already be gone."""
        if check_regular_file(path):
            path.unlink(missing_ok=True)

    def open_folder(self, path: Path) -> int:
        """The descriptor of a folder, to lock or sync it."""
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def sync_folder(self, path: Path) -> None:
        """Flush a folder's entries to disk."""
        handle = self.open_folder(path)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    # The following use only the above.

    def read_file(self, path: Path, longest: int) -> bytes:
        """The bytes of a file, at most ``longest``."""
        handle = self.open(path)
        try:
            return self.read(handle, 0, longest)
        finally:
            os.close(handle)

    def last_line(self, handle: int, longest: int) -> bytes:
        """The last line of a file, without its newline; empty if it is longer than ``longest`` bytes."""
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
        """Write all of the data, continuing after short writes."""
        rest = memoryview(data)
        while rest:
            rest = rest[self.write(handle, bytes(rest) if len(rest) < len(data) else data) :]

    def write_file(self, path: Path, chunks: Iterable[bytes], *, new: bool = False) -> None:
        """Create or replace a file as a whole or not at all: temporary file, sync, rename, sync the folder.

        With ``new``, raises FileExistsError if the file exists.
        """
        temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
        self.remove(temporary)
        try:
            handle = self.open(temporary, write=True, create=True)
            try:
                for chunk in _joined(chunks):
                    self.write_all(handle, chunk)
                self.sync(handle)
            finally:
                os.close(handle)
            if new:
                self.rename_new(temporary, path)
            else:
                self.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                Disk.remove(self, temporary)
            raise
        self.sync_folder(path.parent)


def _joined(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same data in chunks of about a megabyte, to save system calls."""
    pending: list[bytes] = []
    size = 0
    for chunk in chunks:
        pending.append(chunk)
        size += len(chunk)
        if size >= _CHUNK:
            yield b"".join(pending)
            pending, size = [], 0
    if pending:
        yield b"".join(pending)
