"""Brings a damaged library back: the file is set aside, and what can be read of it goes into a new one."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.library.db.connections import Connections
from reader.library.errors import LibraryError, translate_sqlite_errors
from reader.library.ingest.record import make_record
from reader.library.ingest.writer import Writer
from reader.library.library import FILE, Library
from reader.library.sources import SourceDocument
from reader.library.upkeep.maintenance import stored_document

_BESIDE = ("", "-wal", "-shm")
_AT_ONCE = 1000
"""Texts that are held in memory."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did."""

    set_aside: Path
    """The damaged file, whole, under its new name."""
    recovered: int
    """Texts brought over."""
    lost: int
    """Texts known to have been there that cannot be read. Importing their source again brings them back."""


def repair(folder: Path, now: dt.datetime) -> Repaired:
    """Set the folder's library aside and make a new one of what can be read in it.

    Nothing is deleted. Raises LibraryError when the file cannot be renamed or the new one not be written.
    """
    aside = folder / f"library.damaged-{now:%Y%m%d-%H%M%S}.db"
    try:
        for end in _BESIDE:
            with suppress(FileNotFoundError):
                os.rename(folder / f"{FILE}{end}", f"{aside}{end}")  # noqa: PTH104 - names with an ending, not paths
    except OSError as error:
        raise LibraryError(
            f"The damaged library cannot be set aside: {error.strerror}", where=str(folder / FILE)
        ) from error
    recovered = lost = 0
    with Library.open(folder) as library, translate_sqlite_errors(library.path):
        damaged = Connections(aside)
        try:
            with library.connections.writing() as db:
                writer = Writer(db, int(time.time()))
                ids = _ids(damaged)
                for start in range(0, len(ids), _AT_ONCE):
                    documents = [_document(damaged, id_) for id_ in ids[start : start + _AT_ONCE]]
                    readable = [each for each in documents if each]
                    writer.write(map(make_record, readable))
                    recovered += len(readable)
                    lost += len(documents) - len(readable)
                _bring_over_history(damaged, db)
        finally:
            damaged.close()
    return Repaired(aside, recovered, lost)


def _document(damaged: Connections, id_: int) -> SourceDocument | None:
    """What a stored text came from; None where it cannot be read."""
    try:
        with damaged.connection() as source:
            return stored_document(source, id_)
    except (sqlite3.DatabaseError, zlib.error, LookupError, ValueError):
        return None


_HISTORY: Mapping[str, Mapping[str, type]] = {
    "saved_query": {"name": str, "query": str, "saved": int},
    "alias": {"name": str, "mrn": str},
}
"""What only this file knows, beside the texts: importing again brings none of it back."""


def _bring_over_history(damaged: Connections, db: sqlite3.Connection) -> None:
    """Saved queries and other names of cables, as far as they can be read."""
    for table, columns in _HISTORY.items():
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        for row in _readable(damaged, f"SELECT {names} FROM {table}"):
            if all(map(isinstance, row, columns.values())):
                db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)
    db.execute("DELETE FROM alias WHERE mrn NOT IN (SELECT mrn FROM cable)")


def _readable(damaged: Connections, sql: str) -> list[tuple[object, ...]]:
    """The rows up to the first that cannot be read."""
    rows = []
    with suppress(sqlite3.DatabaseError), damaged.connection() as db:
        for row in db.execute(sql):
            rows.append(row)  # one by one, so that those before the damage stay
    return rows


def _ids(damaged: Connections) -> list[int]:
    """The ids that any part of the file still names; none where nothing can be read."""
    ids: set[int] = set()
    for sql in (
        "SELECT id FROM cable NOT INDEXED",
        "SELECT id FROM cable INDEXED BY cable_facets WHERE current",
        "SELECT id FROM cable INDEXED BY cable_by_hash WHERE substr(text_hash, 1, 8) > x''",
        "SELECT id FROM body",
    ):
        with suppress(sqlite3.DatabaseError), damaged.connection() as db:
            for (id_,) in db.execute(sql):
                if isinstance(id_, int):
                    ids.add(id_)
    return sorted(ids)
