"""A crash-safe TinyDB storage: an append-only journal and snapshots, shared by several processes.

``TinyDB(folder, storage=JournalStorage)`` reads and writes a store like any other. What it guarantees, and
what its files look like, is in ``docs/notes-storage.md``.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.notes.errors import NotesError
from reader.notes.model import FORMAT
from reader.notes.storage.disk import Disk
from reader.notes.storage.disk_errors import disk_error, read_only_reason
from reader.notes.storage.format.generations import Retention, listing
from reader.notes.storage.locking import LockFile
from reader.notes.storage.own_files import COMPACTING, check_own_files
from reader.notes.storage.replay import Replay
from reader.notes.storage.store import Store
from reader.notes.storage.table_state import State
from reader.notes.storage.tables import Tables, rebase, replace_all

COMPACT_AT = 4 << 20
"""Bytes of journal at which a new snapshot is written; few, because opening reads the journal."""
COMPACT_ON_CLOSE = 4 << 20
"""A store smaller than this gets a new snapshot whenever it is closed after a change; that takes no time."""
_UNREAD = "the notes cannot be read"
_ONLY_READING = ("The notes were opened only to be read", "Open them so that they can be changed.")
_WAS_READ_ONLY = ("The notes folder was read-only when it was opened", "Start the program again.")


class JournalStorage(Storage):
    """The storage. Safe to use from several threads and several processes at once.

    Raises NotesError if the folder cannot be read. A folder that cannot be written opens read-only.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        disk: Disk | None = None,
        retention: Retention | None = None,
        background: bool = True,
        compact_at: int = COMPACT_AT,
        read_only: bool = False,
    ) -> None:
        super().__init__()
        self._only_reading = read_only
        self.folder = Path(path)
        self.disk = disk or Disk()
        self._store = Store(self.folder, self.disk, retention or Retention())
        self._lock = self._store.lock
        self._guard = threading.RLock()
        self._open_change: Tables | None = None
        self._background = background
        self._compact_at = self._compact_next = compact_at
        self._compaction: threading.Thread | None = None
        self._not_writable = ""
        self._open()

    # -- TinyDB's methods ----------------------------------------------------------------------------

    def read(self) -> Any:
        """All tables, as TinyDB expects them, including what other processes have saved."""
        with self._guard:
            if self._open_change is not None:
                return self._open_change
            self.refresh()
            return Tables(self.state)

    def write(self, data: Any) -> None:
        """Save the tables that were assigned; inside ``change``, at its end.

        Raises NotesError, with nothing saved, if the disk refuses, or if another process has changed one of
        the same documents since they were read.
        """
        with self._guard:
            if self._open_change is not None:
                if data is not self._open_change:
                    replace_all(self._open_change, data)
                return
            if not isinstance(data, Tables):
                whole = Tables(self.state)
                replace_all(whole, data)
                data = whole
            with self.change() as tables:
                rebase(data, tables)

    def close(self, *, compact: bool = True) -> None:
        """Wait for background work, write a snapshot if that is cheap, and close the files."""
        if self._compaction:
            self._compaction.join()
        with self._guard:
            changed = self._store.is_open and not self.read_only and self._store.needs_snapshot()
            is_small = not self.state.is_larger_than(COMPACT_ON_CLOSE)
            if compact and changed and (self._store.current.losses or is_small):
                with contextlib.suppress(OSError, NotesError):
                    self.compact()
            self._store.close()
            self._lock.close()

    # -- beyond TinyDB -------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """True if nothing can be saved here."""
        return self._store.read_only

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is damaged, and why nothing can be saved, in sentences."""
        return (*self.warnings_for_readers, *filter(None, [self._not_writable]))

    @property
    def warnings_for_readers(self) -> tuple[str, ...]:
        """The same without missing permissions to write."""
        aside = sorted({str(path.parent) for path in self._store.aside.kept})
        kept = [f"What could not be read is kept in {folder}." for folder in aside]
        newer = [newer_format(self._store.current.format)] if self._store.current.format > FORMAT else []
        return (*self._store.current.losses, *kept, *newer)

    def check_writable(self) -> None:
        """Raise NotesError with the reason if nothing can be saved here."""
        if self.read_only:
            raise self._read_only_error()

    @property
    def count(self) -> int:
        """The number of changes ever saved."""
        return self._store.current.count

    @property
    def state(self) -> State:
        """The current tables; only for reading, and only while ``guard`` is held."""
        return self._store.current.state

    @property
    def guard(self) -> threading.RLock:
        """The lock to hold while reading ``state``."""
        return self._guard

    @contextmanager
    def change(self) -> Iterator[Tables]:
        """One change, made of any number of writes: saved as a whole at the end, or not at all.

        Takes the lock and first reads what other processes have saved. Raises NotesError if the store is
        read-only, if the lock cannot be taken, or if the disk refuses: then the tables in memory and on disk
        are as before, and the same change may be tried again.
        """
        with self._guard, self._writing():
            tables = Tables(self.state)
            self._open_change = tables
            try:
                yield tables
            finally:
                self._open_change = None
            if change := tables.change():
                if not self._store.is_open:
                    self._store.begin_generation()
                self._store.save(change, tables.texts(change))
        self._compact_when_due()

    def refresh(self) -> bool:
        """Read what other processes have saved since; True if there was anything. Cheap if not."""
        with self._guard:
            if self._open_change is not None or not self._store.has_news():
                return False
            before = self._store.current.count, self._store.current.store
            try:
                with self._lock.held(shared=True):
                    self._store.catch_up(repair=False)
            except OSError as error:
                raise disk_error(error, self.folder, _UNREAD) from error
            return (self._store.current.count, self._store.current.store) != before

    def take_changed(self) -> set[str] | None:
        """The tables changed since the last call, by any process; None if all may have changed."""
        with self._guard:
            changed, self._store.changed = self._store.changed, set()
            return changed

    def frozen(self) -> Replay:
        """A copy of the current state. Cheap."""
        with self._guard:
            return self._store.frozen(self._store.current.generation)

    def compact(self) -> None:
        """Write a new snapshot and start a new journal; may be killed at any point.

        Raises OSError or NotesError with the store as it was. Only starting the journal needs the lock; other
        processes can go on while the snapshot is written.
        """
        lock = LockFile(self.folder / COMPACTING, self.disk)
        try:
            if not lock.try_acquire():
                return
            with self._guard, self._lock.held():
                self._store.catch_up(repair=True)
                if not self._store.needs_snapshot():
                    return
                frozen = self._store.begin_generation()
                if not self._lock.is_current:
                    return  # another process may have saved something that is not in this state
            self._store.write_snapshot(frozen)
            with self._guard, self._lock.held():
                self._store.prune()
        finally:
            lock.close()

    # -- inside --------------------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            check_own_files(self.folder)
            not_writable = None if self._only_reading else read_only_reason(self.folder)
            self._store.read_only = self._only_reading or not_writable is not None
            if listing(self.folder).newest:
                with self._lock.held(shared=self.read_only):
                    self._store.load(repair=not self.read_only)
        except OSError as error:
            raise disk_error(error, self.folder, _UNREAD) from error
        if self._store.current.format > FORMAT:
            self._store.read_only = True
        elif not_writable:
            what, advice = not_writable
            self._not_writable = f"{what}; notes cannot be added or changed. {advice}"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Take the lock and read what others have saved, as every change must."""
        self.check_writable()
        if self._open_change is not None:
            raise RuntimeError("a change is already open")
        try:
            if not self.folder.exists():
                self.disk.make_folder(self.folder)
            with self._lock.held():
                self._store.discard_unconfirmed()
                self._store.catch_up(repair=True)
                if self._store.current.format > FORMAT:
                    self._store.read_only = True
                    raise self._read_only_error()
                yield
        except OSError as error:
            unknown = "it is not known whether the change was saved"
            outcome = unknown if self._store.unconfirmed else "the change was not saved"
            raise disk_error(error, self.folder, outcome) from error

    def _read_only_error(self) -> NotesError:
        if self._store.current.format > FORMAT:
            return NotesError(
                f"Nothing was saved. {newer_format(self._store.current.format)}", where=str(self.folder)
            )
        reason = _ONLY_READING if self._only_reading else read_only_reason(self.folder)
        what, advice = reason or _WAS_READ_ONLY
        return NotesError(f"{what}; nothing was saved", where=str(self.folder), advice=advice)

    def _compact_when_due(self) -> None:
        due = self._store.current.offset >= self._compact_next
        if not due or (self._compaction and self._compaction.is_alive()):
            return
        if not self._background:
            self._compact_quietly()
            return
        self._compaction = threading.Thread(target=self._compact_quietly, name="notes-compaction")
        self._compaction.start()

    def _compact_quietly(self) -> None:
        """Compact; if the disk refuses, try again when the journal has grown by the same amount."""
        try:
            self.compact()
            self._compact_next = self._compact_at
        except (OSError, NotesError):
            self._compact_next = self._store.current.offset + self._compact_at


def newer_format(format: int) -> str:
    """The sentence about notes of a newer format."""
    return (
        f"These notes were written by a newer version of the program (format {format}; this one writes "
        f"{FORMAT}): they can be read here but not changed. Update the program."
    )
