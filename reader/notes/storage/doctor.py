"""Check a store without changing it, and write a repaired copy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reader.notes.codec import decode, kind_of
from reader.notes.errors import NotesError
from reader.notes.model import FORMAT
from reader.notes.storage.disk import Disk
from reader.notes.storage.disk_errors import disk_error
from reader.notes.storage.format.generations import Retention, listing
from reader.notes.storage.own_files import check_own_files
from reader.notes.storage.replay import Replay
from reader.notes.storage.store import Store
from reader.notes.storage.tinydb_storage import JournalStorage, newer_format


@dataclass(frozen=True, slots=True)
class Examination:
    """The result of a check."""

    losses: tuple[str, ...]
    """What cannot be read, in sentences; a repaired copy would lack it."""
    strange: tuple[str, ...]
    """Documents that are kept but that this version cannot read."""
    records: Counter[str]
    """Live records by kind."""
    changes: int
    """Changes saved since the store was created."""
    newer: str = ""
    """The sentence about notes of a newer format; empty for others."""

    @property
    def is_whole(self) -> bool:
        """True if nothing is lost."""
        return not self.losses


def examine(folder: Path, disk: Disk | None = None) -> Examination:
    """Read everything and change nothing. Raises NotesError if there are no notes or they cannot be read."""
    now = _read(folder, disk or Disk())
    records: Counter[str] = Counter()
    strange: list[str] = []
    for table in sorted(now.state.tables()):
        for number, document in now.state.docs(table).items():
            if "id" not in document:
                continue  # a step or a setting
            record = decode(document)
            if record is None:
                strange.append(f"Document {number} of {table} ({kind_of(document) or 'no kind'})")
            elif not record.deleted:
                records[kind_of(document)] += 1
    newer = newer_format(now.format) if now.format > FORMAT else ""
    return Examination(tuple(now.losses), tuple(strange), records, now.count, newer)


def repair(folder: Path, copy: Path, disk: Disk | None = None) -> int:
    """Write everything that can be read to a new store; returns the number of documents.

    The old store is not changed. Raises NotesError if it has a newer format, if there are already notes in
    ``copy``, or if it cannot be written.
    """
    now = _read(folder, disk or Disk())
    if now.format > FORMAT:
        raise NotesError(f"No copy was written. {newer_format(now.format)}", where=str(folder))
    storage = JournalStorage(copy, disk=disk)
    try:
        documents = 0
        with storage.change() as tables:
            if len(tables):
                raise NotesError("There are already notes in this folder", where=str(copy))
            for table in now.state.tables():
                tables[table] = docs = now.state.docs(table)
                documents += len(docs)
        return documents
    finally:
        storage.close()


def _read(folder: Path, disk: Disk) -> Replay:
    store = Store(folder, disk, Retention())
    store.read_only = True
    try:
        check_own_files(folder)
        if not listing(folder).newest:
            raise NotesError("There are no notes", where=str(folder))
        with store.lock.held(shared=True):
            store.load(repair=False)
    except OSError as error:
        raise disk_error(error, folder, "the notes cannot be read") from error
    finally:
        store.close()
        store.lock.close()
    return store.current
