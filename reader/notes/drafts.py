"""What is being typed, kept while it is not saved, so that a crash gives it back.

One small file for each window, replaced as a whole. It is no note: it is in no count, no bundle and no undo.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from reader.notes.codec import decode_target, encode_target
from reader.notes.model import Target
from reader.notes.repository import Notes
from reader.notes.storage.journal_lines import dump


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that was being typed."""

    target: Target
    body: str
    note: str | None = None
    """The id of the note that was being edited; None for a new one."""


class Drafts:
    """The drafts of this window and those that dead windows left."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._folder = notes.folder / "drafts"
        self._own = self._folder / f"{notes.windows.id}.json"

    def keep(self, draft: Draft) -> bool:
        """Keep what is typed so far, in the place of what was kept before; False when the disk refuses."""
        document = {"target": encode_target(draft.target), "body": draft.body, "note": draft.note}
        disk = self._notes.storage.disk
        try:
            disk.make_folder(self._folder)
            self._notes.windows.announce()
            disk.write_file(self._own, [dump(document)])
        except OSError:
            return False
        return True

    def drop(self) -> None:
        """The draft was saved as a note, or given up."""
        self._remove(self._own)

    def left(self) -> list[Draft]:
        """What windows that are gone were typing, the oldest first. Windows that live are left alone."""
        return [draft for path in self._orphans() if (draft := _read(path)) is not None]

    def drop_left(self, draft: Draft) -> None:
        """A draft that a dead window left was taken over, or given up."""
        for path in self._orphans():
            if _read(path) == draft:
                self._remove(path)

    def _orphans(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        lives = self._notes.windows.lives
        paths = [path for path in self._folder.glob("*.json") if path != self._own and not lives(path.stem)]
        return sorted(paths, key=lambda path: path.stat().st_mtime)

    def _remove(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            self._notes.storage.disk.remove(path)


def _read(path: Path) -> Draft | None:
    """The draft in a file; None for one that makes no sense."""
    try:
        document = json.loads(path.read_bytes())
        body, note = document["body"], document["note"]
        if isinstance(body, str) and isinstance(note, str | None):
            return Draft(decode_target(document["target"]), body, note)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None
