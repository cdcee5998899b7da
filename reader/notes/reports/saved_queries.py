"""Saved queries. They are kept with the notes, as the library can be rebuilt but they cannot.

Saving and deleting cannot be undone, and saved queries are not shared with colleagues.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reader.notes.codec import parse_time, time_text
from reader.notes.model import Docs
from reader.notes.repository import Notes

TABLE = "saved-queries"
KIND = "saved query"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name."""

    name: str
    query: str
    saved: dt.datetime
    """UTC."""


def saved_queries(notes: Notes) -> list[SavedQuery]:
    """The saved queries, sorted by name."""
    found = map(_saved_query, notes.docs(TABLE).values())
    return sorted(filter(None, found), key=lambda each: (each.name.casefold(), each.name))


def find_query(notes: Notes, name: str) -> SavedQuery | None:
    """The saved query with this name, in upper or lower case; None if there is none."""
    key = _key(name)
    return next((each for each in saved_queries(notes) if _key(each.name) == key), None)


def save_query(notes: Notes, name: str, query: str) -> None:
    """Save a query, replacing one with the same name. Raises NotesError."""
    with notes.transaction() as transaction:
        fields = {"name": " ".join(name.split()), "query": query, "saved": time_text(transaction.now)}
        number = _number(transaction.docs(TABLE), name)
        if number is None:
            transaction.insert(TABLE, {"kind": KIND, **fields})
        else:
            transaction.edit(TABLE, number, **fields)


def delete_query(notes: Notes, name: str) -> bool:
    """Delete a saved query; False if there is none with this name. Raises NotesError."""
    with notes.transaction() as transaction:
        number = _number(transaction.docs(TABLE), name)
        if number is not None:
            transaction.edit(TABLE, number, deleted=True)
    return number is not None


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _number(docs: Docs, name: str) -> str | None:
    """The number of the document with this name."""
    for number, document in docs.items():
        stored = _saved_query(document)
        if stored and _key(stored.name) == _key(name):
            return number
    return None


def _saved_query(document: Any) -> SavedQuery | None:
    """The saved query in a document; None if it is deleted, or was written by another program."""
    try:
        name, query, saved = (document[field] for field in ("name", "query", "saved"))
        if document.get("deleted") or not (isinstance(name, str) and isinstance(query, str)):
            return None
        return SavedQuery(name, query, parse_time(saved))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
