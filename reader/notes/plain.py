"""The notes as one file: a plain TinyDB JSON for other programs, or a snapshot as a backup."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.notes import replay
from reader.notes.errors import NotesError
from reader.notes.lines import dump
from reader.notes.replay import Replay
from reader.notes.state import Docs
from reader.notes.storage import JournalStorage


def write_plain(storage: JournalStorage, path: Path) -> None:
    """One JSON file that ``TinyDB(path)`` opens, replaced as a whole. Raises OSError."""
    state = storage.frozen().state

    def chunks() -> Iterator[bytes]:
        for number, table in enumerate(sorted(state.tables())):
            yield b"%b%b: %b" % (b",\n" if number else b"{\n", dump(table), state.raw(table) or b"{}")
        yield b"\n}\n" if len(state) else b"{}\n"

    storage.disk.write_file(path, chunks())


def read_plain(storage: JournalStorage, path: Path) -> int:
    """Take the tables of a plain TinyDB JSON into an empty store; gives how many documents.

    Raises NotesError for a store that holds something, and for a file that is no TinyDB's.
    """
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise NotesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise NotesError("The file is no JSON", where=str(path)) from error
    if not _is_database(data):
        raise NotesError("The file is no TinyDB database", where=str(path))
    return _fill(storage, data)


def write_snapshot(storage: JournalStorage, path: Path) -> None:
    """A backup in the form of the store's own snapshots. Raises OSError."""
    storage.disk.make_folder(path.parent)
    frozen = storage.frozen()
    storage.disk.write_file(path, replay.snapshot_lines(frozen.generation, frozen, dt.datetime.now(dt.UTC)))


def read_snapshot(storage: JournalStorage, path: Path) -> int:
    """Take a backup or a snapshot into an empty store; gives how many documents. Raises NotesError."""
    return _fill(storage, snapshot_tables(path))


def snapshot_tables(path: Path) -> dict[str, Docs]:
    """The tables of a backup or a snapshot. Raises NotesError for a file that is no whole one."""
    found = Replay()
    try:
        whole = found.snapshot(path.name, path.read_bytes())
    except OSError as error:
        raise NotesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    if not whole:
        raise NotesError("The file is no whole snapshot of notes", where=str(path))
    return {table: found.state.docs(table) for table in found.state.tables()}


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
