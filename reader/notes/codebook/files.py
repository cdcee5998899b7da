"""Codebooks as files: REFI-QDA if the name ends with ``.qdc``, otherwise CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader import __version__
from reader.atomic_files import write_atomically
from reader.notes.codebook import csv_file, qdc
from reader.notes.codebook.import_plan import Entry, entries
from reader.notes.errors import NotesError
from reader.notes.repository import Notes

QDC, CSV = ".qdc", ".csv"
LARGEST = 16 << 20
"""Largest file that is read, in bytes. A code takes about two hundred."""


def text(notes: Notes, form: str) -> Iterator[str]:
    """The lines of the codebook in this format (``QDC`` or ``CSV``)."""
    found = entries(notes.codebook())
    if form == QDC:
        return qdc.write(found, f"cables {__version__}")
    return csv_file.write(found, notes.usage())


def save(notes: Notes, path: Path) -> int:
    """Write the codebook to a file, replaced as a whole; returns the number of codes. Raises NotesError."""
    form = form_of(path)
    if not notes.codes():  # the schema of REFI-QDA requires at least one
        raise NotesError("There are no codes yet; nothing was written", where=str(path))
    # The byte order mark tells spreadsheets that the file is in UTF-8; other programs skip it.
    encoding = "utf-8-sig" if form == CSV else "utf-8"
    try:
        write_atomically(path, "".join(text(notes, form)).encode(encoding))
    except OSError as error:
        raise NotesError(f"The file cannot be written ({error.strerror})", where=str(path)) from error
    return len(notes.codes())


def load(path: Path) -> tuple[list[Entry], list[str]]:
    """The codes in a file, and remarks on what was not imported. Raises NotesError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NotesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    if len(data) > LARGEST:
        raise NotesError("The file is too large to be a codebook", where=str(path))
    if form_of(path) == QDC:
        return qdc.read(data)
    try:
        return csv_file.read(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        raise NotesError(
            "The table is not in UTF-8",
            where=str(path),
            advice='Save it again as "CSV UTF-8".',
        ) from error


def form_of(path: Path) -> str:
    """The format according to the name of the file. Raises NotesError for any other name."""
    suffix = path.suffix.lower()
    if suffix not in (QDC, CSV):
        raise NotesError("A codebook file ends with .qdc or .csv", where=str(path))
    return suffix
