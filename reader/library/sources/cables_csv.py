"""Reads the ``cables.csv`` of 2011: eight columns, quotes escaped by a backslash, newlines inside fields.

A row is recognised by its start (number, date and id at the start of a line), not by counting quotes. So
damage affects only the row it is in, and the size of a row in memory is limited.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from reader.library.sources.byte_stream import Readable, Source, Utf8Reader, in_megabytes, split_before
from reader.library.sources.decoding import decode, encoding_of
from reader.library.sources.documents import Container, Limits, Metadata, Skipped, SourceDocument
from reader.library.sources.printed_dates import read_date

COLUMNS = 8
_START = rb'"?[0-9]{1,9}"?,"?[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}[0-9 :T.Z+-]{0,20}"?,"?[^"\n,]{3,64}"?,'
_MAX_START = 128
_ROW = re.compile(rb"\s*" + _START)
_FIRST_ROW = re.compile(rb"(?:[^\n]{8,400}\n)?" + _START)
"""In some copies, a row of column names comes first."""
_NEXT_ROW = re.compile(rb"\n(?=" + _START + rb")")
_ESCAPED = re.compile(r'\\(.)|""', re.DOTALL)


def is_table(head: bytes) -> bool:
    """Whether a file with these first bytes is a table of cables."""
    name = encoding_of(head)
    if name:
        head = head.decode(name, "ignore").removeprefix("\ufeff").encode()
    return bool(_FIRST_ROW.match(head.lstrip()[:4096]))


def read_rows(source: Source, limits: Limits) -> Iterator[SourceDocument | Skipped]:
    """Yield the cables of the table, one for each row, with the bytes of the row as the original.

    A row that does not have eight columns, or is longer than ``limits.document``, is yielded as Skipped.
    """
    if csv.field_size_limit() < limits.document:
        csv.field_size_limit(limits.document)  # for the whole process; the default is 128 KB
    encoding = encoding_of(source.peek(16)) or "utf-8"
    file: Readable = source if encoding == "utf-8" else Utf8Reader(source, encoding)
    rows = split_before(_NEXT_ROW, file, longest_start=_MAX_START, limit=limits.document)
    for number, record in enumerate(rows, start=1):
        place = f"{source.place}, row {number}"
        if record is None:
            yield Skipped(place, f"larger than {in_megabytes(limits.document)}: too large for a cable")
            continue
        text = decode(record)
        if number == 1 and not _ROW.match(text.encode()):
            continue  # the column names
        fields = _fields(text)
        if fields is None:
            yield Skipped(place, f"does not have the {COLUMNS} columns of a cable")
            continue
        original = record if encoding == "utf-8" else text.encode(encoding)
        yield _document(fields, original, place)


def _fields(record: str) -> list[str] | None:
    """The eight fields of a row, unescaped; None if there are more or fewer."""
    try:
        fields = next(csv.reader((record,), escapechar="\\", strict=True))
    except csv.Error:
        return _damaged_fields(record)
    return fields if len(fields) == COLUMNS else _damaged_fields(record)


def _unescaped(match: re.Match[str]) -> str:
    return match[1] or '"'


def _damaged_fields(record: str) -> list[str] | None:
    """The fields of a row with an unescaped quote, or a backslash before a closing quote.

    Splits the row at ``","``, which does not occur inside the first seven fields.
    """
    parts = record.strip().removeprefix('"').removesuffix('"').split('","', COLUMNS - 1)
    return [_ESCAPED.sub(_unescaped, part) for part in parts] if len(parts) == COLUMNS else None


def _document(fields: list[str], original: bytes, place: str) -> SourceDocument:
    _, created, mrn, origin, classification, references, header, body = fields
    date, precision = read_date(created)
    metadata = Metadata(
        mrn=mrn.strip() or None,
        date=date,
        precision=precision,
        classification=classification.strip() or None,
        origin=origin.strip() or None,
        references=tuple(cited.strip() for cited in references.split("|") if cited.strip()),
    )
    text = f"{header}\n\n{body}" if header.strip() else body
    return SourceDocument(text, metadata, original, place, Container.CSV)
