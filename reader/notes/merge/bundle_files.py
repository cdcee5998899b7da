"""Reading and writing bundles as files; backups and plain TinyDB files can be read too."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.atomic_files import write_atomically
from reader.notes.errors import NotesError
from reader.notes.merge import bundle
from reader.notes.merge.bundle import HEAD, LARGEST, Bundle
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export

STANDARD = Path("-")
"""Standard input."""


def load(path: Path) -> Bundle:
    """The records of a bundle, a snapshot (a backup or a copy set aside) or a plain TinyDB file.

    Raises NotesError for any other file.
    """
    if path == STANDARD:
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        data = tinydb_export.read_file(path, LARGEST + 1)
    if len(data) > LARGEST:
        raise NotesError(f"The file is larger than {LARGEST >> 20} MB; nothing was merged", where=str(path))
    if HEAD.encode() not in data and data.startswith(b"{"):
        return bundle.read("".join(bundle.lines(tinydb_export.tables_in(data, path).items())))
    try:
        return bundle.read(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotesError("This is not a notes bundle: it is not UTF-8 text", where=str(path)) from error


def save(notes: Notes, path: Path) -> int:
    """Write the bundle of all notes, replacing the file as a whole; returns the number of records.

    Raises NotesError.
    """
    text = "".join(bundle.lines(notes.tables()))
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise NotesError(f"The file cannot be written ({error.strerror})", where=str(path)) from error
    return text.count("\n") - 1


def is_bundle(path: Path) -> bool:
    """True for a bundle, which a newer one may replace. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(HEAD)) == HEAD.encode()
