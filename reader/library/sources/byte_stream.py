"""Bytes read once from front to back, counted, and never more of them than allowed."""

from __future__ import annotations

import os
import select
import stat
from collections.abc import Callable
from typing import BinaryIO, Protocol

from reader.library.sources.documents import Refused

CHUNK = 1 << 18
"""Bytes asked for at a time."""


class Readable(Protocol):
    """What gives bytes: a file, a member of an archive, an unpacker."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""


class Source:
    """One thing to be read, with the place to name when something is wrong with it."""

    def __init__(self, file: Readable, place: str, *, seekable: BinaryIO | None = None) -> None:
        self.place = place
        self.seekable = seekable
        """The same bytes as a file to jump about in, where there is one; ``read`` spoils its position."""
        self._file = file
        self._ahead = b""

    def peek(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer only at the end, without taking them."""
        parts = [self._ahead]
        missing = size - len(self._ahead)
        while missing > 0 and (more := self._file.read(missing)):
            parts.append(more)
            missing -= len(more)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def read(self, size: int = CHUNK, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        if self._ahead:
            taken, self._ahead = self._ahead[:size], self._ahead[size:]
            return taken
        return self._file.read(size)

    def whole(self, limit: int) -> bytes:
        """All that is left; Refused when that is more than ``limit`` bytes, of which no more are held."""
        parts = []
        size = 0
        while more := self.read():
            size += len(more)
            if size > limit:
                raise Refused(f"larger than {in_megabytes(limit)}: no cable is")
            parts.append(more)
        return b"".join(parts)


class Counted:
    """A readable that counts what it gives, and says so before it gives too much."""

    def __init__(self, file: Readable, check: Callable[[int], None] | None = None) -> None:
        self.count = 0
        self._file = file
        self._check = check

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; raises what ``check`` raises on the new count."""
        data = self._file.read(size)
        self.count += len(data)
        if self._check:
            self._check(self.count)
        return data


class UntilStopped:
    """A readable whose reads raise Stopped once the user asked to stop, also while they wait for input."""

    def __init__(self, file: Readable, check_stop: Callable[[], None]) -> None:
        self._file = file
        self._check_stop = check_stop
        self._descriptor = _descriptor(file)

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; raises Stopped."""
        self._check_stop()
        if self._descriptor is None:
            return self._file.read(size)
        while not select.select([self._descriptor], [], [], _SECONDS_BETWEEN_CHECKS)[0]:
            self._check_stop()
        return os.read(self._descriptor, size)


_SECONDS_BETWEEN_CHECKS = 0.2


def _descriptor(file: Readable) -> int | None:
    """The descriptor of a pipe or terminal, which can keep a read waiting; None for everything else."""
    try:
        descriptor: int = file.fileno()  # type: ignore[attr-defined]
        mode = os.fstat(descriptor).st_mode
    except (AttributeError, OSError, ValueError):
        return None
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else descriptor


class EndGuard:
    """A readable that raises Refused when it is read on and on after its end.

    tarfile skips a member by reading as many blocks as its header claims, 2**62 bytes of them if need be.
    """

    def __init__(self, file: Readable, reason: str) -> None:
        self._file = file
        self._reason = reason
        self._empty_reads = 0

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; raises Refused."""
        data = self._file.read(size)
        if not data and size:
            self._empty_reads += 1
            if self._empty_reads > _MOST_EMPTY_READS:
                raise Refused(self._reason)
        return data


_MOST_EMPTY_READS = 8
"""tarfile needs a few reads to notice the end of a sound file."""


def in_megabytes(size: int) -> str:
    """A size for people: ``16 MB``."""
    return f"{max(size >> 20, 1)} MB"
