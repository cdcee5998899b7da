"""This is where exported pages meet the disk: inside the chosen folder, never over what we did not write."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.atomic_files import private_folder, write_atomically
from reader.errors import CablesError
from reader.export.file_names import SUFFIX, candidates, is_plain
from reader.export.generated_page import Existing, Page, take_apart

LARGEST = 64 * 2**20
"""Bytes; a larger file is not one of ours and is not read."""


class Action(StrEnum):
    """What became of a page."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    """Our part had been changed by hand: that stays, the new page lies beside it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The outcome for one cable."""

    mrn: str
    path: Path
    """The file that holds the page; in a conflict the one beside the user's."""
    action: Action
    remark: str = ""
    """A sentence for the user, where there is something to know."""


class ExportError(CablesError):
    """A page cannot be written. Pages written before it are whole."""


@dataclass(frozen=True, slots=True)
class _File:
    """A regular file as read: its text, how its lines end, and what tells whether it has changed since."""

    text: str
    newline: str
    seen: tuple[int, int, int]
    mode: int


def export_page(folder: Path, page: Page) -> Written:
    """Write or update the page's file in ``folder``, which is made if it is missing.

    Writes nothing where nothing changed. Raises ExportError with the file as it was.
    """
    try:
        home = _home(folder)
        return _written(home, page)
    except OSError as error:
        raise _in_words(error, folder) from error


def left_behind(folder: Path, current: Collection[str]) -> Iterator[Written]:
    """Pages in the folder that hold notes on cables not among ``current``, written when there were some.

    They are left as they are: the notes may be another library's. Reads those files only.
    """
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.stem in current or not is_plain(path.stem):
            continue
        file = _read(path)
        existing = take_apart(file.text, path.stem) if file else None
        if existing and existing.generated and _FOOTNOTE.search(existing.generated):
            remark = f"{path.name} has notes that this library does not, and was left alone."
            advice = f"To bring it up to date, export {path.stem} by its number."
            yield Written(path.stem, path, Action.UNCHANGED, f"{remark} {advice}")


_FOOTNOTE = re.compile(r"^\[\^n[0-9a-f]+\]: ", re.MULTILINE)


def _home(folder: Path) -> Path:
    """The real folder: later links inside it are never followed."""
    private_folder(folder)
    home = folder.resolve(strict=True)
    if not home.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return home


def _written(home: Path, page: Page) -> Written:
    path, file, existing, avoided = _own_file(home, page.name, page.name)
    remark = f"{page.name}{SUFFIX} is not ours and was left alone." if avoided else ""
    if file is None or existing is None:
        _save(path, page.text(), None)
        return Written(page.mrn, path, Action.CREATED, remark)
    if existing.edited and existing.generated != page.generated:
        return _conflict(home, page, path)
    text = existing.updated(page)
    if text == file.text:
        return Written(page.mrn, path, Action.UNCHANGED, remark)
    _save(path, text, file)
    return Written(page.mrn, path, Action.UPDATED, remark)


def _conflict(home: Path, page: Page, kept: Path) -> Written:
    """Leave the user's edit; lay the fresh page beside it."""
    remark = f"{kept.name} was edited by hand between the markers: kept. The new notes are beside it."
    for name in candidates(f"{kept.stem}.conflict"):
        path = home / f"{name}{SUFFIX}"
        file = _read(path)
        if file is None and os.path.lexists(path):
            continue
        existing = take_apart(file.text, page.name) if file else None
        if file and (existing is None or existing.edited):
            continue
        text = existing.updated(page) if existing else page.text()
        if file is None or text != file.text:
            _save(path, text, file)
        return Written(page.mrn, path, Action.CONFLICT, remark)
    raise ExportError(
        "Too many conflict files of one cable", where=str(kept), advice="Delete those you no longer need."
    )


def _own_file(home: Path, name: str, marker: str) -> tuple[Path, _File | None, Existing | None, bool]:
    """The first of the cable's possible files that is ours or free; and whether others' were passed over."""
    for attempt, candidate in enumerate(candidates(name)):
        path = home / f"{candidate}{SUFFIX}"
        file = _read(path)
        if file is None:
            if not os.path.lexists(path):
                return path, None, None, attempt > 0
        elif existing := take_apart(file.text, marker):
            return path, file, existing, attempt > 0
    raise ExportError(
        "Every name for this cable's file is taken by other files",
        where=str(home / f"{name}{SUFFIX}"),
        advice="Choose another folder with --to.",
    )


_NOT_OURS = (errno.ENOENT, errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EISDIR, errno.EACCES, errno.EPERM)
"""What opening says of a file that is missing, a link, a device without another end, or closed to us."""


def _read(path: Path) -> _File | None:
    """A regular file's text; None for what is missing, a link, a device, or too large to be ours.

    Bytes that are not UTF-8 come through unchanged.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno in _NOT_OURS:
            return None
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        with os.fdopen(handle, "rb", closefd=False) as stream:
            text = stream.read().decode("utf-8", "surrogateescape")
    finally:
        os.close(handle)
    newline = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
    return _File(
        text.replace("\r\n", "\n") if newline == "\r\n" else text, newline, _seen(status), status.st_mode
    )


def _seen(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _save(path: Path, text: str, file: _File | None) -> None:
    """Replace the file as a whole, unless somebody changed it since it was read."""
    if file is None:
        if os.path.lexists(path):
            raise _changed(path)
        write_atomically(path, text.encode("utf-8", "surrogateescape"))
        return
    if _seen(path.lstat()) != file.seen:
        raise _changed(path)
    data = text.replace("\n", file.newline).encode("utf-8", "surrogateescape")
    write_atomically(path, data, mode=stat.S_IMODE(file.mode))


def _changed(path: Path) -> ExportError:
    return ExportError(
        "The file was changed by another program while the export ran",
        where=str(path),
        advice="It was left as it is. Export again.",
    )


_WORDS = {
    errno.ENOSPC: ("The disk is full", "Free some space and export again: what was written before is whole."),
    errno.EDQUOT: ("Your share of the disk is used up", "Free some space and export again."),
    errno.EROFS: ("The disk can only be read", "Choose another folder with --to."),
    errno.EACCES: ("You may not write here", "Choose another folder with --to, or change its permissions."),
    errno.EPERM: ("You may not write here", "Choose another folder with --to, or change its permissions."),
    errno.ENOTDIR: ("This is a file, not a folder", "Choose a folder with --to."),
    errno.EEXIST: ("This is a file, not a folder", "Choose a folder with --to."),
    errno.ENAMETOOLONG: ("The name is too long for this disk", "Choose a shorter path with --to."),
}


def _in_words(error: OSError, folder: Path) -> ExportError:
    what, advice = _WORDS.get(
        error.errno or 0,
        (f"The notes cannot be written ({error.strerror or error})", "Choose another folder with --to."),
    )
    return ExportError(what, where=str(folder), advice=advice)
