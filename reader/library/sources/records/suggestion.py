"""What the columns of a table with unknown names may be, by their values: offered, never used unasked."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.cable.mrn import canonical
from reader.library.sources.cables_csv import is_table
from reader.library.sources.column_map import Field, map_columns
from reader.library.sources.decoding import decode, is_binary
from reader.library.sources.documents import Refused, Skipped
from reader.library.sources.folders import files, open_file
from reader.library.sources.printed_dates import read_date
from reader.library.sources.records.table_head import titles

_HEAD = 1 << 16
_MOST_FILES = 200
"""Files of a folder that are looked at before an import."""
_ROWS = 20
_SHORTEST_TEXT = 40
"""Characters that the values of a column have on average if it may be the text."""


class UnknownTable(NamedTuple):
    """A table in which no column is known to be the text."""

    path: Path
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
        except (Refused, OSError):
            continue
        if is_binary(head) or is_table(head) or not (found := titles(head)):
            continue
        names, delimiter = found
        if not map_columns(names, given).is_readable:
            return UnknownTable(file, tuple(names), suggest(names, delimiter, head, given))
    return None


def _files(paths: Sequence[str | os.PathLike[str]]) -> Iterator[Path]:
    return (file for file in files(path for path in paths if path != "-") if not isinstance(file, Skipped))


def suggest(
    names: Sequence[str], delimiter: str, head: bytes, given: Mapping[Field, str]
) -> dict[Field, str]:
    """The likeliest column of each field that matters: the longest values, the numbers, the dates."""
    values = _values(names, delimiter, head)
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


def _values(names: Sequence[str], delimiter: str, head: bytes) -> dict[str, list[str]]:
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
