"""Upkeep of a library: removing cables, reading the stored texts anew, checking, copying."""

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


def remove(library: Library, mrns: Iterable[str]) -> int:
    """Remove these cables with all their versions; how many were held. All or none; notes are not touched."""
    removed = 0
    with translate_sqlite_errors(library.path), library.connections.writing() as db:
        for mrn in mrns:
            held = library.resolve(mrn)
            if held is None:
                continue
            # The index cannot forget a text without reading it again; its ids are remembered as gone.
            db.execute("INSERT INTO removed (id) SELECT id FROM cable WHERE mrn = ?", (held,))
            db.execute("DELETE FROM cable WHERE mrn = ?", (held,))
            db.execute("DELETE FROM alias WHERE mrn = ?", (held,))
            db.execute("DELETE FROM source")  # so that importing again brings the cable back
            removed += 1
        if removed:
            state.next_generation(db)
    return removed


def reindex(library: Library, on_progress: Callable[[int, int], None] | None = None) -> int:
    """Read every stored text anew and build the index, the links and the values that are counted from it.

    For an index that is damaged, or made by an earlier parser. Either all of it happens or nothing, so it may
    be stopped at any time by an exception from ``on_progress`` (texts done, texts in all). How many texts.
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
    """The document that a stored text came from. Raises zlib.error, sqlite3.DatabaseError, LookupError."""
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
    """A container's metadata as stored. Raises ValueError if the JSON is damaged."""
    said = json.loads(stored) if stored else {}
    date = said.get("date")
    precision = said.get("precision")
    return Metadata(
        mrn=said.get("mrn"),
        date=dt.datetime.fromisoformat(date) if date else None,
        precision=Precision(precision) if precision else None,
        classification=said.get("classification"),
        origin=said.get("origin"),
        subject=said.get("subject"),
        references=tuple(said.get("references", ())),
        tags=tuple(said.get("tags", ())),
    )


def check(library: Library, *, texts: bool = True) -> Iterator[str]:
    """What is wrong with the library, a sentence each; nothing for a sound one.

    Looks at every table and index, at the full-text index, at what must agree between tables, and with
    ``texts`` unpacks every text and compares it with its hash (a minute for 250,000 cables).
    """
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        yield from (
            f"The file: {said}" for (said,) in db.execute("PRAGMA integrity_check(20)") if said != "ok"
        )
        yield from _disagreements(db)
        if texts:
            yield from _texts(db)
    if not library.read_only:
        try:
            # Asking is written as an insert; it changes nothing.
            with library.connections.connection() as db:
                db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError:
            yield "The full-text index is damaged; `cables reindex` builds it anew"


_DISAGREEMENTS = (
    (
        "{} cables show no version, or more than one",
        "SELECT 1 FROM cable GROUP BY mrn HAVING sum(current) <> 1",
    ),
    (
        "{} texts are held more than once",
        "SELECT 1 FROM cable WHERE mrn IN (SELECT mrn FROM cable GROUP BY mrn HAVING count(*) > 1)"
        " GROUP BY mrn, text_hash HAVING count(*) > 1",
    ),
    ("{} cables have no text", "SELECT 1 FROM cable WHERE id NOT IN (SELECT id FROM body)"),
    ("{} texts belong to no cable", "SELECT 1 FROM body WHERE id NOT IN (SELECT id FROM cable)"),
    ("{} links come from no cable", "SELECT 1 FROM link WHERE source NOT IN (SELECT id FROM cable)"),
    ("{} values belong to no cable", "SELECT 1 FROM fact WHERE cable NOT IN (SELECT id FROM cable)"),
    ("{} other names lead to no cable", "SELECT 1 FROM alias WHERE mrn NOT IN (SELECT mrn FROM cable)"),
)


def _disagreements(db: sqlite3.Connection) -> Iterator[str]:
    for sentence, sql in _DISAGREEMENTS:
        (count,) = db.execute(f"SELECT count(*) FROM ({sql})").fetchone()
        if count:
            yield sentence.format(count)


def _texts(db: sqlite3.Connection) -> Iterator[str]:
    stored = db.execute("SELECT c.mrn, c.text_hash, b.text FROM cable AS c JOIN body AS b ON b.id = c.id")
    for mrn, digest, packed in stored:
        try:
            same = text_hash(unpack_text(packed)) == digest.hex()
        except (zlib.error, UnicodeDecodeError):
            same = False
        if not same:
            yield f"The text of {mrn} is damaged; importing its source again brings it back"


def backup(library: Library, target: Path) -> int:
    """Copy the library, as it is now, to a new file, readable by its owner only; its size in bytes.

    Raises LibraryError; a file that is there is never written over.
    """
    for occupied in (target, *(target.with_name(target.name + end) for end in SIDE_FILES)):
        if os.path.lexists(occupied):
            raise LibraryError(
                "There is a file of that name already", where=str(occupied), advice="Choose another name."
            )
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
            # One file, complete in itself, that can be moved about.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise disk_full(target) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target.stat().st_size
