"""Imports cables: reads, parses and writes them in batches. Can be stopped and run again."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

from reader.cable.mrn import canonical
from reader.cable.normalise import normalise, text_hash
from reader.library import sources
from reader.library.db import state
from reader.library.db.schema import SAME_HASH
from reader.library.errors import read_only, translate_sqlite_errors
from reader.library.folding import storable
from reader.library.ingest.import_report import ImportReport, Progress
from reader.library.ingest.named_columns import pack_paths, remembered_maps
from reader.library.ingest.record import CableRecord
from reader.library.ingest.workers import make_records
from reader.library.ingest.writer import MIN_DISTINCTIVE_SIZE, Outcome, Writer
from reader.library.library import Library
from reader.library.sources import Notice, Skipped, SourceDocument
from reader.library.sources.column_map import Field, map_words
from reader.library.sources.folders import printable

BATCH = 2000
"""Texts in one transaction: how many are lost if the power fails, and how long another writer waits."""
ARCHIVE_SUFFIXES = frozenset((".zip", ".7z", ".gz", ".bz2", ".xz", ".zst", ".tar", ".tgz", ".tbz2", ".txz"))
"""Suffixes of archives, of which the size of the content is unknown. Only for progress."""
LARGE = 1 << 20
"""A file of this many bytes or more is not read again by a later import if it has not changed."""
MOST_NOTICES = 100
"""Notices that are kept: a folder may have thousands of tables."""
BETWEEN_REPORTS = 0.2
"""Seconds between two calls of ``on_progress``."""


def import_paths(
    library: Library,
    paths: Iterable[str | os.PathLike[str]],
    *,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    workers: int | None = None,
    columns: Mapping[Field, str] | None = None,
) -> ImportReport:
    """Import every cable in these files and folders.

    Texts already in the library are recognised by their hash and not stored again, and a large file that was
    read to its end is not read again unless it has changed. So an import that was stopped in any way
    continues when it is run again. What cannot be read is skipped and reported. ``cancelled`` is called
    between texts; what has been written by then is kept. ``workers`` is the number of processes that parse: 0
    for none, by default one for each core. ``columns`` names columns of tables (see ``column_map``), in
    addition to those that earlier imports of the same path were given. Raises LibraryError; finished batches
    are kept.
    """
    if library.read_only:
        raise read_only(library.path)
    with translate_sqlite_errors(library.path):
        run = _Import(library, on_progress, cancelled, columns)
        return run.run([os.fspath(path) for path in paths], workers)


def total_bytes(paths: Iterable[str], cancelled: Callable[[], bool] = lambda: False) -> int | None:
    """Bytes of all files at these paths; None if cancelled, or if an archive or standard input is one."""
    total = 0
    for path in paths:
        files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
        for file in chain([Path(path)] if not Path(path).is_dir() else [], files):
            if path == "-" or file.suffix.lower() in ARCHIVE_SUFFIXES or cancelled():
                return None
            with suppress(OSError, ValueError):
                found = file.lstat()
                total += found.st_size if stat.S_ISREG(found.st_mode) else 0
    return total


def _stamp(path: str, columns: Mapping[Field, str]) -> str | None:
    """A text that differs if a large file was changed or is to be read otherwise; None for a small file, or
    what is not a file.
    """
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size < LARGE:
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino} {map_words(columns)}".rstrip()


def _source_key(path: str) -> str:
    """A file's absolute path as stored, with undecodable bytes escaped."""
    return printable(Path(path).resolve())


