"""Numbers, hashes, subjects, texts and citing cables of many cables at once, without reading their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from reader.library.errors import translate_sqlite_errors
from reader.library.folding import storable
from reader.library.library import Library
from reader.library.stored_cable import PACKED_COLUMNS, PackedCable

_BATCH = 500


def mrns(library: Library, ids: Sequence[int]) -> list[str]:
    """The numbers of these ids, in their order, each once; ids of removed cables are left out.

    Takes some 1 ms for a thousand.
    """
    found = _pairs(library, "SELECT id, mrn FROM cable WHERE id IN ({})", ids)
    return list(dict.fromkeys(found[id_] for id_ in ids if id_ in found))


def ids(library: Library, mrns: Collection[str]) -> dict[str, int]:
    """The id of the current version of each cable; numbers not in the library are left out."""
    return _pairs(library, "SELECT mrn, id FROM cable WHERE current AND mrn IN ({})", list(mrns))


def text_hashes(library: Library, mrns: Collection[str]) -> dict[str, str]:
    """The ``sha256`` (hexadecimal) of each cable's current text; numbers not in the library are left out."""
    rows = _select(library, "SELECT mrn, text_hash FROM cable WHERE current AND mrn IN ({})", list(mrns))
    return {mrn: digest.hex() for mrn, digest in rows}


def subjects(library: Library, mrns: Collection[str]) -> dict[str, str]:
    """Each cable's subject, empty if it has none; numbers not in the library are left out."""
    rows = _select(library, "SELECT mrn, subject FROM cable WHERE current AND mrn IN ({})", list(mrns))
    return {mrn: subject or "" for mrn, subject in rows}


def packed(library: Library, mrns: Collection[str]) -> dict[str, PackedCable]:
    """The current version of each cable, its text compressed; numbers not in the library are left out."""
    sql = f"SELECT {PACKED_COLUMNS} FROM cable AS c JOIN body AS b ON b.id = c.id"
    rows = _select(library, sql + " WHERE c.current AND c.mrn IN ({})", list(mrns))
    return {cable.mrn: cable for cable in (PackedCable(library.path, *row) for row in rows)}


def citing(library: Library, mrns: Collection[str]) -> dict[str, list[str]]:
    """The cables that refer to each of these, newest first; those that none refers to are left out."""
    sql = (
        "SELECT DISTINCT l.target, c.mrn, c.id FROM link AS l JOIN cable AS c ON c.id = l.source"
        " WHERE c.current AND l.target IN ({}) ORDER BY c.id DESC"
    )
    found: dict[str, list[str]] = {}
    for target, mrn, _ in _select(library, sql, list(mrns)):
        found.setdefault(target, []).append(mrn)
    return found


def _pairs(library: Library, sql: str, keys: Sequence[object]) -> dict[Any, Any]:
    return dict(_select(library, sql, keys))


def _select(library: Library, sql: str, keys: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement whose ``{}`` takes the keys, a batch at a time."""
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        for start in range(0, len(keys), _BATCH):
            batch = [storable(key) if isinstance(key, str) else key for key in keys[start : start + _BATCH]]
            yield from db.execute(sql.format(", ".join("?" * len(batch))), batch)
