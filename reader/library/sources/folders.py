"""From the paths a user names to open files: folders walked in order, anything strange refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.library.sources.documents import Refused, Skipped


def printable(name: str | os.PathLike[str]) -> str:
    """A file name that can be shown and stored: nothing in it controls a terminal or fails to encode."""
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in os.fspath(name))


def _escaped(letter: str) -> str:
    """A backslash and its code; for a byte that is no UTF-8 (see ``os.fsdecode``) the byte."""
    if "\udc80" <= letter <= "\udcff":
        return f"\\x{ord(letter) - 0xDC00:02x}"
    return letter.encode("unicode_escape").decode()


def files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Skipped]:
    """The files named, and those in the folders named, at any depth, in the order of their names.

    In a folder, names that begin with a point are left out. A symbolic link in a folder is followed only to
    what is in the folder itself, so that an import reads only what was named. Each folder is read once:
    a link back into a folder already read is reported as skipped, which also ends loops. What can neither be
    read nor walked is yielded as Skipped in its place.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(Path(path), seen)


def _walk(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Skipped]:
    """Depth first with a list of our own: a folder may be deeper than Python's stack."""
    waiting = [path]
    root = os.path.realpath(path)
    while waiting:
        at = waiting.pop()
        try:
            if at is not path and at.is_symlink() and not _is_inside(root, at):
                yield Skipped(printable(at), "a symbolic link that leads out of the folder")
                continue
            status = at.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield at
                continue
            key = (status.st_dev, status.st_ino)
            if key in seen:
                yield Skipped(printable(at), "this folder was read already, under another name")
                continue
            seen.add(key)
            with os.scandir(at) as entries:
                names = sorted((entry.name for entry in entries if entry.name[0] != "."), reverse=True)
            waiting.extend(at / name for name in names)
        except (OSError, ValueError) as error:
            yield Skipped(printable(at), trouble(error))


def _is_inside(root: str, link: Path) -> bool:
    """Whether a link leads to a place in the folder ``root``; raises OSError for a loop of links."""
    target = os.path.realpath(link, strict=True)
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The file, open for reading, and its size now.

    Raises Refused for what is no regular file (without waiting on a pipe), OSError for the rest.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{_kind(status.st_mode)}, not a file")
        yield file, status.st_size


def trouble(error: BaseException) -> str:
    """What went wrong, in one line without the path (the place has it)."""
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
