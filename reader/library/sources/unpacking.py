"""Decompresses gzip, bzip2 and xz streams as they are read, with limits against decompression bombs."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from reader.library.sources.byte_stream import Readable, in_megabytes
from reader.library.sources.documents import Limits, Refused

MAGIC = {b"\x1f\x8b\x08": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}
_MAX_XZ_MEMORY = 256 << 20
"""Bytes of memory that an xz file may need. Its strongest preset needs 65 MB."""


class Exhausted(Refused):
    """One file has unpacked to more than its budget; nothing more of it is read."""


class Budget:
    """How many bytes everything in one file may unpack to, including archives inside it.

    ``size`` returns the bytes of the file read so far, or its size. ``check_stop`` raises Stopped after the
    user cancelled: a few compressed bytes can take minutes to unpack without another read of the file.
    """

    def __init__(
        self, size: Callable[[], int], limits: Limits, check_stop: Callable[[], None] = lambda: None
    ) -> None:
        self._size = size
        self._limits = limits
        self.check_stop = check_stop
        self._spent = 0

    def spend(self, count: int) -> None:
        """Count these unpacked bytes. Raises Exhausted if the budget is used up, or Stopped."""
        self.check_stop()
        self._spent += count
        if self._spent > self._limits.grace + self._limits.ratio * self._size():
            raise Exhausted(_bomb(self._limits))


class LimitedReader:
    """An unpacked stream, checked against the limits for one member and for the whole file."""

    def __init__(self, file: Readable, packed: Callable[[], int], budget: Budget, limits: Limits) -> None:
        self._file = file
        self._packed = packed
        self._budget = budget
        self._limits = limits
        self._count = 0

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes. Raises Refused or Exhausted if too many were unpacked, or Stopped."""
        data = self._file.read(size)
        self._count += len(data)
        if self._count > self._limits.member:
            raise Refused(f"larger than {in_megabytes(self._limits.member)} when unpacked")
        if self._count > self._limits.grace + self._limits.ratio * self._packed():
            raise Refused(_bomb(self._limits))
        self._budget.spend(len(data))
        return data


def _bomb(limits: Limits) -> str:
    return f"not read to the end: it unpacks to more than {limits.ratio} times its size"


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """zlib's decompressor with the interface of the two others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_GZIP)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self.needs_input = len(out) < max_length and not self._zlib.unconsumed_tail
        return out


_GZIP = 16 + zlib.MAX_WBITS
"""Makes zlib expect gzip's header."""


def _decompressor(kind: str) -> _Decompressor:
    if kind == "gzip":
        return _Gunzip()
    if kind == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_XZ_MEMORY)


class DecompressedReader:
    """The decompressed bytes of a stream; several compressed streams in a row count as one.

    Keeps only one chunk in memory. Reading raises Refused if the stream is damaged or truncated.
    """

    def __init__(self, file: Readable, kind: str) -> None:
        self.packed = 0
        """Compressed bytes read so far."""
        self._file = file
        self._kind = kind
        self._decompressor = _decompressor(kind)

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` decompressed bytes; none at the end."""
        try:
            return self._read(size)
        except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise Refused(f"damaged {self._kind} data") from error

    def _read(self, size: int) -> bytes:
        while True:
            if self._decompressor.eof:
                left = self._decompressor.unused_data.lstrip(b"\0") or self._more().lstrip(b"\0")
                if not left.startswith(tuple(MAGIC)):  # the end, or padding after it
                    return b""
                self._decompressor = _decompressor(self._kind)
                data = left
            elif self._decompressor.needs_input:
                data = self._more()
                if not data:
                    raise Refused(f"truncated {self._kind} data")
            else:
                data = b""
            if out := self._decompressor.decompress(data, size):
                return out

    def _more(self) -> bytes:
        data = self._file.read(1 << 16)
        self.packed += len(data)
        return data
