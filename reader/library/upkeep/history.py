"""The history of a library: its imports, and what they skipped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reader.library.db.date_ids import from_seconds
from reader.library.errors import translate_sqlite_errors
from reader.library.ingest.named_columns import unpack_paths
from reader.library.library import Library
from reader.library.sources import Skipped


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One run of an import."""

    id: int
    started: dt.datetime
    finished: dt.datetime | None
    """None if it was stopped, or is still running."""
    paths: tuple[str, ...]
    added: int
    unchanged: int
    versions: int
    skipped: int
    """How many things were skipped; :func:`skipped` lists them."""
    columns: tuple[str, ...] = ()
    """The columns of tables that the user named, each as ``body=Text,id=DocNum``."""


def imports(library: Library) -> list[ImportRun]:
    """All imports, newest first."""
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        found = db.execute(
            "SELECT id, started, finished, paths, added, unchanged, versions,"
            " (SELECT count(*) FROM skipped WHERE import = i.id) FROM import AS i ORDER BY id DESC"
        )
        runs = []
        for id_, started, finished, stored, added, unchanged, versions, skipped_ in found:
            paths, columns = unpack_paths(stored)
            end = None if finished is None else from_seconds(finished)
            named = tuple(dict.fromkeys(columns.values()))
            counts = (added, unchanged, versions, skipped_)
            runs.append(ImportRun(id_, from_seconds(started), end, paths, *counts, named))
        return runs


def skipped(library: Library, run: int) -> list[Skipped]:
    """What an import skipped, in order, with places and reasons."""
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        found = db.execute("SELECT place, reason FROM skipped WHERE import = ? ORDER BY rowid", (run,))
        return [Skipped(place, reason) for place, reason in found]
