"""The bookmarks of a library: a small JSON file beside the place that the session remembers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader import atomic_files
from reader.tui.core import session_store

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place."""

    mrn: str
    ordinal: int | None = None
    """The paragraph; None for the head of the cable."""
    label: str = ""
    """The paragraph's number as shown: ``¶4``."""

    @property
    def place(self) -> str:
        """``09MUNICH273 ¶4``."""
        return f"{self.mrn} {self.label}".rstrip()


Bookmarks = Mapping[str, Bookmark]


def is_letter(key: str | None) -> bool:
    """Whether a bookmark can have this name: one letter of the Latin alphabet, small or capital."""
    return key is not None and len(key) == 1 and key.isascii() and key.isalpha()


def bookmarks_file(library: Path) -> Path:
    """The file for a library."""
    return session_store.session_file(library).with_suffix(".bookmarks.json")


def load(path: Path) -> dict[str, Bookmark]:
    """The bookmarks by their letters; none where the file is missing. Waits for the disk."""
    try:
        return parse(path.read_bytes())
    except OSError:
        return {}


def parse(data: bytes) -> dict[str, Bookmark]:
    """The bookmarks in a file; those that are not as they should be are left out."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return {}
    given = found.get("bookmarks")
    read = {letter: _read(one) for letter, one in given.items()} if isinstance(given, dict) else {}
    return {letter: one for letter, one in sorted(read.items()) if is_letter(letter) and one is not None}


def put(path: Path, letter: str, bookmark: Bookmark) -> Bookmark | None:
    """Set a bookmark among those that other windows may have set meanwhile; the one that it replaces.

    Raises OSError; waits for the disk.
    """
    bookmarks = load(path)
    before = bookmarks.get(letter)
    _save(path, {**bookmarks, letter: bookmark})
    return before


def _save(path: Path, bookmarks: Bookmarks) -> None:
    atomic_files.private_folder(path.parent)
    shape = {
        letter: {"mrn": one.mrn, "ordinal": one.ordinal, "label": one.label}
        for letter, one in bookmarks.items()
    }
    atomic_files.write_atomically(path, json.dumps({"format": FORMAT, "bookmarks": shape}, indent=1).encode())


def _read(shape: object) -> Bookmark | None:
    if not isinstance(shape, dict):
        return None
    mrn, ordinal, label = shape.get("mrn"), shape.get("ordinal"), shape.get("label", "")
    if not isinstance(mrn, str) or not isinstance(label, str):
        return None
    if ordinal is not None and (not isinstance(ordinal, int) or isinstance(ordinal, bool)):
        return None
    return Bookmark(mrn, ordinal, label)
