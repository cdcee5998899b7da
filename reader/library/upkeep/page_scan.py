"""Reading rows from the pages of a damaged SQLite file, without its trees and without SQLite.

SQLite finds a row by walking down a tree from a page that the schema names: one damaged page hides all rows
below it, and a damaged schema all rows of the file. Here every page is looked at by itself, so a row is lost
only if its own page, or a page that its long values continue on, is damaged.

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
_MOST_COLUMNS = 64
_LONGEST_ROW = 1 << 28
"""Bytes; a longer row is damage."""

Value = int | float | str | bytes | None


class Row(NamedTuple):
    """One row as stored."""

    rowid: int | None
    """None for a row of an index or of a table WITHOUT ROWID."""
    values: tuple[Value, ...]
    """An INTEGER PRIMARY KEY is None here; it is the ``rowid``."""
    pages: tuple[int, ...]
    """The pages it is stored on, numbered from 1."""


class DamagedPageError(Exception):
    """A page or row does not follow the format."""


class PageScan:
    """The pages of a file, with those in its write-ahead log in their place."""

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
        """Every row that can be read, of tables and indexes, in the order of pages."""
        for number in range(1, self.pages + 1):
            if number not in self._free:
                yield from self._rows_of(number)

    def _rows_of(self, number: int) -> Iterator[Row]:
        page = self._page(number)
        start = _HEADER if number == 1 else 0
        kind = page[start] if len(page) == self.page_size else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (12 if kind == _INDEX_INTERIOR else 8)
        for at in range(first, min(first + 2 * cells, self._usable - 1), 2):
            try:
                yield self._row(number, page, int.from_bytes(page[at : at + 2], "big"), kind)
            except (DamagedPageError, IndexError, struct.error, UnicodeDecodeError):
                continue

    def _row(self, number: int, page: bytes, at: int, kind: int) -> Row:
        if kind == _INDEX_INTERIOR:
            at += 4  # the page of the rows before
        size, at = _varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
        payload, pages = self._payload(page, at, size, kind)
        return Row(rowid, _values(payload), (number, *pages))

    def _payload(self, page: bytes, at: int, size: int, kind: int) -> tuple[bytes, list[int]]:
        """A row's bytes, continued on overflow pages where they do not fit on its own."""
        usable = self._usable
        longest = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if not 0 < size <= _LONGEST_ROW:
            raise DamagedPageError
        if size <= longest:
            return page[at : at + size], []
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        here = here if here <= longest else least
        parts, pages, left = [page[at : at + here]], list[int](), size - here
        following = int.from_bytes(page[at + here : at + here + 4], "big")
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

    def _read(self, descriptor: int, at: int, size: int) -> bytes:
        """Bytes of a file; zeros for what the disk cannot read or the file does not have."""
        try:
            return os.pread(descriptor, size, at).ljust(size, b"\0")
        except OSError:
            return bytes(size)

    def _read_log(self, path: Path) -> None:
        """Note where the committed pages of the write-ahead log are."""
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
        at, end = 32, os.fstat(self._log).st_size
        while at + 24 + self.page_size <= end:
            frame = self._read(self._log, at, 24)
            page = self._read(self._log, at + 24, self.page_size)
            checksum = _checksum(page, _checksum(frame[:8], checksum, order), order)
            if frame[8:16] != salt or struct.unpack(">II", frame[16:24]) != checksum:
                break  # left over from before the log was last emptied, or not written to its end
            number, committed = struct.unpack(">II", frame[:8])
            pending[number] = at + 24
            if committed:
                self._logged.update(pending)
                self.pages = committed
                pending.clear()
            at += 24 + self.page_size

    def _free_pages(self) -> frozenset[int]:
        """The pages that the file marks as unused: rows on them were deleted."""
        free: set[int] = set()
        trunk = int.from_bytes(self._page(1)[32:36], "big")
        while 1 < trunk <= self.pages and trunk not in free:
            free.add(trunk)
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self._usable // 4 - 2)
            free.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = int.from_bytes(page[:4], "big")
        return frozenset(free)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for length in range(8):
        byte = data[at + length]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + length + 1
    number = number << 8 | data[at + 8]
    return number - (1 << 64) if number >> 63 else number, at + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    """The columns of a record."""
    header, at = _varint(payload, 0)
    if header > len(payload):
        raise DamagedPageError
    types = []
    while at < header:
        kind, at = _varint(payload, at)
        types.append(kind)
        if len(types) > _MOST_COLUMNS:
            raise DamagedPageError
    values: list[Value] = []
    for kind in types:
        size = _size(kind)
        data = payload[at : at + size]
        if len(data) < size:
            raise DamagedPageError
        values.append(_value(kind, data))
        at += size
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
    """The write-ahead log's running checksum."""
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
