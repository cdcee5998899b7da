"""Recognises a table by its first rows, and reads the names of its columns."""

from __future__ import annotations

import csv
import io
import re

from reader.library.sources.column_map import is_known_name
from reader.library.sources.decoding import decode, encoding_of

DELIMITERS = ",;\t|"
_NAME = re.compile(r"[A-Za-z_#][\w .()/#&-]{0,60}")
_MOST_COLUMNS = 400
_FEWEST_KNOWN = 2
"""Names among the columns that make a table of cables recognisable by its first row alone."""


def titles(head: bytes) -> tuple[list[str], str] | None:
    """The names of the columns, and what separates them, if the head begins as such a table does."""
    name = encoding_of(head)
    text = head.decode(name, "ignore").removeprefix("\ufeff") if name else decode(head)
    first, _, rest = text.lstrip("\r\n").partition("\n")
    for delimiter in DELIMITERS:
        names = _row(first.rstrip("\r"), delimiter)
        if not (2 <= len(names) <= _MOST_COLUMNS) or not _are_names(names):
            continue
        known = sum(map(is_known_name, names))
        if known >= _FEWEST_KNOWN or _same_width(rest, delimiter, len(names)):
            return [each.strip() for each in names], delimiter
    return None


def _row(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    except csv.Error:
        return []


def _are_names(names: list[str]) -> bool:
    stripped = [name.strip() for name in names]
    return all(_NAME.fullmatch(name) for name in stripped) and len({*stripped}) == len(stripped)


def _same_width(rest: str, delimiter: str, width: int) -> bool:
    """Whether each of the first rows below the names has as many columns, and there are two."""
    try:
        rows = [row for row in csv.reader(io.StringIO(rest), delimiter=delimiter) if row]
    except csv.Error:
        return False
    whole = rows[:-1] if len(rows) > 2 else rows  # the last one may be cut
    return len(whole) >= 1 and all(len(row) == width for row in whole[:8])
