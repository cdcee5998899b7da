"""What the last export wrote into a folder, so that the next one need not build pages that cannot differ.

A hidden file in the folder has, for each cable, a fingerprint of all the page was made of and the identity of
the file (inode, time, size). It is a cache: if it is missing, damaged or out of date, pages are built again.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.export.page_files import identity_of, read_page_file, save_page_file

NAME = ".cables-export.json"
VERSION = 1


@dataclass(slots=True)
class ExportIndex:
    """The index of one folder for pages made in one way."""

    folder: Path
    key: str
    """What all pages depend on: style, author, program version."""
    entries: dict[str, list[Any]] = field(default_factory=dict)
    """By MRN: fingerprint, file name, and the file's inode, time and size."""
    is_changed: bool = False

    @classmethod
    def load(cls, folder: Path, key: str) -> ExportIndex:
        """The index in the folder; an empty one if it was made otherwise, or cannot be read."""
        index = cls(folder, key)
        with suppress(OSError, ValueError, RecursionError):
            file = read_page_file(folder / NAME)
            read: Any = json.loads(file.text) if file else None
            if isinstance(read, Mapping) and (read.get("version"), read.get("key")) == (VERSION, key):
                pages = read.get("pages")
                index.entries = {
                    mrn: entry for mrn, entry in dict(pages or {}).items() if isinstance(entry, list)
                }
        return index

    def unchanged(self, mrn: str, fingerprint: str) -> Path | None:
        """The cable's file, if neither it nor anything its page is made of has changed since."""
        match self.entries.get(mrn):
            case [str(recorded), str(name), int(inode), int(time), int(size)] if recorded == fingerprint:
                if os.sep in name or name.startswith("."):
                    return None
                path = self.folder / name
                with suppress(OSError):
                    status = path.lstat()
                    if stat.S_ISREG(status.st_mode) and identity_of(status) == (inode, time, size):
                        return path
        return None

    def record(self, mrn: str, fingerprint: str, path: Path) -> None:
        """Remember a page that the file now has."""
        with suppress(OSError):
            self.entries[mrn] = [fingerprint, path.name, *identity_of(path.lstat())]
            self.is_changed = True

    def forget(self, mrn: str) -> None:
        """Remember nothing of this cable."""
        self.is_changed |= self.entries.pop(mrn, None) is not None

    def save(self) -> None:
        """Write the index if it changed; a failure only costs time at the next export."""
        if not self.is_changed:
            return
        text = json.dumps({"version": VERSION, "key": self.key, "pages": self.entries}, sort_keys=True)
        path = self.folder / NAME
        with suppress(OSError):
            replaced = read_page_file(path)
            if replaced is not None or not os.path.lexists(path):
                save_page_file(path, text, replaced)
                self.is_changed = False
