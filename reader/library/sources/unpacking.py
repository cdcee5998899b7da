"""Compressed streams (gzip, bzip2, xz) unpacked as they are read, and the watch against bombs."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from reader.library.sources.byte_stream import Readable, in_megabytes
from reader.library.sources.documents import Limits, Refused

MAGIC = {b"\x1f\x8b\x08": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}
_DICTIONARY = 256 << 20
"""Memory an xz file may ask for; its strongest preset asks for 65 MB."""


class Exhausted(Refused):
    """All that one file may unpack to has been unpacked: nothing more of it is read."""


class Budget:
    """What everything inside one outermost file may unpack to, at any depth.

    ``check_stop`` raises Stopped once the user asked to stop: a few compressed bytes can unpack for minutes
    without another read of the file.
    """

    def __init__(
        self, size: Callable[[], int], limits: Limits, check_stop: Callable[[], None] = lambda: None
    ) -> None:
        self._size = size
        self._limits = limits
        self.check_stop = check_stop
        self._spent = 0

    def spend(self, count: int) -> None:
        """Take ``count`` unpacked bytes. Raises Exhausted if fewer are left, Stopped after a stop."""
        self.check_stop()
        self._spent += count
        if self._spent > self._limits.grace + self._limits.ratio * self._size():
            raise Exhausted(_bomb(self._limits))


class Watched:
    """A readable whose unpacked bytes are held against the bounds of a member and of the whole file."""

    def __init__(self, file: Readable, packed: Callable[[], int], budget: Budget, limits: Limits) -> None:
        self._file = file
        self._packed = packed
        self._budget = budget
        self._limits = limits
        self._count = 0

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; raises Refused when the member has grown too much."""
        data = self._file.read(size)
        self._count += len(data)
        if self._count > self._limits.member:
            raise Refused(f"larger than {in_megabytes(self._limits.member)} when unpacked")
        if self._count > self._limits.grace + self._limits.ratio * self._packed():
            raise Refused(_bomb(self._limits))
        self._budget.spend(len(data))
        return data


def _bomb(limits: Limits) -> str:
    return f"grows more than {limits.ratio} times when unpacked: not read on"


class _Engine(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """zlib's unpacker with the manners of the two others."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._engine.decompress(self._engine.unconsumed_tail + data, max_length)
        self.needs_input = len(out) < max_length and not self._engine.unconsumed_tail
        return out


def _engine(kind: str) -> _Engine:
    if kind == "gzip":
        return _Gunzip()
    if kind == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_DICTIONARY)


class Unpacked:
    """What a compressed stream unpacks to; several streams in a row are one.

    Never holds more than a chunk of each side. Reading raises Refused on damage or a stream cut short.
    """

    def __init__(self, file: Readable, kind: str) -> None:
        self.packed = 0
        """Compressed bytes taken so far."""
        self._file = file
        self._kind = kind
        self._engine = _engine(kind)
        self._streams = 0

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` unpacked bytes; none at the end."""
        try:
            return self._read(size)
        except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise Refused(f"damaged {self._kind} data") from error

    def _read(self, size: int) -> bytes:
        while True:
            if self._engine.eof:
                left = self._engine.unused_data.lstrip(b"\0") or self._more().lstrip(b"\0")
                if not left.startswith(tuple(MAGIC)):  # the end, or padding after it
                    return b""
                self._engine = _engine(self._kind)
                data = left
            elif self._engine.needs_input:
                data = self._more()
                if not data:
                    raise Refused(f"cut short: the {self._kind} data do not end")
            else:
                data = b""
            if out := self._engine.decompress(data, size):
                return out

    def _more(self) -> bytes:
        data = self._file.read(1 << 16)
        self.packed += len(data)
        return data
