"""Brings cables into a library: reads, parses, writes in batches; can be stopped and run again."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
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
from reader.library.ingest.record import CableRecord
from reader.library.ingest.workers import make_records
from reader.library.ingest.writer import DISTINCTIVE, Outcome, Writer
from reader.library.library import Library
from reader.library.sources import Skipped, SourceDocument
from reader.library.sources.folders import printable

BATCH = 2000
"""Texts in one transaction: what is lost at most when the power fails, and how long another writer waits."""
PACKED = frozenset((".zip", ".7z", ".gz", ".bz2", ".xz", ".zst", ".tar", ".tgz", ".tbz2", ".txz"))
"""Endings of archives; only for telling how much there is to read."""
LARGE = 1 << 20
"""Bytes from which on a file is remembered, so that it is not read again while it stays the same."""
BETWEEN_REPORTS = 0.2
"""Seconds between two calls of ``on_progress``."""


def import_paths(
    library: Library,
    paths: Iterable[str | os.PathLike[str]],
    *,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    workers: int | None = None,
) -> ImportReport:
    """Bring every cable of these files and folders into the library.

    Texts that are held already are told by their hash and left alone, and a large file that has not changed
    since it was read to its end is not read again, so that running it again after it was
    stopped, in whatever way, goes on where it was. What cannot be read is skipped and reported. ``cancelled``
    is asked between texts; what was written until then stays. ``workers`` is the number of parsing processes
    (0: none; as many as there are cores unless given). Raises LibraryError, with all finished batches kept.
    """
    if library.read_only:
        raise read_only(library.path)
    with translate_sqlite_errors(library.path):
        return _Import(library, on_progress, cancelled).run([os.fspath(path) for path in paths], workers)


def total_bytes(paths: Iterable[str], cancelled: Callable[[], bool] = lambda: False) -> int | None:
    """Bytes of all files at these paths; None if an archive or standard input is among them, or stopped."""
    total = 0
    for path in paths:
        files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
        for file in chain([Path(path)] if not Path(path).is_dir() else [], files):
            if path == "-" or file.suffix.lower() in PACKED or cancelled():
                return None
            with suppress(OSError, ValueError):
                found = file.lstat()
                total += found.st_size if stat.S_ISREG(found.st_mode) else 0
    return total


def _stamp(path: str) -> str | None:
    """What tells whether a large file is still the same; None for what is quickly read or no file."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size < LARGE:
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _source_key(path: str) -> str:
    """A file's absolute name as stored; bytes that are no UTF-8 are escaped."""
    return printable(Path(path).resolve())


class _Import:
    """One run."""

    def __init__(
        self,
        library: Library,
        on_progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._connections = library.connections
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._started = time.monotonic()
        self._reported = self._started
        self._stopped = False
        self._texts = self._bytes = 0
        self._outcomes = dict.fromkeys(Outcome, 0)
        self._skipped: list[Skipped] = []
        self._aliases: list[tuple[str, str]] = []
        self._read_to_the_end: list[tuple[str, str, int]] = []
        self._place = ""
        self._total: int | None = None
        # In a new library no text can be held; asking costs a third of what parsing does.
        self._ask = library.count() > 0

    def run(self, paths: list[str], workers: int | None) -> ImportReport:
        """Import, and record the run."""
        with self._connections.writing() as db:
            now = int(time.time())
            self._run_id = db.execute(
                "INSERT INTO import (started, paths) VALUES (?, ?)", (now, json.dumps(paths))
            ).lastrowid
            writer = Writer(db, now)
        self._total = total_bytes(paths, self._is_stopped) if self._on_progress else None
        written = 0
        fresh = make_records(self._fresh(self._found(paths)), workers)
        try:
            while batch := list(islice(fresh, BATCH)):
                self._write(writer, batch, written)
                written = len(self._skipped)
                self._report()
            self._write(writer, [], written, finished=not self._stopped)
        finally:
            fresh.close()
        self._report(always=True)
        return ImportReport(
            added=self._outcomes[Outcome.ADDED],
            unchanged=self._outcomes[Outcome.UNCHANGED],
            versions=self._outcomes[Outcome.VERSION],
            skipped=tuple(self._skipped),
            cancelled=self._stopped,
            seconds=time.monotonic() - self._started,
        )

    def _found(self, paths: list[str]) -> Iterator[SourceDocument | Skipped]:
        """What is found at the paths, but for files that were read to their end and are the same still."""
        for path in paths:
            stamp = _stamp(path)
            texts = self._texts
            if stamp and (known := self._texts_of(path, stamp)) is not None:
                self._outcomes[Outcome.UNCHANGED] += known
                self._texts += known
                self._bytes += Path(path).stat().st_size
                self._place = path
                self._report()
                continue
            yield from sources.read([path], cancelled=self._is_stopped)
            if self._stopped:
                return
            if stamp and stamp == _stamp(path):
                self._read_to_the_end.append((_source_key(path), stamp, self._texts - texts))

    def _is_stopped(self) -> bool:
        """Whether the user asked to stop; from then on the answer stays."""
        self._stopped = self._stopped or bool(self._cancelled and self._cancelled())
        return self._stopped

    def _texts_of(self, path: str, stamp: str) -> int | None:
        found = self._one("SELECT texts FROM source WHERE path = ? AND stamp = ?", _source_key(path), stamp)
        return int(found[0]) if found else None

    def _fresh(self, found: Iterator[SourceDocument | Skipped]) -> Iterator[SourceDocument]:
        """The documents whose text is not held."""
        for each in found:
            if self._is_stopped():
                return
            self._place = each.place
            if isinstance(each, Skipped):
                self._skipped.append(each)
            else:
                self._texts += 1
                self._bytes += len(each.original)
                if self._ask and self._is_held(each):
                    self._outcomes[Outcome.UNCHANGED] += 1
                else:
                    yield each
            self._report()

    def _is_held(self, document: SourceDocument) -> bool:
        """True for a text that is held; a new name it comes under is noted."""
        digest = bytes.fromhex(text_hash(normalise(document.text)))
        found = self._one(f"SELECT mrn FROM cable AS c WHERE {SAME_HASH}", digest)
        if not found or len(document.text) < DISTINCTIVE:
            return False
        name = canonical(document.metadata.mrn) if document.metadata.mrn else None
        if name and name != found[0] and not self._is_known(name):
            self._aliases.append((found[0], name))
        return True

    def _is_known(self, name: str) -> bool:
        return self._one("SELECT 1 FROM alias WHERE name = ?", name) is not None

    def _one(self, sql: str, *parameters: object) -> Any:
        """The first row of an answer, or None."""
        with self._connections.connection() as db:
            return db.execute(sql, parameters).fetchone()

    def _write(
        self, writer: Writer, batch: list[CableRecord], skipped: int, *, finished: bool = False
    ) -> None:
        """Write a batch, the names noted, what was skipped since the last one, and how far we are."""
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
                    for each in self._skipped[skipped:]
                ),
            )
            if finished:
                db.executemany(
                    "INSERT OR REPLACE INTO source (path, stamp, texts) VALUES (?, ?, ?)",
                    self._read_to_the_end,
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
