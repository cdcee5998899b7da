"""Maintenance of a library: remove cables, rebuild the index, check for damage, copy."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from reader.cable.normalise import text_hash
from reader.library.db import schema, state
from reader.library.db.open import SIDE_FILES
from reader.library.db.text_codec import unpack_original, unpack_text
from reader.library.errors import LibraryError, disk_full, os_error, translate_sqlite_errors
from reader.library.ingest.writer import Writer
from reader.library.library import Library
from reader.library.sources import Container, Metadata, Precision, SourceDocument

REPORTED = 100
"""Texts between two calls of ``on_progress``."""
INDEX_DAMAGED = "The full-text index is damaged; `cables repair --index` rebuilds it"
"""What :func:`check` says of a damaged index."""


def remove(library: Library, mrns: Iterable[str]) -> int:
    """Remove these cables with all their versions, but not notes on them; returns how many were in the
    library.

    If one cannot be removed, none is.
    """
    removed = 0
    with translate_sqlite_errors(library.path), library.connections.writing() as db:
        for mrn in mrns:
            found = library.resolve(mrn)
            if found is None:
                continue
            # FTS5 would need the text to remove it from the index, so its id is excluded from results
            # instead.
            db.execute("INSERT INTO removed (id) SELECT id FROM cable WHERE mrn = ?", (found,))
            db.execute("DELETE FROM cable WHERE mrn = ?", (found,))
            db.execute("DELETE FROM alias WHERE mrn = ?", (found,))
            db.execute("DELETE FROM source")  # so that importing again restores the cable
            removed += 1
        if removed:
            state.next_generation(db)
    return removed


def reindex(library: Library, on_progress: Callable[[int, int], None] | None = None) -> int:
    """Parse every stored text again, and rebuild the index, links and values; returns the number of texts.

    For an index that is damaged, or was made by an earlier version of the parser. ``on_progress`` gets the
    number of texts done and of all texts. If it raises, nothing is changed.
    """
    from reader.library.ingest.record import make_record

    done = 0
    with translate_sqlite_errors(library.path), library.connections.writing() as db:
        (total,) = db.execute("SELECT count(*) FROM cable").fetchone()
        schema.drop_index(db)
        schema.create_index(db)
        for table in ("fact", "link", "removed"):
            db.execute(f"DELETE FROM {table}")
        writer = Writer(db, 0)
        ids = [id_ for (id_,) in db.execute("SELECT id FROM cable ORDER BY id")]
        for start in range(0, len(ids), REPORTED):
            part = ids[start : start + REPORTED]
            writer.reindex([(id_, make_record(stored_document(db, id_))) for id_ in part])
            done += len(part)
            if on_progress:
                on_progress(done, total)
        db.execute(
            "DELETE FROM value WHERE id NOT IN (SELECT value FROM fact) AND kind NOT IN ('tags', 'signer')"
        )
        state.next_generation(db)
    return done


def stored_document(db: sqlite3.Connection, id_: int) -> SourceDocument:
    """The document from which a text was stored. Raises zlib.error, sqlite3.DatabaseError, LookupError."""
    found = db.execute(
        "SELECT b.text, b.original, b.given, c.place, c.container"
        " FROM body AS b JOIN cable AS c ON c.id = b.id WHERE b.id = ?",
        (id_,),
    ).fetchone()
    if found is None:
        raise LookupError(id_)
    packed, original, metadata, place, container = found
    text = unpack_text(packed)
    return SourceDocument(
        text, parse_metadata(metadata), unpack_original(original, text), place, Container(container)
    )


def parse_metadata(stored: str | None) -> Metadata:
    """Decode a container's metadata from JSON. Raises ValueError if it is damaged."""
    values = json.loads(stored) if stored else {}
    date = values.get("date")
    precision, estimated = values.get("precision"), values.get("estimated")
    return Metadata(
        mrn=values.get("mrn"),
        date=dt.datetime.fromisoformat(date) if date else None,
        precision=Precision(precision) if precision else None,
        estimated=dt.date.fromisoformat(estimated) if estimated else None,
        classification=values.get("classification"),
        origin=values.get("origin"),
        subject=values.get("subject"),
        references=tuple(values.get("references", ())),
        tags=tuple(values.get("tags", ())),
        film=values.get("film"),
    )


def check(library: Library, *, texts: bool = True) -> Iterator[str]:
    """Check the library for damage; yields a sentence for each problem.

    Checks every table and index, the full-text index, and that tables agree. With ``texts`` it also unpacks
    every text and compares it with its hash (a minute for 250,000 cables).
    """
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        yield from (
            f"The file: {problem}"
            for (problem,) in db.execute("PRAGMA integrity_check(20)")
            if problem != "ok"
        )
        yield from _inconsistencies(db)
        if texts:
            yield from _damaged_texts(db)
    if not library.read_only:
        try:
            # FTS5 runs its check through an insert, which changes nothing.
            with library.connections.connection() as db:
                db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError:
            yield INDEX_DAMAGED


_CONSISTENCY_CHECKS = (
    (
        "{} cables have no current version, or more than one",
        "SELECT 1 FROM cable GROUP BY mrn HAVING sum(current) <> 1",
    ),
    (
        "{} texts are stored more than once",
        "SELECT 1 FROM cable WHERE mrn IN (SELECT mrn FROM cable GROUP BY mrn HAVING count(*) > 1)"
        " GROUP BY mrn, text_hash HAVING count(*) > 1",
    ),
    ("{} cables have no text", "SELECT 1 FROM cable WHERE id NOT IN (SELECT id FROM body)"),
    ("{} texts belong to no cable", "SELECT 1 FROM body WHERE id NOT IN (SELECT id FROM cable)"),
    ("{} links come from no cable", "SELECT 1 FROM link WHERE source NOT IN (SELECT id FROM cable)"),
    ("{} values belong to no cable", "SELECT 1 FROM fact WHERE cable NOT IN (SELECT id FROM cable)"),
    ("{} aliases belong to no cable", "SELECT 1 FROM alias WHERE mrn NOT IN (SELECT mrn FROM cable)"),
)


def _inconsistencies(db: sqlite3.Connection) -> Iterator[str]:
    for sentence, sql in _CONSISTENCY_CHECKS:
        (count,) = db.execute(f"SELECT count(*) FROM ({sql})").fetchone()
        if count:
            yield sentence.format(count)


def _damaged_texts(db: sqlite3.Connection) -> Iterator[str]:
    stored = db.execute("SELECT c.mrn, c.text_hash, b.text FROM cable AS c JOIN body AS b ON b.id = c.id")
    for mrn, digest, packed in stored:
        try:
            is_intact = text_hash(unpack_text(packed)) == digest.hex()
        except (zlib.error, UnicodeDecodeError):
            is_intact = False
        if not is_intact:
            yield f"The text of {mrn} is damaged; importing it again restores it"


def backup(library: Library, target: Path) -> int:
    """Copy the library to a new file that only its owner can read; returns its size in bytes.

    Raises LibraryError, also if the file exists: it is never overwritten.
    """
    for occupied in (target, *(target.with_name(target.name + end) for end in SIDE_FILES)):
        if os.path.lexists(occupied):
            raise LibraryError("The file already exists", where=str(occupied), advice="Choose another name.")
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise os_error(error, target, doing="copied") from error
    try:
        with (
            translate_sqlite_errors(target),
            closing(sqlite3.connect(target)) as copy,
            library.connections.connection() as db,
        ):
            db.backup(copy)
            # So that the copy is complete in one file.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise disk_full(target) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target.stat().st_size
