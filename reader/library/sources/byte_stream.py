"""Byte streams read once from start to end: with lookahead, counted, limited, cancellable."""

from __future__ import annotations

import codecs
import os
import re
import select
import stat
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from reader.library.sources.documents import Refused

CHUNK = 1 << 18
"""Bytes read at once."""


class Readable(Protocol):
    """A source of bytes: a file, an archive member, a decompressor."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; none at the end."""


class Source:
    """A stream with lookahead, and the place to name in messages about it."""

    def __init__(self, file: Readable, place: str, *, seekable: BinaryIO | None = None) -> None:
        self.place = place
        self.seekable = seekable
        """The same bytes as a seekable file, if there is one. ``read`` moves its position."""
        self._file = file
        self._ahead = b""

    def peek(self, size: int) -> bytes:
        """Return the next ``size`` bytes, fewer only at the end, without consuming them."""
        parts = [self._ahead]
        missing = size - len(self._ahead)
        while missing > 0 and (more := self._file.read(missing)):
            parts.append(more)
            missing -= len(more)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def read(self, size: int = CHUNK, /) -> bytes:
        """Return up to ``size`` bytes; none at the end."""
        if self._ahead:
            taken, self._ahead = self._ahead[:size], self._ahead[size:]
            return taken
        return self._file.read(size)

    def read_all(self, limit: int) -> bytes:
        """Return all that is left. Raises Refused as soon as that is more than ``limit`` bytes."""
        parts = []
        size = 0
        while more := self.read():
            size += len(more)
            if size > limit:
                raise Refused(f"larger than {in_megabytes(limit)}: too large for a cable")
            parts.append(more)
        return b"".join(parts)


class CountingReader:
    """Counts the bytes read."""

    def __init__(self, file: Readable, check: Callable[[int], None] | None = None) -> None:
        self.count = 0
        self._file = file
        self._check = check

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes. ``check`` is called with the new count and may raise."""
        data = self._file.read(size)
        self.count += len(data)
        if self._check:
            self._check(self.count)
        return data


class CancellableReader:
    """Raises Stopped, through ``check_stop``, when the user cancels, also while a read waits for input."""

    def __init__(self, file: Readable, check_stop: Callable[[], None]) -> None:
        self._file = file
        self._check_stop = check_stop
        self._descriptor = _descriptor(file)

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes. Raises Stopped."""
        self._check_stop()
        if self._descriptor is None:
            return self._file.read(size)
        while not select.select([self._descriptor], [], [], _SECONDS_BETWEEN_CHECKS)[0]:
            self._check_stop()
        return os.read(self._descriptor, size)


_SECONDS_BETWEEN_CHECKS = 0.2


def _descriptor(file: Readable) -> int | None:
    """The descriptor of a pipe or terminal, where a read may have to wait; None for everything else."""
    try:
        descriptor: int = file.fileno()  # type: ignore[attr-defined]
        mode = os.fstat(descriptor).st_mode
    except (AttributeError, OSError, ValueError):
        return None
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else descriptor


def split_before(
    start: re.Pattern[bytes], file: Readable, *, longest_start: int, limit: int
) -> Iterator[bytes | None]:
    """The parts of a file, each of which begins where a match of ``start`` ends.

    ``start`` is best a line break and what must follow, as a pattern of width zero is tried everywhere.
    ``longest_start``: bytes that a match looks at. None for a part of more than ``limit`` bytes, which is not
    kept in memory.
    """
    buffer, searched, too_long = b"", 0, False
    while chunk := file.read(CHUNK):
        buffer += chunk
        begin = 0
        for match in start.finditer(buffer, max(searched, 0)):
            end = match.end()
            yield None if too_long else buffer[begin:end]
            begin, too_long = end, False
        buffer = buffer[begin:]
        searched = len(buffer) - longest_start
        if len(buffer) > limit:
            buffer, searched, too_long = buffer[-longest_start:], 0, True
    if too_long:
        yield None
    elif buffer.strip():
        yield buffer


class EndGuard:
    """Raises Refused if it is read again and again after its end.

    tarfile skips a member by reading as many blocks as its header claims, up to 2**62 bytes.
    """

    def __init__(self, file: Readable, reason: str) -> None:
        self._file = file
        self._reason = reason
        self._empty_reads = 0

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes. Raises Refused."""
        data = self._file.read(size)
        if not data and size:
            self._empty_reads += 1
            if self._empty_reads > _MAX_EMPTY_READS:
                raise Refused(self._reason)
        return data


_MAX_EMPTY_READS = 8
"""At the end of an intact file, tarfile reads a few times more."""


def in_megabytes(size: int) -> str:
    """A size in words: ``16 MB``."""
    return f"{max(size >> 20, 1)} MB"


class Utf8Reader:
    """A UTF-16 or UTF-32 stream, recoded as UTF-8."""

    def __init__(self, file: Readable, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._first = True

    def read(self, size: int, /) -> bytes:
        """Return some bytes; none at the end."""
        while data := self._file.read(size):
            text = self._decoder.decode(data)
            if self._first:
                text, self._first = text.removeprefix("\ufeff"), False
            if text:
                return text.encode("utf-8", "replace")
        return b""
