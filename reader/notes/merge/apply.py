"""Merging a colleague's bundle: preview, merge, and resolving conflicts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.notes.codec import decode, time_text
from reader.notes.errors import NotesError
from reader.notes.merge import bundle as bundles
from reader.notes.merge.bundle import MOST_VERSIONS, Bundle
from reader.notes.model import Docs, Document, Record
from reader.notes.record_merge import RIVALS, Difference, chosen, compare, join, version, versions
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from reader.notes.storage.disk_errors import disk_error
from reader.notes.storage.own_files import BACKUPS

NO_CHANGE = (Difference.SAME, Difference.OLDER)
"""Differences that change nothing here."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do, or did."""

    counts: Counter[Difference]
    skipped: tuple[str, ...] = ()
    """Sentences about lines that could not be read."""
    backup: Path | None = None
    """The file with the notes from before; None if nothing was changed."""

    @property
    def words(self) -> str:
        """``14 new, 3 changed on both sides``; empty if nothing would change."""
        return ", ".join(
            f"{n} {kind}" for kind in Difference if kind not in NO_CHANGE and (n := self.counts[kind])
        )


@dataclass(frozen=True, slots=True)
class BothSides:
    """A record that was changed on both sides; the first version is the one shown."""

    id: str
    versions: tuple[Record, ...]


def export(notes: Notes) -> str:
    """The bundle of all notes."""
    return "".join(bundles.lines(notes.tables()))


@dataclass(frozen=True, slots=True)
class Differing:
    """A record of a bundle that differs from ours."""

    kind: Difference
    theirs: Record
    ours: Record | None = None
    """None for a new record."""


def differing(notes: Notes, bundle: Bundle) -> Iterator[Differing]:
    """What a merge would change, record by record; without kinds of a newer version."""
    with notes.guard:
        found = _OurRecords(notes)
        pairs = [(record[1], found.document(*record)) for record in bundles.joined(bundle)]
    for theirs, ours in pairs:
        kind = compare(ours, theirs)
        record = decode(theirs)
        if kind not in NO_CHANGE and record is not None:
            yield Differing(kind, record, decode(ours) if ours else None)


def preview(notes: Notes, bundle: Bundle) -> Preview:
    """Count what merging the bundle would do."""
    with notes.guard:
        found = _OurRecords(notes)
        counts = Counter(compare(found.document(*record), record[1]) for record in bundles.joined(bundle))
    return Preview(counts, bundle.skipped)


class Side(StrEnum):
    """Whose version to keep of a record that was changed on both sides."""

    OURS = "ours"
    THEIRS = "theirs"


def merge(
    notes: Notes, bundle: Bundle, *, words: str = "merge of a bundle", keep: Side | None = None
) -> Preview:
    """Merge a bundle as a whole or not at all, as one step, after a backup of the notes.

    If a record was changed on both sides, both versions are kept to choose between, or with ``keep`` the
    version of one side. Merging again changes nothing. Raises NotesError if it could not be saved.
    """
    if not preview(notes, bundle).words:
        return preview(notes, bundle)
    notes.storage.check_writable()
    backup = back_up(notes)
    counts: Counter[Difference] = Counter()
    with notes.transaction(words) as transaction:
        found = _OurRecords(notes)
        new: dict[str, list[Document]] = {}
        for table, theirs in bundles.joined(bundle):
            place = found.place(table, theirs)
            ours = transaction.docs(place[0])[place[1]] if place else None
            difference = compare(ours, theirs)
            counts[difference] += 1
            if place is None:
                new.setdefault(table, []).append(theirs)
            elif difference not in NO_CHANGE:
                joined = join(ours or {}, theirs)
                if len(versions(joined)) > MOST_VERSIONS:
                    raise NotesError(
                        f"A record has more than {MOST_VERSIONS} versions; nothing was merged",
                        where=theirs["id"],
                        advice="Choose between the versions you have, then merge again.",
                    )
                if keep and RIVALS in joined:
                    side = ours if keep is Side.OURS else theirs
                    joined = chosen(joined, _shown_index(joined, side or {}), time_text(transaction.now))
                transaction.put_foreign(*place, joined)
        for table, documents in new.items():
            first = max(map(int, transaction.docs(table)), default=0) + 1
            for number, document in enumerate(documents, start=first):
                transaction.put_foreign(table, str(number), document)
        transaction.words = f"{words} ({Preview(counts).words})"
    return Preview(counts, bundle.skipped, backup)


def _shown_index(joined: Document, side: Document) -> int:
    """The index of the version in the joined document that a side shows."""
    names = [version(one) for one in versions(joined)]
    shown = version(side)
    return names.index(shown) if shown in names else 0


def back_up(notes: Notes) -> Path:
    """Write a snapshot of all notes to the folder ``backups``; returns its path."""
    path = notes.folder / BACKUPS / f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H%M%S.%f}.jsonl"
    try:
        tinydb_export.write_snapshot(notes.storage, path)
    except OSError as error:
        outcome = "the backup could not be written, so nothing was merged"
        raise disk_error(error, notes.folder, outcome) from error
    return path


def both_sides(notes: Notes) -> Iterator[BothSides]:
    """The records to choose between. Searches the text of all tables and decodes those that have any."""
    needle = f'"{RIVALS}":'.encode()
    for _, docs in notes.tables(lambda table, raw: needle in raw):
        for document in docs.values():
            if document.get(RIVALS):
                records = tuple(record for one in versions(document) if (record := decode(one)))
                if len(records) > 1:
                    yield BothSides(document["id"], records)


def choose(notes: Notes, identity: str, index: int) -> None:
    """Keep one version (0: the one shown) of a record changed on both sides."""
    with notes.transaction("resolution of a conflict") as transaction:
        place = notes.locate(identity)
        if place is None or not 0 <= index < len(versions(transaction.docs(place[0])[place[1]])):
            raise NotesError("The version no longer exists", where=identity)
        document = transaction.docs(place[0])[place[1]]
        transaction.overwrite(*place, chosen(document, index, time_text(transaction.now)))


class _OurRecords:
    """Finds our copies of records; reads each table once."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._index = notes.index()
        self._docs: dict[str, Docs] = {}
        self._numbers: dict[str, dict[str, str]] = {}

    def place(self, table: str, document: Document) -> tuple[str, str] | None:
        """The table and number of our copy."""
        where = self._index.where(document["id"])
        if where is None:
            return None
        if where not in self._docs:
            self._docs[where] = self._notes.docs(where)
            self._numbers[where] = {
                doc["id"]: number
                for number, doc in self._docs[where].items()
                if isinstance(doc.get("id"), str)
            }
        return where, self._numbers[where][document["id"]]

    def document(self, table: str, document: Document) -> Document | None:
        """Our copy."""
        place = self.place(table, document)
        return self._docs[place[0]][place[1]] if place else None
