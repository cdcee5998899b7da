"""Which cables have been read. Not undone, not shared: a colleague's reading says nothing about ours."""

from __future__ import annotations

from collections.abc import Iterable, Set

from reader.notes.codec import time_text
from reader.notes.queries.index import READING
from reader.notes.repository import Notes

READ = "read:"
"""A table a day, ``read:2026-11-22``, so that a long reading does not weigh on the next cable."""


def mark_read(notes: Notes, mrns: Iterable[str]) -> None:
    """Note that these cables were read; those that were before cost nothing. Raises NotesError."""
    known = read(notes)
    new = [mrn for mrn in dict.fromkeys(mrns) if mrn not in known]
    if new:
        with notes.transaction() as transaction:
            at = time_text(transaction.now)
            transaction.insert(f"{READ}{at[:10]}", *({"kind": READING, "mrn": mrn, "at": at} for mrn in new))


def mark_unread(notes: Notes, mrns: Iterable[str]) -> None:
    """Take it back. Looks at all that was read. Raises NotesError."""
    gone = read(notes) & set(mrns)
    if gone:
        with notes.transaction() as transaction:
            for table in notes.storage.state.tables():
                if not table.startswith(READ):
                    continue
                for number, document in list(transaction.docs(table).items()):
                    if document.get("mrn") in gone and not document.get("deleted"):
                        transaction.edit(table, number, deleted=True)


def read(notes: Notes) -> Set[str]:
    """The numbers of the cables that were read, a copy. Waits for the index of a large store just opened."""
    with notes.guard:
        return set(notes.index().read)
