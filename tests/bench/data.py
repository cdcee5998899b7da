"""The data the benchmarks run on, made when a benchmark first needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.workspace import Workspace
from tests.bench.export import documents
from tests.bench.generate import write_csv
from tests.bench.notes import write

NOTES_A_CABLE = 5


@dataclass(frozen=True)
class Data:
    """Generated cables, libraries of them, and notes on them, all in one folder."""

    folder: Path
    cables: int
    notes: int
    runs: int
    quick: bool = False

    @property
    def csv(self) -> Path:
        """Generated cables."""
        return self._csv(self.cables)

    @property
    def more_csv(self) -> Path:
        """Other cables, to be imported into a library that has the first ones."""
        return self._csv(max(self.cables // 25, 500), seed=2)

    def _csv(self, cables: int, seed: int = 1) -> Path:
        path = self.folder / (f"cables-{cables}.csv" if seed == 1 else f"cables-{cables}-{seed}.csv")
        if not path.exists():
            write_csv(path, cables, seed)
        return path

    @cached_property
    def library(self) -> Path:
        """A library of these cables, without notes."""
        return self._library(self.cables)

    @cached_property
    def libraries(self) -> list[Path]:
        """Libraries of several sizes, each without notes: a tenth of the cables, all of them, four times."""
        if self.quick:
            return [self._library(count) for count in (self.cables // 4, self.cables)]
        return [self._library(count) for count in (25_000, self.cables, 1_000_000)]

    def _library(self, cables: int) -> Path:
        folder = self.folder / f"library-{cables}"
        with Library.open(folder) as library:
            if not library.count():
                import_paths(library, [self._csv(cables)])
        return folder

    @cached_property
    def with_notes(self) -> Path:
        """The same library with notes: the same database file under a second name, only read."""
        folder = self.folder / f"library-{self.cables}-notes-{self.notes}"
        if not folder.exists():
            folder.mkdir()
            os.link(self.library / "library.db", folder / "library.db")
            storage = JournalStorage(folder / "notes", background=False, compact_at=1 << 40)
            write(storage, self._documents())
            storage.compact()
            storage.close()
        return folder

    def _documents(self) -> Iterator[tuple[str, dict[str, Any]]]:
        with Workspace.open(self.library) as workspace:
            step = max(self.cables * NOTES_A_CABLE // self.notes, 1)
            listing = workspace.library.listing()
            mrns = [listing.window(at, 1)[0].mrn for at in range(0, len(listing), step)]
            yield from documents(workspace, mrns[: self.notes // NOTES_A_CABLE], self.notes)
