"""All notes as one file: plain TinyDB JSON for other programs, or a snapshot as a backup."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.notes.errors import NotesError
from reader.notes.model import Docs
from reader.notes.storage.format.journal import is_docs
from reader.notes.storage.format.journal_lines import OPENING, dump
from reader.notes.storage.replay import Replay
from reader.notes.storage.tinydb_storage import JournalStorage


def _chunks(storage: JournalStorage) -> Iterator[bytes]:
    """The text, in parts, of a JSON file that ``TinyDB(path)`` opens."""
    state = storage.frozen().state
    for number, table in enumerate(sorted(state.tables())):
        yield b"%b%b: %b" % (b",\n" if number else b"{\n", dump(table), state.raw(table) or b"{}")
    yield b"\n}\n" if len(state) else b"{}\n"


def write_plain(storage: JournalStorage, path: Path) -> None:
    """Write all notes as a plain TinyDB file, replacing it as a whole. Raises OSError."""
    storage.disk.write_file(path, _chunks(storage))


def write_snapshot(storage: JournalStorage, path: Path) -> None:
    """Write a backup in the format of the store's snapshots. Raises OSError."""
    storage.disk.make_folder(path.parent)
    storage.disk.write_file(path, storage.frozen().snapshot_lines(dt.datetime.now(dt.UTC)))


def read_into(storage: JournalStorage, path: Path) -> int:
    """Read a plain TinyDB file, a backup or a snapshot into an empty store; returns the number of documents.

    Raises NotesError if the store is not empty, or if the file is none of these.
    """
    return _fill(storage, tables_in(read_file(path), path))


def read_file(path: Path, longest: int = -1) -> bytes:
    """The bytes of a file, at most ``longest``. Raises NotesError."""
    try:
        with path.open("rb") as file:
            return file.read(longest)
    except OSError as error:
        raise NotesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error


def tables_in(data: bytes, path: Path) -> dict[str, Docs]:
    """The tables in the data of a plain TinyDB file, a backup or a snapshot. Raises NotesError."""
    if data.startswith(OPENING):
        found = Replay()
        if not found.read_snapshot(path.name, data):
            raise NotesError("This is not a complete snapshot of notes", where=str(path))
        return {table: found.state.docs(table) for table in found.state.tables()}
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotesError("The file is not JSON", where=str(path)) from error
    if not _is_database(tables):
        raise NotesError("The file is not a TinyDB database", where=str(path))
    return dict(tables)


def _is_database(data: Any) -> bool:
    return isinstance(data, dict) and all(is_docs(docs) for docs in data.values())


def _fill(storage: JournalStorage, data: Mapping[str, Docs]) -> int:
    with storage.change() as tables:
        if len(tables):
            raise NotesError("There are already notes here", where=str(storage.folder))
        for table, docs in data.items():
            tables[table] = docs
    return sum(map(len, data.values()))
