"""Unsaved text of notes, kept in a file while it is being typed, so that it survives a crash.

One small file for each window, replaced as a whole. A draft is not a note: it is not counted, shared or
undone.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from reader.atomic_files import check_folder
from reader.notes.codec import decode_target, encode_target
from reader.notes.model import Target
from reader.notes.repository import Notes
from reader.notes.storage.disk import Disk
from reader.notes.storage.format.journal_lines import dump
from reader.notes.storage.own_files import DRAFTS
from reader.notes.storage.windows import is_window_id

_MAX_SIZE = 64 << 20
"""Bytes of a draft that are read at most."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that was being typed."""

    target: Target
    body: str
    note: str | None = None
    """The id of the note that was being edited; None for a new one."""


class Drafts:
    """The draft of this window, and those left by windows that crashed."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._folder = notes.folder / DRAFTS
        self._own = self._folder / f"{notes.windows.id}.json"

    def keep(self, draft: Draft) -> bool:
        """Keep what has been typed so far, replacing the last draft; False if the disk refuses."""
        document = {"target": encode_target(draft.target), "body": draft.body, "note": draft.note}
        disk = self._notes.storage.disk
        try:
            disk.make_folder(self._folder)
            self._notes.windows.announce()
            disk.write_file(self._own, [dump(document)])
        except OSError:
            return False
        return True

    def discard(self) -> None:
        """Remove the draft of this window: it was saved as a note, or discarded."""
        self._remove(self._own)

    def left_over(self) -> list[Draft]:
        """The drafts of windows that crashed, the oldest first."""
        return [draft for path in self._orphans() if (draft := self._read(path)) is not None]

    def discard_left_over(self, draft: Draft) -> None:
        """Remove a draft left by a window that crashed: it was taken over, or discarded."""
        for path in self._orphans():
            if self._read(path) == draft:
                self._remove(path)

    def _orphans(self) -> list[Path]:
        """The files of drafts whose window is no longer open; other files are ignored."""
        is_open = self._notes.windows.is_open
        try:
            if not check_folder(self._folder):
                return []
            paths = [
                path
                for path in self._folder.glob("*.json")
                if path != self._own and is_window_id(path.stem) and not is_open(path.stem)
            ]
            return sorted(paths, key=lambda path: path.lstat().st_mtime)
        except OSError:
            return []

    def _remove(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            check_folder(self._folder)
            self._notes.storage.disk.remove(path)

    def _read(self, path: Path) -> Draft | None:
        return _read(path, self._notes.storage.disk)


def _read(path: Path, disk: Disk) -> Draft | None:
    """The draft in a file; None if it is invalid."""
    try:
        document = json.loads(disk.read_file(path, _MAX_SIZE))
        body, note = document["body"], document["note"]
        if isinstance(body, str) and isinstance(note, str | None):
            return Draft(decode_target(document["target"]), body, note)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None
