"""What the columns of a table, or the keys of records, with unknown names may be, by their values.

It is offered, and never used unasked.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reader.cable.mrn import canonical
from reader.library.sources.cables_csv import is_table
from reader.library.sources.column_map import Field, map_columns
from reader.library.sources.decoding import decode, is_binary
from reader.library.sources.documents import Refused, Skipped
from reader.library.sources.folders import files, open_file
from reader.library.sources.frus.recognition import is_tei
from reader.library.sources.html_pages import is_page
from reader.library.sources.printed_dates import read_date
from reader.library.sources.records import json_records
from reader.library.sources.records.json_stream import is_json
from reader.library.sources.records.table_head import titles
from reader.library.sources.records.xml_head import is_records

_HEAD = 1 << 16
_MORE = 1 << 18
"""Bytes that are read besides of a file of records."""
_MOST_FILES = 200
"""Files of a folder that are looked at before an import."""
_ROWS = 20
_SHORTEST_TEXT = 40
"""Characters that the values of a column have on average if it may be the text."""


class Kind(StrEnum):
    """What the named values of a file are called."""

    COLUMN = "column"
    KEY = "key"
    ELEMENT = "element"


class UnknownTable(NamedTuple):
    """A table, or a file of records, in which no column or key is known to be the text."""

    path: Path
    kind: Kind
    names: tuple[str, ...]
    suggested: Mapping[Field, str]


def unknown_table(paths: Sequence[str | os.PathLike[str]], given: Mapping[Field, str]) -> UnknownTable | None:
    """The first table among the files at these paths whose text is not known, with ``given`` or without."""
    for number, file in enumerate(_files(paths)):
        if number == _MOST_FILES:
            break
        try:
            with open_file(file) as (opened, _):
                head = opened.read(_HEAD)
                if is_json(head) or is_records(head):  # a record may be long
                    head += opened.read(_MORE)
        except (Refused, OSError):
            continue
        if found := _unknown(head, given):
            kind, values = found
            suggested = suggest(values, given)
            if kind is Kind.COLUMN or Field.BODY in suggested:  # settings and lists of addresses are JSON too
                return UnknownTable(file, kind, tuple(values), suggested)
    return None


def _unknown(head: bytes, given: Mapping[Field, str]) -> tuple[Kind, dict[str, list[str]]] | None:
    """The names in a file that do not say which is the text, with their first values."""
    if is_binary(head) or is_table(head) or is_tei(head):
        return None
    if is_records(head) and not is_page(decode(head)):
        from reader.library.sources.records import xml_records  # loads a parser of XML

        return _unknown_records(Kind.ELEMENT, xml_records.first_records(head, _HEAD), given)
    if is_json(head):
        return _unknown_records(Kind.KEY, json_records.first_records(head, _HEAD + _MORE), given)
    if (found := titles(head)) and not map_columns(found[0], given).is_readable:
        return Kind.COLUMN, table_values(*found, head)
    return None


def _unknown_records(
    kind: Kind, records: Sequence[Mapping[str, str]], given: Mapping[Field, str]
) -> tuple[Kind, dict[str, list[str]]] | None:
    """The names of the most frequent kind of record; None if the text of any record is known."""
    shapes = Counter(tuple(record) for record in records)
    if not shapes or any(map_columns(shape, given).is_readable for shape in shapes):
        return None
    names = shapes.most_common(1)[0][0]
    return kind, {
        name: [each[name] for each in records[:_ROWS] if each.get(name, "").strip()] for name in names
    }


def _files(paths: Sequence[str | os.PathLike[str]]) -> Iterator[Path]:
    return (file for file in files(path for path in paths if path != "-") if not isinstance(file, Skipped))


def suggest(values: Mapping[str, Sequence[str]], given: Mapping[Field, str]) -> dict[Field, str]:
    """The likeliest name of each field that matters, by the first values of each name: the longest values,
    the numbers, the dates.
    """
    names = tuple(values)
    known = map_columns(names, given).columns
    suggested: dict[Field, str] = dict(known)
    free = [name for name in names if name not in known.values()]
    lengths = {name: sum(map(len, values[name])) / max(len(values[name]), 1) for name in free}
    longest = max(free, key=lambda name: lengths[name], default=None)
    if (
        Field.BODY not in suggested
        and longest
        and (lengths[longest] >= _SHORTEST_TEXT or not values[longest])
    ):
        suggested[Field.BODY] = longest
        free.remove(longest)
    tests = ((Field.ID, lambda value: canonical(value)), (Field.DATE, lambda value: read_date(value)[0]))
    for field, test in tests:
        likely = next((name for name in free if values[name] and all(map(test, values[name]))), None)
        if field not in suggested and likely:
            suggested[field] = likely
            free.remove(likely)
    return {field: suggested[field] for field in Field if field in suggested}


def table_values(names: Sequence[str], delimiter: str, head: bytes) -> dict[str, list[str]]:
    """The first values of each column."""
    found: dict[str, list[str]] = {name: [] for name in names}
    rows = csv.reader(io.StringIO(decode(head)), delimiter=delimiter)
    try:
        for _, row in zip(range(_ROWS + 1), rows, strict=False):
            if row and list(map(str.strip, row)) != list(names) and len(row) == len(names):
                for name, value in zip(names, row, strict=True):
                    found[name].append(value)
    except csv.Error:
        pass  # the head ends in a long value
    return {name: [value for value in values if value.strip()] for name, values in found.items()}
