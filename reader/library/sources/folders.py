"""Finds the files in the paths a user names, and opens them. Pipes, devices and the like are refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.library.sources.documents import Refused, Skipped


def printable(name: str | os.PathLike[str]) -> str:
    """A file name that can be shown and stored, with control characters and undecodable bytes escaped."""
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in os.fspath(name))


def _escaped(letter: str) -> str:
    """The escape of a character, or of a byte that is not UTF-8 (see ``os.fsdecode``)."""
    if "\udc80" <= letter <= "\udcff":
        return f"\\x{ord(letter) - 0xDC00:02x}"
    return letter.encode("unicode_escape").decode()


def files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Skipped]:
    """Yield the files at these paths, and those in folders at any depth, sorted by name within a folder.

    Hidden files in folders (names with a leading dot) are ignored. A symbolic link in a folder is followed
    only if it leads to a place inside that folder. A folder is read once: a link to one already read is
    yielded as Skipped, which also ends loops. So is everything that cannot be read.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(Path(path), seen)


def _walk(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Skipped]:
    """Walk depth first, without recursion: folders may be nested deeper than Python's stack allows."""
    pending = [path]
    while pending:
        current = pending.pop()
        try:
            if current is not path and current.is_symlink() and not _is_inside(path, current):
                yield Skipped(printable(current), "a symbolic link to a place outside the folder")
                continue
            status = current.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield current
                continue
            key = (status.st_dev, status.st_ino)
            if key in seen:
                yield Skipped(printable(current), "already read under another name")
                continue
            seen.add(key)
            with os.scandir(current) as entries:
                names = sorted((entry.name for entry in entries if entry.name[0] != "."), reverse=True)
            pending.extend(current / name for name in names)
        except (OSError, ValueError) as error:
            yield Skipped(printable(current), why_unreadable(error))


def _is_inside(folder: Path, link: Path) -> bool:
    """Whether a link leads to a place inside the folder. Raises OSError for a loop of links."""
    root, target = os.path.realpath(folder), os.path.realpath(link, strict=True)
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


@contextmanager
def open_file(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file for reading; yields it and its current size in bytes.

    Raises Refused if it is not a regular file (without waiting for a pipe), otherwise OSError.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{_kind(status.st_mode)}, not a file")
        yield file, status.st_size


def why_unreadable(error: BaseException) -> str:
    """The error in one line, without the path, which is in the place."""
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    words = " ".join(str(error).split())
    return f"cannot be read: {printable(words[:200])}" if words else "cannot be read"


def _kind(mode: int) -> str:
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return name
    return "a special file"
