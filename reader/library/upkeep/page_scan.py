"""Reads rows from the pages of a damaged SQLite file, without using its trees or SQLite.

SQLite finds a row by following a tree from a page that the schema names. So one damaged page hides all rows
below it, and a damaged schema all rows of the file. Here every page is read by itself, so a row is lost only
if its own page is damaged, or an overflow page with the rest of its values.

The format is documented at sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from reader.library.db.schema import PAGE_SIZE

_HEADER = 100
"""Bytes of the file's header at the start of page 1."""
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_MAX_COLUMNS = 64
_MAX_ROW_SIZE = 1 << 28
"""Bytes. A larger row is damaged."""

Value = int | float | str | bytes | None


class Row(NamedTuple):
    """A row as it is stored."""

    rowid: int | None
    """None for a row of an index or of a table WITHOUT ROWID."""
    values: tuple[Value, ...]
    """An INTEGER PRIMARY KEY is None here; it is the ``rowid``."""
    pages: tuple[int, ...]
    """The pages on which it is stored, counted from 1."""


class DamagedPageError(Exception):
    """A page or row does not follow the format."""


class PageScan:
    """The pages of a file. Newer versions in its write-ahead log take their place."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        self._log: int | None = None
        head = self._read(self._file, 0, _HEADER)
        size = int.from_bytes(head[16:18], "big")
        size = 65536 if size == 1 else size
        is_power = size >= 512 and size & (size - 1) == 0
        self.page_size = size if head.startswith(b"SQLite format 3\0") and is_power else PAGE_SIZE
        reserved = head[20] if head.startswith(b"SQLite format 3\0") else 0
        self._usable = self.page_size - reserved
        self._logged: dict[int, int] = {}
        self.pages = os.fstat(self._file).st_size // self.page_size
        self._read_log(path.with_name(f"{path.name}-wal"))
        self._free = self._free_pages()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)
        if self._log is not None:
            os.close(self._log)

    def rows(self) -> Iterator[Row]:
        """Every readable row, of tables and indexes, in the order of pages."""
        for number in range(1, self.pages + 1):
            if number not in self._free:
                yield from self._rows_on(number)

    def _rows_on(self, number: int) -> Iterator[Row]:
        page = self._page(number)
        start = _HEADER if number == 1 else 0
        kind = page[start] if len(page) == self.page_size else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (12 if kind == _INDEX_INTERIOR else 8)
        for pointer in range(first, min(first + 2 * cells, self._usable - 1), 2):
            try:
                yield self._row(number, page, int.from_bytes(page[pointer : pointer + 2], "big"), kind)
            except (DamagedPageError, IndexError, struct.error, UnicodeDecodeError):
                continue

    def _row(self, number: int, page: bytes, offset: int, kind: int) -> Row:
        if kind == _INDEX_INTERIOR:
            offset += 4  # the number of a child page
        size, offset = _varint(page, offset)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, offset = _varint(page, offset)
        payload, pages = self._payload(page, offset, size, kind)
        return Row(rowid, _values(payload), (number, *pages))

    def _payload(self, page: bytes, offset: int, size: int, kind: int) -> tuple[bytes, list[int]]:
        """The bytes of a row, and the overflow pages they continue on if they do not fit on one page."""
        usable = self._usable
        max_local = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if not 0 < size <= _MAX_ROW_SIZE:
            raise DamagedPageError
        if size <= max_local:
            return page[offset : offset + size], []
        min_local = (usable - 12) * 32 // 255 - 23
        local = min_local + (size - min_local) % (usable - 4)
        local = local if local <= max_local else min_local
        parts, pages, left = [page[offset : offset + local]], list[int](), size - local
        following = int.from_bytes(page[offset + local : offset + local + 4], "big")
        while left > 0:
            if not 1 < following <= self.pages or len(pages) > size // (usable - 4) + 1:
                raise DamagedPageError
            pages.append(following)
            overflow = self._page(following)
            parts.append(overflow[4 : min(4 + left, usable)])
            left -= usable - 4
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts), pages

    def _page(self, number: int) -> bytes:
        if number in self._logged and self._log is not None:
            return self._read(self._log, self._logged[number], self.page_size)
        return self._read(self._file, (number - 1) * self.page_size, self.page_size)

    def _read(self, descriptor: int, offset: int, size: int) -> bytes:
        """Bytes of a file; zeros for what the disk cannot read, and after the end of the file."""
        try:
            return os.pread(descriptor, size, offset).ljust(size, b"\0")
        except OSError:
            return bytes(size)

    def _read_log(self, path: Path) -> None:
        """Find the committed pages in the write-ahead log."""
        try:
            self._log = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return
        head = self._read(self._log, 0, 32)
        magic, salt = head[:4], head[16:24]
        if magic not in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
            return
        order = ">" if magic[3] & 1 else "<"
        checksum = _checksum(head[:24], (0, 0), order)
        pending: dict[int, int] = {}
        offset, end = 32, os.fstat(self._log).st_size
        while offset + 24 + self.page_size <= end:
            frame = self._read(self._log, offset, 24)
            page = self._read(self._log, offset + 24, self.page_size)
            checksum = _checksum(page, _checksum(frame[:8], checksum, order), order)
            if frame[8:16] != salt or struct.unpack(">II", frame[16:24]) != checksum:
                break  # an old frame, or one that was not completely written
            number, committed = struct.unpack(">II", frame[:8])
            pending[number] = offset + 24
            if committed:
                self._logged.update(pending)
                self.pages = committed
                pending.clear()
            offset += 24 + self.page_size

    def _free_pages(self) -> frozenset[int]:
        """The pages marked as unused, whose rows were deleted."""
        free: set[int] = set()
        trunk = int.from_bytes(self._page(1)[32:36], "big")
        while 1 < trunk <= self.pages and trunk not in free:
            free.add(trunk)
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self._usable // 4 - 2)
            free.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = int.from_bytes(page[:4], "big")
        return frozenset(free)


def _varint(data: bytes, offset: int) -> tuple[int, int]:
    """Decode a number of one to nine bytes; returns it and the offset of its end."""
    number = 0
    for length in range(8):
        byte = data[offset + length]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, offset + length + 1
    number = number << 8 | data[offset + 8]
    return number - (1 << 64) if number >> 63 else number, offset + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    """Decode the columns of a row."""
    header, offset = _varint(payload, 0)
    if header > len(payload):
        raise DamagedPageError
    types = []
    while offset < header:
        kind, offset = _varint(payload, offset)
        types.append(kind)
        if len(types) > _MAX_COLUMNS:
            raise DamagedPageError
    values: list[Value] = []
    for kind in types:
        size = _size(kind)
        data = payload[offset : offset + size]
        if len(data) < size:
            raise DamagedPageError
        values.append(_value(kind, data))
        offset += size
    return tuple(values)


_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_REAL, _ONE = 7, 9


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if 0 <= kind < len(_SIZES):
        return _SIZES[kind]
    raise DamagedPageError


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind >= 12:
        return data.decode() if kind & 1 else data
    if kind == _REAL:
        return float(struct.unpack(">d", data)[0])
    return int.from_bytes(data, "big", signed=True) if data else int(kind == _ONE)


def _checksum(data: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    """The running checksum of the write-ahead log."""
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
