"""Writing a new file in pieces: complete or not at all, and never over another one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.atomic_files import open_regular_file, sync_folder
from reader.errors import CablesError


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file beside ``path`` to write to; it gets that name at the end, and is removed after an error.

    Raises CablesError if there is something with that name, or the file cannot be written.
    """
    check_new(path)
    temporary = path.with_name(f".{path.name[:200]}.{os.getpid()}.new")
    try:
        os.close(open_regular_file(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
        yield temporary
        descriptor = open_regular_file(temporary)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        check_new(path)
        temporary.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        where = str(error.filename or path)
        raise CablesError(f"The file cannot be written ({error.strerror or error})", where=where) from error
    finally:
        temporary.unlink(missing_ok=True)


def check_new(path: Path) -> None:
    """Raise CablesError if there is something with this name."""
    if path.exists() or path.is_symlink():
        raise CablesError("The file already exists", where=str(path), advice="Choose another name.")


def write_new(path: Path, pieces: Iterable[str]) -> None:
    """Write a text in pieces, with its own line ends. Raises CablesError."""
    with new_file(path) as temporary, temporary.open("wb") as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "replace"))
