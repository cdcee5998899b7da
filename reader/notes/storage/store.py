"""The files of a store and the tables read from them. Every method needs the lock unless it says otherwise.

Knows nothing of threads or of TinyDB; ``tinydb_storage`` does. Raises OSError.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Mapping
from pathlib import Path

from reader.atomic_files import file_type
from reader.notes.errors import NotesError
from reader.notes.model import FORMAT
from reader.notes.storage import loading
from reader.notes.storage.aside import Aside
from reader.notes.storage.disk import Disk
from reader.notes.storage.format import journal
from reader.notes.storage.format.generations import (
    Retention,
    journal_path,
    listing,
    outdated,
    snapshot_path,
)
from reader.notes.storage.format.journal import Change
from reader.notes.storage.locking import LockFile
from reader.notes.storage.open_files import JournalFile
from reader.notes.storage.own_files import LOCK
from reader.notes.storage.replay import Damage, Replay, half_written

_LONGEST_HEADER = 4096
"""Bytes in which the first line of a journal ends."""


class Store:
    """One folder: what has been read of it, and the journal that is being written."""

    def __init__(self, folder: Path, disk: Disk, retention: Retention) -> None:
        self.folder = folder
        self.lock = LockFile(folder / LOCK, disk, with_folder=True)
        self.current = Replay()
        self.read_only = False
        self.changed: set[str] | None = set()
        """Tables changed since somebody last looked and emptied this; None if all may have."""
        self.aside = Aside(folder, disk)
        self.unconfirmed = b""
        """A line that a failed save may have left at the end of the journal."""
        self._disk = disk
        self._retention = retention
        self._journal: JournalFile | None = None
        self._losses_before_snapshot = 0
        """How many of the losses were there when the newest snapshot was written."""

    # -- reading -------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """True if there is a journal to write to."""
        return self._journal is not None

    def load(self, *, repair: bool) -> None:
        """Read everything again; with ``repair``, mend the end of the journal and set damage aside."""
        self.close()
        files = listing(self.folder)
        self.current, tail, other = loading.load(files, loading.FileReader(self._disk))
        self._losses_before_snapshot = 0
        if newest := files.journals.get(self.current.generation):
            self._journal = JournalFile(newest, self._disk, write=not self.read_only)
        self.changed = None
        self._mend_end(tail, repair)
        if repair and self.current.format <= FORMAT:
            self.aside.keep(*self.current.damage)
        self.current.damage.clear()
        if other:
            self._keep_other_copy(other, repair)

    def has_news(self) -> bool:
        """True if the files have changed since they were read. Two system calls; does not need the lock."""
        try:
            if self._journal is None:
                return bool(listing(self.folder).newest)
            grown = self._journal.size != self.current.offset or self._journal.is_removed
            return grown or file_type(self._next_path()) is not None
        except OSError:
            return True

    def catch_up(self, *, repair: bool) -> None:
        """Read what others have appended, over any number of new journals."""
        while True:
            if self._journal is None:
                if listing(self.folder).newest != self.current.generation:
                    self.load(repair=repair)
                return
            size = self._journal.size
            if self.lock.was_lost or size < self.current.offset or not self._journal.is_at_path:
                self.lock.was_lost = False
                self.load(repair=repair)
                return
            tail = b""
            if size > self.current.offset:
                data = self._journal.read(self.current.offset, size)
                changed, tail = self.current.read_journal(self._journal.path.name, data)
                self._add_changed(changed)
            following = self._next_path()
            if file_type(following) is None:
                self._mend_end(tail, repair)
                return
            if tail:
                self.current.losses.append(half_written(self._journal.path.name, tail))
            self.close()
            self._journal = JournalFile(following, self._disk, write=not self.read_only)
            self.current.begin_journal(self.current.generation + 1)

    def frozen(self, generation: int) -> Replay:
        """A copy of the current state, as the start of a generation. Cheap."""
        now = self.current
        return Replay(
            state=now.state.copy(), generation=generation, count=now.count, last=now.last, store=now.store
        )

    def close(self) -> None:
        """Close the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    # -- writing -------------------------------------------------------------------------------------

    def save(self, change: Change, texts: Mapping[str, bytes | None]) -> None:
        """Append a change to the journal and sync it, then put its tables' texts into memory.

        Returns when anyone who reads the files would find the change. Raises NotesError, with nothing
        changed, if another process wrote at the same time because the lock file was deleted.
        """
        identity = uuid.uuid4().hex[:12]
        now = self.current
        line = journal.change_line(change, now.count + 1, identity, now.last, _utc_now())
        self._append(line)
        if not (self.lock.is_current and self._is_in_place(line)):
            self.lock.renew()
            if not self._is_in_place(line):
                assert self._journal is not None
                self._journal.remove_last(line)
                raise NotesError(
                    "The lock file of the notes was removed while this was being saved, and another program "
                    "saved something; this change was not saved",
                    where=str(self.lock.path),
                    advice="Try again. If it happens again, find the program that removes the file.",
                )
        now.count, now.last = now.count + 1, identity
        now.offset += len(line)
        now.state.replace(texts)
        self._add_changed(set(texts))

    def discard_unconfirmed(self) -> None:
        """Remove what a failed save left at the end: it was not confirmed, so it must not come back.

        If another process has started a journal or appended since, it has either set the line aside or taken
        it as saved, and we follow.
        """
        if self.unconfirmed and self._journal is not None and file_type(self._next_path()) is None:
            end = self._journal.read(self.current.offset, self._journal.size)
            if self.unconfirmed.startswith(end):
                self._journal.truncate(self.current.offset)
        self.unconfirmed = b""

    def begin_generation(self) -> Replay:
        """Start the next journal; returns the state at its start, for the snapshot."""
        now = self.current
        now.store = now.store or str(uuid.uuid4())
        frozen = self.frozen(now.generation + 1)
        path = self._next_path()
        header = journal.header(frozen.generation, frozen.store, frozen.count)
        self._disk.write_file(path, [header], new=True)
        if frozen.generation == 1:
            # Whoever made the folder may have been killed before its entry was synced.
            with contextlib.suppress(OSError):
                self._disk.sync_folder(self.folder.parent)
        opened = JournalFile(path, self._disk, write=True)
        self.close()
        self._journal = opened
        now.begin_journal(frozen.generation)
        now.first_count, now.offset = now.count, len(header)
        return frozen

    def write_snapshot(self, frozen: Replay) -> None:
        """Write the snapshot of a generation that has begun. Does not need the lock."""
        path = snapshot_path(self.folder, frozen.generation)
        self._disk.write_file(path, frozen.snapshot_lines(_utc_now()))
        self._losses_before_snapshot = len(self.current.losses)

    def needs_snapshot(self) -> bool:
        """True if the newest snapshot is missing, or something was changed or found damaged since."""
        snapshot = snapshot_path(self.folder, self.current.generation)
        changed = self.current.count > self.current.first_count or file_type(snapshot) is None
        return changed or len(self.current.losses) > self._losses_before_snapshot

    def prune(self) -> None:
        """Remove the generations that need not be kept."""
        files = listing(self.folder)
        made = {
            generation: dt.datetime.fromtimestamp(path.lstat().st_mtime, dt.UTC).date()
            for generation, path in files.snapshots.items()
        }
        for path in outdated(files, made, _utc_now().date(), self._retention):
            self._disk.remove(path)

    # -- inside --------------------------------------------------------------------------------------

    def _next_path(self) -> Path:
        """Where the next journal is, or will be."""
        return journal_path(self.folder, self.current.generation + 1)

    def _add_changed(self, tables: set[str]) -> None:
        if self.changed is not None:
            self.changed |= tables

    def _append(self, line: bytes) -> None:
        """Append a line, or raise OSError and remove what was written of it."""
        assert self._journal is not None
        try:
            self._journal.append(line)
        except BaseException:
            self.unconfirmed = line  # until it has certainly been removed
            with contextlib.suppress(OSError):
                self.discard_unconfirmed()
            raise

    def _is_in_place(self, line: bytes) -> bool:
        """True if the line just appended directly follows what we had read, and is in the current journal.

        Then every reader applies it, and leaves out a later line with the same number.
        """
        assert self._journal is not None
        start = self.current.offset
        if self._journal.read(start, start + len(line)) != line or not self._journal.is_at_path:
            return False
        following = self._next_path()
        if file_type(following) is None:
            return True
        count_before = journal.first_number(self._disk.read_file(following, _LONGEST_HEADER))
        return count_before is not None and count_before > self.current.count

    def _mend_end(self, tail: bytes, repair: bool) -> None:
        """Report a half-written last line; with ``repair``, set it aside and cut it off."""
        if self._journal is None:
            return
        name = self._journal.path.name
        if tail and (sentence := half_written(name, tail)) not in self.current.losses:
            self.current.losses.append(sentence)
        if not repair or self.current.format > FORMAT:
            return
        if tail:
            self.aside.keep(Damage(name, tail))
            if not self.lock.is_current:
                return  # another process may be writing the line right now
            self._journal.truncate(self.current.offset)
        end = self.current.offset
        if end and self._journal.read(end - 1, end) != b"\n":
            self._journal.append(b"\n")
            self.current.offset += 1

    def _keep_other_copy(self, other: Replay, repair: bool) -> None:
        """Keep a copy of the store that was mixed with this one, for example by a file-sync tool."""
        kept = "it is in the files as they are"
        if repair and self.current.format <= FORMAT:
            path = self.aside.keep_copy(other, _utc_now())
            kept = f"it is kept in {path} and can be merged"
            self.begin_generation()  # so that the files from here on belong together
        self.current.losses.append(
            f"These notes were overwritten with another copy of them; the copy that is not shown ends with "
            f"change {other.count}; {kept}."
        )


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
