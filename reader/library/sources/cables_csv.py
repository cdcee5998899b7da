"""The ``cables.csv`` of 2011: eight columns, quotes escaped by a backslash, newlines inside the fields.

Rows are told apart by how one begins (number, date, id at the start of a line), not by counting quotes: so a
damaged row costs itself only, and a row is never longer in memory than allowed.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator

from reader.library.sources.byte_stream import CHUNK, Readable, Source, in_megabytes
from reader.library.sources.decoding import decode, encoding_of
from reader.library.sources.documents import Container, Given, Limits, Skipped, SourceDocument
from reader.library.sources.printed_dates import read_date

COLUMNS = 8
_START = rb'"?[0-9]{1,9}"?,"?[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}[0-9 :T.Z+-]{0,20}"?,"?[^"\n,]{3,64}"?,'
_LONGEST_START = 128
_ROW = re.compile(rb"\s*" + _START)
_FIRST_ROW = re.compile(rb"(?:[^\n]{8,400}\n)?" + _START)
"""Some copies have a row of column names before the first."""
_NEXT_ROW = re.compile(rb"\n(?=" + _START + rb")")
_ESCAPED = re.compile(r'\\(.)|""', re.DOTALL)


def is_table(head: bytes) -> bool:
    """Whether a file that begins so is a table of cables."""
    name = encoding_of(head)
    if name:
        head = head.decode(name, "ignore").removeprefix("\ufeff").encode()
    return bool(_FIRST_ROW.match(head.lstrip()[:4096]))


def read_rows(source: Source, limits: Limits) -> Iterator[SourceDocument | Skipped]:
    """The cables of the table, one a row, each with the bytes of its row as the original.

    A row that does not have eight columns, or is longer than a document may be, is Skipped.
    """
    if csv.field_size_limit() < limits.document:
        csv.field_size_limit(limits.document)  # the process's; a body may be longer than its 128 KB
    encoding = encoding_of(source.peek(16)) or "utf-8"
    file: Readable = source if encoding == "utf-8" else _Transcoded(source, encoding)
    for number, record in enumerate(_records(file, limits.document), start=1):
        place = f"{source.place}, row {number}"
        if record is None:
            yield Skipped(place, f"longer than {in_megabytes(limits.document)}: no cable is")
            continue
        text = decode(record)
        if number == 1 and not _ROW.match(text.encode()):
            continue  # the column names
        fields = _fields(text)
        if fields is None:
            yield Skipped(place, f"has not the {COLUMNS} columns of a cable")
            continue
        original = record if encoding == "utf-8" else text.encode(encoding)
        yield _document(fields, original, place)


def _records(file: Readable, longest: int) -> Iterator[bytes | None]:
    """The rows as bytes, None in the place of one longer than ``longest``. Holds at most that much."""
    held, searched, dropping = b"", 0, False
    while chunk := file.read(CHUNK):
        held += chunk
        begin = 0
        for match in _NEXT_ROW.finditer(held, max(searched, 0)):
            end = match.end()
            yield None if dropping else held[begin:end]
            begin, dropping = end, False
        held = held[begin:]
        searched = len(held) - _LONGEST_START
        if len(held) > longest:
            held, searched, dropping = held[-_LONGEST_START:], 0, True
    if dropping:
        yield None
    elif held.strip():
        yield held


def _fields(record: str) -> list[str] | None:
    """The eight fields of a row, unescaped; None when there are not so many."""
    try:
        fields = next(csv.reader((record,), escapechar="\\", strict=True))
    except csv.Error:
        return _fields_of_damaged(record)
    return fields if len(fields) == COLUMNS else _fields_of_damaged(record)


def _unescaped(match: re.Match[str]) -> str:
    return match[1] or '"'


def _fields_of_damaged(record: str) -> list[str] | None:
    """The fields of a row with a quote left unescaped, or a backslash before a closing one.

    Only what stands between two fields, ``","``, is looked at; the first seven hold no such thing.
    """
    parts = record.strip().removeprefix('"').removesuffix('"').split('","', COLUMNS - 1)
    return [_ESCAPED.sub(_unescaped, part) for part in parts] if len(parts) == COLUMNS else None


def _document(fields: list[str], original: bytes, place: str) -> SourceDocument:
    _, created, mrn, origin, classification, references, header, body = fields
    date, precision = read_date(created)
    given = Given(
        mrn=mrn.strip() or None,
        date=date,
        precision=precision,
        classification=classification.strip() or None,
        origin=origin.strip() or None,
        references=tuple(cited.strip() for cited in references.split("|") if cited.strip()),
    )
    text = f"{header}\n\n{body}" if header.strip() else body
    return SourceDocument(text, given, original, place, Container.CSV)


class _Transcoded:
    """A UTF-16 stream as UTF-8."""

    def __init__(self, file: Readable, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._first = True

    def read(self, size: int, /) -> bytes:
        while data := self._file.read(size):
            text = self._decoder.decode(data)
            if self._first:
                text, self._first = text.removeprefix("\ufeff"), False
            if text:
                return text.encode("utf-8", "replace")
        return b""
