"""Careful file access: owner-only folders, atomic replacement, and opening nothing but regular files."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import NamedTuple

_KINDS = {
    stat.S_IFREG: "a regular file",
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_SAFE_FLAGS = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
"""Do not follow a link, do not wait for the other end of a pipe, do not become a terminal's process."""


class UnexpectedFileTypeError(OSError):
    """Something else is in the place of one of our files or folders; ``found``: what, "a symbolic link"."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(errno.EINVAL, f"This is {found}, not {expected}", str(path))
        self.found = found
        self.expected = expected


def file_type(path: Path) -> str | None:
    """What is at ``path``, in words ("a regular file", "a named pipe"); None if there is nothing.

    A link is not followed. Raises OSError if the folder cannot be searched.
    """
    try:
        return _in_words(path.lstat().st_mode)
    except FileNotFoundError:
        return None


def check_regular_file(path: Path) -> bool:
    """True for a regular file, False if there is nothing; raises UnexpectedFileTypeError otherwise.

    For files that another library opens, such as SQLite. For files that we open ourselves,
    :func:`open_regular_file` leaves no gap between check and opening.
    """
    return _check(path, stat.S_IFREG)


def check_folder(path: Path) -> bool:
    """True for a folder, False if there is nothing; raises UnexpectedFileTypeError otherwise."""
    return _check(path, stat.S_IFDIR)


def open_regular_file(path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """Open a file without following a link and without blocking; return its descriptor.

    ``flags`` and ``mode`` are those of :func:`os.open`; ``O_CREAT`` is allowed. Raises
    UnexpectedFileTypeError for a link, folder, named pipe, socket or device, which is left as it is, and
    OSError as :func:`os.open` does.
    """
    check_regular_file(path)  # because opening a device can have an effect
    try:
        descriptor = os.open(path, flags & ~os.O_TRUNC | _SAFE_FLAGS, mode)
    except OSError:
        check_regular_file(path)  # it may have been put there since
        raise
    try:
        found = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(found):
            raise UnexpectedFileTypeError(path, _in_words(found), _KINDS[stat.S_IFREG])
        if flags & os.O_TRUNC:
            os.ftruncate(descriptor, 0)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def is_file_at(descriptor: int, path: Path) -> bool:
    """True if the open file is the one at ``path``: not removed, replaced or renamed since."""
    try:
        found = path.lstat()
    except OSError:
        return False
    opened = os.fstat(descriptor)
    return (found.st_dev, found.st_ino) == (opened.st_dev, opened.st_ino)


class Denial(NamedTuple):
    """Why a file or folder cannot be written, for the user."""

    reason: str
    """Completes "The library ...": ``is on a read-only disk``, ``belongs to ann``, ``is write-protected``."""
    advice: str


FULL = (errno.ENOSPC, errno.EDQUOT)
"""Error numbers of a full disk and of a used-up quota."""


def why_not_writable(path: Path) -> Denial | None:
    """Why this user cannot write a file, or add files to a folder; None if nothing prevents it.

    For a path that does not exist, the nearest folder above it is examined. Raises OSError.
    """
    while not path.exists():
        path = path.parent
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return Denial(
            "is on a read-only disk", "Choose a folder on another disk, or mount this one for writing."
        )
    mode = os.W_OK | (os.X_OK if path.is_dir() else 0)
    if os.access(path, mode, effective_ids=os.access in os.supports_effective_ids):
        return None
    owner = path.stat().st_uid
    if owner != os.geteuid():
        name = user_name(owner)
        return Denial(
            f"belongs to {name}", f"Ask {name} for permission to write {path}, or choose another folder."
        )
    return Denial("is write-protected", f"Allow yourself to write: chmod u+w {quote(str(path))}")


def user_name(uid: int) -> str:
    """The name of a user; ``user 1000`` if the system has none."""
    import pwd  # only needed for an error

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def private_folder(path: Path) -> Path:
    """Create the folder and its missing parents, readable by the owner only, and return it.

    The entry of each new folder is synced, so that files saved in it later survive a power cut.
    """
    missing = []
    at = path
    while not at.exists():
        missing.append(at)
        at = at.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
    return path


def sync_folder(path: Path) -> None:
    """Flush a folder's entries to disk, so that a power cut does not undo a rename in it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, mode: int = 0o600, sync_parent: bool = True
) -> None:
    """Replace the contents of a file as a whole or not at all.

    Writes ``data``, which may come in pieces, to a temporary file in the same folder, syncs it, renames it
    over ``path``, syncs the folder. Raises OSError with the old contents unchanged and the temporary file
    removed. Without ``sync_parent`` the caller must sync the folder.
    """
    new = NewContents(path, data, mode)
    try:
        new.sync()
        new.replace()
    except BaseException:
        new.discard()
        raise
    if sync_parent:
        sync_folder(path.parent)


class NewContents:
    """The new contents of a file, in a temporary file beside it until they replace it.

    The steps of ``write_atomically``, for writing many files at once: ``sync``, which mostly waits, may run
    in another thread; then ``replace``, or ``discard`` at any time. Every step raises OSError.
    """

    def __init__(self, path: Path, data: bytes | Iterable[bytes], mode: int = 0o600) -> None:
        self.path = path
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
        self._descriptor = open_regular_file(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        try:
            for piece in (data,) if isinstance(data, bytes) else data:
                left = memoryview(piece)
                while left:
                    left = left[os.write(self._descriptor, left) :]
        except BaseException:
            self.discard()
            raise

    def sync(self) -> None:
        """Flush the contents to disk."""
        os.fsync(self._descriptor)

    def replace(self) -> None:
        """Put the new contents in place; synced before, they survive a power cut."""
        self._close()
        self._temporary.replace(self.path)

    def discard(self) -> None:
        """Remove the temporary file, leaving the old contents."""
        self._close()
        self._temporary.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)


def _check(path: Path, expected: int) -> bool:
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_IFMT(found) != expected:
        raise UnexpectedFileTypeError(path, _in_words(found), _KINDS[expected])
    return True


def _in_words(mode: int) -> str:
    return _KINDS.get(stat.S_IFMT(mode), "something else")
