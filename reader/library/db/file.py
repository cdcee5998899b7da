"""Opens and closes the file of a library. ``lookup`` and ``library`` read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from reader.library.db import open, state
from reader.library.db.connections import Connections, Interrupt
from reader.library.errors import translate_sqlite_errors

FILE = "library.db"
"""The name of the library's file in its folder."""


class LibraryFile:
    """The SQLite file of a library. Several threads and processes can use it at the same time.

    Every method raises LibraryError if the file cannot be read or written.
    """

    def __init__(self, folder: Path, connections: Connections, *, temporary: bool = False) -> None:
        self.folder = folder
        self.connections = connections
        """For the other modules of ``reader.library``."""
        self._temporary = temporary

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, create: bool = True) -> Self:
        """Open the library in a folder. If one of them is missing it is created, with access only for its
        owner.

        With ``create=False`` or ``read_only``, NoLibraryError is raised instead. A file that cannot be
        written is opened read-only (see :attr:`read_only`). Raises NotALibraryError, NewerLibraryError,
        DamagedLibraryError and other LibraryErrors, and then does not change the file.
        """
        return cls(folder, open.open_file(folder / FILE, read_only=read_only, create=create))

    @classmethod
    def temporary(cls) -> Self:
        """Create a library that is deleted when it is closed."""
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
        """Whether the library can only be read."""
        return self.connections.read_only

    def close(self) -> None:
        """Close the file; a temporary library is deleted."""
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
        """Let another thread stop reads within this block, by calling the object that is yielded.

        The read then raises InterruptedReadError in its own thread.
        """
        with translate_sqlite_errors(self.path):
            interrupt = self.connections.interruptible()
        try:
            yield interrupt
        finally:
            interrupt.finish()

    def generation(self) -> int:
        """A number that grows whenever any process adds, removes or changes cables."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            return state.generation(db)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
