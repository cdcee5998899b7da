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

SUFFIX = ".jsonl"
"""Ends the names of bundles in a folder."""
STANDARD = Path("-")
"""Standard input."""


def load(path: Path) -> Bundle:
    """The records of a bundle, a snapshot (a backup or a copy set aside) or a plain TinyDB file, or of all
    bundles in a folder.

    Raises NotesError for any other file.
    """
    if path.is_dir():
        return _load_folder(path)
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


def bundles_in(folder: Path) -> list[Path]:
    """The bundles of a folder, by name; none if there is no folder. Raises NotesError."""
    try:
        return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file())
    except OSError as error:
        raise NotesError(f"The folder cannot be read ({error.strerror})", where=str(folder)) from error


def _load_folder(folder: Path) -> Bundle:
    found = [(path.name, load(path)) for path in bundles_in(folder)]
    if not found:
        raise NotesError("There are no notes bundles in this folder", where=str(folder))
    return Bundle(
        tuple(record for _, each in found for record in each.records),
        tuple(f"{name}: {sentence}" for name, each in found for sentence in each.skipped),
    )


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
