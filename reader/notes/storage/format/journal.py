"""What the lines of a journal say: a header first, then one line for each change. Pure.

A line can have a correct checksum and still make no sense, if another program or a later version wrote it.
``is_header`` and ``is_change`` check everything that reading a journal relies on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from reader.notes.model import FORMAT
from reader.notes.storage.format.journal_lines import encode_line, scan

Change = dict[str, Any]
"""What a change does: ``put`` (table, number, document), ``cut`` (table, numbers), ``drop`` (tables)."""

_LARGEST_NUMBER = 1 << 53


def header(generation: int, store: str, count: int) -> bytes:
    """The first line of a journal that begins after ``count`` changes."""
    return encode_line({"journal": generation, "format": FORMAT, "store": store, "n": count})


def change_line(change: Change, number: int, identity: str, after: str, now: dt.datetime) -> bytes:
    """The line of a change; ``after`` is the id of the change before it."""
    at = now.isoformat(timespec="seconds")
    return encode_line({"n": number, "id": identity, "after": after, "at": at, **change})


def is_header(line: Mapping[str, Any]) -> bool:
    """True for a line such as ``header`` writes."""
    return (
        all(is_number(line.get(name)) for name in ("journal", "n"))
        and is_number(line.get("format", 0))
        and isinstance(line.get("store", ""), str)
    )


def is_change(line: Mapping[str, Any]) -> bool:
    """True for a line such as ``change_line`` writes."""
    put, cut, drop = line.get("put", {}), line.get("cut", {}), line.get("drop", [])
    return (
        is_number(line.get("n"))
        and "journal" not in line
        and all(isinstance(line.get(name, ""), str) for name in ("id", "after"))
        and is_number(line.get("format", 0))
        and isinstance(put, dict)
        and all(is_docs(docs) for docs in put.values())
        and isinstance(cut, dict)
        and all(_are_texts(numbers) for numbers in cut.values())
        and _are_texts(drop)
    )


def is_number(value: object) -> bool:
    """True for a number of changes, a generation or a format."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST_NUMBER


def is_docs(value: object) -> bool:
    """True for the documents of a table: objects by number."""
    return (
        isinstance(value, dict)
        and all(map(str.isdecimal, value))
        and all(isinstance(document, dict) for document in value.values())
    )


def first_number(data: bytes) -> int | None:
    """The number of changes before a journal, given its first bytes; None if its header is damaged."""
    piece = next(scan(data), None)
    if piece is None or not piece.intact:
        return None
    line = piece.decode(data)
    return int(line["n"]) if is_header(line) else None


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
