"""A library's file, opened and closed from any thread. ``lookup`` and ``library`` read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from reader.library.db import open, state
from reader.library.db.connections import Connections, Interrupt
from reader.library.errors import translate_sqlite_errors

FILE = "library.db"
"""The library's file in its folder."""


class LibraryFile:
    """The one SQLite file of a library; may be used from several threads, and beside another process.

    Every method raises LibraryError when the file cannot be read or written.
    """

    def __init__(self, folder: Path, connections: Connections, *, temporary: bool = False) -> None:
        self.folder = folder
        self.connections = connections
        """For the other modules of ``reader.library``."""
        self._temporary = temporary

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, create: bool = True) -> Self:
        """The library in a folder; both are created, readable by their owner only, if they are missing.

        With ``create=False`` or ``read_only`` nothing is created: NoLibraryError is raised. A file that
        cannot be written is opened read-only (see :attr:`read_only`). Raises NotALibraryError,
        NewerLibraryError, DamagedLibraryError and other LibraryErrors; the file is then left as it was.
        """
        return cls(folder, open.open_file(folder / FILE, read_only=read_only, create=create))

    @classmethod
    def temporary(cls) -> Self:
        """A library that is removed when it is closed."""
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="cables-"))
        try:
            return cls(folder, open.open_file(folder / FILE), temporary=True)
        except BaseException:
            _remove(folder)
            raise

    @property
    def path(self) -> Path:
        """The library's file."""
        return self.connections.path

    @property
    def read_only(self) -> bool:
        """True if nothing can be written."""
        return self.connections.read_only

    def close(self) -> None:
        """Close the file; a temporary library is removed."""
        with translate_sqlite_errors(self.path):
            self.connections.close()
        if self._temporary:
            _remove(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def interruptible(self) -> Iterator[Interrupt]:
        """Inside this block another thread may stop the reads by calling the yielded object.

        A stopped read raises InterruptedReadError in the thread that reads.
        """
        with translate_sqlite_errors(self.path):
            interrupt = self.connections.interruptible()
        try:
            yield interrupt
        finally:
            interrupt.finish()

    def generation(self) -> int:
        """A number that grows whenever any program adds, removes or changes cables."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            return state.generation(db)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
