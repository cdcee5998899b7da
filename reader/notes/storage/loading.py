"""Reading a store from its files: the newest whole snapshot, then the journals since."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from reader.notes.storage.disk import Disk
from reader.notes.storage.format.generations import Files, listing
from reader.notes.storage.format.journal import is_change, is_header
from reader.notes.storage.format.journal_lines import Piece, is_intact
from reader.notes.storage.format.snapshot import read_indexed
from reader.notes.storage.open_files import SnapshotFile
from reader.notes.storage.replay import Damage, Replay, cables_in
from reader.notes.storage.table_state import State

_LONGEST_LAST_LINE = 1 << 20
"""Bytes of a journal's last change, which is only read to see whether the next snapshot continues it."""


LARGE = 1 << 20
"""Bytes from which on a snapshot stays in its file, instead of in memory."""


class FileReader:
    """Reads files, and counts what the disk cannot read as damage. Raises PermissionError."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def read_snapshot(self, replay: Replay, path: Path, generation: int) -> bool:
        """Take over the tables of a snapshot; False if it is damaged (then only its intact tables).

        Those of a large one stay in the file.
        """
        if path.lstat().st_size >= LARGE:
            with contextlib.suppress(OSError):
                file = SnapshotFile(path, self._disk)
                if (found := read_indexed(file)) and replay.take_over(file, found):
                    known = replay.count, replay.last
                    file.older = lambda: _state_before(generation, path.parent, self, known)
                    return True
        return replay.read_snapshot(path.name, self.read_all(path))

    def read_all(self, path: Path) -> bytes:
        """All bytes of a file; empty if the disk cannot read them."""
        return self._read(path, lambda handle: self._disk.read(handle, 0, os.fstat(handle).st_size))

    def read_last_line(self, path: Path) -> bytes:
        """The last line of a file, without its newline; empty if it is too long or cannot be read."""
        return self._read(path, lambda handle: self._disk.last_line(handle, _LONGEST_LAST_LINE))

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


def load(files: Files, reader: FileReader) -> tuple[Replay, bytes, Replay | None]:
    """Read a store; returns it, the tail of its newest journal (see ``read_journal``), and another copy.

    Starts at the newest whole snapshot. If a newer one is damaged, its intact tables are used, and the
    journals since are applied, which leads to the same state.
    """
    replay, start = _newest_whole(files, reader)
    other = _other_copy(files, reader, replay, start)
    tail = b""
    for generation in range(start, files.newest + 1):
        if generation in files.snapshots and (generation > start or replay.count_unknown):
            path = files.snapshots[generation]
            replay.read_snapshot(path.name, reader.read_all(path))
        replay.begin_journal(generation)
        if generation not in files.journals:
            replay.losses.append(
                f"The journal of generation {generation} is missing; changes made in it may be lost."
            )
            continue
        path = files.journals[generation]
        _, tail = replay.read_journal(path.name, reader.read_all(path))
        if tail and generation < files.newest:
            replay.damage.append(Damage(path.name, tail))
            replay.losses.append(f"The end of {path.name} is damaged{cables_in(tail)}.")
            tail = b""
    return replay, tail, other


def _other_copy(files: Files, reader: FileReader, newest: Replay, start: int) -> Replay | None:
    """The state the older files lead to, if it is not the one the newest whole snapshot starts from.

    Then the files come from two copies of the store, as when a file-sync tool has put one over the other.
    None if everything fits, or if too little can be read, or too much would have to be, to find out.
    """
    before = files.journals.get(start - 1)
    if newest.count_unknown or before is None:
        return None
    text = reader.read_last_line(before)
    if not text or not is_intact(text, memoryview(text), 0, len(text)):
        return None
    line = Piece(0, len(text), True).decode(text)
    if not (is_header(line) or is_change(line)):
        return None
    if (line["n"], line.get("id", newest.last)) == (newest.count, newest.last):
        return None
    return load(_older_than(start, files), reader)[0]


def _state_before(
    generation: int, folder: Path, reader: FileReader, last_change: tuple[int, str]
) -> State | None:
    """The tables at the beginning of a generation, from the files before it; None if these lack anything.

    ``last_change``: the number and id of the change it begins after.
    """
    try:
        before = load(_older_than(generation, listing(folder)), reader)[0]
    except OSError:
        return None
    return before.state if (before.count, before.last) == last_change and not before.losses else None


def _older_than(generation: int, files: Files) -> Files:
    return Files(
        {number: path for number, path in files.snapshots.items() if number < generation},
        {number: path for number, path in files.journals.items() if number < generation},
    )


def _newest_whole(files: Files, reader: FileReader) -> tuple[Replay, int]:
    """The newest whole snapshot and its generation; otherwise an empty state and the oldest generation.

    The first generation starts empty, so with its journal no snapshot is needed.
    """
    broken: list[str] = []
    lost = b""
    for generation in sorted(files.snapshots, reverse=True):
        path = files.snapshots[generation]
        replay = Replay()
        if reader.read_snapshot(replay, path, generation):
            if broken:
                replay.losses.append(
                    f"{_are_damaged(broken)}; generation {generation} and the changes since "
                    "contain the same, so nothing is lost."
                )
            return replay, generation
        broken.append(path.name)
        lost += b" ".join(damage.data for damage in replay.damage)
    start = min((*files.journals, *files.snapshots), default=1)
    from_the_first = start == 1 and 1 in files.journals and 1 not in files.snapshots
    replay = Replay(count_unknown=bool(broken) and not from_the_first)
    if broken and from_the_first:
        replay.losses.append(
            f"{_are_damaged(broken)}; the notes were read from the first change on, so nothing is lost."
        )
    elif broken:
        replay.losses.append(
            f"{_are_damaged(broken)} and there is no older one; some notes may be lost{cables_in(lost)}, "
            "what could be read was kept."
        )
    return replay, start


def _are_damaged(files: list[str]) -> str:
    if len(files) == 1:
        return f"{files[0]} is damaged"
    return f"{', '.join(files[:-1])} and {files[-1]} are damaged"
