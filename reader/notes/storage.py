"""A TinyDB storage that survives: an append-only journal beside snapshots, shared by several processes.

``TinyDB(folder, storage=JournalStorage)`` reads and writes a store like any other. What it promises, and
what its files look like, is said in ``docs/notes-storage.md``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import threading
import uuid
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.notes import generations, replay
from reader.notes.disk import Disk
from reader.notes.errors import NotesError
from reader.notes.locking import LockFile
from reader.notes.model import FORMAT
from reader.notes.replay import Damage, Replay
from reader.notes.state import Change, Docs, State, difference

COMPACT_AT = 4 << 20
"""Bytes of journal after which a new snapshot is due; small, because opening reads the journal."""
COMPACT_ON_CLOSE = 4 << 20
"""A store smaller than this gets a new snapshot whenever it is closed after a change: it costs nothing."""


class Tables(MutableMapping[str, Docs]):
    """What ``read`` gives: all tables by name, each a copy of the caller's own made when it is asked for.

    Assigning a table stages it; ``JournalStorage.write`` saves what was staged and only that.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self.base: dict[str, bytes | None] = {}
        """The text of each staged table when it was first looked at."""
        self.staged: dict[str, Docs | None] = {}
        """None for a table that was dropped."""
        self._lent: dict[str, Docs] = {}

    def lend(self, table: str) -> Docs:
        """A table's documents for somebody who promises to replace them and never to change what is in one.

        So the table need not be decoded again to see what was changed.
        """
        if table not in self.staged and table not in self._lent:
            self._lent[table] = self.get(table, {})
        return self.get(table, {})

    def before(self, table: str) -> Docs:
        """The documents as they were before anything was staged."""
        return self._lent[table] if table in self._lent else self._state.docs(table)

    def __getitem__(self, table: str) -> Docs:
        known = self.staged[table] if table in self.staged else self._lent.get(table)
        if known is not None and table in self:
            return {number: dict(document) for number, document in known.items()}
        if table not in self:
            raise KeyError(table)
        self.base.setdefault(table, self._state.raw(table))
        return self._state.docs(table)

    def __setitem__(self, table: str, docs: Docs) -> None:
        self.base.setdefault(table, self._state.raw(table))
        self.staged[table] = docs

    def __delitem__(self, table: str) -> None:
        self.base.setdefault(table, self._state.raw(table))
        self.staged[table] = None

    def __contains__(self, table: object) -> bool:
        return self.staged[table] is not None if table in self.staged else table in self._state

    def __iter__(self) -> Iterator[str]:
        return iter([name for name in dict.fromkeys([*self._state.tables(), *self.staged]) if name in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)


class JournalStorage(Storage):
    """The storage. Safe to use from several threads and several processes at once.

    Raises NotesError when the folder cannot be read; one that cannot be written opens read-only.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        disk: Disk | None = None,
        retention: generations.Retention | None = None,
        background: bool = True,
        compact_at: int = COMPACT_AT,
    ) -> None:
        super().__init__()
        self.folder = Path(path)
        self.read_only = False
        self.disk = self._disk = disk or Disk()
        self._retention = retention or generations.Retention()
        self._background = background
        self._compact_at = compact_at
        self._compact_next = compact_at
        self._lock = LockFile(self.folder / "lock", self._disk)
        self._guard = threading.RLock()
        self._open_change: Tables | None = None
        self._journal: int | None = None
        self._unsure = b""
        self._compaction: threading.Thread | None = None
        self._now = Replay()
        self._standing: list[str] = []
        self._changed: set[str] = set()
        self._reloaded = False
        self._open()

    # -- TinyDB's two methods ------------------------------------------------------------------------

    def read(self) -> Any:
        """All tables, as TinyDB wants them; sees what other processes have saved."""
        with self._guard:
            if self._open_change is not None:
                return self._open_change
            self.refresh()
            return Tables(self._now.state)

    def write(self, data: Any) -> None:
        """Save the tables that were assigned; inside ``change`` they wait for its end.

        Raises NotesError when the disk refuses, or when another process has changed one of the same
        documents since they were read; then nothing is saved.
        """
        with self._guard:
            if self._open_change is not None:
                if data is not self._open_change:
                    _replace_all(self._open_change, data)
                return
            if not isinstance(data, Tables):
                whole = Tables(self._now.state)
                _replace_all(whole, data)
                data = whole
            with self.change() as tables:
                _carry_over(data, tables)

    def close(self) -> None:
        """Finish what runs in the background, take a snapshot if one is cheap, let go of the files."""
        if self._compaction:
            self._compaction.join()
        with self._guard:
            used = self._journal is not None and not self.read_only and self._needs_snapshot()
            if used and (self._now.losses or self._now.state.size() < COMPACT_ON_CLOSE):
                with contextlib.suppress(OSError, NotesError):
                    self.compact()
            self._forget_journal()
            self._lock.close()

    # -- beyond TinyDB -------------------------------------------------------------------------------

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was found damaged or is forbidden, in sentences."""
        return (*self._now.losses, *self._standing)

    @property
    def count(self) -> int:
        """The number of changes ever saved."""
        return self._now.count

    @property
    def state(self) -> State:
        """The tables as they are now; only to be read, and only under ``guard``."""
        return self._now.state

    @property
    def guard(self) -> threading.RLock:
        """Held while the state is looked at from outside."""
        return self._guard

    @contextmanager
    def change(self) -> Iterator[Tables]:
        """One change made of any number of writes: saved whole at the end, or not at all.

        Holds the lock, and begins by reading what other processes have saved. Raises NotesError when the
        store is read-only, when the lock is not to be had, or when the disk refuses: then the tables in
        memory and on the disk are as before, and the same change may be tried again.
        """
        with self._guard, self._writing():
            tables = Tables(self._now.state)
            self._open_change = tables
            try:
                yield tables
            finally:
                self._open_change = None
            self._save(tables)
        self._compact_when_due()

    def refresh(self) -> bool:
        """Read what other processes have saved since; True when there was something. Cheap if not."""
        with self._guard:
            if self._open_change is not None or not self._news():
                return False
            before = self._now.count, self._now.store
            try:
                with self._lock.held(shared=True):
                    self._catch_up()
            except OSError as error:
                raise _unreadable(self.folder, error) from error
            return (self._now.count, self._now.store) != before

    def take_changed(self) -> set[str] | None:
        """The tables changed since the last call, by us or by others; None when all must be looked at."""
        with self._guard:
            changed, self._changed = self._changed, set()
            reloaded, self._reloaded = self._reloaded, False
            return None if reloaded else changed

    def frozen(self) -> Replay:
        """Everything as it is now, apart from later changes. Cheap."""
        with self._guard:
            return self._frozen(self._now.generation)

    def compact(self) -> None:
        """Write a new snapshot and begin a new journal; may be killed at any point.

        Raises OSError or NotesError with the store as it was. Only the beginning of the journal needs
        the lock; the snapshot itself is written beside everything else.
        """
        lock = LockFile(self.folder / "compacting", self._disk)
        try:
            if not lock.attempt():
                return
            with self._guard, self._lock.held():
                self._catch_up(repair=True)
                if not self._needs_snapshot():
                    return
                frozen = self._begin_generation()
            self._disk.write_file(
                generations.snapshot_path(self.folder, frozen.generation),
                replay.snapshot_lines(frozen.generation, frozen, _utc_now()),
            )
            with self._guard, self._lock.held():
                self._prune()
        finally:
            lock.close()

    # -- opening -------------------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            self.read_only = not _writable(self.folder)
            files = generations.listing(self.folder)
            if files.newest:
                with self._lock.held(shared=self.read_only):
                    self._load(repair=not self.read_only)
        except OSError as error:
            raise _unreadable(self.folder, error) from error
        if self._now.format > FORMAT:
            self.read_only = True
            self._standing.append(
                "These notes were written by a newer version of the program; they can be read here, "
                "not changed."
            )
        elif self.read_only:
            self._standing.append(
                f"The notes in {self.folder} cannot be written; nothing can be added or changed."
            )

    def _load(self, *, repair: bool) -> None:
        """Read everything anew, with the lock held."""
        self._forget_journal()
        files = generations.listing(self.folder)
        loaded, tail = replay.load(files, self._whole_file)
        newest = files.journals.get(loaded.generation)
        if newest:
            self._journal = self._disk.open(newest, write=not self.read_only)
        self._now = loaded
        self._reloaded = True
        self._mend_end(tail, repair)
        if repair and loaded.format <= FORMAT:
            self._set_aside(loaded.damage)
        loaded.damage.clear()

    def _whole_file(self, path: str) -> bytes:
        handle = self._disk.open(Path(path))
        try:
            return self._disk.read(handle, 0, os.fstat(handle).st_size)
        except PermissionError:
            raise
        except OSError:
            return b""
        finally:
            os.close(handle)

    def _mend_end(self, tail: bytes, repair: bool) -> None:
        """Take a half-written line off the journal, keeping its bytes elsewhere."""
        if self._journal is None:
            return
        name = generations.journal_path(self.folder, self._now.generation).name
        if tail and (sentence := replay.lost_tail(name, tail)) not in self._now.losses:
            self._now.losses.append(sentence)
        if not repair or self._now.format > FORMAT:
            return
        if tail:
            self._set_aside([Damage(name, tail)])
            self._disk.truncate(self._journal, self._now.offset)
            self._disk.sync(self._journal)
        if (
            self._now.offset
            and self._disk.read(self._journal, self._now.offset - 1, self._now.offset) != b"\n"
        ):
            self._disk.write_all(self._journal, b"\n")
            self._disk.sync(self._journal)
            self._now.offset += 1

    def _set_aside(self, damage: list[Damage]) -> None:
        """Keep bytes that could not be read, once however often they are met."""
        folder = self.folder / "aside"
        kept = f"What could not be read is kept in {folder}."
        if damage and kept not in self._standing:
            self._standing.append(kept)
        for piece in damage:
            path = folder / f"{piece.file}.{hashlib.sha256(piece.data).hexdigest()[:12]}"
            if not path.exists():
                self._disk.make_folder(folder)
                self._disk.write_file(path, [piece.data])

    # -- following other processes -------------------------------------------------------------------

    def _news(self) -> bool:
        """True when the files are not as we left them. Two calls of the system."""
        try:
            following = generations.journal_path(self.folder, self._now.generation + 1)
            if self._journal is None:
                return bool(generations.listing(self.folder).newest)
            stat = os.fstat(self._journal)
            return stat.st_size != self._now.offset or stat.st_nlink == 0 or following.exists()
        except OSError:
            return True

    def _catch_up(self, *, repair: bool = False) -> None:
        """Read on to the present, with the lock held; for writing if ``repair``."""
        while True:
            if self._journal is None:
                if generations.listing(self.folder).newest != self._now.generation:
                    self._load(repair=repair)
                return
            stat = os.fstat(self._journal)
            path = generations.journal_path(self.folder, self._now.generation)
            if stat.st_nlink == 0 or stat.st_size < self._now.offset or not _same(path, stat):
                self._load(repair=repair)
                return
            tail = b""
            if stat.st_size > self._now.offset:
                data = self._disk.read(self._journal, self._now.offset, stat.st_size)
                touched, tail = self._now.journal(path.name, data)
                self._changed |= touched
            following = generations.journal_path(self.folder, self._now.generation + 1)
            if not following.exists():
                self._mend_end(tail, repair)
                return
            self._forget_journal()
            self._journal = self._disk.open(following, write=not self.read_only)
            self._now.begin_journal(self._now.generation + 1)

    # -- writing -------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Everything that must be so before a change: the lock is ours and we are up to date."""
        if self.read_only:
            raise NotesError("The notes are read-only here; nothing was saved", where=str(self.folder))
        if self._open_change is not None:
            raise RuntimeError("a change is open already")
        try:
            self._disk.make_folder(self.folder)
            with self._lock.held():
                self._undo_unsure()
                self._catch_up(repair=True)
                if self._now.format > FORMAT:
                    self.read_only = True
                    raise NotesError(
                        "A newer version of the program has written these notes; nothing was saved"
                    )
                if self._journal is None:
                    self._begin_generation()
                yield
        except OSError as error:
            outcome = (
                "it is not known whether the change was saved" if self._unsure else "the change was not saved"
            )
            raise NotesError(
                f"The disk refused ({error.strerror or error}); {outcome}",
                where=str(self.folder),
                advice="Make room or mend the disk, then try again; what was saved before is safe.",
            ) from error

    def _save(self, tables: Tables) -> None:
        """Append the staged tables to the journal as one line, sync it, then take them into memory."""
        change: Change = {}
        for name, docs in tables.staged.items():
            if docs is None:
                change.setdefault("drop", []).append(name)
                continue
            put, cut = difference(tables.before(name), docs)
            if put or (name not in self._now.state and not cut):
                change.setdefault("put", {})[name] = put
            if cut:
                change.setdefault("cut", {})[name] = cut
        if not change:
            return
        identity = uuid.uuid4().hex[:12]
        line = replay.change_line(change, self._now, identity, _utc_now())
        self._append(line)
        self._now.count, self._now.last = self._now.count + 1, identity
        self._now.offset += len(line)
        touched = {name: tables.staged[name] for name in _names(change)}
        self._now.state.take(touched)
        self._changed |= touched.keys()

    def _append(self, line: bytes) -> None:
        """The line on the disk, or the journal as it was and OSError."""
        assert self._journal is not None
        try:
            self._disk.write_all(self._journal, line)
            self._disk.sync(self._journal)
        except BaseException:
            self._unsure = line  # until it is certain that it is off the disk again
            with contextlib.suppress(OSError):
                self._undo_unsure()
            raise

    def _undo_unsure(self) -> None:
        """Take off what a failed save left at the end: it was not acknowledged, so it must not come back.

        Where another process has come by since, the end is no longer ours: it has either put the line
        aside or taken it for saved, and we follow.
        """
        if self._unsure and self._journal is not None:
            end = os.fstat(self._journal).st_size
            if self._unsure.startswith(self._disk.read(self._journal, self._now.offset, end)):
                self._disk.truncate(self._journal, self._now.offset)
                self._disk.sync(self._journal)
        self._unsure = b""

    def _begin_generation(self) -> Replay:
        """Begin the next journal, with the lock held; gives the state in which it begins."""
        now = self._now
        now.store = now.store or str(uuid.uuid4())
        frozen = self._frozen(now.generation + 1)
        path = generations.journal_path(self.folder, frozen.generation)
        header = replay.journal_header(frozen.generation, frozen)
        self._disk.write_file(path, [header])
        journal = self._disk.open(path, write=True)
        self._forget_journal()
        self._journal = journal
        now.begin_journal(frozen.generation)
        now.began, now.offset = now.count, len(header)
        return frozen

    def _frozen(self, generation: int) -> Replay:
        now = self._now
        return Replay(
            state=now.state.copy(), generation=generation, count=now.count, last=now.last, store=now.store
        )

    # -- compaction ----------------------------------------------------------------------------------

    def _needs_snapshot(self) -> bool:
        """True when the newest snapshot does not hold everything."""
        snapshot = generations.snapshot_path(self.folder, self._now.generation)
        return self._now.count > self._now.began or bool(self._now.losses) or not snapshot.exists()

    def _compact_when_due(self) -> None:
        if self._now.offset < self._compact_next or (self._compaction and self._compaction.is_alive()):
            return
        if not self._background:
            self._compact_quietly()
            return
        self._compaction = threading.Thread(target=self._compact_quietly, name="notes-compaction")
        self._compaction.start()

    def _compact_quietly(self) -> None:
        """Compact; a disk that refuses is tried again when the journal has grown as much once more."""
        try:
            self.compact()
            self._compact_next = self._compact_at
        except (OSError, NotesError):
            self._compact_next = self._now.offset + self._compact_at

    def _prune(self) -> None:
        """Remove the generations that need not be kept; with the lock held."""
        files = generations.listing(self.folder)
        made = {
            generation: dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
            for generation, path in files.snapshots.items()
        }
        for path in generations.outdated(files, made, _utc_now().date(), self._retention):
            self._disk.remove(path)

    def _forget_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None


def _names(change: Change) -> set[str]:
    return {*change.get("put", ()), *change.get("cut", ()), *change.get("drop", ())}


def _replace_all(tables: Tables, data: Any) -> None:
    """Stage that the tables are those of ``data`` and no others."""
    for name in list(tables):
        if name not in data:
            del tables[name]
    for name in data:
        tables[name] = data[name]


def _carry_over(source: Tables, target: Tables) -> None:
    """Stage in ``target`` what was staged in ``source``, whose view of the store may be older."""
    for name, docs in source.staged.items():
        before = State()
        if (base := source.base[name]) is not None:
            before.set_raw(name, base)
        if docs is None:
            del target[name]
            continue
        current = target.get(name, {})
        put, cut = difference(before.docs(name), docs)
        for number in (*put, *cut):
            if current.get(number) != before.docs(name).get(number):
                raise NotesError(
                    f"Document {number} of {name} was changed by another window; nothing was saved",
                    advice="Read it again and repeat the change.",
                )
        merged = {number: doc for number, doc in current.items() if number not in cut}
        target[name] = merged | put


def _writable(folder: Path) -> bool:
    """True when notes may be written there; what does not exist yet is judged by its parent."""
    at = folder
    while not at.exists() and at != at.parent:
        at = at.parent
    if not _access(at, os.W_OK | os.X_OK):
        return False
    return all(
        _access(path, os.W_OK)
        for path in (*generations.listing(folder).journals.values(), folder / "lock")
        if path.exists()
    )


def _access(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _same(path: Path, stat: os.stat_result) -> bool:
    try:
        other = path.stat()
    except FileNotFoundError:
        return False
    return (other.st_ino, other.st_dev) == (stat.st_ino, stat.st_dev)


def _unreadable(folder: Path, error: OSError) -> NotesError:
    return NotesError(
        f"The notes cannot be read ({error.strerror or error})",
        where=str(folder),
        advice="Check who owns the folder and whether its disk is there; nothing was changed.",
    )


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
