"""The files of a store and the tables read from them. Every method needs the lock to be held.

Knows nothing of threads or of TinyDB; ``tinydb_storage`` does. Raises OSError.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

from reader.atomic_files import file_type, is_file_at
from reader.notes.errors import NotesError
from reader.notes.model import FORMAT
from reader.notes.storage import replay
from reader.notes.storage.disk import Disk
from reader.notes.storage.generations import Retention, journal_path, listing, outdated, snapshot_path
from reader.notes.storage.locking import LockFile
from reader.notes.storage.own_files import ASIDE, LOCK
from reader.notes.storage.replay import Damage, Replay
from reader.notes.storage.table_state import Change

_LOOKED_AT = 1 << 20
"""Bytes of a journal's last change that are read only to see whether it leads to the snapshot after it."""


_HEADER = 4096
"""Bytes in which the first line of a journal ends."""


class Store:
    """One folder: what was read of it and how far, and the journal that is being written."""

    def __init__(self, folder: Path, disk: Disk, retention: Retention) -> None:
        self.folder = folder
        self.lock = LockFile(folder / LOCK, disk, with_folder=True)
        self.now = Replay()
        self.read_only = False
        self.changed: set[str] | None = set()
        """Tables changed since somebody last looked and emptied this; None when all may be."""
        self.set_aside: list[Path] = []
        """Where bytes that could not be read have been put."""
        self.unsure = b""
        """A line that a failed save may have left at the end of the journal."""
        self._disk = disk
        self._retention = retention
        self._journal: int | None = None
        self._losses_mended = 0

    # -- reading -------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """True when there is a journal to write to."""
        return self._journal is not None

    def load(self, *, repair: bool) -> None:
        """Read everything anew; with ``repair``, mend the end of the journal and set aside what is bad."""
        self.close()
        files = listing(self.folder)
        self.now, tail, branch = replay.load(files, self)
        self._losses_mended = 0
        if newest := files.journals.get(self.now.generation):
            self._journal = self._disk.open(newest, write=not self.read_only)
        self.changed = None
        self._mend_end(tail, repair)
        if repair and self.now.format <= FORMAT:
            self._set_aside(*self.now.damage)
        self.now.damage.clear()
        if branch:
            self._keep_branch(branch, repair)

    def whole(self, path: Path) -> bytes:
        """All bytes of a file; none where the disk cannot give them, which then counts as damage."""
        return self._read(path, lambda handle: self._disk.read(handle, 0, os.fstat(handle).st_size))

    def last_line(self, path: Path) -> bytes:
        """The last line of a file, without its newline; empty where it is too long or cannot be read."""
        return self._read(path, lambda handle: self._disk.last_line(handle, _LOOKED_AT))

    def has_news(self) -> bool:
        """True when the files are not as we left them. Two calls of the system; wants no lock."""
        try:
            if self._journal is None:
                return bool(listing(self.folder).newest)
            stat = os.fstat(self._journal)
            grown = stat.st_size != self.now.offset or stat.st_nlink == 0
            return grown or file_type(self._path(following=1)) is not None
        except OSError:
            return True

    def catch_up(self, *, repair: bool) -> None:
        """Read on to the present: what others have appended, over any number of new journals."""
        while True:
            if self._journal is None:
                if listing(self.folder).newest != self.now.generation:
                    self.load(repair=repair)
                return
            stat = os.fstat(self._journal)
            if self.lock.was_lost or stat.st_size < self.now.offset or not self._is_at_path():
                self.lock.was_lost = False
                self.load(repair=repair)
                return
            tail = b""
            if stat.st_size > self.now.offset:
                data = self._disk.read(self._journal, self.now.offset, stat.st_size)
                touched, tail = self.now.journal(self._path().name, data)
                self._note_changed(touched)
            following = self._path(following=1)
            if file_type(following) is None:
                self._mend_end(tail, repair)
                return
            if tail:
                self.now.losses.append(replay.lost_tail(self._path().name, tail))
            self.close()
            self._journal = self._disk.open(following, write=not self.read_only)
            self.now.begin_journal(self.now.generation + 1)

    def frozen(self, generation: int) -> Replay:
        """Everything as it is now, apart from later changes, as the beginning of a generation. Cheap."""
        now = self.now
        return Replay(
            state=now.state.copy(), generation=generation, count=now.count, last=now.last, store=now.store
        )

    def close(self) -> None:
        """Close the journal."""
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None

    # -- writing -------------------------------------------------------------------------------------

    def save(self, change: Change, texts: Mapping[str, bytes | None]) -> None:
        """Append a change to the journal, bring it to the disk, then take its tables' texts into memory.

        Returns when a new reader of the files would find the change. Raises NotesError, with nothing changed,
        when another process wrote at the same time because the lock file was deleted.
        """
        identity = uuid.uuid4().hex[:12]
        line = replay.change_line(change, self.now, identity, _utc_now())
        self._append(line)
        if not (self.lock.is_current and self._is_in_place(line)):
            self.lock.renew()
            if not self._is_in_place(line):
                self._withdraw(line)
                raise NotesError(
                    "The lock file of the notes was removed while this was being saved, and another program "
                    "saved something; this change was not saved",
                    where=str(self.lock.path),
                    advice="Try again. If it happens again, find the program that removes the file.",
                )
        self.now.count, self.now.last = self.now.count + 1, identity
        self.now.offset += len(line)
        self.now.state.take(texts)
        self._note_changed(set(texts))

    def undo_unsure(self) -> None:
        """Take off what a failed save left at the end: it was not acknowledged, so it must not come back.

        Where another process has come by since, the end is no longer ours: it has either put the line
        aside or taken it for saved, and we follow.
        """
        if self.unsure and self._journal is not None and file_type(self._path(following=1)) is None:
            end = os.fstat(self._journal).st_size
            if self.unsure.startswith(self._disk.read(self._journal, self.now.offset, end)):
                self._disk.truncate(self._journal, self.now.offset)
                self._disk.sync(self._journal)
        self.unsure = b""

    def begin_generation(self) -> Replay:
        """Begin the next journal; gives the state in which it begins, for the snapshot."""
        now = self.now
        now.store = now.store or str(uuid.uuid4())
        frozen = self.frozen(now.generation + 1)
        path = self._path(following=1)
        header = replay.journal_header(frozen.generation, frozen)
        self._disk.write_file(path, [header], new=True)
        if frozen.generation == 1:
            # Whoever made the folder may have died before its entry was on the disk.
            with contextlib.suppress(OSError):
                self._disk.sync_folder(self.folder.parent)
        journal = self._disk.open(path, write=True)
        self.close()
        self._journal = journal
        now.begin_journal(frozen.generation)
        now.began, now.offset = now.count, len(header)
        return frozen

    def write_snapshot(self, frozen: Replay) -> None:
        """Write the snapshot of a generation that has begun. Wants no lock: the file is not there before."""
        path = snapshot_path(self.folder, frozen.generation)
        self._disk.write_file(path, replay.snapshot_lines(frozen.generation, frozen, _utc_now()))
        self._losses_mended = len(self.now.losses)

    def needs_snapshot(self) -> bool:
        """True when the newest snapshot does not hold everything, or is not what it was."""
        snapshot = snapshot_path(self.folder, self.now.generation)
        changed = self.now.count > self.now.began or file_type(snapshot) is None
        return changed or len(self.now.losses) > self._losses_mended

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

    def _path(self, following: int = 0) -> Path:
        return journal_path(self.folder, self.now.generation + following)

    def _note_changed(self, tables: set[str]) -> None:
        if self.changed is not None:
            self.changed |= tables

    def _read(self, path: Path, read: Callable[[int], bytes]) -> bytes:
        handle = self._disk.open(path)
        try:
            return read(handle)
        except PermissionError:
            raise
        except OSError:
            return b""
        finally:
            os.close(handle)

    def _append(self, line: bytes) -> None:
        """The line on the disk, or the journal as it was and OSError."""
        assert self._journal is not None
        try:
            self._disk.write_all(self._journal, line)
            self._disk.sync(self._journal)
        except BaseException:
            self.unsure = line  # until it is certain that it is off the disk again
            with contextlib.suppress(OSError):
                self.undo_unsure()
            raise

    def _is_at_path(self) -> bool:
        return self._journal is not None and is_file_at(self._journal, self._path())

    def _is_in_place(self, line: bytes) -> bool:
        """True when the line just appended is the next after what we had read, and nobody went on without it.

        Any reader then takes it, and leaves out a line with the same number that comes later.
        """
        assert self._journal is not None
        start = self.now.offset
        if self._disk.read(self._journal, start, start + len(line)) != line or not self._is_at_path():
            return False
        following = self._path(following=1)
        if file_type(following) is None:
            return True
        begins = replay.first_number(self._disk.read_file(following, _HEADER))
        return begins is not None and begins > self.now.count

    def _withdraw(self, line: bytes) -> None:
        """Take a line that was not acknowledged off the end of the journal, if it is still the last there."""
        assert self._journal is not None
        end = os.fstat(self._journal).st_size
        if self._disk.read(self._journal, end - len(line), end) == line:
            self._disk.truncate(self._journal, end - len(line))
            self._disk.sync(self._journal)

    def _mend_end(self, tail: bytes, repair: bool) -> None:
        """Take a half-written line off the journal, keeping its bytes elsewhere."""
        if self._journal is None:
            return
        name = self._path().name
        if tail and (sentence := replay.lost_tail(name, tail)) not in self.now.losses:
            self.now.losses.append(sentence)
        if not repair or self.now.format > FORMAT:
            return
        if tail:
            self._set_aside(Damage(name, tail))
            if not self.lock.is_current:
                return  # what looks half-written may be what another process is writing
            self._disk.truncate(self._journal, self.now.offset)
            self._disk.sync(self._journal)
        end = self.now.offset
        if end and self._disk.read(self._journal, end - 1, end) != b"\n":
            self._disk.write_all(self._journal, b"\n")
            self._disk.sync(self._journal)
            self.now.offset += 1

    def _keep_branch(self, branch: Replay, repair: bool) -> None:
        """Two copies of the store met here: keep the one that is not shown as a snapshot of its own."""
        kept = "it is in the files as they are"
        if repair and self.now.format <= FORMAT:
            path = self.folder / ASIDE / f"other-copy-{branch.count}-{branch.last}.jsonl"
            self._disk.make_folder(path.parent)
            self._disk.write_file(path, replay.snapshot_lines(branch.generation, branch, _utc_now()))
            self.set_aside.append(path)
            kept = f"it is kept in {path} and can be merged"
            self.begin_generation()  # so that the files from here on are of one piece
        self.now.losses.append(
            f"The notes of another copy were put over the ones here; the copy that is not shown ends with "
            f"change {branch.count}; {kept}."
        )

    def _set_aside(self, *damage: Damage) -> None:
        """Keep bytes that could not be read, once however often they are met."""
        folder = self.folder / ASIDE
        for piece in damage:
            path = folder / f"{piece.file}.{hashlib.sha256(piece.data).hexdigest()[:12]}"
            if file_type(path) is None:
                self._disk.make_folder(folder)
                self._disk.write_file(path, [piece.data])
            self.set_aside.append(path)


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
