"""Reads tables (CSV, TSV) whose first row has the names of the columns, in the dialect of spreadsheets.

Quotes are doubled, newlines stand inside quotes; commas, semicolons, tabs or bars separate. A row is a record
of :mod:`csv`, read a line at a time, so the memory needed is that of a row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from reader.library.sources.byte_stream import CHUNK, Readable, Source, Utf8Reader, in_megabytes
from reader.library.sources.column_map import Field, listed, map_columns, map_words
from reader.library.sources.decoding import decode, encoding_of
from reader.library.sources.documents import Container, Limits, Notice, Refused, Skipped, SourceDocument
from reader.library.sources.records.record_document import record_document
from reader.library.sources.records.suggestion import suggest, table_values


def read_table(
    source: Source, names: list[str], delimiter: str, given: Mapping[Field, str], limits: Limits
) -> Iterator[SourceDocument | Skipped | Notice]:
    """Yield the cables of a table, one for each row; first of all, what its columns were taken for.

    Raises Refused, naming the columns, if none is known to be a text.
    """
    columns = map_columns(names, given)
    if not columns.is_readable:
        raise Refused(_refusal(names, delimiter, source.peek(1 << 16), given))
    yield Notice(source.place, columns.in_words())
    if csv.field_size_limit() < limits.document:
        csv.field_size_limit(limits.document)  # for the whole process; the default is 128 KB
    lines = _Lines(source, limits.document)
    rows = csv.reader(lines, delimiter=delimiter)
    number = -1
    while True:
        number += 1
        place = f"{source.place}, row {number}"
        try:
            row = next(rows)
        except StopIteration:
            row = None
        except csv.Error:
            yield Skipped(place, "damaged: the rest of the table cannot be split into columns")
            break
        original = lines.taken()
        if lines.too_long:
            reason = f"larger than {in_megabytes(limits.document)}: the rest of the table was not read"
            yield Skipped(place, reason)
        if row is None or lines.too_long:
            break
        if number == 0 or not any(map(str.strip, row)):
            continue
        if len(row) != len(names):
            yield Skipped(place, f"has {len(row)} columns, not {len(names)}")
            continue
        values = columns.values(dict(zip(names, row, strict=True)))
        yield record_document(values, original, place, Container.TABLE)


def _refusal(names: Sequence[str], delimiter: str, head: bytes, given: Mapping[Field, str]) -> str:
    """What to say of a table in which no column is known to be the text."""
    known = map_columns(names, given)
    is_known = f" Known: {map_words(known.columns, ', ')}." if known.columns else ""
    suggested = suggest(table_values(names, delimiter, head), given)
    new = {field: name for field, name in suggested.items() if field not in known.columns}
    example = map_words(new) if Field.BODY in new else f"body={names[-1]}"
    return f"which column is the text? Its columns: {listed(names)}.{is_known} Name it: --map {example[:200]}"


class _Lines:
    """The lines of a table as text, with the bytes of the row so far; ends at a row that is too long."""

    def __init__(self, source: Source, limit: int) -> None:
        encoding = encoding_of(source.peek(16)) or "utf-8"
        self._file: Readable = source if encoding == "utf-8" else Utf8Reader(source, encoding)
        self._limit = limit
        self._ready: deque[bytes] = deque()
        self._rest = b""
        self._row: list[bytes] = []
        self._size = 0
        self.too_long = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if not self._ready:
            self._fill()
        line = self._ready.popleft() if self._ready else b""
        self._size += len(line)
        if self._size > self._limit:
            self.too_long = True
        if not line or self.too_long:
            raise StopIteration
        self._row.append(line)
        try:
            return line.decode()
        except UnicodeDecodeError:
            return decode(line)

    def _fill(self) -> None:
        """Read until there is a whole line, or the end, or too much for a row."""
        parts, size = [self._rest], len(self._rest)
        while b"\n" not in parts[-1] and size <= self._limit and (more := self._file.read(CHUNK)):
            parts.append(more)
            size += len(more)
        *lines, self._rest = b"".join(parts).split(b"\n")
        self._ready.extend(line + b"\n" for line in lines)
        if not lines and self._rest:  # the last line, or one that is too long
            self._ready.append(self._rest)
            self._rest = b""

    def taken(self) -> bytes:
        """The bytes of the row that was read last."""
        row = b"".join(self._row)
        self._row.clear()
        self._size = 0
        return row
