"""The folder ``aside``: bytes that could not be read, and other copies of the notes, are kept there."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from reader.atomic_files import file_type
from reader.notes.storage.disk import Disk
from reader.notes.storage.own_files import ASIDE
from reader.notes.storage.replay import Damage, Replay


class Aside:
    """What is kept aside. Every method raises OSError."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = folder / ASIDE
        self._disk = disk
        self.kept: list[Path] = []
        """The files kept so far, repeats included."""

    def keep(self, *damage: Damage) -> None:
        """Keep damaged bytes; the same bytes are kept once."""
        for piece in damage:
            path = self._folder / f"{piece.file}.{hashlib.sha256(piece.data).hexdigest()[:12]}"
            if file_type(path) is None:
                self._disk.make_folder(self._folder)
                self._disk.write_file(path, [piece.data])
            self.kept.append(path)

    def keep_copy(self, other: Replay, now: dt.datetime) -> Path:
        """Keep another copy of the notes as a snapshot; returns its path."""
        path = self._folder / f"other-copy-{other.count}-{other.last}.jsonl"
        self._disk.make_folder(self._folder)
        self._disk.write_file(path, other.snapshot_lines(now))
        self.kept.append(path)
        return path
