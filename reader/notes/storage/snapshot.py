"""A snapshot of all tables: one file, a line for each table, an index at its end. Pure.

The index says where each table lies and what the sum of all lines before it is. So a whole snapshot is taken
in one pass over its bytes, without a look at each line; a damaged one is gone through line by line, since
each proves itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from reader.notes.storage.journal_lines import Piece, dump, is_good, scan, seal, sealed

_TABLE = re.compile(rb"\"table\":(\"(?:[^\"\\]|\\.)*\"),\"docs\":(?=\{)")


@dataclass(slots=True)
class Found:
    """What a snapshot holds."""

    head: Mapping[str, Any] | None = None
    """Its first line; None where that is damaged."""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each table that proves itself, where the JSON text of its documents lies; bytes, half-open."""
    whole: bool = False
    damage: list[Piece] = field(default_factory=list)


def write(head: Mapping[str, Any], tables: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The lines of a snapshot. ``tables``: name and JSON text of the documents, in the order of the names.

    ``head`` is the first line: ``snapshot`` (its generation) and what else is to be known of the state.
    """
    line = sealed(dict(head))
    sum_, at = crc32(line), len(line)
    yield line
    index: dict[str, list[Any]] = {"tables": [], "starts": [], "ends": []}
    for name, text in tables:
        line = seal(b'"table":%b,"docs":%b}' % (dump(name), text))
        sum_, at = crc32(line, sum_), at + len(line)
        yield line
        index["tables"].append(name)
        index["starts"].append(at - 2 - len(text))
        index["ends"].append(at - 2)
    yield sealed({"index": index})
    yield sealed({"end": head["snapshot"], "tables": len(index["tables"]), "index": at, "all": sum_})


def read(data: bytes) -> Found:
    """What is in the data of a snapshot. One pass over a whole one: some 60 ms for 50 MB."""
    return _by_index(data) or _line_by_line(data)


def _by_index(data: bytes) -> Found | None:
    """By the index at the end; None where there is none, or where not everything is as it was written."""
    view = memoryview(data)
    stop = len(data) - data.endswith(b"\n")
    end = data.rfind(b"\n", 0, stop) + 1
    if not end or not is_good(data, view, end, stop):
        return None
    last = Piece(end, stop, True).value(data)
    at = last.get("index")
    if not isinstance(at, int) or not 0 < at < end or not is_good(data, view, at, end - 1):
        return None
    if crc32(view[:at]) != last.get("all"):
        return None
    places = _places(Piece(at, end - 1, True).value(data).get("index"), at)
    head = Piece(0, data.index(b"\n"), True).value(data)
    if places is None or not is_head(head):
        return None
    return Found(head, places, whole=True)


def is_head(line: Mapping[str, Any]) -> bool:
    """True for the first line of a snapshot in the shape that we write."""
    numbers = (line.get("snapshot"), line.get("n", 0), line.get("format", 0))
    return all(type(number) is int and number >= 0 for number in numbers) and all(
        isinstance(line.get(name, ""), str) for name in ("store", "last")
    )


def _places(index: Any, end: int) -> dict[str, tuple[int, int]] | None:
    """Where the tables are, by the index; None for an index in another shape."""
    try:
        spans = zip(index["starts"], index["ends"], strict=True)
        places = dict(zip(index["tables"], spans, strict=True))
    except (KeyError, TypeError, ValueError):
        return None
    sound = all(
        isinstance(name, str) and type(start) is int and type(stop) is int and 0 < start < stop < end
        for name, (start, stop) in places.items()
    )
    return places if sound else None


def _line_by_line(data: bytes) -> Found:
    found = Found()
    for piece in scan(data):
        if not piece.good:
            found.damage.append(piece)
            continue
        if match := _TABLE.match(data, piece.members):
            try:
                name = json.loads(match[1])
                json.loads(data[match.end() : piece.end - 1])
            except (ValueError, RecursionError):
                found.damage.append(piece)
                continue
            found.places[name] = match.end(), piece.end - 1
            continue
        line = piece.value(data)
        if "snapshot" in line and is_head(line):
            found.head = line
        elif "end" in line:
            found.whole = line.get("tables") == len(found.places)
        elif "index" not in line:
            found.damage.append(piece)
    found.whole = found.whole and found.head is not None and not found.damage
    return found
