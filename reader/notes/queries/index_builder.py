"""The index of a store: built in the background if the store is large, then kept up to date."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from reader.notes.model import Docs
from reader.notes.queries.index import Index
from reader.notes.storage.format.journal_lines import dump
from reader.notes.storage.table_state import State
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.processes import give_memory_back

SMALL = 1 << 20
"""Size in characters of JSON up to which a store is indexed at once instead of in the background."""
_HEAD_START = 0.25
"""Seconds before building starts, so that it does not slow down showing the first cable."""


class BackgroundIndex:
    """Uses the index once it is built, and searches the text of the tables until then.

    All methods need the storage's guard; the building thread never takes it.
    """

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._stale: set[str] = set()
        self._closing = threading.Event()
        self._needed_now = threading.Event()
        self._thread: threading.Thread | None = None
        self._index = Index()
        self.rebuild()

    def rebuild(self) -> None:
        """Build the index again from the current tables."""
        self._stop()
        self._stale = set()
        self._index = Index()
        frozen = self._storage.state.copy()
        if not frozen.is_larger_than(SMALL):
            self._build(frozen, self._index)
            return
        self._needed_now.clear()
        arguments = (frozen, self._index, _HEAD_START)
        self._thread = threading.Thread(target=self._build, args=arguments, name="notes-index", daemon=True)
        self._thread.start()

    def changed(self, tables: set[str]) -> None:
        """Note that these tables have changed."""
        self._stale |= tables

    def update(self, tables: Mapping[str, Docs | None]) -> None:
        """Update the index with tables that were just written, so that they need not be read again."""
        if self._thread is None:
            for table, docs in tables.items():
                self._index.replace(table, docs or {})
                self._stale.discard(table)

    @property
    def is_ready(self) -> bool:
        """True if ``ready`` does not wait."""
        return self._thread is None or not self._thread.is_alive()

    def ready(self) -> Index:
        """The current index; waits while it is being built."""
        if self._thread is not None:
            self._needed_now.set()
            self._thread.join()
            self._thread = None
        for table in self._stale:
            self._index.replace(table, self._storage.state.docs(table))
        self._stale.clear()
        return self._index

    def incoming(self, mrn: str) -> list[str]:
        """The tables with links to the cable."""
        return self.ready().incoming(mrn) if self.is_ready else self._mentioning(b'"mrn":', mrn)

    def where(self, identity: str) -> str | None:
        """The table with the record of this id."""
        if self.is_ready:
            return self.ready().where(identity)
        return next(iter(self._mentioning(b'"id":', identity)), None)

    def close(self) -> None:
        """Stop building."""
        self._stop()

    def _mentioning(self, member: bytes, value: str) -> list[str]:
        """The tables whose text contains this member with this value."""
        return self._storage.state.mentioning(member + dump(value))

    def _build(self, frozen: State, index: Index, pause: float = 0) -> None:
        self._needed_now.wait(pause)
        for table in frozen.tables():
            if self._closing.is_set():
                return
            index.replace(table, frozen.docs(table))
        if pause:
            give_memory_back()

    def _stop(self) -> None:
        if self._thread is not None:
            self._closing.set()
            self._needed_now.set()
            self._thread.join()
            self._closing.clear()
            self._thread = None