class _Import:
    """One run of an import."""

    def __init__(
        self,
        library: Library,
        on_progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        columns: Mapping[Field, str] | None,
    ) -> None:
        self._connections = library.connections
        self._columns = columns
        self._maps: dict[str, Mapping[Field, str]] = {}
        """The columns that were named, by path."""
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._started = time.monotonic()
        self._reported = self._started
        self._stopped = False
        self._texts = self._bytes = 0
        self._outcomes = dict.fromkeys(Outcome, 0)
        self._skipped: list[Skipped] = []
        self._notices: list[Notice] = []
        self._aliases: list[tuple[str, str]] = []
        self._finished_files: list[tuple[str, str, int]] = []
        self._place = ""
        self._total: int | None = None
        # Looking up each text takes a third of the time that parsing does; a new library has none.
        self._look_up = library.count() > 0

    def run(self, paths: list[str], workers: int | None) -> ImportReport:
        """Run the import, and record it."""
        with self._connections.writing() as db:
            now = int(time.time())
            self._maps = remembered_maps(db, paths)
            if self._columns:
                self._maps = {path: {**self._maps.get(path, {}), **self._columns} for path in paths}
            self._run_id = db.execute(
                "INSERT INTO import (started, paths) VALUES (?, ?)", (now, pack_paths(paths, self._maps))
            ).lastrowid
            writer = Writer(db, now)
        self._total = total_bytes(paths, self._is_stopped) if self._on_progress else None
        skipped_written = 0
        records = make_records(self._new_documents(self._items(paths)), workers)
        try:
            while batch := list(islice(records, BATCH)):
                self._write(writer, batch, skipped_written)
                skipped_written = len(self._skipped)
                self._report()
            self._write(writer, [], skipped_written, finished=not self._stopped)
        finally:
            records.close()
        self._report(always=True)
        return ImportReport(
            added=self._outcomes[Outcome.ADDED],
            unchanged=self._outcomes[Outcome.UNCHANGED],
            versions=self._outcomes[Outcome.VERSION],
            skipped=tuple(self._skipped),
            cancelled=self._stopped,
            seconds=time.monotonic() - self._started,
            notices=tuple(self._notices),
        )

    def _items(self, paths: list[str]) -> Iterator[SourceDocument | Skipped | Notice]:
        """What is at the paths, without files that an earlier import completed and that have not changed."""
        for path in paths:
            columns = self._maps.get(path, {})
            stamp = _stamp(path, columns)
            texts_before = self._texts
            if stamp and (texts := self._texts_in(path, stamp)) is not None:
                self._outcomes[Outcome.UNCHANGED] += texts
                self._texts += texts
                self._bytes += Path(path).stat().st_size
                self._place = path
                self._report()
                continue
            yield from sources.read([path], cancelled=self._is_stopped, columns=columns)
            if self._stopped:
                return
            if stamp and stamp == _stamp(path, columns):
                self._finished_files.append((_source_key(path), stamp, self._texts - texts_before))

    def _is_stopped(self) -> bool:
        """Whether the user has cancelled."""
        self._stopped = self._stopped or bool(self._cancelled and self._cancelled())
        return self._stopped

    def _texts_in(self, path: str, stamp: str) -> int | None:
        """The number of texts in a completed file; None for a file that is new or has changed."""
        found = self._one("SELECT texts FROM source WHERE path = ? AND stamp = ?", _source_key(path), stamp)
        return int(found[0]) if found else None

    def _new_documents(self, items: Iterator[SourceDocument | Skipped | Notice]) -> Iterator[SourceDocument]:
        """The documents whose text is not in the library. Counts all items and records the skipped ones."""
        for each in items:
            if self._is_stopped():
                return
            self._place = each.place
            if isinstance(each, Notice):
                if len(self._notices) < MOST_NOTICES:
                    self._notices.append(each)
            elif isinstance(each, Skipped):
                self._skipped.append(each)
            else:
                self._texts += 1
                self._bytes += len(each.original)
                if self._look_up and self._is_stored(each):
                    self._outcomes[Outcome.UNCHANGED] += 1
                else:
                    yield each
            self._report()

    def _is_stored(self, document: SourceDocument) -> bool:
        """Whether the text is in the library. If it now has another name, that becomes an alias."""
        digest = bytes.fromhex(text_hash(normalise(document.text)))
        found = self._one(f"SELECT mrn FROM cable AS c WHERE {SAME_HASH}", digest)
        if not found or len(document.text) < MIN_DISTINCTIVE_SIZE:
            return False
        name = canonical(document.metadata.mrn) if document.metadata.mrn else None
        if name and name != found[0] and not self._is_known(name):
            self._aliases.append((found[0], name))
        return True

    def _is_known(self, name: str) -> bool:
        return self._one("SELECT 1 FROM alias WHERE name = ?", name) is not None

    def _one(self, sql: str, *parameters: object) -> Any:
        """The first row that a statement selects, or None."""
        with self._connections.connection() as db:
            return db.execute(sql, parameters).fetchone()

    def _write(
        self, writer: Writer, batch: list[CableRecord], skipped_written: int, *, finished: bool = False
    ) -> None:
        """Write a batch, new aliases, what was skipped since the last batch, and the counts of the run."""
        outcomes = dict(self._outcomes)
        with self._connections.writing() as db:
            for outcome, count in writer.write(batch).items():
                outcomes[outcome] += count
            if batch:
                state.next_generation(db)
            for mrn, name in self._aliases:
                writer.alias(mrn, (name,))
            db.executemany(
                "INSERT INTO skipped (import, place, reason) VALUES (?, ?, ?)",
                (
                    (self._run_id, storable(each.place), storable(each.reason))
                    for each in self._skipped[skipped_written:]
                ),
            )
            if finished:
                db.executemany(
                    "INSERT OR REPLACE INTO source (path, stamp, texts) VALUES (?, ?, ?)",
                    self._finished_files,
                )
            db.execute(
                "UPDATE import SET added = ?, unchanged = ?, versions = ?, finished = ? WHERE id = ?",
                (
                    outcomes[Outcome.ADDED],
                    outcomes[Outcome.UNCHANGED],
                    outcomes[Outcome.VERSION],
                    int(time.time()) if finished else None,
                    self._run_id,
                ),
            )
        self._outcomes = outcomes
        self._aliases.clear()

    def _report(self, *, always: bool = False) -> None:
        now = time.monotonic()
        if self._on_progress and (always or now - self._reported >= BETWEEN_REPORTS):
            self._reported = now
            self._on_progress(
                Progress(
                    texts=self._texts,
                    bytes=self._bytes,
                    added=self._outcomes[Outcome.ADDED],
                    unchanged=self._outcomes[Outcome.UNCHANGED],
                    versions=self._outcomes[Outcome.VERSION],
                    skipped=len(self._skipped),
                    place=self._place,
                    seconds=now - self._started,
                    total=self._total,
                )
            )
