"""Errors of the file system while a library is opened, as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import CablesError


@contextmanager
def explain_os_errors(folder: Path) -> Iterator[None]:
    """Turns errors of the file system into ours, with the folder they concern."""
    try:
        yield
    except OSError as error:
        raise CablesError(
            f"The library cannot be opened ({error.strerror or error})",
            where=str(error.filename or folder),
            advice="Choose another library with --library, or change the folder's permissions.",
        ) from error
