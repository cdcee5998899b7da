"""The columns that an import was told of, kept with the import, so that importing again reads the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reader.library.library import Library
from reader.library.sources.column_map import Field, map_words, read_map
from reader.library.sources.folders import printable

PATHS, COLUMNS = "paths", "columns"
"""The keys of ``import.paths`` where columns were named; otherwise it is a list."""


def pack_paths(paths: Sequence[str], maps: Mapping[str, Mapping[Field, str]]) -> str:
    """The paths of an import, with the columns named for each, as JSON."""
    if not maps:
        return json.dumps(paths)
    named = {_key(path): map_words(given) for path, given in maps.items()}
    return json.dumps({PATHS: paths, COLUMNS: named})


def unpack_paths(stored: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The paths of an import, and the columns named for each absolute path."""
    found = json.loads(stored)
    if isinstance(found, dict):
        return tuple(found.get(PATHS, ())), dict(found.get(COLUMNS, {}))
    return tuple(found), {}


def remembered_maps(db: sqlite3.Connection, paths: Iterable[str]) -> dict[str, Mapping[Field, str]]:
    """The columns named by the last import of each path, or of a folder around it, that named some.

    What comes from the standard input may be anything, so nothing is remembered of it.
    """
    named: dict[str, str] = {}
    for (stored,) in db.execute("SELECT paths FROM import WHERE paths LIKE ? ORDER BY id", ("{%",)):
        named.update(unpack_paths(stored)[1])
    found: dict[str, Mapping[Field, str]] = {}
    for path in paths if named else ():
        around = [] if path == "-" else [Path(path).resolve(), *Path(path).resolve().parents]
        if words := next((named[key] for each in around if (key := printable(each)) in named), None):
            try:
                found[path] = read_map([words])
            except ValueError:
                continue  # written by a later version
    return found


def remembered(library: Library, paths: Iterable[str]) -> dict[Field, str]:
    """The columns that earlier imports of these paths were given, of all together."""
    with library.connections.reading() as db:
        found = remembered_maps(db, paths)
    return {field: name for given in found.values() for field, name in given.items()}


def _key(path: str) -> str:
    return path if path == "-" else printable(Path(path).resolve())
