"""The notes as one file: a plain TinyDB JSON for other programs, or a snapshot as a backup."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.notes.errors import NotesError
from reader.notes.model import Docs
from reader.notes.storage import replay
from reader.notes.storage.journal_lines import OPENING, dump
from reader.notes.storage.replay import Replay
from reader.notes.storage.tinydb_storage import JournalStorage


def _chunks(storage: JournalStorage) -> Iterator[bytes]:
    """The parts of one JSON file that ``TinyDB(path)`` opens."""
    state = storage.frozen().state
    for number, table in enumerate(sorted(state.tables())):
        yield b"%b%b: %b" % (b",\n" if number else b"{\n", dump(table), state.raw(table) or b"{}")
    yield b"\n}\n" if len(state) else b"{}\n"


def write_plain(storage: JournalStorage, path: Path) -> None:
    """The notes as such a file, replaced as a whole. Raises OSError."""
    storage.disk.write_file(path, _chunks(storage))


def write_snapshot(storage: JournalStorage, path: Path) -> None:
    """A backup in the form of the store's own snapshots. Raises OSError."""
    storage.disk.make_folder(path.parent)
    frozen = storage.frozen()
    storage.disk.write_file(path, replay.snapshot_lines(frozen.generation, frozen, dt.datetime.now(dt.UTC)))


def read_into(storage: JournalStorage, path: Path) -> int:
    """Take a plain TinyDB file, a backup or a snapshot into an empty store; gives how many documents.

    Raises NotesError for a store that holds something, and for a file that is none of these.
    """
    return _fill(storage, tables_in(read_file(path), path))


def read_file(path: Path, longest: int = -1) -> bytes:
    """The bytes of a file, at most so many. Raises NotesError."""
    try:
        with path.open("rb") as file:
            return file.read(longest)
    except OSError as error:
        raise NotesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error


def tables_in(data: bytes, path: Path) -> dict[str, Docs]:
    """The tables in the data of a plain TinyDB file, a backup or a snapshot. Raises NotesError."""
    if data.startswith(OPENING):
        found = Replay()
        if not found.snapshot(path.name, data):
            raise NotesError("The file is no whole snapshot of notes", where=str(path))
        return {table: found.state.docs(table) for table in found.state.tables()}
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotesError("The file is no JSON", where=str(path)) from error
    if not _is_database(tables):
        raise NotesError("The file is no TinyDB database", where=str(path))
    return dict(tables)


def _is_database(data: Any) -> bool:
    return isinstance(data, dict) and all(
        isinstance(docs, dict)
        and all(number.isdecimal() and isinstance(document, dict) for number, document in docs.items())
        for docs in data.values()
    )


def _fill(storage: JournalStorage, data: Mapping[str, Docs]) -> int:
    with storage.change() as tables:
        if len(tables):
            raise NotesError("There are notes here already", where=str(storage.folder))
        for table, docs in data.items():
            tables[table] = docs
    return sum(map(len, data.values()))
