"""A disk that refuses when told to: any operation of the notes can be made to fail, once or from then on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.notes.storage.disk import Disk


class FaultyDisk(Disk):
    """Counts the operations that change something and fails the one asked for."""

    def __init__(self) -> None:
        self.count = 0
        self.fail_at: int | None = None
        """The operation that fails, counted from 1."""
        self.errno = 0
        self.lasting = False
        """True when all operations after it fail too, until ``heal``."""
        self.short = False
        """True when a failing write takes half of the data first."""
        self.late = False
        """True when what fails is done all the same, as over a network whose answer was lost."""
        self._half: bool = False

    def heal(self) -> None:
        """Work again."""
        self.fail_at = None

    @contextmanager
    def _operation(self) -> Iterator[None]:
        self.count += 1
        fails = self.fail_at is not None and (
            self.count >= self.fail_at if self.lasting else self.count == self.fail_at
        )
        if not fails or self.late:
            yield
        if fails:
            raise OSError(self.errno, os.strerror(self.errno))

    def make_folder(self, path: Path) -> None:
        if path.exists():
            return
        with self._operation():
            super().make_folder(path)

    def open(self, path: Path, *, write: bool = False, create: bool = False) -> int:
        if not write or self.late:  # a handle whose answer was lost is nobody's
            return super().open(path, write=write, create=create)
        with self._operation():
            return super().open(path, write=write, create=create)

    def write(self, handle: int, data: bytes) -> int:
        if self.short and len(data) > 1 and self.fail_at == self.count + 1 and not self._half:
            self._half = True  # half of it is taken; the next call fails
            return super().write(handle, data[: len(data) // 2])
        self._half = False
        with self._operation():
            return super().write(handle, data)

    def sync(self, handle: int) -> None:
        with self._operation():
            pass  # and no more: no test cuts the power

    def truncate(self, handle: int, size: int) -> None:
        with self._operation():
            super().truncate(handle, size)

    def replace(self, source: Path, target: Path) -> None:
        with self._operation():
            super().replace(source, target)

    def remove(self, path: Path) -> None:
        if path.exists():
            with self._operation():
                super().remove(path)

    def rename_new(self, source: Path, target: Path) -> None:
        with self._operation():
            super().rename_new(source, target)

    def sync_folder(self, path: Path) -> None:
        with self._operation():
            pass
