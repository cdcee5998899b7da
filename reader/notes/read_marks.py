"""Which cables have been read. Read marks are not undone and not shared with colleagues."""

from __future__ import annotations

from collections.abc import Iterable, Set

from reader.notes.codec import time_text
from reader.notes.queries.index import READING
from reader.notes.repository import Notes

READ = "read:"
"""One table a day, ``read:2026-11-22``, so that saving a mark stays fast after much reading."""


def mark_read(notes: Notes, mrns: Iterable[str]) -> None:
    """Mark cables as read; those already marked take no time. Raises NotesError."""
    known = read(notes)
    new = [mrn for mrn in dict.fromkeys(mrns) if mrn not in known]
    if new:
        with notes.transaction() as transaction:
            at = time_text(transaction.now)
            transaction.insert(f"{READ}{at[:10]}", *({"kind": READING, "mrn": mrn, "at": at} for mrn in new))


def mark_unread(notes: Notes, mrns: Iterable[str]) -> None:
    """Remove the marks of these cables. Goes through all marks. Raises NotesError."""
    unread = read(notes) & set(mrns)
    if unread:
        with notes.transaction() as transaction:
            for table in notes.storage.state.tables():
                if not table.startswith(READ):
                    continue
                for number, document in list(transaction.docs(table).items()):
                    if document.get("mrn") in unread and not document.get("deleted"):
                        transaction.edit(table, number, deleted=True)


def read(notes: Notes) -> Set[str]:
    """The MRNs of all cables that were read; a copy. Waits for the index."""
    with notes.guard:
        return set(notes.index().read)
