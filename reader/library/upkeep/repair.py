"""Repairs a damaged library: renames the file, and copies everything readable to a new one."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import itertools
import os
import shutil
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from reader.library.db import schema, state
from reader.library.db.open import SIDE_FILES, check_files
from reader.library.db.text_codec import unpack_original, unpack_text
from reader.library.errors import no_library, os_error, translate_sqlite_errors
from reader.library.ingest.record import make_record
from reader.library.ingest.writer import Writer
from reader.library.library import FILE, Library
from reader.library.sources import Container, Metadata, SourceDocument
from reader.library.upkeep.maintenance import parse_metadata
from reader.library.upkeep.page_scan import PageScan, Row

_BATCH = 1000
"""Texts written at once."""
_UNKNOWN_PLACE = "a damaged library"


@dataclass(frozen=True, slots=True)
class Repaired:
    """The result of a repair."""

    set_aside: Path
    """The damaged file under its new name."""
    recovered: int
    """Texts in the new library."""
    lost: int
    """Texts known to be missing. Importing them again restores them."""
    lost_mrns: tuple[str, ...] = ()
    """The numbers of the lost texts that are known."""


def repair(folder: Path, now: dt.datetime) -> Repaired:
    """Copy every readable row of the folder's library to a new one, which then takes the place of the old
    file.

    Nothing is deleted: the old file is renamed once the new library is complete. ``now`` is for its new name.
    Raises LibraryError if a file cannot be read, renamed or written, and then changes nothing.
    """
    path = folder / FILE
    if not check_files(path):
        raise no_library(path)
    try:
        scratch = Path(tempfile.mkdtemp(prefix=".repair-", dir=folder))
    except OSError as error:
        raise os_error(error, path, doing="repaired") from error
    try:
        with PageScan(path) as scan:
            recovered, lost = _rebuild(scan, scratch)
        aside = _set_aside(path, now)
        (scratch / FILE).replace(path)
    except OSError as error:
        raise os_error(error, path, doing="repaired") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Repaired(aside, recovered, len(lost), tuple(sorted(filter(None, lost.values()))))


def _set_aside(path: Path, now: dt.datetime) -> Path:
    """Rename the library and SQLite's side files to names that are not taken."""
    ends = ("", *SIDE_FILES)
    for suffix in itertools.chain([""], (f"-{number}" for number in itertools.count(2))):
        aside = path.with_name(f"library.damaged-{now:%Y%m%d-%H%M%S}{suffix}.db")
        if not any(os.path.lexists(f"{aside}{end}") for end in ends):
            break
    for end in ends:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


class _Origin(NamedTuple):
    """Where a text was found, from the row of its cable."""

    place: str
    container: Container


class _Catalogue:
    """Everything that can be read in the file, except the texts."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.cables: dict[int, _Origin] = {}
        self.mrns: dict[int, str] = {}
        self.removed: set[int] = set()
        self.aliases: list[tuple[object, ...]] = []
        for row in rows:
            if row.rowid is None:
                self._add_index_row(row.values)
            elif len(row.values) == len(_columns("cable")) and row.values[0] is None:
                self._add_cable(row.rowid, row.values)
            elif row.values == (None,):
                self.removed.add(row.rowid)

    def _add_cable(self, id_: int, values: tuple[object, ...]) -> None:
        columns = dict(zip(_columns("cable"), values, strict=True))
        if isinstance(mrn := columns["mrn"], str):
            self.mrns[id_] = mrn
        place, container = columns["place"], str(columns["container"])
        with contextlib.suppress(ValueError):
            self.cables[id_] = _Origin(str(place), Container(container))

    def _add_index_row(self, values: tuple[object, ...]) -> None:
        """Add a row without a rowid; its table is recognised by its values."""
        match values:
            case (str() as mrn, 0 | 1, int() as id_):  # from the index cable_by_mrn
                self.mrns.setdefault(id_, mrn)
            case (str(), str()):
                self.aliases.append(values)


@functools.cache
def _columns(table: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        for statement in schema.statements(schema.TABLES):
            db.execute(statement)
        return tuple(row[1] for row in db.execute(f"PRAGMA table_info({table})"))


def _rebuild(scan: PageScan, folder: Path) -> tuple[int, dict[int, str | None]]:
    """Copy everything readable to a new library: how many texts, and the numbers of lost cables by id."""
    catalogue = _Catalogue(scan.rows())
    found: set[int] = set()
    with (
        Library.open(folder) as library,
        translate_sqlite_errors(library.path),
        library.connections.writing() as db,
    ):
        writer = Writer(db, int(time.time()))
        documents = _documents(scan, catalogue, found)
        while batch := list(itertools.islice(documents, _BATCH)):
            writer.write(map(make_record, batch))
        db.executemany("INSERT OR IGNORE INTO alias (name, mrn) VALUES (?, ?)", catalogue.aliases)
        db.execute("DELETE FROM alias WHERE mrn NOT IN (SELECT mrn FROM cable)")
        state.next_generation(db)
        (recovered,) = db.execute("SELECT count(*) FROM cable").fetchone()
    missing = {*catalogue.cables, *catalogue.mrns} - found - catalogue.removed
    return recovered, {id_: catalogue.mrns.get(id_) for id_ in missing}


def _documents(scan: PageScan, catalogue: _Catalogue, found: set[int]) -> Iterator[SourceDocument]:
    """Yield the readable texts, each once, and add their ids to ``found``."""
    for row in scan.rows():
        id_ = row.rowid
        if (
            id_ is None
            or id_ in found
            or id_ in catalogue.removed
            or len(row.values) != len(_columns("body"))
        ):
            continue
        if row.values[0] is None and (document := _document(row, catalogue)):
            found.add(id_)
            yield document


def _document(row: Row, catalogue: _Catalogue) -> SourceDocument | None:
    """The document from which a text was stored; None for a row of another table, or a damaged text."""
    _, packed, original, stored_metadata, _ = row.values
    if not isinstance(packed, bytes) or row.rowid is None:
        return None
    try:
        text = unpack_text(packed)
    except (zlib.error, UnicodeDecodeError):
        return None
    origin = catalogue.cables.get(row.rowid, _Origin(_UNKNOWN_PLACE, Container.RAW))
    metadata = _metadata(stored_metadata)
    if metadata.mrn is None and row.rowid not in catalogue.cables:
        mrn = catalogue.mrns.get(row.rowid, "")
        metadata = replace(metadata, mrn=None if mrn.startswith("TEXT-") else mrn or None)
    return SourceDocument(text, metadata, _original(original, text), origin.place, origin.container)


def _metadata(stored: object) -> Metadata:
    try:
        return parse_metadata(stored if isinstance(stored, str) else None)
    except (ValueError, TypeError, AttributeError):
        return Metadata()


def _original(packed: object, text: str) -> bytes:
    """The original bytes; those of the text if they are damaged."""
    try:
        return unpack_original(packed if isinstance(packed, bytes) else None, text)
    except (zlib.error, ValueError):
        return text.encode(errors="surrogatepass")
